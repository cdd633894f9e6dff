"""Looking after statements: showing, hiding with a reason, and saying what became of each."""

from datetime import datetime

from app.kernel.db import session
from app.kernel.events import record
from app.kernel.i18n import _, force_locale
from app.opinions.models import Statement
from app.opinions.service.mapping import forget_map
from app.opinions.states import Fate
from app.people.models import User
from app.proposals import service as proposals
from app.proposals.models import Proposal
from app.proposals.service import Words

LONGEST_TITLE = 80


def show(statement: Statement, *, by: User, at: datetime) -> Statement:
    """Let neighbours see the statement, for the first time or again; a second press changes nothing."""
    if statement.is_shown:
        return statement
    statement.move("show")
    statement.hidden_reason = ""
    forget_map(statement.question)
    record("statement.shown", statement, by=by, at=at)
    return statement


def hide(statement: Statement, *, reason: str, by: User, at: datetime) -> Statement:
    """Take the statement away from the others; its writer is told why. What was answered to it counts no more."""
    statement.move("hide")
    statement.hidden_reason = reason
    forget_map(statement.question)
    record("statement.hidden", statement, by=by, at=at)
    return statement


def settle(statement: Statement, fate: Fate, *, reason: str, by: User, at: datetime) -> Statement:
    """Say what became of the statement, and why; its writer is told. Said again the same, nobody is told twice."""
    statement.move("settle")
    if (statement.fate, statement.fate_reason) != (fate, reason):
        statement.fate, statement.fate_reason = fate, reason
        record("statement.settled", statement, by=by, at=at, fate=fate.value)
    session().flush()
    return statement


def bring(statement: Statement, *, by: User, at: datetime) -> Proposal:
    """Make a draft of a proposal from the statement, and say so as its fate; a second press gives the same draft."""
    if statement.proposal is not None:
        return statement.proposal
    with force_locale("ko"):  # what residents read is Korean, whatever language the facilitator's pages have
        words, reason = _words(statement), _("이 의견으로 제안을 썼습니다.")
    statement.proposal = proposals.draft(statement.council, words, by=by, at=at)
    settle(statement, Fate.USED, reason=reason, by=by, at=at)
    return statement.proposal


def _words(statement: Statement) -> Words:
    text, question = statement.text, statement.question
    title = text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"
    counted = _(
        "답한 %(answers)s명 가운데 %(agrees)s명이 동의했습니다.",
        answers=statement.answer_count,
        agrees=statement.agree_count,
    )
    asked = _("‘%(title)s’라는 물음에 이웃이 쓴 의견입니다.", title=question.title)
    if question.is_from_elsewhere:
        asked = _(
            "‘%(title)s’라는 물음에 다른 곳에서 모은 의견입니다(%(source)s).",
            title=question.title,
            source=question.source,
        )
    problem = f"{asked} {counted}"
    return Words(title=title, problem=problem, wish=text)
