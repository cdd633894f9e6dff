"""The production server, started for a measurement and stopped after it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Container, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARTS_WITHIN = 60  # seconds


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server(application: str, workers: int = 1, **settings: str) -> Iterator[int]:
    """Run the application under the production settings of gunicorn; gives its port."""
    port = free_port()
    environment = {
        **os.environ, **settings, "GOLMOK_BIND": f"127.0.0.1:{port}", "GOLMOK_WORKERS": str(workers),
        "GOLMOK_WITH_WORKER": "0", "GOLMOK_BENCHMARK": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "app" / "gunicorn.py"), application]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        _wait_for(port, process)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


class LiveProcess:
    """The live process beside a web server at `web_port`; `with LiveProcess(...) as live:`. It may be started again."""

    def __init__(self, web_port: int, **settings: str) -> None:
        """`settings` are those of the web server too: database, data folder, keys."""
        self.port = free_port()
        self.environment = {
            **os.environ, **settings, "GOLMOK_LIVE_BIND": f"127.0.0.1:{self.port}", "GOLMOK_LIVE_URL": "/live",
            "GOLMOK_WEB_URL": f"http://127.0.0.1:{web_port}",
        }  # fmt: skip
        self.master: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "LiveProcess":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it hears what the database tells."""
        command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "live" / "gunicorn.py")]
        command.append("live.server:create()")
        self.master = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        _wait_for(self.port, self.master, "/live/health", {200})

    def mebibytes(self) -> float:
        """The memory that it holds, the process that answers and the one that watches over it. Linux."""
        assert self.master
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text().split()
        kept = [Path(f"/proc/{pid}/statm").read_text().split()[1] for pid in (*children, self.master.pid)]
        return sum(map(int, kept)) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def stop(self) -> None:
        """Let it end."""
        if self.master is not None and self.master.poll() is None:
            os.killpg(self.master.pid, signal.SIGTERM)
            self.master.wait(30)


def _wait_for(
    port: int, process: "subprocess.Popen[bytes]", path: str = "/", statuses: Container[int] = range(600)
) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit("the server did not start; its own words are above")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=STARTS_WITHIN)
            connection.request("GET", path)
            if connection.getresponse().status in statuses:
                return
            time.sleep(0.1)
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise SystemExit("the server did not answer in time")
