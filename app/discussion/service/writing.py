"""Verbs of those who talk: write, edit, withdraw, and say that something helped."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select

from app.councils.policy import facilitator, officer
from app.discussion import queries
from app.discussion.models import Comment, CommentVersion, Helpful, TalkRules
from app.discussion.service.cases import change, lapse, open_case, settle_flags
from app.discussion.service.hints import hint_of
from app.discussion.states import CaseKind, CommentState, Hint, Stance, Voice
from app.kernel import clock
from app.kernel.db import insert_if_new, kept_once, session
from app.kernel.errors import Invalid
from app.kernel.i18n import _, lazy, moment
from app.people.models import User


def write(
    subject: Any,
    *,
    body: str,
    stance: Stance,
    by: User,
    at: datetime,
    parent: Comment | None = None,
    once: str | None = None,
) -> Comment:
    """Say something about a subject, or answer another comment on it. The same form sent twice says it once.

    Raises Invalid where the comment to answer belongs elsewhere or no longer stands, where the discussion rests, and
    where a newcomer writes too fast. What a hint is found in waits for a person, what is written at night for the
    morning.
    """
    new = Comment(
        council=subject.council,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        parent_id=parent.id if parent else None,
        author_id=by.id,
        once=once or None,
        voice=_voice(by, subject),
        stance=stance,
        body=body,
        written_at=at,
    )
    kept, is_new = kept_once(new, lambda: queries.written_once(by.id, once))
    if is_new:
        rules = queries.rules_of(subject.council)
        _check_parent(kept, parent)
        _check_pause(kept, at)
        _check_pace(kept, rules, at)
        kept.stand_below(parent)
        _put_up(kept, rules, at)
    return kept


def _put_up(comment: Comment, rules: TalkRules, at: datetime) -> None:
    """Show it to everybody, or say what it waits for."""
    comment.hint = _hint(comment, rules)
    if comment.hint:
        comment.move("hold")
    elif morning := morning_after(rules, at):
        comment.move("wait")
        comment.appears_at = morning
    session().flush()
    if comment.is_held:
        open_case(comment, CaseKind.HOLD, at=at)
    elif comment.is_shown:
        queries.counted(comment, 1)


def _hint(comment: Comment, rules: TalkRules) -> Hint | None:
    """Who moderates here is not held back."""
    return hint_of(comment.body, rules.word_list) if comment.voice is Voice.RESIDENT else None


def morning_after(rules: TalkRules, at: datetime) -> datetime | None:
    """When the quiet hours end that the moment lies in, None where it lies in none. The hours are those of Seoul."""
    if not rules.has_night:
        return None
    begins, ends = rules.quiet_from or 0, rules.quiet_until or 0
    there = clock.seoul(at)
    is_night = begins <= there.hour < ends if begins < ends else there.hour >= begins or there.hour < ends
    if not is_night:
        return None
    morning = there.replace(hour=ends, minute=0, second=0, microsecond=0)
    return morning if morning > there else morning + timedelta(days=1)


def _check_parent(comment: Comment, parent: Comment | None) -> None:
    if parent is None:
        return
    if (parent.subject_type, parent.subject_id) != (comment.subject_type, comment.subject_id):
        raise Invalid(lazy("다른 곳에 있는 글에는 여기에서 답할 수 없습니다."))
    if parent.state is not CommentState.SHOWN:
        raise Invalid(lazy("답하려던 글이 그 사이에 가려졌거나 거두어졌습니다."))


def _check_pause(comment: Comment, at: datetime) -> None:
    until = queries.paused_until(comment.subject_type, comment.subject_id, at)
    if until:
        raise Invalid(_("이 이야기는 %(when)s까지 쉽니다. 그때 다시 올려 주세요.", when=moment(until)))


def _check_pace(comment: Comment, rules: TalkRules, at: datetime) -> None:
    confirmed = queries.confirmed_at(comment.author_id, comment.council_id)
    if confirmed is None or at >= confirmed + timedelta(days=rules.new_days):
        return
    hour, most = timedelta(hours=1), rules.new_per_hour
    said = queries.said_since(comment.author_id, comment.council_id, at - hour)  # this one is the last of them
    if len(said) > most:
        raise Invalid(
            _(
                "참여하신 지 %(days)d일까지는 한 시간에 %(most)d개를 쓸 수 있습니다. %(when)s부터 다시 쓸 수 있습니다.",
                days=rules.new_days,
                most=most,
                when=moment(said[-1 - most] + hour),
            )
        )


def _voice(user: User, subject: Any) -> Voice:
    if officer(user, subject) is None:
        return Voice.OFFICER
    return Voice.FACILITATOR if facilitator(user, subject) is None else Voice.RESIDENT


def edit(comment: Comment, *, body: str, stance: Stance, at: datetime) -> Comment:
    """Put the comment in other words; what neighbours read before stays readable. Nothing changed, nothing kept.

    New words with a hint in them wait for a person; without one, what waited is shown.
    """
    comment.move("edit")
    if (comment.body, comment.stance) == (body, stance):
        return comment
    if comment.is_shown:
        before = CommentVersion(comment_id=comment.id, body=comment.body, stance=comment.stance, replaced_at=at)
        session().add(before)
        comment.edited_at, comment.edit_count = at, comment.edit_count + 1
    comment.body, comment.stance = body, stance
    _look_again(comment, at)
    return comment


def _look_again(comment: Comment, at: datetime) -> None:
    was_shown = comment.is_shown
    comment.hint = _hint(comment, queries.rules_of(comment.council))
    if comment.hint:
        comment.move("hold")
    elif comment.is_held:
        comment.move("approve")
    session().flush()
    if comment.is_held:
        open_case(comment, CaseKind.HOLD, at=at)
    elif comment.is_shown and not was_shown:
        lapse(comment, at, (CaseKind.HOLD,))
    if comment.is_shown is not was_shown:
        queries.counted(comment, 1 if comment.is_shown else -1)


def withdraw(comment: Comment, *, at: datetime) -> Comment:
    """Take one's own comment back: its words are erased for good, the answers to it stay."""
    was_shown = comment.is_shown
    comment.move("withdraw")
    comment.body, comment.edited_at, comment.edit_count, comment.hint = "", None, 0, None
    session().flush()
    session().execute(delete(CommentVersion).where(CommentVersion.comment_id == comment.id))
    settle_flags(comment, "", at)
    lapse(comment, at)
    if was_shown:
        queries.counted(comment, -1)
    return comment


def find_helpful(comment: Comment, *, by: User, at: datetime) -> None:
    """Say that the comment helped; a second time changes nothing."""
    insert_if_new(Helpful, comment_id=comment.id, user_id=by.id, at=at)
    _count_helpful(comment)


def take_back_helpful(comment: Comment, *, by: User) -> None:
    """Say no longer that it helped."""
    session().execute(delete(Helpful).where(Helpful.comment_id == comment.id, Helpful.user_id == by.id))
    _count_helpful(comment)


def _count_helpful(comment: Comment) -> None:
    counted = select(func.count()).where(Helpful.comment_id == comment.id).scalar_subquery()
    change(comment, helpful_count=counted)
