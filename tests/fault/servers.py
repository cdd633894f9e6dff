"""The production server with several processes, which a test may kill and start again at the same address."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType

from benchmarks.servers import free_port
from config import TestConfig
from tests.postgres import MAY_LOSE
from tests.processes import children_of

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 90  # seconds
_COMPLAINTS = (
    "locked",
    "database refused",
    "unexpected",
    "failed:",
    "Traceback",
    "Fatal Python",
    "[ERROR]",
    "[CRITICAL]",
)
_DIES_WITH_US = ["setpriv", "--pdeathsig", "TERM"] if sys.platform == "linux" and shutil.which("setpriv") else []


class Server:
    """gunicorn with so many web processes on a database; `with Server(...) as server:`."""

    def __init__(self, url: str, folder: Path, *, processes: int, worker: bool = False, **environment: str) -> None:
        """`worker` starts `flask work` beside it; `environment` is for this server alone."""
        self.port, self.log = free_port(), folder / f"server-{free_port()}.log"
        self.environment = {
            **os.environ, "GOLMOK_DATABASE_URL": url, "GOLMOK_DATA": str(folder), "GOLMOK_WORKERS": str(processes),
            "GOLMOK_BIND": f"127.0.0.1:{self.port}", "GOLMOK_WITH_WORKER": "1" if worker else "0",
            "GOLMOK_SECRET_KEY": TestConfig.SECRET_KEY, "GOLMOK_PEPPER": TestConfig.PEPPER,
            "GOLMOK_SIGNING_KEY": TestConfig.SIGNING_KEY,
            "PYTHONFAULTHANDLER": "1", **MAY_LOSE, **environment,
        }  # fmt: skip
        self.processes = processes
        self.master: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until every web process is there and one answers. It ends with this thread on Linux."""
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        command = [
            *_DIES_WITH_US,
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            str(ROOT / "app" / "gunicorn.py"),
            "app:create_app()",
        ]
        with self.log.open("ab") as log:
            self.master = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + STARTS_WITHIN
        while not (len(self.web_processes()) == self.processes and self._answers()):
            assert self.master.poll() is None, f"the server did not start: {self.words()[-2000:]}"
            assert time.monotonic() < end, f"the server did not answer in time: {self.words()[-2000:]}"
            time.sleep(0.05)

    def stop(self) -> None:
        """Let it finish what it is at and end."""
        if self.master is not None and self.master.poll() is None:
            self.master.send_signal(signal.SIGTERM)
            self.master.wait(60)

    def kill(self) -> None:
        """SIGKILL to the master, all web processes and the worker at once."""
        assert self.master
        os.killpg(self.master.pid, signal.SIGKILL)
        self.master.wait(60)

    def kill_one(self) -> None:
        """SIGKILL to a web process of chance; the master starts another."""
        if alive := self.web_processes():
            os.kill(random.choice(alive), signal.SIGKILL)

    def web_processes(self) -> list[int]:
        """The process ids of those who answer requests."""
        assert self.master
        return [pid for pid, command in children_of(self.master.pid).items() if "gunicorn" in command]

    def words(self) -> str:
        """All that the server has said since its first start."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def complaints(self) -> list[str]:
        """What it has said of things that went wrong."""
        return [line for line in self.words().splitlines() if any(word in line for word in _COMPLAINTS)]

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=STARTS_WITHIN)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()
