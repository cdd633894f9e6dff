"""도움이 됐어요: the only reaction to a comment, and taking it back."""

from flask import redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.discussion import queries, service
from app.discussion.views.blueprint import bp
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.policy import authorize


@bp.post("/comments/<int:comment_id>/helpful")
def helpful(comment_id: int) -> ResponseReturnValue:
    """Say that a comment helped."""
    comment = queries.comment(comment_id)
    authorize("find_helpful", comment)
    with transaction():
        service.find_helpful(comment, by=current_user, at=clock.now())
    return redirect(queries.page_of_subject(comment), 303)


@bp.post("/comments/<int:comment_id>/helpful/withdrawal")
def unhelpful(comment_id: int) -> ResponseReturnValue:
    """Say no longer that it helped."""
    comment = queries.comment(comment_id)
    authorize("find_helpful", comment)
    with transaction():
        service.take_back_helpful(comment, by=current_user)
    return redirect(queries.page_of_subject(comment), 303)
