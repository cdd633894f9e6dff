"""The list of a council's proposals, and the page of one."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.councils.models import Council
from app.discussion import queries as discussion
from app.discussion.forms import CommentForm
from app.discussion.models import Comment
from app.kernel import clock
from app.kernel.db import key_of
from app.kernel.errors import NotFound
from app.kernel.files import answer_image
from app.kernel.forms import trimmed
from app.kernel.paging import page_number
from app.kernel.policy import authorize, can, why_not
from app.proposals import queries
from app.proposals.models import Proposal
from app.proposals.states import Category
from app.proposals.views.blueprint import bp


def _wish() -> queries.Wish:
    stage = next((stage for stage in queries.Stage if stage.value == request.args.get("stage")), None)
    order = next((order for order in queries.Order if order.value == request.args.get("order")), None)
    category = next((kind for kind in Category if kind.value == request.args.get("category")), None)
    who = current_user.id if current_user.is_authenticated else ""
    words = trimmed(request.args.get("words", ""))[:80]
    return queries.Wish(stage, order, words, category, seed=f"{clock.today()} {who}")


@bp.get("/councils/<int:council_id>/proposals")
def index(council_id: int) -> ResponseReturnValue:
    """The proposals of a council, and what waits for the person who looks."""
    council, desk = _council_and_desk(council_id)
    authorize("read", council)
    wish = _wish()
    return render_template(
        "proposals/index.html",
        council=council,
        page=queries.listed(council_id, wish, page_number(request.args.get("page"))),
        wish=wish,
        stages=list(queries.Stage),
        categories=list(Category),
        desk=desk,
        ready=queries.for_next_meeting(council_id) if can(current_user, "facilitate", council) else [],
        blank=Proposal.blank(council),
    )


def _council_and_desk(council_id: int) -> tuple[Council, Sequence[Proposal]]:
    if current_user.is_authenticated:
        return queries.council_and_desk(council_id, current_user.id)
    return councils.council_in_brief(council_id), ()


@bp.get("/proposals/<int:proposal_id>")
def show(proposal_id: int) -> ResponseReturnValue:
    """A proposal, who stands behind it, and what neighbours say."""
    proposal = queries.proposal(proposal_id)
    authorize("read", proposal)
    reply_to = answered(proposal, key_of(request.args.get("reply")))
    form = CommentForm(formdata=None, parent_id=reply_to.id if reply_to else None)
    return proposal_page(proposal, form, reply_to)


def proposal_page(proposal: Proposal, form: CommentForm, reply_to: Comment | None) -> ResponseReturnValue:
    """The page of a proposal, 422 where the comment in the form was refused."""
    reader_id = current_user.id if current_user.is_authenticated else None
    thread = discussion.thread(
        proposal.__tablename__,
        proposal.id,
        page_number(request.args.get("page")),
        order=discussion.order_of(request.args.get("order")),
        reader_id=reader_id,
    )
    html = render_template(
        "proposals/show.html",
        proposal=proposal,
        endorsement=queries.endorsement(proposal.id, reader_id),
        kin=queries.kin(proposal),
        mergers=queries.mergers_waiting(proposal.id) if can(current_user, "merge", proposal) else [],
        thread=thread,
        talk=discussion.talk_about(proposal, clock.now()),
        comment_form=form,
        form=form,
        comments_url=url_for(".comment", proposal_id=proposal.id),
        may_comment=why_not(current_user, "comment", proposal),
        reply_to=reply_to,
        subject_url=url_for(".show", proposal_id=proposal.id),
        comment_count=proposal.comment_count,
        **_amendments(proposal),
    )
    return html, 422 if form.errors else 200


def _amendments(proposal: Proposal) -> dict[str, Any]:
    brief = queries.amendments_in_brief(proposal)
    return {"amendment_counts": brief.counts, "amendments": brief.first}


def answered(proposal: Proposal, number: int | None) -> Comment | None:
    """The comment on this proposal that is answered; raises NotFound where neighbours see none."""
    if number is None:
        return None
    comment = discussion.comment(number)
    is_here = (comment.subject_type, comment.subject_id) == (proposal.__tablename__, proposal.id)
    if not is_here or (comment.is_unseen and not comment.edit_count):
        raise NotFound
    return comment


@bp.get("/proposals/<int:proposal_id>/versions")
def versions(proposal_id: int) -> ResponseReturnValue:
    """What a proposal said before it was edited."""
    proposal = queries.proposal(proposal_id)
    authorize("read", proposal)
    page = queries.edits(proposal, page_number(request.args.get("page")))
    return render_template("proposals/versions.html", proposal=proposal, page=page)


@bp.get("/proposals/<int:proposal_id>/photos/<int:photo_id>")
def photo(proposal_id: int, photo_id: int) -> ResponseReturnValue:
    """One photo, for whoever may read the proposal."""
    proposal = queries.proposal(proposal_id)
    authorize("read", proposal)
    return answer_image(queries.photo(proposal, photo_id).key)
