"""What the pages of plans share: the blueprint, the way back to a page, and a form shown again."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.kernel.forms import Form
from app.plans import queries
from app.plans.states import PLAN

bp = Blueprint("plans", __name__)


def to(page: str, **values: Any) -> Response:
    """Go on to another page of this slice."""
    return redirect(url_for(f"plans.{page}", **values), 303)


def page(
    template: str, plan_id: int, form: Form, item_id: int | None = None, *, to_do: str | None = None
) -> ResponseReturnValue:
    """The form with what was typed, beside the plan as it is now.

    Raises Conflict where nobody can do now what the form is `to_do`, before anything is typed.
    """
    plan = queries.plan(plan_id)
    if to_do is not None:
        PLAN.after(to_do, plan.state)
    item = queries.item(plan, item_id) if item_id is not None else None
    return render_template(f"plans/{template}.html", plan=plan, item=item, form=form), 422 if form.errors else 200
