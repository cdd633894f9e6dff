"""The voter's way: paper, read-back, box, receipt; and what pressing again, going back and losing answers do."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.people.service import devices
from app.polls.states import Channel
from tests import conftest, factories
from tests.browsing import form_of
from tests.factories import polls as made
from tests.fault.answers import content
from tests.polls import papers
from tests.polls.papers import code_in, mark, poll_url, press


@pytest.fixture
def town(app):
    return papers.a_town()


def test_a_resident_marks_reads_back_casts_and_holds_a_receipt(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    read_back = mark(client, poll, 1)
    assert read_back.status_code == 200
    assert "이렇게 투표할까요?" in read_back.text
    assert conftest.rows("ballot") == [], "the read-back keeps nothing"

    sent = press(client, read_back, "/ballots")
    assert (sent.status_code, sent.location) == (303, poll_url(poll, "receipt"))
    receipt = client.get(sent.location)
    assert "투표하셨습니다" in receipt.text
    assert "내 접수증" in receipt.text
    assert "찬성" not in receipt.text, "a receipt says nothing of the choice"
    assert len(conftest.rows("ballot")) == 1
    assert [row.marks for row in conftest.rows("ballot")] == ["[1]"]


def test_the_whole_way_is_three_pages_with_one_verb_each(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    paper = client.get(poll_url(poll)).text
    assert paper.count("button-primary") == 1
    assert "다음: 확인하기" in paper
    read_back = mark(client, poll, 2).text
    assert read_back.count("button-primary") == 1
    assert "투표하기" in read_back


def test_the_number_of_the_receipt_is_never_in_an_address(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    sent = press(client, mark(client, poll, 1), "/ballots")
    assert sent.location == poll_url(poll, "receipt")


def test_a_second_press_of_the_same_button_gives_the_same_receipt_and_one_ballot(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    read_back = mark(client, poll, 1)
    first = press(client, read_back, "/ballots")
    receipt = content(client.get(first.location))
    second = press(client, read_back, "/ballots")
    assert second.status_code == 303
    assert content(client.get(second.location)) == receipt
    assert len(conftest.rows("ballot")) == 1


def test_a_lost_answer_is_made_good_by_sending_again_from_a_browser_without_the_receipt(town, sign_in):
    _council, voter, poll = town
    lost, again = sign_in(voter), sign_in(voter)
    read_back = mark(lost, poll, 1)
    press(lost, read_back, "/ballots")
    code = code_in(lost.get(poll_url(poll, "receipt")))
    token = form_of(again.get(poll_url(poll)).text, "/sign-out").values["csrf_token"]
    answer = press(again, read_back, "/ballots", csrf_token=token)
    assert answer.status_code == 303
    assert code_in(again.get(answer.location)) == code
    assert len(conftest.rows("ballot")) == 1


def test_who_loses_the_answer_finds_the_receipt_in_the_same_browser(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    read_back = mark(client, poll, 1)
    with client.session_transaction() as cookie:
        before = dict(cookie)
    code = code_in(client.get(press(client, read_back, "/ballots").location))
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie.update(before)  # the answer, and whatever it would have left in the browser, never came
    assert "내 접수증 보기" in client.get(poll_url(poll)).text
    assert code_in(client.get(poll_url(poll, "receipt"))) == code


def test_a_paper_that_was_read_back_and_never_cast_is_no_receipt(town, sign_in):
    _council, voter, poll = town
    client, other = sign_in(voter), sign_in(voter)
    mark(client, poll, 1)
    press(other, mark(other, poll, 2), "/ballots")
    assert "내 접수증 보기" not in client.get(poll_url(poll)).text
    assert client.get(poll_url(poll, "receipt")).location == poll_url(poll)


def test_a_read_back_in_another_window_after_voting_leaves_the_receipt_in_the_browser(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    other_window = client.get(poll_url(poll))
    code = code_in(client.get(press(client, mark(client, poll, 1), "/ballots").location))
    press(client, other_window, "/readback", marks="2")
    assert code_in(client.get(poll_url(poll, "receipt"))) == code


def test_a_paper_of_somebody_else_is_not_read_back(town, sign_in):
    council, voter, _poll = town
    neighbour = factories.a_member(council)
    poll = made.an_open_poll(council)
    paper = sign_in(neighbour).get(poll_url(poll))
    client = sign_in(voter)
    token = form_of(client.get(poll_url(poll)).text, "/readback").values["csrf_token"]
    answer = press(client, paper, "/readback", marks="1", csrf_token=token)
    assert answer.status_code == 422
    assert "투표용지가 맞지 않아" in answer.text


def test_going_back_and_sending_the_paper_again_after_voting_reads_it_back_and_keeps_the_receipt(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    paper = client.get(poll_url(poll))
    read_back = press(client, paper, "/readback", marks="1")
    first = press(client, read_back, "/ballots")
    code = code_in(client.get(first.location))
    again = press(client, press(client, paper, "/readback", marks="1"), "/ballots")
    assert again.status_code == 303
    assert code_in(client.get(again.location)) == code


def test_a_paper_from_another_window_cannot_change_the_vote_and_says_so(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    other_window = mark(client, poll, 2)
    press(client, mark(client, poll, 1), "/ballots")
    refused = press(client, other_window, "/ballots")
    assert refused.status_code == 409
    assert "이미 투표하셨습니다" in refused.text
    assert "아무것도 바뀌지 않았습니다" in refused.text
    assert f'href="{poll_url(poll)}"' in refused.text
    assert [row.marks for row in conftest.rows("ballot")] == ["[1]"]


def test_who_wants_to_choose_again_finds_the_marks_as_they_were(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    read_back = mark(client, poll, 2)
    paper = client.post(
        poll_url(poll, "readback"), data={**form_of(read_back.text, "/ballots").values.to_dict(), "again": "yes"}
    )
    assert paper.status_code == 200
    assert paper.text.count(" checked") == 1
    assert 'value="2" checked' in paper.text


@pytest.mark.parametrize(
    ("channel", "said"),
    [(Channel.ONLINE, "온라인으로"), (Channel.PAPER, "종이로"), (Channel.ASSISTED, "도움을 받아")],
)
def test_who_has_voted_is_told_through_which_channel_and_that_nothing_more_is_needed(app, sign_in, channel, said):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = made.an_open_poll(council, takes_paper=True, takes_assisted=True)
    votes = {
        Channel.ONLINE: lambda: made.cast(poll, voter, [1]),
        Channel.PAPER: lambda: made.handed(poll, voter),
        Channel.ASSISTED: lambda: made.cast_with_help(poll, voter, [1], factories.a_facilitator(council)),
    }
    votes[channel]()
    page = sign_in(voter).get(poll_url(poll)).text
    assert said in page
    assert "더 하실 일이 없습니다" in page
    assert 'name="marks"' not in page


def test_a_ballot_sent_again_after_closing_still_gives_its_receipt(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    read_back = mark(client, poll, 1)
    press(client, read_back, "/ballots")
    made.closed(poll)
    assert press(client, read_back, "/ballots").status_code == 303
    assert client.get(poll_url(poll, "receipt")).status_code == 200


def test_a_receipt_stays_with_the_person_even_on_a_shared_browser(town, sign_in):
    council, voter, poll = town
    client = sign_in(voter)
    press(client, mark(client, poll, 1), "/ballots")
    with transaction():
        token = devices.sign_in(factories.a_member(council), at=clock.now())
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    answer = client.get(poll_url(poll, "receipt"))
    assert (answer.status_code, answer.location) == (303, poll_url(poll))


def test_a_blank_vote_is_cast_on_purpose_only(app, sign_in):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = made.an_open_poll(council, choices=3)
    client = sign_in(voter)
    assert mark(client, poll).status_code == 422
    read_back = mark(client, poll, 0)
    assert "빈 표" in read_back.text
    assert press(client, read_back, "/ballots").status_code == 303
    assert [row.marks for row in conftest.rows("ballot")] == ["[]"]


def test_the_paper_works_with_large_native_controls_in_the_order_of_the_sheet(app, sign_in):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = made.an_open_poll(council, choices=4, method="choose_up_to_k", votes_per_voter=3)
    page = sign_in(voter).get(poll_url(poll)).text
    assert page.count('type="checkbox" name="marks"') == 5
    assert "3개까지 고를 수 있습니다" in page
    places = [page.index(f">{label}<") for label in made.LABELS[:4]]
    assert places == sorted(places)


def test_an_english_reader_votes_in_english(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    client.set_cookie("language", "en")
    page = client.get(poll_url(poll)).text
    assert "Next: check" in page
    assert ">For<" in page
    assert ">Against<" in page
    read_back = mark(client, poll, 1)
    assert "Cast my vote" in read_back.text
    assert "Receipt" in client.get(press(client, read_back, "/ballots").location).text


def test_pages_near_a_ballot_are_never_stored(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    read_back = mark(client, poll, 1)
    sent = press(client, read_back, "/ballots")
    pages = [client.get(poll_url(poll)), read_back, sent, client.get(sent.location)]
    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}
