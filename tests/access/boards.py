"""The dong and the gu of the small world, and figures of the dong."""

from typing import Any

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import session
from app.places.models import Dong


def keep_dong(world: Any, council: Council) -> None:
    """The dong of the council with this month, its gu, a number of things and a number of people."""
    world.keep("dong", dong_id=council.dong_id, month=f"{clock.today():%Y-%m}")
    world.keep("gu", gu_id=session().get_one(Dong, council.dong_id).gu_id)
    world.keep("dong figure", dong_id=council.dong_id, figure="overdue")
    world.keep("dong voices", dong_id=council.dong_id, figure="voices")
