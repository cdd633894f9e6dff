"""flask restore: everything comes back, and nothing is touched before it is verified."""

import re
import sqlite3
from contextlib import closing

import pytest
from flask_migrate import downgrade
from sqlalchemy import text

from app.kernel.db import db, session, transaction
from app.polls.models import ddl
from tests.cli.conftest import fill, rewritten
from tests.guards import every_trigger

FINAL = "DELETE FROM ballot"


def test_a_restored_golmok_holds_what_the_old_one_held(filled, a_place, tmp_path):
    before, file = filled.holds(), tmp_path / "kept.golmok"
    code, said = filled.run("backup", file)
    assert code == 0, said
    assert "투표 2건, 마감된 투표의 표 3장, 사진 2장" in said
    assert "열쇠(var/secrets" in said
    there = a_place()
    code, said = there.run("restore", file)
    assert code == 0, said
    assert re.search(r"되살렸습니다 · Restored: \d{4}-\d\d-\d\d \d\d:\d\d \(서울 · Seoul\); 투표 2건", said)
    kept, photos = there.holds()
    if "mixing" in kept:
        before[0]["mixing"] = kept["mixing"]  # a backup mixes every open box first
    assert (kept, photos) == before


def test_triggers_and_tables_without_row_numbers_survive(kept, a_place):
    there = a_place()
    there.run("restore", kept)
    with there.app.app_context():
        dialect = db.engine.dialect.name
        question = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
            "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        }[dialect]
        assert set(session().scalars(text(question))) == every_trigger(dialect)
        with pytest.raises(Exception, match="final"), transaction():
            session().execute(text(FINAL))
        if dialect == "sqlite":
            made = session().scalars(text("SELECT sql FROM sqlite_master WHERE name IN ('roll', 'ballot')")).all()
            assert all("WITHOUT ROWID" in sql for sql in made)
            assert len(made) == 2


def cut(content):
    return content[: len(content) // 2]


def cut_by_a_byte(content):
    return content[:-1]


def emptied(content):
    return b""


def longer(content):
    return content + b"\n"


def flipped(at):
    def flip(content):
        place = int(at * (len(content) - 1))
        return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]

    return flip


@pytest.mark.parametrize(
    "harm", [cut, cut_by_a_byte, emptied, longer, *[flipped(part / 12) for part in range(13)]], ids=lambda f: f.__name__
)
def test_a_harmed_backup_is_refused_before_anything_is_touched(filled, a_place, file, harm):
    file.write_bytes(harm(file.read_bytes()))
    there, before = a_place(), filled.holds()
    for place, words in ((there, ()), (filled, ("--replace",))):
        code, said = place.run("restore", file, *words)
        assert code != 0
        assert "온전하지 않습니다" in said
        assert "Traceback" not in said
    assert not there.uploads.exists()
    assert not (there.folder / "golmok.db").exists()
    assert filled.holds() == before


def another_format(manifest, parts):
    manifest["format"] = 2


def a_newer_program(manifest, parts):
    manifest["revision"] = "9999"


def another_photo(manifest, parts):
    parts["uploads/one.webp"] = b"changed"


def one_photo_more(manifest, parts):
    parts["uploads/three.webp"] = b"added"


def a_way_out(manifest, parts):
    parts["uploads/../../out"] = parts["uploads/two.webp"]
    manifest["parts"]["uploads/../../out"] = manifest["parts"]["uploads/two.webp"]


def fewer_ballots(manifest, parts):
    manifest["ballots"] = dict.fromkeys(manifest["ballots"], 2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (another_format, "모르는 백업 형식"),
        (a_newer_program, "이 프로그램보다 새것입니다"),
        (another_photo, "온전하지 않습니다"),
        (one_photo_more, "온전하지 않습니다"),
        (a_way_out, "온전하지 않습니다"),
        (fewer_ballots, "다른 백업을 쓰세요"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(file, a_place, tmp_path, change, said):
    rewritten(file, change)
    there = a_place()
    code, shown = there.run("restore", file)
    assert code != 0
    assert said in shown
    assert not there.uploads.exists()
    assert not (there.folder / "golmok.db").exists()
    assert not (tmp_path / "out").exists()


def test_a_golmok_that_holds_something_is_not_written_over(filled, kept, database):
    before = filled.holds()
    code, said = filled.run("restore", kept)
    assert code != 0
    assert ("createdb" if database == "postgresql" else "--replace") in said
    assert filled.holds() == before


@pytest.mark.sqlite_only
def test_replacing_moves_the_old_data_aside(a_place, tmp_path, database):
    if database != "sqlite":
        pytest.skip("SQLite only")
    filled = fill(a_place())
    filled.run("backup", tmp_path / "kept.golmok")
    before = filled.holds()
    (filled.uploads / "three.webp").write_bytes(b"later")
    with filled.app.app_context(), transaction():
        session().execute(text("UPDATE council SET purpose = 'later'"))
    code, said = filled.run("restore", tmp_path / "kept.golmok", "--replace")
    assert code == 0, said
    assert filled.holds() == before
    (moved,) = filled.folder.glob("golmok.db.before-*")
    (uploads,) = filled.folder.glob("uploads.before-*")
    with closing(sqlite3.connect(moved)) as old:
        assert old.execute("SELECT DISTINCT purpose FROM council").fetchall() == [("later",)]
    assert len(list(uploads.iterdir())) == 3


@pytest.mark.sqlite_only
def test_a_database_in_use_is_not_replaced(filled, kept, database):
    if database != "sqlite":
        pytest.skip("SQLite only")
    with closing(sqlite3.connect(filled.folder / "golmok.db")) as server:
        server.execute("SELECT count(*) FROM poll").fetchone()
        code, said = filled.run("restore", kept, "--replace")
    assert code != 0
    assert "먼저 끄세요" in said
    assert (filled.folder / "golmok.db").exists()
    assert len(list(filled.uploads.iterdir())) == 2


def test_an_older_backup_is_brought_up_to_date(a_place, tmp_path):
    old = fill(a_place())
    with old.app.app_context():
        downgrade(revision="0011")
        db.session.remove()
        if db.engine.dialect.name == "postgresql":
            code, said = old.run("backup", tmp_path / "old.golmok")
            assert code != 0
            assert "flask db upgrade" in said
            with transaction():
                session().execute(text(*[sql for sql in ddl.statements("postgresql") if "FUNCTION golmok_mix" in sql]))
    code, said = old.run("backup", tmp_path / "old.golmok")
    assert code == 0, said
    there = a_place()
    code, said = there.run("restore", tmp_path / "old.golmok")
    assert code == 0, said
    assert "sealing" in there.holds()[0]


def test_a_backup_of_the_other_database_is_refused(file, a_place):
    rewritten(file, lambda manifest, parts: manifest.update(database="another"))
    code, said = a_place().run("restore", file)
    assert code != 0
    assert "GOLMOK_DATABASE_URL" in said
