"""Pages of one comment: where it stands, other words, what it said before, taking it back."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from app.discussion import queries, service
from app.discussion.forms import EditionForm, WithdrawalForm
from app.discussion.models import Comment
from app.discussion.views.blueprint import bp
from app.kernel import clock
from app.kernel.forms import Form, carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize


def deed_page(template: str, comment: Comment, form: Form, **more: object) -> ResponseReturnValue:
    """The page of one deed on one comment, 422 where its form was refused."""
    back = queries.page_of_subject(comment)
    html = render_template(f"discussion/{template}.html", comment=comment, form=form, back=back, **more)
    return html, 422 if form.errors else 200


def back_to(comment: Comment, said: str) -> ResponseReturnValue:
    """Say what happened, where the comment stands."""
    flash(said, "success")
    return redirect(queries.page_of_subject(comment), 303)


@bp.get("/comments/<int:comment_id>")
def show(comment_id: int) -> ResponseReturnValue:
    """The comment's lasting address leads to where it stands."""
    comment = queries.comment(comment_id)
    authorize("read", queries.subject_of(comment))
    return redirect(queries.page_of_subject(comment))


@bp.route("/comments/<int:comment_id>/edition", methods=["GET", "POST"])
def edition(comment_id: int) -> ResponseReturnValue:
    """Put one's comment in other words."""
    comment = queries.comment(comment_id)
    authorize("edit", comment)
    form = EditionForm(obj=comment)
    words = {"body": form.body.data, "stance": form.stance.data}
    if carried_out(form, lambda: service.edit(comment, **words, at=clock.now())):
        return back_to(comment, _("글을 고쳤습니다. 고치기 전의 글도 남아 있습니다."))
    return deed_page("edition", comment, form)


@bp.get("/comments/<int:comment_id>/versions")
def versions(comment_id: int) -> ResponseReturnValue:
    """What the comment said before."""
    comment = queries.comment(comment_id)
    authorize("read", queries.subject_of(comment))
    authorize("read_words", comment)
    back = queries.page_of_subject(comment)
    return render_template("discussion/versions.html", comment=comment, versions=queries.versions(comment), back=back)


@bp.route("/comments/<int:comment_id>/withdrawal", methods=["GET", "POST"])
def withdrawal(comment_id: int) -> ResponseReturnValue:
    """Take one's comment back."""
    comment = queries.comment(comment_id)
    authorize("withdraw", comment)
    form = WithdrawalForm()
    if carried_out(form, lambda: service.withdraw(comment, at=clock.now())):
        return back_to(comment, _("글을 거두었습니다. 내용은 지워졌습니다."))
    return deed_page("withdrawal", comment, form)
