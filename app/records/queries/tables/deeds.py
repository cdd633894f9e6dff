"""하기로 한 일, 그 단계 and 이웃의 답: what centres have promised, how far it is, and how residents found it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import true

from app.boards.maths.suppression import kept_back
from app.councils.models import Council
from app.deeds.models import Commitment, DeedCheck, Milestone
from app.deeds.states import OFFERED, CheckKind, CommitmentState, Counts, Mark
from app.kernel.i18n import lazy
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.stamp import COUNCIL

COMMITMENT_ID = (lazy("약속아이디"), lazy("하기로 한 일을 가리키는 수"))
_OF_COUNCIL = Council.id == Commitment.council_id
_ID = Column("commitment_id", *COMMITMENT_ID, Kind.NUMBER, Commitment.id, is_needed=True)
_MADE, _DONE = lazy("공개한 답변이나 확정한 계획으로 약속한 때"), lazy("다 했다고 알린 때")
_ENDED = lazy("다 했거나 그만두었거나 줄인 날")
_COMMITMENTS = (
    Column("commitment_id", *COMMITMENT_ID, Kind.NUMBER, Commitment.id, is_needed=True, is_unique=True),
    *COUNCIL,
    Column("request_id", lazy("요청아이디"), lazy("답변에서 온 약속이면 그 요청"), Kind.NUMBER, Commitment.request_id),
    Column("text", lazy("약속내용"), lazy("무엇을 하기로 했는지"), source=Commitment.text, is_needed=True),
    Column("state", lazy("상태"), lazy("지금 어디까지 왔는지"), Kind.WORD, Commitment.state, CommitmentState, True),
    Column("section", lazy("담당부서명"), lazy("하기로 한 부서"), source=Commitment.section),
    Column("budget_won", lazy("비용"), lazy("드는 돈, 원"), Kind.NUMBER, Commitment.budget_won),
    Column("budget_from", lazy("재원"), lazy("어디서 나는 돈인지"), source=Commitment.budget_from),
    Column("do_by", lazy("이행예정일자"), lazy("언제까지 하기로 했는지"), Kind.DAY, Commitment.do_by),
    Column("first_do_by", lazy("처음예정일자"), lazy("처음에 언제까지라고 했는지"), Kind.DAY, Commitment.first_do_by),
    Column("promised_at", lazy("약속일시"), _MADE, Kind.MOMENT, Commitment.promised_at, is_needed=True),
    Column("done_at", lazy("이행일시"), _DONE, Kind.MOMENT, Commitment.done_at),
    Column("ended_on", lazy("종료일자"), _ENDED, Kind.DAY, Commitment.ended_on),
    Column("ended_reason", lazy("종료이유"), lazy("하지 않게 되었다면 그 까닭"), source=Commitment.ended_reason),
)
_MILESTONES = (
    Column(
        "milestone_id",
        lazy("단계아이디"),
        lazy("단계를 가리키는 수"),
        Kind.NUMBER,
        Milestone.id,
        is_needed=True,
        is_unique=True,
    ),
    *COUNCIL,
    _ID,
    Column("title", lazy("단계명"), lazy("무엇을 하는 단계인지"), source=Milestone.title, is_needed=True),
    Column("due_on", lazy("예정일자"), lazy("정한 날"), Kind.DAY, Milestone.due_on, is_needed=True),
    Column("done_on", lazy("완료일자"), lazy("마친 날. 아직이면 비어 있습니다."), Kind.DAY, Milestone.done_on),
)
_ANSWERS = lazy("답한 이웃의 수. 다섯 명이 안 되면 비어 있습니다.")
_HIDDEN = lazy("다섯 명이 안 되거나, 그것을 셈해 낼 수 있어 비워 둔 칸의 영문 이름")
_NAMES = {
    Mark.BETTER: lazy("좋아짐수"),
    Mark.SAME: lazy("그대로수"),
    Mark.WORSE: lazy("나빠짐수"),
    Mark.KEEP: lazy("계속수"),
    Mark.CHANGE: lazy("바꿈수"),
    Mark.END: lazy("그만수"),
}
_CHECKS = (
    Column(
        "check_id",
        lazy("확인아이디"),
        lazy("물은 것을 가리키는 수"),
        Kind.NUMBER,
        DeedCheck.id,
        is_needed=True,
        is_unique=True,
    ),
    *COUNCIL,
    _ID,
    Column("kind", lazy("종류"), lazy("언제 왜 물었는지"), Kind.WORD, DeedCheck.kind, CheckKind, True),
    Column("opened_at", lazy("시작일시"), lazy("묻기 시작한 때"), Kind.MOMENT, DeedCheck.opened_at, is_needed=True),
    Column(
        "closed_at",
        lazy("마감일시"),
        lazy("답을 모은 때. 묻는 동안에는 수가 없습니다."),
        Kind.MOMENT,
        DeedCheck.closed_at,
    ),
    Column("answers", lazy("답한수"), _ANSWERS, Kind.NUMBER),
    *(Column(mark.value, name, lazy("이렇게 답한 이웃의 수"), Kind.NUMBER) for mark, name in _NAMES.items()),
    Column("hidden", lazy("가린칸"), _HIDDEN),
)
_MARKS = tuple(_NAMES)


def _counted(row: Sequence[Any]) -> list[Any]:
    """The row with its numbers: none while a round is open or where few answered, and of the rest no small cell."""
    *told, kind, counted, on_paper = row
    counts = Counts(counted, on_paper)
    if not counted or not counts.is_shown:
        return [*told, None, *(None for _mark in _MARKS), ""]
    offered = OFFERED[kind]
    back = kept_back([counts.of(mark) for mark in offered])
    numbers = {mark: counts.of(mark) for place, mark in enumerate(offered) if place not in back}
    hidden = " ".join(mark.value for place, mark in enumerate(offered) if place in back)
    return [*told, counts.total, *(numbers.get(mark) for mark in _MARKS), hidden]


COMMITMENTS = Table(
    "commitments",
    lazy("하기로한일"),
    lazy("동주민센터가 하기로 한 일 하나가 한 줄입니다. 담당자의 이름과 전화번호는 그 쪽에 있습니다."),
    _COMMITMENTS,
    page=("deeds.show", "commitment_id"),
    page_key="commitment_id",
    start=Commitment.__table__.join(Council.__table__, _OF_COUNCIL),
    public=true(),
    order=(Commitment.id,),
)
MILESTONES = Table(
    "milestones",
    lazy("이행단계"),
    lazy("하기로 한 일의 단계 하나가 한 줄입니다."),
    _MILESTONES,
    page=("deeds.show", "commitment_id"),
    page_key="commitment_id",
    start=Milestone.__table__.join(Commitment.__table__).join(Council.__table__, _OF_COUNCIL),
    public=true(),
    order=(Milestone.id,),
)
CHECKS = Table(
    "checks",
    lazy("이웃의답"),
    lazy("함께한 이웃에게 지금 어떤지 물은 것 하나가 한 줄입니다. 누가 무엇이라고 했는지는 남아 있지 않습니다."),
    _CHECKS,
    page=("deeds.show", "commitment_id"),
    page_key="commitment_id",
    start=DeedCheck.__table__.join(Commitment.__table__).join(Council.__table__, _OF_COUNCIL),
    public=true(),
    order=(DeedCheck.id,),
    raw=(DeedCheck.kind, DeedCheck.counted, DeedCheck.on_paper),
    finished=_counted,
)
