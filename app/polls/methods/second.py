"""두 번째 계산: the ballots of a box counted by programs that other people wrote, and never by what they check.

A program of its own, run by the Python that has those libraries: a box comes in as JSON, what was found goes out. It
imports nothing of Golmok and is told nothing but the rules of the count and how many ballots have which marks.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from importlib import import_module
from typing import Any, NamedTuple

Row = tuple[Sequence[int], int]  # marks as they stand on the ballot, and how many ballots have them
Given = list[tuple[dict[int, int], int]]  # the number (points, rank; 1 for a mark) of each option that has one


class Box(NamedTuple):
    """What a second count is told. `order` is a total order of the options: where they are equal, its first wins."""

    method: str
    options: Sequence[int]
    rows: Sequence[Row]
    order: Sequence[int]
    is_numbered: bool = False
    seats: int = 1
    costs: Sequence[tuple[int, int]] = ()
    budget: int = 0


class Found(NamedTuple):
    """What it finds: the figure of every option, whom it elects under the order, and who stands equal with the last
    of these; None and () for a motion, where the votes are all that is counted."""

    figures: Mapping[int, int]
    elected: Sequence[int] | None = None
    equal: Sequence[int] = ()


def count(box: Box) -> Found:
    """Count it. Raises KeyError for a method without a second count, ImportError where a library is missing."""
    return COUNTS[box.method](box, given(box))


def given(box: Box) -> Given:
    """The ballots that are not blank."""
    rows = []
    for marks, weight in box.rows:
        numbers = zip(box.options, marks, strict=True) if box.is_numbered and marks else ((mark, 1) for mark in marks)
        rows.append(({option: number for option, number in numbers if number}, weight))
    return [(numbers, weight) for numbers, weight in rows if numbers]


def rankings(rows: Given, options: Sequence[int]) -> Any:
    """Ballots for pref_voting, where the best rank is 1."""
    profiles = import_module("pref_voting.profiles_with_ties")
    return profiles.ProfileWithTies([numbers for numbers, _ in rows], [n for _, n in rows], candidates=options)


def lines(profile: Any) -> Any:
    """The same, each ballot up to the first rank that several options share."""
    if any(ranking.has_overvote() for ranking in profile.rankings):
        profile, _changed = profile.truncate_overvotes()
    profile.remove_empty_rankings()
    return profile


def _sums(box: Box, rows: Given) -> dict[int, int]:
    grades = import_module("pref_voting.grade_profiles")
    most = max((number for numbers, _ in rows for number in numbers.values()), default=0)
    weights = [n for _, n in rows]
    profile = grades.GradeProfile([numbers for numbers, _ in rows], list(range(most + 1)), weights, box.options)
    return {option: int(profile.sum(option) or 0) for option in box.options}


def _votes(box: Box, rows: Given) -> Found:
    return Found(_sums(box, rows))


def _most(box: Box, rows: Given) -> Found:
    """The highest sums take the seats."""
    return _seats(box, _sums(box, rows))


def _seats(box: Box, sums: Mapping[int, int]) -> Found:
    """Nobody without a point takes one."""
    in_order = sorted((o for o in box.options if sums[o]), key=lambda o: (-sums[o], box.order.index(o)))
    elected = in_order[: box.seats]
    equal = [option for option in in_order if elected and sums[option] == sums[elected[-1]]]
    return Found(sums, elected, equal)


def _run_off(box: Box, rows: Given) -> Found:
    profile = lines(rankings(rows, box.options))
    firsts = dict.fromkeys(box.options, 0)
    if not profile.rankings:
        return Found(firsts, ())
    firsts |= {option: int(votes) for option, votes in profile.plurality_scores().items()}
    iterative = import_module("pref_voting.iterative_methods")
    elected = iterative.instant_runoff_tb(profile, tie_breaker=list(reversed(box.order)))
    return Found(firsts, [int(option) for option in elected])


def _chains(box: Box, rows: Given) -> Found:
    """Schulze by winning votes; the figure is how many others an option beats."""
    profile = rankings(rows, box.options)
    profile.use_extended_strict_preference()
    duels = {a: sum(bool(profile.majority_prefers(a, b)) for b in box.options if b != a) for a in box.options}
    if not rows:
        return Found(duels, ())
    pairs = import_module("pref_voting.margin_based_methods")
    winners = sorted(map(int, pairs.beat_path(profile, strength_function=profile.support)), key=box.order.index)
    return Found(duels, winners[:1], winners)


def _places(box: Box, rows: Given) -> Found:
    """Borda: 2 points for each option below, 1 for each beside; the highest sums take the seats."""
    profile = rankings(rows, box.options)
    profile.use_extended_strict_preference()
    others, voters = len(box.options) - 1, sum(weight for _, weight in rows)
    above = import_module("pref_voting.scoring_methods").symmetric_borda_scores(profile) if rows else {}
    return _seats(box, {option: int(above.get(option, 0)) + others * voters for option in box.options})


def _medians(box: Box, _rows: Given) -> Found:
    """The median grades alone; of a ballot every option has one, 0 too."""
    grades = import_module("pref_voting.grade_profiles")
    rows = [(dict(zip(box.options, marks, strict=True)), weight) for marks, weight in box.rows if marks]
    if not rows:
        return Found(dict.fromkeys(box.options, 0))
    profile = grades.GradeProfile([marks for marks, _ in rows], list(range(5)), [n for _, n in rows], box.options)
    return Found({option: int(profile.median(option)) for option in box.options})


def _in_order_of_votes(box: Box, rows: Given) -> Found:
    """pabutools buys what satisfies most for its cost: where a mark is worth the cost, what has the most votes."""
    return _greedy(box, rows, "Cost_Sat")


def _by_cost(box: Box, rows: Given) -> Found:
    """Where every mark is worth the same, what has the most votes for its cost."""
    return _greedy(box, rows, "Cardinality_Sat")


def _greedy(box: Box, rows: Given, worth: str, bought: Sequence[Any] = ()) -> Found:
    instance, profile = _budget_of(box, rows)
    votes = {o: int(profile.approval_score(p)) for o, p in _projects(box, rows).items()}
    done = import_module("pabutools.rules").greedy_utilitarian_welfare(
        instance,
        profile,
        getattr(import_module("pabutools.election"), worth),
        tie_breaking=ties_by(box.order),
        initial_budget_allocation=bought,
    )
    return Found(dict.fromkeys(box.options, 0) | votes, [int(project.name) for project in done])


def _in_shares(box: Box, rows: Given) -> Found:
    """Equal shares by cost, a hundredth of the first one more each time, then the most votes."""
    instance, profile = _budget_of(box, rows)
    voters = sum(weight for _, weight in rows)
    if not voters:
        return _greedy(box, rows, "Cost_Sat")
    exact = import_module("gmpy2").mpq
    step = exact(max(1, box.budget // (100 * voters)))
    rules, elections = import_module("pabutools.rules"), import_module("pabutools.election")
    bought = rules.exhaustion_by_budget_increase(
        instance,
        profile,
        rules.method_of_equal_shares,
        {"sat_class": elections.Cost_Sat, "tie_breaking": ties_by(box.order)},
        exhaustive_stop=False,
        budget_step=step * voters,
        budget_bound=(sum(project.cost for project in instance) + step) * voters,
    )
    return _greedy(box, rows, "Cost_Sat", bought)


def _budget_of(box: Box, rows: Given) -> tuple[Any, Any]:
    elections = import_module("pabutools.election")
    projects = _projects(box, rows)
    instance = elections.Instance(projects.values(), budget_limit=import_module("gmpy2").mpq(box.budget))
    profile = elections.ApprovalMultiProfile(instance=instance)
    for numbers, weight in rows:
        profile[elections.FrozenApprovalBallot(projects[option] for option in sorted(numbers))] += weight
    return instance, profile


def _projects(box: Box, rows: Given) -> dict[int, Any]:
    """Those that anybody marked: no other is ever paid for, and pabutools would buy it with what is left."""
    project, exact = import_module("pabutools.election").Project, import_module("gmpy2").mpq
    marked = {option for numbers, _ in rows for option in numbers}
    return {option: project(str(option), exact(cost)) for option, cost in box.costs if option in marked}


def ties_by(order: Sequence[int]) -> Any:
    """Equal projects in this order."""
    rule = import_module("pabutools.tiebreaking").TieBreakingRule
    return rule(lambda _instance, _profile, project: order.index(int(project.name)))


COUNTS: dict[str, Callable[[Box, Given], Found]] = {
    "motion": _votes,
    "choose_one": _most,
    "choose_up_to_k": _most,
    "budget_order": _in_order_of_votes,
    "budget_greedy_cost": _by_cost,
    "budget_equal_shares": _in_shares,
    "majority_judgement": _medians,
    "borda": _places,
    "cumulative": _most,
    "score": _most,
    "irv": _run_off,
    "schulze": _chains,
}


def main() -> None:
    """A box from the standard input, what was found to the standard output. The libraries may say what they like."""
    box = Box(**json.load(sys.stdin))
    with redirect_stdout(sys.stderr):
        found = count(box)
    json.dump(found._asdict(), sys.stdout)


if __name__ == "__main__":
    main()
