"""Writing a statement of one's own."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.opinions import queries, service
from app.opinions.forms import StatementForm
from app.opinions.views.blueprint import bp, to


@bp.route("/questions/<int:question_id>/statements/new", methods=["GET", "POST"])
def write(question_id: int) -> ResponseReturnValue:
    """Write a statement; where the council looks first it waits. Words that come too late stay in the form."""
    question = queries.question(question_id)
    authorize("send" if request.method == "POST" else "write", question)
    form = StatementForm()
    text, once = form.text.data or "", form.once.data
    kept = carried_out(form, lambda: service.write(question, text, by=current_user, at=clock.now(), once=once))
    if kept is None:
        return render_template("opinions/write.html", question=question, form=form), 422 if form.errors else 200
    said = _("의견을 올렸습니다. 이제 이웃이 답할 수 있습니다.")
    if kept.is_waiting:
        said = _("의견을 받았습니다. 퍼실리테이터가 살펴본 뒤에 올라가고, 어떻게 되었는지 알려 드립니다.")
    flash(said, "success")
    return to("mine", question_id=question_id)
