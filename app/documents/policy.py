"""Who may print what holds names: the form of a call, for those who called and for the dong centre."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from app.councils.policy import officer
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, rule

if TYPE_CHECKING:
    from app.councils.models import Council


@rule
def caller(user: Any, subject: Any) -> Reason:
    """One of the neighbours who called the council, or who wrote their call down."""
    council = subject.council
    people = {council.called_by_id, council.taken_by_id, *(one.user_id for one in council.callers)} - {None}
    found = user.is_authenticated and user.id in people
    return None if found else lazy("골목회의를 제안한 이웃과 주민센터 담당자만 볼 수 있습니다.")


@dataclass(frozen=True)
class CallForm:
    """The printed form of a call."""

    council: "Council"

    __policy__: ClassVar[Policy] = {"read": officer | caller}
