"""What a board shows: every number with its name, what it says in a sentence, its words, and the list it leads to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.boards.queries import FIGURES, Board
from app.kernel.i18n import LazyString, _, lazy, number

Value = float | None
NOTHING_TO_TELL = "–"
_KEPT_BACK = lazy("밝히지 않음")


def cases(value: Value) -> str:
    """6건."""
    return NOTHING_TO_TELL if value is None else _("%(count)s건", count=number(int(value)))


def people(value: Value) -> str:
    """13명, or that they are not told: too few, or what would give a few away."""
    return str(_KEPT_BACK) if value is None else _("%(count)s명", count=number(int(value)))


def times(value: Value) -> str:
    """2번."""
    return NOTHING_TO_TELL if value is None else _("%(count)s번", count=number(int(value)))


def share(value: Value) -> str:
    """83%."""
    return NOTHING_TO_TELL if value is None else f"{value * 100:.0f}%"


def days(value: Value) -> str:
    """3.5일."""
    return NOTHING_TO_TELL if value is None else _("%(count)s일", count=f"{value:g}")


_HEADS: Mapping[Callable[[Value], str], LazyString] = {
    cases: lazy("%(name)s (건)"),
    people: lazy("%(name)s (명)"),
    times: lazy("%(name)s (번)"),
    share: lazy("%(name)s (퍼센트)"),
    days: lazy("%(name)s (일)"),
}


@dataclass(frozen=True)
class Column:
    """One number of a board; `leads_to` is the list of what it counts, or of what it is made from."""

    key: str
    label: LazyString
    about: LazyString
    value: Callable[[Board], Value]
    words: Callable[[Value], str]
    leads_to: str

    @property
    def head(self) -> str:
        """Its name with its unit, for a table that goes on in a spreadsheet."""
        return str(_HEADS[self.words]) % {"name": self.label}

    def cell(self, value: Value) -> str:
        """The number as the page shows it, without its unit; empty for nothing and for what is not told."""
        if value is None:
            return ""
        if self.words is share:
            return f"{value * 100:.0f}"
        return f"{value:g}" if self.words is days else str(int(value))

    def is_kept_back(self, board: Board) -> bool:
        """Whether there are people of whom nothing is told."""
        return self.words is people and self.value(board) is None


def _count(key: str, words: Callable[[Value], str] = cases) -> Column:
    figure = FIGURES[key]
    return Column(key, figure.label, figure.about, lambda board: board.counts[key], words, key)


REQUESTS = (
    _count("received"),
    _count("due"),
    _count("in-time"),
    Column(
        "share",
        lazy("기한 안에 답한 비율"),
        lazy("답할 날이 된 요청 가운데 기한 안에 답한 요청의 비율입니다."),
        lambda board: board.in_time_share,
        share,
        "in-time",
    ),
    _count("overdue"),
    _count("answered"),
    _count("accepted"),
    _count("partly"),
    _count("rejected"),
    _count("deferred"),
    Column(
        "days",
        lazy("답하는 데 걸린 날"),
        lazy("답한 요청을 빨리 답한 차례로 놓을 때 한가운데 요청입니다. 받은 다음 날부터 일하는 날만 셉니다."),
        lambda board: board.median_days,
        days,
        "answered",
    ),
)
COMMITMENTS = (_count("kept"), _count("late-deeds"), _count("cut"))
MEETINGS = (
    _count("meetings", times),
    Column(
        "came",
        lazy("회의에 온 사람"),
        lazy("회의마다 온 사람을 더한 것이라 두 번 온 사람은 두 번 셉니다. 5명보다 적게 온 회의는 빼고 셉니다."),
        lambda board: board.came,
        people,
        "meetings",
    ),
    Column(
        "voices",
        lazy("목소리를 낸 사람"),
        lazy(
            "제안, 공감, 의견, 의견 지도의 답 가운데 하나라도 한 사람입니다. 투표는 세지 않고 한 사람은 한 번만 셉니다."
        ),
        lambda board: board.voices.people,
        people,
        "voices",
    ),
    Column(
        "firsts",
        lazy("처음 목소리를 낸 사람"),
        lazy("그 가운데 이 동에서 그런 일을 이 기간에 처음 한 사람입니다."),
        lambda board: board.voices.firsts,
        people,
        "firsts",
    ),
)
POLLS = (
    _count("polls", times),
    Column(
        "turnout",
        lazy("투표율"),
        lazy("투표할 수 있던 사람 가운데 투표한 사람의 비율입니다. 유효한 표가 다섯 장보다 적은 투표는 빼고 셉니다."),
        lambda board: board.turnout,
        share,
        "polls",
    ),
)
GROUPS = (
    (lazy("요청과 답"), REQUESTS),
    (lazy("약속"), COMMITMENTS),
    (lazy("회의와 목소리"), MEETINGS),
    (lazy("투표"), POLLS),
)
COLUMNS = tuple(column for _title, columns in GROUPS for column in columns)
PEOPLE = {column.key: column for column in COLUMNS if column.key in ("voices", "firsts")}  # whose rows would be persons
