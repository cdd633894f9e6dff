"""What tables are made of: column types, the base of all models, and the extension that binds them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Enum, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from app.kernel.states import Labelled

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
