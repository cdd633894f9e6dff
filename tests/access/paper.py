"""What the world has of booths: polls that take paper, one with a batch that waits, one ready, and help."""

from typing import Any

from app.councils.models import Council
from app.kernel.db import transaction
from app.polls import service as polls
from tests import factories
from tests.factories import polls as ballots

PAPER = ("paper", "counting", "ready")


def keep_polls(world: Any, council: Council) -> None:
    """Keep them as «poll paper», «poll counting», «poll ready» and «poll helped»."""
    by = world.users["F"]
    made = {name: ballots.a_draft(council, by=by, takes_paper=True, question=f"{name} 투표?") for name in PAPER}
    for name, poll in made.items():
        ballots.opened(poll, by=by)
        world.keep(f"poll {name}", poll_id=poll.id)
    helped = ballots.a_draft(council, by=by, takes_assisted=True, question="helped 투표?")
    world.keep("poll helped", poll_id=ballots.opened(helped, by=by).id)
    ballots.handed(made["ready"], world.users["R"])
    for name in ("counting", "ready"):
        ballots.closed(made[name])
    with transaction():
        waiting = polls.begin_batch(made["counting"].id, sheets=1)
    world.keep("poll counting", poll_id=made["counting"].id, number=waiting.number)
    with transaction():
        figures = {"printed": 0, "unused": 0, "spoilt": 0}
        polls.write_reconciliation(made["counting"].id, **figures, reasons={}, by=factories.a_user())
    ballots.a_batch(made["ready"], [1])
    world.keep("practice", method="score")
    ballots.reconciled(made["ready"], printed=1)
