"""Entering paper: batches of sheets, each entered by two people who do not see each other's entry."""

from collections.abc import Sequence

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import LazyString, _, lazy
from app.kernel.policy import authorize
from app.polls import queries, service
from app.polls.forms import BatchForm, Pile
from app.polls.methods import METHODS
from app.polls.models import PaperBatch, PaperEntry, Poll
from app.polls.states import Invalidity
from app.polls.views.blueprint import bp, to

FEW = 5  # with fewer sheets, whoever enters them can guess whose they are
_WAITS, _DIFFERS = lazy("다른 한 분을 기다림"), lazy("서로 다름")


@bp.route("/polls/<int:poll_id>/counting", methods=["GET", "POST"])
def counting(poll_id: int) -> ResponseReturnValue:
    """How far the count is, for who makes it; a POST begins another batch."""
    poll, form = queries.poll(poll_id), BatchForm()
    authorize("read", poll)
    if poll.is_counted and request.method != "POST":
        return to("result", poll_id=poll_id)
    authorize("count", poll)
    begun = carried_out(form, lambda: service.begin_batch(poll_id, sheets=form.sheets.data or 0))
    if begun is not None:
        return to("batch", poll_id=poll_id, number=begun.number)
    return _counting_page(queries.poll(poll_id), form)


def _counting_page(poll: Poll, form: BatchForm) -> tuple[str, int]:
    sheet = service.reconciliation_sheet(poll)
    page = render_template(
        "polls/counting.html",
        poll=poll,
        form=form,
        batches=[(one, *_standing(one)) for one in service.batches_of(poll.id)],
        paper=sheet["paper"],
        why_not=service.why_not_counted(poll),
        asked=queries.asked_count(poll),
        is_few=0 < sheet["paper"]["handed_out"] < FEW,
    )
    return page, 422 if form.is_submitted() else 200


def _standing(batch: PaperBatch) -> tuple[str | LazyString, str, str | LazyString]:
    """How the batch stands: in a word, in which tone, and what the person who reads can do about it."""
    if batch.is_accepted:
        return lazy("확인됨"), "success", ""
    entries = service.entries_of(batch.poll_id, batch.number)
    if len(entries) == 2:
        return _DIFFERS, "warning", lazy("다시 보기")
    if not entries:
        return lazy("아직 적지 않음"), "neutral", lazy("옮겨 적기")
    is_mine = entries[0].by_id == current_user.id
    return _WAITS, "neutral", lazy("내가 적은 것 고치기") if is_mine else lazy("옮겨 적기")


@bp.route("/polls/<int:poll_id>/batches/<int:number>", methods=["GET", "POST"])
def batch(poll_id: int, number: int) -> ResponseReturnValue:
    """Enter a batch, or correct one's own entry while the other's differs."""
    poll = queries.poll(poll_id)
    authorize("count", poll)
    one = service.batch(poll_id, number)
    if request.method != "POST" or one.is_accepted:
        return _batch_page(poll, one)
    pile = Pile.sent(request.form, one.sheets, len(poll.choices), numbered=METHODS[poll.method].is_numbered)
    if pile.errors:
        return _batch_page(poll, one, pile)
    with transaction():
        done = service.enter(poll_id, number, pile.sheets, by=current_user, at=clock.now())
    if not done.is_accepted and len(service.entries_of(poll_id, number)) == 2:
        return to("batch", poll_id=poll_id, number=number)
    flash(*_entered(done))
    return to("counting", poll_id=poll_id)


def _batch_page(poll: Poll, one: PaperBatch, pile: Pile | None = None) -> tuple[str, int]:
    entries = service.entries_of(poll.id, one.number)
    mine = next((entry for entry in entries if entry.by_id == current_user.id), None)
    page = render_template(
        "polls/batch.html",
        poll=poll,
        batch=one,
        form=pile or _kept(poll, one, mine),
        numbered=METHODS[poll.method].is_numbered,
        is_taken=mine is None and len(entries) == 2,
        differing=_differing(entries, mine),
        reasons=[reason for reason in Invalidity if reason is not Invalidity.UNMARKED],
    )
    return page, 422 if pile else 200


def _kept(poll: Poll, one: PaperBatch, mine: PaperEntry | None) -> Pile:
    """What the person has entered before."""
    return Pile.written(mine.marks, numbered=METHODS[poll.method].is_numbered) if mine else Pile.empty(one.sheets)


def _differing(entries: Sequence[PaperEntry], mine: PaperEntry | None) -> list[int]:
    """Which sheets differ, for the two who entered them alone."""
    return service.differing(entries) if mine else []


def _entered(batch: PaperBatch) -> tuple[str, str]:
    if batch.is_accepted:
        return _(
            "%(number)d번 묶음을 두 사람이 똑같이 적었습니다. 이제 바꿀 수 없습니다.", number=batch.number
        ), "success"
    return _("%(number)d번 묶음을 저장했습니다. 다른 한 분이 따로 옮겨 적어야 합니다.", number=batch.number), "success"


@bp.post("/polls/<int:poll_id>/batches/<int:number>/removal")
def remove_batch(poll_id: int, number: int) -> ResponseReturnValue:
    """Take back a batch that was counted wrong and is not accepted."""
    poll = queries.poll(poll_id)
    authorize("count", poll)
    with transaction():
        service.remove_batch(poll_id, number)
    flash(_("%(number)d번 묶음을 지웠습니다. 장수를 다시 세어 새 묶음으로 적어 주세요.", number=number), "success")
    return to("counting", poll_id=poll_id)
