"""In which time plans go to the gu: everybody reads it, the operator adds what an ordinance gives."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.places import queries as places
from app.plans import queries, service
from app.plans.forms import TermForm
from app.plans.models import SendingTerm
from app.plans.views.blueprint import bp, to


@bp.get("/plan-terms")
def terms() -> ResponseReturnValue:
    """Every term with its source and the day from which it holds."""
    authorize("read", SendingTerm)
    return render_template("plans/terms.html", terms=queries.all_terms(), subject=SendingTerm)


@bp.route("/plan-terms/new", methods=["GET", "POST"])
def add_term() -> ResponseReturnValue:
    """Write what the ordinance of a gu gives."""
    authorize("edit", SendingTerm)
    form, by, at = TermForm(places.gus()), current_user, clock.now()
    law, day = form.law.data or "", form.valid_from.data or clock.today()
    if carried_out(form, lambda: service.add_term(form.chosen_gu, form.period, law, valid_from=day, by=by, at=at)):
        flash(_("적었습니다. 그날부터 여는 총회에 쓰입니다."), "success")
        return to("terms")
    return render_template("plans/term.html", form=form), 422 if form.errors else 200
