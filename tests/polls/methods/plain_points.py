"""Counts of points and budgets as their rules are told: one voter after the other, slow, with nothing of the kernel.

A ballot is a list of pairs of option and points.
"""

from fractions import Fraction
from itertools import permutations

from tests.polls.methods.plain_rankings import Undecided, drawn, seated


def counted(ballots, options, most=None, cap=None):
    """Ballots that mark something, nothing unknown and nothing twice, and give no more than allowed."""
    valid = []
    for ballot in ballots:
        marked, points = [option for option, _ in ballot], [value for _, value in ballot]
        fine = set(marked) <= set(options) and len(set(marked)) == len(marked) and all(value >= 0 for value in points)
        if marked and fine and (cap is None or max(points) <= cap) and (most is None or sum(points) <= most):
            valid.append(dict(ballot))
    return valid


def most_points(ballots, options, order, seats, most=None, cap=None):
    """Approval, cumulative dots and scores."""
    box = counted(ballots, options, most, cap)
    sums = {option: sum(ballot.get(option, 0) for ballot in box) for option in options}
    return seated({o: figure for o, figure in sums.items() if figure}, [o for o in options if sums[o]], order, seats)


def judgement(ballots, options, order, seats, grades):
    """One median after the other is taken out of each option's grades, the lower of two."""
    box = counted(ballots, options, cap=grades - 1)
    taken = {}
    for option in options:
        given = sorted(ballot.get(option, 0) for ballot in box)
        taken[option] = tuple(given.pop((len(given) - 1) // 2) for _ in box)
    return seated(taken, options, order, seats) if box else []


def runoff(ballots, options, order):
    """STAR; the elected, then those who met."""
    box = counted(ballots, options, cap=5)
    if not box:
        return []
    sums = {o: sum(ballot.get(o, 0) for ballot in box) for o in options}
    fives = {o: sum(ballot.get(o) == 5 for ballot in box) for o in options}

    def higher(one, others):
        return sum(ballot.get(one, 0) > ballot.get(other, 0) for ballot in box for other in others)

    alike = {o: [other for other in options if sums[other] == sums[o]] for o in options}
    met = seated({o: (sums[o], higher(o, alike[o]), fives[o]) for o in options}, options, order, 2)
    strength = {o: (higher(o, met), sums[o], fives[o]) for o in met}
    best = [o for o in met if strength[o] == max(strength.values())]
    return [drawn(best, order), *sorted(met)]


def votes_of(ballots, costs):
    return {option: sum(ballot.get(option, 0) for ballot in counted(ballots, costs)) for option in costs}


def spent_down(figures, votes, costs, budget, order, stop=False, support=1):
    """In every sequence that the figures allow; without an order all of them must fund the same."""
    outcomes = {}
    for sequence in permutations(costs):
        if [figures[o] for o in sequence] != sorted(figures.values(), reverse=True):
            continue
        left, funded = budget, set()
        for option in sequence:
            if votes[option] < support:
                continue
            if costs[option] > left and stop:
                break
            if costs[option] <= left:
                left -= costs[option]
                funded.add(option)
        outcomes[sequence] = funded
    if order is None and len(set(map(frozenset, outcomes.values()))) > 1:
        raise Undecided(())
    return outcomes[tuple(sorted(costs, key=lambda o: (-figures[o], order.index(o) if order else o)))]


def by_votes(ballots, costs, budget, order, stop=False, support=1):
    votes = votes_of(ballots, costs)
    return spent_down(votes, votes, costs, budget, order, stop, support)


def by_votes_per_cost(ballots, costs, budget, order):
    votes = votes_of(ballots, costs)
    return spent_down({o: Fraction(votes[o], costs[o]) for o in costs}, votes, costs, budget, order)


def price_of(option, voters, cost):
    """What a point must cost, where whoever has less pays all that is left; None where it is too little together."""
    backers = [(money, ballot[option]) for money, ballot in voters if ballot.get(option)]
    if not backers or sum(money for money, _ in backers) < cost:
        return None
    steps = sorted({money / points for money, points in backers})
    for step in steps:
        if sum(min(money, step * points) for money, points in backers) >= cost:
            short = [money for money, points in backers if money < step * points]
            full = [points for money, points in backers if money >= step * points]
            return Fraction(cost - sum(short)) / sum(full)
    return None


def shares_once(ballots, costs, share, by_cost, order):
    """One run: what is bought, and how many had to pay less than in full."""
    money, bought = [Fraction(share)] * len(ballots), []
    while True:
        voters = list(zip(money, ballots, strict=True))
        prices = {o: price_of(o, voters, costs[o]) for o in costs if o not in bought}
        asked = {o: price / (costs[o] if by_cost else 1) for o, price in prices.items() if price is not None}
        best = [o for o in asked if asked[o] == min(asked.values())]
        if not best:
            return bought
        due = [[prices[o] * ballot[o] for o in best if ballot.get(o)] for ballot in ballots]
        if any(len(parts) > 1 and sum(parts) > left for parts, left in zip(due, money, strict=True)):
            best = [drawn(best, order)]
        for option in best:
            paid = [min(left, prices[option] * b.get(option, 0)) for left, b in zip(money, ballots, strict=True)]
            money = [left - part for left, part in zip(money, paid, strict=True)]
        bought += best


def shares(ballots, costs, budget, order, by_cost, step):
    """Shares grow step by step as long as the runs stay within the budget; then by votes. Elected, and the share."""
    box = counted(ballots, costs)
    wanted = {o for ballot in box for o in ballot if ballot[o]}
    share = Fraction(budget, max(1, len(box)))
    step = max(1, share // 100) if step is None else step
    bought = shares_once(box, costs, share, by_cost, order)
    reached = share
    while step and wanted - set(bought):
        share += step
        more = shares_once(box, costs, share, by_cost, order)
        if sum(costs[o] for o in more) > budget:
            break
        bought, reached = more, share
    left = budget - sum(costs[o] for o in bought)
    rest = {o: cost for o, cost in costs.items() if o not in bought}
    votes = {o: sum(ballot.get(o, 0) for ballot in box) for o in rest}
    filled = spent_down(votes, votes, rest, left, order) if left and rest else set()
    return set(bought) | filled, reached
