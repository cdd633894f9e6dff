"""The Atom feeds: well-formed as RFC 4287 asks, the same ids for ever, and only what everybody may read."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.events import record
from app.meetings import queries as meetings
from app.meetings import service as meeting_service
from app.proposals.states import ProposalState
from tests import factories
from tests.access.world import SECRET, a_world
from tests.conftest import counted_statements
from tests.factories import decisions, polls, proposals
from tests.factories.meetings import a_meeting

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed_of(client, path: str, **headers):
    answer = client.get(path, headers=headers)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    return answer, ElementTree.fromstring(answer.data)


def of_council(client, council):
    return feed_of(client, f"/councils/{council.id}/feed.atom")[1].findall("a:entry", ATOM)


def said(entry, name: str) -> str:
    return entry.findtext(f"a:{name}", namespaces=ATOM) or ""


def published(council, **given):
    """A proposal that was published, with the event of it."""
    proposal = proposals.a_proposal(council, **given)
    with transaction():
        record("proposal.published", proposal, by=None, at=clock.now())
    return proposal


def test_each_entry_has_what_the_standard_asks(app, client):
    council = factories.a_council(name="새솔길 <골목> & 회의")
    proposal = published(council, title="가로등 & <b>등</b>", wish="밝게\x08 해\uffff 주세요")
    _answer, root = feed_of(client, f"/councils/{council.id}/feed.atom")
    for name in ("id", "title", "updated", "author"):
        assert len(root.findall(f"a:{name}", ATOM)) == 1
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links["self"] == f"http://golmok.test/councils/{council.id}/feed.atom"
    entry = root.find("a:entry", ATOM)
    assert said(entry, "title") == "새 제안: 가로등 & <b>등</b>"
    assert entry.find("a:link", ATOM).get("href") == f"http://golmok.test/matters/{proposal.id}"
    assert datetime.fromisoformat(said(entry, "updated")).tzinfo
    assert re.fullmatch(r"tag:golmok\.test,\d{4}-\d\d-\d\d:proposal/\d+/published", said(entry, "id"))


def test_what_happens_is_told_the_newest_first(app, client):
    council = factories.a_council()
    published(council)
    leader = factories.a_facilitator(council)
    meeting = a_meeting(council=council, called_by=leader)
    with transaction():
        record("meeting.announced", meeting, by=leader, at=clock.now())
    with transaction():
        meeting_service.cancel(meetings.meeting(meeting.id), "비가 옵니다", by=leader, at=clock.now())
    polls.a_counted_poll([[1]] * 5, council)
    actions = [entry.find("a:category", ATOM).get("term") for entry in of_council(client, council)]
    assert actions == ["poll.closed", "poll.opened", "meeting.cancelled", "meeting.announced", "proposal.published"]


def test_an_id_stays_when_words_change_and_no_two_are_the_same(app, client):
    council = factories.a_council()
    first, second = published(council), published(council)
    before = {said(entry, "id") for entry in of_council(client, council)}
    with transaction():
        first.title = second.title = "고친 제목"
    after = of_council(client, council)
    assert {said(entry, "title") for entry in after} == {"새 제안: 고친 제목"}
    assert {said(entry, "id") for entry in after} == before
    assert len(before) == 2


def test_who_has_the_feed_is_told_so_until_something_happens(app, client):
    council = factories.a_council()
    published(council)
    path = f"/councils/{council.id}/feed.atom"
    answer, root = feed_of(client, path)
    updated = datetime.fromisoformat(root.findtext("a:updated", namespaces=ATOM))
    assert parsedate_to_datetime(answer.headers["Last-Modified"]) == updated.replace(microsecond=0)
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get(path, headers={"If-Modified-Since": answer.headers["Last-Modified"]}).status_code == 304
    published(council)
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200


def test_a_dongs_feed_has_all_its_councils_and_no_other(app, client):
    dong = factories.a_dong()
    names = {"하나길", "둘길"}
    for name in names:
        published(factories.a_council(dong=dong, name=name))
    published(factories.a_council(name="건넛길"))
    _answer, root = feed_of(client, f"/dongs/{dong.id}/feed.atom")
    authors = {entry.findtext("a:author/a:name", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)}
    assert authors == names


def test_what_is_not_public_is_in_no_feed(app, client):
    world = a_world()
    council, dong = world.things["council active"]["council_id"], world.things["dong"]["dong_id"]
    for path in (f"/councils/{council}/feed.atom", f"/dongs/{dong}/feed.atom"):
        answer, root = feed_of(client, path)
        assert root.findall("a:entry", ATOM)
        assert SECRET not in answer.text
        assert [user.name for user in world.users.values() if user.name in answer.text] == []


def test_a_draft_that_somebody_took_back_is_in_no_feed(app, client, sign_in):
    council = factories.a_council()
    draft = proposals.a_draft(council)
    with transaction():
        record("proposal.published", draft, by=None, at=clock.now())
        draft.state = ProposalState.WITHDRAWN
    assert of_council(client, council) == []


def test_a_published_answer_is_told_with_its_reason(app, client):
    council = factories.a_council()
    request = decisions.a_request(council)
    decisions.an_answer(request, factories.an_officer(council.dong), reason="예산이 없습니다.")
    entry = of_council(client, council)[0]
    assert said(entry, "title") == f"동주민센터의 답변: {request.title}"
    assert said(entry, "summary").endswith(": 예산이 없습니다.")
    assert entry.find("a:link", ATOM).get("href") == f"http://golmok.test/requests/{request.id}"


def test_a_feed_takes_as_many_statements_with_many_entries_as_with_few(app, client):
    council, counts = factories.a_council(), []
    for _ in range(2):
        for _ in range(3):
            published(council)
            polls.a_counted_poll([[1]] * 2, council)
        with counted_statements() as statements:
            of_council(client, council)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 6


def test_pages_name_their_feed(app, client):
    council = factories.a_council()
    for page, feed in (
        (f"/councils/{council.id}", f"/councils/{council.id}/feed.atom"),
        (f"/councils/{council.id}/data", f"/councils/{council.id}/feed.atom"),
        (f"/dongs/{council.dong_id}", f"/dongs/{council.dong_id}/feed.atom"),
        (f"/dongs/{council.dong_id}/data", f"/dongs/{council.dong_id}/feed.atom"),
    ):
        head = client.get(page).text.partition("</head>")[0]
        assert re.search(rf'<link rel="alternate" type="application/atom\+xml" [^>]*href="{feed}">', head), page
