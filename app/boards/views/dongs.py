"""The board of a dong, and the lists behind its numbers."""

from datetime import datetime
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.boards import queries
from app.boards.queries import NO_VOICES, Board
from app.boards.states import Span, span
from app.boards.views.blueprint import bp
from app.boards.views.columns import GROUPS, PEOPLE
from app.boards.views.lines import line
from app.boards.views.tables import area_table, csv_file, people_table
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.paging import page_number
from app.kernel.policy import authorize
from app.meetings.models import Meeting
from app.places import queries as places


@bp.get("/dongs/<int:dong_id>/figures")
def dong(dong_id: int) -> ResponseReturnValue:
    """How the dong answers, promises, meets and votes, in numbers."""
    found = places.dong(dong_id)
    authorize("read", found)
    chosen, now = span(request.args.get("span")), clock.now()
    board = queries.board(dong_id, chosen, now)
    return render_template(
        "boards/dong.html", dong=found, board=board, groups=GROUPS, chosen=chosen, spans=Span, of=chosen.until(now)
    )


@bp.get("/dongs/<int:dong_id>/figures.csv")
def dong_table(dong_id: int) -> ResponseReturnValue:
    """The numbers of the dong as a file."""
    found = places.dong(dong_id)
    authorize("read", found)
    chosen, now = span(request.args.get("span")), clock.now()
    table = area_table([(found, queries.board(dong_id, chosen, now))], chosen.until(now))
    return csv_file(table, f"golmok-figures-dong-{found.code}-{chosen}.csv")


@bp.get("/dongs/<int:dong_id>/figures/<string:figure>/table.csv")
def people_of(dong_id: int, figure: str) -> ResponseReturnValue:
    """What a number of people is made of, as a file; never persons."""
    found = places.dong(dong_id)
    authorize("read", found)
    chosen, now = span(request.args.get("span")), clock.now()
    if figure not in PEOPLE:
        raise NotFound
    shown = _people(dong_id, figure, chosen, now)
    column = shown["column"]
    whole = (str(column.label), column.value(shown["board"]))
    parts = [(str(name), shown["kinds"][key]) for key, name in shown["names"].items()]
    table = people_table(column, [whole, *parts], chosen.until(now))
    return csv_file(table, f"golmok-{figure}-dong-{found.code}-{chosen}.csv")


@bp.get("/dongs/<int:dong_id>/figures/<string:figure>")
def rows(dong_id: int, figure: str) -> ResponseReturnValue:
    """What one number counts, row by row; of a number of people, what they did and no person."""
    found = places.dong(dong_id)
    authorize("read", found)
    chosen, now = span(request.args.get("span")), clock.now()
    shown = {"dong": found, "chosen": chosen, "spans": Span, "of": chosen.until(now)}
    if figure in PEOPLE:
        return render_template("boards/people.html", **_people(dong_id, figure, chosen, now), **shown)
    counted = queries.FIGURES.get(figure)
    if counted is None:
        raise NotFound
    page = queries.rows(counted, dong_id, chosen.until(now), page_number(request.args.get("page")))
    came = queries.came_to([one for one in page.items if isinstance(one, Meeting)])
    lines = [line(one, came) for one in page.items]
    return render_template("boards/rows.html", figure=counted, page=page, lines=lines, **shown)


def _people(dong_id: int, figure: str, chosen: Span, now: datetime) -> dict[str, Any]:
    said = queries.voices([dong_id], chosen, now).get(dong_id, NO_VOICES)
    return {"column": PEOPLE[figure], "board": Board(voices=said), "kinds": said.kinds, "names": queries.KINDS}
