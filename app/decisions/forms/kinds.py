"""The form in which an operator writes what an ordinance of a gu gives."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional, Regexp

from app.decisions.models import RequestKind
from app.decisions.service import KindWords
from app.decisions.states import Unit
from app.kernel import clock
from app.kernel.forms import AtMost, Form, Needed, offered
from app.kernel.i18n import lazy
from app.places.models import Gu

LONGEST_TERM = 400


def _count(label: Any, least: int, hint: Any = None) -> IntegerField:
    bounds = NumberRange(least, LONGEST_TERM, lazy("%(min)d에서 %(max)d 사이의 숫자로 적어 주세요."))
    return IntegerField(label, [Needed(), bounds], description=hint)


def _perhaps(label: Any) -> IntegerField:
    bounds = NumberRange(1, LONGEST_TERM, lazy("%(min)d에서 %(max)d 사이의 숫자로 적어 주세요."))
    return IntegerField(label, [Optional(), bounds])


class KindForm(Form):
    """A kind of request of one gu, from a day on."""

    gu = SelectField(lazy("어느 구의 절차입니까?"), [Needed()])
    code = StringField(
        lazy("짧은 이름 (영문)"),
        [
            Needed(),
            AtMost(32),
            Regexp(r"[a-z][a-z_]*\Z", message=lazy("영어 소문자와 밑줄로만 적어 주세요. 보기: autonomy_plan")),
        ],
    )
    name_ko = StringField(lazy("이름"), [Needed(), AtMost(80)])
    name_en = StringField(lazy("이름 (영어)"), [Needed(), AtMost(80)])
    law = StringField(lazy("근거가 되는 조례나 법"), [Needed(), AtMost(200)])
    term = _count(lazy("답할 기간"), 1)
    unit = SelectField(lazy("기간을 세는 방법"), [Needed()], choices=offered((unit.value, unit.label) for unit in Unit))
    extension = _count(lazy("한 번에 늘릴 수 있는 기간"), 0)
    second_with_consent = BooleanField(lazy("동의를 받으면 한 번 더 늘릴 수 있습니다"))
    survey_days = _count(lazy("현장조사에 쓸 수 있는 날"), 0)
    supplement_within = _perhaps(lazy("보완을 요청할 수 있는 날"))
    again_days = _perhaps(lazy("다시 물을 수 있는 날"))
    gives_ko = TextAreaField(lazy("무엇을 보장하는지 쉬운 말로"), [Needed(), AtMost(500)])
    gives_en = TextAreaField(lazy("무엇을 보장하는지 (영어)"), [Needed(), AtMost(500)])
    remedy_ko = TextAreaField(lazy("거절했을 때 다시 물을 길"), [Needed(), AtMost(800)])
    remedy_en = TextAreaField(lazy("거절했을 때 다시 물을 길 (영어)"), [Needed(), AtMost(800)])
    valid_from = DateField(lazy("언제부터 쓰나요?"), [Needed(lazy("날짜를 적어 주세요."))], default=clock.today)

    def __init__(self, gus: Sequence[Gu], **given: Any) -> None:
        """`gus` are those that there are."""
        super().__init__(**given)
        self.gu.choices = offered((str(gu.id), f"{gu.city} {gu.name}") for gu in gus)
        self._gus = {str(gu.id): gu for gu in gus}

    @property
    def chosen_gu(self) -> Gu:
        """The gu that was chosen."""
        return self._gus[self.gu.data]

    @property
    def words(self) -> KindWords:
        """What was written, for the service."""
        given = {name: self[name].data for name in KindWords.__dataclass_fields__ if name != "unit"}
        return KindWords(unit=Unit(self.unit.data), **given)


def kind_form(gus: Sequence[Gu], pattern: RequestKind | None) -> KindForm:
    """An empty form, or one that begins with what a kind says: from today, for its own gu."""
    if pattern is None:
        return KindForm(gus)
    said = {name: getattr(pattern, name) for name in ("code", *KindWords.__dataclass_fields__)}
    return KindForm(gus, data={**said, "gu": str(pattern.gu_id or ""), "valid_from": clock.today()})
