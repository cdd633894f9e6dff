"""Resolutions by a show of hands or by consent: never more than people present, judged by the council's bylaws."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.councils.models import Bylaws, Council
from app.councils.service.rules import quorum_needed
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _, force_locale
from app.meetings import queries
from app.meetings.models import AgendaItem, Meeting, Resolution
from app.meetings.queries import Deciding
from app.meetings.service.rules import Hands, judge, judge_consent
from app.meetings.states import Way
from app.people.models import User
from app.places.models import Dong

HANDS = ("present", "yes", "no", "abstain", "reservations")


@dataclass(frozen=True)
class Motion:
    """What was put to the meeting, the hands that were counted, and what follows from it."""

    text: str
    yes: int
    no: int
    abstain: int
    dissent: str = ""
    owner: str = ""
    due_on: date | None = None
    asks_centre: bool = False
    way: Way = Way.HANDS
    channels: dict[str, list[int]] = field(default_factory=dict)  # of a division: yes, no and abstain of each
    reservations: int = 0  # in a consent round: of the yes, those with a worry


def resolve(
    meeting: Meeting, item: AgendaItem, motion: Motion, *, once: str | None = None, by: User, at: datetime
) -> Resolution:
    """Record what the meeting decided on the item. The same form again gives the resolution that is there.

    Raises Invalid where more hands were counted than people are present, where more have a worry than consent, or
    where somebody objects to consent and no reason is given; Conflict where the meeting does not run, and while a
    division goes on over the item.
    """
    held = queries.locked(meeting.id)
    hands = {name: getattr(motion, name) for name in ("yes", "no", "abstain", "reservations", "way")}
    known, once = queries.sent_before(Resolution, once, item_id=item.id, text=motion.text, **hands)
    if known is not None:
        return known
    held.move("resolve", at=at)
    _refuse_beside_division(held.id, item.id)
    resolution = Resolution(item_id=item.id, once=once, decided_at=at, recorded_by_id=by.id)
    write(resolution, motion, queries.deciding(held.id, item.id, at=at), meeting=held)
    session().add(resolution)
    record("resolution.recorded", held, by=by, at=at, item=item.id, **figures(resolution))
    return resolution


def correct(meeting: Meeting, resolution: Resolution, motion: Motion, *, by: User, at: datetime) -> Resolution:
    """Put a miscount right while the meeting runs; the event keeps the numbers that stood before.

    Those present are counted as when it was decided, or as now where somebody had not been checked in. Raises as
    `resolve`, and Conflict for what was decided by a division.
    """
    held = queries.locked(meeting.id)
    held.move("resolve", at=at)
    if not resolution.is_corrected_alone:
        raise Conflict(_("표결로 정한 것은 그 표결 화면에서 수를 고쳐 주세요."))
    before = {**figures(resolution), "text": resolution.text}
    write(resolution, motion, _deciding_then(held, resolution), meeting=held)
    resolution.corrected_at = at
    record("resolution.recorded", held, by=by, at=at, item=resolution.item_id, before=before, **figures(resolution))
    return resolution


def _deciding_then(meeting: Meeting, resolution: Resolution) -> Deciding:
    """As many as when it was decided, or as now; the recused are those of now, told late or taken back."""
    now = queries.deciding(meeting.id, resolution.item_id, since=resolution.decided_at)
    there = max(resolution.present + resolution.recused, now.present + now.recused)
    remote = now.remote if there == now.present + now.recused else 0  # of then, nobody knows who was where
    return Deciding(there - now.recused, remote, now.recused)


def write(resolution: Resolution, motion: Motion, deciding: Deciding, *, meeting: Meeting) -> None:
    """Let the resolution say what was put to the meeting and how it ended by the bylaws. Raises as `resolve`."""
    hands = Hands(motion.yes, motion.no, motion.abstain, **vars(deciding))
    _check_count(hands)
    _check_consent(motion)
    bylaws = session().get_one(Bylaws, meeting.council_id)
    needed = quorum_of(meeting, bylaws)
    with force_locale("ko"):  # the sentence is stored with the minutes, whoever reads the page
        is_consent = motion.way is Way.CONSENT
        judgement = judge_consent(hands, motion.reservations, needed) if is_consent else judge(hands, bylaws, needed)
    for name, value in vars(motion).items():
        setattr(resolution, name, value)
    resolution.present, resolution.recused = deciding.present, deciding.recused
    resolution.outcome, resolution.because = judgement.outcome, judgement.because


def _check_count(hands: Hands) -> None:
    if hands.raised <= hands.present:
        return
    words = {name: getattr(hands, name) for name in ("yes", "no", "abstain", "raised", "present")}
    raise Invalid(
        _(
            "손을 든 사람(찬성 %(yes)d + 반대 %(no)d + 기권 %(abstain)d = %(raised)d명)이 "
            "지금 있는 사람 %(present)d명보다 많습니다. 다시 세거나, 빠진 사람의 참석을 먼저 확인해 주세요.",
            **words,
        )
    )


def _refuse_beside_division(meeting_id: int, item_id: int) -> None:
    division = queries.going_on(meeting_id)
    if division is not None and division.item_id == item_id:
        raise Conflict(_("이 안건은 표결하는 중입니다. 손은 그 표결 화면에서 세어 주세요. 따로 세면 두 번 셉니다."))


def _check_consent(motion: Motion) -> None:
    if motion.way is not Way.CONSENT:
        return
    if motion.reservations > motion.yes:
        raise Invalid(_("걱정을 남긴 사람은 동의한 사람 가운데서 셉니다. 수를 다시 보아 주세요."))
    if motion.no and not motion.dissent.strip():
        raise Invalid(_("반대한 까닭을 적어 주세요. 까닭을 알아야 다시 다듬을 수 있습니다."))


def quorum_of(meeting: Meeting, bylaws: Bylaws) -> int:
    """How many must be present for this meeting to decide, by its council's bylaws as they stand."""
    people = select(Dong.population).join(Council, Council.dong_id == Dong.id).where(Council.id == meeting.council_id)
    members = queries.member_count(meeting.council_id)
    return quorum_needed(bylaws, members, session().scalars(people).one())


def figures(resolution: Resolution) -> dict[str, Any]:
    """What an event keeps of it: the way and the numbers."""
    return {"way": resolution.way.value, **{name: getattr(resolution, name) for name in HANDS}}
