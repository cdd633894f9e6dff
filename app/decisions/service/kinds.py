"""The kinds of requests that a gu makes for itself: another term by ordinance, or a kind of its own."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from app.decisions import queries
from app.decisions.models import RequestKind
from app.decisions.states import Unit
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User
from app.places.models import Gu


@dataclass(frozen=True)
class KindWords:
    """What an operator writes of a kind; the fields are those of the row."""

    name_ko: str
    name_en: str
    law: str
    term: int
    unit: Unit
    extension: int
    second_with_consent: bool
    survey_days: int
    supplement_within: int | None
    again_days: int | None
    gives_ko: str
    gives_en: str
    remedy_ko: str
    remedy_en: str


def add_kind(gu: Gu, code: str, words: KindWords, *, valid_from: date, by: User, at: datetime) -> RequestKind:
    """Let a gu have a kind from a day on, or have it otherwise from that day on.

    The row that held until then ends on the eve, and every request that was received under it keeps it. The same row
    again is the row that is there. Raises Invalid for a day that is past, and where a row of that day or a later one
    is there and says something else.
    """
    session().get_one(Gu, gu.id, with_for_update=True)
    rows = queries.rows_of_code(gu.id, code)
    newest = rows[0] if rows else None
    if newest is not None and newest.valid_from == valid_from and _says(newest, words):
        return newest
    if valid_from < clock.seoul(at).date():
        raise Invalid(lazy("지난 날부터 바꿀 수는 없습니다. 오늘이나 그 뒤의 날로 적어 주세요."))
    if newest is not None and newest.valid_from >= valid_from:
        raise Invalid(lazy("이 절차에는 그날이나 그 뒤에 시작하는 내용이 이미 있습니다. 더 뒤의 날로 적어 주세요."))
    if newest is not None and (newest.valid_until is None or newest.valid_until >= valid_from):
        newest.valid_until = valid_from - timedelta(days=1)
    kind = RequestKind(gu_id=gu.id, code=code, valid_from=valid_from, **asdict(words))
    session().add(kind)
    session().flush()
    record("request_kind.made", kind, by=by, at=at, code=code, gu=gu.code)
    return kind


def end_kind(kind: RequestKind, *, by: User, at: datetime) -> RequestKind:
    """Let today be the last day on which a gu's own kind can be chosen; pressed twice, it ends once.

    What holds everywhere then holds again. Raises Conflict for a kind that holds everywhere.
    """
    today = clock.seoul(at).date()
    if not kind.is_own:
        raise Conflict(lazy("어디에서나 쓰는 절차는 여기에서 끝낼 수 없습니다."))
    held = session().get_one(RequestKind, kind.id, with_for_update=True)
    last = max(today, held.valid_from)
    if held.valid_until is None or held.valid_until > last:
        held.valid_until = last
        record("request_kind.ended", held, by=by, at=at, code=held.code)
    return held


def _says(row: RequestKind, words: KindWords) -> bool:
    return all(getattr(row, name) == value for name, value in asdict(words).items())
