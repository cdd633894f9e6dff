"""A small town of chance, and how many of its requests a patient person would count."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from app.boards.states import Period
from app.decisions import service
from app.decisions.states import Answer
from app.kernel import clock
from app.kernel.db import transaction
from app.places.models import Dong
from tests.boards.made import a_past_request, an_answered_one
from tests.factories import a_council, a_dong, a_facilitator, a_gu, an_officer, days

KINDS = {
    Answer.ACCEPTED: "accepted",
    Answer.PARTLY: "partly",
    Answer.DEFERRED: "deferred",
    Answer.REJECTED: "rejected",
}


@dataclass
class Told:
    """What is known of a request without asking the program: its desk, its days, and how it ended."""

    dong_id: int
    received: date
    due: date | None
    answer: Answer | None = None
    told_on: date | None = None
    ended: bool = False


def a_town(chance: Random, requests: int) -> tuple[list[Dong], list[Told]]:
    """Two dongs of one gu and one of another, with requests of every fate."""
    gu = a_gu()
    councils = [a_council(dong=dong) for dong in (a_dong(gu=gu), a_dong(gu=gu), a_dong())]
    desks = [(one, an_officer(one.dong), a_facilitator(one)) for one in councils]
    return [one.dong for one in councils], [_a_request(chance, *chance.choice(desks)) for _each in range(requests)]


def _a_request(chance: Random, council, officer, leader) -> Told:
    today = clock.today()
    received = today - timedelta(days=chance.choice((0, 3, 20, 45, 80, 100, 200, 340, 380)))
    due = received + timedelta(days=chance.choice((7, 14)))
    fate = chance.choice(("waits", "waits", "supplement", "withdrawn", *KINDS))
    if fate in KINDS:
        told_on = min(today - days(1), received + timedelta(days=chance.choice((1, 7, 14, 20, 60))))
        received = min(received, told_on)
        an_answered_one(council, officer, due_on=due, told_on=told_on, received_on=received, answer=fate)
        return Told(council.dong_id, received, due, fate, told_on)
    due = None if fate == "supplement" else due
    request = a_past_request(council, due, received)
    if fate == "withdrawn":
        with transaction():
            service.withdraw(request, "이미 되었습니다.", by=leader, at=clock.now())
    return Told(council.dong_id, received, due, ended=fate == "withdrawn")


def counted(town: list[Told], dong_id: int, of: Period) -> dict[str, int]:
    """Each number of requests of the dong, one after the other."""
    counts = dict.fromkeys(
        ("waited", "received", "answered", "due", "in-time", "overdue", "late", "waiting", *KINDS.values()), 0
    )
    for one in town:
        if one.dong_id == dong_id:
            for key in _figures(one, of.first, of.now):
                counts[key] += 1
    return counts


def _figures(one: Told, first: date, now: datetime) -> set[str]:
    today, found = clock.seoul(now).date(), set()
    noon = one.told_on and datetime.combine(one.told_on, time(12), clock.SEOUL)
    answered = noon is not None and first <= one.told_on and noon < now
    waits = one.answer is None and not one.ended
    if first <= one.received <= today:
        found.add("received")
    if answered:
        found |= {"answered", "waited", KINDS[one.answer]}
        if one.due and one.told_on > one.due:
            found.add("late")
    if waits:
        found |= {"waited", "waiting"}
        if one.due and one.due < today:
            found.add("overdue")
    if one.due and first <= one.due < today and not one.ended:
        found.add("due")
        if one.told_on and one.told_on <= one.due:
            found.add("in-time")
    return found
