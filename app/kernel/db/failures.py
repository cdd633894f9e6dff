"""Failures of the driver as SQLAlchemy has them, where the statement did not go through SQLAlchemy."""

from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError


def handled(connection: Connection, error: Exception, text: str, cursor: DBAPICursor | None = None) -> DBAPIError:
    """The failure, without the values that were sent. A dead connection is given up, and its pool with it."""
    try:
        # its own way: asked only whether the connection is dead, it would leave the others of the pool to fail in turn
        connection._handle_dbapi_exception(error, text, None, cursor, None)
    except DBAPIError as failure:
        return failure


def wrapped(engine: Engine, error: Exception, text: str | None = None) -> DBAPIError:
    """As `handled`, of a failure that leaves the connection and its transaction as they are, or where there is none."""
    base = engine.dialect.loaded_dbapi.Error
    failure = DBAPIError.instance(text, None, error, base, hide_parameters=True, dialect=engine.dialect)
    assert isinstance(failure, DBAPIError), "it is one of the driver's"
    return failure
