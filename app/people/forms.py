"""Forms of people."""

import re
import unicodedata
from typing import Any

from wtforms import BooleanField, HiddenField, PasswordField, SelectField, SelectMultipleField, StringField, SubmitField
from wtforms.validators import Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel import chance
from app.kernel.errors import Invalid
from app.kernel.forms import AtMost, Form, Needed, PublicLine, offered
from app.kernel.i18n import lazy, ngettext
from app.people.models import Contact, contact_of
from app.people.service.addresses import NO_ADDRESS
from app.people.service.tokens import LIFETIMES
from app.people.states import Scope

LEAST_PASSWORD, MOST_PASSWORD = 8, 128
_LENGTH = Length(
    min=LEAST_PASSWORD,
    max=MOST_PASSWORD,
    message=lazy("비밀번호는 8자 이상으로 정해 주세요."),
)


class ContactField(StringField):
    """A phone number or an e-mail address in any writing; `contact` is what it means."""

    contact: Contact

    def pre_validate(self, form: Any) -> None:
        """Read it, or say what is expected."""
        if not self.data:
            return
        try:
            self.contact = contact_of(self.data)
        except Invalid as fault:
            raise ValidationError(fault.reason) from fault


class AddressField(ContactField):
    """An e-mail address alone."""

    def pre_validate(self, form: Any) -> None:
        """Read it, or say what is expected."""
        if self.data and "@" not in self.data:
            raise ValidationError(NO_ADDRESS)
        super().pre_validate(form)


def _digits(written: Any) -> Any:
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", written)) if isinstance(written, str) else written


class RegisterForm(Form):
    """Who is new."""

    name = PublicLine(lazy("이웃에게 보일 이름"), [Needed(), AtMost(40)])
    contact = ContactField(lazy("전화번호 또는 전자우편"), [Needed(), AtMost(254)])
    password = PasswordField(lazy("비밀번호"), [Optional(), _LENGTH])
    terms = BooleanField(
        lazy("만 14세 이상이고, 위 내용에 동의합니다. (필수)"),
        [Needed(lazy("동의하셔야 등록할 수 있습니다."))],
    )
    letters_wanted = BooleanField(lazy("내가 참여한 일의 소식을 전자우편으로도 받겠습니다. (선택)"), default=True)


class SignInForm(Form):
    """Who comes back; the second button asks for a code instead of a password."""

    contact = ContactField(lazy("전화번호 또는 전자우편"), [Needed(), AtMost(254)])
    password = PasswordField(lazy("비밀번호"), [Length(max=MOST_PASSWORD)])
    by_code = SubmitField(lazy("인증번호 받기"))


class CodeForm(Form):
    """The six digits that came by message; blanks and hyphens between them do not matter."""

    code = StringField(lazy("인증번호 여섯 자리"), [Needed(), AtMost(20)], filters=[_digits])


class AccountForm(Form):
    """What a person changes about the own account."""

    name = PublicLine(lazy("이웃에게 보일 이름"), [Needed(), AtMost(40)])
    language = SelectField(lazy("언어"), choices=offered([("ko", "한국어"), ("en", "English")]))
    letters_wanted = BooleanField(lazy("내가 참여한 일의 소식을 전자우편으로도 받겠습니다."))


class AddressForm(Form):
    """An e-mail address for the account; `current` is not asked of who has just come in with a code."""

    contact = AddressField(lazy("새 전자우편 주소"), [Needed(), AtMost(254)])
    current = PasswordField(lazy("지금 비밀번호"), [Length(max=MOST_PASSWORD)])


class PasswordForm(Form):
    """A new password; `current` is not asked of who has just come in with a code."""

    current = PasswordField(lazy("지금 비밀번호"), [Length(max=MOST_PASSWORD)])
    password = PasswordField(lazy("새 비밀번호"), [Needed(), _LENGTH])


class TokenForm(Form):
    """A new token for a program: its name, what it may do and for how long."""

    name = StringField(
        lazy("어느 프로그램인가요?"),
        [Needed(), AtMost(60)],
        description=lazy("나중에 알아볼 수 있게 적어 주세요. 보기: 우리 아파트 게시판"),
    )
    scopes = SelectMultipleField(
        lazy("무엇을 할 수 있나요?"),
        [Needed(lazy("하나는 골라 주세요."))],
        choices=offered((scope.value, scope.label) for scope in Scope),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    days = SelectField(lazy("얼마 동안 쓰나요?"), coerce=int, default=LIFETIMES[1])
    once = HiddenField(default=chance.token, validators=[Length(max=40)])

    def __init__(self, **given: Any) -> None:
        """The lengths are counted in the reader's language."""
        super().__init__(**given)
        self.days.choices = offered((days, ngettext("%(num)d일", "%(num)d일", days)) for days in LIFETIMES)

    @property
    def ticked(self) -> list[Scope]:
        """What the program may do."""
        return [Scope(word) for word in self.scopes.data or ()]
