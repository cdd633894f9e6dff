"""What an officer writes in an answer, on its way between the form, a second officer and the answer itself."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from app.decisions.models import READ, Decision, told
from app.decisions.states import Answer, ReasonCode

_DAYS = ("next_on", "do_by")


@dataclass(frozen=True)
class Words:
    """What an officer writes; any of it may be empty while the answer is a draft. `cost_won` is in won."""

    answer: Answer | None
    reason_code: ReasonCode | None
    reason: str
    ground: str
    possible: str
    passed_to: str
    section: str
    officer_name: str
    officer_phone: str
    do_by: date | None
    summary: str = ""
    found: str = ""
    waits_for: str = ""
    next_on: date | None = None
    cost_won: int | None = None
    money_from: str = ""

    @classmethod
    def of(cls, decision: Decision) -> Self:
        """What the answer says now."""
        return cls(**{name: getattr(decision, name) for name in READ})

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> Self:
        """The words from what `kept` has made of them."""
        given: dict[str, Any] = {name: kept.get(name, "") for name in READ}
        given |= {name: date.fromisoformat(given[name]) if given[name] else None for name in _DAYS}
        given["answer"] = Answer(given["answer"]) if given["answer"] else None
        given["reason_code"] = ReasonCode(given["reason_code"]) if given["reason_code"] else None
        given["cost_won"] = int(given["cost_won"]) if given["cost_won"] else None
        return cls(**given)

    @property
    def kept(self) -> dict[str, str]:
        """As text by the names of the fields, nothing of those that stand empty: what residents read of them."""
        return told(asdict(self))
