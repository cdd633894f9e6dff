"""From a prepared statement straight to the driver: what a ballot is asked and kept by."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Protocol, Self

from sqlalchemy import Dialect, Engine

from app.kernel.db.failures import wrapped


class Found(Protocol):
    """What a statement found or changed."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""

    def fetchone(self) -> Any:
        """The next row as a tuple, with the types of the driver; None after the last."""


class Straight(ABC):
    """A transaction on a connection of its own, kept where it ends without an error; once, and for one thread.

    Nothing of SQLAlchemy stands between but its pool and, where something fails, its errors: DBAPIError.
    """

    dialect: Dialect  # that statements are compiled for

    def __init__(self, engine: Engine) -> None:
        """Nothing is asked yet."""
        self._engine = engine
        self._is_open = False
        self.dispatch = engine.dispatch

    def __enter__(self) -> Self:
        """Begin as a writer."""
        try:
            self._take()
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise wrapped(self._engine, error) from None
        try:
            self._begin()
        except BaseException:
            self._give_back()
            raise
        self._is_open = True
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        """Keep all of it or nothing. Raises DBAPIError where the database does not say that it is kept."""
        self._is_open = False
        try:
            if kind is None:
                self._commit()
        finally:
            self._give_back()

    def ask(self, text: str, values: Sequence[Any]) -> Found:
        """Run a statement."""
        if not self._is_open:
            raise RuntimeError("a transaction is asked that has ended: its connection may be somebody else's by now")
        return self._ask(text, values)

    @abstractmethod
    def _take(self) -> None:
        """Have a connection, for this transaction alone. Raises the driver's Error."""

    @abstractmethod
    def _give_back(self) -> None:
        """Undo what has begun and was not kept, and let go of the connection."""

    @abstractmethod
    def _ask(self, text: str, values: Sequence[Any]) -> Found:
        """Hand it to the driver."""

    @abstractmethod
    def _begin(self) -> None:
        """Say so to the database."""

    @abstractmethod
    def _commit(self) -> None:
        """Say so to the database, and hear that it is kept."""

    @abstractmethod
    def _undo(self) -> None:
        """End what has not ended yet; harmless where there is nothing."""
