"""Amendments: other words for a published proposal, offered by a neighbour and answered by who brings it."""

from dataclasses import asdict
from datetime import datetime

from app.discussion import queries as moderation
from app.kernel.db import kept_once, session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User
from app.proposals import queries
from app.proposals.models import MOST_WAITING, Amendment, Proposal, Words
from app.proposals.service.writing import as_it_is, reword


def offer(
    proposal: Proposal,
    words: Words,
    *,
    reason: str,
    on_edit: int,
    by: User,
    at: datetime,
    once: str | None = None,
) -> Amendment:
    """Offer other words for it. `on_edit` is how often the words had been edited that these were written over.

    The same form sent twice offers once. Raises Invalid where nothing is other, where `on_edit` is not yet, or where
    MOST_WAITING of this neighbour wait already.
    """
    proposal.move("amend")
    kept, is_new = kept_once(
        Amendment(
            proposal=proposal,
            author_id=by.id,
            once=once or None,
            reason=reason,
            on_edit=on_edit,
            offered_at=at,
            **asdict(words),
        ),
        lambda: queries.offered_once(by.id, once),
    )
    if is_new:
        _check(kept)
        record("amendment.offered", kept, by=by, at=at)
    return kept


def _check(amendment: Amendment) -> None:
    if not 0 <= amendment.on_edit <= amendment.proposal.edit_count:
        raise Invalid(lazy("그 사이에 제안이 바뀌었습니다. 새로 연 뒤 다시 해 주세요."))
    if Words.of(amendment) == queries.basis(amendment):
        raise Invalid(lazy("지금 글과 다른 곳이 없습니다. 바꾸고 싶은 말을 칸에서 바로 고쳐 주세요."))
    if queries.waiting_of(amendment.proposal_id, amendment.author_id) > MOST_WAITING:
        raise Invalid(
            lazy("답을 기다리는 수정안은 한 제안에 한 분이 %(most)s건까지 낼 수 있습니다.", most=MOST_WAITING)
        )


def accept_amendment(amendment: Amendment, *, seen: int, is_sure: bool, by: User, at: datetime) -> Amendment:
    """Let the proposal take the words; what it said before stays readable and leads to the amendment.

    Only what the amendment changes is taken: what the proposal has changed elsewhere since then stays. `seen` is how
    often the proposal had been edited when the person looked at the difference: raises Invalid where that is past, and
    where the proposal has changed since the offer and the person did not say that they are sure, and where it is
    hidden.
    """
    proposal = amendment.proposal
    as_it_is(proposal)
    if amendment.is_accepted:
        return amendment
    copy = moderation.copy_of(amendment, held=True)
    if copy is not None and not copy.is_shown:
        raise Invalid(lazy("가려진 수정안은 받아들일 수 없습니다."))
    if seen != proposal.edit_count:
        raise Invalid(lazy("보시는 사이에 제안이 또 바뀌었습니다. 바뀌는 곳을 다시 보고 정해 주세요."))
    if amendment.is_stale and not is_sure:
        raise Invalid(lazy("수정안이 나온 뒤에 제안이 바뀌었습니다. 바뀌는 곳을 보고 확인 칸에 표시해 주세요."))
    proposal.move("amend")
    words = queries.change(amendment).after
    amendment.move("accept")
    amendment.replaced = reword(proposal, words, at=at)
    _answered(amendment, by, at)
    record("amendment.accepted", amendment, by=by, at=at)
    return amendment


def decline_amendment(amendment: Amendment, *, reason: str, by: User, at: datetime) -> Amendment:
    """Leave the proposal as it is, and say why to who offered; everybody can read it."""
    amendment.move("decline")
    amendment.answer = reason
    _answered(amendment, by, at)
    record("amendment.declined", amendment, by=by, at=at)
    return amendment


def withdraw_amendment(amendment: Amendment, *, by: User, at: datetime) -> Amendment:
    """Take one's own offer back before it is answered; it stays readable."""
    amendment.move("withdraw")
    _answered(amendment, by, at)
    record("amendment.withdrawn", amendment, by=by, at=at)
    return amendment


def _answered(amendment: Amendment, by: User, at: datetime) -> None:
    amendment.answered_at, amendment.answered_by_id = at, by.id
    session().flush()
