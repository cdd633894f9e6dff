"""Records of the small world: who signs the ledger of its council, whose it is asked to sign, and its open data."""

from typing import Any

from app.councils.models import Council
from app.kernel.db import session
from app.places.models import Dong
from tests import factories
from tests.factories import cosigners


def keep_cosigners(world: Any, council: Council) -> None:
    """The centre with a key, a neighbour that could be asked, and an invitation from another council of the dong."""
    dong = session().get(Dong, council.dong_id)
    neighbour, asking = (factories.a_council(dong=dong, name=name) for name in ("이웃길 골목회의", "부탁길 골목회의"))
    world.keep("council neighbour", council_id=neighbour.id)
    centre, _key = cosigners.a_centre(council, cosigners.a_key(1))
    world.keep("cosigner centre", cosigner_id=centre.id)
    asked = cosigners.an_invited(asking, session().get(Council, council.id))
    world.keep("cosigner asked", cosigner_id=asked.id)
    world.keep("council table", council_id=council.id, file="results.json")
    world.keep("council roll", council_id=council.id, file="roll.csv")
    world.keep("dong table", dong_id=council.dong_id, file="polls.csv")
