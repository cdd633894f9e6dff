"""Asking that moderators look at an amendment: they read a copy of what it would have the proposal say."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from app.discussion import service as moderation
from app.discussion.models import Comment
from app.kernel.i18n import _, force_locale, won
from app.people.models import User
from app.proposals import queries
from app.proposals.models import Amendment, Words


def flag_amendment(amendment: Amendment, *, reason: str, by: User, at: datetime) -> Comment:
    """Ask that it be looked at, like a comment; a person's second flag changes nothing. Gives the copy of its words."""
    with force_locale("ko"):  # what residents read is Korean, whatever language the page of who flags has
        said = "\n\n".join(_said(amendment))
    copy = moderation.copy(amendment, said, written_at=amendment.offered_at)
    moderation.flag(copy, reason=reason, by=by, at=at)
    return copy


def _said(amendment: Amendment) -> Iterator[str]:
    """Why, and every part that it would change, each with its name."""
    yield _("수정안을 낸 까닭: %(reason)s", reason=amendment.reason)
    before, after = asdict(queries.basis(amendment)), asdict(Words.of(amendment))
    names = {
        "title": _("제목"),
        "place": _("골목의 어디"),
        "problem": _("무엇이 문제인가요"),
        "wish": _("어떻게 되면 좋겠나요"),
        "cost_won": _("드는 돈"),
        "access_needs": _("누가 쓰기 어려울 수 있나요"),
    }
    for name, label in names.items():
        if after[name] != before[name]:
            value = after[name]
            yield f"{label}: {won(value) if isinstance(value, int) else value or ''}"
