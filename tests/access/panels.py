"""Panels of the small world: one that is prepared, one whose lot is announced, and one that was drawn."""

from typing import Any

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import session, transaction
from app.panels import queries, service
from app.panels.states import Sex
from tests.factories import panels as made

SECRET = "아직비밀"


def keep_panels(world: Any, council: Council) -> None:
    """All who agreed are drawn, the author among them."""
    here, author, by = session().get(Council, council.id), world.users["A"], world.users["F"]
    assert here
    with transaction():
        service.agree(made.membership(here, author), sex=Sex.UNTOLD, at=clock.now())
    draft = made.a_draft(here, by, title=f"{SECRET} 참여단", size=2)
    world.keep("panel draft", panel_id=draft.id)
    announced = made.an_announced(here, 2, by, title="알린 참여단", size=3)
    world.keep("panel announced", panel_id=announced.id)
    drawn = made.drawn(made.an_announced(here, 0, by, title="뽑은 참여단", size=3), by)
    place = next(place for place in drawn.places if place.user_id == author.id)
    with transaction():
        service.answer(place.id, comes=True, by=author, at=clock.now())
    with transaction():
        service.set_attendance(queries.panel(drawn.id), [place.code])
    world.keep("panel drawn", panel_id=drawn.id, place_id=place.id)
