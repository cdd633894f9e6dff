"""의제 제안: everything that was ever published; a draft, also one that was taken back, is its author's."""

from sqlalchemy import or_

from app.councils.models import Council
from app.kernel.i18n import lazy
from app.proposals.models import Ending, Proposal
from app.proposals.states import Category, Fate, ProposalState
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.stamp import COUNCIL

_NEVER_OUT = (ProposalState.DRAFT, ProposalState.WITHDRAWN)
_COLUMNS = (
    Column(
        "proposal_id",
        lazy("제안아이디"),
        lazy("제안을 가리키는 수"),
        Kind.NUMBER,
        Proposal.id,
        is_needed=True,
        is_unique=True,
    ),
    *COUNCIL,
    Column("title", lazy("제목"), lazy("제안의 제목"), source=Proposal.title, is_needed=True),
    Column("category", lazy("분류"), lazy("어떤 일인지"), Kind.WORD, Proposal.category, Category),
    Column("place", lazy("장소"), lazy("제안한 분이 적은 곳"), source=Proposal.place),
    Column("problem", lazy("문제"), lazy("무엇이 문제인지"), source=Proposal.problem),
    Column("wish", lazy("바라는점"), lazy("어떻게 되기를 바라는지"), source=Proposal.wish),
    Column("cost_won", lazy("예상비용"), lazy("제안한 분이 어림한 비용, 원"), Kind.NUMBER, Proposal.cost_won),
    Column("state", lazy("상태"), lazy("지금 어디까지 왔는지"), Kind.WORD, Proposal.state, ProposalState, True),
    Column("fate", lazy("결말"), lazy("어떻게 끝났는지. 끝나지 않았으면 비어 있습니다."), Kind.WORD, Ending.fate, Fate),
    Column("fate_reason", lazy("결말이유"), lazy("왜 그렇게 끝났는지"), source=Ending.reason),
    Column("published_at", lazy("공개일시"), lazy("모두에게 보인 때"), Kind.MOMENT, Proposal.published_at),
    Column(
        "endorsement_count",
        lazy("공감수"),
        lazy("공감한 이웃의 수"),
        Kind.NUMBER,
        Proposal.endorsement_count,
        is_needed=True,
    ),
    Column(
        "comment_count", lazy("의견수"), lazy("보이는 의견의 수"), Kind.NUMBER, Proposal.comment_count, is_needed=True
    ),
)
PROPOSALS = Table(
    "proposals",
    lazy("의제제안"),
    lazy("이웃이 내놓은 제안 하나가 한 줄입니다. 제안한 분의 이름은 없습니다."),
    _COLUMNS,
    page=("proposals.show", "proposal_id"),
    page_key="proposal_id",
    start=Proposal.__table__.join(Council.__table__).outerjoin(Ending.__table__),
    public=or_(Proposal.published_at.is_not(None), Proposal.state.not_in(_NEVER_OUT)),
    order=(Proposal.id,),
)
