"""Voting with help through the pages: from the booth to the cleared screen, and who or what is turned away."""

import re

import pytest

from app.kernel.db import session, transaction
from app.polls import queries, service
from tests import factories
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import polls as made
from tests.polls.papers import poll_url, press


class Town:
    """An open poll with help, a voter, and the browsers of a facilitator and an officer."""

    def __init__(self, sign_in, **given):
        self.sign_in, self.council = sign_in, factories.a_council()
        self.voters = [factories.a_member(self.council, name=name) for name in ("박순자", "김영희")]
        self.people = factories.a_facilitator(self.council), factories.an_officer(self.council.dong)
        given = {"takes_assisted": True, "choices": 3, **given}
        self.poll = made.an_open_poll(self.council, **given)
        self.helper, self.officer = (sign_in(one) for one in self.people)

    def url(self, page=""):
        return poll_url(self.poll, page)

    def lend(self, name, client=None):
        """Find somebody at the booth and press the button of the device."""
        client = client or self.helper
        return press(client, submit(client, self.url("booth"), "/booth", name=name), "/assisted")

    def read_back(self, *positions, client=None):
        marks = [str(position) for position in positions] or None
        return submit(client or self.helper, self.url("assisted/ballot"), "/assisted/readback", marks=marks)

    def vote(self, name, position, client=None):
        """The whole way; the answer to the last press."""
        client = client or self.helper
        self.lend(name, client)
        return press(client, self.read_back(position, client=client), "/assisted/ballots")

    def clear(self, page, client=None):
        return press(client or self.helper, page, "/assisted/end")


@pytest.fixture
def town(app, sign_in):
    return Town(sign_in)


def marks():
    return [row.channel for row in rows("roll") if row.channel]


def words_in(page):
    return [word.strip() for word in re.findall(r"<li>([가-힣]+ [가-힣]+)\s*</li>", page.text)]


def test_whoever_drafts_a_poll_lets_people_vote_with_help_and_the_rules_say_so(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    sent = submit(client, f"/councils/{council.id}/polls/new", "/polls/new", question="둘까요?", takes_assisted="y")
    assert "도움 받아 하는 투표" in client.get(sent.location).text
    assert queries.poll(rows("poll")[0].id).takes_assisted
    draft = form_of(client.get(f"{sent.location}/draft").text, "/draft")
    assert draft.values["takes_assisted"] == "y", "a draft that is written again would lose it"
    assert "takes_paper" not in draft.values


def test_a_poll_in_place_of_a_void_one_keeps_its_channels(app, sign_in):
    council = factories.a_council()
    poll = made.an_open_poll(council, takes_paper=True, takes_assisted=True)
    with transaction():
        service.void(queries.poll(poll.id), reason="문구가 틀림", by=factories.a_user(), at=poll.opens_at)
    form = form_of(sign_in(factories.a_facilitator(council)).get(poll_url(poll, "correction")).text, "/correction")
    assert (form.values["takes_paper"], form.values["takes_assisted"]) == ("y", "y")


def test_the_whole_way_from_the_booth_to_the_cleared_screen(town):
    handed = town.lend("순자")
    assert (handed.status_code, handed.location) == (303, town.url("assisted"))
    page = town.helper.get(handed.location).text
    assert "기기를 박순자 님께 건네 주세요" in page
    assert f"도와주는 분: {town.people[0].name}" in page
    assert "도와주는 분은 화면을 보지 않습니다" in page
    read = town.read_back(2)
    assert "이렇게 투표할까요?" in read.text
    receipt = press(town.helper, read, "/assisted/ballots")
    assert (receipt.status_code, len(words_in(receipt))) == (200, 3)
    assert "data:image/svg+xml;base64," in receipt.text
    assert (marks(), [row.marks for row in rows("ballot")]) == (["assisted"], ["[2]"])
    cleared = town.clear(receipt)
    assert (cleared.status_code, cleared.location) == (303, town.url("booth"))
    assert "화면을 지웠습니다" in town.helper.get(cleared.location).text, "the helper is still signed in"
    assert town.vote("영희", 1).status_code == 200
    assert (marks(), len(rows("ballot"))) == (["assisted", "assisted"], 2)


def test_the_receipt_finds_the_ballot_after_closing_and_the_voter_reads_how_they_voted(town):
    words = words_in(town.vote("순자", 1))
    made.closed(town.poll)
    found = submit(town.sign_in(factories.a_user()), town.url("receipts"), "/receipts", code=" ".join(words))
    assert "함 안에 있습니다" in found.text
    assert "(도움 받아)" in town.sign_in(town.voters[0]).get(town.url("result")).text


def test_a_paper_without_a_mark_says_what_is_missing(town):
    town.lend("순자")
    answer = town.read_back()
    assert (answer.status_code, marks()) == (422, [])
    assert "아직 고르지 않았습니다" in answer.text
    assert "그만두기" in answer.text


def test_a_paper_read_back_may_be_marked_again(town):
    town.lend("순자")
    read = form_of(town.read_back(2).text, "/assisted/ballots")
    paper = town.helper.post(town.url("assisted/readback"), data={**read.values.to_dict(), "again": "yes"})
    assert (paper.status_code, paper.text.count(" checked")) == (200, 1)
    assert 'value="2" checked' in paper.text


def test_back_and_load_again_after_the_press_say_voted_and_show_no_mark(town):
    town.lend("순자")
    ballot = form_of(town.helper.get(town.url("assisted/ballot")).text, "/assisted/readback")
    ballot.values["marks"] = "3"
    read = town.read_back(3)
    cast = form_of(read.text, "/assisted/ballots")
    press(town.helper, read, "/assisted/ballots")
    answers = [
        town.helper.get(town.url("assisted")),
        town.helper.get(town.url("assisted/ballot")),
        town.helper.post(town.url("assisted/readback"), data=ballot.values),
        town.helper.post(town.url("assisted/readback"), data=cast.values),
    ]
    for answer in answers:
        assert answer.status_code == 409
        assert "이미 투표하셨습니다" in answer.text
        assert 'name="marks"' not in answer.text
        assert "더불어농장" not in answer.text


def test_the_same_press_again_gives_the_same_receipt_until_the_screen_is_cleared(town):
    town.lend("순자")
    read = town.read_back(2)
    first, second = (press(town.helper, read, "/assisted/ballots") for _time in range(2))
    assert words_in(first) == words_in(second) != []
    town.clear(second)
    late = press(town.helper, read, "/assisted/ballots")
    assert (late.status_code, late.location) == (303, town.url("booth"))
    town.lend("영희")
    other = press(town.helper, read, "/assisted/ballots")
    assert other.status_code == 422
    assert words_in(first)[0] not in other.text
    assert " checked" not in other.text, "the mark of the person before"
    assert len(rows("ballot")) == 1


def test_a_read_back_of_an_earlier_turn_shows_none_of_its_marks(town):
    town.lend("순자")
    old = form_of(town.read_back(2).text, "/assisted/ballots")
    town.lend("순자")
    for address in ("assisted/readback", "assisted/ballots"):
        answer = town.helper.post(town.url(address), data=old.values)
        assert (answer.status_code, " checked" in answer.text) == (422, False)
        assert "투표용지가 맞지 않아" in answer.text
    assert (rows("ballot"), marks()) == ([], [])


def test_giving_up_keeps_nothing_and_the_person_can_vote_elsewhere(town):
    town.lend("순자")
    ended = town.clear(town.read_back(2))
    assert (ended.status_code, rows("ballot"), marks()) == (303, [], [])
    with town.helper.session_transaction() as cookie:
        assert "lent" not in cookie
    made.cast(town.poll, town.voters[0], [1])
    assert marks() == ["online"]


def test_an_online_paper_at_the_device_and_a_paper_of_the_device_online_are_no_vote(town):
    voter = town.sign_in(town.voters[0])
    online = form_of(submit(voter, town.url(), "/readback", marks="1").text, "/ballots")
    town.lend("순자")
    with_help = form_of(town.read_back(1).text, "/assisted/ballots")
    crossed = [
        (town.helper, "assisted/ballots", online, with_help),
        (voter, "ballots", with_help, online),
    ]
    for client, address, paper, own in crossed:
        data = {**paper.values.to_dict(), "csrf_token": own.values["csrf_token"]}
        assert client.post(town.url(address), data=data).status_code == 422
        assert (rows("ballot"), marks()) == ([], [])
    assert voter.post(online.action, data=online.values).status_code == 303
    assert marks() == ["online"]


def test_another_helper_and_a_resident_cannot_cast_the_paper_of_a_device(town):
    town.lend("순자")
    paper = form_of(town.read_back(1).text, "/assisted/ballots").values
    town.lend("순자", town.officer)
    own = form_of(town.read_back(1, client=town.officer).text, "/assisted/ballots").values
    stolen = {**paper.to_dict(), "csrf_token": own["csrf_token"]}
    assert town.officer.post(town.url("assisted/ballots"), data=stolen).status_code == 422
    resident = town.sign_in(town.voters[1])
    token = form_of(resident.get(town.url()).text, "/readback").values["csrf_token"]
    refused = resident.post(town.url("assisted/ballots"), data={**paper.to_dict(), "csrf_token": token})
    assert (refused.status_code, rows("ballot"), marks()) == (403, [], [])


def test_whoever_may_not_help_any_more_cannot_cast_what_they_have_begun(town):
    town.lend("순자", town.officer)
    read = town.read_back(1, client=town.officer)
    with transaction():
        session().delete(session().merge(town.people[1]).posts[0])
    answer = press(town.officer, read, "/assisted/ballots")
    assert (answer.status_code, rows("ballot"), marks()) == (403, [], [])
    made.cast(town.poll, town.voters[0], [1])
    assert marks() == ["online"]


def test_whoever_has_voted_is_not_lent_the_device_and_the_channel_is_named(app, sign_in):
    town = Town(sign_in, takes_paper=True)
    made.cast(town.poll, town.voters[0], [1])
    assert town.lend("순자").location == town.url("booth")
    assert "이미 투표하셨습니다(온라인). 기기를 건네지 마세요" in town.helper.get(town.url("booth")).text
    assert rows("refused_duplicates")[0].count == 1


def test_whoever_voted_while_holding_the_device_hears_how_and_is_counted_as_refused(app, sign_in):
    town = Town(sign_in, takes_paper=True)
    town.lend("순자")
    read = town.read_back(1)
    made.cast(town.poll, town.voters[0], [2])
    answer = press(town.helper, read, "/assisted/ballots")
    assert answer.status_code == 409
    assert "투표하셨습니다(온라인)" in answer.text
    assert (rows("refused_duplicates")[0].count, [row.marks for row in rows("ballot")]) == (1, ["[2]"])


def test_a_poll_without_help_refuses_its_door_in_a_sentence(app, sign_in):
    town = Town(sign_in, takes_assisted=False, takes_paper=True)
    page = submit(town.helper, town.url("booth"), "/booth", name="순자")
    assert "이 기기로 투표하기" not in page.text
    token = form_of(page.text, "/handouts").values["csrf_token"]
    sent = town.helper.post(town.url("assisted"), data={"person": str(town.voters[0].id), "csrf_token": token})
    for answer in (sent, town.helper.get(town.url("assisted"))):
        assert answer.status_code == 403
        assert "도움 받아 하는 투표를 받지 않는 투표입니다" in answer.text


def test_a_booth_for_help_alone_hands_out_no_paper(town):
    page = submit(town.helper, town.url("booth"), "/booth", name="순자")
    assert "종이 건네기" not in page.text
    assert "투표소 열기" in town.helper.get(town.url()).text
    token = form_of(page.text, "/assisted").values["csrf_token"]
    for person in ("", "x", str(factories.a_user().id)):
        sent = town.helper.post(town.url("assisted"), data={"person": person, "csrf_token": token})
        assert sent.status_code == 404


def test_without_anybody_at_the_device_its_pages_lead_to_the_booth(town):
    for page in ("assisted", "assisted/ballot"):
        answer = town.helper.get(town.url(page))
        assert (answer.status_code, answer.location) == (303, town.url("booth"))
    other = made.an_open_poll(town.council, takes_assisted=True)
    town.lend("순자")
    assert town.helper.get(poll_url(other, "assisted/ballot")).location == poll_url(other, "booth")


def test_the_screen_can_be_cleared_after_the_end_of_the_poll(town):
    receipt = town.vote("순자", 1)
    made.closed(town.poll)
    cleared = town.clear(receipt)
    assert (cleared.status_code, cleared.location) == (303, town.url())


def test_a_receipt_lost_at_the_end_of_the_poll_is_found_by_the_same_press(town):
    town.lend("순자")
    read = town.read_back(1)
    first = press(town.helper, read, "/assisted/ballots")
    made.closed(town.poll)
    assert words_in(press(town.helper, read, "/assisted/ballots")) == words_in(first)


def test_the_result_tells_the_share_of_votes_with_help_where_numbers_are_shown(app, sign_in):
    council = factories.a_council()
    helper, voters = factories.a_facilitator(council), made.voters_of(council, 8)
    few, many = (made.an_open_poll(council, takes_assisted=True) for _poll in range(2))
    for poll, count in ((few, 4), (many, 8)):
        for place, voter in enumerate(voters[:count]):
            if place == 0:
                made.cast_with_help(poll, voter, [1], helper)
            else:
                made.cast(poll, voter, [1])
        made.closed(poll)
    client = sign_in(voters[0])
    assert "1명 (투표한 사람의 12.5%)" in client.get(poll_url(many, "result")).text
    assert "도움 받아 투표한 사람" not in client.get(poll_url(few, "result")).text
    assert "도움 받아 투표한 사람" not in client.get(poll_url(made.a_counted_poll([[1]] * 6), "result")).text


def test_the_reconciliation_sheet_of_a_poll_with_help_and_paper_tells_of_both(app, sign_in):
    town = Town(sign_in, takes_paper=True)
    town.vote("순자", 1)
    made.closed(town.poll)
    made.reconciled(town.poll, printed=0)
    made.counted(town.poll)
    page = town.helper.get(town.url("result")).text
    assert "명부에 표시된 사람: 도움 받아" in page
    assert "‘온라인’이나 ‘도움 받아’로 표시된 사람은 1명입니다" in page
