"""What a person may have news of: everything, a dong, or a council. A test holds it against the policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.councils.models import Council, Membership
from app.councils.states import MembershipState, Seat
from app.kernel.db import session
from app.people.models import Post
from app.places.models import Dong


@dataclass(frozen=True)
class Area:
    """A council, a dong (council is then None), or everything (both are None). `key` names it in a form."""

    dong: Dong | None = None
    council: Council | None = None

    @property
    def key(self) -> str:
        """council-7, dong-3 or all."""
        return f"council-{self.council.id}" if self.council else f"dong-{self.dong.id}" if self.dong else "all"

    @property
    def name(self) -> str:
        """As people call it; "" for everything."""
        return self.council.name if self.council else self.dong.name if self.dong else ""


def areas_of(user: Any) -> Sequence[Area]:
    """Everything and every dong for an operator; the own dongs of officers; councils there and those one leads."""
    served = select(Post.dong_id).where(Post.user_id == user.id)
    dongs = select(Dong) if user.is_operator else select(Dong).where(Dong.id.in_(served))
    led = select(Membership.council_id).where(
        Membership.user_id == user.id,
        Membership.state == MembershipState.CONFIRMED,
        Membership.seat == Seat.FACILITATOR,
    )
    councils = (
        select(Council).where(Council.dong_id.in_(served) | Council.id.in_(led)).options(joinedload(Council.dong))
    )
    return [
        *([Area()] if user.is_operator else []),
        *(Area(dong) for dong in session().scalars(dongs.order_by(Dong.name, Dong.id))),
        *(Area(None, council) for council in session().scalars(councils.order_by(Council.name, Council.id))),
    ]
