"""What befalls the machine, and what the worker does: at any moment, and whatever was tampered with."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.kernel import clock, ledger
from app.kernel.db import transaction
from app.polls import service
from app.polls.service.sealing import unsealed
from app.records.service.reconciliation import reconcile_answers, reconcile_poll
from tests.factories import polls
from tests.fault.model.known import Model
from tests.fault.sizes import FULL

ENDED = ("counting", "counted", "certified", "void")


def may_be_kept(life):
    """On PostgreSQL every backup and every restore starts a program: at full size alone."""
    return FULL or not life.world.is_postgresql


class Machines(Model):
    """Nothing here changes what the model knows, but a restored backup, which brings back what it knew then."""

    kept = None  # what the model knew at the backup
    was_restarted = was_restored = False

    @rule()
    def mix(self):
        self.did("mix")
        with transaction():
            service.mix(self.poll.id, at=clock.now())

    @rule()
    def seal(self):
        self.did("seal")
        is_due = self.known.was_opened and self.known.state in ENDED and not self.known.is_sealed
        assert polls.sealed() == is_due
        assert not unsealed()
        self.known.is_sealed |= is_due

    @rule()
    def reconcile(self):
        self.did("reconcile")
        with transaction():
            found = reconcile_poll(self.poll.id, at=clock.now())
        with transaction():
            found += reconcile_answers(self.council.id, at=clock.now())
        assert bool(found) == (self.known.harm is not None), found

    @rule(anew=st.booleans())
    def restart(self, anew):
        """Once a life at full size the application is made anew; else only session, engine and connections are."""
        self.did("restart")
        if FULL and anew and not self.was_restarted:
            self.was_restarted = True
            self.world.restart()
        else:
            self.world.let_go()

    @precondition(may_be_kept)
    @precondition(lambda self: not self.kept)
    @rule()
    def back_up(self):
        self.did("back up")
        self.world.back_up()
        self.kept = self.known.copied()

    @precondition(lambda self: self.kept and not self.was_restored)
    @rule()
    def restore(self):
        self.did("restore")
        head = ledger.head(self.council.id)
        code = head.code if head else f"0:{ledger.FIRST}"
        is_behind = head is None or self.known.fixed > self.kept.fixed
        said = self.world.restore(code)
        assert ("behind checkpoint" in said) == is_behind, said
        self.known, self.was_restored = self.kept.copied(), True
