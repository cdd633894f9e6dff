"""Who may do what with plans and with the terms that ordinances set for them."""

from typing import Any

from app.councils.policy import facilitator, officer, standing
from app.councils.states import Kind
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, anyone, rule
from app.people.policy import operator


@rule
def of_assembly(user: Any, subject: Any) -> Reason:
    """A plan is that of a dong, made by the council whose assembly adopts it."""
    return None if subject.council.kind is Kind.ASSEMBLY else lazy("자치계획은 동의 주민총회에서 만듭니다.")


PLAN_POLICY: Policy = {
    "read": anyone,
    "draft": facilitator & standing & of_assembly,
    "write": facilitator,
    "review": officer,
    "promise": officer,
    "date": facilitator | officer,
    "spend": facilitator | officer,
}
TERM_POLICY: Policy = {
    "read": anyone,
    "edit": operator,
}
