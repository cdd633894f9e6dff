"""How long the record of a large poll takes to write and to verify, and how much memory the verifier needs."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import session
from app.polls import queries
from app.records import service
from benchmarks import fill_polls

VERIFY = Path(__file__).resolve().parent.parent / "app" / "static" / "verify.py"
_RUN = """
import json, re, runpy, sys, time
sys.argv = sys.argv[1:]
start = time.perf_counter()
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit as end:
    code = end.code
peak = re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())
print(json.dumps({"code": code, "seconds": time.perf_counter() - start, "kib": int(peak[1])}))
"""


@dataclass(frozen=True)
class Row:
    """One record: its ballots and size, the seconds to write and to verify it, the verifier's largest memory."""

    ballots: int
    mebibytes: float
    written: float
    verified: float
    memory: float


def measure(app: Flask, folder: Path, ballots: int = 100_000) -> Row:
    """Fill one poll, close it, write its record into the folder and verify it in a process of its own."""
    file = folder / "record.jsonl"
    with app.app_context():
        poll_id = _counted(ballots)
        poll = queries.poll(poll_id)
        start = time.perf_counter()
        with file.open("w", encoding="utf-8") as record:
            record.writelines(service.record(poll))
        written = time.perf_counter() - start
    command = [sys.executable, "-c", _RUN, str(VERIFY), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    if told["code"]:
        raise RuntimeError(done.stdout)
    return Row(ballots, file.stat().st_size / 2**20, written, told["seconds"], told["kib"] / 1024)


def _counted(ballots: int) -> int:
    """A poll of the first council with so many ballots, closed and counted."""
    council = session().get_one(Council, 1)
    now = clock.now()
    poll = fill_polls.draft(1, council.id, now)
    fill_polls.write_roll([poll], ballots)
    fill_polls.open_poll(poll, ballots)
    fill_polls.write_ballots([poll], ballots)
    fill_polls.close(poll, now)
    return int(poll.id)
