"""Resolutions: never more hands than people, judged by the bylaws, corrected while the meeting runs."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.councils.models import Bylaws
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.events import Event
from app.meetings import queries, service
from app.meetings.service import Motion
from app.meetings.service.resolving import quorum_of
from app.meetings.states import MeetingState, Outcome
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_dong, a_member
from tests.factories.meetings import a_meeting, a_resolution, an_attendance, an_item
from tests.factories.proposals import a_proposal


def in_session(present: int = 13, **given):
    """A running meeting with one item and so many present; its item's address."""
    meeting = a_meeting(state=MeetingState.RUNNING, **given)
    item = an_item(meeting, position=1, title="깨진 유리")
    for _ in range(present):
        an_attendance(meeting)
    return meeting, item, f"/meetings/{meeting.id}/items/{item.id}"


def a_motion(yes: int, no: int = 0, abstain: int = 0) -> Motion:
    return Motion("봉투를 나누어 준다", yes, no, abstain)


def hands(client, url, yes, no, abstain, **fields):
    text = fields.pop("text", "봉투를 나누어 준다")
    return submit(client, f"{url}/resolutions/new", "", text=text, yes=yes, no=no, abstain=abstain, **fields)


def test_a_resolution_is_recorded_with_everything_that_follows_from_it(app, sign_in):
    meeting, _, url = in_session()
    browser = sign_in(meeting.called_by)
    more = {"dissent": "값이 걱정입니다", "owner": "청소팀", "due_on": "2027-01-31", "asks_centre": "y"}
    answer = hands(browser, url, 9, 3, 1, **more)
    assert answer.status_code == 303
    kept = rows("resolution")[0]
    assert (kept.present, kept.yes, kept.no, kept.abstain) == (13, 9, 3, 1)
    assert kept.outcome == Outcome.CARRIED
    page = browser.get(url).text
    for word in (
        "가결",
        "찬성 9 · 반대 3 · 기권 1 (참석 13)",
        "값이 걱정입니다",
        "청소팀",
        "2027년\u00a01월\u00a031일",
        "요청",
    ):
        assert word in page


def test_more_hands_than_people_are_refused_with_both_numbers(app, sign_in):
    meeting, _, url = in_session(present=13)
    answer = hands(sign_in(meeting.called_by), url, 9, 4, 2)
    assert answer.status_code == 422
    assert "9 + 반대 4 + 기권 2 = 15명" in answer.text
    assert "지금 있는 사람 13명보다 많습니다" in answer.text
    assert "봉투를 나누어 준다" in answer.text, "what was typed stays"
    assert not rows("resolution")


def test_who_has_left_raises_no_hand(app, sign_in):
    meeting, _, url = in_session(present=3)
    an_attendance(meeting, left_at=clock.now())
    assert hands(sign_in(meeting.called_by), url, 4, 0, 0).status_code == 422
    assert not rows("resolution")


@pytest.mark.parametrize(
    "numbers",
    [{"yes": 9, "no": 4, "abstain": 1}, {"yes": -1, "no": 0, "abstain": 0}, {"yes": 0, "no": 14, "abstain": 0}],
)
def test_the_database_refuses_impossible_hands_too(app, numbers):
    item = an_item(a_meeting(state=MeetingState.RUNNING))
    with pytest.raises(IntegrityError):
        a_resolution(item, present=13, **numbers)
    assert not rows("resolution")


@pytest.mark.parametrize(("yes", "sentence"), [("", "이 칸을 채워 주세요"), ("-1", "0 이상"), ("아홉", "숫자로")])
def test_hands_that_are_no_number_are_refused(app, sign_in, yes, sentence):
    meeting, _, url = in_session()
    answer = hands(sign_in(meeting.called_by), url, yes, 0, 0)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_phone_number_does_not_get_into_a_resolution(app, sign_in):
    meeting, _, url = in_session()
    answer = hands(sign_in(meeting.called_by), url, 9, 0, 0, owner="김 씨 010-1234-5678")
    assert answer.status_code == 422
    assert "휴대전화 번호" in answer.text
    assert not rows("resolution")


def test_pressing_twice_records_once(app, sign_in):
    meeting, _, url = in_session()
    browser = sign_in(meeting.called_by)
    form = form_of(browser.get(f"{url}/resolutions/new").text, "")
    values = {**form.values.to_dict(), "text": "가", "yes": "9", "no": "3", "abstain": "1"}
    for _ in range(2):
        assert browser.post(f"{url}/resolutions/new", data=values).status_code == 303
    assert len(rows("resolution")) == 1
    assert [event.action for event in rows("event")] == ["resolution.recorded"]


def test_a_miscount_is_put_right_and_the_old_numbers_stay_in_the_event(app, sign_in):
    meeting, _, url = in_session()
    browser = sign_in(meeting.called_by)
    hands(browser, url, 9, 3, 1)
    number = rows("resolution")[0].id
    answer = submit(browser, f"/meetings/{meeting.id}/resolutions/{number}", "", yes=5, no=7)
    assert answer.status_code == 303
    kept = rows("resolution")[0]
    assert (kept.yes, kept.no, kept.outcome) == (5, 7, Outcome.NOT_CARRIED)
    assert kept.corrected_at is not None
    told = session().scalars(select(Event).order_by(Event.id.desc())).first()
    assert told.facts["before"] == {
        "way": "hands", "present": 13, "yes": 9, "no": 3, "abstain": 1, "reservations": 0, "text": "봉투를 나누어 준다",
    }  # fmt: skip


def test_a_correction_counts_those_who_were_there_then(app):
    meeting, item, _ = in_session(present=13)
    leader, at = meeting.called_by, clock.now()
    with transaction():
        made = service.resolve(meeting, item, a_motion(9, 3, 1), by=leader, at=at)
    for row in rows("attendance")[:5]:
        with transaction():
            service.leave(meeting, queries.attendance(meeting.id, row.id), at=at)
    with transaction():
        service.correct(meeting, made, a_motion(10, 3), by=leader, at=at)
    assert (rows("resolution")[0].present, rows("resolution")[0].yes) == (13, 10)


def test_a_correction_cannot_find_more_hands_than_people_either(app, sign_in):
    meeting, _, url = in_session()
    browser = sign_in(meeting.called_by)
    hands(browser, url, 9, 3, 1)
    answer = submit(browser, f"/meetings/{meeting.id}/resolutions/{rows('resolution')[0].id}", "", yes=90)
    assert answer.status_code == 422
    assert rows("resolution")[0].yes == 9


@pytest.mark.parametrize("state", [MeetingState.ANNOUNCED, MeetingState.ENDED, MeetingState.PUBLISHED])
def test_nothing_is_decided_before_the_opening_or_after_the_end(app, state):
    meeting = a_meeting(state=state)
    item, leader = an_item(meeting), meeting.called_by
    an_attendance(meeting)
    with pytest.raises(Conflict), transaction():
        service.resolve(meeting, item, a_motion(1), by=leader, at=clock.now())
    kept = a_resolution(item)
    with pytest.raises(Conflict), transaction():
        service.correct(meeting, kept, a_motion(1), by=leader, at=clock.now())
    assert len(rows("resolution")) == 1


def test_the_bylaws_of_the_council_judge(app):
    council = a_council(bylaws={"quorum_basis": "count", "quorum_value": 5})
    meeting, item, _ = in_session(present=4, council=council)
    leader = meeting.called_by
    with transaction():
        made = service.resolve(meeting, item, a_motion(4), by=leader, at=clock.now())
    assert made.outcome is Outcome.NO_QUORUM
    assert made.because == "참석 4명으로 정족수 5명을 채우지 못했습니다."


@pytest.mark.parametrize(
    ("basis", "value", "needed"),
    [("none", 0, 0), ("count", 5, 5), ("roll", 5000, 3), ("population", 50, 138)],
)
def test_the_quorum_comes_from_members_or_from_the_people_of_the_dong(app, basis, value, needed):
    council = a_council(dong=a_dong(population=27_480), bylaws={"quorum_basis": basis, "quorum_value": value})
    meeting = a_meeting(council=council)  # the facilitator who called it is a member
    for _ in range(4):
        a_member(council)
    assert quorum_of(meeting, session().get_one(Bylaws, council.id)) == needed


def test_the_sentence_is_korean_whoever_reads_the_page(app, sign_in):
    meeting, _, url = in_session()
    browser = sign_in(meeting.called_by)
    browser.set_cookie("language", "en")
    hands(browser, url, 9, 3, 1)
    assert rows("resolution")[0].because.startswith("참석 13명.")


def test_what_meetings_decided_on_a_proposal_is_public_with_the_minutes(app):
    council = a_council()
    proposal = a_proposal(council)
    running = a_meeting(council=council, state=MeetingState.RUNNING)
    published = a_meeting(council=council, state=MeetingState.PUBLISHED)
    for meeting in (running, published):
        a_resolution(an_item(meeting, proposal_id=proposal.id))
    a_resolution(an_item(published))
    found = queries.resolutions_of_proposal([proposal.id])
    assert [one.item.meeting.id for one in found] == [published.id]
    assert len(queries.resolutions_of_proposal([proposal.id], published=False)) == 2


def test_parts_of_another_meeting_are_not_found(app):
    stranger = an_item(a_meeting())
    meeting = queries.meeting(a_meeting().id)
    for find in (queries.item, queries.remark, queries.resolution):
        with pytest.raises(NotFound):
            find(meeting, stranger.id)


def test_hands_beyond_those_present_raise_invalid_in_the_service(app):
    meeting, item, _ = in_session(present=2)
    leader = meeting.called_by
    with pytest.raises(Invalid, match="= 3명"), transaction():
        service.resolve(meeting, item, a_motion(3), by=leader, at=clock.now())
