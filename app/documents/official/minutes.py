"""회의록: the draft as it is, or what was sealed; numbers and words, never the names of those who came."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.documents.addresses import absolute
from app.documents.official.paper import Block, Item, Paper, Text, facts
from app.documents.official.words import issued, no_seal
from app.kernel.i18n import _, day, hour, moment
from app.meetings import queries
from app.meetings.models import AgendaItem, Meeting, MinutesDesk, Resolution
from app.meetings.queries import Presence, Sentence
from app.meetings.states import LineKind


def minutes(desk: MinutesDesk, place: int = 0) -> Paper:
    """The minutes of a meeting that was read whole; `place` is their number among the papers of the council."""
    if desk.minutes is None:
        return _paper(desk.meeting, place, _told(desk.meeting, queries.presence(desk.meeting)))
    return _of_sentences(desk, place)


def _paper(meeting: Meeting, place: int, body: Iterator[Block], **given: Any) -> Paper:
    council = meeting.council.name
    published = meeting.published_at if meeting.has_minutes else None
    foot = ((_("시행"), issued(council, place, published)), *given.pop("foot", ()))
    return Paper(
        kind=_("회의록"),
        office=given.pop("office", council),
        draft="" if meeting.has_minutes else _("초안입니다. 아직 공개하지 않았습니다."),
        title=_("회의록: %(title)s", title=given.pop("title", meeting.title)),
        body=(*body, Text(_("누가 왔는지는 공개하지 않습니다."))),
        sender=council,
        seal=no_seal(),
        foot=foot,
        address=absolute("meetings.minutes", meeting_id=meeting.id),
    )


def _of_sentences(desk: MinutesDesk, place: int) -> Paper:
    meeting, sealed = desk.meeting, queries.sealed(desk.meeting.id)
    if sealed is not None:
        content = sealed.content
        standing: Sequence[Sentence] = queries.read_content(content)
    else:
        standing = [one for one in queries.numbered(meeting, queries.lines_of(meeting.id)) if one.number]
        content = queries.content(meeting, standing)
    seal = ((_("봉인한 때"), moment(sealed.sealed_at)), (_("지문"), _grouped(sealed.hash))) if sealed else ()
    body = _sentences(meeting.id, content["items"], standing)
    return _paper(meeting, place, body, title=content["title"], office=content["council"]["name"], foot=seal)


def _sentences(meeting_id: int, titles: Sequence[str], standing: Sequence[Sentence]) -> Iterator[Block]:
    for section in queries.sections(titles, standing):
        if section.item:
            yield _heading(section.item, section.title)
        for one in section.sentences:
            yield Item(one.text, 2, one.kind == LineKind.DECIDED.value, mark=f"{one.number}.")
    addenda = queries.addenda_of(meeting_id)
    if addenda:
        yield Item(_("덧붙임"), strong=True, mark="")
    for added in addenda:
        yield Item(f"{added.text} ({moment(added.added_at)})", 2, mark=f"+{added.number}.")


def _heading(place: int, title: str) -> Item:
    return Item(title, strong=True, mark=_("안건 %(number)d.", number=place))


def _grouped(digest: str) -> str:
    """The hash in groups of eight: a line ends between them, and eyes keep their place."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _told(meeting: Meeting, presence: Presence) -> Iterator[Block]:
    """Minutes of before there were sentences: date, place, who came, items, results (Goyang-si ordinance, 21 (6))."""
    yield Item(_("개요"), strong=True, mark="")
    yield from facts(_facts(meeting, presence))
    for number, item in enumerate(meeting.items, 1):
        yield _heading(number, item.title)
        yield from _item(item)


def _facts(meeting: Meeting, presence: Presence) -> list[tuple[str, str]]:
    began, ended = meeting.opened_at or meeting.starts_at, meeting.ended_at or meeting.ends_at
    words = {"came": presence.came, "members": presence.came_as_members, "walk_ins": presence.walk_ins}
    return [
        (_("때"), _("%(start)s부터 %(end)s까지", start=moment(began), end=hour(ended))),
        (_("장소"), meeting.place),
        (_("연 사람"), meeting.opened_by.name if meeting.opened_by else ""),
        (_("참석"), _("%(came)d명 (확인된 주민 %(members)d명, 처음 온 이웃 %(walk_ins)d명)", **words)),
    ]


def _item(item: AgendaItem) -> Iterator[Block]:
    for one in item.resolutions:
        yield Item(f"{one.outcome.label}: {one.text}", 2, strong=True, mark="–")
        yield from facts(_resolution(one), level=3)
    if item.remarks:
        yield Item(_("나온 이야기"), 2, mark="–")
        yield from (Item(remark.text, 3, mark="·") for remark in item.remarks)
    if not (item.resolutions or item.remarks):
        yield Text(_("이 안건에서는 적은 이야기도, 정한 것도 없습니다."))


def _resolution(one: Resolution) -> list[tuple[str, str]]:
    return [
        (_("손을 든 수"), one.hands),
        (_("나누어 보면"), one.by_channel),
        (_("까닭"), one.because),
        (_("다른 의견"), one.dissent),
        (_("맡은 곳"), one.owner),
        (_("기한"), day(one.due_on) if one.due_on else ""),
        (_("주민센터에"), _("요청합니다") if one.asks_centre else ""),
    ]
