"""찬성 투표: mark any options, or up to k (1인 k표); the most marks win."""

from collections.abc import Iterable, Sequence

from app.polls.methods.counting import Order
from app.polls.methods.points import Pointed, PointsResult, most_points, sort_out


def approval(
    ballots: Iterable[Pointed],
    options: Sequence[int],
    *,
    seats: int = 1,
    most: int | None = None,
    order: Order | None = None,
) -> PointsResult:
    """Brams and Fishburn, Approval Voting, American Political Science Review 72 (1978); `most` limits the marks.

    `per_ballot` is the share of valid ballots that marked the option, so the shares add up to more than one.
    """
    box = sort_out(ballots, options, most=most, cap=1)
    return most_points(box, options, seats=seats, order=order, most=most)
