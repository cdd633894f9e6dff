"""A backup that is older than what others have kept says so."""

import json
import tarfile

import pytest

from app.kernel import ledger
from app.kernel.db import db
from tests import factories
from tests.cli.conftest import fill
from tests.factories import polls

UNKNOWN = f"9:{'ab' * 32}"


def checkpoints_of(file):
    with tarfile.open(file) as tar:
        return list(json.load(tar.extractfile("manifest.json"))["checkpoints"].values())


def test_the_manifest_holds_the_last_fingerprint_of_each_council(filled, kept):
    with filled.app.app_context():
        assert checkpoints_of(kept) == list(ledger.heads().values())
        db.session.remove()
        db.engine.dispose()


def test_a_fingerprint_that_somebody_has_kept_and_the_backup_lacks_is_named(kept, a_place):
    code, said = a_place().run("restore", kept, "--checkpoint", UNKNOWN)
    assert code == 0
    assert f"behind checkpoint {UNKNOWN}" in said


def test_a_backup_that_holds_what_was_kept_is_not_behind(kept, a_place):
    (known,) = checkpoints_of(kept)
    code, said = a_place().run("restore", kept, "--checkpoint", known, "--checkpoint", known.upper())
    assert code == 0
    assert "behind checkpoint" not in said


@pytest.mark.sqlite_only
def test_putting_an_older_backup_in_the_place_of_newer_data_is_told(a_place, tmp_path):
    there, file = fill(a_place("sqlite")), tmp_path / "older.golmok"
    assert there.run("backup", file)[0] == 0
    with there.app.app_context():
        council = factories.a_council()
        polls.a_counted_poll([[1]], council)
        newer = ledger.head(council.id).code
        db.session.remove()
        db.engine.dispose()
    code, said = there.run("restore", file, "--replace")
    assert code == 0
    assert f"behind checkpoint {newer}" in said
