"""자치계획 and its items: what dongs do in a year, with which money, what the gu says of it, and what was spent."""

from sqlalchemy import BigInteger, case, cast, func, select, true

from app.councils.models import Council
from app.deeds.models import Commitment
from app.deeds.states import CommitmentState
from app.kernel.i18n import lazy
from app.plans.models import Plan, PlanItem, Spending
from app.plans.states import PlanState, ReviewMark, Runner, Source
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.deeds import COMMITMENT_ID
from app.records.queries.tables.stamp import COUNCIL

_PLAN_ID = (lazy("계획아이디"), lazy("자치계획을 가리키는 수"))
_YEAR = Column("year", lazy("연도"), lazy("몇 년의 계획인지"), Kind.NUMBER, Plan.year, is_needed=True)
_PLANS = (
    Column("plan_id", *_PLAN_ID, Kind.NUMBER, Plan.id, is_needed=True, is_unique=True),
    *COUNCIL,
    _YEAR,
    Column("state", lazy("상태"), lazy("지금 어디까지 왔는지"), Kind.WORD, Plan.state, PlanState, True),
    Column(
        "cap_won", lazy("한도"), lazy("쓸 수 있는 돈, 원. 정하지 않았으면 비어 있습니다."), Kind.NUMBER, Plan.cap_won
    ),
    Column("assembly_on", lazy("총회일자"), lazy("주민총회를 여는 날"), Kind.DAY, Plan.assembly_on),
    Column("adopted_at", lazy("의결일시"), lazy("주민이 의결했다고 적은 때"), Kind.MOMENT, Plan.adopted_at),
    Column("sent_at", lazy("제출일시"), lazy("구에 보낸 때"), Kind.MOMENT, Plan.sent_at),
    Column("sent_hash", lazy("제출판지문"), lazy("구에 보낸 판의 SHA-256"), source=Plan.sent_hash),
    Column("review_due_on", lazy("검토기한일자"), lazy("구가 검토를 마칠 날"), Kind.DAY, Plan.review_due_on),
    Column("reviewed_at", lazy("검토일시"), lazy("구의 검토가 끝난 때"), Kind.MOMENT, Plan.reviewed_at),
    Column("finalised_at", lazy("확정일시"), lazy("주민자치회가 확정한 때"), Kind.MOMENT, Plan.finalised_at),
    Column("settled_at", lazy("정산일시"), lazy("정산을 마친 때"), Kind.MOMENT, Plan.settled_at),
)
_SPENT = (
    select(cast(func.coalesce(func.sum(Spending.amount_won), 0), BigInteger))  # PostgreSQL sums to a decimal
    .where(Spending.item_id == PlanItem.id)
    .correlate(PlanItem)
    .scalar_subquery()
)
_IS_OUT, _IS_FINAL = Plan.reviewed_at.is_not(None), Plan.finalised_at.is_not(None)
_MARK = lazy("구가 어떻게 보는지. 검토가 모두 끝나면 나옵니다.")
_ITEMS = (
    Column(
        "item_id",
        lazy("사업아이디"),
        lazy("사업을 가리키는 수"),
        Kind.NUMBER,
        PlanItem.id,
        is_needed=True,
        is_unique=True,
    ),
    *COUNCIL,
    Column("plan_id", *_PLAN_ID, Kind.NUMBER, Plan.id, is_needed=True),
    _YEAR,
    Column("title", lazy("사업명"), lazy("사업의 이름"), source=PlanItem.title, is_needed=True),
    Column("what", lazy("사업내용"), lazy("무엇을 하는지"), source=PlanItem.what),
    Column("cost_won", lazy("사업비"), lazy("주민이 정한 돈, 원"), Kind.NUMBER, PlanItem.cost_won, is_needed=True),
    Column("runner", lazy("추진주체"), lazy("누가 하는지"), Kind.WORD, PlanItem.runner, Runner, True),
    Column("source", lazy("출처"), lazy("어디에서 온 사업인지"), Kind.WORD, PlanItem.source, Source, True),
    Column("proposal_id", lazy("제안아이디"), lazy("제안에서 온 사업이면 그 제안"), Kind.NUMBER, PlanItem.proposal_id),
    Column("mark", lazy("구검토"), _MARK, Kind.WORD, case((_IS_OUT, PlanItem.mark)), ReviewMark),
    Column(
        "review_reason", lazy("구검토이유"), lazy("왜 그렇게 보는지"), source=case((_IS_OUT, PlanItem.review_reason))
    ),
    Column(
        "review_cost_won",
        lazy("구조정사업비"),
        lazy("구가 바꾼 사업비, 원. 그대로면 비어 있습니다."),
        Kind.NUMBER,
        case((_IS_OUT, PlanItem.review_cost_won)),
    ),
    Column("review_office", lazy("구검토부서"), lazy("검토한 부서"), source=case((_IS_OUT, PlanItem.review_office))),
    Column("word", lazy("주민자치회의말"), lazy("구가 다르게 본 사업에 한 말"), source=case((_IS_OUT, PlanItem.word))),
    Column(
        "final_cost_won",
        lazy("확정사업비"),
        lazy("확정한 돈, 원. 하지 않으면 0입니다."),
        Kind.NUMBER,
        case((_IS_FINAL, PlanItem.final_cost_won)),
    ),
    Column("spent_won", lazy("집행액"), lazy("지금까지 쓴 돈, 원"), Kind.NUMBER, case((_IS_FINAL, _SPENT))),
    Column("commitment_id", *COMMITMENT_ID, Kind.NUMBER, PlanItem.commitment_id),
    Column(
        "deed", lazy("이행상태"), lazy("하기로 한 일이 어디까지 왔는지"), Kind.WORD, Commitment.state, CommitmentState
    ),
)
_OF_COUNCIL = Council.id == Plan.council_id
PLANS = Table(
    "plans",
    lazy("자치계획"),
    lazy("동의 한 해 계획 하나가 한 줄입니다. 만드는 중인 것도 있습니다."),
    _PLANS,
    page=("plans.show", "plan_id"),
    page_key="plan_id",
    start=Plan.__table__.join(Council.__table__, _OF_COUNCIL),
    public=true(),
    order=(Plan.id,),
)
PLAN_ITEMS = Table(
    "plan_items",
    lazy("자치계획사업"),
    lazy("자치계획의 사업 하나가 한 줄입니다. 돈에는 사람의 이름이 없습니다."),
    _ITEMS,
    page=("plans.show", "plan_id"),
    page_key="plan_id",
    start=PlanItem.__table__.join(Plan.__table__, Plan.id == PlanItem.plan_id)
    .join(Council.__table__, _OF_COUNCIL)
    .outerjoin(Commitment.__table__, Commitment.id == PlanItem.commitment_id),
    public=true(),
    order=(PlanItem.id,),
)
