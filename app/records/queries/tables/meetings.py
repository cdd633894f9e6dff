"""회의 and 의결: meetings that were announced, and what they resolved once their minutes are published."""

from app.councils.models import Council
from app.kernel.i18n import lazy
from app.meetings.models import AgendaItem, Meeting, Resolution
from app.meetings.states import MeetingState, Outcome, Way
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.stamp import COUNCIL

MEETING_ID = Column(
    "meeting_id", lazy("회의아이디"), lazy("회의를 가리키는 수"), Kind.NUMBER, Meeting.id, is_needed=True
)
_MEETING = (
    Column(
        "meeting_id",
        lazy("회의아이디"),
        lazy("회의를 가리키는 수"),
        Kind.NUMBER,
        Meeting.id,
        is_needed=True,
        is_unique=True,
    ),
    *COUNCIL,
    Column("title", lazy("제목"), lazy("회의의 제목"), source=Meeting.title, is_needed=True),
    Column("place", lazy("장소"), lazy("모이는 곳"), source=Meeting.place),
    Column("starts_at", lazy("시작일시"), lazy("시작하기로 한 때"), Kind.MOMENT, Meeting.starts_at, is_needed=True),
    Column("minutes_planned", lazy("예정시간"), lazy("몇 분 동안 하기로 했는지"), Kind.NUMBER, Meeting.minutes_planned),
    Column("state", lazy("상태"), lazy("지금 어디까지 왔는지"), Kind.WORD, Meeting.state, MeetingState, True),
    Column("announced_at", lazy("알린일시"), lazy("모두에게 알린 때"), Kind.MOMENT, Meeting.announced_at),
    Column("opened_at", lazy("실제시작일시"), lazy("실제로 시작한 때"), Kind.MOMENT, Meeting.opened_at),
    Column("ended_at", lazy("실제종료일시"), lazy("실제로 마친 때"), Kind.MOMENT, Meeting.ended_at),
    Column("published_at", lazy("회의록공개일시"), lazy("회의록을 공개한 때"), Kind.MOMENT, Meeting.published_at),
    Column("cancelled_reason", lazy("취소이유"), lazy("취소했다면 그 까닭"), source=Meeting.cancelled_reason),
)
_RESOLUTION = (
    Column(
        "resolution_id",
        lazy("의결아이디"),
        lazy("의결을 가리키는 수"),
        Kind.NUMBER,
        Resolution.id,
        is_needed=True,
        is_unique=True,
    ),
    *COUNCIL,
    MEETING_ID,
    Column(
        "proposal_id", lazy("제안아이디"), lazy("제안에서 온 안건이면 그 제안"), Kind.NUMBER, AgendaItem.proposal_id
    ),
    Column("item", lazy("안건명"), lazy("안건의 제목"), source=AgendaItem.title, is_needed=True),
    Column("text", lazy("의결내용"), lazy("정한 내용"), source=Resolution.text, is_needed=True),
    Column("way", lazy("정한방법"), lazy("어떻게 정했는지"), Kind.WORD, Resolution.way, Way, True),
    Column("outcome", lazy("의결결과"), lazy("어떻게 되었는지"), Kind.WORD, Resolution.outcome, Outcome, True),
    Column("present", lazy("참석수"), lazy("정할 때 참석한 수. 제척·회피는 뺍니다."), Kind.NUMBER, Resolution.present),
    Column("recused", lazy("제척회피수"), lazy("정하는 데서 빠진 수"), Kind.NUMBER, Resolution.recused),
    Column("yes", lazy("찬성수"), lazy("손을 들어 찬성하거나 동의한 수"), Kind.NUMBER, Resolution.yes),
    Column("no", lazy("반대수"), lazy("손을 들어 반대한 수"), Kind.NUMBER, Resolution.no),
    Column("abstain", lazy("기권수"), lazy("기권하거나 비켜선 수"), Kind.NUMBER, Resolution.abstain),
    Column("because", lazy("정한근거"), lazy("어떤 규칙으로 그렇게 되었는지"), source=Resolution.because),
    Column("dissent", lazy("다른의견"), lazy("회의록에 남긴 다른 의견"), source=Resolution.dissent),
    Column("due_on", lazy("하기로한날"), lazy("언제까지 하기로 했는지"), Kind.DAY, Resolution.due_on),
    Column(
        "asks_centre", lazy("센터요청여부"), lazy("동주민센터에 요청하기로 했는지"), Kind.FLAG, Resolution.asks_centre
    ),
    Column("decided_at", lazy("의결일시"), lazy("정한 때"), Kind.MOMENT, Resolution.decided_at, is_needed=True),
)
_BEFORE_NEWS = Meeting.announced_at.is_(None) & (Meeting.state == MeetingState.CANCELLED)
MEETINGS = Table(
    "meetings",
    lazy("회의 목록"),
    lazy("알린 회의 하나가 한 줄입니다. 누가 왔는지는 없습니다."),
    _MEETING,
    page=("meetings.show", "meeting_id"),
    page_key="meeting_id",
    start=Meeting.__table__.join(Council.__table__),
    public=(Meeting.state != MeetingState.DRAFT) & ~_BEFORE_NEWS,
    order=(Meeting.id,),
)
RESOLUTIONS = Table(
    "resolutions",
    lazy("의결"),
    lazy(
        "회의록을 공개한 회의에서 정한 것 하나가 한 줄입니다. 서로 보는 데서 손을 들어 정했으므로 수를 가리지 않습니다."
    ),
    _RESOLUTION,
    page=("meetings.show", "meeting_id"),
    page_key="meeting_id",
    start=Resolution.__table__.join(AgendaItem.__table__).join(Meeting.__table__).join(Council.__table__),
    public=Meeting.state == MeetingState.PUBLISHED,
    order=(Resolution.id,),
)
