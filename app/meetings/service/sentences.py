"""The first draft of the minutes: what the database knows of a meeting, as sentences. Pure: no database, no clock.

Only the office holder who opened the meeting is named. The sentences are Korean, whoever reads the page: the caller
sees to that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.kernel.i18n import _, day, hour, lazy, moment
from app.meetings.floor import Floor, Parked
from app.meetings.models import AgendaItem, Meeting, Resolution
from app.meetings.queries import Presence
from app.meetings.states import LineKind, Settled

MINUTE = 60  # seconds
WARMTH = (lazy("많이 걱정"), lazy("조금 걱정"), lazy("반반"), lazy("괜찮음"), lazy("아주 좋음"))


class Written(NamedTuple):
    """A sentence of the draft; `item_id` is None for what is said of the whole meeting."""

    kind: LineKind
    text: str
    item_id: int | None = None


@dataclass(frozen=True)
class Sitting:
    """What is known of a meeting that has just ended. `items` have their remarks and resolutions.

    `needed` is how many must be there by the bylaws, 0 where nobody must; `quorum` says so in a sentence. `spent` are
    the minutes that an item took, by its id, where somebody measured them; `floor` is what was pressed meanwhile.
    """

    meeting: Meeting
    items: Sequence[AgendaItem]
    presence: Presence
    opener: str
    quorum: str
    needed: int = 0
    spent: Mapping[int, int] = field(default_factory=dict)
    floor: Floor = field(default_factory=lambda: Floor(()))


def draft(sitting: Sitting) -> list[Written]:
    """Date, place, how many came, items and results, as Goyang-si's ordinance wants them (art. 21 (6))."""
    written = [_opening(sitting), *_coming(sitting)]
    for item in sitting.items:
        written += _of_item(item, sitting.spent.get(item.id), sitting.floor)
    written += [Written(LineKind.LATER, _later(matter)) for matter in sitting.floor.matters.values()]
    written.append(_ending(sitting.meeting))
    return [one._replace(text=" ".join(one.text.split())) for one in written]


def _opening(sitting: Sitting) -> Written:
    meeting = sitting.meeting
    words = {"title": meeting.title, "place": meeting.place, "opener": sitting.opener}
    when = moment(meeting.opened_at or meeting.starts_at)
    if not sitting.opener:
        return Written(LineKind.OPENED, _("‘%(title)s’ – %(when)s, %(place)s에서 열었습니다.", when=when, **words))
    told = _("‘%(title)s’ – %(when)s, %(place)s에서 %(opener)s님이 열었습니다.", when=when, **words)
    return Written(LineKind.OPENED, told)


def _coming(sitting: Sitting) -> Iterator[Written]:
    here = sitting.presence
    words = {"came": here.came, "members": here.came_as_members, "walk_ins": here.walk_ins, "present": here.present}
    told = _(
        "모두 %(came)d명이 왔습니다. 참여가 확인된 주민 %(members)d명과 처음 온 이웃 %(walk_ins)d명입니다. "
        "마칠 때 %(present)d명이 있었습니다.",
        **words,
    )
    yield Written(LineKind.PRESENT, told)
    if not sitting.needed:
        yield Written(LineKind.QUORUM, sitting.quorum)
    elif here.came >= sitting.needed:
        yield Written(LineKind.QUORUM, _("%(quorum)s 온 사람이 이 수를 채웠습니다.", quorum=sitting.quorum))
    else:
        yield Written(LineKind.QUORUM, _("%(quorum)s 온 사람이 이 수에 못 미쳤습니다.", quorum=sitting.quorum))


def _of_item(item: AgendaItem, spent: int | None, floor: Floor) -> Iterator[Written]:
    yield Written(LineKind.TIME, _time(item, spent), item.id)
    for kind, text in _pressed(item, floor):
        yield Written(kind, text, item.id)
    for remark in item.remarks:
        yield Written(LineKind.SAID, said(remark.text), item.id)
    for resolution in item.resolutions:
        for kind, text in _decision(resolution):
            yield Written(kind, text, item.id)
    if not item.remarks and not item.resolutions:
        yield Written(LineKind.NOTHING, _("이 안건에서는 적은 이야기도, 정한 것도 없습니다."), item.id)


def said(text: str) -> str:
    """The sentence of a remark."""
    return " ".join(_("나온 이야기: %(text)s", text=text).split())


def _time(item: AgendaItem, spent: int | None) -> str:
    if spent is None:
        return _("이 안건에 %(minutes)d분을 잡았습니다.", minutes=item.minutes)
    return _("이 안건에 %(minutes)d분을 잡았고, %(spent)d분이 걸렸습니다.", minutes=item.minutes, spent=spent)


def _pressed(item: AgendaItem, floor: Floor) -> Iterator[tuple[LineKind, str]]:
    for asked in (one for one in floor.extensions if one.item == item.id):
        words = {"minutes": asked.minutes, "yes": asked.yes, "no": asked.no}
        if asked.is_given:
            yield LineKind.TIME, _("%(minutes)d분을 더 쓰기로 했습니다(더 하자 %(yes)d, 그만하자 %(no)d).", **words)
        else:
            yield (
                LineKind.TIME,
                _("%(minutes)d분을 더 쓰지 않기로 했습니다(더 하자 %(yes)d, 그만하자 %(no)d).", **words),
            )
    turns = [turn for turn in floor.turns.values() if turn.item == item.id and turn.called_at]
    if turns:
        people = len({turn.speaker for turn in turns})
        yield LineKind.TIME, _("%(people)d명이 모두 %(times)d번 말했습니다.", people=people, times=len(turns))
    for taken in (one for one in floor.temperatures if one.item == item.id):
        shown = zip(WARMTH, taken.steps, strict=True)
        told = ", ".join(f"{word} {count}" for word, count in shown)
        yield LineKind.COUNTED, _("온도: %(told)s.", told=told)


def _later(matter: Parked) -> str:
    way = Settled(matter.way).label if matter.way else _("다음 회의에서 다시 봅니다")
    return _("나중에 다룰 것: %(text)s (%(way)s).", text=matter.text, way=way)


def _decision(one: Resolution) -> Iterator[tuple[LineKind, str]]:
    words = {"text": one.text, "way": one.way.label, "outcome": one.outcome.label}
    yield LineKind.DECIDED, _("%(outcome)s: %(text)s (%(way)s)", **words)
    yield LineKind.COUNTED, _("%(hands)s. %(because)s", hands=one.hands, because=one.because)
    if one.by_channel:
        yield LineKind.COUNTED, _("나누어 보면 %(channels)s입니다.", channels=one.by_channel)
    if one.dissent:
        yield LineKind.DISSENT, _("다른 의견: %(text)s", text=one.dissent)
    task = _task(one)
    if task:
        yield LineKind.TASK, task
    if one.asks_centre and one.is_carried:
        yield LineKind.ASKED, _("주민센터에 요청하고, 주민센터가 답합니다.")


def _task(one: Resolution) -> str:
    due = day(one.due_on) if one.due_on else ""
    if one.owner and due:
        return _("맡은 곳: %(owner)s. 기한: %(due)s.", owner=one.owner, due=due)
    if one.owner:
        return _("맡은 곳: %(owner)s. 기한은 정하지 않았습니다.", owner=one.owner)
    return _("기한: %(due)s. 맡은 곳은 정하지 않았습니다.", due=due) if due else ""


def _ending(meeting: Meeting) -> Written:
    opened, ended = meeting.opened_at or meeting.starts_at, meeting.ended_at or meeting.ends_at
    took = round((ended - opened).total_seconds() / MINUTE)
    words = {"hour": hour(ended), "took": took, "planned": meeting.minutes_planned}
    told = _("%(hour)s에 마쳤습니다. 모두 %(took)d분이 걸렸습니다(예정 %(planned)d분).", **words)
    return Written(LineKind.ENDED, told)
