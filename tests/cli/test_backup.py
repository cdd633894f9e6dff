"""flask backup: what is in it, while people vote."""

import json
import re
import stat
import subprocess
import sys
import tarfile

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from app.cli.backup import archive
from app.cli.backup.on_postgresql import program_for
from app.kernel import chance
from app.kernel.db import db, session
from app.polls import service
from app.polls.service.receipts import nonce_hash
from config import ROOT
from tests import factories
from tests.factories import polls
from tests.orders import BY_CHANCE, kendall_z


def test_the_file_is_for_its_owner_alone_and_is_not_written_over(filled, tmp_path):
    file = tmp_path / "kept.golmok"
    filled.run("backup", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    code, said = filled.run("backup", file)
    assert code != 0
    assert "--force" in said
    assert file.read_bytes() == before
    assert filled.run("backup", file, "--force")[0] == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["kept.golmok"]


def test_the_manifest_tells_what_was_counted_and_nothing_of_an_open_poll(kept):
    with tarfile.open(kept) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
        assert sorted(tar.getnames()) == ["database", "manifest.json", "uploads/one.webp", "uploads/two.webp"]
    assert (manifest["format"], manifest["polls"], list(manifest["ballots"].values())) == (1, 2, [3])
    assert list(manifest["checkpoints"]) == ["1"]
    assert set(manifest["parts"]) == {"database", "uploads/one.webp", "uploads/two.webp"}
    assert len(manifest["revision"]) == 4


def test_neither_key_is_in_the_file(filled, kept):
    content = kept.read_bytes()
    for name in ("SECRET_KEY", "PEPPER"):
        assert filled.app.config[name].encode() not in content


def test_there_is_nothing_to_back_up_where_there_is_no_database(a_place, tmp_path):
    code, said = a_place().run("backup", tmp_path / "kept.golmok")
    assert code != 0
    assert "백업할 자료가 없습니다" in said
    assert list(tmp_path.glob("*kept*")) == []


@pytest.mark.parametrize(("version", "said"), [(None, "설치하세요"), (9, "오래되었습니다")])
def test_a_missing_or_old_pg_dump_is_said_in_a_sentence(tmp_path, version, said):
    if version:
        program = tmp_path / "pg_dump"
        program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.24'\n")
        program.chmod(0o700)
    with pytest.raises(archive.Refused, match=said):
        program_for(15, "pg_dump", path=str(tmp_path), programs=tmp_path / "none")


def test_the_newest_pg_dump_is_taken(tmp_path):
    for version in (9, 17, 15):
        program = tmp_path / str(version) / "bin" / "pg_dump"
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.1 (Debian)'\n")
        program.chmod(0o700)
    assert program_for(15, "pg_dump", path=str(tmp_path / "none"), programs=tmp_path).endswith("17/bin/pg_dump")


@pytest.mark.postgresql_only
def test_the_programs_of_the_server_are_found_by_themselves(database):
    if database != "postgresql":
        pytest.skip("PostgreSQL only")
    assert program_for(1, "pg_restore").endswith("pg_restore")


def test_a_backup_of_an_open_box_tells_no_order(a_place, tmp_path):
    place = a_place()
    with place.app.app_context():
        upgrade()
        council = factories.a_council()
        people = polls.voters_of(council, 150)
        poll, voters = polls.an_open_poll(council), chance.shuffled(people)
        codes = [polls.cast(poll, voter, [1]).code.replace("-", "") for voter in voters]
        secret = {nonce_hash(poll.id, code).encode(): order for order, code in enumerate(codes)}
        db.session.remove()
    place.run("backup", tmp_path / "kept.golmok")
    with tarfile.open(tmp_path / "kept.golmok") as tar:
        tar.extract("database", tmp_path, filter="data")
    content = (tmp_path / "database").read_bytes()
    if content.startswith(b"PGDMP"):
        command = [program_for(1, "pg_restore"), "--data-only", "--table=ballot", "--file=-", tmp_path / "database"]
        content = subprocess.run(command, capture_output=True, check=True).stdout
    order = [secret[word] for word in re.findall(rb"[0-9a-f]{64}", content) if word in secret]
    assert len(order) == len(set(order)) == 150
    assert abs(kendall_z(order)) < BY_CHANCE


def test_the_commands_of_the_how_to_run_as_they_stand_there(filled, a_place, tmp_path, monkeypatch, database):
    monkeypatch.chdir(tmp_path)
    written = (ROOT / "docs" / "how-to" / "back-up-and-restore.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\.venv/bin/flask --app app ((?:backup|restore) .*)$", written, re.MULTILINE)
    *run, last = lines
    assert [line.split()[:-1] for line in run] == [["backup"], ["restore"], ["restore", "--replace"]]
    assert last.split()[:2] == ["restore", "--checkpoint"]  # with a fingerprint that nobody here has
    there = a_place()
    for line in run if database == "sqlite" else run[:2]:
        code, said = (filled if line.startswith("backup") else there).run(*line.split())
        assert code == 0, said
    assert there.holds()[1] == filled.holds()[1]


@pytest.mark.proof
@pytest.mark.fault
def test_every_receipt_acknowledged_before_a_backup_began_is_in_it(a_place, tmp_path, figure):
    """A process casts ballots all the while; three backups are taken in between."""
    place = a_place()
    with place.app.app_context():
        upgrade()
        council = factories.a_council()
        voters = polls.voters_of(council, 500)
        poll = polls.an_open_poll(council)
        papers = [[poll.id, voter.id, [1], service.ballot_form(poll, voter)] for voter in voters]
        number = poll.id
        db.session.remove()
    (tmp_path / "papers").write_text(json.dumps([papers]), encoding="utf-8")
    answers = tmp_path / "answers"
    answers.touch()
    caster = subprocess.Popen(
        [sys.executable, "-m", "tests.fault.casting", place.url, str(tmp_path / "papers"), str(answers)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert caster.stdout.readline() == "ready\n"
    caster.stdin.write("go\n")
    caster.stdin.flush()
    taken = []
    for round_ in range(3):
        while len(answers.read_text().splitlines()) < 20 + 60 * round_:
            assert caster.poll() is None
        acknowledged = answers.read_text().split("\n")[:-1]
        code, said = place.run("backup", tmp_path / f"{round_}.golmok")
        assert code == 0, said
        taken.append((acknowledged, caster.poll() is None))
    assert caster.wait(300) == 0
    assert taken[0][1], "all ballots were cast before the first backup ended: nothing was tested"
    for round_, (acknowledged, running) in enumerate(taken):
        there = a_place()
        assert there.run("restore", tmp_path / f"{round_}.golmok")[0] == 0
        with there.app.app_context():
            missing = sum(service.receipt_standing(number, code) != "kept" for code in acknowledged)
            marks = session().scalar(text("SELECT count(*) FROM roll WHERE channel IS NOT NULL"))
            ballots = session().scalar(text("SELECT count(*) FROM ballot"))
            db.session.remove()
        figure(
            "backup",
            f"{round_ + 1} of 3, {'under load' if running else 'after the last ballot'}: {len(acknowledged)} of "
            f"{len(voters)} acknowledged before, {missing} missing, {ballots} ballots, {marks} marks",
        )
        assert missing == 0
        assert ballots == marks >= len(acknowledged)
