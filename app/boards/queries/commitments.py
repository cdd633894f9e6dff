"""Commitments: what was kept, what is late, and what was cut."""

from sqlalchemy import ColumnElement, and_, or_

from app.boards.queries.requests import REQUESTS
from app.boards.queries.sources import Figure, Source
from app.boards.states import Period
from app.councils.models import Council
from app.decisions.models import Request
from app.deeds.models import Commitment
from app.deeds.states import ENDED, CommitmentState
from app.kernel.i18n import lazy


def _ended(of: Period) -> ColumnElement[bool]:
    return and_(Commitment.ended_on >= of.first, Commitment.ended_on <= of.last)


def _kept(of: Period) -> ColumnElement[bool]:
    return and_(Commitment.state == CommitmentState.DONE, _ended(of))


def _late(of: Period) -> ColumnElement[bool]:
    still = or_(Commitment.state.not_in(ENDED), Commitment.ended_on > of.last)
    return and_(still, Commitment.do_by < of.counted_on)


def _cut(of: Period) -> ColumnElement[bool]:
    return and_(Commitment.state.in_((CommitmentState.CUT, CommitmentState.DROPPED)), _ended(of))


COMMITMENTS = Source(
    Commitment.__table__.outerjoin(Request.__table__, Request.id == Commitment.request_id).join(
        Council.__table__, Council.id == Commitment.council_id
    ),
    REQUESTS.dong,
    (
        Figure("kept", lazy("지킨 약속"), lazy("이 기간에 다 했다고 알린 약속입니다."), _kept),
        Figure("late-deeds", lazy("늦은 약속"), lazy("하기로 한 날이 지났는데 아직 하지 않은 약속입니다."), _late),
        Figure(
            "cut",
            lazy("줄이거나 그만둔 약속"),
            lazy("이 기간에 구의회가 예산을 줄이거나 뺀 약속과 그만둔 약속입니다."),
            _cut,
        ),
    ),
)
