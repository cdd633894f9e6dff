"""What came out of a poll."""

from decimal import Decimal
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import LazyString, _, number
from app.kernel.policy import authorize, can
from app.polls import queries, service
from app.polls.methods.others import COMPARED
from app.polls.models import Poll
from app.polls.queries import Result
from app.polls.service.what_if import MANY, MOST
from app.polls.states import Verdict
from app.polls.views.blueprint import answer_of, bp, to
from app.polls.views.figures import comparisons, figure_rows
from app.polls.views.rules import rules_and_program
from app.polls.views.stages import stages_of
from app.polls.views.weights import weighed_of

_TONES = {
    Verdict.CARRIED: "success",
    Verdict.CHOSEN: "success",
    Verdict.NOT_CARRIED: "neutral",
    Verdict.TIED: "warning",
    Verdict.NO_QUORUM: "warning",
}


@bp.get("/polls/<int:poll_id>/result")
def result(poll_id: int) -> ResponseReturnValue:
    """The result, the same for everybody and for nobody before closing; beside it one's own line of the roll."""
    poll, closing = queries.poll_counted(poll_id)
    authorize("read", poll)
    outcome = queries.result(poll)
    if outcome is None:
        return to("show", poll_id=poll_id)
    return render_template(
        "polls/result.html",
        poll=poll,
        **_said(outcome),
        **_chart(outcome),
        stages=stages_of(outcome),
        asked=queries.asked_count(poll) if can(current_user, "certify", poll) else None,
        weighed=weighed_of(outcome),
        may_compare=poll.is_certified and poll.method in COMPARED and MANY <= outcome.valid <= MOST,
        counts=count_rows(outcome),
        mine=_mine(poll),
        rules=rules_and_program(poll, closing),
        reconciliation=_reconciliation(poll),
    )


@bp.post("/polls/<int:poll_id>/certificate")
def certify(poll_id: int) -> ResponseReturnValue:
    """Count once more and make the result final, or have the worker do it; a second press finds it final."""
    poll = queries.poll(poll_id)
    authorize("read", poll)
    authorize("confirm", poll.council)
    if not poll.is_certified:
        with transaction():
            is_final = service.certify_or_ask(poll, by=current_user, at=clock.now())
        if is_final:
            flash(_("다시 세어 같은 것을 확인하고 결과를 확정했습니다."), "success")
    return to("result", poll_id=poll_id)


def _said(result: Result) -> dict[str, Any]:
    return {"result": result, "said": service.sentence(result), "tone": _TONES[result.verdict]}


def _bars(result: Result) -> list[dict[str, Any]]:
    """The rows of the chart, the most votes first; [] where numbers would expose people."""
    return [
        {
            "label": answer_of(row, result.poll),
            "value": row.votes,
            "share": row.share,
            "marked": row.is_chosen,
            "note": mark_of(result) if row.is_chosen else "",
        }
        for row in result.by_rank
        if result.shows_numbers
    ]


def _chart(result: Result) -> dict[str, Any]:
    return {"bars": _bars(result), "columns": _columns(result), "mark": mark_of(result)}


def _columns(result: Result) -> dict[str, str]:
    """What the chart shows of every option, and what the share is of; only these words are translated."""
    match result.counted:
        case "points":
            return _heads(_("받은 점"), _("보기마다 받은 점"), _("점"), _("줄 수 있던 점 가운데"))
        case "first_choices":
            return _heads(_("1위 표"), _("보기마다 받은 1위 표"), _("표"), _("유효표 가운데"))
        case "duels":
            return _heads(_("이긴 맞대결"), _("보기마다 이긴 맞대결"), _("번"), _("맞대결 가운데"))
        case "grades":
            return _heads(_("받은 등급"), _("보기마다 받은 등급"))
    return _heads(_("득표"), _("보기마다 받은 표"), _("표"), _("유효표 가운데"))


def _heads(counted: str, caption: str, unit: str = "", share: str = "") -> dict[str, str]:
    return {"counted": counted, "caption": caption, "unit": unit, "share": share}


def mark_of(result: Result) -> LazyString:
    """What is said of the option that won: of a motion that it is carried."""
    return result.verdict.label if result.verdict is Verdict.CARRIED else Verdict.CHOSEN.label


def count_rows(result: Result) -> list[tuple[str, str]]:
    """Who could vote and who did; what kind of ballots only where numbers are shown."""
    rows = [(_("명부"), _roll(result)), (_("투표한 사람"), _people(result.turnout))]
    if result.shows_numbers and result.poll.takes_assisted:
        rows.append((_("도움 받아 투표한 사람"), _assisted(result)))
    if result.shows_numbers:
        rows += [
            (_("유효표"), _ballots(result.valid)),
            (_("빈 표"), _ballots(result.blank)),
            (_("무효표"), _ballots(result.invalid)),
        ]
    return rows


def _assisted(result: Result) -> str:
    """How many and which share, so that a poll in which help was the rule is seen by everybody."""
    share = number(round(Decimal(100 * result.assisted) / result.turnout, 1))
    return _("%(count)s명 (투표한 사람의 %(share)s%%)", count=number(result.assisted), share=share)


def _roll(result: Result) -> str:
    if not result.roll_added:
        return _people(result.roll_count)
    at_opening = result.roll_count - result.roll_added
    counts = {"all": number(result.roll_count), "opening": number(at_opening), "added": number(result.roll_added)}
    return _("%(all)s명 (열 때 %(opening)s명, 연 뒤에 더한 %(added)s명)", **counts)


def _mine(poll: Poll) -> str:
    """How the roll says that whoever reads has voted, for no other eyes: nobody can vote in another's name unseen."""
    line = service.standing(poll, current_user) if current_user.is_authenticated else None
    if line is None or not line.is_on_roll:
        return ""
    if line.channel is None:
        return _("명부에 계시고, 투표하지 않은 것으로 되어 있습니다.")
    return _(
        "명부에 투표하신 것으로 표시되어 있습니다(%(channel)s). 투표하지 않으셨다면 주민센터에 바로 알려 주세요.",
        channel=line.channel.label,
    )


def _reconciliation(poll: Poll) -> dict[str, Any] | None:
    """The sheet of a poll that took paper, as a page shows it."""
    if not poll.takes_paper:
        return None
    sheet = service.reconciliation_sheet(poll)
    return {"rows": figure_rows(sheet), "compared": comparisons(sheet, queries.signers(poll.id))}


def _people(count: int) -> str:
    return _("%(count)s명", count=number(count))


def _ballots(count: int) -> str:
    return _("%(count)s표", count=number(count))
