"""What the attacker reads in the files of the database: pages, indexes and the log of writing, dead rows too."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from tests.fault.attacker import HEX, Guess, Scene, Way

MARKED = re.compile(rb"([0-9a-f]{64})(?=online)")
PAGE = {"sqlite": 4096, "postgresql": 8192}


def flushed(scene: Scene) -> None:
    """Let the database write its pages to their files; the log of writing keeps what it holds."""
    if scene.is_sqlite:
        scene.rows("PRAGMA wal_checkpoint(PASSIVE)")
    _alone(scene, "CHECKPOINT")


@contextmanager
def old_logs_are_removed(scene: Scene) -> Iterator[None]:
    """PostgreSQL as the manual of the operator wants it: a file of pg_wal that is done with is removed, not reused."""
    _alone(scene, "ALTER SYSTEM SET wal_recycle = off", "SELECT pg_reload_conf()")
    try:
        yield
    finally:
        _alone(scene, "ALTER SYSTEM RESET wal_recycle", "SELECT pg_reload_conf()")


def some_minutes_pass(scene: Scene) -> None:
    """What PostgreSQL does by itself from time to time: it begins a new file of pg_wal, and a checkpoint."""
    _alone(scene, *("SELECT pg_switch_wal()", "CHECKPOINT") * 2)


def _alone(scene: Scene, *statements: str) -> None:
    """Each outside of a transaction; for PostgreSQL."""
    if scene.is_sqlite:
        return
    with scene.engine.connect() as connection:
        own = connection.execution_options(isolation_level="AUTOCOMMIT")
        for statement in statements:
            own.execute(text(statement))


def _sqlite_file(scene: Scene, end: str) -> list[bytes]:
    """Read by another process: whoever closes the file itself lets go of SQLite's locks in this one."""
    path = Path(f"{scene.engine.url.database}{end}")
    return [subprocess.run(["cat", str(path)], check=True, capture_output=True).stdout] if path.exists() else []


def log_of_writing(scene: Scene) -> Iterator[bytes]:
    """SQLite's -wal file in the order of writing, or all that lies in pg_wal, in the order of the names."""
    if scene.is_sqlite:
        for content in _sqlite_file(scene, "-wal"):
            yield b"".join(image for _page, _ends, image in _frames(content))
        return
    folder = Path(scene.rows("SHOW data_directory")[0][0]) / "pg_wal"
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        yield _unframed(path.read_bytes())


def _relations(scene: Scene, *names: str) -> list[bytes]:
    """The files of these tables or indexes; on SQLite all tables are in one."""
    if scene.is_sqlite:
        return _sqlite_file(scene, "")
    folder = Path(scene.rows("SHOW data_directory")[0][0])
    paths = [scene.rows(f"SELECT pg_relation_filepath('{name}')")[0][0] for name in names]
    return [(folder / path).read_bytes() for path in paths]


def _indexes(scene: Scene, table: str) -> list[str]:
    found = scene.rows(f"SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = '{table}'::regclass")
    return [str(row[0]) for row in found]


def places(contents: Iterable[bytes], wanted: set[str]) -> list[tuple[int, int, str]]:
    """Where each of the wanted keys stands for the first time: (file, byte, key)."""
    found: dict[str, tuple[int, int, str]] = {}
    for number, content in enumerate(contents):
        for match in HEX.finditer(content):
            key = match[1].decode()
            if key in wanted and key not in found:
                found[key] = (number, match.start(), key)
    return sorted(found.values())


def _unframed(segment: bytes) -> bytes:
    """A file of pg_wal without the heads of its pages, across which a row may lie (XLogPageHeaderData)."""
    size = PAGE["postgresql"]
    return b"".join(segment[start + (24 if start else 40) : start + size] for start in range(0, len(segment), size))


def _in_pages(scene: Scene, files: list[bytes], table: str) -> Guess:
    """Page after page; inside a page both databases put a new row before those that are there."""
    size = PAGE[scene.engine.dialect.name]
    by_page: dict[tuple[int, int], list[str]] = {}
    for file, byte, key in places(files, set(scene.ordered(table))):
        by_page.setdefault((file, byte // size), []).insert(0, key)
    keys = [key for page in by_page.values() for key in page]
    voters = scene.voters[: len(keys)]
    return Guess(voters, keys, tuple(len(page) for page in by_page.values()))


def _heap(scene: Scene) -> Guess:
    return _in_pages(scene, _relations(scene, "ballot"), "ballot")


def _heaps(scene: Scene) -> Guess:
    """The pages of both tables, the one beside the other."""
    roll = _in_pages(scene, _relations(scene, "roll"), "roll")
    return Guess(roll.ballots, _heap(scene).ballots)


def _index_pages(scene: Scene) -> Guess:
    if scene.is_sqlite:  # the table is its own index
        return Guess([], [])
    return _in_pages(scene, _relations(scene, *_indexes(scene, "ballot")), "ballot")


def _log(scene: Scene) -> Guess:
    written = places(log_of_writing(scene), set(scene.ordered("ballot")))
    return Guess(scene.voters, [key for _file, _byte, key in written])


def _commits(scene: Scene) -> Guess:
    """What one commit of SQLite's log has brought anew: a mark on the roll, and the ballot that goes with it."""
    pairs = [
        (next(iter(voters)), next(iter(ballots)))
        for content in (_sqlite_file(scene, "-wal") if scene.is_sqlite else ())
        for voters, ballots in _news(content, set(scene.voters), set(scene.ordered("ballot")))
        if len(voters) == len(ballots) == 1
    ]
    return Guess([voter for voter, _ballot in pairs], [ballot for _voter, ballot in pairs])


def _news(content: bytes, voters: set[str], ballots: set[str]) -> Iterator[tuple[set[str], set[str]]]:
    """Marks and ballots that each commit has added to pages that the log held before, or alone to others."""
    known: set[str] = set()
    pages: set[bytes] = set()
    marked, cast = set[str](), set[str]()
    for page, ends, image in _frames(content):
        marks = {found.decode() for found in MARKED.findall(image)} & voters
        papers = {found.decode() for found in HEX.findall(image)} & ballots
        if page in pages or len(marks - known) + len(papers - known) == 1:
            marked, cast = marked | marks - known, cast | papers - known
        pages.add(page)
        known |= marks | papers
        if ends:
            yield marked, cast
            marked, cast = set(), set()


def _frames(content: bytes) -> Iterator[tuple[bytes, bool, bytes]]:
    """The frames of a -wal file in the order of writing: (page, whether a commit ends here, content).

    The first salt of a frame counts how often the file was begun anew (fileformat2.html, section 4.1).
    """
    size = 24 + PAGE["sqlite"]
    frames = [content[start : start + size] for start in range(32, len(content) - size + 1, size)]
    for frame in sorted(frames, key=lambda frame: frame[8:12]):
        yield frame[:4], frame[4:8] != bytes(4), frame[24:]


FILE_WAYS: dict[str, Way] = {
    "log of writing, sign-ins": _log,
    "commits in the log of writing": _commits,
    "pages of the file, sign-ins": _heap,
    "pages of the file, pages of the roll": _heaps,
    "pages of the index, sign-ins": _index_pages,
}
