"""Reads of what became of what, and of who was asked about it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.councils.models import Council
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.i18n import LazyString
from app.proposals.models import Endorsement, Lineage, Merger, Proposal
from app.proposals.queries.orders import Stage, Wish
from app.proposals.queries.proposals import listed
from app.proposals.queries.search import similar_to
from app.proposals.states import ASKING, Choice, Fate, MergerState


class Counted:
    """Who said what, from the counts of choices."""

    choices: Counter[Choice | None]

    @property
    def moved(self) -> int:
        """How many went along."""
        return self.choices[Choice.MOVED]

    @property
    def stayed(self) -> int:
        """How many left their support with the old proposal alone."""
        return self.choices[Choice.STAYED]

    @property
    def left(self) -> int:
        """How many took it back."""
        return self.choices[Choice.LEFT]

    @property
    def silent(self) -> int:
        """How many have not answered."""
        return self.choices[None]


@dataclass(frozen=True)
class Predecessor(Counted):
    """A proposal that lives on in this one, and what its supporters have said."""

    proposal: Proposal
    fate: Fate
    choices: Counter[Choice | None]

    @property
    def way(self) -> LazyString:
        """How it came here, in a word or two."""
        return self.fate.label

    @property
    def asks_supporters(self) -> bool:
        """Whether each of its supporters is asked."""
        return self.fate in ASKING


@dataclass(frozen=True)
class Kin(Counted):
    """What a proposal came from, and what it became."""

    before: Sequence[Predecessor] = ()
    after: Sequence[Proposal] = ()
    choices: Counter[Choice | None] = field(default_factory=Counter)  # of its own supporters


def kin(proposal: Proposal) -> Kin:
    """What it came from and what it became, with what supporters have said, in one statement."""
    either = or_(Lineage.old_id == proposal.id, Lineage.new_id == proposal.id)
    said = _choices(select(Lineage.old_id).where(either)).subquery()
    found = select(Lineage, said.c.choice, said.c.count).outerjoin(said, said.c.proposal_id == Lineage.old_id)
    rows: dict[Lineage, Counter[Choice | None]] = {}
    for line, choice, count in session().execute(
        found.where(either).order_by(Lineage.at, Lineage.old_id, Lineage.new_id)
        .options(joinedload(Lineage.old), joinedload(Lineage.new))
    ):  # fmt: skip
        rows.setdefault(line, Counter())[choice] += count or 0
    before = [Predecessor(line.old, line.way, choices) for line, choices in rows.items() if line.new_id == proposal.id]
    after = {line.new: choices for line, choices in rows.items() if line.old_id == proposal.id}
    return Kin(before, list(after), next(iter(after.values()), Counter()))


def _choices(numbers: Select[int]) -> Select[int, Choice | None, int]:
    """How many supporters of each of these proposals have said what."""
    counts = select(Endorsement.proposal_id, Endorsement.choice, func.count().label("count"))
    return counts.where(Endorsement.proposal_id.in_(numbers)).group_by(Endorsement.proposal_id, Endorsement.choice)


def successors(proposal_id: int) -> Sequence[Proposal]:
    """What the proposal became: of what was merged on since, that which is open or came last."""
    found = _next(proposal_id)
    while len(found) == 1 and found[0].has_ended and (further := _next(found[0].id)):
        found = further
    return found


def _next(proposal_id: int) -> Sequence[Proposal]:
    became = select(Proposal).join(Lineage, Lineage.new_id == Proposal.id).where(Lineage.old_id == proposal_id)
    whole = became.options(joinedload(Proposal.author), joinedload(Proposal.council).joinedload(Council.dong))
    return session().scalars(whole.order_by(Proposal.id)).all()


def endorsement(proposal_id: int, user_id: int | None) -> Endorsement | None:
    """The person's endorsement of the proposal; a visitor (None) has none."""
    return session().get(Endorsement, (proposal_id, user_id)) if user_id is not None else None


def merger(number: int) -> Merger:
    """A suggestion with both proposals, their council, and who asks whom. Raises NotFound."""
    old, new = aliased(Proposal), aliased(Proposal)
    wanted = select(Merger).join(Merger.old.of_type(old)).join(Merger.new.of_type(new)).where(Merger.id == number)
    whole = wanted.options(
        joinedload(Merger.old).joinedload(Proposal.council).joinedload(Council.dong),
        joinedload(Merger.old).joinedload(Proposal.author),
        joinedload(Merger.new).joinedload(Proposal.author),
        joinedload(Merger.by),
        joinedload(Merger.asked),
    )
    found = session().scalars(whole).one_or_none()
    if found is None:
        raise NotFound
    return found


def mergeable(proposal: Proposal, words: str = "", limit: int = 20) -> list[Proposal]:
    """Other proposals of the council that are talked about: what says the same first, or what says the words."""
    if words:
        found = listed(proposal.council_id, Wish(Stage.OPEN, words=words)).items
    else:
        alike = [one.proposal for one in similar_to(proposal)]
        found = [*alike, *listed(proposal.council_id, Wish(Stage.OPEN)).items]
    others = {one.id: one for one in found if one.id != proposal.id and not one.has_ended}
    return list(others.values())[:limit]


def waiting_merger(proposal_id: int) -> Merger | None:
    """The suggestion about the proposal's own end that waits for an answer."""
    waits = select(Merger).where(Merger.old_id == proposal_id, Merger.state == MergerState.ASKED)
    return session().scalars(waits).one_or_none()


def mergers_waiting(proposal_id: int) -> Sequence[Merger]:
    """The suggestions about the proposal, from either side, that wait for an answer, with who is asked."""
    either = or_(Merger.old_id == proposal_id, Merger.new_id == proposal_id)
    waits = select(Merger).where(either, Merger.state == MergerState.ASKED).order_by(Merger.id)
    return session().scalars(waits.options(joinedload(Merger.asked))).all()


def held_merger(number: int) -> Merger:
    """The suggestion as it is at this moment, locked: two answers at once are one."""
    wanted = select(Merger).where(Merger.id == number).with_for_update()
    return session().scalars(wanted, execution_options={"populate_existing": True}).one()
