"""의견 지도: questions that were opened, and their statements, with counts once a question is closed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, null

from app.boards.maths.suppression import kept_back
from app.councils.models import Council
from app.kernel.i18n import lazy
from app.opinions.models import TO_TELL, Question, Statement
from app.opinions.states import Fate, QuestionState, StatementState
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.stamp import COUNCIL

_IS_SHOWN = Statement.state == StatementState.SHOWN
_ANSWERS = Statement.agree_count + Statement.disagree_count + Statement.pass_count
_IS_TOLD = _IS_SHOWN & (Question.state == QuestionState.CLOSED) & (_ANSWERS >= TO_TELL)
_FEW = lazy("이렇게 답한 사람의 수. 마감하기 전이거나 답한 사람이 다섯 명이 안 되면 비어 있습니다.")
_HIDDEN = lazy("다섯 명이 안 되거나, 그것을 셈해 낼 수 있어 비워 둔 칸의 영문 이름")
_SIDES = ("agree", "disagree", "pass")


def _shown(value: Any) -> ColumnElement[Any]:
    return case((_IS_SHOWN, value), else_=null())


def _counted(row: Sequence[Any]) -> list[Any]:
    """The row with its counts: none before the end or where few answered, and of the rest no small cell."""
    *cells, is_told, agree, disagree, passed = row
    if not is_told:
        return [*cells, None, *(None for _side in _SIDES), ""]
    counts = (agree, disagree, passed)
    back = kept_back(counts)
    numbers = (None if place in back else count for place, count in enumerate(counts))
    return [*cells, sum(counts), *numbers, " ".join(side for place, side in enumerate(_SIDES) if place in back)]


_PEOPLE = lazy("하나라도 답한 사람의 수. 다섯 명이 안 되면 비어 있습니다.")
_PARTICIPANTS = case((Question.participant_count >= TO_TELL, Question.participant_count), else_=null())
_QUESTIONS = (
    Column(
        "question_id", lazy("물음아이디"), lazy("물음을 가리키는 수"), Kind.NUMBER, Question.id,
        is_needed=True, is_unique=True,
    ),
    *COUNCIL,
    Column("title", lazy("물음"), lazy("무엇을 물었는지"), source=Question.title, is_needed=True),
    Column("background", lazy("배경"), lazy("왜 묻는지"), source=Question.background),
    Column("state", lazy("상태"), lazy("의견을 모으는 중인지"), Kind.WORD, Question.state, QuestionState, True),
    Column("participant_count", lazy("답한사람수"), _PEOPLE, Kind.NUMBER, _PARTICIPANTS),
    Column("source", lazy("출처"), lazy("다른 곳에서 모은 의견이면 그곳"), source=Question.source),
    Column("opened_at", lazy("시작일시"), lazy("모으기 시작한 때"), Kind.MOMENT, Question.opened_at),
    Column(
        "closes_at", lazy("마감예정일시"), lazy("마감하기로 한 때"), Kind.MOMENT, Question.closes_at, is_needed=True
    ),
    Column("closed_at", lazy("마감일시"), lazy("마감한 때"), Kind.MOMENT, Question.closed_at),
)  # fmt: skip
_STATEMENTS = (
    Column(
        "statement_id", lazy("의견아이디"), lazy("의견을 가리키는 수"), Kind.NUMBER, Statement.id,
        is_needed=True, is_unique=True,
    ),
    *COUNCIL,
    Column(
        "question_id", lazy("물음아이디"), lazy("어느 물음에 대한 것인지"), Kind.NUMBER, Question.id, is_needed=True
    ),
    Column("text", lazy("의견"), lazy("보이는 의견의 글"), source=_shown(Statement.text)),
    Column("state", lazy("상태"), lazy("보이는지"), Kind.WORD, Statement.state, StatementState, True),
    Column("hidden_reason", lazy("가린이유"), lazy("가렸다면 그 까닭"), source=Statement.hidden_reason),
    Column("fate", lazy("결말"), lazy("그 의견이 어떻게 되었는지"), Kind.WORD, _shown(Statement.fate), Fate),
    Column("fate_reason", lazy("결말이유"), lazy("왜 그렇게 되었는지"), source=_shown(Statement.fate_reason)),
    Column("answers", lazy("답한수"), lazy("답한 이웃의 수. 다섯 명이 안 되면 비어 있습니다."), Kind.NUMBER),
    Column("agree", lazy("동의수"), _FEW, Kind.NUMBER),
    Column("disagree", lazy("동의안함수"), _FEW, Kind.NUMBER),
    Column("pass", lazy("모르겠음수"), _FEW, Kind.NUMBER),
    Column("hidden", lazy("가린칸"), _HIDDEN),
)  # fmt: skip
_IS_OUT = Question.state != QuestionState.DRAFT
QUESTIONS = Table(
    "questions",
    lazy("의견지도"),
    lazy("의견을 모은 물음 하나가 한 줄입니다."),
    _QUESTIONS,
    page=("opinions.show", "question_id"),
    page_key="question_id",
    start=Question.__table__.join(Council.__table__),
    public=_IS_OUT,
    order=(Question.id,),
)
STATEMENTS = Table(
    "statements",
    lazy("의견지도의의견"),
    lazy("물음에 올라온 의견 하나가 한 줄입니다. 누가 썼고 누가 무엇이라고 답했는지는 없습니다."),
    _STATEMENTS,
    page=("opinions.show", "question_id"),
    page_key="question_id",
    start=Statement.__table__.join(Question.__table__).join(Council.__table__),
    public=_IS_OUT & (Statement.state != StatementState.WAITING),
    order=(Statement.id,),
    raw=(_IS_TOLD, Statement.agree_count, Statement.disagree_count, Statement.pass_count),
    finished=_counted,
)
