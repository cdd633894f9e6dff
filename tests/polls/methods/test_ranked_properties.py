"""What must hold of every ranked count, whatever the ballots."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.polls.methods.counters import COUNTERS
from app.polls.methods.counting import Tied, as_json
from app.polls.methods.rankings import Ranked, condorcet_winner, pairwise, sort_out, sort_out_lines
from app.polls.methods.stv_meek import stv_meek
from app.polls.methods.stv_scottish import stv_scottish
from tests.polls.methods.rankings_of import profiles

RANKED = {key: counter for key, counter in COUNTERS.items() if counter.family == "ranked"}
every_method = pytest.mark.parametrize("key", sorted(RANKED))
quickly = settings(max_examples=60, deadline=None)


def counted(key, ballots, options, order, seats=2):
    wanted = {"seats": min(seats, len(options))} if "seats" in RANKED[key].takes else {}
    return RANKED[key].count(ballots, options, order=order, **wanted)


@every_method
@quickly
@given(profile=profiles(), data=st.data())
def test_the_order_and_the_grouping_of_ballots_change_nothing(key, profile, data):
    options, found, order = profile
    single = [Ranked(ranking, 1) for ranking, weight in found for _ in range(weight)]
    assert counted(key, data.draw(st.permutations(single)), options, order) == counted(key, found, options, order)


@every_method
@quickly
@given(profile=profiles(), data=st.data())
def test_no_option_is_favoured_for_its_number(key, profile, data):
    options, found, order = profile
    other = dict(zip(options, data.draw(st.permutations(options)), strict=True))
    renamed = [
        Ranked(tuple(tuple(other[o] for o in group) for group in ballot.ranking), ballot.weight) for ballot in found
    ]
    before = counted(key, found, options, order).elected
    after = counted(key, renamed, options, [other[o] for o in order]).elected
    assert {other[option] for option in before} == set(after)


@every_method
@quickly
@given(profile=profiles())
def test_without_an_order_the_count_raises_exactly_where_the_order_was_used(key, profile):
    options, found, order = profile
    result = counted(key, found, options, order)
    if result.ties:
        with pytest.raises(Tied) as raised:
            counted(key, found, options, None)
        assert (raised.value.stage, raised.value.options) == (result.ties[0].stage, result.ties[0].options)
    else:
        assert counted(key, found, options, None) == result


@every_method
@quickly
@given(profile=profiles())
def test_every_seat_is_filled_with_different_options(key, profile):
    options, found, order = profile
    if not sort_out_lines(found, options)[0]:
        return
    elected = counted(key, found, options, order).elected
    seats = 2 if "seats" in RANKED[key].takes else 1
    assert len(set(elected)) == len(elected) == min(seats, len(options))


@pytest.mark.parametrize("key", ["irv", "schulze", "ranked_pairs", "stv_scottish", "stv_meek"])
@quickly
@given(profile=profiles(), favourite=st.integers(1, 2))
def test_whom_more_than_half_rank_first_is_elected(key, profile, favourite):
    options, found, order = profile
    more = Ranked(((favourite,),), sum(ballot.weight for ballot in found) + 1)
    assert counted(key, [*found, more], options, order, seats=1).elected == (favourite,)


@pytest.mark.parametrize("key", ["schulze", "ranked_pairs"])
@settings(max_examples=150, deadline=None)
@given(profile=profiles())
def test_whoever_defeats_every_other_is_elected(key, profile):
    options, found, order = profile
    best = condorcet_winner(pairwise(sort_out(found, options).rows, options), options)
    result = counted(key, found, options, order)
    assert result.condorcet == best
    if best is not None:
        assert result.elected == (best,)


@quickly
@given(profile=profiles(), seats=st.integers(1, 3))
def test_the_stages_of_the_scottish_rules_add_up_to_the_valid_ballots(profile, seats):
    options, found, order = profile
    result = stv_scottish(found, options, seats=seats, order=order)
    for stage in result.stages:
        assert sum(stage.votes.values()) + stage.non_transferable == result.valid
        assert stage.non_transferable >= 0


@quickly
@given(profile=profiles(), seats=st.integers(1, 3))
def test_the_rounds_of_meek_add_up_and_nobody_keeps_less_than_nothing(profile, seats):
    options, found, order = profile
    result = stv_meek(found, options, seats=seats, order=order)
    for turn in result.rounds:
        assert sum(turn.votes.values()) + turn.excess == result.valid
        assert turn.excess >= 0
        assert all(0 <= keep <= 1 for keep in turn.keeps.values())


@every_method
def test_an_empty_box_elects_nobody(key):
    result = counted(key, [Ranked((), 3), Ranked(((9,),), 2)], [1, 2], None)
    assert (result.elected, result.valid, result.blank, result.invalid) == ((), 0, 3, 2)


@every_method
@quickly
@given(profile=profiles())
def test_the_result_as_json_holds_no_inexact_number(key, profile):
    options, found, order = profile

    def kinds(value):
        if isinstance(value, dict):
            return set().union(*map(kinds, value.values())) if value else set()
        if isinstance(value, list):
            return set().union(*map(kinds, value)) if value else set()
        return {type(value)}

    assert kinds(as_json(counted(key, found, options, order))) <= {int, str, type(None)}
