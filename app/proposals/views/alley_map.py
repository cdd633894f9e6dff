"""골목 지도: a map that is drawn from road names and building numbers alone, and asks no server of tiles.

Building numbers follow base numbers (기초번호), which are given every 20 metres from the start of a road, odd ones on
the left and even ones on the right: a number says how far along the road a place is, and on which side (docs/adr/0015).
Measures are those of the SVG's own box, which is as wide as a small phone; floats are for drawing alone.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from flask import render_template
from flask.typing import ResponseReturnValue

from app.councils import queries as councils
from app.kernel.policy import authorize
from app.places.models import RoadSegment
from app.proposals import queries
from app.proposals.models import Proposal
from app.proposals.queries import Address, Site
from app.proposals.views.blueprint import bp

WIDTH, MIDDLE, HALF, MARGIN, TALLEST = 340.0, 170.0, 16.0, 30.0, 1500.0
PIN, FIRST_PIN, NEXT_PIN, MOST_PINS = 13.0, 70.0, 29.0, 4
STEP, LEAST_STEP = 44.0, 6.0  # of a base number
FAR = 25  # base numbers beyond the road's own: what stands farther is a slip of the pen
_LONGEST = 200  # base numbers that one drawing shows


class Pin(NamedTuple):
    """A proposal on the map; `sign` is its number in the list below, or how many more there are."""

    x: float
    y: float
    sign: str
    proposal: Proposal | None


class Tick(NamedTuple):
    """A pair of building numbers across the road from each other, 20 metres from the next."""

    y: float
    odd: int
    even: int


class Stop(NamedTuple):
    """A line of the list below the drawing."""

    sign: int
    address: Address
    proposal: Proposal


class Road(NamedTuple):
    """One road as it is drawn: its start is at the bottom, so left is left for whoever walks up."""

    name: str
    height: float
    ticks: list[Tick]
    pins: list[Pin]
    stops: list[Stop]


@bp.get("/councils/<int:council_id>/proposals/map")
def alley_map(council_id: int) -> ResponseReturnValue:
    """The roads of the alley with what neighbours propose along them, and what has no place on them."""
    council = councils.council_in_brief(council_id)
    authorize("read", council)
    segments = queries.roads_of(council)
    found = queries.sites(council_id, segments)
    roads = drawn(segments, found, council.alley_id)
    placed = {stop.proposal.id for road in roads for stop in road.stops}
    return render_template(
        "proposals/map.html",
        council=council,
        roads=roads,
        elsewhere=[site.proposal for site in found if site.proposal.id not in placed],
    )


def drawn(segments: Iterable[RoadSegment], sites: Sequence[Site], alley_id: int | None) -> list[Road]:
    """The roads of the alley, and others on which something is proposed; proposals are numbered from 1 through all."""
    own = {segment.road for segment in segments if segment.alley_id == alley_id}
    ranges = _ranges(segments)
    roads, sign = [], 0
    for name in sorted(ranges, key=lambda name: (name not in own, name)):
        stops = [site for site in sites if site.address and site.address.road == name and _near(site.address, ranges)]
        if stops or name in own:
            roads.append(_road(name, ranges[name], stops, sign))
            sign += len(stops)
    return [road for road in roads if road.ticks]


def _ranges(segments: Iterable[RoadSegment]) -> dict[str, tuple[int, int] | None]:
    """By road, the lowest and the highest pair that its segments name; None where they name no numbers."""
    found: dict[str, tuple[int, int] | None] = {}
    for segment in segments:
        ends = [_pair(int(number.split("-")[0])) for number in (segment.from_number, segment.to_number) if number]
        known = found.get(segment.road) or ()
        found[segment.road] = (min((*known, *ends)), max((*known, *ends))) if ends or known else None
    return found


def _pair(number: int) -> int:
    """1 and 2 stand across from each other, 20 metres or less from the start: pair 1."""
    return (number + 1) // 2


def _near(address: Address, ranges: dict[str, tuple[int, int] | None]) -> bool:
    ends = ranges[address.road]
    return ends is None or ends[0] - FAR <= _pair(address.number) <= ends[1] + FAR


def _road(name: str, ends: tuple[int, int] | None, sites: Sequence[Site], signed: int) -> Road:
    ordered = sorted(((site.address, site.proposal) for site in sites if site.address), key=lambda pair: pair[0])
    stops = [Stop(signed + place, address, proposal) for place, (address, proposal) in enumerate(ordered, 1)]
    pairs = [*(ends or ()), *(_pair(stop.address.number) for stop in stops)]
    if not pairs:
        return Road(name, 0, [], [], [])
    first, last = max(1, min(pairs) - 1), min(max(pairs) + 1, max(1, min(pairs) - 1) + _LONGEST)
    step = max(LEAST_STEP, min(STEP, TALLEST / (last - first + 1)))
    height = 2 * MARGIN + step * (last - first)

    def y(pair: int) -> float:
        return float(height - MARGIN - step * (min(pair, last) - first))

    every = 1 if step >= 22 else 5
    shown = [pair for pair in range(first, last + 1) if (pair - first) % every == 0]
    ticks = [Tick(y(pair), 2 * pair - 1, 2 * pair) for pair in shown]
    return Road(name, height, ticks, _pins(stops, y), stops)


def _pins(stops: Sequence[Stop], y: Callable[[int], float]) -> list[Pin]:
    """Those at one number stand side by side, away from the road; where there are too many the last counts the rest."""
    pins: list[Pin] = []
    for number, group in groupby(stops, key=lambda stop: stop.address.number):
        here, side = list(group), -1 if number % 2 else 1
        xs = [MIDDLE + side * (FIRST_PIN + NEXT_PIN * place) for place in range(MOST_PINS)]
        alone = here if len(here) <= MOST_PINS else here[: MOST_PINS - 1]
        height = y(_pair(number))
        pins += [Pin(x, height, str(stop.sign), stop.proposal) for x, stop in zip(xs, alone, strict=False)]
        if len(alone) < len(here):
            pins.append(Pin(xs[-1], height, f"+{len(here) - len(alone)}", None))
    return pins
