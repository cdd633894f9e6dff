"""The questions of a council: the list, one of them, asking, other words, opening and closing."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize, can
from app.opinions import queries, service
from app.opinions.forms import EditionForm, QuestionForm, usual_end, written
from app.opinions.models import Question
from app.opinions.views.blueprint import bp, to


@bp.get("/councils/<int:council_id>/questions")
def index(council_id: int) -> ResponseReturnValue:
    """The questions of a council, the open ones first."""
    council = councils.council_in_brief(council_id)
    authorize("read", council)
    questions = [one for one in queries.questions_of(council_id) if can(current_user, "read", one)]
    blank = Question.blank(council)
    return render_template("opinions/index.html", council=council, questions=questions, blank=blank)


@bp.route("/councils/<int:council_id>/questions/new", methods=["GET", "POST"])
def ask(council_id: int) -> ResponseReturnValue:
    """Write a question with its first statements."""
    council = councils.council(council_id)
    authorize("ask", Question.blank(council))
    form = QuestionForm(data=usual_end(clock.now()))

    def asked() -> Question:
        once = form.once.data
        return service.ask(council, form.asked, seeds=form.texts, by=current_user, at=clock.now(), once=once)

    question = carried_out(form, asked)
    if question:
        return to("show", question_id=question.id)
    return render_template("opinions/ask.html", council=council, form=form), 422 if form.errors else 200


@bp.get("/questions/<int:question_id>")
def show(question_id: int) -> ResponseReturnValue:
    """A question, how long it is open, and what the reader can do."""
    question = queries.question(question_id)
    authorize("read", question)
    reader = current_user.id if current_user.is_authenticated else None
    left = len(queries.unanswered(question_id, reader)) if reader and can(current_user, "answer", question) else None
    waiting = queries.waiting_count(question_id) if can(current_user, "moderate", question) else 0
    return render_template(
        "opinions/show.html",
        question=question,
        left=left,
        waiting=waiting,
        takes_answers=question.takes_answers(clock.now()),
        seeds=queries.statements_of(question_id) if question.is_draft else [],
    )


@bp.route("/questions/<int:question_id>/edition", methods=["GET", "POST"])
def edition(question_id: int) -> ResponseReturnValue:
    """Put a question that was not opened yet in other words."""
    question = queries.question(question_id)
    authorize("edit", question)
    form = EditionForm(obj=question, data=written(question))
    if carried_out(form, lambda: service.edit(question, form.asked, at=clock.now())):
        flash(_("고쳤습니다."), "success")
        return to("show", question_id=question.id)
    return render_template("opinions/edition.html", question=question, form=form), 422 if form.errors else 200


@bp.post("/questions/<int:question_id>/opening")
def opening(question_id: int) -> ResponseReturnValue:
    """Let neighbours answer."""
    question = queries.question(question_id)
    authorize("open", question)
    with transaction():
        service.open_question(question, by=current_user, at=clock.now())
    flash(_("의견 모으기를 시작했습니다. 이웃에게 알림이 갑니다."), "success")
    return to("show", question_id=question_id)


@bp.post("/questions/<int:question_id>/closing")
def closing(question_id: int) -> ResponseReturnValue:
    """End it before its time."""
    question = queries.question(question_id)
    authorize("close", question)
    with transaction():
        service.close(question_id, by=current_user, at=clock.now())
    flash(_("의견 모으기를 마쳤습니다. 결과를 모두가 볼 수 있습니다."), "success")
    return to("result", question_id=question_id)
