"""안건, 회의록 and 덧붙임: what meetings talk about, and what their minutes say once they are sealed."""

from app.councils.models import Council
from app.kernel.i18n import lazy
from app.meetings.models import Addendum, AgendaItem, Meeting, MinutesLine
from app.meetings.states import LineKind, MeetingState
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.meetings import MEETING_ID, MEETINGS
from app.records.queries.tables.stamp import COUNCIL

_ITEMS = (
    Column(
        "item_id", lazy("안건아이디"), lazy("안건을 가리키는 수"), Kind.NUMBER, AgendaItem.id,
        is_needed=True, is_unique=True,
    ),
    *COUNCIL,
    MEETING_ID,
    Column("position", lazy("순서"), lazy("몇 번째 안건인지"), Kind.NUMBER, AgendaItem.position, is_needed=True),
    Column("title", lazy("안건명"), lazy("안건의 제목"), source=AgendaItem.title, is_needed=True),
    Column("minutes", lazy("예정시간"), lazy("몇 분 동안 하기로 했는지"), Kind.NUMBER, AgendaItem.minutes),
    Column(
        "proposal_id", lazy("제안아이디"), lazy("제안에서 온 안건이면 그 제안"), Kind.NUMBER, AgendaItem.proposal_id
    ),
)  # fmt: skip
_LINES = (
    Column(
        "line_id", lazy("문장아이디"), lazy("문장을 가리키는 수"), Kind.NUMBER, MinutesLine.id,
        is_needed=True, is_unique=True,
    ),
    *COUNCIL,
    MEETING_ID,
    Column("item_id", lazy("안건아이디"), lazy("어느 안건에 대한 것인지"), Kind.NUMBER, MinutesLine.item_id),
    Column("position", lazy("순서"), lazy("작은 수부터 읽습니다"), Kind.NUMBER, MinutesLine.position, is_needed=True),
    Column("kind", lazy("종류"), lazy("무엇에 대한 문장인지"), Kind.WORD, MinutesLine.kind, LineKind, True),
    Column("text", lazy("문장"), lazy("회의록의 문장"), source=MinutesLine.text, is_needed=True),
)  # fmt: skip
_ADDENDA = (
    Column(
        "addendum_id", lazy("덧붙임아이디"), lazy("덧붙인 글을 가리키는 수"), Kind.NUMBER, Addendum.id,
        is_needed=True, is_unique=True,
    ),
    *COUNCIL,
    MEETING_ID,
    Column(
        "number", lazy("번호"), lazy("그 회의록에 몇 번째로 덧붙인 것인지"), Kind.NUMBER, Addendum.number,
        is_needed=True,
    ),
    Column("text", lazy("덧붙인글"), lazy("바로잡거나 덧붙인 내용"), source=Addendum.text, is_needed=True),
    Column("added_at", lazy("덧붙인일시"), lazy("덧붙인 때"), Kind.MOMENT, Addendum.added_at, is_needed=True),
)  # fmt: skip
_IS_SEALED = Meeting.state == MeetingState.PUBLISHED
AGENDA_ITEMS = Table(
    "agenda_items",
    lazy("회의안건"),
    lazy("알린 회의의 안건 하나가 한 줄입니다."),
    _ITEMS,
    page=("meetings.show", "meeting_id"),
    page_key="meeting_id",
    start=AgendaItem.__table__.join(Meeting.__table__).join(Council.__table__),
    public=MEETINGS.public,
    order=(AgendaItem.id,),
)
MINUTES_LINES = Table(
    "minutes_lines",
    lazy("회의록"),
    lazy(
        "공개한 회의록의 문장 하나가 한 줄입니다. 누가 왔는지는 없고, 퍼실리테이터와 담당자의 이름만 나올 수 있습니다."
    ),
    _LINES,
    page=("meetings.minutes", "meeting_id"),
    page_key="meeting_id",
    start=MinutesLine.__table__.join(Meeting.__table__, Meeting.id == MinutesLine.meeting_id).join(Council.__table__),
    public=_IS_SEALED & MinutesLine.struck_at.is_(None),
    order=(MinutesLine.id,),
)
ADDENDA = Table(
    "addenda",
    lazy("덧붙임"),
    lazy("봉인한 회의록에 나중에 덧붙인 글 하나가 한 줄입니다."),
    _ADDENDA,
    page=("meetings.minutes", "meeting_id"),
    page_key="meeting_id",
    start=Addendum.__table__.join(Meeting.__table__, Meeting.id == Addendum.meeting_id).join(Council.__table__),
    public=_IS_SEALED,
    order=(Addendum.id,),
)
