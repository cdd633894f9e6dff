"""Counts by pref_voting and pabutools of what no poll is counted by at closing; those are in the second count itself.

pref_voting says of its own transferable votes that they are not yet vetted.
"""

from fractions import Fraction
from functools import partial

from gmpy2 import mpq
from pabutools.election import CardinalMultiProfile, FrozenCardinalBallot, Instance, Project
from pabutools.election.satisfaction import AdditiveSatisfaction
from pabutools.election.satisfaction.additivesatisfaction import additive_card_sat_func
from pabutools.rules import exhaustion_by_budget_increase, greedy_utilitarian_welfare, method_of_equal_shares
from pref_voting.grade_profiles import GradeProfile
from pref_voting.margin_based_methods import ranked_pairs_with_test
from pref_voting.proportional_methods import stv_meek, stv_scottish
from pref_voting.scoring_methods import symmetric_borda_scores

from app.polls.methods.second import given, lines, rankings, ties_by


class LotWanted(Exception):
    """The library would have drawn."""


class NoLot:
    """Chance that refuses to draw."""

    def choice(self, among):
        raise LotWanted(among)


def pairs_of(box):
    """Ballots with unranked options last and equal, and the winning votes of pairs."""
    profile = rankings(given(box), box.options)
    profile.use_extended_strict_preference()
    return profile


def locked_pairs(box):
    """By winning votes, everyone whom some way of breaking ties elects; None where there are too many ways."""
    profile = pairs_of(box)
    found = ranked_pairs_with_test(profile, strength_function=profile.support)
    return None if found is None else set(map(int, found))


def borda_points(box):
    """Half of (how many are below less how many are above, and as many as there are others), summed."""
    others, profile = len(box.options) - 1, pairs_of(box)
    voters = int(profile.num_voters)
    return {o: Fraction(int(figure) + others * voters, 2) for o, figure in symmetric_borda_scores(profile).items()}


def scottish(box, chance):
    """The elected; `chance.choice` is asked where the statute draws a lot."""
    return set(map(int, stv_scottish(lines(rankings(given(box), box.options)), num_seats=box.seats, rng=chance)))


def meek(box):
    """The elected, to a millionth of a vote; of equals the earlier in the order survives."""
    profile = lines(rankings(given(box), box.options))
    return set(map(int, stv_meek(profile, num_seats=box.seats, tol=1e-6, tie_break_key=box.order.index)))


def medians(grades, options):
    """The lower median grade of every option; a ballot grades all of them."""
    rows, weights = zip(*((dict(row.points), row.weight) for row in grades), strict=True)
    profile = GradeProfile(rows, list(range(6)), weights, options)
    return {option: profile.median(option) for option in options}


def _points_for_cost(instance, profile, ballot, project, known):
    return ballot.get(project, 0) * project.cost


class CostSatisfaction(AdditiveSatisfaction):
    """Every point is worth the cost."""

    def __init__(self, instance, profile, ballot):
        super().__init__(instance, profile, ballot, _points_for_cost)


class PointSatisfaction(AdditiveSatisfaction):
    """Every point is worth one."""

    def __init__(self, instance, profile, ballot):
        super().__init__(instance, profile, ballot, additive_card_sat_func)


def budget_of(box):
    """The instance and the ballots of pabutools, of the options that anybody gave a point."""
    rows = given(box)
    marked = {option for numbers, _ in rows for option in numbers}
    projects = {option: Project(str(option), mpq(cost)) for option, cost in box.costs if option in marked}
    instance = Instance(projects.values(), budget_limit=mpq(box.budget))
    profile = CardinalMultiProfile(instance=instance)
    for numbers, weight in rows:
        profile[FrozenCardinalBallot({projects[option]: points for option, points in numbers.items()})] += weight
    return instance, profile


def names(projects):
    return {int(project.name) for project in projects}


def greedy(box, satisfaction):
    """The most satisfaction for the money first, skipping what does not fit."""
    instance, profile = budget_of(box)
    return names(greedy_utilitarian_welfare(instance, profile, satisfaction, tie_breaking=ties_by(box.order)))


by_votes = partial(greedy, satisfaction=CostSatisfaction)
by_votes_per_cost = partial(greedy, satisfaction=PointSatisfaction)


def shares(box, satisfaction, step):
    """Equal shares that grow by `step` a voter as long as the budget holds, then the most votes."""
    instance, profile = budget_of(box)
    voters = profile.num_ballots()
    if not voters:
        return set()
    bought = exhaustion_by_budget_increase(
        instance,
        profile,
        method_of_equal_shares,
        {"sat_class": satisfaction, "tie_breaking": ties_by(box.order)},
        exhaustive_stop=False,
        budget_step=mpq(step) * voters,
        budget_bound=(sum(project.cost for project in instance) + mpq(step)) * voters,
    )
    return names(
        greedy_utilitarian_welfare(
            instance, profile, CostSatisfaction, tie_breaking=ties_by(box.order), initial_budget_allocation=bought
        )
    )
