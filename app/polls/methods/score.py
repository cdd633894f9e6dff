"""점수 투표: every option gets 0 to 5; the highest sum wins, and what is unmarked is 0."""

from collections.abc import Iterable, Sequence

from app.polls.methods.counting import Order
from app.polls.methods.points import Pointed, PointsResult, most_points, sort_out

HIGHEST = 5


def score(
    ballots: Iterable[Pointed],
    options: Sequence[int],
    *,
    highest: int = HIGHEST,
    seats: int = 1,
    order: Order | None = None,
) -> PointsResult:
    """Warren D. Smith, Range voting (2000), with unmarked as 0; `per_ballot` is the mean over the valid ballots.

    As unmarked is 0 for everybody, sum and mean rank alike.
    """
    box = sort_out(ballots, options, cap=highest)
    return most_points(box, options, seats=seats, order=order, most=None)
