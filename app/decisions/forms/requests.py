"""The form of a request."""

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import Length

from app.decisions.models import RequestKind
from app.kernel import chance
from app.kernel.forms import AtMost, Form, Needed, PublicText, offered
from app.kernel.i18n import lazy


class RequestForm(Form):
    """What is asked of the centre, and on which legal clock."""

    text = PublicText(lazy("센터에 바라는 일"), [Needed(), AtMost(2000)])
    clock = RadioField(lazy("어떤 절차로 답을 받을까요?"), [Needed(lazy("하나를 골라 주세요."))], default="suggestion")

    def __init__(self, kinds: Mapping[str, RequestKind], **given: Any) -> None:
        """`kinds` are those that the council can choose from today, by code."""
        super().__init__(**given)
        self.clock.choices = offered((code, kind.name) for code, kind in kinds.items())
        self.kinds = kinds

    @property
    def wording(self) -> tuple[str, str]:
        """What was written, and the code of the kind that was chosen."""
        return self.text.data or "", self.clock.data


class AddingForm(RequestForm):
    """One request more; `once` makes a form that is sent twice one request."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])
