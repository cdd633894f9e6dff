"""Reads of files that go with answers, and whether they are searched now."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.councils.models import Council
from app.decisions.models import AnswerFile, Request, SearchPause
from app.decisions.queries.requests import at_desk, office_phones
from app.decisions.states import PARTS, FileState
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.i18n import _
from app.kernel.markup import phone_numbers


def _whole() -> Select[AnswerFile]:
    request = joinedload(AnswerFile.request)
    return select(AnswerFile).options(
        selectinload(AnswerFile.finds),
        request.joinedload(Request.council).joinedload(Council.dong),
        request.joinedload(Request.dong),
        request.joinedload(Request.decision),
    )


def answer_file(number: int) -> AnswerFile:
    """A file with its request and what was found in it. Raises NotFound."""
    found = session().scalars(_whole().where(AnswerFile.id == number)).one_or_none()
    if found is None:
        raise NotFound
    return found


def locked_file(number: int) -> AnswerFile:
    """The same as it is now, held until the transaction ends."""
    session().execute(select(AnswerFile.id).where(AnswerFile.id == number).with_for_update()).one()
    return session().scalars(_whole().where(AnswerFile.id == number).execution_options(populate_existing=True)).one()


def file_of(request_id: int, number: int) -> AnswerFile:
    """A file of the request. Raises NotFound."""
    found = answer_file(number)
    if found.request_id != request_id:
        raise NotFound
    return found


def shelf(request_id: int) -> Sequence[AnswerFile]:
    """The files that go out with the next version of the answer, the first first."""
    on_it = AnswerFile.request_id == request_id, AnswerFile.is_on_shelf
    return session().scalars(_whole().where(*on_it).order_by(AnswerFile.id)).all()


def held_aside(request_id: int) -> Sequence[AnswerFile]:
    """The files of older versions that are held until an officer has looked."""
    aside = AnswerFile.request_id == request_id, ~AnswerFile.is_on_shelf, AnswerFile.state == FileState.HELD
    return session().scalars(_whole().where(*aside).order_by(AnswerFile.id)).all()


def files_by_line(request_id: int) -> Mapping[str, AnswerFile]:
    """All published files of the request, by the line that versions of the answer have of them."""
    out = AnswerFile.request_id == request_id, AnswerFile.state != FileState.DRAFT
    return {file.line: file for file in session().scalars(_whole().where(*out).order_by(AnswerFile.id))}


def files_named(request_id: int, lines: str) -> list[AnswerFile]:
    """The files that these lines name, as a published answer or one of its versions has them."""
    if not lines:
        return []
    known = files_by_line(request_id)
    return [known[line] for line in lines.splitlines() if line in known]


def file_once(request_id: int, once: str | None) -> AnswerFile | None:
    """The file that the form with this token has brought."""
    made = AnswerFile.request_id == request_id, AnswerFile.once == once
    return session().scalars(_whole().where(*made)).one_or_none() if once else None


def has_file(key: str) -> bool:
    """Whether a row leads to the content."""
    return session().scalar(select(AnswerFile.id).where(AnswerFile.key == key)) is not None


def unsearched() -> Sequence[int]:
    """The numbers of files that nobody has looked into, the first first."""
    waits = AnswerFile.searched_at.is_(None), AnswerFile.state != FileState.TAKEN_DOWN
    return session().scalars(select(AnswerFile.id).where(*waits).order_by(AnswerFile.id)).all()


def held_files(dong_id: int) -> Sequence[AnswerFile]:
    """The published files of the dong's centre that are held until an officer has looked, the first first."""
    mine = _whole().join(AnswerFile.request).join(Request.council)
    return session().scalars(mine.where(AnswerFile.state == FileState.HELD, at_desk(dong_id))).all()


def offices_of(request: Request) -> set[str]:
    """The phone numbers, as digits, that may stand in a file: the centre's, its officers', the one in the answer."""
    given = [request.decision.officer_phone] if request.decision else []
    return {number for phone in (*office_phones(request), *given) for number in phone_numbers(phone)}


def search_pause(at: datetime) -> SearchPause | None:
    """The pause in which files are not searched at the moment, None where they are."""
    on = SearchPause.ended_at.is_(None), SearchPause.at <= at, SearchPause.until > at
    return session().scalars(select(SearchPause).where(*on).order_by(SearchPause.id.desc()).limit(1)).one_or_none()


def pauses() -> Sequence[SearchPause]:
    """The last pauses, the latest first."""
    return session().scalars(select(SearchPause).order_by(SearchPause.id.desc()).limit(50)).all()


def worn_out_pauses(at: datetime) -> Sequence[SearchPause]:
    """The pauses whose time is over and that nobody has ended."""
    return session().scalars(select(SearchPause).where(SearchPause.ended_at.is_(None), SearchPause.until <= at)).all()


def _hidden(name: str) -> str:
    return _("%(name)s(숨김)", name=name)


def place_words(place: Mapping[str, Any]) -> str:
    """Where something was found, as a person would look for it: 시트 '명단'(숨김), B열 4행."""
    part, words = str(place.get("part", "other")), []
    if place.get("name"):
        is_sheet = part in {"cell", "sheet", "comment", "header"}
        name = _("시트 '%(name)s'", name=place["name"]) if is_sheet else str(place["name"])
        words.append(_hidden(name) if place.get("hidden") else name)
    if part == "cell":
        cell = _("%(column)s열 %(row)s행", column=place.get("column", ""), row=place.get("row", ""))
        words.append(_hidden(cell) if place.get("inside_hidden") else cell)
    elif part == "line":
        words.append(_("%(row)s줄", row=place.get("row", "")))
    elif place.get("number"):
        words.append(_("%(number)s쪽", number=place["number"]))
    if part not in {"cell", "line", "sheet", "page"}:
        words.append(str(PARTS.get(part, PARTS["other"])))
    return ", ".join(words)
