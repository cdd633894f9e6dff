"""Twelve real wards of Scottish councils: what two independent counters found."""

import json
import os
from pathlib import Path

import pytest

from app.polls.methods.files.readers import READERS
from app.polls.methods.irv import irv
from app.polls.methods.ranked_pairs import ranked_pairs
from app.polls.methods.schulze import schulze
from app.polls.methods.stv_meek import stv_meek
from app.polls.methods.stv_scottish import stv_scottish

WARDS = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data" / "elections" / "scottish"
EXPECTED = json.loads((WARDS / "expected.json").read_text()) if WARDS.is_dir() else {}

pytestmark = pytest.mark.skipif(not EXPECTED, reason=f"the wards are not in {WARDS}; set GOLMOK_SHARED")


@pytest.fixture(params=sorted(EXPECTED) or ["none"])
def ward(request):
    with (WARDS / f"{request.param}.csv").open("rb") as stream:
        return READERS["ranked", ".csv"](stream), EXPECTED[request.param]


def test_the_file_holds_the_names_and_seats_of_the_ward(ward):
    given, expected = ward
    assert {str(option): name for option, name in given.names.items()} == expected["names"]
    assert given.seats == expected["seats"]


def test_the_scottish_rules_elect_whom_the_ward_elected(ward):
    given, expected = ward
    result = stv_scottish(given.ballots, list(given.names), seats=given.seats)
    assert (sorted(result.elected), result.quota, result.valid, result.ties) == (
        expected["scottish"],
        expected["quota"],
        expected["valid"],
        (),
    )
    assert all(sum(stage.votes.values()) + stage.non_transferable == result.valid for stage in result.stages)


def test_meek_elects_whom_two_other_counters_elect(ward):
    given, expected = ward
    assert sorted(stv_meek(given.ballots, list(given.names), seats=given.seats).elected) == expected["meek"]


def test_one_winner_is_found_by_run_off_by_pairs_and_by_chains(ward):
    given, expected = ward
    options = list(given.names)
    chains = schulze(given.ballots, options)
    assert irv(given.ballots, options).elected == (expected["irv_single_winner"],)
    assert chains.condorcet == expected["condorcet"]
    assert list(chains.winners) == expected["schulze_winning_votes"]
    if expected["condorcet"] is not None:
        assert ranked_pairs(given.ballots, options).elected == (expected["condorcet"],)
