"""표결: a matter is put to the vote through phones, hands and paper slips, and becomes one resolution.

Nobody counts twice: phone and slip are marked by person, one channel each; hands are counted when the phones are
closed, and cannot be more than those who are there and took neither. Who took part and has left since is present.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select

from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.models import AgendaItem, Division, Meeting, Resolution, Voice
from app.meetings.queries import Turnout
from app.meetings.service.resolving import Motion, figures, write
from app.meetings.states import Channel, DivisionState, Way
from app.people.models import User

Three = tuple[int, int, int]
KEPT_FOR = timedelta(days=1)  # who said what, to check a count, where a meeting is never ended


@dataclass(frozen=True)
class Pad:
    """What tellers count of a division, each as yes, no and abstain, and what follows from it."""

    hands: Three = (0, 0, 0)
    slips: Three = (0, 0, 0)
    dissent: str = ""
    owner: str = ""
    due_on: date | None = None
    asks_centre: bool = False


def put_to_vote(
    meeting: Meeting,
    item: AgendaItem,
    text: str,
    *,
    way: Way = Way.DIVISION,
    once: str | None = None,
    by: User,
    at: datetime,
) -> Division:
    """Begin a division over the item. The same form again gives the one that is there.

    Raises Conflict where the meeting does not run, and while another division goes on.
    """
    held = queries.locked(meeting.id)
    known, once = queries.sent_before(Division, once, item_id=item.id, text=text, way=way)
    if known is not None:
        return known
    held.move("resolve")
    if queries.going_on(held.id) is not None:
        raise Conflict(_("이미 표결하는 것이 있습니다. 그것을 먼저 마치거나 거두어 주세요."))
    values = {"opened_at": at, "opened_by_id": by.id, "state": DivisionState.OPEN}
    division = Division(meeting_id=held.id, item_id=item.id, text=text, way=way, once=once, **values)
    session().add(division)
    session().flush()
    record("division.opened", held, by=by, at=at, item=item.id, way=way.value)
    return division


def close_phones(meeting: Meeting, number: int, *, by: User, at: datetime) -> Division:
    """From now on no phone is taken: hands are counted. A second call changes nothing. Raises NotFound, Conflict."""
    held, division = locked_division(meeting, number)
    if division.closed_at is not None and division.goes_on:
        return division
    division.move("close")
    division.closed_at = at
    session().flush()
    record("division.closed", held, by=by, at=at, item=division.item_id, phones=queries.turnout(division).phones)
    return division


def withdraw(meeting: Meeting, number: int, *, by: User, at: datetime) -> Division:
    """It is not decided this way: what was said is deleted at once. A second call changes nothing."""
    held, division = locked_division(meeting, number)
    if division.state is DivisionState.WITHDRAWN:
        return division
    division.move("withdraw")
    session().execute(delete(Voice).where(Voice.division_id == division.id))
    session().flush()
    record("division.withdrawn", held, by=by, at=at, item=division.item_id)
    return division


def decide(meeting: Meeting, number: int, pad: Pad, *, seen: int, by: User, at: datetime) -> Resolution:
    """Put all channels together into the one resolution of the division, or put its figures right; the same, once.

    `seen` is the version of the division that the teller saw. Raises Invalid where another teller was first with other
    figures, where more hands were counted than can be, or more slips than were handed out; Conflict while phones vote,
    and where the meeting does not run.
    """
    held, division = locked_division(meeting, number)
    before = _made_of(division)
    if before is not None and division.version != seen and _says(before, pad):
        return before
    held.move("resolve")
    division.move("correct" if before else "decide")
    if division.version != seen:
        raise Invalid(_other_teller(before))
    turnout = queries.turnout(division, since=before.decided_at if before else None)
    _check(pad, turnout)
    resolution = before or Resolution(item_id=division.item_id, decided_at=at, recorded_by_id=by.id)
    facts = {"before": {**figures(before), "text": before.text}} if before else {}
    write(resolution, _motion(division, pad), turnout.deciding, meeting=held)
    return _kept(held, division, resolution, facts, by=by, at=at)


def _kept(
    held: Meeting, division: Division, resolution: Resolution, facts: Mapping[str, object], *, by: User, at: datetime
) -> Resolution:
    if facts:
        resolution.corrected_at = at
    session().add(resolution)
    session().flush()
    division.resolution_id, division.counted_at = resolution.id, at
    session().flush()
    told = {**figures(resolution), "channels": resolution.channels}
    record("resolution.recorded", held, by=by, at=at, item=resolution.item_id, **facts, **told)
    return resolution


def forget_voices(meeting_id: int) -> None:
    """The meeting is over: who said what in a division is nobody's business any more; the figures stay."""
    of_meeting = select(Division.id).where(Division.meeting_id == meeting_id)
    session().execute(delete(Voice).where(Voice.division_id.in_(of_meeting)))


def forget_old_voices(at: datetime) -> int:
    """The same for what was decided a day ago, where nobody has ended the meeting; how many voices went."""
    old = select(Division.id).where(Division.counted_at < at - KEPT_FOR)
    gone = delete(Voice).where(Voice.division_id.in_(old)).returning(Voice.attendance_id)
    return len(session().scalars(gone).all())


def refuse_while_dividing(meeting_id: int) -> None:
    """Raise Conflict while a division goes on."""
    if queries.going_on(meeting_id) is not None:
        raise Conflict(_("표결하는 것이 아직 있습니다. 마치거나 거둔 뒤에 회의를 마쳐 주세요."))


def locked_division(meeting: Meeting, number: int) -> tuple[Meeting, Division]:
    """Meeting and division as they are now, held until the transaction ends.

    Raises NotFound, and Conflict for one that a ballot box decides.
    """
    held = queries.locked(meeting.id)
    division = queries.division(held.id, number, fresh=True)
    if division.is_secret:
        raise Conflict(_("비밀투표로 정하는 안건입니다. 투표 쪽에서 해 주세요."))
    return held, division


def _made_of(division: Division) -> Resolution | None:
    number = division.resolution_id
    return session().get(Resolution, number, populate_existing=True) if number else None


def _says(resolution: Resolution, pad: Pad) -> bool:
    """Whether the resolution has these figures and words already."""
    channels = {channel: tuple(figures) for channel, figures in resolution.channels.items()}
    counted = channels.get(Channel.HANDS), channels.get(Channel.SLIP)
    words = all(getattr(resolution, name) == getattr(pad, name) for name in ("dissent", "owner", "due_on"))
    return counted == (pad.hands, pad.slips) and words and resolution.asks_centre == pad.asks_centre


def _motion(division: Division, pad: Pad) -> Motion:
    counted = {Channel.PHONE: queries.marks(division), Channel.HANDS: list(pad.hands), Channel.SLIP: list(pad.slips)}
    yes, no, abstain = (sum(one) for one in zip(*counted.values(), strict=True))
    given = {name: value for name, value in asdict(pad).items() if name not in {"hands", "slips"}}
    channels = {channel.value: figures for channel, figures in counted.items()}
    return Motion(division.text, yes, no, abstain, way=division.way, channels=channels, **given)


def _check(pad: Pad, turnout: Turnout) -> None:
    if sum(pad.hands) > turnout.free:
        words = {"hands": sum(pad.hands), "free": turnout.free, "phones": turnout.phones, "slips": turnout.slips}
        raise Invalid(
            _(
                "손을 든 사람(%(hands)d명)이 손을 들 수 있는 사람 %(free)d명보다 많습니다. 전화기로 한 %(phones)d명과 "
                "종이를 받은 %(slips)d명은 손을 들지 않습니다. 다시 세거나, 빠진 사람의 참석을 먼저 확인해 주세요.",
                **words,
            )
        )
    if sum(pad.slips) > turnout.slips:
        words = {"counted": sum(pad.slips), "slips": turnout.slips}
        raise Invalid(
            _(
                "센 종이(%(counted)d장)가 나누어 준 종이 %(slips)d장보다 많습니다. 누구에게 주었는지 봐 주세요.",
                **words,
            )
        )


def _other_teller(resolution: Resolution | None) -> str:
    if resolution is None:
        return _("그 사이에 다른 분이 이 표결을 바꾸었습니다. 지금 화면을 보고 다시 적어 주세요.")
    words = {"told": resolution.by_channel}
    return _("그 사이에 다른 분이 먼저 적었습니다. 적힌 것: %(told)s. 다르면 함께 보고 다시 적어 주세요.", **words)
