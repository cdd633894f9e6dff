"""The only place where the time is read: the program's clock, and the database's for deadlines."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

SEOUL = ZoneInfo("Asia/Seoul")
_DATABASE_CLOCK = {
    "sqlite": text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')"),
    "postgresql": text("SELECT clock_timestamp()"),
}


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day in Seoul."""
    return now().astimezone(SEOUL).date()


def seoul(moment: datetime) -> datetime:
    """The same moment as a clock on a wall in Seoul shows it."""
    return moment.astimezone(SEOUL)


def database_now(connection: Connection) -> datetime:
    """The moment by the database's own clock: the only authority on when a poll is open.

    Unlike PostgreSQL's now(), it moves on inside a transaction, so a voter who waited for a lock
    is judged by the moment the lock was given.
    """
    moment = connection.execute(_DATABASE_CLOCK[connection.dialect.name]).scalar_one()
    if isinstance(moment, str):
        return datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return datetime.fromisoformat(str(moment)).astimezone(UTC)
