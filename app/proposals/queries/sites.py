"""Where proposals stand on the roads of a dong, read from what their writers put as their place."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import load_only

from app.councils.models import Council
from app.kernel.db import session
from app.places.models import Alley, RoadSegment
from app.proposals.models import Proposal
from app.proposals.states import ProposalState

MOST_PROPOSALS = 200
_NUMBER = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")


class Address(NamedTuple):
    """도로명과 건물번호: 국사봉길 86-9 is ("국사봉길", 86, 9); 0 where there is no second number."""

    road: str
    number: int
    branch: int = 0

    def __str__(self) -> str:
        """As a sign would name it."""
        return f"{self.road} {self.number}" + (f"-{self.branch}" if self.branch else "")


class Site(NamedTuple):
    """A proposal and where it stands; None where its place names no building number of a road of the dong."""

    proposal: Proposal
    address: Address | None


def address_in(place: str, roads: Iterable[str]) -> Address | None:
    """The first road of these in the text that a building number follows; spaces do not matter."""
    words = "".join(place.split())
    for road in sorted(roads, key=len, reverse=True):
        at = words.find(plain := "".join(road.split()))
        found = _NUMBER.match(words, at + len(plain)) if at >= 0 else None
        if found:
            return Address(road, int(found[1]), int(found[2] or 0))
    return None


def roads_of(council: Council) -> Sequence[RoadSegment]:
    """The segments of all alleys of the council's dong, those of its own alley first."""
    of_dong = select(RoadSegment).join(Alley).where(Alley.dong_id == council.dong_id)
    own_first = (Alley.id != (council.alley_id or 0)).label("other")
    return session().scalars(of_dong.order_by(own_first, RoadSegment.position, RoadSegment.id)).all()


def sites(council_id: int, segments: Iterable[RoadSegment]) -> list[Site]:
    """The newest proposals of the council that are talked about, and where they stand; one statement."""
    shown = (Proposal.title, Proposal.place, Proposal.state, Proposal.endorsement_count)
    talked_about = or_(Proposal.state == ProposalState.PUBLISHED, Proposal.state == ProposalState.TABLED)
    newest = (
        select(Proposal)
        .where(Proposal.council_id == council_id, talked_about)
        .options(load_only(*shown))
        .order_by(Proposal.published_at.desc(), Proposal.id.desc())
        .limit(MOST_PROPOSALS)
    )
    roads = {segment.road for segment in segments}
    return [Site(one, address_in(one.place, roads)) for one in session().scalars(newest)]
