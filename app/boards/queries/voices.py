"""Voices: how many people proposed, supported, said or answered something; how many of them for the first time.

Nothing is read of rolls and ballots, and nobody's number leaves the database.
Officers of a dong are none of its voices.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select, union_all

from app.boards.maths.suppression import one_in_another, people
from app.boards.queries.sources import Scope
from app.boards.states import Period, Span
from app.councils.models import Council
from app.discussion.models import Comment
from app.kernel.db import session
from app.kernel.i18n import LazyString, lazy
from app.opinions.models import Answer, Question, Statement
from app.people.models import Post
from app.proposals.models import CoProposer, Endorsement, Proposal


@dataclass(frozen=True)
class Voices:
    """People of a dong in a period, and those of them who had said nothing there before; None for what is not told."""

    people: int | None = 0
    firsts: int | None = 0


NO_VOICES = Voices()


def _by_person(council: Any, person: Any, at: Any) -> Select[Any]:
    moments = func.min(at).label("first"), func.max(at).label("latest")
    columns = council.label("council_id"), person.label("person"), *moments
    return select(*columns).group_by(council, person)


def _kinds(scope: Scope) -> Mapping[str, Select[Any]]:
    """What each kind of voice has of every person and council: the first moment and the latest."""
    brought = _by_person(Proposal.council_id, CoProposer.user_id, CoProposer.accepted_at).join(CoProposer.proposal)
    supported = _by_person(Proposal.council_id, Endorsement.user_id, Endorsement.at)
    answered = _by_person(Question.council_id, Answer.user_id, Answer.at)
    kinds = {
        "proposed": (
            _by_person(Proposal.council_id, Proposal.author_id, Proposal.published_at).where(
                Proposal.published_at.is_not(None), Proposal.spoken_by == ""
            ),
            Proposal.council_id,
        ),
        "brought": (brought.where(CoProposer.accepted_at.is_not(None)), Proposal.council_id),
        "supported": (
            supported.select_from(Endorsement).join(Proposal, Proposal.id == Endorsement.proposal_id),
            Proposal.council_id,
        ),
        "said": (_by_person(Comment.council_id, Comment.author_id, Comment.written_at), Comment.council_id),
        "answered": (
            answered.select_from(Answer)
            .join(Statement, Statement.id == Answer.statement_id)
            .join(Question, Question.id == Statement.question_id),
            Question.council_id,
        ),
    }
    return {key: query.where(*_within(scope, council)) for key, (query, council) in kinds.items()}


def _within(scope: Scope, council: Any) -> list[ColumnElement[bool]]:
    if scope.dong_ids is None:
        return []
    return [council.in_(select(Council.id).where(Council.dong_id.in_(scope.dong_ids)))]


def voices(scope: Scope, span: Span, now: datetime) -> Mapping[int, Voices]:
    """The voices of every dong that has any; one statement.

    The first-timers of a short span are among those of a longer one: what the difference would give away is not told.
    """
    acts = union_all(*_kinds(scope).values()).subquery()
    person = (
        select(Council.dong_id, func.min(acts.c.first).label("first"), func.max(acts.c.latest).label("latest"))
        .join(Council, Council.id == acts.c.council_id)
        .where(~_serves(acts.c.person))
        .group_by(Council.dong_id, acts.c.person)
        .subquery()
    )
    begins = [one.until(now).begins for one in Span]
    firsts = (func.count().filter(person.c.first >= moment) for moment in begins)
    spoke = func.count().filter(person.c.latest >= span.until(now).begins)
    rows = session().execute(select(person.c.dong_id, spoke, *firsts).group_by(person.c.dong_id))
    place = list(Span).index(span)
    return {dong_id: _told(count, counts, place) for dong_id, count, *counts in rows}


def _serves(person: Any) -> ColumnElement[bool]:
    return exists().where(Post.user_id == person, Post.dong_id == Council.dong_id)


def _told(count: int, firsts: Sequence[int], place: int) -> Voices:
    """What is told of a dong: of those who spoke before as little as of those who speak first."""
    first = one_in_another(firsts)[place]
    whole = people(count)
    if whole is None or first is None or people(whole - first) is None:
        first = None
    return Voices(whole, first)


KINDS: Mapping[str, LazyString] = {
    "proposed": lazy("제안한 사람"),
    "brought": lazy("제안을 함께 낸 사람"),
    "supported": lazy("공감한 사람"),
    "said": lazy("의견을 쓴 사람"),
    "answered": lazy("의견 지도에 답한 사람"),
}


def by_kind(dong_id: int, of: Period) -> Mapping[str, int | None]:
    """How many people did each of the things; who did several counts in each. One statement."""
    parts = []
    for key, query in _kinds(Scope([dong_id])).items():
        acts = query.subquery()
        counted = select(literal(key).label("kind"), func.count(acts.c.person.distinct()).label("people"))
        parts.append(counted.where(acts.c.latest >= of.begins, ~exists().where(
            and_(Post.user_id == acts.c.person, Post.dong_id == dong_id))))  # fmt: skip
    found = {row.kind: row.people for row in session().execute(union_all(*parts))}
    return {key: people(found[key]) for key in KINDS}
