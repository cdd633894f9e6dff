"""verify.py on points, ranks and money: it knows the methods as the program does, and takes no figure on trust that it
can follow."""

from fractions import Fraction
from random import Random

import pytest

from app.polls.methods import METHODS
from app.polls.methods.majority_judgement import compare
from app.polls.methods.rules import Rules
from tests.factories import ballots
from tests.records import kinds, tampering
from tests.records.records import the_verifier

verify = the_verifier()
NUMBERED = [key for key, method in METHODS.items() if method.highest(2, Rules())]
FOLLOWED = [
    "budget_skips", "budget_by_lot", "budget_of_few_by_lot", "budget_tied", "budget_too_small", "run_off",
    "run_off_by_lot", "run_off_unseen", "run_off_unseen_by_lot", "run_off_unseen_exhausted", "head_to_head",
    "head_to_head_by_lot", "locked", "locked_by_lot", "star", "star_by_lot", "grades", "grades_by_lot",
    "by_cost", "by_cost_by_lot", "by_cost_tied", "by_cost_of_few", "shares",
    "shares_run_short", "shares_of_rivals", "shares_by_lot", "shares_filled_by_lot", "shares_of_nothing", "transfers",
    "transfers_by_lot", "transfers_unseen", "transfers_unseen_by_lot", "transfers_unseen_looking_back",
    "transfers_unseen_without_votes", "keeping", "keeping_by_lot",
]  # fmt: skip
FACTS = {
    "rounds": [], "pairs": [], "spending": {"spent": 0, "turns": []}, "locked": [], "grades": [], "fives": [],
    "finalists": [], "transfers": {"quota": 1, "stages": []}, "keeping": [],
    "shares": {"share": "1", "step": 1, "bought": [], "lacking": []}, "weighed": {"paper": [], "online": []},
}  # fmt: skip
UNSEEN = [
    "head_to_head_unseen", "head_to_head_unseen_tied", "locked_unseen", "locked_unseen_tied", "star_unseen",
    "star_unseen_tied", "grades_unseen", "grades_unseen_tied",
]  # fmt: skip
UNTOLD = [name for name in kinds.KINDS if name.startswith(("shares_unseen", "transfers_unseen", "keeping_unseen"))]


def lines_of(name):
    return tampering.lines_of(kinds.vectors()[name])


def result_of(lines):
    return tampering.line(lines, "count")["count"]["result"]


def sheet(method, options, votes):
    return {
        "method": method,
        "options": [{"position": place + 1} for place in range(options)],
        "votes_per_voter": votes,
    }


def test_it_knows_the_methods_of_the_program():
    assert set(verify.METHODS) == set(METHODS)
    assert set(verify.NUMBERED) == set(NUMBERED)


@pytest.mark.parametrize("method", NUMBERED)
@pytest.mark.parametrize(("options", "votes"), [(2, 1), (2, 3), (3, 4), (5, 1)])
def test_marks_of_numbers_are_told_among_twice_as_many_ballots_as_different_ones_are_possible(method, options, votes):
    votes = min(votes, METHODS[method].most_votes(options))
    different = len(ballots.possible(method, options, votes)) - 1
    assert METHODS[method].possible(options, Rules(votes_per_voter=votes)) == different
    assert verify.marks_from(sheet(method, options, votes)) == max(20, 2 * different)


@pytest.mark.parametrize("method", METHODS)
def test_it_reads_the_ballots_that_the_program_reads_and_no_others(method):
    options = len(METHODS[method].answers) or 3
    votes = min(2, METHODS[method].most_votes(options))
    read = set(ballots.possible(method, options, votes))
    marks = [(), *((a,) for a in range(-1, 5)), *((a, b) for a in range(5) for b in range(5))]
    marks += [(a, b, c) for a in range(-1, 7) for b in range(-1, 7) for c in range(-1, 7)]
    for one in marks:
        kind = verify.kind_of(sheet(method, options, votes), list(one))
        assert kind == ("invalid" if one not in read else "valid" if one else "blank"), one


def numbers_in(thing):
    """Where each whole number in it stands: what holds it, and the key."""
    keys = list(thing) if isinstance(thing, dict) else range(len(thing)) if isinstance(thing, list) else ()
    own = [(thing, key) for key in keys if isinstance(thing[key], int)]
    return own + [place for key in keys for place in numbers_in(thing[key])]


@pytest.mark.parametrize("name", FOLLOWED)
def test_no_number_of_a_round_a_pair_or_the_money_can_be_one_more_or_one_less(name):
    lines = lines_of(name)
    facts = [result_of(lines)[fact] for fact in FACTS if fact in result_of(lines)]
    places = numbers_in(facts)
    assert places
    for holder, key in places:
        right = holder[key]
        for wrong in {right + 1, max(0, right - 1)} - {right}:
            holder[key] = wrong
            assert verify.faults(tampering.sealed(lines)), (key, right, wrong)
        holder[key] = right
    assert verify.faults(tampering.sealed(lines)) == []


@pytest.mark.parametrize("name", [*FOLLOWED, *UNSEEN])
def test_rounds_pairs_and_money_cannot_be_left_out(name):
    told = [fact for fact in FACTS if fact in result_of(lines_of(name))]
    assert told
    for fact in told:
        lines = lines_of(name)
        del result_of(lines)[fact]
        assert verify.faults(tampering.sealed(lines)), fact


NOWHERE = [
    "run_off_of_too_few", "head_to_head_of_too_few", "budget_without_quorum", "run_off_tied", "locked_of_too_few",
    "star_of_too_few", "grades_of_too_few", "borda", "keeping_of_too_few", "transfers_of_too_few", "shares_of_too_few",
    "transfers_tied", "keeping_tied", "shares_tied", "shares_filled_tied",
]  # fmt: skip


@pytest.mark.parametrize("name", NOWHERE)
def test_rounds_pairs_and_money_stand_nowhere_else(name):
    for fact, nothing in FACTS.items():
        lines = lines_of(name)
        assert fact not in result_of(lines)
        result_of(lines)[fact] = nothing
        assert verify.faults(tampering.sealed(lines))


def test_no_fraction_of_a_purchase_can_be_another():
    for name in ("shares", "shares_run_short", "shares_unseen", "shares_unseen_run_short"):
        lines = lines_of(name)
        places = texts_in(result_of(lines)["shares"])
        assert len(places) > 5
        for holder, key in places:
            right = holder[key]
            holder[key] = str(Fraction(right) + Fraction(1, 7))
            assert verify.faults(tampering.sealed(lines)), (name, key, right)
            holder[key] = right


def texts_in(thing):
    """Where each text in it stands."""
    keys = list(thing) if isinstance(thing, dict) else range(len(thing)) if isinstance(thing, list) else ()
    own = [(thing, key) for key in keys if isinstance(thing[key], str)]
    return own + [place for key in keys for place in texts_in(thing[key])]


@pytest.mark.parametrize("name", UNTOLD)
def test_of_marks_that_are_not_told_a_tie_cannot_be_said_to_be_between_others(name):
    lines = lines_of(name)
    told = result_of(lines)
    if "without_votes" in name or not told["tied"]:
        return
    others = [place for place in range(1, len(told["votes"]) + 1) if place not in told["tied"]]
    told["tied"] = others or told["tied"][:1]
    assert verify.faults(tampering.sealed(lines))


SAID = {
    "run_off": "the votes were counted again from the marks, and the verdict was derived again",
    "run_off_unseen": "the rounds agree with each other, and the verdict was derived again from them",
    "run_off_unseen_tied_later": "the first choices do not speak against the tie, and the later rounds are not told",
    "head_to_head_unseen": "the verdict was derived again from the head-to-heads",
    "transfers_unseen": "the rounds agree with each other, and the verdict was derived again from them",
    "keeping_unseen": "the rounds agree with each other, and the verdict was derived again from them",
    "transfers_unseen_tied_later": "the first choices do not speak against the tie, and the later rounds are not told",
    "shares_unseen": "the purchases agree with each other and with the votes",
    "shares_unseen_tied": "the votes do not speak against the tie, and how far the shares went is not told",
    "points_unseen": "the verdict was derived again from the votes",
    "borda_unseen": "the verdict was derived again from the votes",
    "locked_unseen": "the verdict was derived again from the head-to-heads",
    "star_unseen": "the verdict was derived again from the head-to-heads",
    "grades_unseen": "the verdict was derived again from the grades",
    "motion_of_three": "so few voted that no numbers are told: the count cannot be repeated",
}


@pytest.mark.parametrize("name", SAID)
def test_it_says_what_it_counted_again_and_what_it_could_only_compare(name, tmp_path, capsys):
    file = tmp_path / "record.jsonl"
    file.write_bytes(kinds.vectors()[name])
    assert verify.main([str(file)]) == 0
    said = capsys.readouterr().out
    assert SAID[name] in said
    assert ("so the votes were not counted again" in said) == ("unseen" in name)


@pytest.mark.parametrize("votes", [{1: 3, 2: 0, 3: 0}, {1: 2, 2: 2, 3: 0}, {1: 2, 2: 1, 3: 1}])
def test_nobody_wins_more_head_to_heads_than_there_are(votes):
    assert not verify.possible_votes(sheet("schulze", 3, 1), votes, 9)
    assert verify.possible_votes(sheet("schulze", 3, 1), {1: 2, 2: 1, 3: 0}, 9)


@pytest.mark.parametrize(
    ("votes", "can"), [((8, 4, 0), True), ((4, 4, 4), True), ((9, 3, 0), False), ((8, 5, 0), False)]
)
def test_two_ballots_of_three_options_share_out_twelve_points_and_eight_at_most_to_one(votes, can):
    told = dict(enumerate(votes, 1))
    assert verify.possible_votes(sheet("borda", 3, 1), told, 2) is can


def test_grades_are_compared_as_the_program_compares_them():
    by = Random(1781)
    for _number in range(3_000):
        voters = by.randint(1, 9)
        lists = [sorted(by.randint(0, 4) for _voter in range(voters)) for _option in range(2)]
        one, other = (tuple(grades.count(grade) for grade in range(5)) for grades in lists)
        ours, theirs = verify.better(one, other), compare(one, other)
        assert (ours > 0, ours < 0) == (theirs > 0, theirs < 0), (one, other)
