"""Objecting to the roll, answering, and adding somebody who was left out."""

from collections.abc import Sequence

from wtforms import RadioField, SelectField, TextAreaField

from app.kernel.forms import AtMost, Form, Needed, PublicLine, offered
from app.kernel.i18n import lazy
from app.people.models import User


class ObjectionForm(Form):
    """What is wrong with one's own line of the roll."""

    text = TextAreaField(lazy("무엇이 잘못되었나요?"), [Needed(), AtMost(300)])


class ObjectionAnswerForm(Form):
    """Whether an objection is right, and a sentence to whoever made it."""

    accepted = RadioField(
        lazy("이의가 맞나요?"),
        [Needed(lazy("맞는지 아닌지 골라 주세요."))],
        choices=offered([("yes", lazy("받아들입니다")), ("no", lazy("받아들이지 않습니다"))]),
    )
    text = TextAreaField(lazy("답"), [Needed(lazy("답을 적어 주세요. 신청한 분이 읽습니다.")), AtMost(300)])


class AdditionForm(Form):
    """Who was left out of the roll, and why they belong on it."""

    person = SelectField(lazy("누구를 더하나요?"), [Needed(lazy("더할 분을 골라 주세요."))])
    reason = PublicLine(lazy("까닭"), [Needed(lazy("왜 더하는지 적어 주세요. 모두가 읽습니다.")), AtMost(200)])

    def offer(self, people: Sequence[User]) -> None:
        """Let one of these be chosen."""
        self.person.choices = offered([("", lazy("골라 주세요")), *((str(one.id), one.name) for one in people)])
