"""Backup and restore of a PostgreSQL database, by PostgreSQL's own pg_dump and pg_restore."""

import os
import re
import shutil
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import Engine

from app.cli.backup.archive import Refused
from app.cli.backup.contents import Check, Contents, contents_of
from app.polls.service.mixing import all_mixed

PROGRAMS = Path("/usr/lib/postgresql")
_WITHOUT_ROLES = ("--no-owner", "--no-privileges")  # who owns it and who may what is said where it is restored


class OnPostgresql:
    """The database on a server."""

    kind = "postgresql"
    can_be_moved_aside = False

    def __init__(self, engine: Engine) -> None:
        self.parameters = dict(engine.dialect.create_connect_args(engine.url)[1])
        self.parameters.pop("context", None)

    def is_empty(self) -> bool:
        """Whether there is no table."""
        with closing(self._connected()) as connection:
            found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        return found == (0,)

    def copy(self, to: Path, *, at: datetime) -> Contents:
        """Dump the database as it is at one moment while others write, every open box freshly mixed."""
        with closing(self._connected()) as connection:
            program = program_for(connection.info.server_version // 10_000, "pg_dump")
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            self._refuse_unless_it_can_be_mixed()
            with all_mixed(at=at):
                snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
            assert snapshot
            contents = contents_of(connection)
            to.touch(0o600)
            self._run(program, "--format=custom", *_WITHOUT_ROLES, f"--snapshot={snapshot[0]}", f"--file={to}")
        return contents

    def folder(self) -> None:
        """Anywhere: pg_restore reads the copy."""

    def fill(self, part: Path, check: Check, *, aside: str) -> None:  # noqa: ARG002 - nothing is moved
        """Fill the empty database, wholly or not at all."""
        with closing(self._connected()) as connection:
            program = program_for(connection.info.server_version // 10_000, "pg_restore")
        self._run(program, "--single-transaction", "--exit-on-error", *_WITHOUT_ROLES, str(part))
        with closing(self._connected()) as connection:
            check(contents_of(connection))

    def _refuse_unless_it_can_be_mixed(self) -> None:
        with closing(self._connected()) as connection:
            found = connection.execute("SELECT to_regprocedure('golmok_mix(integer)') IS NOT NULL").fetchone()
        if found != (True,):
            raise Refused(
                "데이터베이스가 이 프로그램보다 오래되었습니다. 쓰던 판으로 백업하거나 flask db upgrade를 하세요. · "
                "The database is older than this program: back it up with the program that made it, "
                "or run flask db upgrade first."
            )

    def _connected(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(**self.parameters)

    def _run(self, program: str, *words: str) -> None:
        given = dict(self.parameters)
        # the password goes by the environment: other users of the machine see the words of a command
        secret = {"PGPASSWORD": str(given.pop("password"))} if "password" in given else {}
        command = [program, f"--dbname={make_conninfo(**given)}", *words]
        environment = {**os.environ, **secret}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            said = done.stderr.strip().partition("\n")[0]  # the lines after it may hold what a row holds
            raise Refused(f"{Path(program).name}: {said}")


def newest(name: str, path: str | None, programs: Path) -> tuple[int, str] | None:
    """The program of the highest version on the PATH and in Debian's folders: (version, where)."""
    named = [shutil.which(name, path=path), *map(str, programs.glob(f"*/bin/{name}"))]
    found = [(_version(program), program) for program in named if program]
    return max(found, default=None)


def program_for(server: int, name: str, path: str | None = None, programs: Path = PROGRAMS) -> str:
    """The program that understands a server of this version. Raises Refused where there is none."""
    found = newest(name, path, programs)
    if found is None:
        raise Refused(
            f"{name}이(가) 없습니다. PostgreSQL {server}의 클라이언트를 설치하세요. · "
            f"No {name} here: install the client programs of PostgreSQL {server} (postgresql-client-{server})."
        )
    version, program = found
    if version < server:
        raise Refused(
            f"{name}({version})이(가) 서버(PostgreSQL {server})보다 오래되었습니다. · "
            f"{name} {version} is older than the server (PostgreSQL {server}): install postgresql-client-{server}."
        )
    return program


def _version(program: str) -> int:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    number = re.search(r"\d+", told.replace("PostgreSQL", ""))
    return int(number[0]) if number else 0
