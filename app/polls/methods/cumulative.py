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
    """Cumulative voting as Illinois elected its house from 1870 to 1980 (constitution of 1870, article IV, 7).

    There points left over could be split evenly; here whole points only, and those not given are reported as unused.
    """
    box = sort_out(ballots, options, most=points, cap=cap)
    return most_points(box, options, seats=seats, order=order, most=points)
