"""The same ballots by other methods, for learning."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.kernel.errors import Conflict
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.polls import queries, service
from app.polls.methods.others import Other
from app.polls.queries import Result
from app.polls.views.blueprint import bp, to


@bp.get("/polls/<int:poll_id>/what-if")
def what_if(poll_id: int) -> ResponseReturnValue:
    """Whom other methods would have chosen, beside the result; why not, where that cannot be shown."""
    poll = queries.poll(poll_id)
    authorize("read", poll)
    outcome = queries.result(poll)
    if outcome is None:
        return to("show", poll_id=poll_id)
    try:
        counted, why_not = service.what_if(poll), _("이 투표의 표는 다른 방식으로 셀 수 없습니다.")
    except Conflict as fault:
        counted, why_not = [], str(fault.reason)
    found = [_told(one, outcome) for one in counted]
    return render_template("polls/what_if.html", poll=poll, result=outcome, others=found, why_not=why_not)


def _told(other: Other, result: Result) -> dict[str, object]:
    """Of the poll's own method what it has decided, its lot too."""
    labels = {row.position: row.label for row in result.rows}
    decided = tuple(sorted(row.position for row in result.chosen))
    is_own = other.method == result.poll.method
    chosen = decided if is_own else other.chosen
    return {
        "label": _(other.label),
        "is_own": is_own,
        "chosen": None if chosen is None else [labels[position] for position in chosen],
        "same": chosen == decided,
    }
