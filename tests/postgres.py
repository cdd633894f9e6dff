"""A PostgreSQL of our own for the tests: started from Debian's programs, thrown away at the end.

    python -m tests.postgres available       0 where PostgreSQL's programs are, else 1 and the reason
    python -m tests.postgres run -- COMMAND  run the command with GOLMOK_DATABASE_URL set to an empty database

Works as root (the server then runs as the system's `postgres` user) and as an ordinary user.
Nothing is synced to disk, unless GOLMOK_TEST_DURABLE=1 asks for the settings of a real server.
"""

import atexit
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from tests.processes import kill_with_children

PORT = "GOLMOK_TEST_POSTGRES_PORT"  # set by the process that started the cluster, read by its xdist workers
SUPERUSER = "golmok"
STARTS_WITHIN = 30  # seconds
DURABLE = os.environ.get("GOLMOK_TEST_DURABLE") == "1"
# for the environment of servers that tests start: they would refuse a database that never syncs
MAY_LOSE = {} if DURABLE else {"GOLMOK_TEST_MAY_LOSE_BALLOTS": "1"}
# a vacuum between two tests would give rows of the second the places of the first one's dead, in another order
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class Unavailable(Exception):
    """PostgreSQL cannot be started here; the text says why and what helps."""


def programs() -> Path:
    """The folder of the newest initdb and postgres on this machine. Raises Unavailable where there is none."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda folder: [int(number) for number in re.findall(r"\d+", folder.parent.name)])
    if name := shutil.which("initdb"):
        return Path(name).resolve().parent
    raise Unavailable(
        "PostgreSQL의 프로그램이 없습니다. · No PostgreSQL programs (initdb) here: sudo apt-get install postgresql"
    )


class Cluster:
    """One PostgreSQL server; `stop` does nothing to a cluster that another process started."""

    def __init__(self, port: int, folder: Path | None = None) -> None:
        """`folder` holds the data of a cluster that this process owns."""
        self.port, self.folder = port, folder
        self.server: subprocess.Popen[bytes] | None = None
        self.durable = self.checksums = False

    @classmethod
    def start(cls, *, durable: bool = DURABLE, checksums: bool = False) -> "Cluster":
        """Make a cluster and start it. Raises Unavailable with the server's own words where that fails."""
        where, cluster = programs(), cls(_free_port(), Path(tempfile.mkdtemp(prefix="golmok-pg-")))
        cluster.durable, cluster.checksums = durable, checksums
        try:
            cluster._make(where)
            cluster._serve(where)
        except BaseException:
            cluster.stop()
            raise
        return cluster

    def _make(self, where: Path) -> None:
        assert self.folder
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        command = (
            *_as_postgres(), str(where / "initdb"), "-D", str(self.folder / "data"), "-U", SUPERUSER,
            "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
            *(("--data-checksums",) if self.checksums else ()),
        )  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
        if done.returncode:
            raise Unavailable(f"initdb failed: {done.stderr.strip()}")

    def _serve(self, where: Path) -> None:
        assert self.folder
        settings = {
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self.folder),
            "max_connections": "100",
            **({} if self.durable else FAST),
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [*_as_postgres(), str(where / "postgres"), "-D", str(self.folder / "data"), *options]
        with (self.folder / "log").open("ab") as log:
            # a process group of its own: Ctrl-C reaches pytest first, which then stops the server
            self.server = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/", start_new_session=True
            )
        self._wait()

    def _wait(self) -> None:
        assert self.folder
        assert self.server
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and self.server.poll() is None:
            try:
                psycopg.connect(self._conninfo("postgres")).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise Unavailable(f"PostgreSQL did not start: {(self.folder / 'log').read_text(errors='replace')[-2000:]}")

    def kill(self) -> None:
        """SIGKILL to the server and all its backends."""
        assert self.server
        kill_with_children(self.server.pid)
        self.server.wait(20)

    def start_again(self) -> None:
        """Start a server that was killed on what it left. It ends with the thread that starts it, where Linux can."""
        self._serve(programs())

    def stop(self) -> None:
        """Stop the server and remove its data."""
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)  # "fast": disconnect everybody
            try:
                self.server.wait(20)
            except subprocess.TimeoutExpired:
                self.server.send_signal(signal.SIGQUIT)
                self.server.wait(20)
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://{SUPERUSER}@127.0.0.1:{self.port}/{name}"

    def create_database(self, name: str, template: str | None = None) -> str:
        """Make a database, empty or as a copy of another to which nobody is connected. Returns its URL."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template or "template0")
        )
        self._execute(statement)
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database, and whoever is still connected to it, if it is there."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._conninfo("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _conninfo(self, name: str) -> str:
        return f"host=127.0.0.1 port={self.port} user={SUPERUSER} dbname={name} connect_timeout=5"


def ensure_cluster() -> Cluster:
    """The cluster of this test run: the first process starts it and stops it at its end, its children find it.

    Raises Unavailable where PostgreSQL cannot be started.
    """
    if port := os.environ.get(PORT):
        return Cluster(int(port))
    cluster = Cluster.start()
    os.environ[PORT] = str(cluster.port)
    atexit.register(_forget, cluster, os.getpid())
    return cluster


def _forget(cluster: Cluster, owner: int) -> None:
    if os.getpid() == owner:
        os.environ.pop(PORT, None)
        cluster.stop()


def _as_postgres() -> list[str]:
    """What makes a command run as a user that PostgreSQL accepts, and end with this process where Linux can."""
    dies_with_us = ["--pdeathsig", "INT"] if sys.platform == "linux" else []
    if os.geteuid() != 0:
        return ["setpriv", *dies_with_us] if dies_with_us and shutil.which("setpriv") else []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *dies_with_us]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    match list(arguments):
        case ["available"]:
            try:
                programs()
            except Unavailable as reason:
                print(reason, file=sys.stderr)
                return 1
            return 0
        case ["run", "--", *command] if command:
            cluster = ensure_cluster()
            url = cluster.create_database("golmok")
            return subprocess.run(command, env={**os.environ, "GOLMOK_DATABASE_URL": url}, check=False).returncode
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Unavailable as reason:
        sys.exit(str(reason))
