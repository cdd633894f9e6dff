"""Counts of rankings as their rules are told: one ballot after the other, slow, and with nothing of the kernel.

A ballot is a list of groups of equal rank. Every count gives the elected in order, or raises Undecided where only a
lot could decide.
"""

from fractions import Fraction
from itertools import combinations, pairwise, permutations


class Undecided(Exception):
    """These options are equal, and no order was drawn."""

    def __init__(self, options):
        self.options = sorted(options)


def drawn(equal, order, place=0):
    """Of equals the one that the order puts first, or last at place -1."""
    if len(equal) > 1 and order is None:
        raise Undecided(equal)
    return sorted(equal, key=order.index if order else None)[place]


def counted(ballots, options):
    """Ballots that rank something, nothing unknown and nothing twice."""
    named = [[option for group in ballot for option in group] for ballot in ballots]
    return [b for b, n in zip(ballots, named, strict=True) if n and len(set(n)) == len(n) and set(n) <= set(options)]


def lines(ballots, options):
    """One preference after the other, up to the first shared rank."""
    found = []
    for ballot in counted(ballots, options):
        line = []
        for group in ballot:
            if len(group) > 1:
                break
            line.extend(group)
        if line:
            found.append(line)
    return found


def rank(ballot, option):
    return next((place for place, group in enumerate(ballot) if option in group), len(ballot))


def run_off(ballots, options, order):
    papers, left = lines(ballots, options), set(options)
    while papers:
        tops = [next(o for o in paper if o in left) for paper in papers if any(o in left for o in paper)]
        votes = {option: tops.count(option) for option in left}
        if max(votes.values()) * 2 > len(tops):
            return [max(votes, key=votes.get)]
        last = [o for o in left if votes[o] == min(votes.values())]
        left.remove(drawn(last, order, -1) if min(votes.values()) else min(last))
    return []


def beats(ballots, options):
    """Winning votes of every pair that one wins."""
    box = counted(ballots, options)
    for_ = {(a, b): sum(rank(x, a) < rank(x, b) for x in box) for a in options for b in options if a != b}
    return {pair: votes for pair, votes in for_.items() if votes > for_[pair[::-1]]}


def by_chains(ballots, options, order):
    """Schulze, by trying every chain."""
    won = beats(ballots, options)

    def strength(a, b):
        between = [o for o in options if o not in (a, b)]
        chains = ([a, *middle, b] for size in range(len(between) + 1) for middle in permutations(between, size))
        return max(min(won.get(link, 0) for link in pairwise(chain)) for chain in chains)

    if not counted(ballots, options):
        return []
    best = [a for a in options if all(strength(a, b) >= strength(b, a) for b in options if b != a)]
    return [drawn(best, order)]


def smith(won, options):
    """The smallest group of which each beats everybody outside."""
    groups = (set(group) for size in range(1, len(options) + 1) for group in combinations(options, size))
    return next(g for g in groups if all((a, b) in won for a in g for b in options if b not in g))


def by_locking(ballots, options, order):
    """Ranked pairs; the elected, then the locked defeats."""
    won, locked = beats(ballots, options), []
    for votes in sorted(set(won.values()), reverse=True):
        equal = [pair for pair in won if won[pair] == votes and consistent([*locked, pair], options)]
        for pair in in_sequence(equal, locked, smith(won, options), options, order):
            if consistent([*locked, pair], options):
                locked.append(pair)
    if not counted(ballots, options):
        return []
    return [drawn([o for o in options if all(loser != o for _, loser in locked)], order), *sorted(locked)]


def consistent(defeats, options):
    """Whether some ranking of all options agrees with each defeat."""
    return any(all(r.index(a) < r.index(b) for a, b in defeats) for r in permutations(options))


def in_sequence(equal, locked, top, options, order):
    """The order decides among the top where it must; below them what contradicts itself is left out."""
    above = [pair for pair in equal if pair[1] in top]
    below = [pair for pair in equal if pair[1] not in top]
    if not consistent(locked + above, options):
        if order is None:
            raise Undecided({option for pair in above for option in pair})
        above.sort(key=lambda pair: (order.index(pair[0]), -order.index(pair[1])))
    if not consistent(locked + below, options):
        below = [pair for pair in below if pair[0] in top]
    return above + below


def by_places(ballots, options, order, seats):
    """Borda: every ballot shares n−1, n−2, … 0 out; equals, and all that is unranked, share what their places have."""
    points = dict.fromkeys(options, Fraction(0))
    for ballot in counted(ballots, options):
        named = {option for group in ballot for option in group}
        places = list(range(len(options) - 1, -1, -1))
        for group in [*ballot, [o for o in options if o not in named]]:
            share, places = places[: len(group)], places[len(group) :]
            for option in group:
                points[option] += Fraction(sum(share), len(group))
    return seated(points, options, order, seats) if counted(ballots, options) else []


def seated(figures, options, order, seats):
    """The highest figures take the seats, and the order where equals are too many for those that are left."""
    elected = []
    for figure in sorted(set(figures.values()), reverse=True):
        equal = [option for option in options if figures[option] == figure]
        if len(elected) + len(equal) > seats > len(elected):
            drawn(equal, order)
            equal = sorted(equal, key=order.index)[: seats - len(elected)]
        if len(elected) < seats:
            elected += equal
    return elected
