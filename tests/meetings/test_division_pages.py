"""What facilitator, neighbours and projector see of a division, and what they do not."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import queries, service
from app.meetings.floor import Kind
from app.meetings.states import Mark, Role
from tests.browsing import submit
from tests.conftest import rows
from tests.meetings.running import enter, page
from tests.meetings.voting import a_full_room, close, decide, give_slip, leader_of, press, put, recuse


@pytest.fixture
def room(app):
    """Three members with phones and two neighbours without; the item runs."""
    meeting, item, people = a_full_room(members=3, walk_ins=2)
    enter(meeting, Kind.ITEM, item=item.id, after=None)
    return meeting, item, people


def test_the_whole_way_on_pages_alone(room, sign_in):
    meeting, item, people = room
    leader = sign_in(leader_of(meeting))
    new = f"/meetings/{meeting.id}/items/{item.id}/divisions/new"
    submit(leader, new, "", text="봉투를 나누어 준다")
    address = f"/meetings/{meeting.id}/divisions/{rows('division')[0].id}"
    for person, mark in zip(people[:2], ("yes", "no"), strict=True):
        submit(sign_in(person), page(meeting, "room"), "/voices/mine", mark=mark)
    assert submit(leader, address, "/slips", number="4").status_code == 303
    submit(leader, page(meeting), "/closing")
    fields = {"hands_yes": "2", "slips_no": "1", "owner": "청소팀"}
    answer = submit(leader, address, f"/divisions/{rows('division')[0].id}", follow=True, **fields)
    for words in ("찬성 3 · 반대 2 · 기권 0 (참석 5)", "손: 찬성 2", "종이 표: 찬성 0 · 반대 1", "청소팀"):
        assert words in answer.text
    for name in ("screen", "room"):
        text = leader.get(page(meeting, name)).text
        assert "찬성 3 · 반대 2" in text
        assert "전화기: 찬성 1 · 반대 1 · 기권 0" in text
    assert address in answer.text, "the figures are put right where they were counted"


def test_nobody_sees_how_it_stands_before_it_is_decided(room, sign_in):
    meeting, item, people = room
    division = put(meeting, item)
    for person in people:
        press(meeting, division, person, Mark.NO)
    leader, address = sign_in(leader_of(meeting)), f"/meetings/{meeting.id}/divisions/{division.id}"
    addresses = (address, f"{address}/voices", page(meeting), page(meeting, "screen"))
    before = [leader.get(one).text for one in addresses]
    assert "전화기 3명" in before[2]
    close(meeting, division)
    for text in (*before, *(leader.get(one).text for one in addresses)):
        assert "반대 3" not in text
        assert "<td>반대</td>" not in text
    decide(meeting, division, hands=(2, 0, 0))
    check = leader.get(f"{address}/voices").text
    assert people[0].name in check
    assert check.count("<td>반대</td>") == 3


def test_a_phone_says_that_names_are_in_it_before_anything_is_pressed(room, sign_in):
    meeting, item, people = room
    put(meeting, item)
    text = sign_in(people[0]).get(page(meeting, "room")).text
    assert text.index("이름으로 하는 표결입니다") < text.index('value="yes"')
    assert "회의를 마치면 누가 무엇을 냈는지 지웁니다" in text


def test_a_phone_shows_ones_own_vote_and_nobody_elses(room, sign_in):
    meeting, item, people = room
    division = put(meeting, item)
    press(meeting, division, people[0], Mark.ABSTAIN)
    assert "내 표: 기권" in sign_in(people[0]).get(page(meeting, "room")).text
    assert "내 표" not in sign_in(people[1]).get(page(meeting, "room")).text
    close(meeting, division)
    assert "내 표: 기권" in sign_in(people[0]).get(page(meeting, "room")).text
    assert "손을 들어 주세요" in sign_in(people[1]).get(page(meeting, "room")).text


def test_the_phone_of_the_recused_and_of_who_took_a_slip_says_why_it_has_no_buttons(room, sign_in):
    meeting, item, people = room
    division = put(meeting, item)
    recuse(meeting, item, 1)
    give_slip(meeting, division, 2)
    for person, words in zip(people, ("빠지기로 하셨습니다", "종이를 받으셨습니다"), strict=False):
        text = sign_in(person).get(page(meeting, "room")).text
        assert words in text
        assert 'value="yes"' not in text


def test_a_count_that_cannot_be_is_shown_again_with_what_was_typed(room, sign_in):
    meeting, item, _people = room
    division = put(meeting, item)
    close(meeting, division)
    leader, address = sign_in(leader_of(meeting)), f"/meetings/{meeting.id}/divisions/{division.id}"
    answer = submit(leader, address, f"/divisions/{division.id}", hands_yes="9", owner="청소팀")
    assert answer.status_code == 422
    assert "손을 들 수 있는 사람 5명보다" in answer.text
    assert "청소팀" in answer.text
    refused = submit(leader, address, "/slips", number="77")
    assert refused.status_code == 422
    assert "77번은 지금 와 있는 사람의 번호가 아닙니다" in refused.text


def test_a_teller_counts_and_a_timekeeper_does_not(room, sign_in):
    meeting, item, people = room
    division = put(meeting, item)
    for person, role in zip(people, (Role.TELLER, Role.TIMEKEEPER), strict=False):
        with transaction():
            service.give_role(meeting, person.id, role, by=leader_of(meeting), at=clock.now())
    address = f"/meetings/{meeting.id}/divisions/{division.id}"
    answers = [sign_in(person).get(address).status_code for person in people[:2]]
    assert answers == [200, 403]


def test_open_screens_follow_a_division_and_a_temperature(room):
    meeting, item, people = room
    seen = [queries.fingerprint(meeting.id)]

    def step(deed):
        deed()
        seen.append(queries.fingerprint(meeting.id))

    division = put(meeting, item)
    step(lambda: press(meeting, division, people[0]))
    step(lambda: give_slip(meeting, division, 4))
    step(lambda: recuse(meeting, item, 5))
    step(lambda: close(meeting, division))
    step(lambda: decide(meeting, division))
    assert len(set(seen)) == len(seen)


def test_another_answer_of_the_same_phone_changes_no_screen(room):
    meeting, item, people = room
    division = put(meeting, item)
    press(meeting, division, people[0], Mark.YES)
    before = queries.fingerprint(meeting.id)
    press(meeting, division, people[0], Mark.NO)
    assert queries.fingerprint(meeting.id) == before
