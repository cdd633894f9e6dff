"""The officer's desk: who waits to be confirmed, who belongs, and who has which seat."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from app.councils import queries, service
from app.councils.forms.calling import this_year
from app.councils.forms.joining import ConfirmForm, DeclineForm, SeatForm
from app.councils.models import Membership
from app.councils.states import Seat
from app.councils.views.blueprint import bp
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.paging import page_number
from app.kernel.policy import authorize
from app.places.models import Dong

_NONE: Mapping[int, Any] = MappingProxyType({})


@bp.get("/dongs/<int:dong_id>/membership-requests")
def requests(dong_id: int) -> ResponseReturnValue:
    """All who wait in the councils of the dong."""
    dong = queries.dong(dong_id)
    authorize("serve", dong)
    return _desk(dong)


def _desk(
    dong: Dong, *, unconfirmed: Mapping[int, ConfirmForm] = _NONE, undeclined: Mapping[int, DeclineForm] = _NONE
) -> str:
    page = queries.requests(dong.id, current_user, page_number(request.args.get("page")))
    alike = queries.lookalikes_of(page.items)
    return render_template(
        "councils/requests.html",
        dong=dong,
        page=page,
        alike=alike,
        confirming={**{one.id: _asked_about(one, alike) for one in page.items}, **unconfirmed},
        declining={**{one.id: DeclineForm(prefix=f"m{one.id}") for one in page.items}, **undeclined},
        undeclined=undeclined,
        waiting=queries.waiting_count(dong.id),
        decided=queries.decided_lately(dong.id, current_user),
        this_year=this_year(),
    )


def _asked_about(one: Membership, alike: Mapping[int, Sequence[Membership]]) -> ConfirmForm:
    return ConfirmForm(one, alike.get(one.id, ()), formdata=None)


def _back_to_desk(membership: Membership) -> Response:
    return redirect(url_for(".requests", dong_id=membership.council.dong_id), 303)


@bp.post("/memberships/<int:membership_id>/confirmation")
def confirm(membership_id: int) -> ResponseReturnValue:
    """Confirm a request; where somebody has the same name and year of birth, with the answer who it is."""
    membership = queries.membership(membership_id)
    authorize("confirm", membership)
    form = ConfirmForm(membership, queries.lookalikes(membership))
    if carried_out(form, lambda: _confirm(membership, form)) is None:
        return _desk(queries.dong(membership.council.dong_id), unconfirmed={membership.id: form}), 422
    flash(_("%(name)s님의 참여를 확인했습니다.", name=membership.user.name), "success")
    return _back_to_desk(membership)


def _confirm(membership: Membership, form: ConfirmForm) -> Membership:
    return service.confirm(membership, by=current_user, at=clock.now(), person_id=form.chosen)


@bp.post("/memberships/<int:membership_id>/refusal")
def decline(membership_id: int) -> ResponseReturnValue:
    """Decline a request, with the reason that the person reads."""
    membership = queries.membership(membership_id)
    authorize("decline", membership)
    form = DeclineForm(prefix=f"m{membership.id}")
    if carried_out(form, lambda: _decline(membership, form)) is None:
        return _desk(queries.dong(membership.council.dong_id), undeclined={membership.id: form}), 422
    flash(_("%(name)s님께 확인하지 못한 까닭을 알립니다.", name=membership.user.name), "success")
    return _back_to_desk(membership)


def _decline(membership: Membership, form: DeclineForm) -> Membership:
    return service.decline(membership, reason=form.reason.data or "", by=current_user, at=clock.now())


@bp.post("/memberships/<int:membership_id>/revocation")
def revoke(membership_id: int) -> Response:
    """Take a decision back; the request waits again."""
    membership = queries.membership(membership_id)
    authorize("revoke", membership)
    with transaction():
        service.revoke(membership, by=current_user, at=clock.now())
    flash(_("%(name)s님의 신청을 다시 기다리는 신청으로 되돌렸습니다.", name=membership.user.name), "success")
    return _back_to_desk(membership)


@bp.get("/councils/<int:council_id>/members")
def members(council_id: int) -> ResponseReturnValue:
    """Who belongs to the council; the officer gives seats here."""
    council = queries.council(council_id)
    authorize("see_members", council)
    page = queries.members(council, page_number(request.args.get("page")))
    return render_template(
        "councils/members.html",
        council=council,
        page=page,
        forms={one.id: SeatForm(prefix=f"m{one.id}", obj=one) for one in page.items},
        called={caller.user_id for caller in council.callers},
        numbers=queries.council_numbers(council.id),
    )


@bp.post("/memberships/<int:membership_id>/seat")
def seat(membership_id: int) -> Response:
    """Give a member another seat."""
    membership = queries.membership(membership_id)
    authorize("seat", membership)
    form = SeatForm(prefix=f"m{membership.id}")
    given = Seat(form.seat.data) if form.validate_on_submit() else membership.seat
    with transaction():
        service.seat(membership, given, by=current_user, at=clock.now())
    facts = {"name": membership.user.name, "seat": str(membership.seat.label)}
    flash(_("%(name)s님의 자리는 ‘%(seat)s’입니다.", **facts), "success")
    return redirect(url_for(".members", council_id=membership.council_id), 303)
