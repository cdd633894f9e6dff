"""Pages on top of a discussion: the summary, what neighbours would have it say, and a pause."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.discussion import queries, service
from app.discussion.forms import CorrectionAnswerForm, PauseForm, SummaryCorrectionForm, SummaryForm
from app.discussion.models import Summary
from app.discussion.views.blueprint import bp
from app.kernel import clock
from app.kernel.forms import Form, carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


def _found(subject_type: str, subject_id: int) -> Any:
    """The subject, where the reader may read it."""
    subject = queries.subject(subject_type, subject_id)
    authorize("read", subject)
    return subject


def _page(template: str, subject: Any, form: Form, **more: object) -> ResponseReturnValue:
    back = queries.place_of(subject)
    html = render_template(f"discussion/{template}.html", subject=subject, form=form, back=back, **more)
    return html, 422 if form.errors else 200


def _back(subject: Any, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(queries.place_of(subject), 303)


@bp.route("/discussions/<string:subject_type>/<int:subject_id>/summary", methods=["GET", "POST"])
def summary(subject_type: str, subject_id: int) -> ResponseReturnValue:
    """Write the summary on top of the discussion anew."""
    subject = _found(subject_type, subject_id)
    authorize("summarise", Summary(council=subject.council))
    form = SummaryForm(obj=queries.latest_summary(subject_type, subject_id))
    body = form.body.data or ""
    if carried_out(form, lambda: service.summarise(subject, body=body, by=current_user, at=clock.now())):
        return _back(subject, _("요약을 올렸습니다. 앞의 요약도 남아 있습니다."))
    return _page("summary", subject, form)


@bp.get("/discussions/<string:subject_type>/<int:subject_id>/summaries")
def summaries(subject_type: str, subject_id: int) -> ResponseReturnValue:
    """Every summary, and what neighbours would have it say with the answers."""
    subject = _found(subject_type, subject_id)
    authorize("read", subject)
    return render_template(
        "discussion/summaries.html",
        subject=subject,
        back=queries.place_of(subject),
        summaries=queries.summaries(subject_type, subject_id),
        corrections=queries.corrections(subject_type, subject_id),
    )


@bp.route("/discussions/<string:subject_type>/<int:subject_id>/summary-corrections", methods=["GET", "POST"])
def summary_corrections(subject_type: str, subject_id: int) -> ResponseReturnValue:
    """Say what the summary should say instead."""
    subject = _found(subject_type, subject_id)
    authorize("propose_correction", Summary(council=subject.council))
    form, latest = SummaryCorrectionForm(), queries.latest_summary(subject_type, subject_id)
    body = form.body.data or ""
    if carried_out(form, lambda: service.propose_correction(subject, body=body, by=current_user, at=clock.now())):
        return _back(subject, _("고칠 점을 보냈습니다. 퍼실리테이터가 답합니다."))
    return _page("summary_correction", subject, form, summary=latest)


@bp.route("/summary-corrections/<int:correction_id>/answer", methods=["GET", "POST"])
def answer_correction(correction_id: int) -> ResponseReturnValue:
    """Take a proposed correction, or say why not."""
    correction = queries.correction(correction_id)
    authorize("summarise", correction)
    subject = queries.subject(correction.subject_type, correction.subject_id)
    form = CorrectionAnswerForm()
    said = {"taken": form.taken.data == "yes", "answer": form.answer.data or ""}
    if carried_out(form, lambda: service.answer_correction(correction, **said, by=current_user, at=clock.now())):
        return _back(subject, _("답했습니다."))
    latest = queries.latest_summary(correction.subject_type, correction.subject_id)
    return _page("correction_answer", subject, form, correction=correction, summary=latest)


@bp.route("/discussions/<string:subject_type>/<int:subject_id>/pause", methods=["GET", "POST"])
def pause(subject_type: str, subject_id: int) -> ResponseReturnValue:
    """Let the discussion rest for some hours, or go on."""
    subject = _found(subject_type, subject_id)
    authorize("pause", Summary(council=subject.council))
    form = PauseForm()
    if carried_out(form, lambda: service.pause(subject, hours=form.hours.data, by=current_user, at=clock.now())):
        said = _("이야기를 잠시 쉽니다. 읽을 수는 있습니다.") if form.hours.data else _("이야기를 이어 갑니다.")
        return _back(subject, said)
    return _page("pause", subject, form)
