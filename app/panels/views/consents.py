"""Agreeing to be drawn, and taking it back."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.panels import queries, service
from app.panels.forms import ConsentForm
from app.panels.models import Panel
from app.panels.states import Sex
from app.panels.views.blueprint import bp, to


@bp.route("/councils/<int:council_id>/panel-consent", methods=["GET", "POST"])
def consent(council_id: int) -> ResponseReturnValue:
    """Agree that a lot may fall on oneself."""
    council = councils.council_in_brief(council_id)
    authorize("consent", Panel.blank(council))
    mine = queries.membership_of(council_id, current_user.id)
    given = queries.consent_of(mine)
    form = ConsentForm(sex=given.sex if given else Sex.UNTOLD)
    if carried_out(form, lambda: service.agree(mine, sex=Sex(form.sex.data), at=clock.now())):
        flash(_("고맙습니다. 추첨에 뽑히면 알려 드립니다. 그때 사양하셔도 됩니다."), "success")
        return to("index", council_id=council_id)
    page = render_template("panels/consent.html", council=council, form=form, given=given)
    return page, 422 if form.errors else 200


@bp.post("/councils/<int:council_id>/panel-consent/withdrawal")
def withdraw_consent(council_id: int) -> ResponseReturnValue:
    """Be asked no more."""
    council = councils.council_in_brief(council_id)
    authorize("consent", Panel.blank(council))
    with transaction():
        service.take_back(queries.membership_of(council_id, current_user.id))
    flash(_("추첨 명단에서 뺐습니다. 이미 알린 추첨의 명단은 그대로입니다."), "success")
    return to("index", council_id=council_id)
