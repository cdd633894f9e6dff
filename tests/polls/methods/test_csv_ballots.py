"""Plain tables of ballots."""

import io

import pytest

from app.polls.methods.files.csv import read_csv
from app.polls.methods.files.lines import Malformed
from app.polls.methods.points import Pointed


def read(text):
    return read_csv(io.BytesIO(text.encode()))


def test_every_row_is_a_ballot_and_equal_ones_are_grouped():
    found = read("voter_id,나무,벤치\n1,1,\n2,1,\n3,0,5\n4,,\n")
    assert found.names == {1: "나무", 2: "벤치"}
    assert found.ballots == (Pointed((), 1), Pointed(((1, 0), (2, 5)), 1), Pointed(((1, 1),), 2))


def test_a_row_may_stand_for_many_ballots():
    assert read("weight,a\n1000,1\n5,1\n").ballots == (Pointed(((1, 1),), 1005),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("a,b\n", 2),
        ("voter_id,weight\n1,1\n", 3),
        ("a,a\n1,1\n", 1),
        ("a,b\n1\n", 2),
        ("a,b\n1,1.0\n", 2),
        ("a,b\n1,１\n", 2),
        ("a,b\n1,-1\n", 2),
        ("a,b\n1,1e999\n", 2),
        ("voter_id,a\n1,1\n1,1\n", 3),
        ("weight,a\n0,1\n", 2),
        ("weight,a\n,1\n", 2),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(text, line):
    with pytest.raises(Malformed) as refused:
        read(text)
    assert refused.value.line == line
