"""Verbs of 임시조치 (정보통신망법 제44조의2): ask, block for at most 30 days, object, and state the outcome."""

from datetime import datetime

from app.discussion import queries
from app.discussion.models import BlockingRequest, Case, Comment
from app.discussion.models.blocking import LONGEST
from app.discussion.service.cases import close_case, place, settle_flags
from app.discussion.states import CaseKind, Ground
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _, lazy, moment
from app.kernel.outbox import post
from app.people.models import User, contact_of


def ask_to_block(comment: Comment, *, name: str, contact: str, words: str, at: datetime) -> BlockingRequest:
    """Ask that a comment be blocked because it hurts one's rights; the officers of the dong are told.

    Raises Invalid where nobody sees the comment now.
    """
    if not comment.is_shown:
        raise Invalid(lazy("지금 보이지 않는 글입니다."))
    asked = BlockingRequest(
        council_id=comment.council_id, comment_id=comment.id, name=name, contact=contact, words=words, asked_at=at
    )
    session().add(asked)
    record("blocking.asked", asked, by=None, at=at)
    return asked


def block(asked: BlockingRequest, *, reason: str, by: User, at: datetime) -> BlockingRequest:
    """Block the comment for 30 days and tell both sides. Raises Conflict where it is blocked or hidden already."""
    comment = asked.comment
    comment.move("block")
    asked.move("block")
    asked.until = at + LONGEST
    session().flush()
    settle_flags(comment, reason, at)
    close_case(comment, "block", at=at, by=by, reason=reason, kind=CaseKind.BLOCKING)
    queries.counted(comment, -1)
    record("comment.blocked", comment, by=by, at=at, author_id=comment.author_id, reason=reason, **place(comment))
    _tell_asker(asked, _("요청하신 글을 %(when)s까지 막았습니다.", when=moment(asked.until)), reason, at)
    return asked


def refuse_to_block(asked: BlockingRequest, *, reason: str, by: User, at: datetime) -> BlockingRequest:
    """Leave the comment as it is and tell whoever asked why."""
    asked.move("refuse")
    _note(asked, "keep", reason, by, at)
    _tell_asker(asked, _("요청하신 글을 막지 않기로 했습니다."), reason, at)
    _forget_asker(asked)
    return asked


def object_to_blocking(asked: BlockingRequest, *, words: str, at: datetime) -> BlockingRequest:
    """The writer's word against the blocking; the officers read it before they state the outcome.

    Raises Conflict where it was said before.
    """
    if asked.objected_at is not None:
        raise Conflict(lazy("이미 이의를 보내셨습니다."))
    asked.objection, asked.objected_at = words, at
    session().flush()
    record("blocking.objected", asked, by=None, at=at)
    return asked


def restore_blocked(asked: BlockingRequest, *, reason: str, by: User | None, at: datetime) -> BlockingRequest:
    """Show the comment again, by an officer's word or because the 30 days are over (by None); both sides are told."""
    comment = asked.comment
    asked.move("restore")
    comment.move("unblock")
    session().flush()
    _note(asked, "restore", reason, by, at)
    queries.counted(comment, 1)
    record("comment.shown", comment, by=by, at=at, author_id=comment.author_id, **place(comment))
    _tell_asker(asked, _("막았던 글이 다시 보입니다."), reason, at)
    _forget_asker(asked)
    return asked


def hide_blocked(asked: BlockingRequest, *, ground: Ground, reason: str, by: User, at: datetime) -> BlockingRequest:
    """Hide the comment for good with a ground; its writer may correct it or appeal as after any hiding."""
    comment = asked.comment
    asked.move("remove")
    comment.move("remove")
    comment.hidden_ground, comment.hidden_reason, comment.hidden_by_id = ground, reason, by.id
    session().flush()
    _note(asked, "hide", reason, by, at, ground)
    record("comment.hidden", comment, by=by, at=at, ground=ground.value, author_id=comment.author_id, **place(comment))
    _tell_asker(asked, _("막았던 글을 계속 가려 두기로 했습니다."), reason, at)
    _forget_asker(asked)
    return asked


def end_blockings(at: datetime) -> int:
    """Tell the officers where an outcome is due, and show again what was blocked for 30 days without one; how many."""
    over = queries.blocked_until(at)
    for asked in over:
        restore_blocked(asked, reason=_("30일이 지났습니다."), by=None, at=at)
    due = queries.outcomes_due(at)
    for asked in due:
        asked.due_told_at = at
        record("blocking.due", asked, by=None, at=at)
    session().flush()
    return len(over) + len(due)


def _note(
    asked: BlockingRequest, action: str, reason: str, by: User | None, at: datetime, ground: Ground | None = None
) -> None:
    """A line of the log; a flag that is open about the same comment stays open."""
    line = Case(
        council_id=asked.council_id,
        comment_id=asked.comment_id,
        kind=CaseKind.BLOCKING,
        opened_at=asked.asked_at,
        due_at=asked.asked_at,
        closed_at=at,
        closed_by_id=by.id if by else None,
        ground=ground,
        reason=reason,
    )
    line.move(action)
    session().add(line)
    session().flush()


def _tell_asker(asked: BlockingRequest, what: str, reason: str, at: datetime) -> None:
    contact = contact_of(asked.contact)
    post(contact.channel, contact.address, what, f"{what}\n\n{reason}", at=at)


def _forget_asker(asked: BlockingRequest) -> None:
    """Once it is decided nobody needs to know who asked (개인정보 보호법 제21조)."""
    asked.name, asked.contact = "", ""
    session().flush()
