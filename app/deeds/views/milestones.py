"""The milestones of a commitment, for its officers."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.deeds import queries, service
from app.deeds.forms import CompletionForm, MilestoneForm
from app.deeds.models import Commitment, Milestone
from app.deeds.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.route("/commitments/<int:commitment_id>/milestones", methods=["GET", "POST"])
def milestones(commitment_id: int) -> ResponseReturnValue:
    """See the steps, and add one."""
    commitment = queries.commitment(commitment_id)
    authorize("look_after", commitment)
    form = MilestoneForm()
    if carried_out(form, lambda: _add(commitment, form)):
        flash(_("단계를 더했습니다."), "success")
        return to("milestones", commitment_id=commitment_id)
    shown = queries.commitment(commitment_id)
    return render_template("deeds/milestones.html", commitment=shown, form=form), 422 if form.errors else 200


def _add(commitment: Commitment, form: MilestoneForm) -> Milestone:
    assert form.due_on.data is not None
    once, by, at = form.once.data or None, current_user, clock.now()
    return service.add_milestone(commitment, form.title.data or "", form.due_on.data, once=once, by=by, at=at)


@bp.post("/commitments/<int:commitment_id>/milestones/<int:milestone_id>/completion")
def complete(commitment_id: int, milestone_id: int) -> ResponseReturnValue:
    """A step is done, or not after all."""
    commitment = queries.commitment(commitment_id)
    authorize("look_after", commitment)
    milestone, form = queries.milestone(commitment_id, milestone_id), CompletionForm()
    if not form.validate_on_submit():
        raise Invalid(_("‘했습니다’나 ‘아직입니다’를 눌러 주세요."))
    is_done = form.done.data == "yes"
    with transaction():
        service.complete(commitment, milestone, is_done=is_done, by=current_user, at=clock.now())
    flash(_("단계를 마쳤다고 적었습니다.") if is_done else _("아직 마치지 않았다고 적었습니다."), "success")
    return to("milestones", commitment_id=commitment_id)


@bp.post("/commitments/<int:commitment_id>/milestones/<int:milestone_id>/removal")
def drop_milestone(commitment_id: int, milestone_id: int) -> ResponseReturnValue:
    """A step was planned otherwise."""
    commitment = queries.commitment(commitment_id)
    authorize("look_after", commitment)
    milestone = queries.milestone(commitment_id, milestone_id)
    with transaction():
        service.drop_milestone(commitment, milestone, by=current_user, at=clock.now())
    flash(_("단계를 뺐습니다. 걸어온 길에는 남습니다."), "success")
    return to("milestones", commitment_id=commitment_id)
