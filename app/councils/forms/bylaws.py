"""The form for a council's own rules."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from wtforms import DecimalField, HiddenField, RadioField, SelectField
from wtforms.validators import Optional, ValidationError

from app.councils.forms.calling import TIES
from app.councils.forms.fields import Between, Ticks, WholeNumber
from app.councils.service.rules import PASSING_BASES, PER, QUORUM_BASES, REMOTE, Rules
from app.kernel.db import key_of
from app.kernel.forms import Form, Needed, offered
from app.kernel.i18n import _, lazy

SHARES = {
    "1/2+": lazy("절반을 넘게 (과반수)"),
    "3/5": lazy("5분의 3 이상"),
    "2/3": lazy("3분의 2 이상"),
    "3/4": lazy("4분의 3 이상"),
    "1/1": lazy("모두 찬성"),
}
SHARED_BASES = ("roll", "population")


class Amount(DecimalField):
    """A number of people, or a percentage, with our sentence where it is neither."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read "0.5%", "100명" and "1,376"."""
        text = "".join(valuelist[:1]).strip().replace(",", "").rstrip("명% ")
        whole, _dot, part = text.partition(".")
        self.data = None
        if not text:
            return
        if not (f"{whole}{part}".isascii() and f"{whole}{part}".isdigit() and len(text) < 12):
            raise ValueError(_("숫자로 적어 주세요. 예: 0.5 또는 100"))
        self.data = Decimal(text)


class BylawsForm(Form):
    """Who may vote, the quorum, the passing rule, votes each and the notice."""

    preset = HiddenField()
    version = HiddenField()
    ties = Ticks(lazy("누가 참여하나"), [Needed(lazy("하나는 골라 주세요."))], choices=offered(TIES))
    min_age = WholeNumber(lazy("몇 살부터 (만 나이)"), [Needed(), Between(7, 30)])
    quorum_basis = RadioField(lazy("정족수는 무엇을 기준으로 하나"), choices=offered(QUORUM_BASES.items()))
    quorum_amount = Amount(lazy("정족수"), [Optional()], places=None)
    quorum_population = WholeNumber(lazy("기준 인구"), [Optional(), Between(1, 10_000_000)])
    passing_basis = RadioField(lazy("통과 기준은 무엇을 기준으로 하나"), choices=offered(PASSING_BASES.items()))
    passing_share = SelectField(lazy("얼마나 찬성해야 통과하나"))
    votes_per_voter = WholeNumber(lazy("1인 표 수"), [Needed(), Between(1, 50)])
    notice_days = WholeNumber(lazy("며칠 전까지 알리나"), [Needed(), Between(0, 365)])
    endorsements_needed = WholeNumber(lazy("회의에 오르는 공감 수"), [Optional(), Between(0, 10_000)])
    remote_presence = RadioField(lazy("화상·전화로 함께하기"), choices=offered(REMOTE.items()))

    def __init__(self, rules: Rules, **kwargs: Any) -> None:
        """Start from the rules: the council's own, or a preset's."""
        super().__init__(data={**rules.facts, **_shown(rules)}, **kwargs)
        share = _share(rules)
        self.passing_share.choices = offered(({share: share} | SHARES).items())
        self.tie_rule = rules.tie_rule

    def validate_quorum_amount(self, field: Amount) -> None:
        """People are whole; a percentage has at most two decimals and is not above 100."""
        if self.quorum_basis.data == "none":
            return
        if not field.data:
            raise ValidationError(_("정족수를 적어 주세요. 정족수가 없으면 ‘정족수 없음’을 고르면 됩니다."))
        if self.quorum_basis.data in SHARED_BASES:
            if field.data > 100 or (field.data * 100) % 1:
                raise ValidationError(_("비율은 100%까지, 소수 둘째 자리까지 적어 주세요. 예: 0.5"))
        elif field.data % 1 or field.data > 10_000_000:
            raise ValidationError(_("사람 수는 소수 없이 적어 주세요. 예: 100"))

    @property
    def seen_version(self) -> int:
        """The version of the bylaws that the person had before them; 0 where the form says none."""
        return key_of(self.version.data) or 0

    @property
    def rules(self) -> Rules:
        """What was chosen; the form must have been validated."""
        basis = self.quorum_basis.data
        amount = self.quorum_amount.data or Decimal(0)
        numerator, denominator = (self.passing_share.data or "").rstrip("+").split("/")
        return Rules(
            ties=tuple(self.ties.data or ()),
            min_age=self.min_age.data or 0,
            votes_per_voter=self.votes_per_voter.data or 0,
            quorum_basis=basis,
            quorum_value=0 if basis == "none" else int(amount * 100 if basis in SHARED_BASES else amount),
            quorum_population=self.quorum_population.data if basis == "population" else None,
            passing_basis=self.passing_basis.data,
            passing_numerator=int(numerator),
            passing_denominator=int(denominator),
            passing_strict=self.passing_share.data.endswith("+"),
            notice_days=self.notice_days.data or 0,
            tie_rule=self.tie_rule,
            endorsements_needed=self.endorsements_needed.data or 0,
            remote_presence=self.remote_presence.data,
        )


def _share(rules: Rules) -> str:
    share = Fraction(rules.passing_numerator, rules.passing_denominator)
    return f"{share.numerator}/{share.denominator}{'+' if rules.passing_strict else ''}"


def _shown(rules: Rules) -> dict[str, Any]:
    shared = rules.quorum_basis in SHARED_BASES
    amount = Fraction(rules.quorum_value, PER // 100) if shared else Fraction(rules.quorum_value)
    shown = Decimal(amount.numerator) / amount.denominator if rules.quorum_value else None
    return {"quorum_amount": shown, "passing_share": _share(rules)}
