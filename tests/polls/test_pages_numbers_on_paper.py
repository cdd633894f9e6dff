"""Sheets with points or ranks, as two people enter them from paper."""

import pytest

from tests import conftest
from tests.browsing import form_of, submit
from tests.polls.paper_towns import Town
from tests.polls.test_points_ranks_and_money import GRADES, RUN_OFF, SCORES


def numbers_of(*sheets):
    """The fields of a batch of sheets with numbers; "" is an empty line."""
    return {
        f"number-{number}-{place}": str(written)
        for number, sheet in enumerate(sheets, 1)
        for place, written in enumerate(sheet, 1)
    }


def test_two_people_enter_the_numbers_of_sheets_and_find_where_they_differ(app, sign_in):
    town = Town(sign_in, **{**RUN_OFF, "votes_per_voter": 1})
    town.close()
    submit(town.pair[0], town.url("counting"), "/counting", sheets="3")
    town.enter(0, 1, **numbers_of([1, 2, ""], ["", 1, 3], [2, 2, ""]))
    assert "checked" not in town.pair[1].get(town.url("batches/1")).text
    differs = town.enter(1, 1, **numbers_of([1, 2, ""], ["", 1, ""], [1, 1, ""]))
    page = town.pair[1].get(differs.location).text
    assert "다른 한 분과 다르게 적은 장: 2번째" in page
    assert form_of(page, "/batches/1").values["number-2-2"] == "1"
    done = town.enter(
        1, 1, **numbers_of([1, 2, ""], ["", 1, 2]), **{"reason-3": "other", "number-3-1": "", "number-3-2": ""}
    )
    assert "두 사람이 똑같이 적었습니다" in town.pair[1].get(done.location).text
    assert sorted(row.marks for row in conftest.rows("paper_ballot")) == ['"other"', "[0,1,2]", "[1,2,0]"]


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ({}, "1번째 장을 아직 적지 않았습니다"),
        ({"number-1-1": "다섯"}, "보이는 숫자를 0, 1, 2처럼 적어 주세요"),
        ({"number-1-1": "１"}, "보이는 숫자를 0, 1, 2처럼 적어 주세요"),
        ({"number-1-1": "-1"}, "보이는 숫자를 0, 1, 2처럼 적어 주세요"),
        ({"number-1-1": "5", "marks-1": "0"}, "표시가 있으면 빈 종이가 아닙니다"),
        ({"number-1-1": "5", "reason-1": "other"}, "표시와 무효 가운데 하나만"),
        ({"marks-1": "2"}, "다시 골라 주세요"),
    ],
)
def test_a_sheet_that_cannot_be_so_is_told_and_what_was_typed_stays(app, sign_in, sheet, said):
    town = Town(sign_in, **{**SCORES, "votes_per_voter": 1})
    town.close()
    submit(town.pair[0], town.url("counting"), "/counting", sheets="2")
    sent = town.enter(0, 1, **{"number-2-3": "4", **sheet})
    assert sent.status_code == 422
    assert said in sent.text
    assert form_of(sent.text, "/batches/1").values["number-2-3"] == "4"
    assert conftest.rows("paper_entry") == []


@pytest.mark.parametrize("draft", [SCORES, GRADES], ids=["points", "grades"])
def test_a_sheet_that_gives_nothing_to_all_on_purpose_is_blank_and_not_invalid(app, sign_in, draft):
    town = Town(sign_in, **{**draft, "votes_per_voter": 1})
    town.close()
    submit(town.pair[0], town.url("counting"), "/counting", sheets="2")
    for who in (0, 1):
        town.enter(who, 1, **numbers_of([0, 0, 0], [0, "", 3]))
    assert sorted(row.marks for row in conftest.rows("paper_ballot")) == ["[0,0,3]", "[]"]
