"""Making a poll: the form, the read-back with its rules, what was typed wrong."""

from typing import Any

import pytest

from app.polls import queries
from tests import conftest, factories
from tests.browsing import form_of, submit
from tests.factories import meetings as sittings
from tests.factories import polls as made
from tests.factories import proposals as brought


@pytest.fixture
def desk(app, sign_in):
    """A council, and the browser of its facilitator."""
    council = factories.a_council()
    return council, sign_in(factories.a_facilitator(council))


def new_url(council: Any, ask: str = "") -> str:
    return f"/councils/{council.id}/polls/new{ask}"


def the_poll() -> Any:
    (row,) = conftest.rows("poll")
    return queries.poll(row.id)


def test_a_facilitator_drafts_a_motion_reads_it_back_and_opens_it(desk):
    council, client = desk
    sent = submit(client, new_url(council), "/polls/new", question="재활용 정거장을 둘까요?", method="motion")
    poll = the_poll()
    assert (sent.status_code, sent.location) == (303, f"/polls/{poll.id}")
    page = client.get(sent.location).text
    assert "찬성이 찬성과 반대를 더한 수(기권 빼고)의 절반보다 많으면 가결입니다" in page
    assert "명부가 1명뿐이라" in page
    assert page.count("button-primary") == 1

    opened = submit(client, sent.location, "/opening")
    assert (opened.status_code, opened.location) == (303, f"/polls/{poll.id}")
    assert the_poll().is_open
    assert "투표를 열었습니다" in client.get(opened.location).text


def test_agenda_items_of_the_meeting_are_ticked_and_become_options(desk):
    council, client = desk
    meeting, other = sittings.a_meeting(council=council), sittings.a_meeting(council=council)
    for topic in ("꽃길", "가로등"):
        sittings.an_item(meeting, title=topic)
    sittings.an_item(other, title="놀이터")
    page = client.get(new_url(council, f"?meeting={meeting.id}"))
    ticked = form_of(page.text, "/polls/new").values.getlist("matters")
    assert len(ticked) == 2
    assert form_of(page.text, "/polls/new").values["method"] == "choose_one", "a motion asks about one matter"
    assert "놀이터" in page.text
    assert other.title in page.text
    submit(
        client,
        new_url(council, f"?meeting={meeting.id}"),
        "/polls/new",
        question="무엇을 먼저 할까요?",
        method="choose_one",
        others="벤치\n\n  화단  ",
    )
    options = the_poll().options
    assert [option.label for option in options] == ["꽃길", "가로등", "벤치", "화단"]
    assert [bool(option.agenda_item_id) for option in options] == [True, True, False, False]


def test_a_proposal_that_no_meeting_took_up_can_be_put_to_a_vote(desk):
    council, client = desk
    proposal = brought.a_proposal(council, title="골목 벤치")
    submit(
        client,
        new_url(council),
        "/polls/new",
        question="벤치를 둘까요?",
        method="motion",
        matters=[f"proposal-{proposal.id}"],
    )
    assert the_poll().options[0].proposal_id == proposal.id


def test_the_matters_of_another_council_are_not_offered_and_not_taken(desk):
    council, client = desk
    foreign = brought.a_proposal(factories.a_council(), title="남의 제안")
    page = client.get(new_url(council))
    assert "남의 제안" not in page.text
    values = form_of(page.text, "/polls/new").values
    values.update({"question": "벤치를 둘까요?", "method": "motion", "matters": f"proposal-{foreign.id}"})
    assert client.post(new_url(council), data=values).status_code == 422
    assert conftest.rows("poll") == []


def test_times_are_seouls(desk):
    council, client = desk
    submit(
        client,
        new_url(council),
        "/polls/new",
        question="언제 열까요?",
        opens_on="2031-03-02",
        opens_time="09:00",
        closes_on="2031-03-09",
        closes_time="18:00",
    )
    poll = the_poll()
    assert poll.opens_at.isoformat() == "2031-03-02T00:00:00+00:00"
    assert poll.closes_at.isoformat() == "2031-03-09T09:00:00+00:00"


WRONG = [
    ({"question": ""}, "이 칸을 채워 주세요"),
    ({"question": "가" * 201}, "200자까지"),
    ({"question": "010-1234-5678로 전화할까요?"}, "휴대전화 번호"),
    ({"opens_on": ""}, "날짜를 골라 주세요"),
    ({"opens_on": "내일"}, "날짜를 골라 주세요"),
    ({"closes_on": "0001-01-01"}, "날짜를 골라 주세요"),
    ({"closes_time": "25:00"}, "시각을 골라 주세요"),
    ({"opens_on": "2031-03-09", "closes_on": "2031-03-02"}, "마감은 시작보다 뒤여야 합니다"),
    ({"method": "choose_one", "others": "하나뿐"}, "둘 이상"),
    ({"method": "choose_one", "others": "벤치\n벤치"}, "이름이 같은 것이 둘"),
    ({"method": "choose_one", "others": "가" * 121 + "\n나"}, "한 줄에 120자까지"),
    ({"method": "choose_up_to_k", "others": "벤치\n화단", "votes_per_voter": "3"}, "1표부터 2표까지"),
    ({"method": "choose_up_to_k", "others": "벤치\n화단", "votes_per_voter": "세"}, "숫자로 적어 주세요"),
    ({"method": "choose_one", "others": "벤치\n화단", "seats": "0"}, "1에서 100 사이로 적어 주세요"),
    ({"method": "choose_one", "others": "벤치\n화단", "seats": "9" * 40}, "1에서 100 사이로 적어 주세요"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=range(len(WRONG)))
def test_a_draft_that_cannot_be_right_is_told_in_a_sentence_and_keeps_what_was_typed(desk, given, said):
    council, client = desk
    fields = {"question": "무엇을 먼저 할까요?", "explanation": "설명한 글", **given}
    answer = submit(client, new_url(council), "/polls/new", **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert "설명한 글" in answer.text
    assert conftest.rows("poll") == []


def test_a_method_that_does_not_exist_is_refused(desk):
    council, client = desk
    answer = submit(client, new_url(council), "/polls/new", question="무엇을?", method="borda")
    assert answer.status_code == 422
    assert conftest.rows("poll") == []


def test_the_second_press_of_the_form_makes_no_second_draft(desk):
    council, client = desk
    form = form_of(client.get(new_url(council)).text, "/polls/new")
    form.values["question"] = "재활용 정거장을 둘까요?"
    first = client.post(form.action, data=form.values)
    second = client.post(form.action, data=form.values)
    assert (second.status_code, second.location) == (303, first.location)
    assert len(conftest.rows("poll")) == 1


def test_going_back_and_asking_something_else_makes_another_draft(desk):
    council, client = desk
    form = form_of(client.get(new_url(council)).text, "/polls/new")
    for question in ("재활용 정거장을 둘까요?", "벤치를 둘까요?"):
        form.values["question"] = question
        assert client.post(form.action, data=form.values).status_code == 303
    assert len(conftest.rows("poll")) == 2


def test_a_draft_can_be_written_anew_and_its_form_holds_what_it_is(desk):
    council, client = desk
    poll = made.a_draft(council, choices=2)
    page = client.get(f"/polls/{poll.id}/draft").text
    assert "꽃길 만들기\n평생교육" in page
    sent = submit(client, f"/polls/{poll.id}/draft", "/draft", question="무엇을 할까요?", others="벤치\n화단\n나무")
    assert sent.status_code == 303
    assert [option.label for option in the_poll().options] == ["벤치", "화단", "나무"]


def test_a_draft_that_is_written_wrong_anew_stays_as_it_was(desk):
    council, client = desk
    poll = made.a_draft(council, choices=2)
    answer = submit(client, f"/polls/{poll.id}/draft", "/draft", others="벤치")
    assert answer.status_code == 422
    assert [option.label for option in the_poll().options] == ["꽃길 만들기", "평생교육"]
