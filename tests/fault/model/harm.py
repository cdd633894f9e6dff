"""What a superuser changes behind the program's back: it is found, and stops the result."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import delete, insert, select

from app.kernel.db import session
from app.kernel.ledger import LedgerEntry
from app.polls.models import Ballot, RollEntry, Tally
from app.polls.service.invariants import Breached
from tests.factories import polls
from tests.fault.model.known import Model, whole
from tests.fault.model.pairs import IMPOSSIBLE, KINDS

ANOTHER_KEY = "substr(nonce_hash, 2) || substr(nonce_hash, 1, 1)"  # turned by a digit
ONE_BALLOT = "nonce_hash = (SELECT min(nonce_hash) FROM ballot WHERE poll_id = :poll)"
ONE_MARK = "person_key = (SELECT min(person_key) FROM roll WHERE poll_id = :poll AND channel IN {channels})"
IN_THE_BOX, ANY = "('online', 'assisted')", "('online', 'assisted', 'paper')"
STATEMENTS = {
    "a ballot taken out": (Ballot, f"DELETE FROM ballot WHERE {ONE_BALLOT}"),
    "a ballot doubled": (
        Ballot,
        f"INSERT INTO ballot SELECT poll_id, {ANOTHER_KEY}, marks FROM ballot WHERE {ONE_BALLOT}",
    ),
    "marks changed": (
        Ballot,
        f"UPDATE ballot SET marks = CASE marks WHEN '[1]' THEN '[2]' ELSE '[1]' END WHERE {ONE_BALLOT}",
    ),
    "a mark on the roll taken away": (RollEntry, f"UPDATE roll SET channel = NULL WHERE {ONE_MARK}"),
    "a tally changed": (Tally, "UPDATE tally SET valid_count = valid_count + 1 WHERE poll_id = :poll"),
    "a line of the ledger changed": (
        LedgerEntry,
        'UPDATE ledger SET line = replace(line, \'"at":"2\', \'"at":"1\') '
        "WHERE kind = 'poll.opened' AND subject_id = :poll",
    ),
}

GROWS, ALL = ("update", "delete"), ("insert", "update", "delete")
GUARDS = {
    model: [f"{model.__tablename__}_{moment}_refused" for moment in moments]
    for model, moments in ((Ballot, ALL), (RollEntry, ALL), (Tally, GROWS), (LedgerEntry, GROWS))
}


@dataclass
class Harm:
    """What was changed, and the rows of its table as they were."""

    model: Any
    rows: list[dict[str, Any]]


class Tampering(Model):
    """Every kind in every state in which anything fixes what it changes."""

    @precondition(whole)
    @rule(kind=st.sampled_from(KINDS))
    def tamper(self, kind):
        if (self.known.state, kind) in IMPOSSIBLE or not self.is_there(kind):
            return
        self.did(kind)
        model, statement = STATEMENTS[kind]
        before = [dict(row) for row in session().execute(self.of_the_poll(select, model)).mappings()]
        session().rollback()
        channels = ANY if self.is_fixed() else IN_THE_BOX
        polls.tamper(statement.format(channels=channels), *GUARDS[model], poll=self.poll.id)
        self.known.harm = Harm(model, before)

    def is_there(self, kind):
        """Whether there is something to change: a line of the ledger, a ballot, or a mark that is held against one."""
        if STATEMENTS[kind][0] is LedgerEntry:
            return self.known.was_opened
        if STATEMENTS[kind][0] not in (Ballot, RollEntry):
            return True
        on_paper = kind == "a mark on the roll taken away" and self.is_fixed() and self.known.on_paper
        return bool(self.known.cast_by or on_paper)

    def is_fixed(self):
        """Whether closing has fixed every mark; in an open or void box only those that stand for a ballot count."""
        return self.known.state not in ("open", "void")

    def of_the_poll(self, verb, model):
        table = model.__table__
        is_of_poll = table.c.subject_id == self.poll.id if model is LedgerEntry else table.c.poll_id == self.poll.id
        return verb(table).where(is_of_poll)

    @precondition(lambda self: not whole(self) and self.known.state in ("open", "counting", "counted"))
    @rule()
    def go_on(self):
        """Nobody is given a result, or a final one."""
        self.did("go on")
        doors = {
            "open": lambda: polls.closed(self.poll),
            "counting": lambda: polls.counted(self.poll),
            "counted": self.certified,
        }
        self.refused(Breached, doors[self.known.state])

    @precondition(lambda self: not whole(self))
    @rule()
    def mend(self):
        self.did("mend")
        harm = self.known.harm
        polls.tamper(self.of_the_poll(delete, harm.model), *GUARDS[harm.model])
        polls.tamper(insert(harm.model.__table__).values(harm.rows), *GUARDS[harm.model])
        self.known.harm = None
