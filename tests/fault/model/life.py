"""The life of one poll: all that people do and all that befalls it, in any order."""

from types import SimpleNamespace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant
from sqlalchemy import select

from app.kernel.db import session
from app.polls import queries
from app.polls.models import Ballot, RollEntry
from app.polls.service.invariants import breaches
from app.polls.states import PollState
from tests import factories
from tests.factories import polls
from tests.fault.model.harm import Tampering
from tests.fault.model.known import CHOICES, NEIGHBOURS, VOTERS
from tests.fault.model.machines import Machines
from tests.fault.model.neighbours import Neighbours
from tests.fault.model.officers import Officers
from tests.fault.model.voters import Voters

# so that lives are spent in every state: how far the poll has come when the life begins
BEGINNINGS = ("open", "draft", "counting", "counted", "certified", "void")


def a_user(user):
    """What the box asks of an account, whatever became of the session it was read in."""
    return SimpleNamespace(id=user.id, memberships=())


class Life(Neighbours, Voters, Officers, Machines, Tampering):
    """One poll on one machine, with honest, hasty, late and dishonest people."""

    always_begins = ""  # in this state, where one is named

    @initialize(beginning=st.sampled_from(BEGINNINGS))
    def begin(self, beginning):
        self.world.begin()
        council = factories.a_council()
        self.council = SimpleNamespace(id=council.id)
        voters = polls.voters_of(council, VOTERS)
        neighbours = [factories.a_user() for _ in range(NEIGHBOURS)]
        self.people = [a_user(person) for person in (*voters, *neighbours)]
        elsewhere = polls.voters_of(factories.a_council(), len(self.people))
        self.second_accounts = [a_user(account) for account in elsewhere]
        self.stranger, self.officer = a_user(factories.a_user()), a_user(factories.an_officer(council.dong))
        self.forms, self.known.confirmed = {}, set(range(VOTERS))
        given = {"choices": CHOICES, "takes_paper": True, "takes_assisted": True, "by": self.officer}
        draft = polls.a_draft(council, **given)
        self.poll = SimpleNamespace(id=draft.id, closes_at=draft.closes_at, council_id=council.id)
        self.come_to(self.always_begins or beginning)

    def come_to(self, beginning):
        """Open, with a ballot, a sheet of paper and a lent device; then as far as the life is to begin."""
        if beginning == "draft":
            return
        self.open()
        self.vote(0, self.people[0], self.form_of(0, self.people[0]), 1, "cast")
        self.hand_out(1)
        self.lend_the_device(2)
        steps = {"counting": [self.close], "counted": [self.close, lambda: self.count(unreadable=False)]}
        steps["certified"] = [*steps["counted"], self.certify]
        for step in steps.get(beginning, [self.void] if beginning == "void" else []):
            step()

    def teardown(self):
        self.world.end()

    @invariant()
    def both_say_the_same(self):
        if not hasattr(self, "poll"):
            return
        session().expire_all()
        poll = queries.poll(self.poll.id)
        assert poll.state is PollState("closed" if self.known.state == "counted" else self.known.state)
        found = list(breaches(poll))
        assert bool(found) == (self.known.harm is not None), found
        if self.known.harm is None:
            self.box_and_roll_are_as_known()
        session().rollback()

    def box_and_roll_are_as_known(self):
        marks = session().scalars(select(Ballot.marks).where(Ballot.poll_id == self.poll.id)).all()
        assert sorted(marks) == sorted(f"[{mark}]" for _form, mark in self.known.cast_by.values())
        channels = session().scalars(select(RollEntry.channel).where(RollEntry.poll_id == self.poll.id)).all()
        assert sorted(map(str, channels)) == sorted(str(self.known.channel_of(voter)) for voter in self.known.roll)
