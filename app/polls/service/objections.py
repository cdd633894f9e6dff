"""Objections to the roll: a neighbour says what is wrong with their own line, the council or the centre answers."""

from datetime import datetime

from sqlalchemy import select, update

from app.kernel.db import kept_once, session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User
from app.polls.models import Objection, Poll
from app.polls.service.ballots import standing
from app.polls.states import ObjectionState


def object_to_roll(poll: Poll, *, text: str, by: User, at: datetime) -> Objection:
    """Object to one's own line; the same words twice are one objection. Event objection.made, without the words.

    Raises Invalid without words, while another one waits, and for whoever is on the roll of an open poll.
    """
    if not text.strip():
        raise Invalid(_("무엇이 잘못되었는지 적어 주세요."))
    # held, so that opening either sees this objection or has happened before
    session().execute(select(Poll.state).where(Poll.id == poll.id).with_for_update(read=True))
    if standing(poll, by).is_on_roll:
        raise Invalid(_("이미 이 투표의 명부에 계십니다."))
    waiting = select(Objection).where(
        Objection.poll_id == poll.id, Objection.user_id == by.id, Objection.state == ObjectionState.WAITING
    )
    made = Objection(poll=poll, user_id=by.id, text=text.strip(), made_at=at)
    objection, is_new = kept_once(made, lambda: session().scalars(waiting).one_or_none())
    if objection.text != text.strip():
        raise Invalid(_("먼저 하신 이의 신청이 답을 기다립니다. 답을 받은 뒤에 다시 하실 수 있습니다."))
    if is_new:
        record("objection.made", objection, by=by, at=at)
    return objection


def answer_objection(objection: Objection, *, accepted: bool, text: str, by: User, at: datetime) -> Objection:
    """Answer with a sentence that the person reads. Event objection.answered, without the words.

    To accept is a word, not a deed: who confirms the membership or adds to the roll does so beside it. Raises Conflict
    where it has been answered, Invalid without a sentence.
    """
    if not text.strip():
        raise Invalid(_("답을 적어 주세요. 신청한 분이 읽습니다."))
    objection.move("accept" if accepted else "decline")
    objection.answer, objection.answered_by_id, objection.answered_at = text.strip(), by.id, at
    record("objection.answered", objection, by=by, at=at, accepted=accepted)
    return objection


def forget_objections(user_id: int) -> None:
    """Erase what the person wrote; that there was an objection, and its answer, stays."""
    session().execute(update(Objection).where(Objection.user_id == user_id).values(text=""))
