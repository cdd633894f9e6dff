"""Golmoks of their own to back up and to restore: a folder, a database, uploads."""

import hashlib
import io
import itertools
import json
import os
import tarfile

import pytest
from flask_migrate import upgrade
from sqlalchemy import inspect

from app import create_app
from app.kernel.db import db
from config import TestConfig
from tests import factories, postgres
from tests.conftest import rows
from tests.factories import polls

DATABASES = itertools.count(1)


class Place:
    """An application with a folder, a database and uploads of its own."""

    def __init__(self, folder, kind, **keys):
        folder.mkdir()
        self.folder, self.uploads = folder, folder / "uploads"
        self.url = f"sqlite:///{folder / 'golmok.db'}"
        if kind == "postgresql":
            cluster, name = postgres.ensure_cluster(), f"backup_{os.getpid()}_{next(DATABASES)}"
            cluster.create_database(name)
            self.url = cluster.url(name)
        settings = {"SQLALCHEMY_DATABASE_URI": self.url, "UPLOADS": self.uploads, "DATA": folder, **keys}
        self.app = create_app(type("Settings", (TestConfig,), settings))

    def run(self, *words):
        answer = self.app.test_cli_runner().invoke(args=[*map(str, words)])
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        return answer.exit_code, answer.output

    def holds(self):
        """Every row of every table, and every upload."""
        with self.app.app_context():
            tables = sorted(inspect(db.engine).get_table_names())
            kept = {table: sorted(map(str, rows(table))) for table in tables}
            db.session.remove()
            db.engine.dispose()
        return kept, {path.name: path.read_bytes() for path in self.uploads.glob("*")}


@pytest.fixture
def a_place(tmp_path, database):
    """a_place() -> a Golmok on the database that is tested, without a table."""
    places = []

    def make(kind=None, **keys):
        places.append(Place(tmp_path / f"place-{len(places)}", kind or database, **keys))
        return places[-1]

    yield make
    for place in places:
        with place.app.app_context():
            db.session.remove()
            db.engine.dispose()


def fill(place):
    """A counted poll, an open one with ballots, and two photos."""
    with place.app.app_context():
        upgrade()
        council = factories.a_council()
        polls.a_counted_poll([[1], [2], [1]], council)
        voters = polls.voters_of(council, 4)
        poll = polls.an_open_poll(council)
        for voter in voters:
            polls.cast(poll, voter, [1])
        db.session.remove()
        db.engine.dispose()
    place.uploads.mkdir()
    (place.uploads / "one.webp").write_bytes(b"first photo" * 1000)
    (place.uploads / "two.webp").write_bytes(b"")
    return place


@pytest.fixture(scope="module")
def filled(tmp_path_factory, database):
    """A Golmok that holds something, for all tests here, which leave it as it is."""
    return fill(Place(tmp_path_factory.mktemp("filled") / "place", database))


@pytest.fixture(scope="module")
def kept(filled, tmp_path_factory):
    """A backup of it."""
    file = tmp_path_factory.mktemp("kept") / "kept.golmok"
    assert filled.run("backup", file)[0] == 0
    return file


@pytest.fixture
def file(kept, tmp_path):
    """A copy of the backup that a test may harm."""
    copy = tmp_path / "kept.golmok"
    copy.write_bytes(kept.read_bytes())
    return copy


def rewritten(file, change):
    """The backup with another manifest, its line right: what no accident does."""
    with tarfile.open(file) as tar:
        parts = {name: tar.extractfile(name).read() for name in tar.getnames()}
    manifest = json.loads(parts["manifest.json"])
    change(manifest, parts)
    parts["manifest.json"] = json.dumps(manifest).encode()
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as tar:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    digest = hashlib.sha256(whole.getvalue()).hexdigest()
    file.write_bytes(whole.getvalue() + b"golmok backup, sha256 of all before this line: %s\n" % digest.encode())


POOL = "id,sex,alley\n" + "".join(f"{n:02},{'여남'[n % 2]},{'가나다'[n % 3]}\n" for n in range(1, 31))
QUOTAS = "attribute,value,least,most\nsex,여,2,2\nsex,남,2,2\nalley,가,2,2\nalley,나,0,2\nalley,다,0,2\n"


@pytest.fixture
def lot(app, tmp_path, monkeypatch):
    """lot("draw", "lot.json", …) in a folder that holds pool.csv and quotas.csv."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pool.csv").write_text(POOL, encoding="utf-8")
    (tmp_path / "quotas.csv").write_text(QUOTAS, encoding="utf-8")

    def run(*words):
        return app.test_cli_runner().invoke(args=["lot", *words])

    return run


@pytest.fixture
def prepare(lot):
    def run(*options, listed="pool.csv"):
        return lot("prepare", listed, "lot.json", "--about", "돌봄 모임", "--secret", "secret", *options)

    return run
