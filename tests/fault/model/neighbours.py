"""Neighbours ask to take part, are confirmed and revoked, and are put on the roll of an open poll."""

from hypothesis.stateful import precondition, rule

from app.councils import queries as councils
from app.councils import service
from app.councils.models import Council
from app.councils.states import Tie
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.people.models import User
from app.polls import queries
from app.polls import service as polls
from tests.fault.model.known import Model, someone, whole

SYLLABLES = "가나다라마바사아"


class Neighbours(Model):
    """Who is confirmed when the poll opens is on its roll, whatever is decided about them later."""

    def membership(self, person):
        return councils.membership_of(self.council.id, self.people[person].id)

    @precondition(whole)
    @rule(person=someone)
    def register(self, person):
        self.did("register")
        with transaction() as current:
            council = current.get_one(Council, self.council.id)
            user = current.get_one(User, self.people[person].id)
            card = {"birth_year": 1960, "legal_name": f"김{SYLLABLES[person]}희", "place": "국사봉길 82"}
            service.ask(council, tie=Tie.LIVES, **card, by=user, at=clock.now())
        if person not in self.known.confirmed:
            self.known.asked.add(person)

    @precondition(whole)
    @rule(person=someone)
    def verify(self, person):
        if person not in self.known.asked | self.known.confirmed:
            return
        self.did("verify")
        with transaction():
            service.confirm(self.membership(person), by=self.officer, at=clock.now())
        self.known.asked.discard(person)
        self.known.confirmed.add(person)

    @precondition(whole)
    @rule(person=someone)
    def revoke(self, person):
        if person not in self.known.asked | self.known.confirmed:
            return
        self.did("revoke")
        with transaction():
            service.revoke(self.membership(person), by=self.officer, at=clock.now())
        self.known.confirmed.discard(person)
        self.known.asked.add(person)

    @precondition(whole)
    @rule(person=someone)
    def add_to_the_roll(self, person):
        self.did("add to the roll")

        def add():
            poll, user = queries.poll(self.poll.id), self.people[person].id
            with transaction():
                polls.add_to_roll(poll, user, reason="빠졌습니다.", by=self.officer, at=clock.now())

        if self.known.state != "open":
            self.refused(Conflict, add)
        elif person in self.known.roll or person not in self.known.confirmed:
            self.refused(Invalid, add)
        else:
            add()
            self.known.roll.add(person)
            self.known.fixed += 1
        session().rollback()
