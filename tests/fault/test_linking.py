"""Who voted how: an attacker with the pepper and the order of voting tries many ways, and finds nothing but chance."""

import pytest

from app.kernel.db import db
from tests.fault.attacker import WAYS
from tests.fault.election import VOTERS, closed, held, mixed
from tests.fault.findings import Finding, attack
from tests.fault.on_disk import FILE_WAYS, flushed, old_logs_are_removed, some_minutes_pass
from tests.fault.plain_design import plain_design

pytestmark = pytest.mark.fault
OF_POSTGRESQL, OF_SQLITE = {way for way in WAYS if "transaction" in way}, {"commits in the log of writing"}
MOST_CORRECT, FAR = 5, 3  # one pair is right by chance; more than 5 once in 1,700 times, a z beyond 3 once in 370


def told(tier: str, findings: dict[str, Finding]) -> str:
    """The figures of one attack."""
    ways = "; ".join(f"{way} {one}" for way, one in findings.items())
    return f"{tier}, {VOTERS} voters, {len(findings)} ways: {ways}"


def linked(findings: dict[str, Finding]) -> set[str]:
    return {way for way, one in findings.items() if one.correct > MOST_CORRECT or abs(one.z) >= FAR}


def links(look, app, store, folder, figure) -> set[str]:
    """The ways that find more than chance, twice: what goes beyond it once is tried again with other voters."""
    ways = linked(look(app, folder, figure))
    if ways:
        db.session.remove()
        store.reset(to_the_last_page=True)
        (folder / "again").mkdir()
        ways &= linked(look(app, folder / "again", figure))
    return ways


def from_the_database(app, folder, figure) -> dict[str, Finding]:
    with held(app, folder) as election:
        mixed(election)
        findings = attack(election.scene, election.truth)
        figure("linking", told("T1 and T2", findings))
    return findings


def from_the_database_with_help(app, folder, figure) -> dict[str, Finding]:
    with held(app, folder, with_help=True) as election:
        mixed(election)
        findings = attack(election.scene, election.truth)
        figure("linking", told("T1 and T2 with help", findings))
    return findings


def from_the_files(app, folder, figure) -> dict[str, Finding]:
    with held(app, folder) as election, old_logs_are_removed(election.scene):
        closed(election)
        flushed(election.scene)
        some_minutes_pass(election.scene)
        findings = attack(election.scene, election.truth, {**WAYS, **FILE_WAYS})
        figure("linking", told("T3", findings))
    return findings


def test_who_reads_the_open_database_or_a_dump_links_nobody_to_a_ballot(app, store, tmp_path, figure):
    assert links(from_the_database, app, store, tmp_path, figure) == set()


def test_who_reads_the_open_database_links_nobody_who_voted_with_help_to_a_ballot(app, store, tmp_path, figure):
    assert links(from_the_database_with_help, app, store, tmp_path, figure) == set()


def test_who_reads_all_files_after_closing_links_nobody_to_a_ballot(app, store, tmp_path, figure):
    assert links(from_the_files, app, store, tmp_path, figure) == set()


def test_the_same_attacker_links_every_ballot_of_a_plain_design(app, tmp_path, figure):
    """Numbers, times, rows in the order of writing, a copy after each vote: every way links everybody."""
    with held(app, tmp_path) as election, plain_design(election, tmp_path) as (scene, truth):
        flushed(scene)
        findings = attack(scene, truth, {**WAYS, **FILE_WAYS})
    figure("linking", told("a plain design", findings))
    missed = {way for way, one in findings.items() if one.correct < VOTERS}
    missed -= {"pages of the index, sign-ins"}  # it is sorted anew as it grows; SQLite has no second file
    assert missed == (OF_POSTGRESQL if scene.is_sqlite else OF_SQLITE)
