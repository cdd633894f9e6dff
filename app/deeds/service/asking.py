"""Asking those who took part how it is now: one answer a person and round, of which only sums stay."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from app.deeds import queries
from app.deeds.models import CheckAnswer, DeedCheck
from app.deeds.service.moving import reopen_for_residents
from app.deeds.states import CHECK_DAYS, CheckKind, Mark, is_not_done
from app.kernel.db import insert_if_new, kept_once, session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User


def open_check(commitment_id: int, kind: CheckKind, turn: int, *, at: datetime) -> DeedCheck:
    """Ask, once for each kind and turn. Event check.opened, of which those who took part hear."""
    held = queries.locked(commitment_id)
    new = DeedCheck(
        council_id=held.council_id,
        commitment_id=held.id,
        kind=kind,
        turn=turn,
        opened_at=at,
        closes_at=at + timedelta(days=CHECK_DAYS),
    )
    same = (check for check in held.checks if check.kind is kind and check.turn == turn)
    made, is_new = kept_once(new, lambda: next(same, None))
    if is_new:
        record("check.opened", made, by=None, at=at)
    return made


def answer(check: DeedCheck, mark: Mark, *, by: User, at: datetime) -> None:
    """Keep the person's answer, or the other one they give now. No event: nobody but the person is to know.

    Raises Conflict when the round is over, Invalid for what is not offered.
    """
    held = queries.locked_check(check.id)
    _refuse_if_over(held, at)
    if mark not in held.offered:
        raise Invalid(_("셋 가운데 하나를 눌러 주세요."))
    if not insert_if_new(CheckAnswer, check_id=held.id, user_id=by.id, mark=mark):
        mine = update(CheckAnswer).where(CheckAnswer.check_id == held.id, CheckAnswer.user_id == by.id)
        session().execute(mine.values(mark=mark))


def _refuse_if_over(held: DeedCheck, at: datetime) -> None:
    if not held.is_open or at >= held.closes_at:
        raise Conflict(_("답을 받는 기간이 끝났습니다."))


def take_down(check: DeedCheck, numbers: Mapping[Mark, int], *, seen: int, by: User, at: datetime) -> DeedCheck:
    """Keep how many have answered what on paper or by voice: numbers alone, apart from the answers on the page.

    Event check.taken_down, without the numbers. Raises Invalid where they are more than took part, and where another
    facilitator was first; Conflict when the round is over.
    """
    held = queries.locked_check(check.id)
    _refuse_if_over(held, at)
    if seen != held.version:
        raise Invalid(_("그 사이에 다른 분이 수를 고쳤습니다. 새 창에서 열어 보고 다시 적어 주세요."))
    source = queries.source_of(queries.check(check.id).commitment)
    asked, here = queries.asked_count(source), sum(queries.sums_of(held.id).values())
    if sum(numbers.values()) + here > asked:
        raise Invalid(
            _("답이 함께한 사람보다 많습니다. 함께한 사람은 %(asked)s명이고, 이 쪽에서 %(here)s명이 이미 답했습니다.",
              asked=asked, here=here)
        )  # fmt: skip
    on_paper = {mark.value: numbers.get(mark, 0) for mark in held.offered}
    if held.on_paper != on_paper:
        held.on_paper = on_paper
        session().flush()
        record("check.taken_down", held, by=by, at=at)
    return held


def close_check(check_id: int, *, at: datetime) -> DeedCheck:
    """Count, keep the sums and destroy what each person answered (개인정보 보호법 §21). Event check.closed.

    Where enough say that it is not done, the commitment is open again. Called twice, it does nothing more.
    """
    commitment = queries.locked(queries.check(check_id).commitment_id)
    held = queries.locked_check(check_id)
    if not held.is_open:
        return held
    held.counted = queries.sums_of(held.id)
    held.closed_at = at
    session().execute(delete(CheckAnswer).where(CheckAnswer.check_id == held.id))
    session().flush()
    record("check.closed", held, by=None, at=at)
    is_of_this_turn = not held.is_about_trial and held.turn == commitment.turn
    if is_of_this_turn and is_not_done(held.counts):
        reopen_for_residents(commitment, at=at)
    return held


def forget_answers(user_id: int) -> None:
    """Destroy what somebody answered who destroys the account."""
    session().execute(delete(CheckAnswer).where(CheckAnswer.user_id == user_id))
