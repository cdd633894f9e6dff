"""Proposals: written, read back, put in other words, published, endorsed and talked about, as on their pages."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.api.views.blueprint import bp, moment, told
from app.api.views.callers import done, kept, matched, needs, sent, shown
from app.councils import queries as councils
from app.discussion import queries as discussion
from app.discussion import service as talk
from app.discussion.forms import CommentForm
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _, lazy
from app.kernel.outbox import address_of
from app.kernel.policy import authorize
from app.people.states import Scope
from app.proposals import queries, service
from app.proposals.forms import DraftForm, EditionForm
from app.proposals.models import Proposal, Words
from app.proposals.service import CHANGED
from app.proposals.views.proposals import answered

WORDS = ("title", "place", "problem", "wish", "cost", "access_needs", "category")


def _page(proposal: Proposal) -> str:
    return url_for("proposals.show", proposal_id=proposal.id)


def _mark(proposal: Proposal) -> str:
    return Words.of(proposal).mark


@bp.get("/me/proposals")
@needs(Scope.READ_OWN, lazy("내가 쓴 제안; 아직 내놓지 않은 것까지"), answer="own_proposals")
def read_own() -> ResponseReturnValue:
    """The caller's own, the drafts among them, the latest first."""
    authorize("read", current_user)
    own = queries.written_by(current_user.id)
    items = [{"number": one.id, "title": one.title, "state": one.state.value, "page": _page(one)} for one in own]
    return told({"items": items})


@bp.get("/mergers/<int:number>")
@needs(Scope.PROPOSALS, lazy("합치자는 제의 읽기"), answer="merger")
def read_merger(number: int) -> ResponseReturnValue:
    """For who asks, who is asked, and facilitators."""
    merger = queries.merger(number)
    authorize("read", merger)
    return told(
        {
            "number": number,
            "page": address_of(url_for("proposals.merger", merger_id=number)),
            "old_proposal": merger.old_id,
            "new_proposal": merger.new_id,
            "reason": merger.reason,
            "state": merger.state.value,
            "asked_at": moment(merger.asked_at),
            "answered_at": moment(merger.answered_at),
        }
    )


@bp.post("/councils/<int:number>/proposals")
@needs(
    Scope.PROPOSALS,
    lazy("제안 쓰기; 내놓을 때까지 나만 봅니다"),
    blank=DraftForm,
    members=WORDS,
    is_repeatable=True,
    status=201,
)
def draft(number: int) -> ResponseReturnValue:
    """A draft that only its author sees."""
    council = councils.council(number)
    authorize("propose", Proposal.blank(council))
    form, by = sent(DraftForm), current_user
    category, once = form.category.data, form.once.data
    proposal = queries.drafted_once(by.id, once) or kept(
        form, lambda: service.draft(council, form.words, by=by, at=clock.now(), once=once, category=category), CHANGED
    )
    at = url_for(".read_edition", number=proposal.id)
    return done(proposal.id, _page(proposal), _("저장했습니다. 아직 나만 보는 글입니다."), at=at, tag=_mark(proposal))


@bp.get("/proposals/<int:number>/edition")
@needs(Scope.PROPOSALS, lazy("고치기 전에 읽기"), blank=EditionForm, members=WORDS, is_conditional=True)
def read_edition(number: int) -> ResponseReturnValue:
    """What it says now, for whoever may change it; the ETag stands for the words."""
    proposal = queries.proposal(number)
    authorize("edit", proposal)
    return shown(EditionForm, _mark(proposal), obj=proposal, cost=proposal.cost_won)


@bp.post("/proposals/<int:number>/edition")
@needs(Scope.PROPOSALS, lazy("제안 고치기"), blank=EditionForm, members=WORDS, is_conditional=True)
def edition(number: int) -> ResponseReturnValue:
    """Put it in other words."""
    proposal = queries.proposal(number)
    authorize("edit", proposal)
    seen = matched(_mark(proposal), CHANGED)
    form = sent(EditionForm, obj=proposal, cost=proposal.cost_won)

    def edit() -> Proposal:
        service.edit(proposal, form.words, at=clock.now(), seen=seen)
        return service.file_under(proposal, form.category.data)

    edited = kept(form, edit, CHANGED)
    return done(number, _page(edited), _("고쳤습니다."), status=200, tag=_mark(edited))


@bp.post("/proposals/<int:number>/publication")
@needs(Scope.PROPOSALS, lazy("제안 내놓기"))
def publication(number: int) -> ResponseReturnValue:
    """Put the draft before everybody; a second time changes nothing."""
    proposal = queries.proposal(number)
    authorize("publish", proposal)
    with transaction():
        service.publish(proposal, by=current_user, at=clock.now())
    said = _("제안을 내놓았습니다. 이제 이웃이 읽고 공감하고 의견을 남길 수 있습니다.")
    return done(number, _page(proposal), said, status=200)


@bp.post("/proposals/<int:number>/endorsements")
@needs(Scope.ENDORSEMENTS, lazy("제안에 공감하기"))
def endorse(number: int) -> ResponseReturnValue:
    """Endorse; a second time endorses once."""
    proposal = queries.proposal(number)
    authorize("endorse", proposal)
    with transaction():
        service.endorse(proposal, by=current_user, at=clock.now())
    said = _("공감했습니다. 이 제안이 어떻게 되는지 알려 드리겠습니다.")
    return done(number, _page(proposal), said, status=200)


@bp.post("/proposals/<int:number>/endorsements/mine/withdrawal")
@needs(Scope.ENDORSEMENTS, lazy("공감 거두기"))
def take_back(number: int) -> ResponseReturnValue:
    """Take one's endorsement back; a second time changes nothing."""
    proposal = queries.proposal(number)
    authorize("endorse", proposal)
    with transaction():
        service.take_back(proposal, by=current_user)
    return done(number, _page(proposal), _("공감을 거두었습니다."), status=200)


@bp.post("/proposals/<int:number>/comments")
@needs(
    Scope.COMMENTS,
    lazy("제안에 의견 남기기; parent_id가 있으면 그 글에 답하기"),
    blank=CommentForm,
    members=("body", "stance", "parent_id"),
    is_repeatable=True,
    status=201,
)
def comment(number: int) -> ResponseReturnValue:
    """Say something about a proposal, or answer a comment on it."""
    proposal = queries.proposal(number)
    authorize("comment", proposal)
    form, by = sent(CommentForm), current_user
    parent = answered(proposal, form.parent_number)
    words = {"body": form.body.data, "stance": form.stance.data, "once": form.once.data}
    written = kept(form, lambda: talk.write(proposal, parent=parent, by=by, at=clock.now(), **words))
    at = url_for("discussion.show", comment_id=written.id)
    return done(written.id, discussion.page_of_subject(written), str(written.said), at=at)
