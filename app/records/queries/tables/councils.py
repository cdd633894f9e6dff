"""골목회의: every council, also one that still gathers its callers and one that has ended."""

from sqlalchemy import true

from app.councils.models import Council
from app.councils.states import CouncilState
from app.councils.states import Kind as CouncilKind
from app.kernel.i18n import lazy
from app.places.models import Alley
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.stamp import COUNCIL_ID, COUNCIL_NAME

_COLUMNS = (
    Column("council_id", *COUNCIL_ID, Kind.NUMBER, Council.id, is_needed=True, is_unique=True),
    Column("council_name", *COUNCIL_NAME, Kind.TEXT, Council.name, is_needed=True),
    Column(
        "dong_id", lazy("동아이디"), lazy("동을 가리키는 수. 주소에 있는 것과 같습니다."), Kind.NUMBER, Council.dong_id
    ),
    Column("number", lazy("접수번호"), lazy("동에서 붙인 번호"), source=Council.number, is_needed=True),
    Column("kind", lazy("종류"), lazy("골목회의인지 주민총회인지"), Kind.WORD, Council.kind, CouncilKind, True),
    Column("alley", lazy("골목명"), lazy("어느 골목인지. 동 전체의 회의면 비어 있습니다."), source=Alley.name),
    Column("purpose", lazy("목적"), lazy("무엇을 위해 모이는지"), source=Council.purpose),
    Column("state", lazy("상태"), lazy("지금 어디까지 왔는지"), Kind.WORD, Council.state, CouncilState, True),
    Column("called_at", lazy("부른일시"), lazy("이웃이 부른 때"), Kind.MOMENT, Council.called_at, is_needed=True),
)
COUNCILS = Table(
    "councils",
    lazy("골목회의 목록"),
    lazy("골목회의 하나가 한 줄입니다. 누가 불렀는지는 없습니다."),
    _COLUMNS,
    page=("home.council", "council_id"),
    page_key="council_id",
    start=Council.__table__.outerjoin(Alley.__table__),
    public=true(),
    order=(Council.id,),
)
