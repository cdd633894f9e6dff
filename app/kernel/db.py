"""The database: column types, engine settings, and the one place that commits."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, Engine, Enum, Integer, MetaData, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, registry
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator
from werkzeug.routing import IntegerConverter, Map

from app.kernel.states import Labelled

T = TypeVar("T")
LARGEST_KEY = 2**31 - 1  # an INTEGER of PostgreSQL
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",  # WAL with NORMAL loses acknowledged rows at a power cut
    "foreign_keys": "ON",
    "recursive_triggers": "ON",
    "secure_delete": "ON",
    "busy_timeout": "10000",
}
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC: SQLite would hand it back naive, PostgreSQL aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment: nobody can know what it meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError(f"a naive moment cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give it back aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _words(enum: type[Labelled]) -> list[str]:
    return [member.value for member in enum]


class Base(DeclarativeBase):
    """The base of all tables."""

    registry = registry(
        metadata=MetaData(naming_convention=_NAMES),
        type_annotation_map={
            datetime: UTCDateTime(),
            Labelled: Enum(Labelled, native_enum=False, values_callable=_words, length=32),
        },
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
migrate = Migrate()

if TYPE_CHECKING:

    class Model(Base):
        """The base of models, as mypy sees it."""

        __abstract__ = True
        id: Any
else:
    Model = db.Model


class Versioned:
    """A row that two people may change at once: the second is told instead of overwriting the first."""

    version: Mapped[int] = mapped_column(Integer)
    __mapper_args__: ClassVar[Mapping[str, Any]] = {"version_id_col": version}


def session() -> Session:
    """The session of this request, job or command."""
    return cast(Session, db.session())


@contextmanager
def transaction() -> Iterator[Session]:
    """Do one thing wholly or not at all; the only place that commits.

    What was read before is let go first, so that on SQLite the transaction can start as a writer
    (BEGIN IMMEDIATE) and waits its turn instead of failing half-way with "database is locked".
    """
    current = session()
    _end(current)
    with _TURN if current.get_bind().dialect.name == "sqlite" else nullcontext():
        current.connection(execution_options={"writes": True})
        try:
            yield current
            _end(current)
        except BaseException:
            current.rollback()
            raise


# SQLite has one writer at a time. Threads that wait for each other here go on at once; those that SQLite turns away
# sleep for a while and ask again. Other processes still wait in SQLite, for as long as `busy_timeout`.
_TURN = threading.RLock()


def _end(current: Session) -> None:
    current.commit()


class Key(IntegerConverter):
    """<int:...> of every rule: up to ten ASCII digits and no larger than a key can be; all else is a missing page."""

    regex = r"[0-9]{1,10}"

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:  # noqa: A002 - Werkzeug's name
        """As Werkzeug's, with a largest number."""
        super().__init__(map, *args, **{"max": LARGEST_KEY, **kwargs})


def key_of(given: object) -> int | None:
    """The key that a query or a hidden field names; None for what no table could hold."""
    text = str(given or "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
    return number if 0 < number <= LARGEST_KEY else None


def insert_if_new(model: type[Model], **values: Any) -> bool:
    """Put the row in unless its unique key is there already, also when two try at once; whether it was put in."""
    current = session()
    inserts: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    table = cast("Table", model.__table__)
    row = inserts[current.connection().dialect.name](table).values(**values).on_conflict_do_nothing()
    # the row itself answers: psycopg says nothing of how many rows an insert has put in
    return current.execute(row.returning(*table.primary_key)).first() is not None


def kept_once(thing: T, find: Callable[[], T | None]) -> tuple[T, bool]:
    """Keep the new thing, or give the one that `find` says was kept before under its unique key; whether it is new.

    A form that was sent twice leaves one thing: when both come at once, the key refuses the second.
    """
    current = session()
    twin = find()
    if twin is not None:
        return twin, False
    try:
        with current.begin_nested():
            current.add(thing)
            current.flush()
    except IntegrityError:
        twin = find()
        if twin is None:
            raise
        return twin, False
    return thing, True


def remembered(key: tuple[object, ...], load: Callable[[], T]) -> T:
    """What `load` gives, asked once a transaction: for rules that every policy of a page asks."""
    memory = session().info.setdefault("remembered", {})
    if key not in memory:
        memory[key] = load()
    return cast(T, memory[key])


def _forget(current: Session, *_: object) -> None:
    current.info.pop("remembered", None)


def _set_pragmas(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # SQLAlchemy's begin event below says BEGIN, not the driver
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")


def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("writes", False)
        # straight to the driver: every request begins once or twice, and SQLAlchemy's way takes ten times as long
        cast("sqlite3.Connection", connection.connection.driver_connection).execute(
            "BEGIN IMMEDIATE" if writes else "BEGIN"
        )


event.listen(Engine, "connect", _set_pragmas)
event.listen(Engine, "begin", _begin)
event.listen(Session, "after_commit", _forget)
event.listen(Session, "after_rollback", _forget)


def init_app(app: Flask) -> None:
    """Bind the application to its database and its migrations."""
    uri = app.config["SQLALCHEMY_DATABASE_URI"]
    if uri.startswith("sqlite:///"):
        Path(uri.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    app.url_map.converters["int"] = Key  # before any rule is made
    # Alembic's batch mode copies tables on SQLite and loses their triggers and WITHOUT ROWID without a word
    migrate.init_app(
        app, db, directory=str(Path(app.root_path).parent / "migrations"), render_as_batch=False, compare_type=True
    )
