"""Answering: one statement at a time, the last answer back, and one's own answers."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.opinions import queries, service
from app.opinions.forms import AnswerForm
from app.opinions.models import Question, Statement
from app.opinions.states import Side
from app.opinions.views.blueprint import bp, to


@bp.get("/questions/<int:question_id>/next-statement")
def next_statement(question_id: int) -> ResponseReturnValue:
    """The next statement that the reader can answer; another one may come each time."""
    question = queries.question(question_id)
    authorize("answer", question)
    turn = service.next_turn(question, current_user)
    if turn.statement is not None:
        return answering_page(question, turn.statement, AnswerForm(formdata=None), left=turn.left)
    latest = queries.latest_of(question_id, current_user.id)
    return render_template("opinions/finished.html", question=question, latest=latest)


@bp.get("/statements/<int:statement_id>")
def statement(statement_id: int) -> ResponseReturnValue:
    """One statement: to answer it, or to answer it otherwise."""
    found = queries.statement(statement_id)
    authorize("read", found)
    return answering_page(found.question, found, AnswerForm(formdata=None))


@bp.post("/statements/<int:statement_id>/answers")
def answer(statement_id: int) -> ResponseReturnValue:
    """Answer; whoever answered before has changed their answer and comes back to the own ones."""
    found = queries.statement(statement_id)
    authorize("answer", found)
    form = AnswerForm()

    def kept() -> tuple[bool]:
        return (service.answer(statement_id, form.chosen, by=current_user, at=clock.now()),)

    is_first = carried_out(form, kept)
    if is_first is None:
        return answering_page(found.question, found, form)
    if any(is_first):
        return to("next_statement", question_id=found.question_id)
    flash(_("답을 바꾸었습니다: %(side)s", side=form.chosen.label), "success")
    return to("mine", question_id=found.question_id)


@bp.post("/statements/<int:statement_id>/answers/mine/withdrawal")
def take_back(statement_id: int) -> ResponseReturnValue:
    """Take one's answer back; pressing twice takes it back once."""
    found = queries.statement(statement_id)
    authorize("answer", found)
    with transaction():
        service.take_back(statement_id, by=current_user, at=clock.now())
    flash(_("답을 되돌렸습니다. 다시 답할 수 있습니다."), "success")
    return to("statement", statement_id=statement_id)


@bp.get("/questions/<int:question_id>/answers/mine")
def mine(question_id: int) -> ResponseReturnValue:
    """What the reader answered, and what became of the statements they wrote."""
    question = queries.question(question_id)
    authorize("look_back", question)
    return render_template(
        "opinions/mine.html",
        question=question,
        answers=queries.answers_of(question_id, current_user.id),
        written=queries.written_by(question_id, current_user.id),
        takes_answers=question.takes_answers(clock.now()),
    )


def answering_page(
    question: Question, statement: Statement, form: AnswerForm, left: int | None = None
) -> ResponseReturnValue:
    """The page of one statement, 422 where no button was pressed; `left` is said where one goes through them all."""
    reader = current_user.id if current_user.is_authenticated else 0
    html = render_template(
        "opinions/answering.html",
        question=question,
        statement=statement,
        form=form,
        left=left,
        sides=list(Side),
        own=queries.answer_of(statement.id, reader),
        latest=queries.latest_of(question.id, reader) if left is not None else None,
    )
    return html, 422 if form.errors else 200
