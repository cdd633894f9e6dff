"""Gu, dong and alley."""

import pytest
from flask import Flask

from app.kernel.db import session, transaction
from app.kernel.errors import Invalid, NotFound
from app.places import queries, service
from app.places.models import Dong
from app.places.service import Segment
from tests import factories
from tests.conftest import counted_statements, rows

SANGDO = {
    "name": "상도3동",
    "official_name": "상도제3동",
    "population": 27_480,
    "centre_name": "상도3동주민센터",
}


def a_founded_dong(**given: object) -> Dong:
    with transaction():
        gu = service.found_gu("11590", city="서울특별시", name="동작구")
        return service.found_dong(gu, "1159055000", **{**SANGDO, **given})  # type: ignore[arg-type]


def test_a_dong_has_its_spoken_and_its_official_name(app: Flask) -> None:
    dong = queries.dong(a_founded_dong().id)
    assert (dong.name, dong.official_name, dong.gu.name) == ("상도3동", "상도제3동", "동작구")


def test_founding_a_dong_again_brings_it_up_to_date(app: Flask) -> None:
    first = a_founded_dong()
    again = a_founded_dong(population=27_500, centre_phone="02-820-0000")
    assert again.id == first.id
    assert [(row.population, row.centre_phone) for row in rows("dong")] == [(27_500, "02-820-0000")]
    assert len(rows("gu")) == 1


@pytest.mark.parametrize("code", ["1159", "115905500A", "１１５９０５５０００", ""])
def test_a_code_that_is_not_official_is_refused(app: Flask, code: str) -> None:
    gu = factories.a_gu()
    with pytest.raises(Invalid):
        service.found_dong(gu, code, **SANGDO)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        service.found_gu("1159X", city="서울특별시", name="동작구")


def test_an_alley_is_a_list_of_road_segments_in_order(app: Flask) -> None:
    dong = a_founded_dong()
    with transaction():
        made = service.name_alley(
            dong, "  국사봉길   82호 골목 ", [Segment("국사봉길", "82", "86-9"), Segment("양녕로22길")]
        )
    session().expire_all()
    alley = queries.alley(made.id)
    assert alley.name == "국사봉길 82호 골목"
    assert alley.dong.name == "상도3동"
    assert [str(segment) for segment in alley.segments] == ["국사봉길 82~86-9", "양녕로22길"]


def test_a_segment_of_one_house_shows_one_number() -> None:
    assert str(factories.RoadSegment(road="국사봉길", from_number="82", to_number="")) == "국사봉길 82"


def test_two_alleys_of_a_dong_never_share_a_name_but_two_dongs_may(app: Flask) -> None:
    dong, other = a_founded_dong(), factories.a_dong()
    with transaction():
        service.name_alley(dong, "국사봉길 골목")
    with transaction():
        service.name_alley(other, "국사봉길 골목")
    with pytest.raises(Invalid):
        service.name_alley(dong, "국사봉길  골목")


def test_what_is_not_there_is_not_found(app: Flask) -> None:
    with pytest.raises(NotFound):
        queries.dong(999)
    with pytest.raises(NotFound):
        queries.alley(999)
    assert queries.dong_with_code("0000000000") is None
    assert queries.dongs() == []
    assert queries.alleys_of(999) == []


def test_dongs_are_listed_by_their_code_and_found_by_it(app: Flask) -> None:
    later, earlier = factories.a_dong(code="2000000000"), factories.a_dong(code="1000000000")
    assert [dong.id for dong in queries.dongs()] == [earlier.id, later.id]
    found = queries.dong_with_code("2000000000")
    assert found is not None
    assert found.gu.name


def test_lists_take_the_same_number_of_statements_however_long(app: Flask) -> None:
    dong = factories.a_dong()
    number = dong.id

    def count() -> int:
        session().expire_all()
        with counted_statements() as statements:
            assert [str(segment) for alley in queries.alleys_of(number) for segment in alley.segments]
            assert [one.gu.name for one in queries.dongs()]
        return len([said for said in statements if said.startswith("SELECT")])

    factories.an_alley(dong=dong)
    few = count()
    for _time in range(5):
        factories.an_alley(dong=dong)
        factories.a_dong()
    assert count() == few == 3


def test_alleys_are_listed_by_name(app: Flask) -> None:
    dong = factories.a_dong()
    for name in ("나길", "가길"):
        factories.an_alley(dong=dong, name=name)
    factories.an_alley(name="다른 동의 길")
    assert [alley.name for alley in queries.alleys_of(dong.id)] == ["가길", "나길"]
