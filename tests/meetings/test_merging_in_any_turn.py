"""Two phones send what they wrote in any turns and any number of times: one thing comes of it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel import clock
from app.kernel.db import session
from app.meetings import queries
from app.meetings.states import MeetingState
from app.people.models import User
from tests.factories import a_member
from tests.factories.meetings import a_meeting, an_attendance, an_item
from tests.meetings.phones import COUNT, MINUTE, merge
from tests.meetings.running import ids, room

MEMBERS = ("세탁소 사장", "반지하 청년", "쌍둥이 아빠")


def journals(meeting, members):
    """Two phones in one room, of which each saw something else; the keys are this meeting's alone."""
    first, second = ids(meeting)
    own = f"-of-{meeting.id}"
    one = [
        ("member.arrived", {"user": members[0]}),
        ("item.started", {"item": first, "after": None}),
        ("turn.asked", {"speaker": f"a-phone0{own}", "wish": "question"}),
        ("remark.written", {"item": first, "text": "하나"}),
        ("turn.called", {"turn": f"a-phone2{own}", "after": None}),
        ("hands.counted", {"item": first, **COUNT, "yes": 3}),
        ("item.started", {"item": second, "after": first}),
    ]
    two = [
        ("member.arrived", {"user": members[0]}),
        ("member.arrived", {"user": members[1]}),
        ("item.started", {"item": second, "after": None}),
        ("person.left", {"speaker": f"b-phone1{own}"}),
        ("member.arrived", {"user": members[2]}),
        ("hands.counted", {"item": first, **COUNT, "yes": 4}),
        ("matter.parked", {"text": "그네", "speaker": None}),
    ]
    now = clock.now()
    return {
        phone: [
            {
                "key": f"{phone}{place}{own}",
                "kind": kind,
                "facts": facts,
                "at": _ms(now - (30 - 2 * place - late) * MINUTE),
            }
            for place, (kind, facts) in enumerate(lines)
        ]
        for phone, lines, late in (("a-phone", one, 0), ("b-phone", two, 1))
    }


def _ms(moment):
    return int(moment.timestamp() * 1000)


def told_of(meeting):
    """All that two phones can have changed, without the order in which it came here."""
    found, place = room(meeting), {number: position for position, number in enumerate(ids(meeting))}
    items = queries.meeting(meeting.id).items
    waiting = queries.conflicts(meeting.id)
    counts = [one.yes for item in items for one in item.resolutions] + [row.facts["yes"] for row in waiting]
    return {
        "present": sorted(one.name for one in queries.those_here(meeting.id)),
        "came": sorted(found.names.values()),
        "item": place[found.floor.item],
        "spent": [round(found.floor.spent[item.id] / MINUTE) for item in items],
        "turns": [(found.names[turn.speaker], round(turn.spoke / MINUTE)) for turn in found.floor.turns.values()],
        "matters": [matter.text for matter in found.floor.matters.values()],
        "refused": [(one.entry.key.split("-of-")[0], one.why) for one in found.refused],
        "remarks": [one.text for item in items for one in item.remarks],
        "counts": sorted(counts),
        "waiting": len(waiting),
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batches=st.lists(
        st.tuples(st.sampled_from(["a-phone", "b-phone"]), st.integers(1, 4), st.integers(0, 2)), max_size=12
    )
)
def test_in_whatever_turns_two_phones_send_and_however_often_the_same_comes_of_it(council, leader, batches):
    members = [member.id for member in _members(council)]
    meeting = a_meeting(council=council, called_by=leader, state=MeetingState.RUNNING)
    for position in (1, 2):
        an_item(meeting, position=position)
    for number in (1, 2):
        an_attendance(meeting, number=number, name=f"이웃 {number}", came_at=clock.now() - 45 * MINUTE)
    lines, sent = journals(meeting, members), {"a-phone": 0, "b-phone": 0}
    rest = [("a-phone", 9, 0), ("b-phone", 9, 0), ("a-phone", 9, 9), ("b-phone", 9, 9)]
    for phone, count, again in [*batches, *rest]:
        start, sent[phone] = max(0, sent[phone] - again), min(len(lines[phone]), sent[phone] + count)
        merge(meeting, *lines[phone][start : sent[phone]], journal=f"{phone}-{meeting.id}")
    assert told_of(meeting) == {
        "present": sorted(["이웃 1", "이웃 2", MEMBERS[0], MEMBERS[2]]),
        "came": sorted(["이웃 1", "이웃 2", *MEMBERS]),
        "item": 1,
        "spent": [10, 18],
        "turns": [(MEMBERS[0], 4)],
        "matters": ["그네"],
        "refused": [("b-phone2", "moved_on")],
        "remarks": ["하나"],
        "counts": [3, 4],
        "waiting": 1,
    }


def _members(council):
    there = {seat.name: seat.user_id for seat in queries.seats(a_meeting(council=council))}
    return [session().get(User, there[name]) if name in there else a_member(council, name=name) for name in MEMBERS]
