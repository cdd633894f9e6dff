"""Writing a proposal: the draft, reading it back before it is published, other words, taking it back."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out, trimmed
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.proposals import queries, service
from app.proposals.forms import DraftForm, EditionForm, WithdrawalForm
from app.proposals.models import Proposal, Words
from app.proposals.service import CHANGED
from app.proposals.views.blueprint import bp
from app.proposals.views.photos import no_orphan
from app.proposals.views.saving import answer_quietly, is_partial, is_quiet

MOST_ASKED = 300  # signs of a title and more


def to_proposal(proposal: Proposal) -> ResponseReturnValue:
    """To where the proposal is read: a draft by its author before publishing, any other by everybody."""
    endpoint = "publication" if proposal.is_draft and current_user.id == proposal.author_id else "show"
    return redirect(url_for(f"proposals.{endpoint}", proposal_id=proposal.id), 303)


@dataclass(frozen=True)
class Source:
    """Where a proposal comes from that is not its author's own: who said it, and what else is kept of that."""

    speaker: str
    keep: Callable[[Proposal], None]


def _drafted(council: Council, form: DraftForm, source: Source | None) -> Proposal:
    proposal = service.draft(
        council,
        form.words,
        by=current_user,
        at=clock.now(),
        spoken_by=source.speaker if source else form.speaker,
        photo=form.stored,
        description=form.description.data or "",
        once=form.once.data,
        seen=form.seen.data,
        category=form.category.data,
    )
    if source:
        source.keep(proposal)
    return proposal


def _present(proposal: Proposal | None, form: EditionForm) -> Words | None:
    """What the proposal says by now, where somebody else changed it under the person's hands; the form knows then."""
    if proposal is None or CHANGED not in form.form_errors:
        return None
    present = Words.of(proposal)
    form.starts_from(present)
    return present


def _next(proposal: Proposal) -> ResponseReturnValue:
    """To where the proposal is read, or to the similar ones that were asked for."""
    if request.form.get("find") and proposal.is_draft:
        return redirect(url_for("proposals.edition", proposal_id=proposal.id, _anchor="similar"), 303)
    return to_proposal(proposal)


def _draft_page(council: Council, form: DraftForm, source: Source | None) -> ResponseReturnValue:
    twin = queries.drafted_once(current_user.id, form.once.data) if form.errors else None
    about = {"twin": twin, "present": _present(twin, form), "speaker": source.speaker if source else ""}
    html = render_template("proposals/draft.html", council=council, form=form, **about)
    return html, 422 if form.errors else 200


@bp.route("/councils/<int:council_id>/proposals/new", methods=["GET", "POST"])
def draft(council_id: int) -> ResponseReturnValue:
    """Write a proposal; with ?spoken=1 an officer writes down what a resident says (대신 접수)."""
    council = councils.council(council_id)
    spoken = "spoken" in request.args
    authorize("take_down" if spoken else "propose", Proposal.blank(council))
    return drafting(council, spoken=spoken)


def drafting(council: Council, *, spoken: bool = False, source: Source | None = None) -> ResponseReturnValue:
    """The form of a new proposal, for whoever may write one, and what becomes of it."""
    council_id = council.id
    form = DraftForm(spoken=spoken, partly=is_partial())
    with no_orphan(form):
        proposal = carried_out(form, lambda: _drafted(council, form, source))
    if is_quiet():
        return answer_quietly(proposal, form)
    if proposal:
        return _next(proposal)
    return _draft_page(councils.council(council_id), form, source)


@bp.get("/councils/<int:council_id>/proposals/similar")
def similar(council_id: int) -> ResponseReturnValue:
    """What the council's proposals already say of a title that is being written; for whoever may write it."""
    council = councils.council_in_brief(council_id)
    authorize("take_down" if "spoken" in request.args else "propose", Proposal.blank(council))
    words = trimmed(request.args.get("title", ""))[:MOST_ASKED]
    found = queries.similar_to_words(council_id, words)
    return render_template("proposals/similar.html", council=council, words=words, similar=found)


@bp.route("/proposals/<int:proposal_id>/publication", methods=["GET", "POST"])
def publication(proposal_id: int) -> ResponseReturnValue:
    """Read the draft back as everybody will, and publish it."""
    proposal = queries.proposal(proposal_id)
    authorize("publish", proposal)
    if request.method == "POST":
        with transaction():
            service.publish(proposal, by=current_user, at=clock.now())
        flash(_("제안을 내놓았습니다. 이제 이웃이 읽고 공감하고 의견을 남길 수 있습니다."), "success")
    if not proposal.is_draft:
        return to_proposal(proposal)
    return render_template("proposals/publication.html", proposal=proposal, similar=queries.similar_to(proposal))


def _edition_page(proposal: Proposal, form: EditionForm) -> ResponseReturnValue:
    similar = queries.similar_to(proposal) if proposal.is_draft else []
    present = _present(proposal, form)
    html = render_template("proposals/edition.html", proposal=proposal, form=form, present=present, similar=similar)
    return html, 422 if form.errors else 200


def _edited(proposal: Proposal, form: EditionForm) -> Proposal:
    speaker = form.speaker if proposal.spoken_by else None
    service.edit(proposal, form.words, at=clock.now(), spoken_by=speaker, seen=form.seen.data or None)
    return service.file_under(proposal, form.category.data)


@bp.route("/proposals/<int:proposal_id>/edition", methods=["GET", "POST"])
def edition(proposal_id: int) -> ResponseReturnValue:
    """Put a proposal in other words."""
    proposal = queries.proposal(proposal_id)
    authorize("edit", proposal)
    spoken, seen = bool(proposal.spoken_by), Words.of(proposal).mark
    partly = proposal.is_draft and is_partial()
    form = EditionForm(obj=proposal, cost=proposal.cost_won, seen=seen, spoken=spoken, partly=partly)
    edited = carried_out(form, lambda: _edited(proposal, form))
    if is_quiet() and proposal.is_draft:
        return answer_quietly(edited, form)
    if edited:
        flash(_("고쳤습니다."), "success")
        return _next(proposal)
    return _edition_page(queries.proposal(proposal_id), form)  # read anew: what was refused let go of it


@bp.route("/proposals/<int:proposal_id>/withdrawal", methods=["GET", "POST"])
def withdrawal(proposal_id: int) -> ResponseReturnValue:
    """Take a proposal back, with the reason."""
    proposal = queries.proposal(proposal_id)
    authorize("withdraw", proposal)
    form = WithdrawalForm()
    reason = form.reason.data or ""
    if carried_out(form, lambda: service.withdraw(proposal, reason=reason, by=current_user, at=clock.now())):
        flash(_("제안을 거두었습니다."), "success")
        return redirect(url_for(".show", proposal_id=proposal.id), 303)
    return render_template("proposals/withdrawal.html", proposal=proposal, form=form), 422 if form.errors else 200
