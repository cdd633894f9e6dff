"""The agenda: minutes, order and sum, before the meeting and in it."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.meetings import queries, service
from app.meetings.states import MeetingState
from app.proposals.states import ProposalState
from tests.browsing import form_of, submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council
from tests.factories.meetings import a_meeting, a_remark, an_item
from tests.factories.proposals import a_proposal


def three(**given):
    """A meeting with the items 가, 나, 다."""
    meeting = a_meeting(**given)
    items = [an_item(meeting, position=place, title=title) for place, title in enumerate("가나다", 1)]
    return meeting, items


def order() -> list[str]:
    return [item.title for item in sorted(rows("agenda_item"), key=lambda item: item.position)]


def test_an_item_moves_up_and_down_one_place_at_a_time(app, sign_in):
    meeting, items = three()
    browser, url = sign_in(meeting.called_by), f"/meetings/{meeting.id}/agenda"
    submit(browser, url, f"/agenda/{items[2].id}", position="2")
    assert order() == ["가", "다", "나"]
    submit(browser, url, f"/agenda/{items[0].id}", position="2")
    assert order() == ["다", "가", "나"]
    assert [item.position for item in queries.items_of(meeting.id)] == [1, 2, 3]


def test_pressing_up_twice_moves_once(app, sign_in):
    meeting, items = three()
    browser, url = sign_in(meeting.called_by), f"/meetings/{meeting.id}/agenda"
    form = form_of(browser.get(url).text, f"/agenda/{items[2].id}")
    for _ in range(2):
        assert browser.post(form.action, data={**form.values.to_dict(), "position": "2"}).status_code == 303
    assert order() == ["가", "다", "나"]


def test_minutes_are_kept_for_each_item_without_moving_it(app, sign_in):
    meeting, items = three()
    submit(sign_in(meeting.called_by), f"/meetings/{meeting.id}/agenda", f"/agenda/{items[1].id}", minutes="25")
    assert [item.minutes for item in queries.items_of(meeting.id)] == [15, 25, 15]
    assert order() == ["가", "나", "다"]


@pytest.mark.parametrize("minutes", ["", "-5", "한참", "9999"])
def test_minutes_that_are_none_are_refused_with_a_sentence(app, sign_in, minutes):
    meeting, items = three()
    url = f"/meetings/{meeting.id}/agenda"
    page = submit(sign_in(meeting.called_by), url, f"/agenda/{items[0].id}", minutes=minutes, follow=True)
    assert "1에서 600 사이" in page.text
    assert [item.minutes for item in queries.items_of(meeting.id)] == [15, 15, 15]


def test_a_place_beyond_the_end_is_the_end(app):
    meeting, items = three()
    with transaction():
        service.arrange(meeting, items[0], minutes=15, position=100)
    assert order() == ["나", "다", "가"]


@pytest.mark.parametrize(("planned", "warned"), [(45, False), (44, True)])
def test_a_sum_above_the_slot_is_warned_of_in_plain_words(app, sign_in, planned, warned):
    meeting, _ = three(minutes_planned=planned)
    page = sign_in(meeting.called_by).get(f"/meetings/{meeting.id}/agenda").text
    assert ("예정 시간보다 1분 깁니다" in page) is warned


def test_a_topic_is_added_at_the_end_and_a_second_press_adds_nothing(app, sign_in):
    meeting, _ = three()
    browser, url = sign_in(meeting.called_by), f"/meetings/{meeting.id}/agenda"
    form = form_of(browser.get(url).text, "/agenda")
    for _ in range(2):
        browser.post(form.action, data={**form.values.to_dict(), "title": "라", "minutes": "10"})
    assert order() == ["가", "나", "다", "라"]


def test_the_token_of_an_old_page_does_not_swallow_another_topic(app, sign_in):
    meeting, _ = three()
    browser, url = sign_in(meeting.called_by), f"/meetings/{meeting.id}/agenda"
    form = form_of(browser.get(url).text, "/agenda")
    for title in ("라", "마"):
        browser.post(form.action, data={**form.values.to_dict(), "title": title, "minutes": "10"})
    assert order() == ["가", "나", "다", "라", "마"]


def test_a_topic_without_title_is_refused_on_the_page_it_was_typed(app, sign_in):
    meeting, _ = three()
    answer = submit(sign_in(meeting.called_by), f"/meetings/{meeting.id}/agenda", "/agenda", title="")
    assert answer.status_code == 422
    assert "이 칸을 채워 주세요" in answer.text


def test_a_proposal_joins_an_announced_agenda_once_and_is_tabled(app, sign_in):
    council = a_council()
    proposal = a_proposal(council, title="벤치")
    meeting = a_meeting(council=council)
    browser, url = sign_in(meeting.called_by), f"/meetings/{meeting.id}/agenda"
    form = form_of(browser.get(url).text, f"/proposals/{proposal.id}")
    for _ in range(2):
        assert browser.post(form.action, data=form.values).status_code == 303
    assert order() == ["벤치"]
    assert rows("proposal")[0].state == ProposalState.TABLED
    assert "제안에서 고르기" not in browser.get(url).text


def test_a_proposal_of_a_draft_is_not_tabled_yet(app):
    council = a_council()
    proposal = a_proposal(council)
    meeting = a_meeting(council=council, state=MeetingState.DRAFT)
    leader = meeting.called_by
    with transaction():
        service.add_item(meeting, "", proposal=proposal, by=leader, at=clock.now())
    assert rows("proposal")[0].state == ProposalState.PUBLISHED
    assert order() == [proposal.title]


def test_a_proposal_from_elsewhere_cannot_be_added(app, sign_in):
    meeting = a_meeting(council=a_council())
    mine, stranger = a_proposal(meeting.council), a_proposal()
    browser = sign_in(meeting.called_by)
    form = form_of(browser.get(f"/meetings/{meeting.id}/agenda").text, f"/proposals/{mine.id}")
    url = f"/meetings/{meeting.id}/agenda/proposals/{stranger.id}"
    assert browser.post(url, data=form.values).status_code == 404
    assert order() == []


def test_an_item_is_taken_off_and_the_rest_is_numbered_anew(app, sign_in):
    meeting, items = three()
    browser, url = sign_in(meeting.called_by), f"/meetings/{meeting.id}/agenda"
    form = form_of(browser.get(url).text, f"/agenda/{items[0].id}/removal")
    for _ in range(2):
        assert browser.post(form.action, data=form.values).status_code == 303
    assert [(item.position, item.title) for item in queries.items_of(meeting.id)] == [(1, "나"), (2, "다")]


def test_an_item_on_which_something_was_said_stays(app, sign_in):
    meeting, items = three(state=MeetingState.RUNNING)
    a_remark(items[0])
    browser = sign_in(meeting.called_by)
    answer = submit(browser, f"/meetings/{meeting.id}/agenda", f"/agenda/{items[0].id}/removal")
    assert answer.status_code == 409
    assert "뺄 수 없습니다" in answer.text
    assert order() == ["가", "나", "다"]


def test_the_agenda_of_an_ended_meeting_stands(app, sign_in):
    meeting, items = three(state=MeetingState.ENDED)
    leader = meeting.called_by
    with pytest.raises(Conflict), transaction():
        service.arrange(meeting, items[0], minutes=5)
    page = sign_in(leader).get(f"/meetings/{meeting.id}/agenda").text
    assert "시간 저장" not in page


def test_the_agenda_costs_the_same_for_one_item_and_for_thirty(app, sign_in):
    meeting = a_meeting()
    an_item(meeting, position=1)
    browser, url = sign_in(meeting.called_by), f"/meetings/{meeting.id}/agenda"
    with counted_statements() as few:
        browser.get(url)
    for place in range(2, 31):
        an_item(meeting, position=place)
    with counted_statements() as many:
        assert browser.get(url).status_code == 200
    assert len(many) == len(few)
