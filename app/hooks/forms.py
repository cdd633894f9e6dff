"""The form of a new webhook."""

from collections.abc import Sequence
from typing import Any

from flask import current_app
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.hooks.queries import Area
from app.hooks.service.addresses import LONGEST
from app.hooks.service.wire import Wire
from app.hooks.states import OFFERED, News
from app.kernel import chance
from app.kernel.errors import Invalid
from app.kernel.forms import AtMost, Form, Needed, offered
from app.kernel.i18n import _, lazy


class WebhookForm(Form):
    """Where news goes, from where it comes and of which kinds it is."""

    name = StringField(
        lazy("어느 프로그램인가요?"),
        [Needed(), AtMost(60)],
        description=lazy("나중에 알아볼 수 있게 적어 주세요. 보기: 우리 아파트 게시판"),
    )
    address = StringField(
        lazy("어디로 보낼까요?"),
        [Needed(), AtMost(LONGEST)],
        description=lazy("https://로 시작하는 주소. 누구나 인터넷에서 닿을 수 있는 곳이어야 합니다."),
    )
    area = SelectField(lazy("어디의 소식인가요?"))
    kinds = SelectMultipleField(
        lazy("무슨 소식을 보낼까요?"),
        [Needed(lazy("하나는 골라 주세요."))],
        choices=offered((news.value, news.label) for news in OFFERED),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    once = HiddenField(default=chance.token, validators=[Length(max=40)])

    def __init__(self, areas: Sequence[Area], **given: Any) -> None:
        """`areas` are those that the person may have news of."""
        super().__init__(**given)
        self.areas = {area.key: area for area in areas}
        self.area.choices = offered((key, area.name or _("모든 동")) for key, area in self.areas.items())

    def validate_address(self, field: StringField) -> None:
        """Only what could ever be sent to; whether the name leads outside is looked at again each time."""
        wire: Wire = current_app.extensions["webhook_wire"]
        try:
            wire.target(field.data or "")
        except Invalid as fault:
            raise ValidationError(str(fault.reason)) from fault

    @property
    def chosen(self) -> Area:
        """Where the news comes from."""
        return self.areas[self.area.data]

    @property
    def ticked(self) -> list[News]:
        """The kinds of news."""
        return [News(word) for word in self.kinds.data or ()]


class TryForm(Form):
    """A press that sends one test, however often it comes."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])
