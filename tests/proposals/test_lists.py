"""The list of proposals, and the reads that other slices ask for."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.proposals import queries, service
from app.proposals.states import Category, ProposalState
from tests.browsing import submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer, days
from tests.factories.discussion import a_comment, a_hidden_comment
from tests.factories.proposals import a_co_proposer, a_draft, a_photo, a_proposal, an_endorsement


def titles(html: str, *wanted: str) -> list[str]:
    """The wanted titles in the order in which the page names them as links."""
    found = [(html.find(f">{title}</a>"), title) for title in wanted]
    return [title for place, title in sorted(found) if place >= 0]


def url_of(council) -> str:
    return f"/councils/{council.id}/proposals"


def test_an_empty_council_invites_to_the_first_proposal(app, sign_in, client):
    council = a_council()
    officer = sign_in(an_officer(council.dong))
    for browser in (client, sign_in(a_member(council))):
        page = browser.get(url_of(council)).text
        assert "아직 제안이 없습니다" in page
        assert "첫 제안하기" in page
    stranger = sign_in(a_user()).get(url_of(council)).text
    assert "첫 제안하기" not in stranger
    assert "참여가 확인된 주민만" in stranger
    assert "대신 접수" in officer.get(url_of(council)).text


def test_the_list_is_ordered_and_filtered(app, client):
    council = a_council()
    old = a_proposal(council, title="오래된 것", published_at=clock.now() - days(9))
    new = a_proposal(council, title="새것", state=ProposalState.TABLED)
    a_proposal(council, title="거둔 것", state=ProposalState.WITHDRAWN, published_at=clock.now() - days(3))
    a_proposal(a_council(), title="다른 골목의 것")
    an_endorsement(old)
    a_comment(new)
    every = ("오래된 것", "새것", "거둔 것", "다른 골목의 것")
    url = url_of(council)

    def shown(query: str = "") -> list[str]:
        return titles(client.get(f"{url}{query}").text, *every)

    assert shown() == ["새것", "거둔 것", "오래된 것"]
    assert shown("?order=endorsed")[0] == "오래된 것"
    assert shown("?order=discussed")[0] == "새것"
    assert shown("?stage=tabled") == ["새것"]
    assert shown("?stage=withdrawn") == ["거둔 것"]
    assert shown("?stage=published") == ["오래된 것"]
    assert shown("?stage=draft&order=nonsense&page=x") == ["새것", "거둔 것", "오래된 것"]


def test_the_search_reads_title_and_text_and_takes_signs_as_they_are(app, client):
    council = a_council()
    a_proposal(council, title="CCTV 달기", problem="어두운 모퉁이")
    a_proposal(council, title="주차 100% 단속", problem="밤마다 막힙니다")
    both, url = ("CCTV 달기", "주차 100% 단속"), url_of(council)

    def found(words: str) -> list[str]:
        return titles(client.get(url, query_string={"words": words}).text, *both)

    assert found("cctv") == ["CCTV 달기"]
    assert found("모퉁이") == ["CCTV 달기"]
    assert found("100%") == found("0% ") == ["주차 100% 단속"]
    assert found("_") == []
    assert "맞는 제안이 없습니다" in client.get(url, query_string={"words": "없는 말"}).text


def test_the_list_has_pages_of_twenty(app, client):
    council = a_council()
    author = a_member(council)
    for number in range(21):
        a_proposal(council, author, title=f"제안 {number:02d}", published_at=clock.now() + days(number))
    first, second = (client.get(f"{url_of(council)}?page={number}").text for number in (1, 2))
    assert "제안 20" in first
    assert "제안 01" in first
    assert "제안 00" not in first
    assert "page=2" in first
    assert "제안 00" in second
    assert "제안 01" not in second
    assert client.get(f"{url_of(council)}?page=99").status_code == 200


def test_own_drafts_and_invitations_wait_on_the_list(app, sign_in):
    council = a_council()
    author, other = a_member(council), a_member(council)
    a_draft(council, author, title="내가 쓰던 것")
    a_draft(council, other, title="남이 쓰던 것")
    helped = a_draft(council, other, title="같이 쓰던 것")
    asked = a_proposal(council, other, title="부탁받은 것")
    refused = a_draft(council, other, title="마다한 것")
    a_co_proposer(helped, author)
    a_co_proposer(asked, author, accepted=False)
    a_co_proposer(refused, author, accepted=False)
    with transaction():
        service.decline(queries.proposal(refused.id), by=author, at=clock.now())
    page = sign_in(author).get(url_of(council)).text
    assert "내가 쓰던 것" in page
    assert "같이 쓰던 것" in page
    assert "부탁받은 것" in page
    assert "남이 쓰던 것" not in page
    assert "마다한 것" not in page


def test_what_waits_is_read_only_where_something_does_and_only_in_a_council_that_there_is(app, sign_in):
    council = a_council()
    reader = a_member(council)
    browser = sign_in(reader)
    with counted_statements() as without:
        browser.get(url_of(council))
    a_draft(council, reader)
    with counted_statements() as waiting:
        browser.get(url_of(council))
    assert len(waiting) == len(without) + 1
    assert browser.get(f"/councils/{council.id + 1}/proposals").status_code == 404


def test_the_list_asks_the_database_as_often_for_one_proposal_as_for_twenty(app, sign_in):
    council = a_council()
    reader = sign_in(a_member(council))
    a_proposal(council)
    with counted_statements() as one:
        reader.get(url_of(council))
    for _ in range(19):
        a_proposal(council)
    with counted_statements() as twenty:
        reader.get(url_of(council))
    assert len(one) == len(twenty) <= 12, "\n".join(twenty)


def test_the_page_asks_as_often_for_one_comment_as_for_fifty(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    number = proposal.id
    a_comment(proposal)
    a_photo(proposal)
    a_co_proposer(proposal)
    members = [a_member(council) for _ in range(7)]
    readers = [sign_in(a_member(council)), sign_in(a_facilitator(council)), app.test_client()]

    def statements() -> list[int]:
        counts = []
        for reader in readers:
            with counted_statements() as asked:
                assert reader.get(f"/proposals/{number}").status_code == 200
            counts.append(len(asked))
        return counts

    one = statements()
    proposal = queries.proposal(number)
    first = a_comment(proposal, members[0])
    for turn in range(48):
        a_comment(proposal, members[turn % 7], parent=first if turn % 2 else None)
    a_photo(proposal)
    a_co_proposer(proposal)
    assert statements() == one
    assert max(one) <= 12


def test_what_a_meeting_can_take_up(app):
    council = a_council()
    a_draft(council)
    a_proposal(council, state=ProposalState.WITHDRAWN)
    a_proposal(a_council())
    older, supported = a_proposal(council), a_proposal(council, state=ProposalState.TABLED)
    an_endorsement(supported)
    newer = a_proposal(council)
    assert [one.id for one in queries.for_agenda(council)] == [supported.id, newer.id, older.id]
    assert [one.id for one in queries.published(council)] == [newer.id, supported.id, older.id]
    assert [one.id for one in queries.published(council, limit=1)] == [newer.id]
    assert queries.published(council)[0].author.name


def test_tabling_tells_once_and_only_what_is_out_can_be_tabled(app):
    council = a_council()
    facilitator, proposal = a_facilitator(council), queries.proposal(a_proposal(council).id)
    for _ in range(2):
        with transaction():
            service.table(proposal, by=facilitator, at=clock.now())
    assert rows("proposal")[0].state == "tabled"
    assert [event.action for event in rows("event")] == ["proposal.tabled"]
    for state in (ProposalState.DRAFT, ProposalState.WITHDRAWN):
        other = a_proposal(council, state=state)
        with pytest.raises(Conflict), transaction():
            service.table(queries.proposal(other.id), by=facilitator, at=clock.now())


def test_the_people_behind_a_proposal_are_all_who_took_part(app):
    council = a_council()
    proposal = a_proposal(council)
    helper, asked = a_co_proposer(proposal), a_co_proposer(proposal, accepted=False)
    endorser, commenter, hushed = (a_member(council) for _ in range(3))
    an_endorsement(proposal, endorser)
    a_comment(proposal, commenter)
    a_comment(proposal, endorser)
    a_hidden_comment(proposal, hushed)
    a_comment(a_proposal(council))
    behind = queries.people_behind(proposal.id)
    assert behind == {proposal.author_id, helper.id, endorser.id, commenter.id}
    assert asked.id not in behind


def test_a_category_is_chosen_shown_and_filters_the_list(app, sign_in, client):
    council = a_council()
    author = a_member(council)
    parking = a_proposal(council, author, title="주차선 다시 긋기")
    other = a_proposal(council, title="놀이터 모래 갈기", category=Category.PLAY)
    submit(sign_in(author), f"/proposals/{parking.id}/edition", category="parking")
    assert rows("proposal_version") == [], "of what kind it is belongs to nobody's words"
    assert ">주차<" in client.get(f"/proposals/{parking.id}").text
    url = f"/councils/{council.id}/proposals"
    page = client.get(url, query_string={"category": "parking"}).text
    assert parking.title in page
    assert other.title not in page
    assert other.title in client.get(url, query_string={"category": "no such kind"}).text
    nothing = client.get(url, query_string={"category": "noise"}).text
    assert "맞는 제안이 없습니다" in nothing


def test_a_category_that_is_none_is_refused_and_may_be_left_open(app, sign_in):
    council = a_council()
    author = a_member(council)
    proposal = a_proposal(council, author, category=Category.PLAY)
    mine = sign_in(author)
    assert submit(mine, f"/proposals/{proposal.id}/edition", category="castles").status_code == 422
    assert submit(mine, f"/proposals/{proposal.id}/edition", category="").status_code == 303
    assert rows("proposal")[0].category is None
