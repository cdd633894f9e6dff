"""Taking back an adoption that was entered by mistake."""

from datetime import datetime

from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User
from app.plans import queries
from app.plans.models import Plan, TakingBack


def take_back(plan: Plan, number: int, reason: str, *, by: User, at: datetime) -> Plan:
    """The plan is a draft again; the version under the number stays and says why. Event plan.taken_back.

    The same form again changes nothing. Raises Invalid where somebody was first: it is taken back already, with
    another reason, or sent. Raises NotFound where there is no such version.
    """
    held = queries.locked(plan.id)
    kept = queries.version(held, number)
    if kept.taken_back and kept.taken_back.reason == reason:
        return held
    if kept.taken_back:
        raise Invalid(_("이 의결은 이미 되돌렸습니다. 적힌 까닭은 그 판에서 볼 수 있습니다."))
    if held.sent_at is not None:
        raise Invalid(_("이미 구에 보낸 계획입니다. 보낸 계획의 의결은 되돌릴 수 없습니다."))
    held.move("take_back")
    kept.taken_back = TakingBack(version_id=kept.id, reason=reason, at=at)
    held.adopted_at = held.adopted_by_poll_id = held.adopted_by_resolution_id = None
    session().flush()
    record("plan.taken_back", held, by=by, at=at, number=number, reason=reason, hash=kept.hash)
    return held
