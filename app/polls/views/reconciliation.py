"""대조표, the reconciliation sheet: written by one, confirmed by another where figures differ; then the count."""

from collections.abc import Mapping
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.polls import queries, service
from app.polls.forms import ReconciliationForm
from app.polls.models import Poll, Reconciliation
from app.polls.service.reconciliation import EXPLAINABLE, differences_with
from app.polls.views.blueprint import bp, to
from app.polls.views.figures import comparisons, figure_rows


@bp.route("/polls/<int:poll_id>/reconciliation", methods=["GET", "POST"])
def reconciliation(poll_id: int) -> ResponseReturnValue:
    """Write the sheet: what was counted by hand, and a reason for each difference."""
    poll = queries.poll(poll_id)
    authorize("count", poll)
    typed = session().get(Reconciliation, poll_id)
    form = ReconciliationForm(obj=typed, data=_reasons(typed))

    def write() -> Reconciliation:
        return service.write_reconciliation(poll_id, **form.figures, reasons=form.reasons, by=current_user)

    if carried_out(form, write) is not None:
        flash(_("대조표를 저장했습니다."), "success")
        return to("reconciliation", poll_id=poll_id)
    return _page(queries.poll(poll_id), form)


def _reasons(typed: Reconciliation | None) -> dict[str, str]:
    return {f"reason_{name}": reason for name, reason in typed.reasons.items()} if typed else {}


def _page(poll: Poll, form: ReconciliationForm) -> tuple[str, int]:
    sheet = service.reconciliation_sheet(poll)
    typed = session().get(Reconciliation, poll.id)
    page = render_template(
        "polls/reconciliation.html",
        poll=poll,
        form=form,
        rows=figure_rows(sheet),
        compared=comparisons(sheet, queries.signers(poll.id)),
        asked=_asked(poll, form, sheet),
        may_confirm=_may_confirm(sheet, typed),
        is_writer=typed is not None and typed.written_by_id == current_user.id,
    )
    return page, 422 if form.is_submitted() else 200


def _asked(poll: Poll, form: ReconciliationForm, sheet: Mapping[str, Any]) -> set[str]:
    """The fields for reasons that the page must show: of what differs with the figures as they are typed."""
    differs = {one["between"] for one in sheet["differences"]}
    if form.is_submitted() and not any(form[name].errors for name in ("printed", "unused", "spoilt")):
        differs = set(differences_with(poll, form.figures))
    return {f"reason_{name}" for name in EXPLAINABLE if name in differs}


def _may_confirm(sheet: Mapping[str, Any], typed: Reconciliation | None) -> bool:
    """Whether reasons wait for the second of the two."""
    waits = any(one["reason"] and one["confirmed_by"] == 1 for one in sheet["differences"])
    return waits and typed is not None


@bp.post("/polls/<int:poll_id>/reconciliation/confirmation")
def confirm_reconciliation(poll_id: int) -> ResponseReturnValue:
    """The second of the two stands by the reasons."""
    poll = queries.poll(poll_id)
    authorize("count", poll)
    with transaction():
        service.confirm_reconciliation(poll_id, by=current_user, at=clock.now())
    flash(_("대조표의 까닭을 확인했습니다."), "success")
    return to("counting", poll_id=poll_id)


@bp.post("/polls/<int:poll_id>/tally")
def count(poll_id: int) -> ResponseReturnValue:
    """Count online and paper ballots together, or have the worker do it; a second press finds the result."""
    poll = queries.poll(poll_id)
    authorize("read", poll)
    if not poll.is_counted:
        authorize("count", poll)
        with transaction():
            is_counted = service.count_or_ask(poll, by=current_user, at=clock.now())
        if not is_counted:
            return to("counting", poll_id=poll_id)
        flash(_("온라인 표와 종이 표를 함께 세었습니다."), "success")
    return to("result", poll_id=poll_id)
