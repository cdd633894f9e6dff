"""The folder of a request: who has it, what officers noted, and what other sections think."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desk import queries, service
from app.desk.forms import AssignmentForm, DeskNoteForm
from app.desk.views.blueprint import bp, to
from app.kernel import clock
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


@bp.get("/requests/<int:request_id>/desk")
def folder(request_id: int) -> ResponseReturnValue:
    """Read it."""
    folder = queries.folder(request_id)
    authorize("read", folder)
    return page(folder)


@bp.post("/requests/<int:request_id>/desk/notes")
def notes(request_id: int) -> ResponseReturnValue:
    """Note something for the others at the desk."""
    folder = queries.folder(request_id)
    authorize("note", folder)
    form, by, at = DeskNoteForm(), current_user, clock.now()
    body, once = form.body.data or "", form.once.data
    if carried_out(form, lambda: service.note(folder.request, body, once=once, by=by, at=at)):
        flash(_("메모를 남겼습니다."), "success")
        return to("folder", request_id=request_id)
    return page(queries.folder(request_id), noting=form)


def page(
    folder: queries.Folder, noting: DeskNoteForm | None = None, giving: AssignmentForm | None = None
) -> ResponseReturnValue:
    """The folder with the forms on it; one that was refused stands as it was sent."""
    asked, turn = folder.request, queries.turn(folder.request.id)
    posts = queries.candidates(asked.desk_id)
    html = render_template(
        "desk/folder.html",
        folder=folder,
        asked=asked,
        held=folder.held,
        history=folder.history,
        notes=folder.notes,
        opinions=folder.opinions,
        mine=next((post for post in posts if post.user_id == current_user.id), None),
        turn=turn,
        noting=noting or DeskNoteForm(formdata=None),
        giving=giving or AssignmentForm(posts, formdata=None, data={"seen": turn}),
        deadline=asked.deadline(clock.today()),
        today=clock.today(),
    )
    refused = [form for form in (noting, giving) if form is not None and form.errors]
    return html, 422 if refused else 200
