"""점 투표: n points spread over the options, with a cap for one option; the most points win."""

from collections.abc import Iterable, Sequence

from app.polls.methods.counting import Order
from app.polls.methods.points import Pointed, PointsResult, most_points, sort_out


def cumulative(
    ballots: Iterable[Pointed],
    options: Sequence[int],
    *,
    points: int,
    cap: int | None = None,
    seats: int = 1,
    order: Order | None = None,
) -> PointsResult:
    """Cumulative voting, which the constitution of Illinois of 1870 laid down for its house and a vote of 1980 ended.

    There a voter could also part the votes in equal fractions; here whole points only, and those not given are
    reported as unused.
    """
    box = sort_out(ballots, options, most=points, cap=cap)
    return most_points(box, options, seats=seats, order=order, most=points)
