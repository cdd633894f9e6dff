"""What news says: the row of the API, read with the eyes of a visitor, or nothing.

Everything that leaves goes through `row_of`, and so through the conditions under which the API shows it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from app.councils.models import Council
from app.deeds.models import Commitment
from app.deeds.states import CommitmentState
from app.hooks.states import OFFERED, News
from app.kernel.i18n import lazy
from app.plans.models import Plan
from app.plans.states import PlanState
from app.records import queries as records
from app.records.queries.tables import TABLES, Column, Kind, Table
from app.records.queries.tables.stamp import COUNCIL

_DEEDS = Table(
    "deeds",
    lazy("하기로 한 일"),
    lazy("동주민센터가 하기로 한 일 하나가 한 줄입니다. 담당자의 이름은 없습니다."),
    (
        Column("commitment_id", lazy("약속아이디"), lazy("하기로 한 일을 가리키는 수"), Kind.NUMBER, Commitment.id),
        *COUNCIL,
        Column("request_id", lazy("요청아이디"), lazy("답변을 받은 요청"), Kind.NUMBER, Commitment.request_id),
        Column("text", lazy("내용"), lazy("무엇을 하기로 했는지"), source=Commitment.text),
        Column("section", lazy("담당부서명"), lazy("어느 부서가 맡았는지"), source=Commitment.section),
        Column("state", lazy("상태"), lazy("어디까지 왔는지"), Kind.WORD, Commitment.state, CommitmentState),
        Column("do_by", lazy("이행예정일자"), lazy("언제까지 하기로 했는지"), Kind.DAY, Commitment.do_by),
        Column("ended_on", lazy("마친일자"), lazy("마치거나 그만둔 날"), Kind.DAY, Commitment.ended_on),
        Column("ended_reason", lazy("그만둔이유"), lazy("줄이거나 그만둔 까닭"), source=Commitment.ended_reason),
    ),
    page=("deeds.show", "commitment_id"),
    page_key="commitment_id",
    start=Commitment.__table__.join(Council.__table__),
    public=Commitment.id.is_not(None),
    order=(Commitment.id,),
)
_PLANS = Table(
    "plans",
    lazy("자치계획"),
    lazy("확정한 자치계획 하나가 한 줄입니다."),
    (
        Column("plan_id", lazy("계획아이디"), lazy("자치계획을 가리키는 수"), Kind.NUMBER, Plan.id),
        *COUNCIL,
        Column("year", lazy("연도"), lazy("어느 해의 계획인지"), Kind.NUMBER, Plan.year),
        Column("state", lazy("상태"), lazy("어디까지 왔는지"), Kind.WORD, Plan.state, PlanState),
        Column("finalised_at", lazy("확정일시"), lazy("확정한 때"), Kind.MOMENT, Plan.finalised_at),
    ),
    page=("plans.show", "plan_id"),
    page_key="plan_id",
    start=Plan.__table__.join(Council.__table__),
    public=Plan.finalised_at.is_not(None),
    order=(Plan.id,),
)
_BY_FIRST_WORD: Mapping[str, Table] = {
    "council": TABLES["councils"],
    "proposal": TABLES["proposals"],
    "meeting": TABLES["meetings"],
    "minutes": TABLES["meetings"],
    "poll": TABLES["polls"],
    "answer": TABLES["requests"],
    "request": TABLES["requests"],
    "deed": _DEEDS,
    "plan": _PLANS,
}
TABLE_OF: Mapping[News, Table] = {news: _BY_FIRST_WORD[news.value.partition(".")[0]] for news in OFFERED}
# Where people read it: the minutes and the result of a poll have pages of their own.
PAGES: Mapping[News, tuple[str, str]] = {
    **{news: table.page for news, table in TABLE_OF.items()},
    News.MINUTES_PUBLISHED: ("meetings.minutes", "meeting_id"),
    News.POLL_CLOSED: ("polls.result", "poll_id"),
    News.POLL_CERTIFIED: ("polls.result", "poll_id"),
}


def row_of(news: News, number: int) -> Sequence[Any] | None:
    """The row as everybody may read it at this moment; None where nobody may."""
    table = TABLE_OF[news]
    found = records.page(table, after=number - 1, limit=1)
    return found[0] if found and found[0][0] == number else None
