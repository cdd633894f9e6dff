"""What the methods share that compare the options two by two: every two meet on every ballot."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from app.polls.methods.contract import Method
from app.polls.methods.marks import Tally, Weighted, ranked
from app.polls.methods.numbered import RanksWithEquals, ranking_of, sort_out_numbers
from app.polls.methods.rankings import Pairs, Ranked, defeats, pairwise
from app.polls.methods.rules import Rules


class Duels(RanksWithEquals):
    """What is shown of an option is how many others it beats head to head."""

    counted = "duels"

    def share_base(self, valid: int, options: int, rules: Rules) -> int:
        """The others."""
        return options - 1

    def tally(self: Method, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """How many others each option beats head to head: more ballots rank it above the other than below."""
        rows, blank, invalid = sort_out_numbers(self, ballots, options, rules)
        ranked_rows = [Ranked(ranking_of(marks, options), weight) for marks, weight in rows]
        won = Counter(winner for winner, _loser in defeats(pairwise(ranked_rows, options)))
        votes = {option: won[option] for option in options}
        return Tally(votes, ranked(votes), sum(row.weight for row in rows), blank, invalid, rows)


def matrix(pairs: Pairs) -> dict[int, dict[int, int]]:
    """The figures of pairs as rows and columns."""
    rows: dict[int, dict[int, int]] = {}
    for (a, b), figure in sorted(pairs.items()):
        rows.setdefault(a, {})[b] = figure
    return rows


def told(pairs: Mapping[int, Mapping[int, int]], options: Sequence[int]) -> list[list[int]]:
    """The pairs as a result tells them: row after row how many ballots put the option above each of the others."""
    return [[pairs[a].get(b, 0) for b in options] for a in options]
