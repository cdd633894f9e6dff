"""Officers open, close, count, certify and void, in order and out of it."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.polls import queries, service
from app.polls.states import Invalidity
from tests.factories import polls
from tests.fault.model.known import CHOICES, Model, whole
from tests.records.records import record_of, the_verifier

verifier = the_verifier()
STAYS = ("counting", "counted", "certified")  # where closing again changes nothing
COUNTED = ("counted", "certified")
VOIDABLE = ("draft", "open", "counting", "counted")


class Officers(Model):
    """Each step is taken once, from the state before it, and is refused or changes nothing everywhere else."""

    @precondition(whole)
    @rule()
    def open(self):
        self.did("open")
        if self.known.state != "draft" or not self.known.confirmed:
            self.refused(Conflict, lambda: polls.opened(self.poll, self.officer))
            return
        polls.opened(self.poll, self.officer)
        self.known.state, self.known.was_opened = "open", True
        self.known.roll = set(self.known.confirmed)
        self.known.fixed += 1

    @precondition(whole)
    @rule()
    def close_before_the_time(self):
        self.did("close before the time")

        def close():
            with transaction():
                return service.close_poll(self.poll.id, at=clock.now())

        if self.known.state in STAYS:
            close()
        else:
            self.refused(Conflict, close)

    @precondition(whole)
    @rule()
    def close(self):
        self.did("close")
        if self.known.state == "open":
            polls.closed(self.poll)
            self.known.state = "counting"
            self.known.fixed += 1
        elif self.known.state in STAYS:
            polls.closed(self.poll)
        else:
            self.refused(Conflict, lambda: polls.closed(self.poll))

    @precondition(whole)
    @rule(unreadable=st.booleans())
    def count(self, unreadable):
        self.did("count")
        if self.known.state in COUNTED:
            assert self.counted() == self.known.votes
            return
        self.refused(Conflict, self.counted)  # in "counting" because the paper is not entered yet
        if self.known.state == "counting":
            sheets = self.enter_the_paper(unreadable)
            marks = [mark for _form, mark in self.known.cast_by.values()] + sheets
            self.known.votes = {str(one): marks.count(one) for one in range(1, CHOICES + 1)}
            assert self.counted() == self.known.votes
            self.known.state = "counted"
            self.known.fixed += 1

    def counted(self):
        return polls.counted(self.poll).tally.result["votes"]

    def enter_the_paper(self, unreadable):
        """The marks on the sheets that can be read."""
        handed_out = len(self.known.on_paper)
        sheets = [1 + number % CHOICES for number in range(handed_out)]
        lost = sheets[:1] if unreadable else []
        if sheets:
            entered = [[mark] for mark in sheets[len(lost) :]]
            polls.a_batch(self.poll, *[Invalidity.UNREADABLE for _ in lost], *entered)
        polls.reconciled(self.poll, printed=handed_out)
        return sheets[len(lost) :]

    @precondition(whole)
    @rule()
    def certify(self):
        self.did("certify")
        if self.known.state != "counted":
            self.refused(Conflict, self.certified)
            return
        self.certified()
        self.known.state = "certified"
        self.known.fixed += 1

    def certified(self):
        with transaction():
            service.certify(queries.poll(self.poll.id), by=self.officer, at=clock.now())

    @precondition(whole)
    @rule()
    def void(self):
        self.did("void")

        def void():
            with transaction():
                service.void(queries.poll(self.poll.id), reason="잘못 물었습니다.", by=self.officer, at=clock.now())

        if self.known.state not in VOIDABLE:
            self.refused(Conflict, void)
            return
        void()
        self.known.state = "void"
        self.known.fixed += self.known.was_opened

    @precondition(whole)
    @rule()
    def read_the_record(self):
        self.did("read the record")
        if self.known.state not in COUNTED:
            self.refused(Conflict, lambda: record_of(self.poll))
            return
        content = record_of(self.poll)
        assert verifier.faults(content) == []
        record = verifier.Record(content)
        assert all(verifier.holds_receipt(record, code) for code in self.known.receipts.values())
