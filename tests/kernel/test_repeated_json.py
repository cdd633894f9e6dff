"""JSON that a result repeats is read once on PostgreSQL, and shared with nothing else."""

import json

import pytest
from flask import Flask
from sqlalchemy import JSON, text

from app.kernel.db import db, session
from app.kernel.db.repeated import LONG, MOST, RepeatedJson

pytestmark = pytest.mark.postgresql_only
LONG_ONE = {"question": "가로등을 어디에 세울까요?", "options": ["골목 어귀", "놀이터 옆", "은행나무 아래"]}
AS_JSON = json.dumps(LONG_ONE, ensure_ascii=False)
TWICE = text("SELECT CAST(:said AS json) AS said FROM generate_series(1, 2)").columns(said=JSON)


@pytest.fixture(autouse=True)
def _postgresql_alone(app: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only")


def read(said: str) -> list[object]:
    return list(session().scalars(TWICE, {"said": said}))


def test_a_long_text_that_every_row_repeats_is_one_object():
    first, second = read(AS_JSON)
    assert first == second == LONG_ONE
    assert first is second


def test_the_next_result_has_its_own():
    first, _second = read(AS_JSON)
    again, _twin = read(AS_JSON)
    assert again == first
    assert again is not first


def test_short_ones_are_not_shared():
    first, second = read("[]")
    assert first == second == []
    assert first is not second


def test_what_is_remembered_does_not_grow_with_the_rows():
    loader = RepeatedJson(0)
    texts = [json.dumps({"row": number, "words": "말" * LONG}).encode() for number in range(3 * MOST)]
    assert [loader.load(one)["row"] for one in texts] == list(range(3 * MOST))
    assert len(loader._read) <= MOST
