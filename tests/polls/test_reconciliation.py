"""대조표: figures that balance or are explained by two people, before anything is counted."""

import json
from collections import Counter

import pytest
from sqlalchemy import text

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import Event
from app.polls import queries, service
from app.polls.service.invariants import Breached
from app.polls.states import Invalidity, PollState, Verdict
from tests import factories
from tests.conftest import rows
from tests.factories import polls

OVER, UNREADABLE, OTHER = Invalidity.OVER_MARKED, Invalidity.UNREADABLE, Invalidity.OTHER


def a_box(online=(), papers=0, **given):
    """A closed poll with these ballots online and so many sheets handed out."""
    council = factories.a_council()
    voters = polls.voters_of(council, len(online) + papers)
    poll = polls.an_open_poll(council, takes_paper=True, **given)
    for voter, marks in zip(voters, online, strict=False):
        polls.cast(poll, voter, marks)
    for voter in voters[len(online) :]:
        polls.handed(poll, voter)
    return polls.closed(poll)


def piles(sheets):
    return [sheets[start : start + 25] for start in range(0, len(sheets), 25)]


def write(poll, by, printed=0, unused=0, spoilt=0, **reasons):
    with transaction():
        return service.write_reconciliation(
            poll.id, printed=printed, unused=unused, spoilt=spoilt, reasons=reasons, by=by
        )


def confirm(poll, by):
    with transaction():
        service.confirm_reconciliation(poll.id, by=by, at=clock.now())


def missing(poll):
    return service.why_not_counted(queries.poll(poll.id))


def test_online_and_paper_are_counted_together_as_by_hand(app):
    online = [[1], [2, 3], [0], [1, 3], [2]]
    papers = [[1, 2], [3], [0], OVER, [1, 2, 3], UNREADABLE, [3], [2, 3]] * 4
    poll = a_box(online, len(papers), choices=3, method="choose_up_to_k", votes_per_voter=2)
    for pile in piles(papers):
        polls.a_batch(poll, *pile)
    polls.reconciled(poll, printed=40, unused=7, spoilt=1)
    poll = polls.counted(poll)
    by_hand = Counter(
        mark for ballot in online + papers if isinstance(ballot, list) and len(ballot) < 3 for mark in ballot
    )
    blank = by_hand.pop(0)
    result = queries.result(poll)
    assert {row.position: row.votes for row in result.rows} == by_hand
    assert (result.turnout, result.blank, result.invalid, result.valid) == (37, blank, 12, 37 - blank - 12)
    assert poll.tally.result["paper"] == {"ballots": 32, "invalid": {"over_marked": 8, "unreadable": 4}}
    assert result.verdict is Verdict.CHOSEN


def test_the_sheet_of_a_counted_poll_says_all_in_words_and_whole_numbers(app):
    poll = a_box([[1], [1], [2]], 4)
    polls.a_batch(poll, [1], [2], [3], OTHER)
    polls.reconciled(poll, printed=10, unused=5, spoilt=1)
    sheet = service.reconciliation_sheet(polls.counted(poll))
    assert sheet == {
        "on_roll": 8,
        "marked": {"online": 3, "assisted": 0, "paper": 4},
        "online_ballots": 3,
        "paper": {"printed": 10, "handed_out": 4, "in_box": 4, "unused": 5, "spoilt": 1, "refused": 0},
        "valid": 6,
        "blank": 0,
        "invalid": {"other": 1},
        "differences": [],
        "balances": True,
    }
    assert json.loads(json.dumps(sheet)) == sheet


def test_a_poll_without_paper_has_a_sheet_too(app):
    sheet = service.reconciliation_sheet(polls.a_counted_poll([[1]] * 5))
    assert (sheet["paper"], sheet["online_ballots"], sheet["valid"], sheet["balances"]) == (None, 5, 5, True)


def test_few_valid_ballots_are_not_told_by_kind(app):
    poll = a_box([[1]], 2)
    polls.a_batch(poll, [1], OVER)
    polls.reconciled(poll, printed=2)
    sheet = service.reconciliation_sheet(polls.counted(poll))
    assert (sheet["valid"], sheet["blank"], sheet["invalid"]) == (None, None, None)


def test_nothing_is_counted_while_a_batch_waits(app):
    poll = a_box(papers=1)
    polls.reconciled(poll, printed=1, box="아직 옮겨 적는 중입니다")
    with transaction():
        service.begin_batch(poll.id, sheets=1)
    assert "똑같이 옮겨 적지 않은 묶음이 있습니다: 1번" in missing(poll)
    with pytest.raises(Conflict, match="1번"):
        polls.counted(poll)
    assert queries.poll(poll.id).state is PollState.COUNTING


def test_nothing_is_counted_before_the_sheet_is_written(app):
    poll = a_box(papers=1)
    polls.a_batch(poll, [1])
    with pytest.raises(Conflict, match="인쇄한 장수와 남은 장수를 먼저"):
        polls.counted(poll)


def test_a_difference_needs_a_reason_for_each_figure(app):
    poll = a_box(papers=2)
    polls.a_batch(poll, [1])
    with pytest.raises(Invalid, match="인쇄한 종이, 종이 투표함"):
        write(poll, factories.a_user(), printed=5, unused=1)
    with pytest.raises(Invalid, match="까닭을 적어 주세요: 종이 투표함"):
        write(poll, factories.a_user(), printed=3, unused=1, box=" ")
    assert rows("reconciliation") == []


def test_a_difference_needs_two_different_people(app):
    poll = a_box(papers=2)
    polls.a_batch(poll, [1])
    one, other = factories.a_user(), factories.a_user()
    with pytest.raises(Conflict, match="먼저 적어야"):
        confirm(poll, other)
    write(poll, one, printed=2, box="한 분이 종이를 가지고 가셨습니다")
    assert "다른 한 분이 확인해야" in missing(poll)
    with pytest.raises(Conflict, match="다른 분이 확인해야"):
        confirm(poll, one)
    confirm(poll, other)
    assert missing(poll) == ""
    sheet = service.reconciliation_sheet(polls.counted(poll))
    told = {"between": "box", "size": -1, "reason": "한 분이 종이를 가지고 가셨습니다", "confirmed_by": 2}
    assert (sheet["differences"], sheet["balances"]) == ([told], False)
    assert session().query(Event).filter_by(action="poll.difference_confirmed").one().by_id == other.id


def test_a_reason_lapses_when_the_figures_change(app):
    poll = a_box(papers=3)
    polls.a_batch(poll, [1])
    one, other = factories.a_user(), factories.a_user()
    write(poll, one, printed=3, box="두 장이 없습니다")
    polls.a_batch(poll, [2])
    with pytest.raises(Conflict, match="수가 바뀌었습니다"):
        confirm(poll, other)
    assert "까닭을 적어 주세요: 종이 투표함" in missing(poll)
    write(poll, one, printed=3, box="한 장이 없습니다")
    confirm(poll, other)
    write(poll, one, printed=3, box="한 장을 찾지 못했습니다")
    assert "다른 한 분이 확인해야" in missing(poll), "a new reason was confirmed by nobody yet"


def test_a_sheet_that_balances_needs_no_second_person(app):
    poll = a_box(papers=1)
    polls.a_batch(poll, [1])
    write(poll, factories.a_user(), printed=1)
    assert polls.counted(poll).is_counted


def test_counting_twice_answers_the_same_tally(app):
    poll = a_box(papers=1)
    polls.a_batch(poll, [1])
    polls.reconciled(poll, printed=1)
    polls.counted(poll)
    polls.counted(poll)
    assert session().query(Event).filter_by(action="poll.closed").count() == 1


def test_a_poll_without_paper_is_counted_by_closing_alone(app):
    with pytest.raises(Conflict, match="상태라서"):
        polls.counted(polls.an_open_poll())


def test_certifying_counts_paper_again(app):
    poll = a_box([[1], [1]], 3)
    polls.a_batch(poll, [1], [1], [2])
    polls.reconciled(poll, printed=3)
    poll = polls.counted(poll)
    with transaction():
        service.certify(poll, by=factories.a_user(), at=clock.now())
    assert queries.poll(poll.id).is_certified


@pytest.mark.parametrize(
    ("statement", "trigger"),
    [
        ("UPDATE paper_ballot SET count = 7 WHERE marks = '[1]'", "paper_ballot_update_refused"),
        ("DELETE FROM paper_ballot WHERE marks = '[2]'", "paper_ballot_delete_refused"),
        ("UPDATE reconciliation SET unused = 7", "reconciliation_update_refused"),
        ("UPDATE roll SET channel = 'paper' WHERE channel = 'online'", "roll_update_refused"),
    ],
)
def test_whoever_tampers_with_paper_after_the_count_stops_the_certificate(app, statement, trigger):
    poll = a_box([[1], [1]], 3)
    polls.a_batch(poll, [1], [1], [2])
    polls.reconciled(poll, printed=3)
    poll = polls.counted(poll)
    polls.tamper(statement, trigger)
    with pytest.raises(Breached), transaction():
        service.certify(queries.poll(poll.id), by=factories.a_user(), at=clock.now())


def test_a_box_that_differs_online_is_not_counted_whatever_explains_it(app):
    poll = a_box([[1], [1]], 1)
    polls.a_batch(poll, [1])
    polls.tamper("UPDATE roll SET channel = 'online' WHERE channel IS NULL", "roll_update_refused")
    polls.reconciled(poll, printed=1, online="한 표가 모자랍니다")
    with pytest.raises(Breached, match="표시 3개가 다릅니다"):
        polls.counted(poll)
    assert queries.poll(poll.id).tally is None


def test_the_early_paper_of_an_assembly_731_handed_out_725_in_the_box_and_6_of_them_invalid(app):
    """As many as a real booth sees: the ballots of a made-up assembly in 29 batches, counted here and by hand."""
    council = factories.a_council()
    polls.voters_of(council, 731)
    options = [polls.NewOption(f"의제 {number}") for number in range(1, 13)]
    poll = polls.an_open_poll(council, takes_paper=True, method="choose_up_to_k", votes_per_voter=3, options=options)
    with transaction():
        session().execute(text("UPDATE roll SET channel = 'paper'"))
    poll = polls.closed(poll)
    read = [[1 + n % 12, 1 + (n + 1 + n // 12 % 11) % 12][: 1 + n % 2] for n in range(719)]
    sheets = [*read, *[[1, 2, 3, 4]] * 4, *[UNREADABLE] * 2]
    for pile in piles([sheets[(n * 7) % 725] for n in range(725)]):
        polls.a_batch(poll, *pile)
    reason = "일곱 분이 빈 종이를 돌려주고 가셨습니다"  # the facilitator is on the roll, and was marked too
    polls.reconciled(poll, printed=800, unused=68, box=reason)
    poll = polls.counted(poll)
    by_hand = Counter(mark for ballot in read for mark in set(ballot))
    assert {row.position: row.votes for row in queries.result(poll).rows} == by_hand
    sheet = service.reconciliation_sheet(poll)
    assert (sheet["paper"]["handed_out"], sheet["paper"]["in_box"], sheet["valid"]) == (732, 725, 719)
    assert sheet["invalid"] == {"over_marked": 4, "unreadable": 2}
    assert sheet["differences"] == [{"between": "box", "size": -7, "reason": reason, "confirmed_by": 2}]
    with transaction():
        service.certify(poll, by=factories.a_user(), at=clock.now())
