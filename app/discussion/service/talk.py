"""Verbs about a whole discussion: its rules, a pause, the summary and what neighbours would have it say."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from app.councils.models import Council
from app.discussion import queries
from app.discussion.models import Pause, Summary, SummaryCorrection, TalkRules
from app.kernel.db import session
from app.kernel.errors import Conflict
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User


def amend_rules(council: Council, values: Mapping[str, Any], *, by: User, at: datetime) -> TalkRules:
    """Set the council's rules of talk; they count from now on."""
    rules = queries.rules_of(council)
    for name, value in values.items():
        setattr(rules, name, value)
    session().add(rules)
    session().flush()
    record("talk_rules.amended", council, by=by, at=at, **{k: v for k, v in values.items() if k != "words"})
    return rules


def summarise(subject: Any, *, body: str, by: User, at: datetime) -> Summary:
    """Put a new summary on top of the discussion; the earlier ones stay readable."""
    summary = Summary(
        council=subject.council,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        body=body,
        by_id=by.id,
        written_at=at,
    )
    session().add(summary)
    record("summary.written", summary, by=by, at=at)
    return summary


def propose_correction(subject: Any, *, body: str, by: User, at: datetime) -> SummaryCorrection:
    """Say what the summary should say instead."""
    correction = SummaryCorrection(
        council=subject.council,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        body=body,
        by_id=by.id,
        proposed_at=at,
    )
    session().add(correction)
    session().flush()
    return correction


def answer_correction(
    correction: SummaryCorrection, *, taken: bool, answer: str, by: User, at: datetime
) -> SummaryCorrection:
    """Take the correction or say why not; the writer of the summary then writes it anew. Raises Conflict where done."""
    if not correction.waits:
        raise Conflict(lazy("이미 답한 제안입니다."))
    correction.taken, correction.answer, correction.answered_at = taken, answer, at
    session().flush()
    record("summary_correction.answered", correction, by=by, at=at, taken=taken)
    return correction


def pause(subject: Any, *, hours: int, by: User, at: datetime) -> Pause | None:
    """Let the discussion rest for so many hours; 0 lets it go on at once."""
    kind, number = subject.__tablename__, subject.id
    found = session().get(Pause, (kind, number))
    if found is None:
        found = Pause(subject_type=kind, subject_id=number)
        session().add(found)
    found.until, found.by_id = at + timedelta(hours=hours), by.id
    session().flush()
    record("talk.paused", subject, by=by, at=at, hours=hours)
    return found
