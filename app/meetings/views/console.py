"""The pages that are open while neighbours meet: the facilitator's console, the projector, a phone in the room."""

from collections.abc import Callable
from typing import Any

from flask import flash, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils.service.rules import quorum_needed
from app.kernel import chance, clock
from app.kernel.db import transaction
from app.kernel.errors import NotFound
from app.kernel.i18n import _, language, lazy
from app.kernel.policy import authorize, public
from app.meetings import queries, service
from app.meetings.floor import Kind, Why
from app.meetings.forms import ENTRY_FORMS, EntryForm, WarmthForm
from app.meetings.models import Meeting
from app.meetings.states import Settled
from app.meetings.views.blueprint import bp, to
from app.meetings.views.streams import is_errand, stream
from live.passes import CONSOLE, FLOOR, SCREEN

SAID = {
    Why.ITEM_GONE: lazy("그 안건은 목록에서 빠졌습니다. 지금 화면에 있는 안건에서 골라 주세요."),
    Why.MOVED_ON: lazy(
        "그 사이 다른 분이 먼저 눌렀습니다. 지금 화면을 보고 다시 골라 주세요. 누른 것은 진행 기록에 남았습니다."
    ),
    Why.NO_ITEM: lazy("아직 시작한 안건이 없습니다."),
    Why.NO_TURN: lazy("그 발언 순서를 찾지 못했습니다. 지금 화면을 보고 다시 골라 주세요."),
    Why.TURN_OVER: lazy("이미 발언을 시작한 분입니다."),
    Why.WAITS_ALREADY: lazy("이미 발언 순서를 기다리고 있습니다."),
    Why.NOT_WAITING: lazy("더는 순서를 기다리지 않는 분입니다."),
    Why.NO_MATTER: lazy("그 이야기를 찾지 못했습니다."),
    Why.SETTLED_ALREADY: lazy("이미 다르게 정해진 이야기입니다."),
    Why.MALFORMED: lazy("적힌 것을 읽지 못해 바꾸지 않았습니다."),
}


def console_page(
    meeting: Meeting, forms: dict[Kind, EntryForm], status: int = 200, warmth_form: WarmthForm | None = None
) -> ResponseReturnValue:
    """The console; `forms` and `warmth_form` are those that were sent and are shown again with what is wrong."""
    fresh = {kind: form(formdata=None) for kind, form in ENTRY_FORMS.items()}
    sent = next(iter(forms.values()), warmth_form)
    facts = {"stream": stream(meeting.id, CONSOLE), **_pressed(), **_with_quorum(meeting)}
    facts["warmth_form"] = warmth_form or WarmthForm(formdata=None)
    return render_template("meetings/console.html", forms={**fresh, **forms}, form=sent, **facts), status


def _pressed() -> dict[str, Any]:
    """What the buttons of the console need: every one has a token of its own."""
    return {"Kind": Kind, "Settled": Settled, "token": chance.token}


def _standing(meeting: Meeting) -> dict[str, Any]:
    room = queries.room(meeting, meeting.items, clock.now())
    return {"meeting": meeting, "room": room, **vars(queries.taking(meeting.id))}


def _with_quorum(meeting: Meeting) -> dict[str, Any]:
    presence, council = queries.presence(meeting), meeting.council
    needed = quorum_needed(council.bylaws, presence.members, council.dong.population)
    conflicts = queries.conflict_count(meeting.id)
    return {**_standing(meeting), "presence": presence, "needed": needed, "conflicts": conflicts}


def _tag(meeting_id: int) -> str:
    """To be asked before anything of the meeting is read: what changes meanwhile is then shown once more, never
    missed."""
    return f"{queries.fingerprint(meeting_id)}-{language()}"


def _live(tag: str, template: str, facts: Callable[[], dict[str, Any]]) -> ResponseReturnValue:
    """The part of an open screen that follows the meeting; 304 while nothing has changed."""
    if request.if_none_match.contains(tag):
        answer = make_response("", 304)
    else:
        answer = make_response(render_template(template, **facts()))
    answer.set_etag(tag)
    return answer


@bp.get("/meetings/<int:meeting_id>/console")
def console(meeting_id: int) -> ResponseReturnValue:
    """Where the meeting stands, for who runs it or helps."""
    meeting = queries.meeting(meeting_id)
    authorize("assist", meeting)
    return console_page(meeting, {})


@bp.get("/meetings/<int:meeting_id>/console/live")
def live_console(meeting_id: int) -> ResponseReturnValue:
    """Its part that follows."""
    tag = _tag(meeting_id)
    authorize("assist", queries.running(meeting_id))
    return _live(tag, "meetings/_console.html", lambda: {**_pressed(), **_with_quorum(queries.meeting(meeting_id))})


@bp.get("/meetings/<int:meeting_id>/screen")
def screen(meeting_id: int) -> ResponseReturnValue:
    """For the projector: what is talked about, who speaks, how long, and what was decided."""
    tag, meeting = _tag(meeting_id), queries.meeting(meeting_id)
    authorize("assist", meeting)
    facts = {"tag": tag, "stream": stream(meeting_id, SCREEN), **_with_quorum(meeting)}
    return render_template("meetings/screen.html", **facts)


@bp.get("/meetings/<int:meeting_id>/screen/live")
def live_screen(meeting_id: int) -> ResponseReturnValue:
    """Its part that follows."""
    tag = _tag(meeting_id)
    authorize("assist", queries.running(meeting_id))
    return _live(tag, "meetings/_screen.html", lambda: _with_quorum(queries.meeting(meeting_id)))


@bp.get("/meetings/<int:meeting_id>/room")
def room(meeting_id: int) -> ResponseReturnValue:
    """For everybody who came, on their own phone: what is on, and the way to the floor."""
    tag, meeting = _tag(meeting_id), queries.meeting(meeting_id)
    authorize("attend", meeting)
    facts = {"tag": tag, "stream": stream(meeting_id, FLOOR), **_own(meeting)}
    return render_template("meetings/room.html", **facts)


@bp.get("/meetings/<int:meeting_id>/room/live")
def live_room(meeting_id: int) -> ResponseReturnValue:
    """Its part that follows."""
    tag, meeting = _tag(meeting_id), queries.running(meeting_id)
    authorize("attend", meeting)
    return _live(tag, "meetings/_room.html", lambda: _own(queries.on_the_floor(meeting)))


@bp.get("/meetings/<int:meeting_id>/room/mine")
def live_own(meeting_id: int) -> ResponseReturnValue:
    """What of it is theirs alone, for a phone that is told the rest."""
    meeting = queries.running(meeting_id)
    authorize("attend", meeting)
    return render_template("meetings/_room_mine.html", **_own(queries.on_the_floor(meeting)))


@bp.get("/meetings/<int:meeting_id>/parts/<string:kind>")
@public
def part(meeting_id: int, kind: str) -> ResponseReturnValue:
    """What all screens of a kind share, for the live process and nobody else."""
    if not is_errand(meeting_id, kind):
        raise NotFound
    tag = _tag(meeting_id)
    if kind == SCREEN:
        return _live(tag, "meetings/_screen.html", lambda: _with_quorum(queries.meeting(meeting_id)))
    return _live(tag, "meetings/_room_floor.html", lambda: _standing(queries.on_the_floor(queries.running(meeting_id))))


def _own(meeting: Meeting) -> dict[str, Any]:
    """Where it stands, whose phone it is, and what they have pressed in what goes on."""
    standing, mine = _standing(meeting), queries.speaker(meeting.id, current_user.id)
    voting, warmth = standing["voting"], standing["warmth"]
    return {
        **standing,
        "mine": mine,
        "own": queries.own_voice(voting.division, mine) if voting and mine else None,
        "shown": queries.reading(warmth.thermometer.id, mine.id) if warmth and mine else None,
        "token": chance.token,
    }


@bp.get("/meetings/<int:meeting_id>/entries")
def entries(meeting_id: int) -> ResponseReturnValue:
    """The journal: every press with its moment, and those that could not be."""
    meeting = queries.meeting(meeting_id)
    authorize("assist", meeting)
    facts = {"lines": queries.entries_of(meeting_id), "said": SAID}
    return render_template("meetings/entries.html", **facts, **_standing(meeting))


@bp.post("/meetings/<int:meeting_id>/opening")
def open_meeting(meeting_id: int) -> ResponseReturnValue:
    """Begin."""
    meeting = queries.meeting(meeting_id)
    authorize("run", meeting)
    with transaction():
        service.open_meeting(meeting, by=current_user, at=clock.now())
    flash(_("회의를 시작했습니다. 첫 안건을 눌러 시작해 주세요."))
    return to("console", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/adjournment")
def adjourn(meeting_id: int) -> ResponseReturnValue:
    """End it and go on to the minutes."""
    meeting = queries.meeting(meeting_id)
    authorize("run", meeting)
    with transaction():
        service.adjourn(meeting, by=current_user, at=clock.now())
    flash(_("회의를 마쳤습니다. 회의록이 만들어졌습니다. 읽어 보고 공개해 주세요."))
    return to("minutes", meeting_id=meeting_id)
