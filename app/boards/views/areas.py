"""The boards of many dongs side by side: of a gu, and of everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.boards import queries
from app.boards.queries import Board
from app.boards.states import Span, span
from app.boards.views.blueprint import bp
from app.boards.views.columns import COLUMNS, Column
from app.kernel import clock
from app.kernel.policy import public
from app.places import queries as places
from app.places.models import Dong, Gu


@dataclass(frozen=True)
class Row:
    """A dong with its numbers."""

    dong: Dong
    board: Board


@bp.get("/gus/<int:gu_id>/figures")
@public
def gu(gu_id: int) -> ResponseReturnValue:
    """The dongs of a gu."""
    return _area(places.gu(gu_id), queries.dongs_with_councils(gu_id))


@bp.get("/figures")
@public
def everywhere() -> ResponseReturnValue:
    """All dongs of this Golmok."""
    return _area(None, queries.dongs_with_councils())


def _area(of: Gu | None, dongs: Sequence[Dong]) -> ResponseReturnValue:
    chosen, now = span(request.args.get("span")), clock.now()
    dong_ids = None if of is None else [one.id for one in dongs]
    boards = queries.boards(dong_ids, chosen, now) if dongs else {}
    sort = next((one for one in COLUMNS if one.key == request.args.get("sort")), None)
    rows = _sorted([Row(one, boards.get(one.id, queries.NOTHING)) for one in dongs], sort)
    return render_template(
        "boards/area.html",
        gu=of,
        gus=list({one.dong.gu_id: one.dong.gu for one in rows}.values()),
        rows=rows,
        columns=COLUMNS,
        sort=sort,
        chosen=chosen,
        spans=Span,
        of=chosen.until(now),
        most=max((row.board.answering.waited for row in rows), default=0),
    )


def _sorted(rows: list[Row], column: Column | None) -> list[Row]:
    """The largest number first, what is not told last whatever it is; without a column as they are, by code."""
    if column is None:
        return rows
    values = {row.dong.id: column.value(row.board) for row in rows}
    return sorted(rows, key=lambda row: -1 if (value := values[row.dong.id]) is None else value, reverse=True)
