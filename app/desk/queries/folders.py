"""Everything that officers of a desk have about one request, and what has to be destroyed by now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.decisions import queries as decisions
from app.decisions.models import Decision, Request
from app.decisions.states import RequestState
from app.desk.models import Assignment, DeskNote, SectionOpinion
from app.desk.policy import FOLDER_POLICY
from app.desk.queries.assignments import Held, held, history
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.policy import Policy


@dataclass(frozen=True)
class Folder:
    """The folder of a request: never for anybody but officers of the centre that has it."""

    __policy__: ClassVar[Policy] = FOLDER_POLICY
    request: Request

    @property
    def held(self) -> Held | None:
        """Who looks after it."""
        return held(self.request)

    @property
    def history(self) -> Sequence[Assignment]:
        """Who looked after it, the last first."""
        return history(self.request.id)

    @property
    def notes(self) -> Sequence[DeskNote]:
        """What officers wrote down, with their names, the latest first."""
        notes = select(DeskNote).where(DeskNote.request_id == self.request.id).options(joinedload(DeskNote.author))
        return session().scalars(notes.order_by(DeskNote.id.desc())).all()

    @property
    def opinions(self) -> Sequence[SectionOpinion]:
        """What other sections were asked, the first first."""
        asked = select(SectionOpinion).where(SectionOpinion.request_id == self.request.id)
        return session().scalars(asked.options(joinedload(SectionOpinion.asked_by)).order_by(SectionOpinion.id)).all()


def folder(request_id: int) -> Folder:
    """The folder of a request. Raises NotFound, also before the centre has received it."""
    request = decisions.request(request_id)
    if request.state is RequestState.WRITTEN:
        raise NotFound
    return Folder(request)


def noted_once(author_id: int, once: str | None) -> DeskNote | None:
    """The note that came from this form before."""
    same = select(DeskNote).where(DeskNote.author_id == author_id, DeskNote.once == once)
    return session().scalars(same).one_or_none() if once else None


def worn_out(until: datetime) -> Sequence[int]:
    """The requests that ended by then, answered or not, and about which notes or opinions are still kept."""
    kept = select(DeskNote.request_id).union(select(SectionOpinion.request_id))
    stood = func.coalesce(Decision.corrected_at, Decision.published_at, Request.ended_at)
    ended = select(Request.id).outerjoin(Decision, Decision.request_id == Request.id).where(Request.id.in_(kept))
    return (
        session()
        .scalars(ended.where(Request.state != RequestState.RECEIVED, stood <= until).order_by(Request.id))
        .all()
    )
