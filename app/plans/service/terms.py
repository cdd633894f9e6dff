"""Writing down in which time the ordinance of a gu has plans sent."""

from datetime import date, datetime

from sqlalchemy import select

from app.decisions.clocks import Term
from app.decisions.states import Unit
from app.kernel.db import kept_once, session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User
from app.places.models import Gu
from app.plans.models import SendingTerm


def add_term(gu: Gu, term: Term, law: str, *, valid_from: date, by: User, at: datetime) -> SendingTerm:
    """The term of a gu from a day on; the same again is the one that is there. Event sending_term.made.

    Raises Invalid where another one begins on that day.
    """

    def there() -> SendingTerm | None:
        of_day = select(SendingTerm).where(SendingTerm.gu_id == gu.id, SendingTerm.valid_from == valid_from)
        return session().scalars(of_day).one_or_none()

    new = SendingTerm(gu_id=gu.id, term=term.value, unit=Unit(term.measure.value), law=law, valid_from=valid_from)
    made, is_new = kept_once(new, there)
    if is_new:
        record("sending_term.made", made, by=by, at=at, gu=gu.code)
    elif (made.term, made.unit.value, made.law) != (term.value, term.measure.value, law):
        raise Invalid(_("그날부터 쓰는 기한이 이미 있습니다. 다른 날로 적어 주세요."))
    return made
