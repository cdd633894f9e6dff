"""What the counting of ballots is compared with: the same rules, straightforward, one ballot after the other.

Enough to count the boxes of `counting`: complete or short rankings without equal ranks, and no lots.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

Line = tuple[int, ...]
Marks = tuple[tuple[int, int], ...]
UNIT, BILLION = 100_000, 1_000_000_000


def points(box: Sequence[Marks], options: Sequence[int]) -> list[int]:
    """The option with the most points."""
    totals = dict.fromkeys(options, 0)
    for ballot in box:
        for option, value in ballot:
            totals[option] += value
    return [max(totals, key=lambda option: (totals[option], -option))]


def judgement(box: Sequence[Marks], options: Sequence[int]) -> list[int]:
    """The option with the best median, then the best of what is next taken away."""
    given: dict[int, list[int]] = {option: [] for option in options}
    for ballot in box:
        marked = dict(ballot)
        for option, grades in given.items():
            grades.append(marked.get(option, 0))
    best = {option: _taken_away(sorted(grades)) for option, grades in given.items()}
    return [max(best, key=lambda option: (best[option], -option))]


def _taken_away(grades: list[int]) -> list[int]:
    """The grades in the order in which the median is taken away."""
    low, high = (len(grades) - 1) // 2, (len(grades) - 1) // 2 + 1
    taken = []
    while low >= 0 or high < len(grades):
        below = (low + 1) >= (len(grades) - high)
        taken.append(grades[low] if below else grades[high])
        low, high = (low - 1, high) if below else (low, high + 1)
    return taken


def run_off(box: Sequence[Line], options: Sequence[int]) -> list[int]:
    """Every round looks through every ballot."""
    still = set(options)
    while True:
        votes = dict.fromkeys(still, 0)
        for line in box:
            choice = next((option for option in line if option in still), None)
            if choice is not None:
                votes[choice] += 1
        leader = max(votes, key=lambda option: votes[option])
        if 2 * votes[leader] > sum(votes.values()):
            return [leader]
        still.remove(min(votes, key=lambda option: (votes[option], -option)))


def chains(box: Sequence[Line], options: Sequence[int]) -> list[int]:
    """Schulze: every pair of every ballot is counted by itself."""
    above = {(a, b): 0 for a in options for b in options if a != b}
    for line in box:
        below = set(options)
        for a in line:
            below.remove(a)
            for b in below:
                above[a, b] += 1
    paths = {(a, b): votes if votes > above[b, a] else 0 for (a, b), votes in above.items()}
    for over in options:
        for a, b in paths:
            if over not in (a, b):
                paths[a, b] = max(paths[a, b], min(paths[a, over], paths[over, b]))
    return [a for a in options if all(paths[a, b] >= paths[b, a] for b in options if b != a)][:1]


def scottish(box: Sequence[Line], options: Sequence[int], seats: int) -> list[int]:
    """Every stage looks through every paper and adds the votes up anew."""
    papers = [[line, UNIT, line[0]] for line in box]
    quota = len(papers) // (seats + 1) + 1
    continuing, elected, surpluses = set(options), list[int](), list[int]()
    while len(elected) < seats:
        votes = dict.fromkeys(options, 0)
        for _line, value, holder in papers:
            if holder is not None:
                votes[holder] += value
        reached = sorted((o for o in continuing if votes[o] >= quota * UNIT), key=lambda o: (-votes[o], o))
        elected += reached
        continuing.difference_update(reached)
        surpluses += [o for o in reached if votes[o] > quota * UNIT]
        if len(elected) + len(continuing) <= seats:
            return elected + sorted(continuing, key=lambda o: (-votes[o], o))
        option = max(surpluses, key=lambda o: votes[o]) if surpluses else min(continuing, key=lambda o: (votes[o], -o))
        surplus = votes[option] - quota * UNIT if surpluses else votes[option]
        continuing.discard(option)
        surpluses = [o for o in surpluses if o != option]
        for paper in papers:
            if paper[2] == option:
                paper[1] = surplus * paper[1] // votes[option]
                paper[2] = next((o for o in paper[0] if o in continuing), None)
    return elected


def meek(box: Sequence[Line], options: Sequence[int], seats: int) -> list[int]:
    """Every sharing out goes through every ballot."""
    keeps = dict.fromkeys(options, BILLION)
    continuing, elected = set(options), list[int]()
    while len(elected) < seats < len(elected) + len(continuing):
        votes, quota, surplus = _shared_out(box, keeps, continuing, elected, seats)
        reached = sorted((o for o in continuing if votes[o] >= quota), key=lambda o: (-votes[o], o))
        elected += reached
        continuing.difference_update(reached)
        if not reached:
            gone = max(o for o in continuing if votes[o] <= min(votes[c] for c in continuing) + surplus)
            continuing.remove(gone)
            keeps[gone] = 0
    return elected + sorted(continuing)[: seats - len(elected)]


def _shared_out(
    box: Sequence[Line], keeps: dict[int, int], continuing: set[int], elected: Sequence[int], seats: int
) -> tuple[dict[int, int], int, int]:
    """Votes, quota and surplus in billionths when somebody reaches the quota or the surplus is gone."""
    before = None
    while True:
        votes = dict.fromkeys(keeps, 0)
        for line in box:
            rest = BILLION
            for option in line:
                part = min(rest, -(-rest * keeps[option] // BILLION))
                votes[option] += part
                rest -= part
                if not rest:
                    break
        quota = sum(votes.values()) // (seats + 1) + 1
        surplus = sum(max(0, votes[option] - quota) for option in elected)
        done = surplus < 1_000 or (before is not None and surplus >= before)
        if done or any(votes[option] >= quota for option in continuing):
            return votes, quota, surplus
        before = surplus
        for option in elected:
            kept = -(-keeps[option] * quota // BILLION)
            keeps[option] = -(-kept * BILLION // votes[option])


def shares(box: Sequence[Marks], costs: Mapping[int, int], share: Fraction) -> list[int]:
    """One run of equal shares by cost, with a purse of fractions for every voter; what is bought."""
    purses = [share] * len(box)
    backers = {option: [voter for voter, ballot in enumerate(box) if (option, 1) in ballot] for option in costs}
    bought: list[int] = []
    while asked := dict(_asked(purses, backers, costs, bought)):
        option = min(asked, key=lambda o: (asked[o] / costs[o], o))
        for voter in backers[option]:
            purses[voter] -= min(purses[voter], asked[option])
        bought.append(option)
    return bought


def _asked(
    purses: Sequence[Fraction], backers: Mapping[int, list[int]], costs: Mapping[int, int], bought: Sequence[int]
) -> Iterator[tuple[int, Fraction]]:
    """What a full payer pays for each option that its backers can pay."""
    for option, voters in backers.items():
        rest, left = Fraction(costs[option]), len(voters)
        if option in bought or sum(purses[voter] for voter in voters) < rest:
            continue
        for money in sorted(purses[voter] for voter in voters):
            if money * left >= rest:
                break
            rest, left = rest - money, left - 1
        yield option, rest / left
