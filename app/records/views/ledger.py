"""The public ledger of a council: the file of its entries, and who cosigns it."""

from flask import Response, flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize, can
from app.records import queries, service
from app.records.forms import InvitationForm
from app.records.queries import Cosigning
from app.records.views.blueprint import JSON_LINES, bp, to

NEWEST = 30  # entries


@bp.get("/councils/<int:council_id>/ledger.jsonl")
def ledger(council_id: int) -> ResponseReturnValue:
    """The whole public ledger as a file, for whoever checks that it continues what they have kept."""
    council = councils.council_in_brief(council_id)
    authorize("read", Cosigning(council))
    return Response("".join(service.ledger(council.id)), mimetype=JSON_LINES)


@bp.get("/councils/<int:council_id>/cosigning")
def cosigning(council_id: int) -> ResponseReturnValue:
    """Who cosigns the ledger, how far they have signed, and what it holds."""
    council = councils.council_in_brief(council_id)
    authorize("read", Cosigning(council))
    return _shown(council)


def _shown(council: Council, refused: InvitationForm | None = None) -> str:
    subject = Cosigning(council)
    return render_template(
        "records/cosigning.html",
        council=council,
        cosigning=subject,
        standings=queries.standings(council.id),
        invitations=queries.invitations_to(council.id),
        newest=queries.checkpoints_since(council.id, 0, NEWEST),
        invitation=refused or (_invitation(council) if can(current_user, "invite", subject) else None),
    )


def _invitation(council: Council) -> InvitationForm:
    form = InvitationForm()
    form.offer(queries.invitable(council))
    return form


@bp.post("/councils/<int:council_id>/cosigning/centre")
def name_centre(council_id: int) -> ResponseReturnValue:
    """Let the dong centre cosign; the next page takes its key."""
    council = councils.council_in_brief(council_id)
    authorize("name_centre", Cosigning(council))
    with transaction():
        named = service.name_centre(council, by=current_user, at=clock.now())
    return to("cosigner", cosigner_id=named.id)


@bp.post("/councils/<int:council_id>/cosigning/invitations")
def invite(council_id: int) -> ResponseReturnValue:
    """Ask a neighbouring council to cosign."""
    council = councils.council_in_brief(council_id)
    authorize("invite", Cosigning(council))
    form = _invitation(council)
    done = carried_out(form, lambda: service.invite(council, int(form.neighbour.data), by=current_user, at=clock.now()))
    if done is None:
        return _shown(councils.council_in_brief(council_id), form), 422
    flash(_("함께 서명해 달라고 부탁했습니다. 그 골목회의의 퍼실리테이터에게 알립니다."), "success")
    return to("cosigning", council_id=council_id)
