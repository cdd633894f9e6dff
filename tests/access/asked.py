"""Requests of the small world on their way: one waits for a supplement, one for consent; and a kind of a gu."""

from typing import Any

from app.councils.models import Council
from app.decisions import queries
from app.kernel import clock
from app.kernel.db import session
from app.people.models import User
from app.proposals.models import Proposal
from tests.factories import decisions as made
from tests.factories import steps


def keep(world: Any, council: Council) -> None:
    by, officer = world.users["F"], world.users["D"]
    proposal = session().get(Proposal, world.things["proposal published"]["proposal_id"])
    for name in ("asked", "consent"):
        behind = {"proposal": proposal} if name == "asked" else {}
        meeting = made.a_held_meeting(council, made.a_resolution(text=f"{name} 요청"), leader=by, **behind)
        request = made.a_sent_report(council, by=by, source=meeting).requests[0]
        _go_on(name, request.id, officer)
        world.keep(f"request {name}", request_id=request.id)
    own = steps.a_kind_of(council.dong.gu_id, by=world.users["P"])
    national = queries.kinds_of(council.dong.gu_id, clock.today())["suggestion"]
    world.keep("kind own", kind_id=own.id)
    world.keep("kind national", kind_id=national.id)


def _go_on(name: str, number: int, officer: User) -> None:
    if name == "asked":
        steps.a_supplement(number, officer)
        return
    for _time in range(2):
        steps.an_extension(number, officer)
