"""추첨 참여단: panels whose lot was announced. Who was drawn is in no file; the lot itself is a file of its own."""

from app.councils.models import Council
from app.kernel.i18n import lazy
from app.panels.models import Panel
from app.panels.states import PanelState
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.stamp import COUNCIL

_COLUMNS = (
    Column(
        "panel_id", lazy("참여단아이디"), lazy("참여단을 가리키는 수"), Kind.NUMBER, Panel.id,
        is_needed=True, is_unique=True,
    ),
    *COUNCIL,
    Column(
        "proposal_id", lazy("제안아이디"), lazy("제안을 두고 모였다면 그 제안"), Kind.NUMBER, Panel.proposal_id
    ),
    Column("title", lazy("제목"), lazy("무엇에 대한 참여단인지"), source=Panel.title, is_needed=True),
    Column("purpose", lazy("목적"), lazy("무엇을 이야기하려고 모이는지"), source=Panel.purpose, is_needed=True),
    Column("state", lazy("상태"), lazy("지금 어디까지 왔는지"), Kind.WORD, Panel.state, PanelState, True),
    Column("size", lazy("자리수"), lazy("몇 사람을 뽑는지"), Kind.NUMBER, Panel.size, is_needed=True),
    Column("by_age", lazy("나이로나눔"), lazy("나이대마다 고르게 뽑는지"), Kind.FLAG, Panel.by_age, is_needed=True),
    Column("by_sex", lazy("성별로나눔"), lazy("성별마다 고르게 뽑는지"), Kind.FLAG, Panel.by_sex, is_needed=True),
    Column("meets_at", lazy("모임일시"), lazy("모이는 때"), Kind.MOMENT, Panel.meets_at, is_needed=True),
    Column("place", lazy("장소"), lazy("모이는 곳"), source=Panel.place),
    Column("announced_at", lazy("알린일시"), lazy("추첨을 알린 때"), Kind.MOMENT, Panel.announced_at),
    Column("drawn_at", lazy("추첨일시"), lazy("뽑은 때"), Kind.MOMENT, Panel.drawn_at),
    Column("statement", lazy("낸의견"), lazy("참여단이 함께 낸 의견"), source=Panel.statement),
    Column("heard_at", lazy("의견일시"), lazy("의견을 낸 때"), Kind.MOMENT, Panel.heard_at),
)  # fmt: skip
PANELS = Table(
    "panels",
    lazy("추첨참여단"),
    lazy("추첨을 알린 참여단 하나가 한 줄입니다. 누가 뽑혔는지는 없습니다."),
    _COLUMNS,
    page=("panels.show", "panel_id"),
    page_key="panel_id",
    start=Panel.__table__.join(Council.__table__),
    public=Panel.state != PanelState.DRAFT,
    order=(Panel.id,),
)
