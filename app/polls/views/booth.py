"""The booth: a neighbour is found on the roll, and handed a sheet of paper, once they are marked, or the device."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.councils.models import Membership
from app.councils.queries import membership_of
from app.kernel.db import key_of, transaction
from app.kernel.errors import NotFound
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.polls import queries, service
from app.polls.forms import NameForm
from app.polls.states import Channel
from app.polls.views.blueprint import bp, to


@bp.route("/polls/<int:poll_id>/booth", methods=["GET", "POST"])
def booth(poll_id: int) -> ResponseReturnValue:
    """Find somebody by name. The name is sent in the body: an address would leave it, with the time, in logs."""
    poll, form = queries.poll(poll_id), NameForm()
    authorize("booth", poll)
    asked = form.validate_on_submit()
    found = service.on_roll_named(poll, form.name.data or "") if asked else None
    names = [one.user.name for one in found or ()]
    page = render_template(
        "polls/booth.html", poll=poll, form=form, found=found, twins={name for name in names if names.count(name) > 1}
    )
    return page, 422 if form.is_submitted() and not asked else 200


@bp.post("/polls/<int:poll_id>/handouts")
def hand_out(poll_id: int) -> ResponseReturnValue:
    """Mark the person on the roll, and only then say that the sheet may be handed over."""
    poll = queries.poll(poll_id)
    authorize("hand_out", poll)
    person = membership_of(poll.council_id, key_of(request.form.get("person")) or 0)
    if person is None:
        raise NotFound
    with transaction():
        used = service.hand_out(poll_id, person.person_id)
    flash(*_told(person, used))
    return to("booth", poll_id=poll_id)


def _told(person: Membership, used: Channel | None) -> tuple[str, str]:
    """What to do now, and in which tone."""
    name = person.user.name
    if used is None:
        return _("‘%(name)s’ 님을 명부에 표시했습니다. 이제 종이 한 장을 건네세요.", name=name), "success"
    if used is Channel.PAPER:
        return _("‘%(name)s’ 님께는 이미 종이를 건넨 것으로 되어 있습니다. 또 건네지 마세요.", name=name), "warning"
    told = _("‘%(name)s’ 님은 이미 투표하셨습니다(%(channel)s). 종이를 건네지 마세요.", name=name, channel=used.label)
    return told, "danger"
