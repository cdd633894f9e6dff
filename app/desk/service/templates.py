"""Keeping texts ready for answers."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.decisions.states import Answer, ReasonCode
from app.desk import queries
from app.desk.models import AnswerTemplate
from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.i18n import lazy
from app.people.models import User
from app.places.models import Dong

TAKEN = lazy("같은 이름의 틀이 있습니다. 다른 이름을 적어 주세요.")
OVERTAKEN = lazy("그 사이에 다른 담당자가 이 틀을 고쳤습니다. 새 창에서 열어 보고 옮겨 적어 주세요.")


@dataclass(frozen=True)
class TemplateWords:
    """What a text kept ready says; any of it but its name may be empty."""

    name: str
    answer: Answer | None
    summary: str
    reason_code: ReasonCode | None
    reason: str
    ground: str
    possible: str


def keep_template(dong: Dong, words: TemplateWords, *, by: User, at: datetime) -> AnswerTemplate:
    """Keep one text more for the officers of the dong. Raises Invalid where its name is taken."""
    return _kept(AnswerTemplate(dong_id=dong.id), words, by=by, at=at)


def change_template(one: AnswerTemplate, words: TemplateWords, *, seen: int, by: User, at: datetime) -> AnswerTemplate:
    """Let it say something else; answers that began with it stay. Raises Invalid where another has changed it since."""
    held = queries.locked_template(one.id)
    if held.version != seen:
        raise Invalid(OVERTAKEN)
    return _kept(held, words, by=by, at=at)


def _kept(one: AnswerTemplate, words: TemplateWords, *, by: User, at: datetime) -> AnswerTemplate:
    for name, value in asdict(words).items():
        setattr(one, name, value)
    one.changed_by_id, one.changed_at = by.id, at
    try:
        with session().begin_nested():
            session().add(one)
            session().flush()
    except IntegrityError as fault:
        raise Invalid(TAKEN) from fault
    return one


def remove_template(one: AnswerTemplate) -> None:
    """Keep it no longer; removed twice is removed."""
    session().execute(delete(AnswerTemplate).where(AnswerTemplate.id == one.id))
