"""Numbers of papers: one row for all papers of an office, anew every year, and the same whenever it is asked."""

from datetime import datetime, timedelta

from app.documents.official.words import issued
from app.documents.registers import Kind, number_of_council, number_of_dong
from app.kernel import clock
from app.meetings import queries as meetings
from app.meetings.states import MeetingState
from app.polls import queries as polls
from tests.conftest import counted_statements
from tests.factories import a_council, an_officer, decisions, in_days
from tests.factories.meetings import a_meeting
from tests.factories.polls import an_open_poll

NOON = datetime(2026, 6, 15, 12, tzinfo=clock.SEOUL)


def announced(council, at, **given):
    return a_meeting(council=council, announced_at=at, **given)


def number(meeting) -> int:
    found = meetings.meeting(meeting.id)
    return number_of_council(found.council_id, Kind.MEETING_NOTICE, found.id, found.announced_at)


def test_papers_are_numbered_in_the_order_in_which_they_were_given_out(app):
    council = a_council()
    days = [NOON + timedelta(days=days) for days in (3, 1, 2)]
    assert [number(meeting) for meeting in [announced(council, at) for at in days]] == [3, 1, 2]


def test_other_councils_and_other_years_do_not_count(app):
    council = a_council()
    announced(a_council(), NOON)
    new_year = NOON.replace(month=1, day=1, hour=0)
    last, first = announced(council, new_year - timedelta(seconds=1)), announced(council, new_year)
    assert [number(last), number(first)] == [1, 1]


def test_what_was_not_given_out_has_no_number(app):
    council = a_council()
    draft = a_meeting(council=council, state=MeetingState.DRAFT)
    assert number(draft) == 0
    assert number(announced(council, NOON)) == 1


def test_two_of_one_moment_have_two_numbers(app):
    council = a_council()
    numbers = [number(meeting) for meeting in [announced(council, NOON) for _ in range(3)]]
    assert numbers == [1, 2, 3]


def test_notices_minutes_polls_and_reports_stand_in_one_row(app):
    council = a_council()
    held = announced(council, in_days(-3), state=MeetingState.PUBLISHED, published_at=in_days(-2))
    poll = an_open_poll(council)
    report = decisions.a_sent_report(council)
    found = polls.poll(poll.id)
    asked = {
        Kind.MEETING_NOTICE: (held.id, held.announced_at),
        Kind.MINUTES: (held.id, held.published_at),
        Kind.POLL_NOTICE: (poll.id, found.announced_at or found.opens_at),
        Kind.REPORT: (report.id, report.sent_at),
    }
    numbers = [number_of_council(council.id, kind, *subject) for kind, subject in asked.items()]
    assert len(set(numbers)) == len(numbers)
    assert (
        number_of_council(council.id, Kind.MINUTES, held.id, held.published_at) == 2
        or in_days(-2).year != in_days(-3).year
    )


def test_answers_are_numbered_by_their_dong(app):
    council = a_council()
    officer = an_officer(council.dong)
    answers = [decisions.an_answer(decisions.a_request(council), officer) for _ in range(2)]
    elsewhere = a_council()
    other = decisions.an_answer(decisions.a_request(elsewhere), an_officer(elsewhere.dong))
    assert [number_of_dong(council.dong_id, one.id, one.published_at) for one in answers] == [1, 2]
    assert number_of_dong(elsewhere.dong_id, other.id, other.published_at) == 1


def test_the_number_is_one_statement_however_many_papers_there_are(app):
    council = a_council()
    many = [announced(council, NOON + timedelta(hours=hours)) for hours in range(20)]
    last = meetings.meeting(many[-1].id)
    with counted_statements() as asked:
        assert number_of_council(council.id, Kind.MEETING_NOTICE, last.id, last.announced_at) == 20
    assert len(asked) == 1


def test_a_replayed_poll_was_given_out_by_nobody_and_has_no_number(app):
    council = a_council()
    poll = decisions.a_counted_poll(council, {"가": 4, "나": 3}, is_replay=True)
    found = polls.poll(poll.id)
    assert number_of_council(council.id, Kind.POLL_RESULT, poll.id, found.tally.counted_at) == 0
    assert issued(council.name, 0, found.tally.counted_at) == ""
