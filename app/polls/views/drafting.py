"""Making a poll: writing it, reading the rules, telling, opening, and taking it back."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils.queries import council as council_of
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize, can
from app.polls import queries, service
from app.polls.forms import AnnulForm, PollForm, corrected, new_poll, written
from app.polls.models import Poll
from app.polls.views.blueprint import bp, to


@bp.get("/councils/<int:council_id>/polls")
def index(council_id: int) -> ResponseReturnValue:
    """The polls of a council, the open ones first."""
    council = council_of(council_id)
    authorize("read", council)
    polls = [poll for poll in queries.polls_of(council) if can(current_user, "read", poll)]
    groups = [
        (_("지금 하는 투표"), [poll for poll in polls if poll.is_open]),
        (_("준비하는 투표"), [poll for poll in polls if poll.is_draft]),
        (_("끝난 투표"), [poll for poll in polls if not poll.is_open and not poll.is_draft]),
    ]
    successors = {poll.replaces_id: poll for poll in polls if poll.replaces_id}
    return render_template("polls/index.html", council=council, groups=groups, successors=successors)


@bp.route("/councils/<int:council_id>/polls/new", methods=["GET", "POST"])
def prepare(council_id: int) -> ResponseReturnValue:
    """A new poll; `?meeting=` ticks the items of that meeting."""
    council = council_of(council_id)
    authorize("facilitate", council)
    matters = queries.matters_of(council_id)
    ticked = [matter.key for matter in matters if matter.meeting_id == request.args.get("meeting", type=int)]
    form = PollForm(data=new_poll(council, ticked if "meeting" in request.args else [], clock.now()))
    form.offer(matters)

    def make() -> Poll:
        written_so = form.draft(matters)
        return service.prepare(council, **written_so, by=current_user, at=clock.now(), once=form.token)

    poll = carried_out(form, make)
    return to("show", poll_id=poll.id) if poll else _writing(form, council_id)


@bp.route("/polls/<int:poll_id>/draft", methods=["GET", "POST"])
def edit(poll_id: int) -> ResponseReturnValue:
    """Write a draft anew."""
    poll = queries.poll(poll_id)
    authorize("edit", poll)
    matters = queries.matters_of(poll.council_id)
    form = PollForm(obj=poll, data=written(poll))
    form.offer(matters)

    def change() -> Poll:
        return service.edit(poll, **form.draft(matters), by=current_user, at=clock.now())

    council_id, had = poll.council_id, _words(poll)
    changed = carried_out(form, change)
    if changed and _words(changed) < had:
        flash(_("갈래나 함께 할 수 없는 표시가 빠진 것이 있습니다. 규칙을 다시 보아 주세요."), "warning")
    return to("show", poll_id=poll_id) if changed else _writing(form, council_id, queries.poll(poll_id))


def _words(poll: Poll) -> int:
    """How many words stand at its options, of groups and of what excludes each other."""
    return sum(bool(word) for option in poll.options for word in (option.group_name, option.only_one))


@bp.route("/polls/<int:poll_id>/correction", methods=["GET", "POST"])
def correct(poll_id: int) -> ResponseReturnValue:
    """A new poll in place of a void one, which begins with its words; where there is one, on to it."""
    old = queries.poll(poll_id)
    authorize("replace", old)
    if old.successor is not None:
        return to("show", poll_id=old.successor.id)
    matters = queries.matters_of(old.council_id)
    form = PollForm(data=corrected(old, matters, clock.now()))
    form.offer(matters)

    def make() -> Poll:
        draft = form.draft(matters)
        return service.prepare(old.council, **draft, by=current_user, at=clock.now(), once=form.token, replaces=old)

    council_id = old.council_id
    poll = carried_out(form, make)
    return to("show", poll_id=poll.id) if poll else _writing(form, council_id, old=queries.poll(poll_id))


def _writing(form: PollForm, council_id: int, poll: Poll | None = None, old: Poll | None = None) -> tuple[str, int]:
    page = render_template("polls/prepare.html", form=form, council=council_of(council_id), poll=poll, old=old)
    return page, 422 if form.is_submitted() else 200


@bp.post("/polls/<int:poll_id>/announcement")
def announce(poll_id: int) -> ResponseReturnValue:
    """Tell everybody before the poll opens; a second press changes nothing."""
    poll = queries.poll(poll_id)
    authorize("announce", poll)
    with transaction():
        service.announce(poll, by=current_user, at=clock.now())
    flash(_("이웃에게 알렸습니다. 이제 누구나 이 투표를 미리 볼 수 있습니다."), "success")
    return to("show", poll_id=poll_id)


@bp.post("/polls/<int:poll_id>/opening")
def open_poll(poll_id: int) -> ResponseReturnValue:
    """Freeze the rules and open the box; a second press finds it open."""
    poll = queries.poll(poll_id)
    authorize("prepare", poll)
    if poll.is_draft:
        with transaction():
            service.open_poll(poll, by=current_user, at=clock.now())
        flash(_("투표를 열었습니다. 이제 아무도 규칙을 바꾸거나 명부에서 사람을 뺄 수 없습니다."), "success")
    return to("show", poll_id=poll_id)


@bp.route("/polls/<int:poll_id>/annulment", methods=["GET", "POST"])
def annul(poll_id: int) -> ResponseReturnValue:
    """Take a poll back, with a reason that everybody reads."""
    poll = queries.poll(poll_id)
    authorize("void", poll)
    form = AnnulForm()
    reason = form.reason.data or ""
    done = carried_out(form, lambda: service.void(poll, reason=reason, by=current_user, at=clock.now()))
    if done is None:
        page = render_template("polls/annul.html", poll=queries.poll(poll_id), form=form)
        return page, 422 if form.is_submitted() else 200
    told = _("까닭은 모두에게 보입니다.") if poll.is_announced else _("알리지 않은 투표라서 이웃에게 보이지 않습니다.")
    flash(_("투표를 무효로 했습니다.") + " " + told, "success")
    return to("show", poll_id=poll_id)
