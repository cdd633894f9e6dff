"""Trying a draft out: numbers that a facilitator types, and what they would decide."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms.form import BaseForm

from app.kernel import clock
from app.kernel.errors import Invalid
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.polls import queries, service
from app.polls.forms import trial_form
from app.polls.models import Poll
from app.polls.queries import Result
from app.polls.states import Verdict
from app.polls.views.blueprint import answer_of, bp


@bp.get("/polls/<int:poll_id>/trial")
def trial(poll_id: int) -> ResponseReturnValue:
    """What would come out of the typed numbers. An address that was typed by hand is answered as a form is."""
    poll = queries.poll(poll_id)
    authorize("edit", poll)
    service.check_may_be_tried(poll)
    form = trial_form(poll, request.args)
    for option in poll.options:
        form[f"votes-{option.position}"].label.text = answer_of(option, poll)
    was_sent = any(one.name in request.args for one in form)
    said = _tried(poll, form) if was_sent and form.validate() else []
    return render_template("polls/trial.html", poll=poll, form=form, said=said), 422 if form.errors else 200


def _tried(poll: Poll, form: BaseForm) -> list[str]:
    """Sentences, the verdict first; [] and an error in the form where the numbers cannot be."""
    votes = {option.position: form[f"votes-{option.position}"].data for option in poll.options}
    cast = form["cast"].data if "cast" in form else sum(votes.values())
    try:
        result = service.trial(poll, votes, cast, at=clock.now())
    except Invalid as fault:
        form.form_errors.append(fault.reason)
        return []
    return [service.sentence(result), *_besides(result)]


def _besides(result: Result) -> list[str]:
    """What a tie would lead to, and whether such a result would tell what everybody chose."""
    said = []
    if result.tied and result.verdict is Verdict.CHOSEN:
        said.append(
            _("동점인 %(names)s 사이에서는 추첨으로 정합니다.", names=service.named(result.tied, result.poll.method))
        )
    if result.turnout and result.turnout == result.valid and any(row.share == 1 for row in result.rows):
        said.append(_("모두가 같은 것을 고르면 누가 무엇을 골랐는지 모두가 알게 됩니다."))
    return said
