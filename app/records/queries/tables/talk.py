"""의견, 토론요약 and 수정안: what neighbours say about proposals, as everybody reads it on the proposal's page."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, not_, null, select

from app.councils.models import Council
from app.discussion.models import COVERED, UNSEEN, Comment, Summary
from app.discussion.states import CommentState, Ground, Stance, Voice
from app.kernel.i18n import lazy
from app.proposals.models import Amendment, Proposal
from app.proposals.states import AmendmentState
from app.records.queries.tables.column import Column, Kind, Table
from app.records.queries.tables.proposals import PROPOSALS
from app.records.queries.tables.stamp import COUNCIL

_IS_COVERED = Comment.state.in_(COVERED)
_IS_READ = Comment.state == CommentState.SHOWN


def _only(condition: ColumnElement[bool], value: Any) -> ColumnElement[Any]:
    """The value where the condition holds, else nothing."""
    return case((condition, value), else_=null())


def _proposal_id(source: Any) -> Column:
    return Column(
        "proposal_id", lazy("제안아이디"), lazy("어느 제안에 대한 것인지"), Kind.NUMBER, source, is_needed=True
    )


# that an author corrects or appeals is between them and the moderators
_STATE = case((_IS_COVERED, literal(CommentState.HIDDEN, Comment.state.type)), else_=Comment.state)
_COMMENTS = (
    Column(
        "comment_id", lazy("의견아이디"), lazy("의견을 가리키는 수"), Kind.NUMBER, Comment.id,
        is_needed=True, is_unique=True,
    ),
    *COUNCIL,
    _proposal_id(Comment.subject_id),
    Column("parent_id", lazy("답한의견아이디"), lazy("다른 의견에 답했다면 그 의견"), Kind.NUMBER, Comment.parent_id),
    Column("voice", lazy("쓴자격"), lazy("무엇으로서 썼는지"), Kind.WORD, Comment.voice, Voice, True),
    Column(
        "stance", lazy("찬반"), lazy("찬성, 반대, 중립, 질문. 거둔 의견에는 없습니다."), Kind.WORD,
        _only(Comment.state != CommentState.WITHDRAWN, Comment.stance), Stance,
    ),
    Column("body", lazy("의견내용"), lazy("보이는 의견의 글"), source=_only(_IS_READ, Comment.body)),
    Column("state", lazy("상태"), lazy("보이는지"), Kind.WORD, _STATE, CommentState, True),
    Column(
        "hidden_ground", lazy("가린이유분류"), lazy("가렸다면 어떤 이유인지"), Kind.WORD,
        _only(_IS_COVERED, Comment.hidden_ground), Ground,
    ),
    Column(
        "hidden_reason", lazy("가린이유"), lazy("가렸다면 그 까닭"), source=_only(_IS_COVERED, Comment.hidden_reason)
    ),
    Column(
        "helpful_count", lazy("도움수"), lazy("도움이 됐다고 한 이웃의 수"), Kind.NUMBER, Comment.helpful_count,
        is_needed=True,
    ),
    Column("edit_count", lazy("고친횟수"), lazy("몇 번 고쳤는지"), Kind.NUMBER, Comment.edit_count, is_needed=True),
    Column("written_at", lazy("작성일시"), lazy("쓴 때"), Kind.MOMENT, Comment.written_at, is_needed=True),
)  # fmt: skip
_SUMMARIES = (
    Column(
        "summary_id", lazy("요약아이디"), lazy("요약을 가리키는 수"), Kind.NUMBER, Summary.id,
        is_needed=True, is_unique=True,
    ),
    *COUNCIL,
    _proposal_id(Summary.subject_id),
    Column("body", lazy("요약내용"), lazy("이야기가 어디까지 왔는지"), source=Summary.body, is_needed=True),
    Column("written_at", lazy("작성일시"), lazy("쓴 때"), Kind.MOMENT, Summary.written_at, is_needed=True),
)  # fmt: skip
# as Amendment.is_covered says
_WORDS_ARE_OPEN = not_(
    select(Comment.id)
    .where(
        Comment.subject_type == Amendment.__tablename__,
        Comment.subject_id == Amendment.id,
        Comment.is_copy,
        Comment.state != CommentState.SHOWN,
    )
    .exists()
)
_AMENDMENTS = (
    Column(
        "amendment_id", lazy("수정안아이디"), lazy("수정안을 가리키는 수"), Kind.NUMBER, Amendment.id,
        is_needed=True, is_unique=True,
    ),
    *COUNCIL,
    _proposal_id(Amendment.proposal_id),
    Column("title", lazy("제목"), lazy("바꾸자는 제목"), source=_only(_WORDS_ARE_OPEN, Amendment.title)),
    Column("place", lazy("장소"), lazy("바꾸자는 곳"), source=_only(_WORDS_ARE_OPEN, Amendment.place)),
    Column("problem", lazy("문제"), lazy("바꾸자는 문제"), source=_only(_WORDS_ARE_OPEN, Amendment.problem)),
    Column("wish", lazy("바라는점"), lazy("바꾸자는 바라는 점"), source=_only(_WORDS_ARE_OPEN, Amendment.wish)),
    Column(
        "cost_won", lazy("예상비용"), lazy("바꾸자는 비용, 원"), Kind.NUMBER,
        _only(_WORDS_ARE_OPEN, Amendment.cost_won),
    ),
    Column("reason", lazy("바꾸는이유"), lazy("왜 바꾸자는지"), source=_only(_WORDS_ARE_OPEN, Amendment.reason)),
    Column("state", lazy("상태"), lazy("받아들였는지"), Kind.WORD, Amendment.state, AmendmentState, True),
    Column("answer", lazy("답"), lazy("받아들이지 않았다면 그 까닭"), source=Amendment.answer),
    Column("offered_at", lazy("제안일시"), lazy("내놓은 때"), Kind.MOMENT, Amendment.offered_at, is_needed=True),
    Column("answered_at", lazy("답한일시"), lazy("답한 때"), Kind.MOMENT, Amendment.answered_at),
)  # fmt: skip
_ON_PROPOSAL = and_(Comment.subject_type == Proposal.__tablename__, Comment.subject_id == Proposal.id)
_OF_PROPOSAL = and_(Summary.subject_type == Proposal.__tablename__, Summary.subject_id == Proposal.id)
_IS_OUT = PROPOSALS.public
assert _IS_OUT is not None
COMMENTS = Table(
    "comments",
    lazy("제안의의견"),
    lazy("제안에 이웃이 남긴 의견 하나가 한 줄입니다. 누가 썼는지는 없고, 가렸거나 거둔 의견에는 글이 없습니다."),
    _COMMENTS,
    page=("discussion.show", "comment_id"),
    page_key="comment_id",
    start=Comment.__table__.join(Proposal.__table__, _ON_PROPOSAL).join(
        Council.__table__, Council.id == Comment.council_id
    ),
    public=_IS_OUT & Comment.is_copy.is_(False) & (Comment.state.not_in(UNSEEN) | (Comment.edit_count > 0)),
    order=(Comment.id,),
)
SUMMARIES = Table(
    "summaries",
    lazy("토론요약"),
    lazy("퍼실리테이터가 쓴 토론 요약 하나가 한 줄입니다. 제안마다 가장 나중 것이 지금의 요약입니다."),
    _SUMMARIES,
    page=("proposals.show", "proposal_id"),
    page_key="proposal_id",
    start=Summary.__table__.join(Proposal.__table__, _OF_PROPOSAL).join(
        Council.__table__, Council.id == Summary.council_id
    ),
    public=_IS_OUT,
    order=(Summary.id,),
)
AMENDMENTS = Table(
    "amendments",
    lazy("수정안"),
    lazy("제안을 이렇게 고치자는 글 하나가 한 줄입니다. 누가 썼는지는 없고, 가린 글에는 내용이 없습니다."),
    _AMENDMENTS,
    page=("proposals.amendment", "amendment_id"),
    page_key="amendment_id",
    start=Amendment.__table__.join(Proposal.__table__).join(Council.__table__, Council.id == Proposal.council_id),
    public=_IS_OUT,
    order=(Amendment.id,),
)
