"""Second counters for tests: slow counts that share nothing with the kernel, some not to be trusted, and boxes."""

from app.polls.methods.second import Box, Found
from app.polls.models import ddl
from app.polls.service import NewOption, second_count
from app.polls.service.second_count import NoAnswer
from tests import factories
from tests.factories import polls
from tests.polls.methods import plain_points, plain_rankings

ALL = sorted(ddl.trigger_names("sqlite"))


def ballots_of(box):
    """Every ballot by itself, as pairs of option and number; blank ones too."""
    for marks, weight in box.rows:
        pairs = zip(box.options, marks, strict=True) if box.is_numbered and marks else [(mark, 1) for mark in marks]
        yield from [[(option, number) for option, number in pairs if number]] * weight


def rankings_of(box):
    """Every ballot as groups of equal rank, the best first."""
    for ballot in ballots_of(box):
        levels = sorted({rank for _, rank in ballot})
        yield [[option for option, rank in ballot if rank == level] for level in levels]


def points(box):
    """The sums of marks or points; those take the seats who have most."""
    sums = dict.fromkeys(box.options, 0)
    for ballot in ballots_of(box):
        for option, number in ballot:
            sums[option] += number
    if box.method == "motion":
        return Found(sums)
    ballots = list(ballots_of(box))
    elected = plain_points.most_points(ballots, box.options, list(box.order), box.seats)
    level = sums[elected[-1]] if elected else None
    return Found(sums, elected, [option for option in box.options if sums[option] == level])


def money(box):
    """The most votes first."""
    ballots, costs = list(ballots_of(box)), dict(box.costs)
    sums = plain_points.votes_of(ballots, costs)
    return Found(sums, sorted(plain_points.by_votes(ballots, costs, box.budget, list(box.order))))


def run_off(box):
    """Round after round."""
    ballots = list(rankings_of(box))
    firsts = {option: sum(ballot[:1] == [[option]] for ballot in ballots) for option in box.options}
    return Found(firsts, plain_rankings.run_off(ballots, box.options, list(box.order)))


def duels(box):
    """Every chain; who could win is who wins with some option put first in the order."""
    ballots, options = list(rankings_of(box)), list(box.options)
    beats = plain_rankings.beats(ballots, options)
    firsts = [[one, *(o for o in options if o != one)] for one in options]
    equal = {winner for order in firsts for winner in plain_rankings.by_chains(ballots, options, order)}
    wins = {option: sum(winner == option for winner, _ in beats) for option in options}
    return Found(wins, plain_rankings.by_chains(ballots, options, list(box.order)), sorted(equal))


def by_cost(box):
    """The most votes for the money first."""
    ballots, costs = list(ballots_of(box)), dict(box.costs)
    spent = plain_points.by_votes_per_cost(ballots, costs, box.budget, list(box.order))
    return Found(plain_points.votes_of(ballots, costs), sorted(spent))


def in_shares(box):
    """Equal shares by cost, and then the most votes."""
    ballots, costs = [ballot for ballot in ballots_of(box) if ballot], dict(box.costs)
    bought, _share = plain_points.shares(ballots, costs, box.budget, list(box.order), True, None)
    return Found(plain_points.votes_of(ballots, costs), sorted(bought))


def places(box):
    """Every ballot gives 2 points for each option below, and 1 for each beside."""
    points_of = dict.fromkeys(box.options, 0)
    for groups in [groups for groups in rankings_of(box) if groups]:
        place = {option: number for number, group in enumerate(groups) for option in group}
        for one in box.options:
            for other in box.options:
                mine, theirs = (place.get(option, len(groups)) for option in (one, other))
                points_of[one] += 0 if one == other else 2 if mine < theirs else mine == theirs
    in_order = sorted((o for o in box.options if points_of[o]), key=lambda o: (-points_of[o], box.order.index(o)))
    elected = in_order[: box.seats]
    return Found(points_of, elected, [o for o in in_order if elected and points_of[o] == points_of[elected[-1]]])


def medians(box):
    """The lower one of the grades in the middle."""
    papers = [marks for marks, many in box.rows if marks for _ballot in range(many)]
    middle = (len(papers) - 1) // 2
    columns = zip(*papers, strict=True) if papers else [[0]] * len(box.options)
    return Found({o: sorted(column)[middle if papers else 0] for o, column in zip(box.options, columns, strict=True)})


HONEST = {
    "motion": points,
    "choose_one": points,
    "choose_up_to_k": points,
    "cumulative": points,
    "score": points,
    "budget_order": money,
    "budget_greedy_cost": by_cost,
    "budget_equal_shares": in_shares,
    "majority_judgement": medians,
    "borda": places,
    "irv": run_off,
    "schulze": duels,
}


class Listening:
    """An honest counter that keeps what it was told."""

    def __init__(self, counts=None):
        self.counts, self.told = counts or HONEST, []

    def __call__(self, box: Box) -> Found:
        self.told.append(box)
        return self.counts[box.method](box)


def installed(counter):
    """The counter for every method."""
    second_count.install(dict.fromkeys(HONEST, counter))
    return counter


def one_vote_too_many(box):
    """Right about who wins, and wrong about a vote."""
    found = HONEST[box.method](box)
    first = box.options[0]
    return found._replace(figures={**found.figures, first: found.figures[first] + 1})


def somebody_else(box):
    """Right about every vote, and wrong about who wins."""
    found = HONEST[box.method](box)
    other = next(option for option in reversed(box.options) if option not in found.elected)
    return found._replace(elected=[other], equal=[other])


def silent(box):
    """Whatever keeps it from counting."""
    raise NoAnswer


def an_ended_poll(ballots, council=None, **given):
    """A poll whose box has ended by the database's clock, and is not counted yet."""
    council = council or factories.a_council()
    voters = polls.voters_of(council, len(ballots))
    poll = polls.an_open_poll(council, **given)
    for voter, marks in zip(voters, ballots, strict=True):
        polls.cast(poll, voter, marks)
    polls.tamper("UPDATE poll SET closes_at = opens_at", *ALL)
    return poll


CHOICE = {"choices": 3}
UP_TO_TWO = {"choices": 4, "method": "choose_up_to_k", "votes_per_voter": 2, "seats": 2}
MONEY = {
    "method": "budget_order",
    "votes_per_voter": 3,
    "budget_won": 800,
    "options": [NewOption(label, cost_won=cost) for label, cost in zip("가나다", (500, 400, 300), strict=True)],
}
BOXES = {
    "a motion": ({}, [[1], [1], [2], [3]]),
    "a choice": (CHOICE, [[1], [2], [2], [0]]),
    "a tie of a choice": (CHOICE, [[1], [2], [3], [0]]),
    "an empty box": (CHOICE, []),
    "nothing but blank ballots": (CHOICE, [[0], [0]]),
    "up to two of four": (UP_TO_TWO, [[1, 2], [1], [2, 3], [4]]),
    "a tie for the second of two seats": (UP_TO_TWO, [[1, 2], [1, 3], [1]]),
    "more seats than options with a vote": (UP_TO_TWO, [[3]]),
    "points": ({"choices": 3, "method": "cumulative", "votes_per_voter": 4}, [[3, 1, 0], [0, 4, 0], [0], [0, 1, 3]]),
    "scores": ({"choices": 3, "method": "score", "seats": 2}, [[5, 0, 3], [5, 0, 3], [0, 2, 3]]),
    "money": (MONEY, [[1], [1, 2], [3]]),
    "a tie that decides about money": (MONEY, [[1], [2], [3]]),
    "votes for the cost": ({**MONEY, "method": "budget_greedy_cost"}, [[1], [1, 2], [3], [2, 3]]),
    "equal shares": ({**MONEY, "method": "budget_equal_shares"}, [[1], [1, 2], [3], [2, 3], [0]]),
    "grades": ({"choices": 3, "method": "majority_judgement"}, [[4, 0, 3], [1, 0, 2], [2, 4, 3], [0]]),
    "ranks as points": ({"choices": 3, "method": "borda", "seats": 2}, [[1, 2, 0], [1, 1, 0], [3, 2, 1], [0]]),
    "a run-off": ({"choices": 3, "method": "irv"}, [[1, 2, 0], [1, 0, 0], [0, 1, 2], [0, 1, 2], [2, 0, 1]]),
    "a tie in a run-off": ({"choices": 3, "method": "irv"}, [[1, 2, 0], [0, 1, 2], [2, 0, 1], [0]]),
    "duels": ({"choices": 3, "method": "schulze"}, [[1, 2, 0], [1, 1, 2], [0, 0, 1]]),
    "a circle of duels": ({"choices": 3, "method": "schulze"}, [[1, 2, 3], [3, 1, 2], [2, 3, 1]]),
}
