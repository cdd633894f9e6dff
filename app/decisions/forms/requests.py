"""The form of a request."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from wtforms import RadioField

from app.decisions.states import TERMS, Clock
from app.kernel.forms import AtMost, Form, Needed, PublicText, offered
from app.kernel.i18n import lazy

E = TypeVar("E", bound=StrEnum)


def one_of(words: type[E]) -> Callable[[Any], E | None]:
    """What a field makes of a chosen value: the word of the enum, None where nothing is chosen."""
    return lambda value: words(value) if value else None


class RequestForm(Form):
    """What is asked of the centre, and on which legal clock."""

    text = PublicText(lazy("센터에 바라는 일"), [Needed(), AtMost(2000)])
    clock = RadioField(
        lazy("어떤 절차로 답을 받을까요?"),
        [Needed(lazy("하나를 골라 주세요."))],
        choices=offered((kind.value, kind.label) for kind in Clock),
        default=Clock.SUGGESTION,
        coerce=one_of(Clock),
    )

    @property
    def wording(self) -> tuple[str, Clock]:
        """What was written and chosen."""
        return self.text.data or "", self.clock.data

    @property
    def terms(self) -> list[tuple[Any, Any]]:
        """What each clock gives, for those who have to choose."""
        return [(kind.label, term.gives) for kind, term in TERMS.items()]
