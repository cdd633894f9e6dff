"""Marks as somebody might make them, of every method."""

from itertools import combinations, product
from random import Random

from app.polls.methods import METHODS, Misread
from app.polls.methods.marks import BLANK, Marks
from app.polls.methods.rules import Rules


def possible(method: str, options: int, votes: int) -> list[Marks]:
    """Every ballot that the paper allows; () is blank."""
    kind, rules, positions = METHODS[method], Rules(votes_per_voter=votes), range(1, options + 1)
    highest = kind.highest(options, rules)
    if not highest:
        tried = [marks for size in range(votes + 1) for marks in combinations(positions, size)]
    else:
        tried = [(), *product(range(highest + 1), repeat=options)]
    return [marks for marks in tried if kind.read(marks or (BLANK,), positions, rules) == marks]


def at_random(chance: Random, method: str, options: int, votes: int, most: int = 0) -> list[int]:
    """One of them, as it is cast; now and then a blank one. `most` points for one option, 0 for as many as one has."""
    kind, positions = METHODS[method], range(1, options + 1)
    rules = Rules(votes_per_voter=votes, most_per_option=most)
    highest = kind.highest(options, rules)
    while chance.random() > 0.05 or method == "motion":
        if highest:
            tried = [chance.randint(0, min(highest, 3)) for _option in positions]
        else:
            tried = sorted(chance.sample(positions, chance.randint(1, votes)))
        read = kind.read(tried, positions, rules)
        if not isinstance(read, Misread):
            return list(read)
    return [BLANK]
