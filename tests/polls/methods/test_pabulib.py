"""Pabulib files: the official outcomes of real budgets, and what is refused with its line."""

import io
import os
from fractions import Fraction
from pathlib import Path

import pytest

from app.polls.methods.budget_equal_shares import budget_equal_shares
from app.polls.methods.budget_order import budget_order
from app.polls.methods.files.lines import LONGEST, Malformed
from app.polls.methods.files.pb import read_pb
from app.polls.methods.points import Pointed

FOLDER = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data" / "elections" / "pabulib"
GREEDY = [
    "Poland_Krakow_2020_Czyzyny",
    "Poland_Krakow_2021_Czyzyny",
    "Poland_Krakow_2021_Nowa_Huta",
    "Poland_Krakow_2022_Podgorze",
    "Poland_Warszawa_2017_BoernerowoFort_RadiowoGrotyGorce",
    "Poland_Warszawa_2017_Chomiczowka",
    "Poland_Warszawa_2017_Kamionek",
    "Poland_Warszawa_2019_Obszar_1-TarchominNowodworyKepa_Tarchominska",
]
GOOD = """META
key;value
num_projects;2
num_votes;3
budget;100.50
vote_type;approval
max_length;2
PROJECTS
project_id;cost;name;selected
a;60;"Trees; benches";1
b;70.25;Lamps;0
VOTES
voter_id;vote;age
1;a,b;40
2;a;
3;b, a;7
"""


def real(name):
    path = FOLDER / f"{name}.pb"
    if not path.exists():
        pytest.skip(f"no real budgets at {FOLDER} (GOLMOK_SHARED)")
    with path.open("rb") as file:
        return read_pb(file)


def read(text):
    return read_pb(io.BytesIO(text.encode()))


@pytest.mark.parametrize("name", GREEDY)
def test_real_budgets_fund_what_was_officially_selected(name):
    found = real(name)
    result = budget_order(found.ballots, found.costs, found.budget)
    assert set(result.elected) == found.official
    assert result.ties == ()


@pytest.mark.parametrize("step", [None, 1])
def test_swiecie_2023_funds_its_17_projects_by_equal_shares(step):
    found = real("Poland_Swiecie_2023")
    result = budget_equal_shares(found.ballots, found.costs, found.budget, step=step)
    assert set(result.elected) == found.official
    assert (len(result.elected), result.spent, result.voters) == (17, 1_040_337, 2553)


def test_a_file_is_read_with_equal_ballots_grouped_and_exact_money():
    found = read(GOOD)
    assert found.names == {1: "Trees; benches", 2: "Lamps"}
    assert found.ballots == (Pointed(((1, 1),), 1), Pointed(((1, 1), (2, 1)), 2))
    assert (found.costs, found.budget) == ({1: 60, 2: Fraction(281, 4)}, Fraction(201, 2))
    assert found.official == {1}


def test_ranks_become_points_from_the_longest_vote_down():
    found = read(GOOD.replace("approval", "ordinal"))
    assert found.ballots == (
        Pointed(((1, 1), (2, 2)), 1),
        Pointed(((1, 2),), 1),
        Pointed(((1, 2), (2, 1)), 1),
    )


def test_points_stand_beside_the_projects_of_a_vote():
    text = GOOD.replace("approval", "cumulative").replace("vote;age", "vote;points").replace("b;40", "b;4,1")
    found = read(text.replace("2;a;", "2;a;5").replace("b, a;7", "b, a;2,3"))
    assert Pointed(((1, 4), (2, 1)), 1) in found.ballots
    assert Pointed(((1, 3), (2, 2)), 1) in found.ballots


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("META\n", "", 1),
        ("key;value", "key", 2),
        ("num_votes;3", "num_votes;4", 4),
        ("num_projects;2", "num_projects;3", 3),
        ("budget;100.50", "budget;1e99999999", 5),
        ("budget;100.50", "budget;nan", 5),
        ("budget;100.50", "budget;0", 5),
        ("budget;100.50\n", "", 7),
        ("vote_type;approval", "vote_type;guess", 6),
        ("vote_type;approval", "vote_type;scoring", 14),
        ("vote_type;approval", "num_votes;3", 6),
        ("a;60;", "a;-60;", 10),
        ("a;60;", "a;６０;", 10),
        ("a;60;", "a;1234567890123456;", 10),
        ('"Trees; benches"', '"Trees; benches', 10),
        ("b;70.25", "a;70.25", 11),
        ("b;70.25;Lamps;0", "b;70.25", 11),
        ("VOTES\nvoter_id;vote", "VOTES\nvoter_id;votes", 13),
        ("1;a,b", "1;a,c", 14),
        ("1;a,b", "1;a,a", 14),
        ("1;a,b", "1;a,b,", 14),
        ("2;a", "1;a", 15),
        ("3;b, a;7", "PROJECTS", 16),
        ("max_length;2", "max_length;1", 14),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(old, new, line):
    assert old in GOOD
    with pytest.raises(Malformed) as refused:
        read(GOOD.replace(old, new, 1))
    assert refused.value.line == line


def test_an_empty_file_and_one_that_ends_early_are_refused():
    for text in ("", "\n\n", GOOD.partition("VOTES")[0]):
        with pytest.raises(Malformed, match="ends before VOTES"):
            read(text)


def test_a_line_without_end_and_other_encodings_are_refused():
    with pytest.raises(Malformed, match="line 2: longer"):
        read("META\n" + "x" * (LONGEST + 1))
    with pytest.raises(Malformed, match="line 1: not UTF-8"):
        read_pb(io.BytesIO("META ł".encode("cp1250")))
