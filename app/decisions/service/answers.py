"""Writing the centre's answer to a request, publishing it, and correcting what was published in a new version."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from app.decisions import queries
from app.decisions.models import Decision, DecisionVersion, Request
from app.decisions.policy import by_another, unanswered
from app.decisions.service import files
from app.decisions.service.words import Words
from app.decisions.states import FITTING, MISSING, WRITTEN, private, unfilled
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _, lazy
from app.kernel.ledger import append
from app.people.models import User

OVERTAKEN = lazy("그 사이에 다른 담당자가 이 답변을 고쳤습니다. 새 창에서 열어 보고 옮겨 적어 주세요.")
PUBLISHED = lazy("그 사이에 다른 담당자가 답변을 공개했습니다.")
READ_FIRST = lazy("이 동에서는 다른 담당자가 먼저 읽은 답변만 공개합니다.")


def write(request: Request, words: Words, *, seen: int, by: User) -> Decision:
    """Keep the answer as a draft that only officers of the dong see.

    `seen` is the version the officer had before them, 0 where there was none: Invalid where another officer has
    written or published in the meantime. Raises Conflict where the request has ended without an answer, and for
    whoever gave the first answer to what is asked again.
    """
    held = queries.locked_request(request.id)
    if held.is_answered:
        raise Invalid(PUBLISHED)
    refusal = unanswered(by, held) or by_another(by, held)
    if refusal:
        raise Conflict(refusal)
    waiting = queries.last_review(held.id)
    if waiting is not None and waiting.is_waiting:
        raise Invalid(lazy("다른 담당자가 살펴보는 중입니다. 돌려받은 뒤에 고칠 수 있습니다."))
    if seen != (held.decision.version if held.decision else 0):
        raise Invalid(OVERTAKEN)
    decision = held.decision or Decision(request_id=held.id)
    held.decision = decision
    _say(decision, words, by=by)
    session().flush()
    return decision


def publish(request: Request, words: Words, *, seen: int, by: User, at: datetime) -> Decision:
    """Show the answer to everybody and tell those who took part; what it says later is a new version of it.

    Raises Invalid where something that an answer of its kind needs is missing or does not fit, and Conflict where the
    dong wants a second officer to read it first.
    """
    decision = write(request, words, seen=seen, by=by)
    if decision.request.desk.answers_reviewed:
        raise Conflict(READ_FIRST)
    return stand(decision, at=at, by=by)


def correct(request: Request, words: Words, *, why: str, seen: int, by: User, at: datetime) -> Decision:
    """Let a published answer say something else from now on; what it said before stays readable, and why.

    Raises Invalid where somebody else has corrected it since, where nothing changes, and as `publish` does.
    """
    held = queries.locked_request(request.id)
    if held.desk.answers_reviewed:
        raise Conflict(READ_FIRST)
    return corrected(held, words, why=why, seen=seen, by=by, at=at)


def corrected(
    held: Request, words: Words, *, why: str, seen: int, by: User, at: datetime, reviewer: User | None = None
) -> Decision:
    """Do what `correct` says to a request that is held; `reviewer` is who has read it through."""
    decision = correctable(held, words, seen=seen, by=by)
    _say(decision, words, by=by)
    decision.reviewed_by_id = reviewer.id if reviewer else None
    check(decision)
    decision.move("correct")
    decision.corrected_at = at
    brought = files.send_out(decision, at=at)
    version = _keep(decision, why=why, at=at)
    record("decision.corrected", held, by=reviewer or by, at=at, **_facts(decision), **brought)
    append(held.council_id, "decision.corrected", held, version.fixed, at=at)
    return decision


def correctable(held: Request, words: Words, *, seen: int, by: User) -> Decision:
    """The published answer that these words would correct. Raises Conflict and Invalid as `correct` does."""
    decision = held.answered_decision
    if decision is None:
        raise Conflict(lazy("아직 공개한 답변이 없습니다."))
    refusal = by_another(by, held)
    if refusal:
        raise Conflict(refusal)
    if seen != decision.version:
        raise Invalid(OVERTAKEN)
    if {**words.kept, **_files(held)} == decision.told:
        raise Invalid(lazy("바뀐 것이 없습니다. 바로잡을 곳을 고쳐 주세요."))
    return decision


def stand(decision: Decision, *, by: User, at: datetime, reviewer: User | None = None) -> Decision:
    """Put a whole draft before everybody."""
    check(decision)
    brought = files.send_out(decision, at=at)
    decision.move("publish")
    decision.request.move("answer")
    decision.published_at = at
    decision.reviewed_by_id = reviewer.id if reviewer else None
    held, version = decision.request, _keep(decision, why="", at=at)
    record("decision.published", held, by=reviewer or by, at=at, **_facts(decision), **brought)
    append(held.council_id, "decision.published", held, version.fixed, at=at)
    return decision


def check(decision: Decision) -> None:
    """Raise Invalid with the sentence of the first thing that is missing or does not fit."""
    for name in decision.missing():
        raise Invalid(MISSING[name])
    if decision.answer and decision.reason_code not in FITTING[decision.answer]:
        raise Invalid(lazy("고른 답과 맞지 않는 이유입니다. 이유 분류를 다시 골라 주세요."))
    for name in WRITTEN:
        for kind in private(getattr(decision, name)):
            raise Invalid(_("답변에 %(kind)s 같은 것이 있습니다. 모두에게 보이므로 지워 주세요.", kind=kind.label))
        for blank in unfilled(getattr(decision, name)):
            raise Invalid(_("%(blank)s 자리를 아직 채우지 않았습니다. 알맞은 말로 바꾸거나 지워 주세요.", blank=blank))


def _files(held: Request) -> dict[str, str]:
    told = files.lines(queries.shelf(held.id))
    return {"files": told} if told else {}


def _say(decision: Decision, words: Words, *, by: User) -> None:
    for name, value in asdict(words).items():
        setattr(decision, name, value)
    decision.decided_by_id = by.id


def _keep(decision: Decision, *, why: str, at: datetime) -> DecisionVersion:
    """The version as it was published."""
    session().flush()
    version = DecisionVersion(
        decision_id=decision.id,
        number=len(queries.versions(decision.request_id)) + 1,
        words=decision.told,
        why=why,
        published_at=at,
        decided_by_id=decision.decided_by_id,
        reviewed_by_id=decision.reviewed_by_id,
    )
    session().add(version)
    return version


def _facts(decision: Decision) -> dict[str, Any]:
    answer = decision.answer.value if decision.answer else ""
    return {"answer": answer, "proposal_id": decision.request.proposal_id}
