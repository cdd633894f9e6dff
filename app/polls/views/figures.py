"""The reconciliation sheet in plain words: rows for a table, and what was compared with what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.kernel.i18n import _, number
from app.polls.service.reconciliation import COMPARED, IN_THE_BOX
from app.polls.states import Channel, Invalidity

Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class Comparison:
    """Two figures that should be the same, in words; `size` is by how much they are not."""

    told: str
    size: int
    reason: str
    names: tuple[str, ...]  # of whoever wrote the reason, and of whoever confirmed it

    @property
    def by_how_much(self) -> str:
        """By how much they differ; "" where they do not."""
        if self.size > 0:
            return _("앞의 수가 %(count)d만큼 많습니다.", count=self.size)
        return _("앞의 수가 %(count)d만큼 적습니다.", count=-self.size) if self.size else ""

    @property
    def why(self) -> str:
        """The reason that was written; "" where none was."""
        return _("까닭: %(reason)s", reason=self.reason) if self.reason else ""

    @property
    def signed(self) -> str:
        """Who stands by the reason."""
        if len(self.names) > 1:
            return _("적고 확인한 사람: %(names)s", names=", ".join(self.names))
        return _("적은 사람: %(name)s", name=self.names[0]) if self.names else ""


def figure_rows(sheet: Mapping[str, Any]) -> Rows:
    """The figures of a sheet, each with its name; kinds of ballots only where they are told."""
    marked = sheet["marked"]
    rows = [
        (_("명부에 있는 사람"), _people(sheet["on_roll"])),
        *[
            (_("명부에 표시된 사람: %(channel)s", channel=channel.label), _people(marked[channel.value]))
            for channel in Channel
            if channel is not Channel.ASSISTED or marked[channel.value]
        ],
        (_("온라인 투표함의 표"), _ballots(sheet["online_ballots"])),
    ]
    return rows + _paper(sheet["paper"]) + _kinds(sheet)


def _paper(paper: Mapping[str, Any] | None) -> Rows:
    if paper is None:
        return []
    return [
        (_("인쇄한 종이"), _sheets(paper["printed"])),
        (_("건넨 종이(명부에서)"), _sheets(paper["handed_out"])),
        (_("종이 투표함에서 나온 종이"), _sheets(paper["in_box"])),
        (_("쓰지 않고 남은 종이"), _sheets(paper["unused"])),
        (_("잘못 써서 돌려받고 새로 준 종이"), _sheets(paper["spoilt"])),
        (_("다른 길로 이미 투표하여 돌려보낸 수"), _times(paper["refused"])),
    ]


def _kinds(sheet: Mapping[str, Any]) -> Rows:
    if sheet["valid"] is None:
        return []
    reasons = {reason.value: reason.label for reason in Invalidity}
    online = _("온라인에서 읽을 수 없음")
    return [
        (_("유효표"), _ballots(sheet["valid"])),
        (_("빈 표"), _ballots(sheet["blank"])),
        *[
            (_("무효표: %(reason)s", reason=reasons.get(reason, online)), _ballots(count))
            for reason, count in sheet["invalid"].items()
        ],
    ]


def comparisons(sheet: Mapping[str, Any], names: Sequence[str]) -> list[Comparison]:
    """What was compared, with the reason and the names of who stands by it where it differs; only what is known."""
    found = {one["between"]: one for one in sheet["differences"]}
    words = _compared(sheet)
    same: dict[str, Any] = {"size": 0, "reason": "", "confirmed_by": 0}
    rows = [(words[name], found.get(name, same)) for name in COMPARED if name in words]
    return [Comparison(told, row["size"], row["reason"], tuple(names[: row["confirmed_by"]])) for told, row in rows]


def _compared(sheet: Mapping[str, Any]) -> dict[str, str]:
    paper, marked = sheet["paper"], sum(sheet["marked"][channel.value] for channel in IN_THE_BOX)
    words = {"online": _in_the_box(_ballots(sheet["online_ballots"]), _people(marked), sheet)}
    if paper is not None:
        box, out = _sheets(paper["in_box"]), _sheets(paper["handed_out"])
        words["box"] = _("종이 투표함에서 %(box)s이 나왔고, 건넨 종이는 %(out)s입니다.", box=box, out=out)
        if paper["printed"] is not None:
            total = paper["handed_out"] + paper["unused"] + paper["spoilt"]
            words["printed"] = _(
                "인쇄한 종이는 %(printed)s, 건넨 것과 남은 것과 새로 바꿔 준 것을 더하면 %(total)s입니다.",
                printed=_sheets(paper["printed"]),
                total=_sheets(total),
            )
    return words


def _in_the_box(ballots: str, marked: str, sheet: Mapping[str, Any]) -> str:
    if sheet["marked"][Channel.ASSISTED.value]:
        return _(
            "온라인 투표함의 표는 %(ballots)s, 명부에 ‘온라인’이나 ‘도움 받아’로 표시된 사람은 %(marked)s입니다.",
            ballots=ballots,
            marked=marked,
        )
    return _(
        "온라인 투표함의 표는 %(ballots)s, 명부에 온라인으로 표시된 사람은 %(marked)s입니다.",
        ballots=ballots,
        marked=marked,
    )


def _people(count: int) -> str:
    return _("%(count)s명", count=number(count))


def _ballots(count: int) -> str:
    return _("%(count)s표", count=number(count))


def _sheets(count: int | None) -> str:
    return _("아직 적지 않음") if count is None else _("%(count)s장", count=number(count))


def _times(count: int) -> str:
    return _("%(count)s번", count=number(count))
