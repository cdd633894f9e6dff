"""Writing the centre's answer to a request, and publishing it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from app.decisions import queries
from app.decisions.models import Decision, Request
from app.decisions.states import FITTING, MISSING, Answer, ReasonCode
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.kernel.ledger import append
from app.people.models import User

REWRITTEN = lazy("그 사이에 다른 담당자가 이 답변을 고쳤습니다. 새 창에서 열어 보고 옮겨 적어 주세요.")


@dataclass(frozen=True)
class Words:
    """What an officer writes; any of it may be empty while the answer is a draft."""

    answer: Answer | None
    reason_code: ReasonCode | None
    reason: str
    ground: str
    possible: str
    passed_to: str
    section: str
    officer_name: str
    officer_phone: str
    do_by: date | None


def write(request: Request, words: Words, *, seen: int, by: User) -> Decision:
    """Keep the answer as a draft that only officers of the dong see.

    `seen` is the version the officer had before them, 0 where there was none: Invalid where another officer has
    written in the meantime. Raises Conflict once an answer is out.
    """
    held = queries.locked_request(request.id)
    if not held.is_open:
        raise Conflict(lazy("공개한 답변은 고칠 수 없습니다."))
    if seen != (held.decision.version if held.decision else 0):
        raise Invalid(REWRITTEN)
    decision = held.decision or Decision(request_id=held.id)
    held.decision = decision
    for name, value in asdict(words).items():
        setattr(decision, name, value)
    decision.decided_by_id = by.id
    session().flush()
    return decision


def publish(request: Request, words: Words, *, seen: int, by: User, at: datetime) -> Decision:
    """Show the answer to everybody and tell those who took part; from now on it stays as it is.

    Raises Invalid where something that an answer of its kind needs is missing or does not fit.
    """
    decision = write(request, words, seen=seen, by=by)
    held = decision.request
    for name in decision.missing():
        raise Invalid(MISSING[name])
    if decision.answer and decision.reason_code not in FITTING[decision.answer]:
        raise Invalid(lazy("고른 답과 맞지 않는 이유입니다. 이유 분류를 다시 골라 주세요."))
    decision.move("publish")
    held.move("answer")
    decision.published_at = at
    session().flush()
    record(
        "decision.published",
        held,
        by=by,
        at=at,
        answer=decision.answer.value if decision.answer else "",
        proposal_id=held.proposal_id,
    )
    append(held.council_id, "decision.published", held, {"answer": decision.answer, "words": decision.digest}, at=at)
    return decision
