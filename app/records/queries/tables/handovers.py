"""넘기기: proposals on their way to another council, and what that council answered."""

from app.councils.models import Council
from app.kernel.i18n import lazy
from app.proposals.models import Handover, Proposal
from app.proposals.states import HandoverState
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.proposals import PROPOSALS
from app.records.queries.tables.stamp import COUNCIL

_COLUMNS = (
    Column(
        "handover_id", lazy("넘기기아이디"), lazy("넘기자는 제의를 가리키는 수"), Kind.NUMBER, Handover.id,
        is_needed=True, is_unique=True,
    ),
    *COUNCIL,
    Column("proposal_id", lazy("제안아이디"), lazy("넘기자는 제안"), Kind.NUMBER, Handover.proposal_id, is_needed=True),
    Column(
        "to_council_id", lazy("받는골목회의아이디"), lazy("어느 골목회의로 넘기자는지"), Kind.NUMBER, Handover.to_id,
        is_needed=True,
    ),
    Column("reason", lazy("넘기는이유"), lazy("왜 넘기자는지"), source=Handover.reason, is_needed=True),
    Column("state", lazy("상태"), lazy("받아들였는지"), Kind.WORD, Handover.state, HandoverState, True),
    Column("answer", lazy("답"), lazy("받아들이지 않았다면 그 까닭"), source=Handover.answer),
    Column(
        "new_proposal_id", lazy("넘겨받은제안아이디"), lazy("받은 골목회의에서 이어지는 제안"), Kind.NUMBER,
        Handover.new_id,
    ),
    Column("offered_at", lazy("제안일시"), lazy("내놓은 때"), Kind.MOMENT, Handover.offered_at, is_needed=True),
    Column("answered_at", lazy("답한일시"), lazy("답한 때"), Kind.MOMENT, Handover.answered_at),
)  # fmt: skip
HANDOVERS = Table(
    "handovers",
    lazy("제안넘기기"),
    lazy("제안을 다른 골목회의로 넘기자는 것 하나가 한 줄입니다."),
    _COLUMNS,
    page=("proposals.handover", "handover_id"),
    page_key="handover_id",
    start=Handover.__table__.join(Proposal.__table__, Proposal.id == Handover.proposal_id).join(
        Council.__table__, Council.id == Proposal.council_id
    ),
    public=PROPOSALS.public,
    order=(Handover.id,),
)
