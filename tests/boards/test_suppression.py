"""What is kept back of few people: an attacker who knows every sum finds none of it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.boards.maths.suppression import LEAST, kept_back, rows_kept_back
from app.polls.methods.rules import SMALL_NUMBER

people = st.integers(0, 12)
parts = st.lists(people, min_size=1, max_size=5)
pairs = st.lists(st.tuples(people, people), min_size=1, max_size=6)


def fitting_parts(values: Sequence[int], hidden: frozenset[int]) -> list[set[int]]:
    """Of each hidden part every value that fits the sum and the parts that are told: all of them are tried."""
    left = sum(values[place] for place in hidden)
    found = [set[int]() for _ in hidden]

    def fill(so_far: list[int]) -> None:
        rest = left - sum(so_far)
        if len(so_far) == len(hidden) - 1:
            for place, value in enumerate([*so_far, rest]):
                found[place].add(value)
            return
        for value in range(rest + 1):
            fill([*so_far, value])

    if hidden:
        fill([])
    return found


def fitting_cells(rows: Sequence[tuple[int, int]], hidden: frozenset[int]) -> dict[int, set[int]]:
    """Of each hidden row every value of its first cell that fits its sum and the column's: by reachable sums."""
    left = sum(rows[place][0] for place in hidden)
    found = {}
    for place in hidden:
        reached = {0}
        for other in hidden - {place}:
            reached = {one + value for one in reached for value in range(sum(rows[other]) + 1)}
        found[place] = {value for value in range(sum(rows[place]) + 1) if left - value in reached}
    return found


def test_few_people_are_as_few_as_in_the_rules_of_polls():
    assert LEAST == SMALL_NUMBER


@given(parts)
def test_no_part_of_few_is_told_beside_others(values):
    hidden = kept_back(values)
    if len(values) > 1:
        assert {place for place, value in enumerate(values) if value < LEAST} <= hidden


@given(parts)
def test_no_hidden_part_can_be_found_from_the_sum(values):
    hidden = kept_back(values)
    for place, fits in zip(hidden, fitting_parts(values, hidden), strict=True):
        most = sum(values)
        assert len(fits) > min(LEAST, most), f"part {place} of {values} can only be {fits}"


@given(parts)
def test_nothing_is_kept_back_where_nobody_is_few(values):
    if min(values) >= LEAST:
        assert kept_back(values) == frozenset()


def test_a_second_part_goes_with_the_one_that_is_few():
    assert kept_back([40, 3, 17]) == {1, 2}


def test_two_that_are_nobody_take_a_third_with_them():
    assert kept_back([40, 0, 0]) == {0, 1, 2}


def test_the_only_part_is_the_sum_and_is_told():
    assert kept_back([3]) == frozenset()


def test_a_negative_number_of_people_is_refused():
    with pytest.raises(ValueError, match="negative"):
        kept_back([3, -1])


@given(pairs)
def test_no_cell_of_few_is_told(rows):
    hidden = rows_kept_back(rows)
    if hidden is not None:
        assert {place for place, row in enumerate(rows) if sum(row) and min(row) < LEAST} <= hidden


@given(pairs)
def test_no_hidden_cell_can_be_found_from_the_sums_of_rows_and_columns(rows):
    hidden = rows_kept_back(rows)
    if hidden is None:
        return  # then not even the sums of the columns are told
    for place, fits in fitting_cells(rows, hidden).items():
        assert rows[place][0] in fits
        assert len(fits) > min(LEAST, sum(rows[place])), f"row {place} of {rows} can only be {fits}"


@given(pairs)
def test_a_table_without_few_is_told_whole(rows):
    if min(min(row) for row in rows) >= LEAST:
        assert rows_kept_back(rows) == frozenset()


def test_the_row_that_would_give_another_away_goes_with_it():
    assert rows_kept_back([(40, 2), (20, 10), (8, 7)]) == {0, 2}


def test_a_table_that_no_row_can_protect_is_not_told():
    assert rows_kept_back([(30, 0)]) is None
