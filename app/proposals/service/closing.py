"""How a proposal ends: in one stated fate, with its reason; and how a matter is taken up again."""

from dataclasses import dataclass
from datetime import datetime

from app.kernel.db import session
from app.kernel.errors import Conflict
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User
from app.proposals import queries
from app.proposals.models import Ending, Proposal
from app.proposals.states import LATER, PROPOSAL, Fate, ProposalState


@dataclass(frozen=True)
class Source:
    """What a fate comes from, as events name it: ("meeting", 3)."""

    kind: str = ""
    number: int | None = None


NOWHERE = Source()


def close(
    proposal: Proposal, *, fate: Fate, reason: str, by: User | None, at: datetime, source: Source = NOWHERE
) -> Proposal:
    """End the proposal; everybody who took part hears it. What was published stays readable.

    The same fate again changes nothing; a poll speaks after a meeting, and the centre after both. Raises Conflict
    where it has ended otherwise, or cannot end so.
    """
    was_out = proposal.is_out
    held = queries.held(proposal.id)
    before = queries.ending(held.id)
    if before is not None and before.fate is fate:
        return held
    left = before.left if before else held.state
    held.move(_action(fate, before))
    if before is not None:
        session().delete(before)
        session().flush()
    values = {"source_type": source.kind, "source_id": source.number, "by_id": by.id if by else None}
    session().add(Ending(proposal_id=held.id, fate=fate, reason=reason, at=at, left=left, **values))
    session().flush()
    if was_out:
        _tell(held, fate, reason, by=by, at=at)
    return held


def _action(fate: Fate, before: Ending | None) -> str:
    if before is None:
        return "withdraw" if fate is Fate.WITHDRAWN else "close"
    if before.fate in LATER and fate in LATER and LATER.index(fate) > LATER.index(before.fate):
        return "supersede"
    raise Conflict(lazy("이미 결말이 난 제안입니다."))


def _tell(proposal: Proposal, fate: Fate, reason: str, *, by: User | None, at: datetime) -> None:
    """One event of each ending; the centre's answer is one already, and tells the same people."""
    match fate:
        case Fate.ANSWERED:
            return
        case Fate.WITHDRAWN:
            record("proposal.withdrawn", proposal, by=by, at=at, reason=reason)
        case _:
            record("proposal.closed", proposal, by=by, at=at, fate=fate.value, reason=reason)


def settle(proposal_id: int, *, fate: Fate, reason: str, by: User | None, at: datetime, source: Source) -> bool:
    """End the proposal from what a meeting, a poll or the centre has said; whether that ended it.

    What was withdrawn or merged before stays as it is: nobody is there to be told of a Conflict. What the centre has
    answered again it has answered: the last answer tells why.
    """
    held = queries.held(proposal_id)
    before = queries.ending(proposal_id)
    if before is None:
        is_open = PROPOSAL.allows("close", held.state)
    else:
        is_open = before.fate in LATER and LATER.index(fate) > LATER.index(before.fate)
        if before.fate is fate is Fate.ANSWERED:
            before.reason, before.at, before.source_type, before.source_id = reason, at, source.kind, source.number
    if is_open:
        close(held, fate=fate, reason=reason, by=by, at=at, source=source)
    return is_open


def reopen(proposal: Proposal, *, by: User | None, at: datetime) -> Proposal:
    """Take the matter up again, in the state in which it was; an open one stays as it is.

    Raises Conflict where its fate is one that nobody takes back.
    """
    held = queries.held(proposal.id)
    before = queries.ending(held.id)
    if before is None:
        return held
    if not before.can_be_reopened:
        raise Conflict(lazy("다시 열 수 있는 제안이 아닙니다."))
    held.move("retable" if before.left is ProposalState.TABLED else "reopen")
    session().delete(before)
    session().flush()
    record("proposal.reopened", held, by=by, at=at)
    return held


def take_up_again(proposal_id: int, *, by: User | None, at: datetime) -> None:
    """A poll asks about the matter: what a meeting had decided of it is open again, anything else stays."""
    before = queries.ending(proposal_id)
    if before is not None and before.can_be_reopened:
        reopen(queries.held(proposal_id), by=by, at=at)
