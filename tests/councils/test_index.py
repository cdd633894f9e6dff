"""The list of councils: everybody's, searched, filtered, in pages, one's own first."""

import pytest

from app.councils import queries
from app.councils.states import CouncilState, MembershipState
from app.kernel import clock
from tests.conftest import counted_statements
from tests.factories import a_council, a_dong, a_member, a_user, an_alley, days
from tests.factories.councils import a_gathering_council, a_request


def test_everybody_sees_the_councils_of_all_dongs_with_their_state(client):
    a_council(name="열린 회의")
    a_gathering_council(name="모으는 회의")
    a_council(name="끝난 회의", state=CouncilState.CLOSED)
    text = client.get("/councils").text
    for words in ("열린 회의", "모으는 회의", "끝난 회의", "열림", "지지 모으는 중", "마친 회의"):
        assert words in text


def test_an_empty_server_invites_to_call_the_first(client):
    text = client.get("/councils").text
    assert "아직 골목회의가 없습니다" in text
    assert 'href="/councils/new"' in text


@pytest.mark.parametrize("words", ["은행나무", "쓰레기", "상도3동", "상도3-2026", "상도 쓰레기", "  은행나무  골목 "])
def test_words_are_sought_in_name_number_alley_and_dong(client, words):
    dong = a_dong(name="상도3동")
    alley = an_alley(dong=dong, name="은행나무 골목")
    a_council(dong=dong, alley=alley, name="쓰레기 줄이기", number="상도3-2026-0007")
    a_council(name="놀이터 고치기")
    text = client.get("/councils", query_string={"q": words}).text
    assert "쓰레기 줄이기" in text
    assert "놀이터 고치기" not in text


@pytest.mark.parametrize("words", ["%", "_", "' OR 1=1 --", "없는낱말"])
def test_what_is_not_there_is_not_found_and_the_way_on_is_shown(client, words):
    a_council(name="쓰레기 줄이기")
    text = client.get("/councils", query_string={"q": words}).text
    assert "찾으시는 골목회의가 없습니다" in text
    assert "쓰레기 줄이기" not in text


def test_one_dong_is_chosen(client):
    here, there = a_council(name="여기 회의"), a_council(name="저기 회의")
    text = client.get(f"/councils?dong={here.dong_id}").text
    assert "여기 회의" in text
    assert "저기 회의" not in text
    assert client.get("/councils?dong=x").status_code == 200
    assert there.id


def test_the_latest_called_come_first_twenty_a_page(client):
    dong = a_dong()
    for number in range(21):
        a_council(dong=dong, name=f"회의 번호{number:02d}", called_at=clock.now() - days(number))
    first, second = client.get("/councils").text, client.get("/councils?page=2").text
    assert first.index("번호00") < first.index("번호01")
    assert "번호20" not in first
    assert "번호20" in second
    assert "page=2" in first


def test_ones_own_councils_stand_first_with_what_became_of_the_request(sign_in):
    user = a_user()
    a_member(a_council(name="내 회의"), user=user)
    a_request(a_council(name="기다리는 회의"), user=user)
    a_request(a_council(name="나간 회의", state=CouncilState.CLOSED), user=user, state=MembershipState.LEFT)
    text = sign_in(user).get("/councils").text
    mine = text[text.index('id="mine"') : text.index('id="all"')]
    assert "내 회의" in mine
    assert "기다리는 회의" in mine
    assert "확인을 기다림" in mine
    assert "나간 회의" not in mine


def test_a_search_does_not_repeat_ones_own(sign_in):
    user = a_user()
    a_member(a_council(name="내 회의"), user=user)
    assert 'id="mine"' not in sign_in(user).get("/councils?q=회의").text


def test_the_list_costs_the_same_for_one_and_for_thirty(sign_in):
    user = a_user()
    browser = sign_in(user)

    def cost() -> int:
        with counted_statements() as statements:
            assert browser.get("/councils").status_code == 200
        return len(statements)

    a_member(a_gathering_council(), user=user)
    few = cost()
    for _ in range(29):
        a_member(a_gathering_council(), user=user)
    assert cost() == few <= 8


def test_a_council_is_loaded_with_all_that_its_page_shows(app):
    made = a_gathering_council(names=2)
    with counted_statements() as statements:
        council = queries.council(made.id)
        assert council.dong.gu.name
        assert council.bylaws.preset
        assert council.alley.segments
        assert len(council.callers) == 2
    assert len(statements) <= 4


def test_the_numbers_of_a_council_are_one_statement(app):
    council = a_council()
    a_member(council)
    with counted_statements() as statements:
        assert queries.council_numbers(council.id).members == 1
    assert len([one for one in statements if one.startswith("SELECT")]) == 1


def test_likeness_is_between_nothing_and_the_same():
    assert queries.likeness("쓰레기 줄이기", "쓰레기 줄이기") == 1
    assert queries.likeness("쓰레기", "가로등") == 0
    assert queries.likeness("골목", "회의") == 0
    assert 0 < queries.likeness("쓰레기 줄이기", "쓰레기 무단투기") < 1
