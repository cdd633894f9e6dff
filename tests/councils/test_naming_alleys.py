"""What neighbours call their alley: a name of a new one, written where the council is called."""

import pytest
from sqlalchemy import select

from app.councils.models import Council
from app.kernel.db import session
from tests.browsing import submit
from tests.councils.test_calling import filled, the_council
from tests.factories import a_dong, a_user, an_alley


def test_a_new_alley_has_the_name_that_neighbours_give_it_and_it_is_shown(sign_in, client):
    dong = a_dong()
    fields = filled(alley_name="  감나무   골목 ")
    submit(sign_in(a_user()), f"/councils/new?dong={dong.id}", "/councils/new", **fields)
    council = the_council()
    assert council.alley.name == "감나무 골목"
    assert [str(segment) for segment in council.alley.segments] == ["국사봉길 82~86-9"]
    for page in (f"/councils/{council.id}", f"/councils/{council.id}/callers", f"/dongs/{dong.id}"):
        assert "감나무 골목" in client.get(page).text


def test_without_a_name_a_new_alley_is_called_after_its_first_road(sign_in):
    dong = a_dong()
    submit(sign_in(a_user()), f"/councils/new?dong={dong.id}", "/councils/new", **filled(alley_name=" "))
    assert the_council().alley.name == "국사봉길 82~86-9"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"alley_name": "101동 골목"}, "동·호·층"),
        ({"alley_name": "감나무 골목", "roads": ""}, "길을 위 칸에 한 줄에 하나씩"),
        ({"alley_name": "은행나무 골목", "roads": "성대로10길"}, "이 이름의 골목이 이미 있습니다"),
        ({"alley_name": "010-1234-5678 골목"}, "휴대전화 번호"),
        ({"alley_name": "골" * 41}, "40"),
    ],
)
def test_a_name_that_cannot_be_is_answered_beside_the_field_and_nothing_is_lost(sign_in, given, told):
    alley = an_alley(name="은행나무 골목")
    fields = filled(alley=str(alley.id), **given)
    answer = submit(sign_in(a_user()), f"/councils/new?dong={alley.dong_id}", "/councils/new", **fields)
    assert answer.status_code == 422
    page = answer.text
    assert told in page.partition('id="alley_name-error"')[2].partition("</p>")[0]
    assert f'value="{given["alley_name"]}"' in page
    assert not session().scalars(select(Council)).all()


def test_the_roads_of_a_listed_alley_keep_its_name(sign_in):
    alley = an_alley(name="은행나무 골목")
    fields = filled(alley_name="딴 이름")
    submit(sign_in(a_user()), f"/councils/new?dong={alley.dong_id}", "/councils/new", anyway="1", **fields)
    assert the_council().alley_id == alley.id
    assert the_council().alley.name == "은행나무 골목"
