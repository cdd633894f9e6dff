"""투표 and 투표결과: polls that were announced, and what came out of them."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from app.kernel.i18n import lazy
from app.polls.methods import METHODS
from app.polls.models import Poll
from app.polls.states import PollState, Verdict
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.stamp import COUNCIL_ID, COUNCIL_NAME
from app.records.queries.tables.told import told, told_rows

METHOD = {key: lazy(method.label) for key, method in METHODS.items()}
COUNTED = {
    "votes": lazy("득표수"),
    "points": lazy("점수"),
    "first_choices": lazy("1순위 표"),
    "duels": lazy("둘씩 견주어 이긴 수"),
    "grades": lazy("가운데 등급"),
}
_ID, _WHICH = lazy("투표아이디"), lazy("투표를 가리키는 수")
_HIDDEN = lazy("다섯 명이 안 되거나, 그것을 셈해 낼 수 있어 비워 둔 칸의 영문 이름")
_POLLS = (
    Column("poll_id", _ID, _WHICH, Kind.NUMBER, "poll.id", is_needed=True, is_unique=True),
    Column("council_id", *COUNCIL_ID, Kind.NUMBER, "poll.council_id", is_needed=True),
    Column("council_name", *COUNCIL_NAME, Kind.TEXT, "poll.council.name", is_needed=True),
    Column("question", lazy("물음"), lazy("무엇을 물었는지"), Kind.TEXT, "poll.question", is_needed=True),
    Column("method", lazy("투표방식"), lazy("어떻게 세는지"), Kind.WORD, "poll.method", METHOD, True),
    Column("state", lazy("상태"), lazy("지금 어디까지 왔는지"), Kind.WORD, "poll.state", PollState, True),
    Column("opens_at", lazy("시작일시"), lazy("투표를 시작하는 때"), Kind.MOMENT, "poll.opens_at", is_needed=True),
    Column("closes_at", lazy("마감일시"), lazy("투표를 마감하는 때"), Kind.MOMENT, "poll.closes_at", is_needed=True),
    Column("seats", lazy("뽑는수"), lazy("몇 개를 뽑는지"), Kind.NUMBER, "poll.seats"),
    Column("budget_won", lazy("예산"), lazy("쓸 수 있는 돈, 원"), Kind.NUMBER, "poll.budget_won"),
    Column("roll_count", lazy("명부수"), lazy("투표할 수 있던 사람의 수"), Kind.NUMBER, "figures.roll_count"),
    Column("turnout", lazy("투표수"), lazy("투표한 사람의 수"), Kind.NUMBER, "figures.turnout"),
    Column("online", lazy("온라인투표수"), lazy("온라인으로 투표한 사람의 수"), Kind.NUMBER, "figures.online"),
    Column("assisted", lazy("도움투표수"), lazy("도움 받아 투표한 사람의 수"), Kind.NUMBER, "figures.assisted"),
    Column("paper", lazy("종이투표수"), lazy("종이로 투표한 사람의 수"), Kind.NUMBER, "figures.paper"),
    Column("valid", lazy("유효표수"), lazy("유효한 표의 수"), Kind.NUMBER, "figures.valid"),
    Column("blank", lazy("기권표수"), lazy("아무것도 고르지 않은 표의 수"), Kind.NUMBER, "figures.blank"),
    Column("invalid", lazy("무효표수"), lazy("무효인 표의 수"), Kind.NUMBER, "figures.invalid"),
    Column("quorum_needed", lazy("정족수"), lazy("필요한 투표수"), Kind.NUMBER, "figures.quorum_needed"),
    Column("counted", lazy("득표단위"), lazy("투표결과의 득표가 무엇인지"), Kind.WORD, "counted", COUNTED, True),
    Column("verdict", lazy("결과"), lazy("규칙에 따라 어떻게 되었는지"), Kind.WORD, "verdict", Verdict),
    Column("hidden", lazy("가린칸"), _HIDDEN, Kind.TEXT, "hidden"),
    Column("rules_hash", lazy("규칙지문"), lazy("열 때 고정한 규칙의 SHA-256"), Kind.TEXT, "poll.rules_hash"),
)
_VOTES = lazy("받은 표나 점수. 유효표가 다섯이 안 되면 비어 있습니다.")
_ONLINE = lazy("현장과 온라인에 비중을 두어 세는 투표에서 온라인으로 받은 표")
_PAPER = lazy("현장과 온라인에 비중을 두어 세는 투표에서 종이로 받은 표")
_RESULTS = (
    Column("poll_id", _ID, _WHICH, Kind.NUMBER, "poll.id", is_needed=True),
    Column("position", lazy("기호"), lazy("투표용지의 차례"), Kind.NUMBER, "row.position", is_needed=True),
    Column("label", lazy("안건명"), lazy("투표용지에 적힌 이름"), Kind.TEXT, "row.label", is_needed=True),
    Column("cost_won", lazy("비용"), lazy("드는 돈, 원"), Kind.NUMBER, "row.cost_won"),
    Column("votes", lazy("득표"), _VOTES, Kind.NUMBER, "row.votes"),
    Column("votes_online", lazy("온라인득표"), _ONLINE, Kind.NUMBER, "votes_online"),
    Column("votes_paper", lazy("종이득표"), _PAPER, Kind.NUMBER, "votes_paper"),
    Column("chosen", lazy("선정여부"), lazy("뽑혔는지"), Kind.FLAG, "row.is_chosen", is_needed=True),
    Column("tied", lazy("동점여부"), lazy("같은 표로 경계에 있었는지"), Kind.FLAG, "row.is_tied", is_needed=True),
    Column("hidden", lazy("가린칸"), _HIDDEN, Kind.TEXT, "hidden"),
)
_of_poll = attrgetter(*(column.source for column in _POLLS))
_of_row = attrgetter(*(column.source for column in _RESULTS))


def _poll(poll: Poll) -> Iterator[tuple[Any, ...]]:
    yield _of_poll(told(poll))


def _rows(poll: Poll) -> Iterator[tuple[Any, ...]]:
    yield from map(_of_row, told_rows(poll))


POLLS = Table(
    "polls",
    lazy("투표 목록"),
    lazy("알린 투표 하나가 한 줄입니다. 수는 마감하고 센 뒤에 나옵니다."),
    _POLLS,
    page=("polls.show", "poll_id"),
    page_key="poll_id",
    told=_poll,
)
RESULTS = Table(
    "results",
    lazy("투표결과"),
    lazy("센 투표의 안건 하나가 한 줄입니다."),
    _RESULTS,
    page=("polls.result", "poll_id"),
    page_key="poll_id",
    told=_rows,
)
