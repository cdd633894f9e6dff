"""What welfare planners see and do."""

from flask import current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.paging import page_number, page_of
from app.kernel.policy import authorize, can
from app.places import queries as places
from app.referrals import queries, service
from app.referrals.forms import StepForm
from app.referrals.models import Referral
from app.referrals.states import Step
from app.referrals.views.blueprint import bp, to


@bp.get("/dongs/<int:dong_id>/referrals")
def inbox(dong_id: int) -> ResponseReturnValue:
    """What the planners of the dong were told: how urgent and how far, without the words."""
    dong = places.dong(dong_id)
    authorize("list", Referral.blank(dong_id))
    page = page_of(queries.of_dong(dong_id), page_number(request.args.get("page")))
    return render_template("referrals/inbox.html", dong=dong, page=page)


@bp.get("/referrals/<int:referral_id>")
def show(referral_id: int) -> ResponseReturnValue:
    """How far it is. The words are shown by `look` alone, which writes down who had them shown."""
    referral = queries.referral(referral_id)
    authorize("read", referral)
    looks = queries.looks_at(referral_id) if can(current_user, "open", referral) else ()
    until = referral.kept_until(current_app.config["REFERRAL_DAYS"])
    return render_template("referrals/show.html", referral=referral, looks=looks, until=until)


@bp.post("/referrals/<int:referral_id>/looks")
def look(referral_id: int) -> ResponseReturnValue:
    """Have the words shown. An answer to a POST, so that nothing opens them by itself or without a trace."""
    referral = queries.referral(referral_id)
    authorize("open", referral)
    return _opened(referral, None)


def _opened(referral: Referral, sent: StepForm | None) -> ResponseReturnValue:
    with transaction():
        service.look(referral, by=current_user, at=clock.now())
    shown = queries.referral(referral.id)
    form = sent or StepForm(formdata=None, obj=shown)
    return render_template("referrals/opened.html", referral=shown, form=form, Step=Step), 422 if sent else 200


@bp.post("/referrals/<int:referral_id>/steps")
def step(referral_id: int) -> ResponseReturnValue:
    """Write down what was done, take it up, or see it through."""
    referral, form = queries.referral(referral_id), StepForm()
    authorize("look_after", referral)
    by, at = current_user, clock.now()
    note = form.note.data or ""
    if carried_out(form, lambda: service.step(referral, Step(form.step.data), note, by=by, at=at)) is None:
        return _opened(referral, form)
    flash(_("적었습니다."), "success")
    return to("show", referral_id=referral_id)
