"""A picture of what moves between the parts of a whole: a bar a stage from top to bottom, and ribbons between them.

Measures are those of the SVG's own box, which is as wide as a small phone; floats are for drawing alone.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

WIDTH, LEFT, BAR, GAP, GLYPH = 340.0, 22.0, 22.0, 40.0, 9.0


class Band(NamedTuple):
    """A part of a bar: its name, its size, and what it is (a word of the style sheet)."""

    name: str
    size: int
    kind: str


class Piece(NamedTuple):
    """A part as it is drawn; `label` is "" where there is no room for it."""

    x: float
    width: float
    kind: str
    label: str


class Row(NamedTuple):
    """A bar."""

    y: float
    pieces: list[Piece]


class Ribbon(NamedTuple):
    """The path of what stays or moves between two bars."""

    path: str
    kind: str


class Flow(NamedTuple):
    """The picture, and how high it is."""

    rows: list[Row]
    ribbons: list[Ribbon]
    height: float


def drawn(stages: Sequence[Sequence[Band]], whole: int) -> Flow:
    """Every stage has the same parts in the same order, and they add up to the whole."""
    scale = (WIDTH - LEFT) / max(1, whole)
    rows = [_row(number, stage, scale) for number, stage in enumerate(stages)]
    ribbons = [
        ribbon
        for number, (before, after) in enumerate(pairwise(stages))
        for ribbon in _ribbons(before, after, rows[number], rows[number + 1], scale)
    ]
    return Flow(rows, ribbons, rows[-1].y + BAR)


def _row(number: int, stage: Sequence[Band], scale: float) -> Row:
    at, pieces = LEFT, list[Piece]()
    for band in stage:
        width = band.size * scale
        fits = width >= GLYPH * len(band.name) + 4
        pieces.append(Piece(at, width, band.kind, band.name if fits else ""))
        at += width
    return Row(number * (BAR + GAP), pieces)


def _ribbons(before: Sequence[Band], after: Sequence[Band], upper: Row, lower: Row, scale: float) -> list[Ribbon]:
    """What stays with each part, then what those who lose give to those who gain.

    Where several lose at once nobody knows who gave to whom: each gives to all in proportion.
    """
    top, bottom = upper.y + BAR, lower.y
    stays = [min(one.size, other.size) * scale for one, other in zip(before, after, strict=True)]
    found = [
        Ribbon(_path(up.x, top, down.x, bottom, stay), "stays")
        for up, down, stay in zip(upper.pieces, lower.pieces, stays, strict=True)
        if stay
    ]
    gains = [down.width - stay for down, stay in zip(lower.pieces, stays, strict=True)]
    all_gains = sum(gains) or 1
    into = [down.x + stay for down, stay in zip(lower.pieces, stays, strict=True)]
    for up, stay in zip(upper.pieces, stays, strict=True):
        out = up.x + stay
        for place, gain in enumerate(gains):
            width = (up.width - stay) * gain / all_gains
            if width > 0:
                found.append(Ribbon(_path(out, top, into[place], bottom, width), "moves"))
            out, into[place] = out + width, into[place] + width
    return found


def _path(x: float, top: float, to: float, bottom: float, width: float) -> str:
    middle = (top + bottom) / 2
    points = [x, top, x, middle, to, middle, to, bottom, to + width, bottom, to + width, middle, x + width, middle]
    drawn_points = [f"{point:.2f}" for point in (*points, x + width, top)]
    return "M{} {}C{} {} {} {} {} {}L{} {}C{} {} {} {} {} {}Z".format(*drawn_points)
