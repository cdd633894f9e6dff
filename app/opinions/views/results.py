"""What neighbours answered."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from flask import render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.kernel.policy import authorize
from app.opinions import queries, service
from app.opinions.models import TO_TELL
from app.opinions.queries import Order
from app.opinions.views.blueprint import bp
from app.opinions.views.groups import groups_of


@bp.get("/questions/<int:question_id>/polis.zip")
def export(question_id: int) -> ResponseReturnValue:
    """The answers in the three files of a Polis export, for whoever serves the council."""
    question = queries.question(question_id)
    authorize("export", question)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as files:
        for name, text in service.polis_files(question).items():
            files.writestr(name, text)
    packed.seek(0)
    name = f"golmok-question-{question_id}-polis.zip"
    return send_file(packed, mimetype="application/zip", download_name=name, as_attachment=True, max_age=0)


@bp.get("/questions/<int:question_id>/result")
def result(question_id: int) -> ResponseReturnValue:
    """The statements with their counts, in the order that was asked for."""
    question = queries.question(question_id)
    authorize("see_result", question)
    order = next((one for one in Order if one.value == request.args.get("order")), Order.AGREED)
    found = queries.result(question, order)
    orders = [(one.label, url_for(".result", question_id=question_id, order=one.value), one is order) for one in Order]
    mapped = queries.map_of(question_id)
    return render_template(
        "opinions/result.html",
        question=question,
        result=found,
        orders=orders,
        least=TO_TELL,
        groups=groups_of(mapped, found),
        share=mapped.share if mapped else 0,
    )
