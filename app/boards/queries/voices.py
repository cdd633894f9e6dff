"""Voices: how many people proposed, supported, said or answered something; how many of them for the first time.

Nothing is read of rolls and ballots, and nobody's number leaves the database.
Officers of a dong are none of its voices.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, exists, func, literal, select, union_all

from app.boards.maths.suppression import one_in_another, people
from app.boards.queries.sources import Dongs
from app.boards.states import Span
from app.councils.models import Council
from app.discussion.models import Comment
from app.kernel.db import session
from app.kernel.i18n import LazyString, lazy
from app.opinions.models import Answer, Question, Statement
from app.people.models import Post
from app.proposals.models import CoProposer, Endorsement, Proposal

KINDS: Mapping[str, LazyString] = {
    "proposed": lazy("제안한 사람"),
    "brought": lazy("제안을 함께 낸 사람"),
    "supported": lazy("공감한 사람"),
    "said": lazy("의견을 쓴 사람"),
    "answered": lazy("의견 지도에 답한 사람"),
}


@dataclass(frozen=True)
class Voices:
    """People of a dong in a period; those of them who had said nothing there before; how many did each kind of thing.

    None for what is not told. Who did several kinds of things counts in each.
    """

    people: int | None = 0
    firsts: int | None = 0
    kinds: Mapping[str, int | None] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))


NO_VOICES = Voices()


def _by_person(council: Any, person: Any, at: Any) -> Select[Any]:
    moments = func.min(at).label("first"), func.max(at).label("latest")
    columns = council.label("council_id"), person.label("person"), *moments
    return select(*columns).group_by(council, person)


def _kinds(dong_ids: Dongs) -> Mapping[str, Select[Any]]:
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
    return {key: query.where(*_within(dong_ids, council)) for key, (query, council) in kinds.items()}


def _within(dong_ids: Dongs, council: Any) -> list[ColumnElement[bool]]:
    if dong_ids is None:
        return []
    return [council.in_(select(Council.id).where(Council.dong_id.in_(dong_ids)))]


def _persons(dong_ids: Dongs) -> Subquery:
    """Every person and dong with the first moment, the latest, and the latest of each kind."""
    kinds = (query.add_columns(literal(key).label("kind")) for key, query in _kinds(dong_ids).items())
    acts = union_all(*kinds).subquery()
    latest = (func.max(case((acts.c.kind == key, acts.c.latest))).label(key) for key in KINDS)
    moments = func.min(acts.c.first).label("first"), func.max(acts.c.latest).label("latest")
    return (
        select(Council.dong_id, *moments, *latest)
        .join(Council, Council.id == acts.c.council_id)
        .where(~exists().where(Post.user_id == acts.c.person, Post.dong_id == Council.dong_id))
        .group_by(Council.dong_id, acts.c.person)
        .subquery()
    )


def voices(dong_ids: Dongs, span: Span, now: datetime) -> Mapping[int, Voices]:
    """The voices of every dong that has any; one statement.

    Who spoke in a short span spoke in a longer one too: what the difference would give away is not told.
    """
    person, names = _persons(dong_ids), ("latest", "first", *KINDS)
    begins = [one.until(now).begins for one in Span]
    columns = [func.count().filter(person.c[name] >= begin) for name in names for begin in begins]
    rows = session().execute(select(person.c.dong_id, *columns).group_by(person.c.dong_id))
    return {dong_id: _told(_by_span(counts), span) for dong_id, *counts in rows}


def _by_span(counts: Sequence[int]) -> list[Sequence[int]]:
    return [counts[start : start + len(Span)] for start in range(0, len(counts), len(Span))]


def _told(counts: Sequence[Sequence[int]], span: Span) -> Voices:
    """What is told of a dong: of those who spoke before as little as of those who speak first."""
    place = list(Span).index(span)
    whole, first, *kinds = (one_in_another(of_spans)[place] for of_spans in counts)
    if whole is None or first is None or people(whole - first) is None:
        first = None
    return Voices(whole, first, dict(zip(KINDS, kinds, strict=True)))
