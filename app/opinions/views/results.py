"""What neighbours answered."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel.policy import authorize
from app.opinions import queries
from app.opinions.models import TO_TELL
from app.opinions.queries import Order
from app.opinions.views.blueprint import bp


@bp.get("/questions/<int:question_id>/result")
def result(question_id: int) -> ResponseReturnValue:
    """The statements with their counts, in the order that was asked for."""
    question = queries.question(question_id)
    authorize("see_result", question)
    order = next((one for one in Order if one.value == request.args.get("order")), Order.AGREED)
    found = queries.result(question, order)
    orders = [(one.label, url_for(".result", question_id=question_id, order=one.value), one is order) for one in Order]
    return render_template("opinions/result.html", question=question, result=found, orders=orders, least=TO_TELL)
