"""The answer that a promise stands on: what it says, what has changed since, and whether it still stands."""

import hashlib
from dataclasses import dataclass

from app.decisions.models import Decision
from app.decisions.states import Answer
from app.deeds.models import PROMISING, Commitment
from app.kernel.db import session
from app.kernel.i18n import LazyString, lazy, won
from app.kernel.ledger import canonical
from app.proposals.models import Proposal

_LABELS = {
    "answer": lazy("답"),
    "reason": lazy("이유"),
    "possible": lazy("할 수 있는 것"),
    "do_by": lazy("하기로 한 날"),
    "cost_won": lazy("드는 돈"),
    "money_from": lazy("어디에서 나오는 돈"),
    "section": lazy("담당 부서"),
    "officer_name": lazy("담당자 이름"),
    "officer_phone": lazy("전화"),
}


@dataclass(frozen=True)
class Difference:
    """One thing that the answer says otherwise than when the promise was held against it."""

    label: LazyString
    before: str
    now: str


@dataclass(frozen=True)
class Standing:
    """What has become of the ground of a promise."""

    differences: list[Difference]
    promises_no_more: bool
    has_no_answer: bool
    is_withdrawn: bool

    @property
    def needs_a_look(self) -> bool:
        """Whether an officer should hold the promise against the answer again."""
        return bool(self.differences or self.promises_no_more or self.has_no_answer)


def said(decision: Decision | None) -> dict[str, str]:
    """What the answer says of the things that a promise is made of, as texts."""
    if decision is None:
        return {}
    values = {name: getattr(decision, name) for name in _LABELS}
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def mark_of_answer(said_now: dict[str, str]) -> str:
    """A short mark of what an answer says, for forms: 16 hex digits."""
    return hashlib.sha256(canonical(said_now).encode()).hexdigest()[:16]


def differences(commitment: Commitment) -> list[Difference]:
    """What the answer says now otherwise than when the promise was last held against it."""
    before, now = commitment.basis, said(commitment.answered)
    if not now:
        return []
    return [
        Difference(label, _told(name, before.get(name, "")), _told(name, now.get(name, "")))
        for name, label in _LABELS.items()
        if before.get(name, "") != now.get(name, "")
    ]


def _told(name: str, value: str) -> str:
    if name == "cost_won" and value:
        return won(int(value))
    return str(Answer(value).label) if name == "answer" and value else value


def standing(commitment: Commitment) -> Standing:
    """Whether the answer still promises it, and whether the request and the proposal behind it are still there."""
    request, decision = commitment.request, commitment.answered
    number = request.proposal_id if request else commitment.proposal_id
    proposal = session().get(Proposal, number) if number else None
    return Standing(
        differences=differences(commitment),
        promises_no_more=_takes_back(commitment, decision),
        has_no_answer=request is not None and decision is None,
        is_withdrawn=proposal is not None and proposal.is_withdrawn,
    )


def _takes_back(commitment: Commitment, decision: Decision | None) -> bool:
    """Whether the answer is a no by now, and no officer has held the promise against that no."""
    if decision is None or decision.answer in PROMISING:
        return False
    return commitment.basis.get("answer") != said(decision).get("answer")
