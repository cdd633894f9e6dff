"""Statements that the server has prepared for us on one connection, each under a name that follows from its text."""

from collections import OrderedDict
from hashlib import sha256
from typing import Any, cast

from psycopg import errors
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGconn, PGresult

Types = tuple[int, ...]  # the server's numbers of the types of the parameters; none where it infers them
MOST = 250  # statements remembered; some lists make a new one for each length
_KEPT = "statements prepared by us"
_DONE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


def done(result: PGresult) -> PGresult:
    """The result. Raises psycopg's Error where the server has refused."""
    if result.status not in _DONE:
        raise errors.error_from_result(result)
    return result


def as_lost(error: errors.Error, server: PGconn) -> errors.Error:
    """The error; where the connection is gone, the one that says so, for libpq tells of a bad result only."""
    return error if server.status == ConnStatus.OK else errors.OperationalError(str(error))


class Statements:
    """Those asked of late; the one that nobody has asked for longest gives way."""

    @classmethod
    def of(cls, info: dict[str, Any]) -> "Statements":
        """Those of a connection of the pool, which are kept with it."""
        found = info.get(_KEPT)
        if found is None:
            found = info[_KEPT] = cls()
        return cast(Statements, found)

    def __init__(self) -> None:
        """None yet."""
        self._names: OrderedDict[tuple[bytes, Types], bytes] = OrderedDict()  # no name for what was asked once

    def name(self, server: PGconn, text: bytes, types: Types = ()) -> bytes:
        """Its name, prepared where it is not yet."""
        name = self._names.get((text, types))
        if name:
            self._names.move_to_end((text, types))
            return name
        name = f"golmok_{sha256(text + repr(types).encode()).hexdigest()[:16]}".encode()
        done(server.close_prepared(name))  # the server may know it still; if not, that is no error
        done(server.prepare(name, text, types))
        self._keep(server, (text, types), name)
        return name

    def name_if_asked_before(self, server: PGconn, text: bytes, types: Types) -> bytes | None:
        """Its name from the second time on: to prepare what is asked once takes a journey more."""
        if (text, types) in self._names:
            return self.name(server, text, types)
        self._keep(server, (text, types), b"")
        return None

    def forget(self) -> None:
        """The server may know none of them by now: each is prepared anew when it is asked."""
        self._names.clear()

    def _keep(self, server: PGconn, statement: tuple[bytes, Types], name: bytes) -> None:
        self._names[statement] = name
        self._names.move_to_end(statement)
        if len(self._names) > MOST:
            _, oldest = self._names.popitem(last=False)
            if oldest:
                done(server.close_prepared(oldest))
