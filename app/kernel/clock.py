"""The only place where the time is read: the program's clock, and the database's for deadlines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.kernel.db.prepared import Askable, Prepared

SEOUL = ZoneInfo("Asia/Seoul")


class DatabaseClock(FunctionElement[object]):
    """The database's clock as a column of another statement; read it with `moment_of`."""

    inherit_cache = True


@compiles(DatabaseClock, "sqlite")
def _sqlite_clock(element: DatabaseClock, compiler: object, **kw: object) -> str:
    return "strftime('%Y-%m-%dT%H:%M:%f', 'now')"


@compiles(DatabaseClock, "postgresql")
def _postgresql_clock(element: DatabaseClock, compiler: object, **kw: object) -> str:
    return "clock_timestamp()"


def _of_the_machine() -> datetime:
    return datetime.now(UTC)


_told_by = [_of_the_machine]


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _told_by[-1]()


@contextmanager
def told_by(clock: Callable[[], datetime]) -> Iterator[None]:
    """Let this process take the time from another clock meanwhile; the database keeps its own."""
    _told_by.append(clock)
    try:
        yield
    finally:
        _told_by.remove(clock)


def today() -> date:
    """The day in Seoul."""
    return now().astimezone(SEOUL).date()


def seoul(moment: datetime) -> datetime:
    """The same moment as a clock on a wall in Seoul shows it."""
    return moment.astimezone(SEOUL)


def database_now(connection: Askable) -> datetime:
    """The moment by the database's own clock: the only authority on when a poll is open.

    Unlike PostgreSQL's now(), it moves on inside a transaction, so a voter who waited for a lock
    is judged by the moment the lock was given.
    """
    said = _ASK(connection).fetchone()
    assert said is not None, "a clock always says something"
    return moment_of(said[0])


def moment_of(value: object) -> datetime:
    """What the database's clock said, aware, in UTC."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


_ASK = Prepared(select(DatabaseClock()))  # whoever opens the page of an open poll asks it
