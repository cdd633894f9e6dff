"""How many rows a second open data takes and how much memory, beside the driver alone writing the same cells."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask

from app.councils.models import Bylaws, Council
from app.councils.states import CouncilState, Kind
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import User
from app.places.models import Dong, Gu
from app.proposals.models import Proposal
from app.proposals.states import Category, ProposalState
from benchmarks import bulk

SIDES = ("csv", "json", "plain")
# Runs in a process of its own, so that its memory is that of one export and of nothing before.
_RUN = """
import csv, json, re, sys, tempfile, time
side, council = sys.argv[1], sys.argv[2]

def peak(name):
    return int(re.search(name + r":\\s+(\\d+) kB", open("/proc/self/status").read())[1])

def whole():
    size = 0
    with app.test_client().get(f"/councils/{council}/data/proposals.{side}", buffered=False) as answer:
        assert answer.status_code == 200, answer.status_code
        for piece in answer.response:
            size += len(piece)
    return size

def plain():
    engine = db.engine
    table = TABLES["proposals"]
    wanted = select(*(c.source for c in table.columns)).select_from(table.start).where(Council.id == int(council))
    text = str(wanted.compile(engine, compile_kwargs={"literal_binds": True}))
    raw = engine.raw_connection()
    cursor = raw.cursor("rows") if engine.dialect.name == "postgresql" else raw.cursor()
    with tempfile.TemporaryFile("w+", newline="") as file:
        writer = csv.writer(file)
        cursor.execute(text)
        writer.writerows(iter(cursor))
        return file.tell()

from app import create_app
from app.kernel.db import db
from app.councils.models import Council
from app.records.queries.tables import TABLES
from sqlalchemy import select
app = create_app()
with app.app_context():
    before = peak("VmRSS")
    start = time.process_time()
    size = plain() if side == "plain" else whole()
    seconds = time.process_time() - start
print(json.dumps({"seconds": seconds, "bytes": size, "before": before, "peak": peak("VmHWM")}))
"""


@dataclass(frozen=True)
class Row:
    """One side: its rows and the seconds of its processor, the MiB written, and MiB resident before and at the most."""

    side: str
    rows: int
    seconds: float
    mebibytes: float
    before: float
    peak: float


def measure(app: Flask, count: int) -> Iterator[Row]:
    """Fill a council with proposals and write them out, each side in a process of its own."""
    with app.app_context():
        council = _filled(count)
        session().close()
    for side in SIDES:
        command = [sys.executable, "-c", _RUN, side, str(council)]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
        sizes = (told["bytes"] / 2**20, told["before"] / 1024, told["peak"] / 1024)
        yield Row(side, count, told["seconds"], *sizes)


def _filled(count: int) -> int:
    """A council with so many proposals; its number."""
    now = clock.now()
    with transaction() as kept:
        gu = Gu(code="11590", city="서울특별시", name="동작구")
        names = {"code": "1159055000", "name": "상도3동", "official_name": "상도제3동"}
        dong = Dong(gu=gu, **names, population=27_480, centre_name="상도3동주민센터")
        state = {"kind": Kind.ALLEY, "state": CouncilState.ACTIVE, "number": "상도3-2026-0001", "called_at": now}
        council = Council(dong=dong, name="국사봉길 골목회의", purpose=bulk.words(1, 10), **state)
        council.bylaws = Bylaws(preset="alley", ties=["lives"], min_age=16)
        author = User(name="주민", registered_at=now)
        kept.add_all([council, author])
        kept.flush()
        common = {"council_id": council.id, "author_id": author.id, "version": 1, "state": ProposalState.PUBLISHED}
    bulk.write(Proposal, (_proposal(number, common, now) for number in range(count)), count)
    return council.id


def _proposal(number: int, common: dict[str, Any], now: Any) -> dict[str, Any]:
    kinds = list(Category)
    moment = now - timedelta(seconds=number)
    return common | {
        "title": bulk.words(number, 4),
        "place": bulk.words(number + 1, 2),
        "problem": bulk.words(number + 2, 12),
        "wish": bulk.words(number + 3, 8),
        "category": kinds[number % len(kinds)],
        "cost_won": number % 1_000_000,
        "drafted_at": moment,
        "published_at": moment,
        "endorsement_count": number % 90,
    }
