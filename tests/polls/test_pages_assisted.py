"""Voting with help through the pages: from the booth to the cleared screen, and what is told of it afterwards."""

import pytest

from app.kernel.db import transaction
from app.polls import queries, service
from tests import factories
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import polls as made
from tests.polls.assisted_towns import Town, marks, words_in
from tests.polls.papers import poll_url, press


@pytest.fixture
def town(app, sign_in):
    return Town(sign_in)


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


def test_giving_up_keeps_nothing_and_the_person_can_vote_elsewhere(town):
    town.lend("순자")
    ended = town.clear(town.read_back(2))
    assert (ended.status_code, rows("ballot"), marks()) == (303, [], [])
    with town.helper.session_transaction() as cookie:
        assert "lent" not in cookie
    made.cast(town.poll, town.voters[0], [1])
    assert marks() == ["online"]


def test_a_booth_for_help_alone_hands_out_no_paper(town):
    page = submit(town.helper, town.url("booth"), "/booth", name="순자")
    assert "종이 건네기" not in page.text
    assert "투표소 열기" in town.helper.get(town.url()).text
    token = form_of(page.text, "/assisted").values["csrf_token"]
    for person in ("", "x", str(factories.a_user().id)):
        sent = town.helper.post(town.url("assisted"), data={"person": person, "csrf_token": token})
        assert sent.status_code == 404


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


def test_read_backs_and_receipts_are_equally_long_whoever_marks_what(town):
    """Logs of web servers keep the length of each answer beside an address."""
    lengths = set()
    for name, position in (("순자", 1), ("영희", 3)):
        town.lend(name)
        read = town.read_back(position)
        receipt = press(town.helper, read, "/assisted/ballots")
        lengths.add((len(read.data), len(receipt.data)))
        town.clear(receipt)
        town.helper.get(town.url("booth"))  # what was said of the cleared screen is heard there
    assert len(lengths) == 1
