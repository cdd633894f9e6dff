"""Reads of councils, their places and their numbers."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.councils.models import Council
from app.councils.states import CouncilState
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.events import Event, history
from app.kernel.i18n import lazy
from app.kernel.paging import Page, page_of
from app.people.models import User
from app.places.models import Alley, Dong, Gu

SIMILAR_TOPIC = 0.5  # Dice coefficient of the topics' pairs of characters
MOST_COMPARED = 300
_EVERYDAY = ("골목", "회의", "문제", "우리", "동네")


def no_such_council() -> NotFound:
    """What to raise where none has the number."""
    return NotFound(lazy("그런 골목회의가 없습니다."))


def council(council_id: int) -> Council:
    """The council with its dong, gu, alley, segments, bylaws and callers; raises NotFound."""
    found = session().scalars(_whole().where(Council.id == council_id)).one_or_none()
    if found is None:
        raise no_such_council()
    return found


# Built once: making a statement anew takes as long as asking it.
COUNCIL_IN_BRIEF = select(Council).options(joinedload(Council.dong)).where(Council.id == bindparam("council"))


def council_in_brief(council_id: int) -> Council:
    """The council with its dong alone: all that rules and a heading need; raises NotFound."""
    found = session().scalars(COUNCIL_IN_BRIEF, {"council": council_id}).one_or_none()
    if found is None:
        raise no_such_council()
    return found


def council_with_callers(council_id: int) -> Council:
    """The council as the printed call needs it: callers in the order they signed, who called, who wrote it down."""
    people = (joinedload(Council.called_by), joinedload(Council.taken_by))
    found = session().scalars(_whole().options(*people).where(Council.id == council_id)).one_or_none()
    if found is None:
        raise no_such_council()
    return found


def _whole() -> Select[Council]:
    return select(Council).options(
        joinedload(Council.dong).joinedload(Dong.gu),
        joinedload(Council.alley).selectinload(Alley.segments),
        joinedload(Council.bylaws),
        selectinload(Council.callers),
    )


def locked_council(council_id: int) -> Council:
    """The council as it is now, with dong, bylaws and callers, held until the transaction ends."""
    wanted = (
        select(Council)
        .where(Council.id == council_id)
        .options(joinedload(Council.dong), selectinload(Council.bylaws), selectinload(Council.callers))
        .with_for_update(of=Council, key_share=True)
        .execution_options(populate_existing=True)
    )
    return session().scalars(wanted).one()


def lock_dong(dong_id: int) -> None:
    """Hold the dong's row until the transaction ends; rows that point to it can still be written.

    SQLite has one writer anyway.
    """
    session().execute(select(Dong.id).where(Dong.id == dong_id).with_for_update(key_share=True))


def called_once(user_id: int, once: str | None) -> Council | None:
    """The council that the user's form with this token has made already, by calling or by writing down."""
    made = _whole().where(or_(Council.called_by_id == user_id, Council.taken_by_id == user_id), Council.once == once)
    return session().scalars(made).one_or_none() if once else None


def called_count(dong_id: int, year: int) -> int:
    """How many councils were called in the dong in the year, by the calendar of Seoul."""
    first, last = (datetime(number, 1, 1, tzinfo=clock.SEOUL) for number in (year, year + 1))
    counted = select(func.count(Council.id)).where(
        Council.dong_id == dong_id, Council.called_at >= first, Council.called_at < last
    )
    return session().scalars(counted).one()


def councils(number: int, *, text: str = "", dong_id: int | None = None, per_page: int = 20) -> Page[Council]:
    """A page of the councils that fit, the latest first; text is sought in name, number, alley and dong."""
    wanted = (
        select(Council)
        .join(Council.dong)
        .outerjoin(Council.alley)
        .options(contains_eager(Council.dong), contains_eager(Council.alley))
        .order_by(Council.called_at.desc(), Council.id.desc())
    )
    for word in text.split()[:5]:
        wanted = wanted.where(_names(word))
    if dong_id is not None:
        wanted = wanted.where(Council.dong_id == dong_id)
    return page_of(wanted, number, per_page)


def _names(word: str) -> ColumnElement[bool]:
    columns = (Council.name, Council.number, Alley.name, Dong.name, Dong.official_name)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def similar(
    dong_id: int, topic: str, *, alley_id: int | None = None, written: Collection[str] = (), since: datetime
) -> list[Council]:
    """Councils of the dong at the same alley or on a like topic: those not ended, and those called after `since`.

    `alley_id` is a listed alley, `written` the segments of one that was typed.
    """
    recent = (
        select(Council)
        .where(Council.dong_id == dong_id)
        .where(or_(Council.state != CouncilState.CLOSED, Council.called_at >= since))
        .options(joinedload(Council.alley).selectinload(Alley.segments))
        .order_by(Council.called_at.desc())
        .limit(MOST_COMPARED)
    )
    return [
        other
        for other in session().scalars(recent)
        if _same_alley(other.alley, alley_id, written) or likeness(other.name, topic) >= SIMILAR_TOPIC
    ]


def _same_alley(alley: Alley | None, alley_id: int | None, written: Collection[str]) -> bool:
    if alley is None:
        return False
    return alley.id == alley_id or any(str(segment) in written for segment in alley.segments)


def likeness(one: str, other: str) -> float:
    """How alike two topics are, 0 to 1: the share of pairs of characters that both have (Dice)."""
    mine, theirs = _pairs(one), _pairs(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def _pairs(text: str) -> set[str]:
    for word in _EVERYDAY:
        text = text.replace(word, " ")
    return {word[at : at + 2] for word in text.split() for at in range(len(word) - 1)}


def dong(dong_id: int) -> Dong:
    """The dong with its gu; raises NotFound."""
    found = session().scalars(select(Dong).options(joinedload(Dong.gu)).where(Dong.id == dong_id)).one_or_none()
    if found is None:
        raise NotFound(lazy("그런 동이 없습니다."))
    return found


def dongs() -> Sequence[Dong]:
    """All dongs with their gus, in the order of their names."""
    return (
        session()
        .scalars(select(Dong).join(Dong.gu).options(contains_eager(Dong.gu)).order_by(Gu.city, Gu.name, Dong.name))
        .all()
    )


def alleys_of(dong_id: int) -> Sequence[Alley]:
    """The listed alleys of the dong with their segments."""
    listed = select(Alley).where(Alley.dong_id == dong_id).options(selectinload(Alley.segments))
    return session().scalars(listed.order_by(Alley.name)).all()


def bylaws_history(council_id: int) -> list[Event]:
    """Every change of the bylaws, the latest first."""
    events = history([("council", council_id)])
    return [event for event in reversed(events) if event.action == "bylaws.changed"]


def names_of(user_ids: Collection[int]) -> dict[int, str]:
    """The names of the users."""
    rows = session().execute(select(User.id, User.name).where(User.id.in_(user_ids)))
    return dict(rows.all()) if user_ids else {}
