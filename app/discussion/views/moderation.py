"""Flags and what comes of them: the list that waits, hiding, showing again, leaving as it is."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.councils.models import Council
from app.discussion import queries, service
from app.discussion.forms import FlagForm, HidingAllForm, HidingForm, ReviewForm, SettlementForm
from app.discussion.models import Case, Comment
from app.discussion.views.blueprint import bp
from app.discussion.views.comments import back_to, deed_page
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _, moment
from app.kernel.paging import page_number
from app.kernel.policy import authorize, can


def who_looks(case: Case | None) -> str:
    """Who looks at a flagged comment and by when, for the person who flagged it."""
    if case is None:
        return ""
    when = moment(case.due_at)
    if case.moderator is None:
        return _("%(when)s까지 동주민센터에서 봅니다.", when=when)
    return _("%(name)s 님이 %(when)s까지 봅니다.", name=case.moderator.name, when=when)


def _to_the_list(comment: Comment, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for(".flagged", council_id=comment.council_id), 303)


def _list_page(council: Council, form: HidingAllForm) -> ResponseReturnValue:
    page = queries.queue(council.id, page_number(request.args.get("page")))
    html = render_template("discussion/flagged.html", council=council, page=page, form=form, now=clock.now())
    return html, 422 if form.errors else 200


@bp.get("/councils/<int:council_id>/flagged-comments")
def flagged(council_id: int) -> ResponseReturnValue:
    """What waits for a moderator of the council: flagged, held, corrected or appealed comments, by their clocks."""
    council = councils.council(council_id)
    authorize("moderate", Comment(council=council))
    return _list_page(council, HidingAllForm(formdata=None))


@bp.post("/councils/<int:council_id>/flagged-comments/hidings")
def hide_several(council_id: int) -> ResponseReturnValue:
    """Hide the ticked comments of the list for one ground and one reason."""
    council = councils.council(council_id)
    authorize("moderate", Comment(council=council))
    form = HidingAllForm()
    chosen = queries.chosen(council_id, [number for number in form.comments.data or () if number])
    ticked = [comment for comment in chosen if can(current_user, "hide", comment)]
    why = {"ground": form.ground.data, "reason": form.reason.data}
    count = carried_out(form, lambda: service.hide_all(ticked, **why, by=current_user, at=clock.now()))
    if count is None:
        return _list_page(council, form)
    flash(_("글 %(count)d개를 가렸습니다. 글쓴이에게 까닭을 알립니다.", count=count), "success")
    return redirect(url_for(".flagged", council_id=council_id), 303)


@bp.route("/comments/<int:comment_id>/flags", methods=["GET", "POST"])
def flags(comment_id: int) -> ResponseReturnValue:
    """Ask the moderators to look at a comment."""
    comment = queries.comment(comment_id)
    authorize("flag", comment)
    form = FlagForm()
    flagged_now = lambda: service.flag(comment, reason=form.reason.data or "", by=current_user, at=clock.now())  # noqa: E731
    if carried_out(form, flagged_now) is not None:
        return back_to(comment, _("신고했습니다. %(who)s", who=who_looks(queries.case_of(comment))))
    said = who_looks(queries.case_of(comment))
    return deed_page("flag", comment, form, own_flag=queries.flag_of(comment, current_user.id), who_looks=said)


@bp.route("/comments/<int:comment_id>/flags/settlement", methods=["GET", "POST"])
def settlement(comment_id: int) -> ResponseReturnValue:
    """Leave a flagged comment as it is, with the reason."""
    comment = queries.comment(comment_id)
    authorize("settle", comment)
    form = SettlementForm()
    if carried_out(
        form, lambda: service.settle(comment, answer=form.answer.data or "", by=current_user, at=clock.now())
    ):
        return _to_the_list(comment, _("그대로 두었습니다. 신고한 분에게 까닭을 알립니다."))
    return deed_page("settlement", comment, form)


@bp.route("/comments/<int:comment_id>/hiding", methods=["GET", "POST"])
def hiding(comment_id: int) -> ResponseReturnValue:
    """Hide a comment, with the reason."""
    comment = queries.comment(comment_id)
    authorize("hide", comment)
    form, was_flagged = HidingForm(), comment.flag_count > 0
    why = {"ground": form.ground.data, "reason": form.reason.data}
    if carried_out(form, lambda: service.hide(comment, **why, by=current_user, at=clock.now())):
        answer = _to_the_list if was_flagged else back_to
        return answer(comment, _("글을 가렸습니다. 글쓴이에게 까닭을 알립니다."))
    return deed_page("hiding", comment, form)


@bp.post("/comments/<int:comment_id>/approval")
def approval(comment_id: int) -> ResponseReturnValue:
    """Show a comment that a hint had held."""
    comment = queries.comment(comment_id)
    authorize("approve", comment)
    with transaction():
        service.approve(comment, by=current_user, at=clock.now())
    return _to_the_list(comment, _("글을 보이게 했습니다."))


@bp.route("/comments/<int:comment_id>/review", methods=["GET", "POST"])
def review(comment_id: int) -> ResponseReturnValue:
    """Judge a correction or an appeal: show the comment again, or leave it hidden."""
    comment = queries.comment(comment_id)
    authorize("review", comment)
    form = ReviewForm()
    verb = service.grant if form.outcome.data == "grant" else service.uphold
    if carried_out(form, lambda: verb(comment, reason=form.reason.data or "", by=current_user, at=clock.now())):
        return _to_the_list(comment, _("답했습니다. 글쓴이에게 까닭을 알립니다."))
    return deed_page("review", comment, form, case=queries.case_of(comment))


@bp.post("/comments/<int:comment_id>/showing")
def showing(comment_id: int) -> ResponseReturnValue:
    """Show a hidden comment again."""
    comment = queries.comment(comment_id)
    authorize("show", comment)
    with transaction():
        service.show(comment, by=current_user, at=clock.now())
    return back_to(comment, _("가렸던 글을 다시 보이게 했습니다."))
