"""Elections to be counted twice: all real ones that there are, and random ones with ties, short and shared ranks."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import NamedTuple

from app.polls.methods.files.pb import read_pb
from app.polls.methods.files.readers import READERS
from app.polls.methods.points import Pointed
from app.polls.methods.rankings import Ranked
from app.polls.methods.second import Box

DATA = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data"
RANDOM = 1_000  # of each method


class Election(NamedTuple):
    """Ballots as the methods count them, and an order for ties."""

    name: str
    options: list
    ballots: list
    order: list
    seats: int = 1
    costs: dict = {}
    budget: int | Fraction = 0

    def box(self, method, order=None):
        """The same for a second count: the ballots as numbers, one an option."""
        rows = [(numbers(ballot, self.options), ballot.weight) for ballot in self.ballots]
        costs = tuple(self.costs.items())
        return Box(method, self.options, rows, order or self.order, True, self.seats, costs, self.budget)


def numbers(ballot, options):
    """Of a ranking the rank of each option, of points the points; () where there is nothing."""
    if isinstance(ballot, Ranked):
        given = {option: rank for rank, group in enumerate(ballot.ranking, 1) for option in group}
    else:
        given = dict(ballot.points)
    return tuple(given.get(option, 0) for option in options) if any(given.values()) else ()


def real_rankings() -> Iterator[Election]:
    """The wards of Scottish councils."""
    for path in sorted((DATA / "elections" / "scottish").glob("*.csv")):
        with path.open("rb") as stream:
            found = READERS["ranked", ".csv"](stream)
        yield Election(path.stem, list(found.names), list(found.ballots), sorted(found.names), found.seats)


def real_first_choices() -> Iterator[Election]:
    """What the wards ranked first, as one mark a ballot."""
    for election in real_rankings():
        firsts = Counter()
        for ballot in election.ballots:
            firsts[ballot.ranking[0][0]] += ballot.weight
        yield election._replace(ballots=[Pointed(((option, 1),), weight) for option, weight in firsts.items()])


def real_budgets() -> Iterator[Election]:
    """The participatory budgets; where they were voted on by ranks, each rank is so many points."""
    for path in sorted((DATA / "elections" / "pabulib").glob("*.pb")):
        with path.open("rb") as stream:
            found = read_pb(stream)
        options = list(found.costs)
        yield Election(path.stem, options, list(found.ballots), options, 1, dict(found.costs), found.budget)


def real_marks() -> Iterator[Election]:
    """The residents' assemblies whose totals can be right, with ballots that give these totals; then the budgets."""
    path = DATA / "assembly_results.json"
    for given in json.loads(path.read_text(encoding="utf-8"))["datasets"] if path.exists() else ():
        votes = [item["votes"] for item in given["items"] if "votes" in item]
        if votes and given["consistent"]:
            cards = [option for option, count in enumerate(votes, 1) for _ in range(count)]
            hands = Counter(tuple(sorted(cards[voter :: given["voters"]])) for voter in range(given["voters"]))
            ballots = [Pointed(tuple((option, 1) for option in hand), weight) for hand, weight in hands.items()]
            options = list(range(1, len(votes) + 1))
            yield Election(given["id"], options, ballots, options, min(3, len(votes) - 1))
    for election in real_budgets():
        marked = Counter()
        for ballot in election.ballots:
            marked[tuple((option, 1) for option, _ in ballot.points)] += ballot.weight
        yield election._replace(ballots=[Pointed(*row) for row in marked.items()], seats=3)


def random_elections(key, make, many=RANDOM) -> Iterator[Election]:
    """`make(chance, options)` gives a ballot. Three in four have few ballots, so that ties are common."""
    for number in range(many):
        chance = Random(f"{key} {number}")
        options = list(range(1, chance.choice((2, 3, 3, 4, 4, 5)) + 1))
        kinds = [make(chance, options) for _ in range(chance.randint(1, 8))]
        voters = chance.randint(1, 12) if number % 4 else chance.randint(13, 400)
        weights = Counter(chance.choices(range(len(kinds)), k=voters))
        ballots = [kinds[kind]._replace(weight=weight) for kind, weight in sorted(weights.items())]
        costs = {option: chance.randint(3, 60) for option in options}
        budget = chance.randint(min(costs.values()), sum(costs.values()))
        order = chance.sample(options, len(options))
        yield Election(f"{key} {number}", options, ballots, order, chance.randint(1, len(options)), costs, budget)


def ranking(chance, options):
    """Some options one after the other, at times with a shared rank, at times none."""
    line = chance.sample(options, chance.randint(0 if chance.random() < 0.1 else 1, len(options)))
    groups, place = [], 0
    while place < len(line):
        size = 2 if chance.random() < 0.15 else 1
        groups.append(tuple(sorted(line[place : place + size])))
        place += size
    return Ranked(tuple(groups), 1)


def marks(highest, *, fewest=0):
    """A maker of ballots with up to so many points for each of some options."""

    def ballot(chance, options):
        chosen = sorted(chance.sample(options, chance.randint(fewest, len(options))))
        return Pointed(tuple((option, chance.randint(1, highest)) for option in chosen), 1)

    return ballot


def one(chance, options):
    """A ballot with one mark."""
    return Pointed(((chance.choice(options), 1),), 1)


def dots(chance, options):
    """Five points over the options."""
    return Pointed(tuple(sorted(Counter(chance.choices(options, k=5)).items())), 1)


def grades(chance, options):
    """A grade from 0 to 5 for every option."""
    return Pointed(tuple((option, chance.randint(0, 5)) for option in options), 1)
