"""What the methods share on whose paper every option takes a number: points, grades or a rank."""

from collections.abc import Iterable, Sequence
from math import comb

from app.polls.methods.contract import Method
from app.polls.methods.marks import BLANK, Marks, Misread, Tally, Weighted, ranked
from app.polls.methods.points import Pointed
from app.polls.methods.rankings import Ranked, Ranking
from app.polls.methods.rules import Rules


class Numbered:
    """Marks are one number an option, in the order of their positions; 0 gives nothing."""

    answers: tuple[str, ...] = ()
    counted = "points"
    has_seats = may_take_all = is_numbered = True
    spends = has_limits = is_weighable = False

    def most_votes(self, options: int) -> int:
        """The numbers say it all."""
        return 1


class Ranks(Numbered):
    """The numbers are ranks, and one option is chosen."""

    has_seats = False

    def highest(self, options: int, rules: Rules) -> int:
        """As many ranks as options."""
        return options

    def most(self, options: int, rules: Rules) -> tuple[int, int] | None:
        """Votes alone decide nothing."""
        return None


class RanksWithEquals(Ranks):
    """Several options may share a rank; those without one are last and equal."""

    def possible(self, options: int, rules: Rules) -> int:
        """Every choice of options in every order with equals: of k options there are as many as k has weak orders."""
        orders = [1]
        for count in range(1, options + 1):
            orders.append(sum(comb(count, best) * orders[count - best] for best in range(1, count + 1)))
        return sum(comb(options, ranked) * orders[ranked] for ranked in range(1, options + 1))

    def read(self, marks: Sequence[int], options: Sequence[int], rules: Rules) -> Marks | Misread:
        """A rank for every option, 0 for none; or BLANK."""
        return read_ranks(marks, options)


def read_numbers(numbers: Sequence[int], options: Sequence[int], highest: int) -> Marks | Misread:
    """One number between 0 and `highest` for every option, at least one above 0; or BLANK alone."""
    if list(numbers) == [BLANK]:
        return ()
    if len(numbers) == len(options) + 1 and numbers[0] == BLANK:
        return Misread.BLANK_AND_MORE
    if not any(numbers):
        return Misread.NOTHING_MARKED
    if len(numbers) != len(options):
        return Misread.UNKNOWN_OPTION
    return tuple(numbers) if all(0 <= number <= highest for number in numbers) else Misread.OUT_OF_RANGE


def read_ranks(numbers: Sequence[int], options: Sequence[int]) -> Marks | Misread:
    """Ranks from 1, the best; gaps are closed: 1, 3 and 3 mean the same as 1, 2 and 2. 0 is not ranked."""
    read = read_numbers(numbers, options, len(options))
    if isinstance(read, Misread):
        return read
    place = {rank: number for number, rank in enumerate(sorted(set(read) - {0}), 1)}
    return tuple(place.get(rank, 0) for rank in read)


def ranking_of(numbers: Marks, options: Sequence[int]) -> Ranking:
    """The ranks of a ballot as groups of options, the best first."""
    levels = sorted(set(numbers) - {0})
    return tuple(tuple(o for o, rank in zip(options, numbers, strict=True) if rank == level) for level in levels)


def pointed(rows: Iterable[Weighted], options: Sequence[int]) -> list[Pointed]:
    """Ballots that give every option points or a grade, as the counts take them."""
    return [Pointed(tuple(zip(options, marks, strict=True)), weight) for marks, weight in rows]


def rankings(tally: Tally) -> list[Ranked]:
    """The valid ballots of a tally as rankings."""
    options = tuple(tally.votes)
    return [Ranked(ranking_of(marks, options), weight) for marks, weight in tally.rows]


def sort_out_numbers(
    method: Method, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules
) -> tuple[tuple[Weighted, ...], int, int]:
    """The valid ballots, and how many are blank and invalid."""
    rows, blank, invalid = list[Weighted](), 0, 0
    for ballot in ballots:
        if method.read(ballot.marks or (BLANK,), options, rules) != ballot.marks:
            invalid += ballot.weight
        elif ballot.marks:
            rows.append(ballot)
        else:
            blank += ballot.weight
    return tuple(rows), blank, invalid


def add_up(method: Method, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
    """The sum of the numbers that every option got."""
    rows, blank, invalid = sort_out_numbers(method, ballots, options, rules)
    votes = {option: sum(row.marks[place] * row.weight for row in rows) for place, option in enumerate(options)}
    return Tally(votes, ranked(votes), sum(row.weight for row in rows), blank, invalid)
