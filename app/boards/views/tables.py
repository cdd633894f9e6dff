"""The tables of boards as files: CSV in UTF-8 with a mark, as spreadsheets want it, with the numbers of the pages.

A share has as many digits as on the page: with more of them one could find the people behind it.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

from app.boards.queries import Board
from app.boards.states import Period
from app.boards.views.columns import COLUMNS, Column, Value
from app.kernel.i18n import _
from app.places.models import Dong

_CSV = "text/csv; charset=utf-8; header=present"
_MARK = "\ufeff"


def area_table(rows: Iterable[tuple[Dong, Board]], of: Period) -> list[Sequence[str]]:
    """A dong a row; the last column names what is not told of it."""
    head = [*_days_head(), _("행정동코드"), _("구"), _("동"), *(one.head for one in COLUMNS), _("밝히지 않은 칸")]
    return [head, *([*_days(of), dong.code, dong.gu.name, dong.name, *_cells(board)] for dong, board in rows)]


def _cells(board: Board) -> list[str]:
    hidden = " · ".join(str(one.label) for one in COLUMNS if one.is_kept_back(board))
    return [*(one.cell(one.value(board)) for one in COLUMNS), hidden]


def people_table(column: Column, parts: Iterable[tuple[str, Value]], of: Period) -> list[Sequence[str]]:
    """What a number of people is made of, a kind a row."""
    rows = ((name, column.cell(value), _("밝히지 않음") if value is None else "") for name, value in parts)
    return [[*_days_head(), _("무엇"), column.head, _("밝히지 않은 칸")], *([*_days(of), *row] for row in rows)]


def _days_head() -> tuple[str, str]:
    return _("첫날"), _("데이터기준일자")


def _days(of: Period) -> tuple[str, str]:
    return of.first.isoformat(), of.counted_on.isoformat()


def csv_file(table: Iterable[Sequence[str]], name: str) -> Response:
    """The table as a file to keep."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    answer = Response((_MARK + text.getvalue()).encode(), mimetype=None, content_type=_CSV)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
