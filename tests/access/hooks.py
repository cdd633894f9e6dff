"""Webhooks of the small world, and what the form of one more needs."""

from typing import Any

from app.councils.models import Council
from app.hooks import service
from app.hooks.queries import Area
from app.kernel import clock
from app.kernel.db import session, transaction
from tests.factories import webhooks

FORMS: dict[str, dict[str, Any]] = {
    "hooks.make": {"name": "우리 게시판", "address": webhooks.ADDRESS, "kinds": ["proposal.published"]},
}


def keep_webhooks(world: Any, council: Council) -> None:
    """The officer has one of the dong, the facilitator one that pauses; each has sent a test."""
    here = session().get(Council, council.id)
    assert here
    areas = {"officers": ("D", Area(here.dong)), "paused": ("F", Area(None, here))}
    for name, (role, area) in areas.items():
        webhook, _secret = webhooks.a_webhook(world.users[role], area)
        with transaction():
            service.try_out(webhook, once=None, at=clock.now())
            if name == "paused":
                service.pause(webhook, by=world.users[role], at=clock.now())
        delivery = webhooks.all_deliveries()[-1]
        world.keep(f"webhook {name}", webhook_id=webhook.id, delivery_id=delivery.id)


def filled(world: Any, endpoint: str, role: str) -> dict[str, Any]:
    """The form with the area that the role has."""
    if endpoint not in FORMS:
        return {}
    council, dong = (world.things[thing][key] for thing, key in (("council active", "council_id"), ("dong", "dong_id")))
    areas = {"D": f"dong-{dong}", "F": f"council-{council}", "P": "all"}
    areas |= {role: _of_another(world, role) for role in ("f", "d")}
    return {**FORMS[endpoint], "area": areas.get(role, "all")}


def _of_another(world: Any, role: str) -> str:
    there = session().get(Council, world.things["foreign"]["council_id"])
    assert there
    return f"council-{there.id}" if role == "f" else f"dong-{there.dong_id}"
