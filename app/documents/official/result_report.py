"""결과보고서: what a council asks of the centre, what was decided and by how many, and who disagreed."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from app.decisions.models import Body, meetings_in
from app.decisions.queries import votes_against
from app.documents.addresses import absolute
from app.documents.official.paper import Block, Cell, Item, Note, Paper, Table, Text, facts, table
from app.documents.official.words import head_of, issued, no_seal, procedure_of, votes_told
from app.kernel.i18n import _, day
from app.meetings.models import hands_told
from app.meetings.states import Outcome, Way


def result_report(body: Body, report_id: int, place: int = 0, out: Collection[int] = ()) -> Paper:
    """The report as it was sent, or as it would be; `place` is its number among the papers of the council.

    `out` are the numbers of the meetings whose minutes are public now.
    """
    council, sent_at = body["council"], body["sent_at"]
    return Paper(
        kind=_("결과보고서"),
        office=council["name"],
        draft="" if sent_at else _("아직 보내지 않은 초안입니다."),
        receiver=_("%(head)s(%(centre)s)", head=head_of(council["dong"]), centre=council["centre"]),
        title=_("결과보고서: %(title)s", title=body["title"]),
        body=tuple(_body(body, out)),
        sender=council["name"],
        seal=no_seal(),
        foot=((_("시행"), issued(council["name"], place, datetime.fromisoformat(sent_at)) if sent_at else ""),),
        address=absolute("decisions.report", report_id=report_id),
    )


def _body(body: Body, out: Collection[int]) -> Iterator[Block]:
    yield Item(_("개요"), strong=True)
    yield from facts(_facts(body))
    yield Item(_("주민센터에 요청하는 것"), strong=True)
    yield _requests(body["requests"]) if body["requests"] else Text(_("요청하는 것이 없습니다."))
    if body["resolutions"]:
        yield Item(_("회의에서 정한 것"), strong=True)
        yield _resolutions(body["resolutions"])
    if body["polls"]:
        yield Item(_("투표 결과"), strong=True)
        for poll in body["polls"]:
            yield from _poll(poll)
    yield from _minutes(body, out)
    yield from _dissent(body)


def _minutes(body: Body, out: Collection[int]) -> Iterator[Item]:
    """Of each meeting behind it, where its minutes are, or that they are not out yet."""
    meetings = meetings_in(body)
    if meetings:
        yield Item(_("회의록"), strong=True)
    for one in meetings:
        name = f"{one['title']} ({day(datetime.fromisoformat(one['held_at']))})"
        address = absolute("meetings.minutes", meeting_id=one["id"]) if one["id"] in out else ""
        yield Item(f"{name}: {address or _('회의록은 아직 공개하지 않았습니다.')}", 2)


def _dissent(body: Body) -> Iterator[Item]:
    """What others said when the meeting resolved, and how many votes a poll had for something else."""
    said = [f"{one['item']}: {one['dissent']}" for one in body["resolutions"] if one["dissent"]]
    voted = [(poll["question"], votes_against(poll)) for poll in body["polls"]]
    told = said + [f"{question}: {votes}" for question, votes in voted if votes]
    if told:
        yield Item(_("다른 의견"), strong=True)
    yield from (Item(words, 2) for words in told)


def _facts(body: Body) -> list[tuple[str, str]]:
    council = body["council"]
    alley = " ".join(part for part in (council["gu"], council["dong"], council["alley"]) if part)
    held = "; ".join(
        _(
            "%(day)s, %(place)s, %(present)d명 참석",
            place=meeting["place"],
            day=day(datetime.fromisoformat(meeting["held_at"])),
            present=meeting["present"],
        )
        for meeting in meetings_in(body)
    )
    return [
        (_("보내는 곳"), _("%(name)s (접수번호 %(number)s)", name=council["name"], number=council["number"])),
        (_("골목"), alley),
        (_("회의"), held),
        (_("보낸 날"), day(datetime.fromisoformat(body["sent_at"])) if body["sent_at"] else ""),
        (_("보낸 사람"), body["sender"]),
    ]


def _requests(requests: Sequence[Any]) -> Table:
    rows = [
        (
            str(place),
            Cell(one["text"], strong=True),
            procedure_of(one),
            day(date.fromisoformat(one["due_on"])) if one["due_on"] else "",
        )
        for place, one in enumerate(requests, 1)
    ]
    head = (_("연번"), _("요청"), _("절차"), _("답변 기한"))
    return table(_("주민센터에 요청하는 것"), head, rows, (2, 12, 5, 5))


def _resolutions(resolutions: Sequence[Any]) -> Table:
    head = (_("안건"), _("정한 것"), _("결과"), _("손을 든 수"))
    return table(_("회의에서 정한 것"), head, [_resolution(one) for one in resolutions], (5, 9, 3, 7))


def _resolution(one: Any) -> tuple[Cell | str, ...]:
    outcome = Cell(str(Outcome(one["outcome"]).label), strong=True, middle=True)
    return Cell(one["item"]), one["text"], outcome, hands_of(one)


def hands_of(one: Any) -> str:
    """The figures of a resolution in a line; reports of before there was consent do not say the way."""
    counted = {name: one.get(name, 0) for name in ("yes", "no", "abstain", "reservations", "present")}
    return hands_told(Way(one.get("way", Way.HANDS)), **counted)


def _poll(one: Any) -> Iterator[Block]:
    counted = one.get("counted", "votes")
    yield Item(one["question"], 2, strong=True)
    yield Text(one["sentence"])
    rows = [
        (
            Cell(option["label"], strong=option["chosen"]),
            votes_told(option["votes"], counted),
            _("선정") if option["chosen"] else "",
        )
        for option in one["options"]
    ]
    yield table(one["question"], (_("보기"), _("득표"), _("결과")), rows, (12, 4, 3))
    if one["ballots"] is None:
        yield Note(_("투표한 사람이 적어 표수는 밝히지 않습니다."))
