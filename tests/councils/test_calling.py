"""Calling a council: three neighbours, or one who gathers the others."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.councils import queries, service
from app.councils.models import Council
from app.councils.service.alleys import Segment
from app.councils.states import CouncilState, MembershipState, Tie
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.kernel.events import history
from tests.browsing import form_of, submit
from tests.factories import a_council, a_dong, a_user, an_alley
from tests.factories.councils import a_call


def the_council() -> Council:
    number = session().scalars(select(Council.id).order_by(Council.id.desc()).limit(1)).one()
    return queries.council_with_callers(number)


def filled(**given: object) -> dict[str, object]:
    usual = {
        "topic": "국사봉길 쓰레기 문제",
        "alley": "0",
        "roads": "국사봉길 82~86-9",
        "second_name": "김영희",
        "third_name": "박순자",
        "tie": "lives",
        "legal_name": "박순례",
        "birth_year": "1955",
    }
    return {**usual, **given}


def test_a_visitor_is_asked_to_sign_in_and_comes_back_to_the_form(client):
    dong = a_dong()
    answer = client.get(f"/councils/new?dong={dong.id}")
    assert answer.status_code == 303
    assert "next=" in answer.location
    assert "councils" in answer.location


def test_three_names_open_the_council_at_once(sign_in):
    dong, lead = a_dong(name="상도3동"), a_user(name="이말순")
    answer = submit(sign_in(lead), f"/councils/new?dong={dong.id}", "/councils/new", **filled())
    council = the_council()
    assert answer.status_code == 303
    assert council.state is CouncilState.ACTIVE
    assert [caller.name for caller in council.callers] == ["이말순", "김영희", "박순자"]
    assert council.number == f"상도3-{clock.today().year}-0001"
    assert [str(segment) for segment in council.alley.segments] == ["국사봉길 82~86-9"]


def test_what_happened_is_said_with_the_number(sign_in):
    dong = a_dong(name="상도3동")
    browser = sign_in(a_user())
    page = submit(browser, f"/councils/new?dong={dong.id}", "/councils/new", **filled())
    assert f"상도3-{clock.today().year}-0001" in browser.get(page.location).text


def test_fewer_than_three_names_are_kept_and_gather_callers(sign_in):
    dong = a_dong()
    submit(sign_in(a_user()), f"/councils/new?dong={dong.id}", "/councils/new", **filled(third_name=""))
    council = the_council()
    assert council.state is CouncilState.GATHERING
    assert council.missing_callers == 1


def test_the_lead_asks_to_belong_and_is_not_confirmed_by_itself(sign_in):
    dong, lead = a_dong(), a_user()
    submit(sign_in(lead), f"/councils/new?dong={dong.id}", "/councils/new", **filled(tie="works"))
    membership = queries.membership_of(the_council().id, lead.id)
    assert membership.state is MembershipState.REQUESTED
    assert membership.tie is Tie.WORKS


def test_calling_records_that_it_was_called_and_that_it_opened(app):
    dong, lead = a_dong(), a_user()
    with transaction():
        council = service.call(
            dong, a_call(), tie=Tie.LIVES, birth_year=1955, legal_name="박순례", by=lead, at=clock.now()
        )
    events = history([("council", council.id)])
    assert [event.action for event in events] == ["council.called", "council.activated"]
    assert events[0].facts["callers"] == 3
    assert events[0].by_id == lead.id


def test_the_same_name_twice_is_refused_with_a_sentence(sign_in):
    dong = a_dong()
    browser = sign_in(a_user(name="이말순"))
    answer = submit(browser, f"/councils/new?dong={dong.id}", "/councils/new", **filled(second_name="이 말순"))
    assert answer.status_code == 422
    assert "같은 이름이 두 번" in answer.text
    assert session().scalars(select(Council)).all() == []


def test_a_form_with_gaps_comes_back_with_what_was_typed(sign_in):
    dong = a_dong()
    browser = sign_in(a_user())
    answer = submit(
        browser, f"/councils/new?dong={dong.id}", "/councils/new", **filled(topic="", birth_year="천구백", roads="?!")
    )
    assert answer.status_code == 422
    assert "이 칸을 채워 주세요." in answer.text
    assert "숫자로 적어 주세요." in answer.text
    assert "줄을 읽지 못했습니다" in answer.text
    assert form_of(answer.text, "/councils/new").values["second_name"] == "김영희"


def test_an_alley_must_be_chosen_or_written(sign_in):
    dong = a_dong()
    answer = submit(sign_in(a_user()), f"/councils/new?dong={dong.id}", "/councils/new", **filled(roads=""))
    assert answer.status_code == 422
    assert "골목을 고르거나" in answer.text


@pytest.mark.parametrize("year", ["1899", "2999"])
def test_a_year_in_which_nobody_was_born_is_refused(sign_in, year):
    dong = a_dong()
    answer = submit(sign_in(a_user()), f"/councils/new?dong={dong.id}", "/councils/new", **filled(birth_year=year))
    assert answer.status_code == 422
    assert "네 자리" in answer.text


def test_a_phone_number_does_not_become_public(sign_in):
    dong = a_dong()
    answer = submit(
        sign_in(a_user()), f"/councils/new?dong={dong.id}", "/councils/new", **filled(purpose="010-1234-5678로 전화")
    )
    assert answer.status_code == 422
    assert "휴대전화 번호" in answer.text


def test_a_listed_alley_is_chosen_without_writing(sign_in):
    alley = an_alley()
    submit(
        sign_in(a_user()),
        f"/councils/new?dong={alley.dong_id}",
        "/councils/new",
        **filled(alley=str(alley.id), roads=""),
    )
    assert the_council().alley_id == alley.id


def test_written_roads_count_more_than_the_alley_that_stands_first(sign_in):
    alley = an_alley()
    fields = filled(alley=str(alley.id), roads="성대로10길 3")
    submit(sign_in(a_user()), f"/councils/new?dong={alley.dong_id}", "/councils/new", **fields)
    council = the_council()
    assert council.alley_id != alley.id
    assert council.alley.name == "성대로10길 3"


def test_an_alley_of_another_dong_cannot_be_chosen(sign_in):
    dong, foreign = a_dong(), an_alley()
    answer = submit(
        sign_in(a_user()), f"/councils/new?dong={dong.id}", "/councils/new", **filled(alley=str(foreign.id))
    )
    assert answer.status_code == 422


def test_segments_of_a_listed_alley_make_no_second_alley(app):
    alley = an_alley()
    call = a_call(segments=[Segment("국사봉길", "82", "86-9")])
    with transaction():
        council = service.call(
            alley.dong, call, tie=Tie.LIVES, birth_year=1955, legal_name="박순례", by=a_user(), at=clock.now()
        )
    assert council.alley_id == alley.id


def test_a_call_without_an_alley_is_invalid(app):
    call = a_call(segments=[])
    with pytest.raises(Invalid, match="어느 골목"), transaction():
        service.call(a_dong(), call, tie=Tie.LIVES, birth_year=1955, legal_name="박순례", by=a_user(), at=clock.now())


def test_too_young_a_lead_leaves_nothing_behind(app):
    young = clock.today().year - 9
    with pytest.raises(Invalid, match="만 14세"), transaction():
        service.call(
            a_dong(), a_call(), tie=Tie.LIVES, birth_year=young, legal_name="박순례", by=a_user(), at=clock.now()
        )
    assert session().scalars(select(Council)).all() == []


def test_a_council_at_the_same_alley_is_shown_before_another_is_made(sign_in):
    alley = an_alley()
    there = a_council(dong=alley.dong, alley=alley, name="담장 낙서 지우기")
    browser = sign_in(a_user())
    page = f"/councils/new?dong={alley.dong_id}"
    shown = submit(browser, page, "/councils/new", **filled(alley=str(alley.id)))
    assert shown.status_code == 200
    assert "같은 골목의 회의가 이미 있습니다" in shown.text
    assert "담장 낙서 지우기" in shown.text
    assert the_council().id == there.id
    again = form_of(shown.text, "/councils/new")
    assert browser.post(again.action, data=again.values).status_code == 303
    assert the_council().id != there.id


def test_a_council_on_a_like_topic_is_shown_and_another_topic_is_not(app):
    dong = a_dong()
    alike = a_council(dong=dong, name="국사봉길 쓰레기 무단투기")
    a_council(dong=dong, name="놀이터 의자 고치기")
    found = queries.similar(dong.id, "국사봉길 쓰레기 문제", since=clock.now())
    assert [council.id for council in found] == [alike.id]


def test_a_council_that_ended_long_ago_is_not_shown(app):
    dong = a_dong()
    a_council(dong=dong, name="국사봉길 쓰레기", state=CouncilState.CLOSED)
    assert queries.similar(dong.id, "국사봉길 쓰레기", since=clock.now()) == []


def test_a_council_of_another_dong_is_not_shown(app):
    a_council(name="국사봉길 쓰레기")
    assert queries.similar(a_dong().id, "국사봉길 쓰레기", since=clock.now()) == []


def test_with_several_dongs_the_dong_is_asked_first(sign_in):
    one, two = a_dong(), a_dong()
    page = sign_in(a_user()).get("/councils/new")
    assert one.name in page.text
    assert two.name in page.text
    assert "어느 동" in page.text


def test_with_one_dong_the_form_comes_at_once(sign_in):
    dong = a_dong()
    assert f"{dong.name}에서" in sign_in(a_user()).get("/councils/new").text


def test_without_any_dong_the_page_says_what_is_missing(sign_in):
    assert "아직 등록된 동이 없습니다" in sign_in(a_user()).get("/councils/new").text


def test_the_resident_who_calls_needs_no_script(app: Flask, sign_in):
    dong = a_dong()
    assert "<script>" not in sign_in(a_user()).get(f"/councils/new?dong={dong.id}").text
