"""An attacker who reads everything and wants to know whose ballot is whose.

They know the most that can be known without watching: the pepper, so every line of the roll has its name, and the
order in which the voters signed in, which in these tests is the order in which they voted. Each way reads something
else and pairs voters with ballots; tests/fault/findings.py says how many pairs are right.
"""

import io
import random
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import DateTime, Engine, Integer, inspect, text
from sqlalchemy.exc import DBAPIError

from app.kernel.db import UTCDateTime
from app.polls.service.receipts import nonce_hash

HEX = re.compile(rb"(?=([0-9a-f]{64}))")
POSTED = re.compile(r"POST (/polls/\d+/(?:assisted/)?readback) 200 (\d+) (\d+)ms")
Snapshot = tuple[frozenset[str], frozenset[str]]


class Guess(NamedTuple):
    """The first voter with the first ballot, and so on; `groups` are the sizes of the parts that have an order."""

    voters: Sequence[str]
    ballots: Sequence[str]
    groups: tuple[int, ...] = ()


@dataclass
class Scene:
    """What lies before the attacker. Voters are keys of the roll, ballots are hashes of nonces."""

    engine: Engine
    poll_id: int
    voters: list[str]  # in the order of their sign-ins
    users: dict[int, str]  # the voter behind the number of an account
    contacts: dict[str, str] = field(default_factory=dict)
    known: dict[str, list[str]] = field(default_factory=dict)  # all that the attacker knows of each voter
    log: str = ""
    snapshots: list[Snapshot] = field(default_factory=list)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def rows(self, statement: str, **values: Any) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(statement), values).all())

    def ordered(self, table: str, order: str = "") -> list[str]:
        """The voters or the ballots in an order that the database gives; [] where it knows no such order."""
        column, marked = ("person_key", "AND channel IS NOT NULL") if table == "roll" else ("nonce_hash", "")
        last = f"ORDER BY {order}" if order else ""
        try:
            found = self.rows(f"SELECT {column} FROM {table} WHERE poll_id = :poll {marked} {last}", poll=self.poll_id)
        except DBAPIError:
            return []
        return [row[0] for row in found]


Way = Callable[[Scene], Guess]


def _dump(scene: Scene, table: str) -> list[str]:
    """In the order of a logical dump."""
    if scene.is_sqlite:
        with sqlite3.connect(str(scene.engine.url.database)) as copy:
            lines = [line for line in copy.iterdump() if line.startswith(f'INSERT INTO "{table}"')]
    else:
        written = io.StringIO()
        with scene.engine.connect() as connection:
            cursor = connection.connection.driver_connection.cursor()  # type: ignore[union-attr]
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                for block in copy:
                    written.write(bytes(block).decode())
        lines = written.getvalue().splitlines()
    wanted = set(scene.ordered(table))
    return [key for line in lines for key in re.findall(r"[0-9a-f]{64}", line) if key in wanted]


def _row_number(scene: Scene, table: str) -> list[str]:
    return scene.ordered(table, "rowid" if scene.is_sqlite else "ctid")


def _writer(scene: Scene, table: str) -> list[str]:
    return [] if scene.is_sqlite else scene.ordered(table, "xmin::text::bigint, ctid")


def _written_together(scene: Scene) -> Guess:
    """Rows of one transaction belong to one voter."""
    if scene.is_sqlite:
        return Guess([], [])
    by_writer: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for place, table in enumerate(("roll", "ballot")):
        column = "person_key" if table == "roll" else "nonce_hash"
        for key, writer in scene.rows(f"SELECT {column}, xmin::text FROM {table} WHERE poll_id = {scene.poll_id}"):
            by_writer[writer][place].append(key)
    pairs = [pair for voters, ballots in by_writer.values() for pair in zip(voters, ballots, strict=False)]
    return Guess([voter for voter, _ballot in pairs], [ballot for _voter, ballot in pairs])


def _counting_columns(scene: Scene, table: str) -> list[str]:
    """The columns that hold a time or a number, but for the number of the poll."""
    columns = inspect(scene.engine).get_columns(table)
    return [
        column["name"]
        for column in columns
        if isinstance(column["type"], DateTime | UTCDateTime | Integer) and column["name"] != "poll_id"
    ]


def _by_column(scene: Scene) -> Guess:
    """By the first time or number that stands beside a ballot."""
    columns = _counting_columns(scene, "ballot")
    return Guess(scene.voters, scene.ordered("ballot", columns[0]) if columns else [])


def orders_beside(scene: Scene) -> Iterator[tuple[str, list[str]]]:
    """Each further order of the voters that a time or a number of some table gives: (table.column, voters)."""
    seen = [scene.voters]
    for table in inspect(scene.engine).get_table_names():
        columns = {column["name"] for column in inspect(scene.engine).get_columns(table)}
        person = next((name for name in ("user_id", "by_id", "recipient") if name in columns), None)
        person = "id" if table == "user" else person
        for column in _counting_columns(scene, table) if person else []:
            found = scene.rows(f'SELECT {person} FROM "{table}" WHERE {column} IS NOT NULL ORDER BY {column}')
            named = [scene.users.get(row[0]) or scene.contacts.get(row[0], "") for row in found]
            order = list(dict.fromkeys(name for name in named if name))
            if len(order) == len(scene.voters) and order not in seen:
                seen.append(order)
                yield f"{table}.{column}", order


def _people_in(scene: Scene, table: str, column: str) -> list[str]:
    """The voters whom the rows of a table name, in the order of the rows."""
    if not inspect(scene.engine).has_table(table):
        return []
    found = [row[0] for row in scene.rows(f'SELECT {column} FROM "{table}" ORDER BY id')]
    named = [scene.users.get(one) or scene.contacts.get(one, "") for one in found]
    return list(dict.fromkeys(name for name in named if name))


def _recomputed(scene: Scene) -> Guess:
    """A nonce that was made of something known of the voter can be made again."""
    ballots = set(scene.ordered("ballot"))
    pairs = [
        (voter, hashed)
        for voter, known in scene.known.items()
        for hashed in (nonce_hash(scene.poll_id, one) for one in (*known, voter))
        if hashed in ballots
    ]
    return Guess([voter for voter, _hash in pairs], [hashed for _voter, hashed in pairs])


def _by_answer(scene: Scene, field_of_log: int) -> Guess:
    """Whoever got a longer, or a later, answer to the read-back has chosen something else."""
    told = [int(found[field_of_log]) for found in POSTED.finditer(scene.log)]
    if len(told) != len(scene.voters) or len(set(told)) == 1:
        return Guess([], [])
    voters = [voter for _told, voter in sorted(zip(told, scene.voters, strict=True))]
    return Guess(voters, scene.ordered("ballot", "marks, nonce_hash"))


def _between_snapshots(scene: Scene) -> Guess:
    """Whoever is new on the roll since the last copy has cast what is new in the box since then."""
    voters: list[str] = []
    ballots: list[str] = []
    groups: list[int] = []
    for (old_roll, old_box), (roll, box) in pairwise(scene.snapshots):
        voters += [voter for voter in scene.voters if voter in roll - old_roll]
        ballots += random.sample(sorted(box - old_box), len(box - old_box))
        groups.append(len(box - old_box))
    return Guess(voters, ballots, tuple(groups))


def _mixed_last(scene: Scene) -> Guess:
    """What was cast after the last mixing lies at the end."""
    if not inspect(scene.engine).has_table("mixing"):
        return Guess([], [])
    count = scene.rows("SELECT ballot_count FROM mixing WHERE poll_id = :poll", poll=scene.poll_id)
    tail = slice(count[0][0] if count else len(scene.voters), None)
    return Guess(scene.voters[tail], scene.ordered("ballot")[tail])


def _signed(order: Callable[[Scene, str], list[str]]) -> Way:
    return lambda scene: Guess(scene.voters, order(scene, "ballot"))


def _both(order: Callable[[Scene, str], list[str]]) -> Way:
    return lambda scene: Guess(order(scene, "roll"), order(scene, "ballot"))


def _key(scene: Scene, table: str) -> list[str]:
    key = inspect(scene.engine).get_pk_constraint(table)["constrained_columns"]
    return scene.ordered(table, ", ".join(key))


WAYS: dict[str, Way] = {
    "dump, sign-ins": _signed(_dump),
    "dump, dump of the roll": _both(_dump),
    "scan, sign-ins": _signed(Scene.ordered),
    "scan, scan of the roll": _both(Scene.ordered),
    "primary key, sign-ins": _signed(_key),
    "primary key, primary key of the roll": _both(_key),
    "row number, sign-ins": _signed(_row_number),
    "row number, row number of the roll": _both(_row_number),
    "written by the same transaction": _written_together,
    "number of the transaction, sign-ins": _signed(_writer),
    "number of the transaction, that of the roll": _both(_writer),
    "time or number beside the ballot": _by_column,
    "events, scan": lambda scene: Guess(_people_in(scene, "event", "by_id"), scene.ordered("ballot")),
    "outbox, scan": lambda scene: Guess(_people_in(scene, "message", "recipient"), scene.ordered("ballot")),
    "devices, primary key": lambda scene: Guess(_people_in(scene, "device", "user_id"), _key(scene, "ballot")),
    "hash made again": _recomputed,
    "length of the answer, marks": lambda scene: _by_answer(scene, 2),
    "time to the answer, marks": lambda scene: _by_answer(scene, 3),
    "two snapshots": _between_snapshots,
    "table of mixings": _mixed_last,
}
