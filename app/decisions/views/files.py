"""Files that go with an answer: for officers until it is published, for everybody afterwards."""

from flask import current_app, flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.decisions import queries, service
from app.decisions.forms import ClearingForm, FileForm, TakingDownForm
from app.decisions.models import AnswerFile, Request
from app.decisions.views.blueprint import bp, to
from app.kernel import clock, reading
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.route("/requests/<int:request_id>/files", methods=["GET", "POST"])
def files(request_id: int) -> ResponseReturnValue:
    """What goes out with the next version of the answer, and what was found in it; add a file."""
    asked = queries.request(request_id)
    authorize("attach", asked)
    form = FileForm(queries.offices_of(asked), queries.search_pause(clock.now()) is None)
    there = queries.file_once(request_id, form.once.data) if form.is_submitted() else None
    try:
        added = there or carried_out(form, lambda: _attach(asked, form))
    finally:
        if form.stored and not queries.has_file(form.stored.key):
            reading.remove_file(form.stored.key)
    if added:
        return _added(request_id, added.id)
    return _page(request_id, form)


def _attach(asked: Request, form: FileForm) -> AnswerFile:
    most = current_app.config["ATTACHMENT_COUNT"]
    if form.stored is None:
        raise Invalid(_("올릴 파일을 골라 주세요."))
    return service.attach(asked, form.stored, most=most, once=form.once.data, by=current_user, at=clock.now())


def _added(request_id: int, number: int) -> ResponseReturnValue:
    if queries.answer_file(number).finds:
        flash(_("파일을 올렸지만 개인정보로 보이는 것이 있습니다. 고치기 전에는 답변을 공개할 수 없습니다."), "warning")
    else:
        flash(_("파일을 올렸습니다. 답변을 공개할 때 함께 공개됩니다."), "success")
    return to("files", request_id=request_id)


def _page(request_id: int, form: FileForm | None = None, clearing: ClearingForm | None = None) -> ResponseReturnValue:
    asked, pause = queries.request(request_id), queries.search_pause(clock.now())
    shelf = [*queries.shelf(request_id), *queries.held_aside(request_id)]
    page = render_template(
        "decisions/files.html",
        asked=asked,
        form=form or FileForm((), pause is None, formdata=None),
        shelf=shelf,
        clearings={file.id: ClearingForm(file.in_the_way, formdata=None) for file in shelf},
        refused=clearing,
        pause=pause,
        place_words=queries.place_words,
    )
    return page, 422 if (form and form.errors) or clearing else 200


@bp.post("/requests/<int:request_id>/files/<int:file_id>/removal")
def remove_file(request_id: int, file_id: int) -> ResponseReturnValue:
    """Take a file off the shelf; what a version has had stays there."""
    asked, file = queries.request(request_id), queries.file_of(request_id, file_id)
    authorize("attach", asked)
    with transaction():
        key = service.detach(asked, file, by=current_user, at=clock.now())
    if key:
        reading.remove_file(key)
    flash(_("파일을 뺐습니다."), "success")
    return to("files", request_id=request_id)


@bp.get("/answer-files/<int:file_id>")
def answer_file(file_id: int) -> ResponseReturnValue:
    """The file itself, to store: for everybody once it is published."""
    file = queries.answer_file(file_id)
    authorize("read", file)
    return reading.answer_file(file.key, file.name)


@bp.post("/answer-files/<int:file_id>/search")
def search_file(file_id: int) -> ResponseReturnValue:
    """Look into a file that was brought while the search was paused."""
    file = queries.answer_file(file_id)
    authorize("clear", file)
    if file.searched_at is None and not file.is_taken_down:
        found = reading.look(file.key, offices=queries.offices_of(file.request))
        with transaction():
            service.keep_finds(queries.locked_file(file_id), found, at=clock.now())
    return to("files", request_id=file.request_id)


@bp.post("/answer-files/<int:file_id>/clearing")
def clear_finds(file_id: int) -> ResponseReturnValue:
    """Say that finds are no personal data, and why."""
    file = queries.answer_file(file_id)
    authorize("clear", file)
    form = ClearingForm(file.in_the_way)
    request_id, why = file.request_id, form.why.data or ""
    by, at = current_user, clock.now()
    if carried_out(form, lambda: service.clear(file, form.finds.data or (), why, by=by, at=at)):
        flash(_("개인정보가 아니라고 적었습니다. 누가 왜 그랬는지 기록에 남습니다."), "success")
        return to("files", request_id=request_id)
    return _page(request_id, clearing=form)


@bp.route("/answer-files/<int:file_id>/taking-down", methods=["GET", "POST"])
def take_down(file_id: int) -> ResponseReturnValue:
    """Take a published file from everybody and destroy its content."""
    file = queries.answer_file(file_id)
    authorize("take_down", file)
    form = TakingDownForm()
    request_id, why = file.request_id, form.why.data or ""
    key = carried_out(form, lambda: service.take_down(file, why, by=current_user, at=clock.now()))
    if key:
        reading.remove_file(key)
        flash(_("파일을 내리고 내용을 지웠습니다. 파일 이름과 내린 까닭은 답변에 남습니다."), "success")
        return to("request", request_id=request_id)
    page = render_template("decisions/taking_down.html", file=queries.answer_file(file_id), form=form)
    return page, 422 if form.errors else 200
