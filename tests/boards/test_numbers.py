"""The numbers of a board, counted by hand."""

from datetime import date, datetime

import pytest

from app.boards import queries
from app.boards.queries.requests import median_days
from app.boards.states import Period, Span, span
from app.decisions import service
from app.decisions.states import Answer
from app.deeds.states import CommitmentState
from app.kernel import clock
from app.kernel.db import transaction
from app.meetings.states import MeetingState
from tests.boards.made import a_past_request, an_answered_one
from tests.conftest import counted_statements
from tests.factories import a_council, a_dong, a_facilitator, a_gu, an_officer, days, deeds, in_days
from tests.factories.decisions import a_counted_poll
from tests.factories.meetings import a_meeting, an_attendance
from tests.factories.proposals import a_proposal

MOST_STATEMENTS = 12


def at(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=clock.SEOUL)


def board(dong_id: int, chosen: Span = Span.THREE_MONTHS) -> queries.Board:
    return queries.board(dong_id, chosen, clock.now())


@pytest.mark.parametrize(
    ("chosen", "today", "first"),
    [
        (Span.MONTH, at(2026, 11, 29), date(2026, 11, 1)),
        (Span.QUARTER, at(2026, 11, 29), date(2026, 10, 1)),
        (Span.QUARTER, at(2026, 3, 31), date(2026, 1, 1)),
        (Span.YEAR, at(2026, 11, 29), date(2026, 1, 1)),
        (Span.THREE_MONTHS, at(2026, 11, 29), date(2026, 8, 29)),
        (Span.THREE_MONTHS, at(2026, 5, 31), date(2026, 3, 1)),  # February has no 31st
        (Span.THREE_MONTHS, at(2026, 2, 1), date(2025, 11, 1)),
        (Span.TWELVE_MONTHS, at(2024, 2, 29), date(2023, 3, 1)),
        (Span.MONTH, datetime(2026, 11, 30, 15, tzinfo=clock.UTC), date(2026, 12, 1)),  # midnight in Seoul
    ],
)
def test_a_span_begins_on_its_day(chosen, today, first):
    assert chosen.until(today) == Period(first, today)


@pytest.mark.parametrize("text", [None, "", "week", "MONTH"])
def test_an_address_that_names_no_span_means_three_months(text):
    assert span(text) is Span.THREE_MONTHS


def test_an_answer_is_in_time_until_its_last_day_ends_in_seoul(app):
    council = a_council()
    officer, day = an_officer(council.dong), clock.today() - days(3)
    midnight = datetime(day.year, day.month, day.day, tzinfo=clock.SEOUL) + days(1)
    an_answered_one(council, officer, due_on=day, told_on=day, told_at=midnight - days(1) / 86_400)
    an_answered_one(council, officer, due_on=day, told_on=day, told_at=midnight)
    counts = board(council.dong_id).counts
    assert (counts["due"], counts["in-time"], counts["late"], counts["answered"]) == (2, 1, 1, 2)
    assert board(council.dong_id).in_time_share == 0.5


def test_what_is_not_due_yet_or_was_taken_back_is_not_due(app):
    council = a_council()
    today, facilitator = clock.today(), a_facilitator(council)
    a_past_request(council, today)  # its day is not over
    a_past_request(council, None, today - days(9))  # a supplement is awaited
    taken_back = a_past_request(council, today - days(2))
    with transaction():
        service.withdraw(taken_back, "이미 되었습니다.", by=facilitator, at=clock.now())
    a_past_request(council, today - days(1))
    counts = board(council.dong_id).counts
    names = ("received", "due", "overdue", "waiting", "waited")
    assert [counts[name] for name in names] == [4, 1, 1, 3, 3]


def test_a_request_that_was_passed_on_is_counted_at_the_desk_that_has_it(app):
    council, there = a_council(), a_dong()
    request = a_past_request(council, clock.today() - days(2))
    with transaction() as current:
        current.get_one(type(request), request.id).dong_id = there.id
    assert board(council.dong_id).counts["overdue"] == 0
    assert board(there.id).counts["overdue"] == 1


def test_the_median_is_in_working_days_after_the_receipt(app):
    council = a_council()
    officer, monday = an_officer(council.dong), date(2026, 9, 7)
    for day in (8, 10, 14, 15):  # Tuesday, Thursday, the next Monday and Tuesday: 1, 3, 5 and 6 working days
        told_on = date(2026, 9, day)
        an_answered_one(council, officer, due_on=told_on, told_on=told_on, received_on=monday)
    an_answered_one(council, officer, due_on=monday, told_on=date(2026, 10, 2), received_on=monday)  # of October
    september = Period(date(2026, 9, 1), at(2026, 9, 30))
    assert median_days([council.dong_id], september) == {council.dong_id: 4}


def test_answers_are_counted_by_their_kind(app):
    council = a_council()
    officer, day = an_officer(council.dong), clock.today() - days(2)
    for answer in (Answer.ACCEPTED, Answer.PARTLY, Answer.PARTLY, Answer.REJECTED, Answer.DEFERRED):
        an_answered_one(council, officer, due_on=day, told_on=day, answer=answer)
    counts = board(council.dong_id).counts
    assert [counts[name] for name in ("accepted", "partly", "rejected", "deferred", "answered")] == [1, 2, 1, 1, 5]


def test_commitments_are_kept_late_or_cut(app):
    council = a_council()
    officer = an_officer(council.dong)
    deeds.a_done_commitment(council, by=officer)
    deeds.dropped(deeds.a_commitment(council, by=officer), officer, CommitmentState.CUT)
    deeds.dropped(deeds.a_commitment(council, by=officer), officer, CommitmentState.DROPPED)
    deeds.a_commitment(council, by=officer, said={"do_by": clock.today()})
    deeds.a_commitment(council, by=officer, said={"do_by": clock.today() - days(1)})
    counts = board(council.dong_id).counts
    assert [counts[name] for name in ("kept", "late-deeds", "cut")] == [1, 1, 2]


def test_meetings_of_fewer_than_five_people_add_nobody(app, client):
    council = a_council()
    for came in (4, 5, 7):
        meeting = a_meeting(council=council, state=MeetingState.ENDED, opened_at=in_days(-1))
        for number in range(came):
            an_attendance(meeting, name=f"이웃{number}")
    a_meeting(council=council, state=MeetingState.ANNOUNCED, starts_at=in_days(-1))
    found = board(council.dong_id)
    assert (found.counts["meetings"], found.came) == (3, 12)
    page = client.get(f"/dongs/{council.dong_id}/figures/meetings").text
    assert [words in page for words in ("온 사람 5명<", "온 사람 7명<", "온 사람 4명", "온 사람 밝히지 않음")] == [
        1,
        1,
        0,
        1,
    ]


def test_turnout_leaves_out_polls_of_few_ballots(app):
    council = a_council()
    a_counted_poll(council, {"가": 6, "나": 4}, roll_count=40)
    a_counted_poll(council, {"가": 4}, roll_count=400)
    a_counted_poll(council, {"가": 60}, roll_count=100, is_replay=True)
    found = board(council.dong_id)
    assert (found.counts["polls"], found.ballots, found.roll, found.turnout) == (2, 10, 40, 0.25)


def test_thirty_dongs_cost_no_more_statements_than_one(app, client):
    gu, asked = a_gu(), []
    for more in (1, 6):
        for _each in range(more):
            council = a_council(dong=a_dong(gu=gu))
            a_past_request(council, clock.today() - days(2))
            a_meeting(council=council, state=MeetingState.ENDED, opened_at=in_days(-1))
            a_counted_poll(council, {"가": 6})
            a_proposal(council)
        for path in (f"/gus/{gu.id}/figures", "/figures", f"/dongs/{council.dong_id}/figures"):
            with counted_statements() as statements:
                assert client.get(path).status_code == 200
            asked.append([line for line in statements if line.startswith("SELECT")])
    few, many = asked[:3], asked[3:]
    assert [len(one) for one in few] == [len(one) for one in many]
    assert max(len(one) for one in many) <= MOST_STATEMENTS
