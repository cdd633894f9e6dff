"""News of arrivals that comes late, twice and in any order, from telephones that had no network."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel.db import session, transaction
from app.meetings import queries, service
from app.meetings.models import Attendance
from app.meetings.states import MeetingState
from tests.factories import a_council, a_member
from tests.factories.meetings import a_meeting, an_attendance

EVENING = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)
PEOPLE = 3
NEWS = st.tuples(
    st.sampled_from(["check_in", "join_remotely", "leave", "come_back"]), st.integers(0, PEOPLE - 1), st.integers(0, 6)
)  # what, who, and the minute at which it was so


def tell(meeting, members, news) -> None:
    what, who, minute = news
    at, user_id = EVENING + timedelta(minutes=minute), members[who]
    came = queries.attendance_of(meeting.id, user_id)
    with transaction():
        if what == "leave":
            service.leave(meeting, came, at=at) if came else service.check_out(meeting, user_id, at=at)
        elif what == "join_remotely":
            service.join_remotely(meeting, user_id, at=at)
        elif came and what == "come_back":
            service.come_back(meeting, came, at=at)
        else:
            service.check_in(meeting, user_id, at=at)


def outcome(meeting) -> list[tuple[object, ...]]:
    """The rows but for the running number, which counts in the order of learning."""
    session().expire_all()
    came = session().query(Attendance).filter_by(meeting_id=meeting.id).order_by(Attendance.user_id)
    return [(row.user_id, row.name, row.came_at, row.left_at, row.changed_at, row.remote) for row in came]


@st.composite
def told_in_two_ways(draw):
    """Some news, and the same news again in another order and partly more than once."""
    news = draw(st.lists(NEWS, min_size=1, max_size=8, unique=True))
    again = draw(st.lists(st.sampled_from(news), max_size=4))
    return news, draw(st.permutations([*news, *again]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(told=told_in_two_ways())
def test_the_same_news_in_any_order_and_any_number_of_times_gives_the_same_rows(app, told):
    council = a_council(bylaws={"remote_presence": "quorum"})
    members = [a_member(council).id for _ in range(PEOPLE)]
    given = {"council": council, "state": MeetingState.RUNNING, "starts_at": EVENING}
    one, other = a_meeting(**given), a_meeting(**given)
    for meeting, news_of_it in zip((one, other), told, strict=True):
        for news in news_of_it:
            tell(meeting, members, news)
    assert outcome(one) == outcome(other)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(news=st.lists(NEWS, min_size=1, max_size=8))
def test_who_is_there_is_who_came_at_the_latest_moment_that_is_told(app, news):
    council = a_council(bylaws={"remote_presence": "quorum"})
    members = [a_member(council).id for _ in range(PEOPLE)]
    meeting = a_meeting(council=council, state=MeetingState.RUNNING, starts_at=EVENING)
    for one in news:
        tell(meeting, members, one)
    for place, user_id in enumerate(members):
        told = [(minute, what != "leave") for what, who, minute in news if who == place]
        row = queries.attendance_of(meeting.id, user_id)
        assert (row is not None and row.is_here) == (bool(told) and max(told)[1])
        assert row is None or row.came_at == EVENING + timedelta(minutes=min(told)[0])


def test_leaving_that_is_told_before_the_coming_keeps_both_moments(app):
    meeting = a_meeting(state=MeetingState.RUNNING, starts_at=EVENING)
    member = a_member(meeting.council)
    with transaction():
        service.check_out(meeting, member.id, at=EVENING + timedelta(minutes=40))
    with transaction():
        service.check_in(meeting, member.id, at=EVENING)
    row = queries.attendance_of(meeting.id, member.id)
    assert (row.came_at, row.left_at) == (EVENING, EVENING + timedelta(minutes=40))


def test_a_leaving_from_before_the_return_sends_nobody_out(app):
    meeting = a_meeting(state=MeetingState.RUNNING, starts_at=EVENING)
    came = an_attendance(meeting, came_at=EVENING)
    with transaction():
        service.come_back(meeting, came, at=EVENING + timedelta(minutes=30))
    with transaction():
        service.leave(meeting, came, at=EVENING + timedelta(minutes=20))
    assert queries.present_count(meeting.id) == 1


def test_a_walk_in_told_twice_is_one_person_from_the_earlier_moment(app):
    meeting = a_meeting(state=MeetingState.RUNNING, starts_at=EVENING)
    for minute in (9, 2):
        with transaction():
            service.admit(meeting, "들른 이웃", once="one form", at=EVENING + timedelta(minutes=minute))
    [row] = queries.walk_ins(meeting.id)
    assert row.came_at == EVENING + timedelta(minutes=2)
