"""One's own webhooks: the list, one more, and what became of the last news."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.hooks import queries, service
from app.hooks.forms import TryForm, WebhookForm
from app.hooks.models import OwnWebhooks
from app.hooks.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.forms import carried_out, shown_once
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.get("")
def index() -> ResponseReturnValue:
    """Those that there are; whoever has lost the role still finds the own ones here."""
    authorize("edit", current_user)
    return render_template("hooks/index.html", webhooks=queries.of_user(current_user.id), subject=OwnWebhooks)


@bp.route("/new", methods=["GET", "POST"])
def make() -> ResponseReturnValue:
    """One more; its secret stands on the answer to this press and nowhere else."""
    authorize("make", OwnWebhooks)
    form, at = WebhookForm(queries.areas_of(current_user)), clock.now()
    name, address, once = form.name.data or "", form.address.data or "", form.once.data
    made = carried_out(
        form, lambda: service.make(current_user, name, address, form.ticked, form.chosen, once=once, at=at)
    )
    if made is None:
        return render_template("hooks/new.html", form=form), 422 if form.errors else 200
    webhook, secret = made
    if not secret:
        flash(_("이미 만든 웹훅입니다. 비밀을 적어 두지 못하셨으면 새 비밀을 만들어 주세요."), "info")
        return to("show", webhook_id=webhook.id)
    page, shown = url_for("hooks.show", webhook_id=webhook.id), queries.webhook(webhook.id)
    return shown_once("hooks/secret.html", page, secret, webhook=shown, is_new=True)


@bp.get("/<int:webhook_id>")
def show(webhook_id: int) -> ResponseReturnValue:
    """What it is told, and what became of the last news."""
    webhook = queries.webhook(webhook_id)
    authorize("read", webhook)
    deliveries = queries.deliveries_of(webhook_id)
    return render_template("hooks/show.html", webhook=webhook, deliveries=deliveries, form=TryForm())
