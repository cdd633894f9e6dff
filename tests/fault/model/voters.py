"""Voters, honest and not: online, with help, on paper; with one account or two; in time, late, and again."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.kernel.db import transaction
from app.kernel.errors import Conflict, Forbidden, Invalid
from app.polls import service
from app.polls.service.ballots import form_for
from tests.factories import polls
from tests.fault.model.known import CHOICES, PEOPLE, Model, a_mark, someone, whole


def somebody_holds_a_device(life):
    return whole(life) and life.known.at_device


class Voters(Model):
    """One ballot a person, and a repeated one gives the same receipt."""

    def form_of(self, voter, account):
        if (voter, account.id) not in self.forms:
            self.forms[voter, account.id] = form_for(account, self.people[voter].id, self.poll.id)
        return self.forms[voter, account.id]

    @precondition(whole)
    @rule(voter=someone, mark=a_mark, fresh=st.booleans(), second=st.booleans())
    def cast(self, voter, mark, fresh, second):
        account = (self.second_accounts if second else self.people)[voter]
        if fresh:
            self.forms.pop((voter, account.id), None)
        self.vote(voter, account, self.form_of(voter, account), mark, "cast")

    def vote(self, voter, by, form, mark, deed):
        """Whether a ballot came into the box."""
        known, kept = self.known, self.known.cast_by.get(voter)
        is_kept = bool(kept and kept[0] == form)
        self.did("cast again" if is_kept and deed == "cast" else deed)

        def vote():
            return polls.cast(self.poll, by, [mark], form)

        if is_kept:
            assert vote().code == known.receipts[voter]
        elif known.state != "open" or known.channel_of(voter):
            self.refused(Conflict, vote)
        elif voter not in known.roll:
            self.refused(Forbidden, vote)
        else:
            known.receipts[voter] = vote().code
            known.cast_by[voter] = (form, mark)
            return True
        return False

    @precondition(whole)
    @rule(voter=someone)
    def lend_the_device(self, voter):
        self.did("lend a device")

        def lend():
            with transaction():
                return service.lend_device(self.poll, self.people[voter], by=self.officer)

        if voter not in self.known.roll:
            self.refused(Forbidden, lend)
        elif used := self.known.channel_of(voter):
            assert lend() is used
        else:
            lent = lend()
            self.known.at_device[voter] = lent, service.ballot_form(self.poll, lent)

    def at_device(self, turn):
        """One of those who were lent a device."""
        voters = sorted(self.known.at_device)
        return voters[turn % len(voters)]

    @precondition(somebody_holds_a_device)
    @rule(turn=someone, mark=a_mark)
    def cast_with_help(self, turn, mark):
        voter = self.at_device(turn)
        if self.vote(voter, *self.known.at_device[voter], mark, "cast with help"):
            self.known.with_help.add(voter)

    @precondition(somebody_holds_a_device)
    @rule(turn=someone)
    def carry_a_paper_between_the_channels(self, turn):
        self.did("carry a paper between the channels")
        voter = self.at_device(turn)
        helped, form = self.known.at_device[voter]
        own = self.people[voter]
        self.refused(Invalid, lambda: polls.cast(self.poll, own, [1], form))
        self.refused(Invalid, lambda: polls.cast(self.poll, helped, [1], self.form_of(voter, own)))

    @precondition(whole)
    @rule(voter=someone, away=st.integers(1, PEOPLE - 1), mark=a_mark)
    def send_anothers_paper(self, voter, away, mark):
        self.did("send another's paper")
        other = self.people[(voter + away) % len(self.people)]
        stolen = polls.paper_of(self.poll, other)
        self.refused(Invalid, lambda: polls.cast(self.poll, self.people[voter], [mark], stolen))

    @precondition(whole)
    @rule(voter=someone, mark=st.sampled_from([-1, CHOICES + 1]))
    def forge_marks(self, voter, mark):
        self.did("forge marks")
        form = polls.paper_of(self.poll, self.people[voter])
        kind = Invalid if self.known.state == "open" else Conflict
        self.refused(kind, lambda: polls.cast(self.poll, self.people[voter], [mark], form))

    @precondition(whole)
    @rule()
    def cast_as_a_stranger(self):
        self.did("cast as a stranger")
        form = polls.paper_of(self.poll, self.stranger)
        kind = Forbidden if self.known.state == "open" else Conflict
        self.refused(kind, lambda: polls.cast(self.poll, self.stranger, [1], form))

    @precondition(whole)
    @rule(voter=someone)
    def hand_out(self, voter):
        self.did("hand out paper")

        def hand():
            return polls.handed(self.poll, self.people[voter])

        if self.known.state != "open":
            self.refused(Conflict, hand)
        elif voter not in self.known.roll:
            self.refused(Forbidden, hand)
        else:
            used = self.known.channel_of(voter)
            assert hand() is used
            if used is None:
                self.known.on_paper.add(voter)
