"""How an official paper is put together: marks, the end, cells over several rows, and signs that no file holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.official.marks import LEVELS, mark, marks
from app.documents.official.paper import (
    Cell,
    Item,
    Line,
    Note,
    Paper,
    Table,
    Text,
    facts,
    lines_of,
    plain,
    table,
)

ORDER = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"


@pytest.fixture(autouse=True)
def a_request(app):
    with app.test_request_context():
        yield


def a_paper(*body, **given) -> Paper:
    return Paper("결과보고서", "국사봉길 골목회의", "제목", body, **given)


def body_of(*body, **given) -> list[str]:
    """The lines below the head; tables as their fields."""
    found = lines_of(a_paper(*body, **given))[2:]
    return [one.whole if isinstance(one, Line) else "/".join(cell.text for _, _, cell in one.placed()) for one in found]


def test_syllables_follow_the_order_of_the_rule_and_go_on_after_the_last_consonant():
    assert [mark(2, place)[0] for place in range(1, len(ORDER) + 1)] == list(ORDER)
    assert (mark(2, 84), mark(2, 85)) == ("히.", "85.")


def test_the_six_levels_have_their_marks():
    assert [mark(level, 2) for level in range(1, LEVELS + 1)] == ["2.", "나.", "2)", "나)", "(2)", "(나)"]


def test_items_are_counted_under_the_one_above_them():
    levels = [1, 2, 2, 3, 3, 2, 1, 2, 2]
    assert marks([(level, None) for level in levels]) == ["1.", "가.", "나.", "1)", "2)", "다.", "2.", "가.", "나."]


def test_an_item_that_is_alone_has_no_mark_and_tables_between_do_not_start_anew():
    assert marks([(1, None), (2, None), None, (1, None), (2, None), None, (2, None)]) == [
        "1.", "", "", "2.", "가.", "", "나.",
    ]  # fmt: skip


def test_an_own_mark_stays_and_is_not_counted():
    assert marks([(1, "안건 1."), (2, "7."), (2, None), (2, None)]) == ["안건 1.", "7.", "가.", "나."]


@given(st.lists(st.one_of(st.none(), st.tuples(st.integers(1, LEVELS), st.none())), max_size=40))
def test_no_two_items_under_the_same_one_have_the_same_mark(items):
    seen, above = set(), {}
    for place, (item, found) in enumerate(zip(items, marks(items), strict=True)):
        if item is None:
            assert found == ""
            continue
        level = item[0]
        above = {height: at for height, at in above.items() if height < level}
        assert found == "" or (tuple(above.values()), level, found) not in seen
        seen.add((tuple(above.values()), level, found))
        above[level] = place


def test_the_end_stands_two_letters_after_the_last_sign():
    assert body_of(Item("하나"), Text("둘.")) == ["1. 하나", "둘.  끝."]
    assert body_of(Item("하나"), Note("알아 둘 것")) == ["1. 하나", "※ 알아 둘 것  끝."]


def test_the_end_stands_below_a_table_that_comes_last_and_after_what_is_attached():
    rows = table("표", ["머리"], [["몸"]], (1,))
    assert body_of(rows) == ["머리/몸", "끝."]
    assert body_of(rows, attached=("회의록 1부.",)) == ["머리/몸", "붙임 회의록 1부.  끝."]
    assert body_of(Text("글"), attached=("가 1부.", "나 1부.")) == ["글", "붙임 1. 가 1부.", "2. 나 1부.  끝."]


def test_a_paper_without_a_body_still_ends():
    assert body_of() == ["끝."]


def test_the_foot_leaves_out_what_is_empty():
    found = body_of(Text("글"), sender="골목회의", seal="직인 생략", foot=(("시행", ""), ("전화", "02-1")))
    assert found == ["글  끝.", "골목회의", "직인 생략", "전화 02-1"]


def test_facts_without_a_value_are_left_out():
    assert body_of(*facts([("때", "오늘"), ("장소", ""), ("전화", "02-1")])) == ["가. 때: 오늘", "나. 전화: 02-1  끝."]


def test_a_cell_over_several_rows_moves_those_beside_it():
    rows = ((Cell("가", down=2), Cell("1"), Cell("2")), (Cell("3", across=2),), (Cell("나"), Cell("4"), Cell("5")))
    placed = [(row, column, cell.text) for row, column, cell in Table("표", (), rows, (1, 1, 1)).placed()]
    assert placed == [(0, 0, "가"), (0, 1, "1"), (0, 2, "2"), (1, 1, "3"), (2, 0, "나"), (2, 1, "4"), (2, 2, "5")]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("\x00가\x07나\x1b[0m", "가나[0m"),
        ("한 줄\r\n두 줄\r세 줄\x0b네 줄\u2028다섯 줄", "한 줄\n두 줄\n세 줄\n네 줄\n다섯 줄"),
        ("\ud800가\ufffe\uffff", "가"),
        ("\u202e뒤집기\u202c", "뒤집기"),
        ("가\u00a0나\t다", "가 나 다"),
        ("가\n\n\n\n나  \n", "가\n\n나"),
        ("👩‍👩‍👧 펲 꿻 =cmd|'/c calc'!A0", "👩‍👩‍👧 펲 꿻 =cmd|'/c calc'!A0"),
    ],
)
def test_what_no_file_can_hold_is_left_out_and_all_else_stays(written, kept):
    assert plain(written) == kept


@given(st.text())
def test_plain_text_is_text_of_xml_and_stays_as_it_is(text):
    found = plain(text)
    assert plain(found) == found
    assert all(sign == "\n" or (ord(sign) >= 0x20 and not 0xD800 <= ord(sign) <= 0xDFFF) for sign in found)
