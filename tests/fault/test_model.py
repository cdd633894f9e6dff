"""A model of a poll beside the real one: whatever is done in whatever order, both say the same, and nothing breaks."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.kernel import clock
from app.kernel.db import db, session, transaction
from app.kernel.errors import Conflict, Fault, Forbidden, Invalid
from app.polls import queries, service
from app.polls.service.ballots import form_for
from app.polls.service.invariants import Breached, breaches
from app.polls.states import Channel, Invalidity
from tests import factories
from tests.conftest import rows
from tests.factories import polls
from tests.fault.sizes import size
from tests.records.records import record_of, the_verifier

pytestmark = pytest.mark.fault
VOTERS, CHOICES = 6, 3
RUNS, STEPS = size(8, 150), size(25, 50)
GUARD = "ballot_delete_refused"
someone = st.integers(0, VOTERS - 1)
verify = the_verifier()


def a_user(user):
    """What the box asks of an account, whatever became of the session it was read in."""
    return SimpleNamespace(id=user.id, memberships=())


class Life(RuleBasedStateMachine):
    """One poll from its opening to the record, with honest, hasty, late and dishonest people."""

    @initialize()
    def open(self):
        council = factories.a_council()
        self.voters = [a_user(voter) for voter in polls.voters_of(council, VOTERS)]
        others = polls.voters_of(factories.a_council(), VOTERS)
        self.second_accounts = [a_user(account) for account in others]
        self.stranger = SimpleNamespace(id=factories.a_user().id)
        self.officer = SimpleNamespace(id=factories.an_officer(council.dong).id)
        opened = polls.an_open_poll(council, choices=CHOICES, takes_paper=True, takes_assisted=True)
        # outlives every restart
        self.poll = SimpleNamespace(id=opened.id, closes_at=opened.closes_at, council_id=opened.council_id)
        self.forms = {}  # (voter, account): the paper they keep
        self.cast_by = {}  # voter: (form, mark)
        self.at_device = {}  # voter: who holds the device, and the paper on it
        self.with_help = set()
        self.on_paper = set()
        self.receipts = {}
        self.state, self.is_tampered = "open", False

    def refused(self, kind, action):
        with pytest.raises(kind):
            action()
        session().rollback()

    def form_of(self, voter, account):
        if (voter, account.id) not in self.forms:
            self.forms[voter, account.id] = form_for(account, self.voters[voter].id, self.poll.id)
        return self.forms[voter, account.id]

    @precondition(lambda self: not self.is_tampered)
    @rule(voter=someone, mark=st.integers(1, CHOICES), fresh=st.booleans(), second=st.booleans())
    def cast(self, voter, mark, fresh, second):
        account = (self.second_accounts if second else self.voters)[voter]
        if fresh:
            self.forms.pop((voter, account.id), None)
        form = self.form_of(voter, account)
        self.vote(voter, account, form, mark)

    def vote(self, voter, by, form, mark):
        def vote():
            return polls.cast(self.poll, by, [mark], form)

        kept = self.cast_by.get(voter)
        if kept and kept[0] == form:
            assert vote().code == self.receipts[voter]
        elif kept or voter in self.on_paper or self.state != "open":
            self.refused(Conflict, vote)
        else:
            self.receipts[voter] = vote().code
            self.cast_by[voter] = (form, mark)
            return True
        return False

    @precondition(lambda self: not self.is_tampered)
    @rule(voter=someone)
    def lend_the_device(self, voter):
        with transaction():
            lent = service.lend_device(self.poll, self.voters[voter], by=self.officer)
        if voter in self.cast_by or voter in self.on_paper:
            assert lent is self.channel_of(voter)
            return
        self.at_device[voter] = lent, service.ballot_form(self.poll, lent)

    def channel_of(self, voter):
        if voter in self.on_paper:
            return Channel.PAPER
        return Channel.ASSISTED if voter in self.with_help else Channel.ONLINE

    @precondition(lambda self: self.at_device and not self.is_tampered)
    @rule(data=st.data(), mark=st.integers(1, CHOICES))
    def cast_with_help(self, data, mark):
        voter = data.draw(st.sampled_from(sorted(self.at_device)))
        if self.vote(voter, *self.at_device[voter], mark):
            self.with_help.add(voter)

    @precondition(lambda self: self.at_device and not self.is_tampered)
    @rule(data=st.data())
    def carry_a_paper_between_the_channels(self, data):
        voter = data.draw(st.sampled_from(sorted(self.at_device)))
        helped, form = self.at_device[voter]
        self.refused(Invalid, lambda: polls.cast(self.poll, self.voters[voter], [1], form))
        self.refused(Invalid, lambda: polls.cast(self.poll, helped, [1], self.form_of(voter, self.voters[voter])))

    @precondition(lambda self: not self.is_tampered)
    @rule(voter=someone, other=someone, mark=st.integers(-1, CHOICES + 1))
    def forge(self, voter, other, mark):
        if voter != other:
            stolen = polls.paper_of(self.poll, self.voters[other])
            self.refused(Fault, lambda: polls.cast(self.poll, self.voters[voter], [mark], stolen))
        elif self.state == "open" and not 0 <= mark <= CHOICES:
            form = polls.paper_of(self.poll, self.voters[voter])
            self.refused(Invalid, lambda: polls.cast(self.poll, self.voters[voter], [mark], form))

    @precondition(lambda self: self.state == "open" and not self.is_tampered)
    @rule()
    def vote_as_a_stranger(self):
        self.refused(
            Forbidden, lambda: polls.cast(self.poll, self.stranger, [1], polls.paper_of(self.poll, self.stranger))
        )

    @precondition(lambda self: not self.is_tampered)
    @rule(voter=someone)
    def hand_out(self, voter):
        if self.state != "open":
            self.refused(Conflict, lambda: polls.handed(self.poll, self.voters[voter]))
            return
        used = polls.handed(self.poll, self.voters[voter])
        assert (used is None) == (voter not in self.cast_by and voter not in self.on_paper)
        if used is None:
            self.on_paper.add(voter)

    @rule()
    def mix(self):
        with transaction():
            service.mix(self.poll.id, at=clock.now())

    @rule()
    def restart(self):
        db.session.remove()
        db.engine.dispose()

    @precondition(lambda self: self.state == "open" and not self.is_tampered)
    @rule()
    def close(self):
        polls.closed(self.poll)
        self.state = "counting"

    def count_nothing(self):
        polls.counted(self.poll)

    @precondition(lambda self: self.state == "counting" and not self.is_tampered)
    @rule(unreadable=st.booleans())
    def count(self, unreadable):
        sheets = [[1 + number % CHOICES] for number in range(len(self.on_paper))]
        if sheets and unreadable:
            sheets[0] = Invalidity.UNREADABLE
        if sheets:
            polls.a_batch(self.poll, *sheets)
        polls.reconciled(self.poll, printed=len(sheets))
        tally = polls.counted(self.poll).tally
        marks = [mark for _form, mark in self.cast_by.values()]
        marks += [sheet[0] for sheet in sheets if sheet is not Invalidity.UNREADABLE]
        assert tally.result["votes"] == {str(one): marks.count(one) for one in range(1, CHOICES + 1)}
        self.state = "counted"

    @precondition(lambda self: self.state == "counted" and not self.is_tampered)
    @rule()
    def certify(self):
        with transaction():
            service.certify(queries.poll(self.poll.id), by=self.officer, at=clock.now())
        self.state = "certified"

    @precondition(lambda self: self.state in {"counted", "certified"} and not self.is_tampered)
    @rule()
    def verify_the_record(self):
        content = record_of(self.poll)
        assert verify.faults(content) == []
        assert all(verify.holds_receipt(verify.Record(content), code) for code in self.receipts.values())

    @precondition(lambda self: self.cast_by and not self.is_tampered)
    @rule()
    def take_a_ballot_out(self):
        polls.tamper("DELETE FROM ballot WHERE poll_id = :poll", GUARD, poll=self.poll.id)
        self.is_tampered = True

    @precondition(lambda self: self.is_tampered and self.state in {"open", "counting", "counted"})
    @rule()
    def go_on_after_tampering(self):
        go_on = {"open": self.close, "counting": self.count_nothing, "counted": self.certify}[self.state]
        self.refused(Breached, go_on)

    @invariant()
    def both_say_the_same(self):
        if not hasattr(self, "poll"):
            return
        session().expire_all()
        found = list(breaches(queries.poll(self.poll.id)))
        session().rollback()
        if self.is_tampered:
            assert found
            return
        assert found == []
        marks = sorted(row.marks for row in rows("ballot") if row.poll_id == self.poll.id)
        assert marks == sorted(f"[{mark}]" for _form, mark in self.cast_by.values())
        channels = [row.channel for row in rows("roll") if row.poll_id == self.poll.id and row.channel]
        used = [self.channel_of(voter).value for voter in (*self.cast_by, *self.on_paper)]
        assert sorted(channels) == sorted(used)
        session().rollback()


def test_no_order_of_deeds_breaks_an_invariant(app, figure):
    bounds = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=bounds)
    figure("model", f"{RUNS} runs of up to {STEPS} steps: no invariant broken")
