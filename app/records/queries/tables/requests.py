"""요청과 답변: what the centre has received, until when it answers, and what it answered."""

from app.councils.models import Council
from app.decisions.models import Decision, Request, RequestKind
from app.decisions.states import Answer, DecisionState, ReasonCode, RequestState
from app.kernel.i18n import lazy
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.stamp import COUNCIL

_COLUMNS = (
    Column(
        "request_id",
        lazy("요청아이디"),
        lazy("요청을 가리키는 수"),
        Kind.NUMBER,
        Request.id,
        is_needed=True,
        is_unique=True,
    ),
    *COUNCIL,
    Column("report_id", lazy("보고서아이디"), lazy("요청이 들어 있는 결과보고서"), Kind.NUMBER, Request.report_id),
    Column("proposal_id", lazy("제안아이디"), lazy("제안에서 온 요청이면 그 제안"), Kind.NUMBER, Request.proposal_id),
    Column(
        "resolution_id", lazy("의결아이디"), lazy("의결에서 온 요청이면 그 의결"), Kind.NUMBER, Request.resolution_id
    ),
    Column("text", lazy("요청내용"), lazy("무엇을 요청했는지"), source=Request.text, is_needed=True),
    Column("kind", lazy("처리종류코드"), lazy("답변 기한을 정하는 절차"), source=Request.clock, is_needed=True),
    Column("kind_name", lazy("처리종류"), lazy("그 절차의 이름"), source=RequestKind.name_ko),
    Column("received_on", lazy("접수일자"), lazy("동주민센터가 받은 날"), Kind.DAY, Request.received_on),
    Column("due_on", lazy("답변기한일자"), lazy("이날까지 답해야 하는 날"), Kind.DAY, Request.due_on),
    Column("state", lazy("상태"), lazy("답했는지"), Kind.WORD, Request.state, RequestState, True),
    Column("answer", lazy("답변"), lazy("어떻게 답했는지"), Kind.WORD, Decision.answer, Answer),
    Column("reason_code", lazy("이유분류"), lazy("왜 그렇게 답했는지"), Kind.WORD, Decision.reason_code, ReasonCode),
    Column("reason", lazy("답변이유"), lazy("쉬운 말로 적은 이유"), source=Decision.reason),
    Column("ground", lazy("답변근거"), lazy("근거가 되는 법, 예산, 사실"), source=Decision.ground),
    Column("possible", lazy("가능한것"), lazy("그대로 할 수 없다면 할 수 있는 것"), source=Decision.possible),
    Column("passed_to", lazy("이송기관명"), lazy("다른 기관으로 보냈다면 그 기관"), source=Decision.passed_to),
    Column(
        "section",
        lazy("담당부서명"),
        lazy("답한 부서. 담당자의 이름과 전화번호는 답변 쪽에 있습니다."),
        source=Decision.section,
    ),
    Column("do_by", lazy("이행예정일자"), lazy("언제까지 하겠다고 했는지"), Kind.DAY, Decision.do_by),
    Column("answered_at", lazy("답변일시"), lazy("답변을 공개한 때"), Kind.MOMENT, Decision.published_at),
)
REQUESTS = Table(
    "requests",
    lazy("요청과답변"),
    lazy("동주민센터가 받은 요청 하나가 한 줄입니다. 공개한 답변이 함께 있습니다."),
    _COLUMNS,
    page=("decisions.request", "request_id"),
    page_key="request_id",
    start=Request.__table__.join(Council.__table__)
    .outerjoin(RequestKind.__table__, RequestKind.id == Request.kind_id)
    .outerjoin(Decision.__table__, (Decision.request_id == Request.id) & (Decision.state == DecisionState.PUBLISHED)),
    public=Request.state != RequestState.WRITTEN,
    order=(Request.id,),
)
