"""The boards of many dongs side by side: of a gu, and of everywhere."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.boards import queries
from app.boards.queries import Board
from app.boards.states import Period, Span, span
from app.boards.views.blueprint import bp
from app.boards.views.columns import COLUMNS, Column
from app.boards.views.tables import area_table, csv_file
from app.kernel import clock
from app.kernel.policy import public
from app.places import queries as places
from app.places.models import Dong, Gu


@dataclass(frozen=True)
class Row:
    """A dong with its numbers."""

    dong: Dong
    board: Board


@dataclass(frozen=True)
class Picked:
    """What was asked for: the span, its period, and the column by which rows are sorted."""

    chosen: Span
    of: Period
    sort: Column | None


@bp.get("/gus/<int:gu_id>/figures")
@public
def gu(gu_id: int) -> ResponseReturnValue:
    """The dongs of a gu."""
    return _page(places.gu(gu_id), *_area(gu_id))


@bp.get("/figures")
@public
def everywhere() -> ResponseReturnValue:
    """All dongs of this Golmok."""
    return _page(None, *_area(None))


@bp.get("/gus/<int:gu_id>/figures.csv")
@public
def gu_table(gu_id: int) -> ResponseReturnValue:
    """The table of a gu as a file."""
    return _file(f"gu-{places.gu(gu_id).code}", *_area(gu_id))


@bp.get("/figures.csv")
@public
def everywhere_table() -> ResponseReturnValue:
    """The table of all dongs as a file."""
    return _file("all", *_area(None))


def _area(gu_id: int | None) -> tuple[list[Row], Picked]:
    """The dongs of a gu, or all, with their numbers, as they were asked for."""
    dongs = queries.dongs_with_councils(gu_id)
    chosen, now = span(request.args.get("span")), clock.now()
    dong_ids = None if gu_id is None else [one.id for one in dongs]
    boards = queries.boards(dong_ids, chosen, now) if dongs else {}
    sort = next((one for one in COLUMNS if one.key == request.args.get("sort")), None)
    rows = _sorted([Row(one, boards.get(one.id, queries.NOTHING)) for one in dongs], sort)
    return rows, Picked(chosen, chosen.until(now), sort)


def _page(of: Gu | None, rows: list[Row], picked: Picked) -> ResponseReturnValue:
    return render_template(
        "boards/area.html",
        gu=of,
        gus=list({one.dong.gu_id: one.dong.gu for one in rows}.values()),
        rows=rows,
        columns=COLUMNS,
        sort=picked.sort,
        chosen=picked.chosen,
        spans=Span,
        of=picked.of,
        most=max((row.board.answering.waited for row in rows), default=0),
    )


def _file(name: str, rows: list[Row], picked: Picked) -> ResponseReturnValue:
    table = area_table(((row.dong, row.board) for row in rows), picked.of)
    return csv_file(table, f"golmok-figures-{name}-{picked.chosen}.csv")


def _sorted(rows: list[Row], column: Column | None) -> list[Row]:
    """The largest number first, what is not told last whatever it is; without a column as they are, by code."""
    if column is None:
        return rows
    values = {row.dong.id: column.value(row.board) for row in rows}
    return sorted(rows, key=lambda row: -1 if (value := values[row.dong.id]) is None else value, reverse=True)
