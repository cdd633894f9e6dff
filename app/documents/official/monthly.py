"""월간 보고: what a dong tells its gu of a month; numbers and titles, and no resident's name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.addresses import absolute
from app.documents.months import Closed, Held, Month, Requests
from app.documents.official.paper import Block, Cell, Item, Note, Paper, Table, Text, table
from app.documents.official.words import dotted, head_of
from app.kernel.i18n import _, number
from app.places.models import Dong


@dataclass(frozen=True)
class Told:
    """All that the report of a month is made from."""

    meetings: Sequence[Held]
    requests: Requests
    polls: Sequence[Closed]


def monthly(dong: Dong, month: Month, told: Told) -> Paper:
    """The report; its number and its seal are given when it is approved, so their places are empty."""
    words = {"year": month.first.year, "month": month.first.month}
    return Paper(
        kind=_("월간 보고"),
        office=dong.centre_name,
        receiver=_("%(gu)s청장", gu=dong.gu.name),
        title=_("%(year)d년 %(month)d월 골목회의 운영 보고", **words),
        body=tuple(_body(month, told)),
        sender=head_of(dong.name),
        seal=_("(직인)"),
        foot=(
            (_("시행"), _("%(office)s-        (     .    .    .)", office=dong.centre_name)),
            (_("전화"), dong.centre_phone),
            (_("주소"), dong.centre_address),
        ),
        address=absolute("documents.month", dong_id=dong.id, month=str(month)),
    )


def _body(month: Month, told: Told) -> Iterator[Block]:
    yield Item(_("한눈에"), strong=True)
    yield _whole(told)
    yield Note(_("%(first)s부터 %(last)s까지 센 것입니다.", first=dotted(month.first), last=dotted(month.last)))
    yield Item(_("답변의 종류"), strong=True)
    rows = [(str(answer.label), _cases(count)) for answer, count in told.requests.answers.items()]
    yield table(_("답변의 종류"), (_("종류"), _("수")), [(Cell(name), count) for name, count in rows], (6, 3))
    yield Item(_("연 회의"), strong=True)
    yield _meetings(told.meetings) if told.meetings else Text(_("이달에 연 회의가 없습니다."))
    yield Item(_("마친 투표"), strong=True)
    yield _polls(told.polls) if told.polls else Text(_("이달에 마친 투표가 없습니다."))
    yield Note(_("주민의 이름은 싣지 않았습니다. 투표한 사람이 5명보다 적은 투표는 그 수도 싣지 않았습니다."))


def _whole(told: Told) -> Table:
    """The numbers by what they are about; the name of each part stands over all its rows."""
    requests = told.requests
    parts = [
        (
            _("회의"),
            [
                (_("연 회의"), _times(len(told.meetings))),
                (_("참석한 사람(모두 더해)"), _people(sum(one.came for one in told.meetings))),
                (_("회의에서 정한 것"), _cases(sum(one.decided for one in told.meetings))),
            ],
        ),
        (
            _("요청"),
            [
                (_("받은 요청"), _cases(requests.received)),
                (_("답한 요청"), _cases(requests.answered)),
                (_("그 가운데 기한을 넘겨 답한 것"), _cases(requests.late)),
                (_("달이 끝날 때 답을 기다리는 것"), _cases(requests.waiting)),
                (_("그 가운데 기한이 지난 것"), _cases(requests.overdue)),
            ],
        ),
        (_("투표"), [(_("마친 투표"), _times(len(told.polls)))]),
    ]
    rows = [row for name, figures in parts for row in _part(name, figures)]
    return table(_("한눈에"), (_("구분"), _("내용"), _("수")), rows, (2, 7, 3))


def _part(name: str, figures: Sequence[tuple[str, str]]) -> Iterator[tuple[Cell, ...]]:
    for place, (label, count) in enumerate(figures):
        over = (Cell(name, down=len(figures), strong=True, middle=True),) if place == 0 else ()
        yield (*over, Cell(label), Cell(count))


def _meetings(meetings: Sequence[Held]) -> Table:
    rows = [(dotted(one.held_at), one.council, one.title, _people(one.came), _cases(one.decided)) for one in meetings]
    head = (_("날짜"), _("골목회의 이름"), _("회의"), _("참석"), _("정한 것"))
    return table(_("연 회의"), head, rows, (4, 6, 8, 3, 3))


def _polls(polls: Sequence[Closed]) -> Table:
    rows = [
        (
            dotted(one.closed_at),
            one.council,
            one.question,
            _turnout(one),
            str(one.verdict.label),
        )
        for one in polls
    ]
    head = (_("마감한 날"), _("골목회의 이름"), _("물은 것"), _("투표 / 명부"), _("결과"))
    return table(_("마친 투표"), head, rows, (4, 6, 8, 4, 3))


def _turnout(one: Closed) -> str:
    ballots = "–" if one.ballots is None else number(one.ballots)
    return f"{ballots} / {number(one.roll)}"


def month_name(month: Month) -> str:
    """2026년 11월."""
    return _("%(year)d년 %(month)d월", year=month.first.year, month=month.first.month)


def _cases(count: int) -> str:
    return _("%(count)s건", count=number(count))


def _people(count: int) -> str:
    return _("%(count)s명", count=number(count))


def _times(count: int) -> str:
    return _("%(count)s번", count=number(count))
