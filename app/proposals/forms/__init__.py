"""Forms of proposals."""

import re
from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from app.kernel import chance
from app.kernel.db import LARGEST_KEY
from app.kernel.errors import Invalid
from app.kernel.files import StoredImage, keep_image
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, trimmed
from app.kernel.i18n import _, lazy, number
from app.proposals.service import Words

LONGEST = 3000
MOST_WON = 1_000_000_000_000
# 1,200,000 · 120만 · 120만 원 · 1억 2000만; the digits may be full-width
_WON = re.compile(r"(?:(?P<eok>\d+)억)?(?:(?P<man>\d+)만)?(?P<won>\d+)?원?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９，", "0123456789,")


def won_of(text: str) -> int:
    """The amount in won that a person wrote; raises ValueError where it is none."""
    plain = text.translate(_FULL_WIDTH).replace(",", "").replace(" ", "").removeprefix("약").removeprefix("₩")
    found = _WON.fullmatch(plain)
    if found is None or not any(found.groups()):
        raise ValueError(text)
    eok, man, won = (int(part or 0) for part in found.groups())
    return eok * 100_000_000 + man * 10_000 + won


class WonField(StringField):
    """An amount of money as people write it; its data is the number of won, or None."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return number(self.data) if self.data is not None else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; what cannot be read stays in the field with a sentence."""
        self.data = None
        typed = str(valuelist[0]).strip() if valuelist else ""
        if not typed:
            return
        try:
            amount = won_of(typed)
        except ValueError as error:
            raise ValueError(_("금액을 숫자로 적어 주세요. 보기: 1,200,000 또는 120만")) from error
        if amount > MOST_WON:
            raise ValueError(_("금액이 너무 큽니다. 0이 몇 개인지 다시 보아 주세요."))
        self.data = amount


class WithPhoto(Form):
    """A form that takes one photo; it is made anew only when everything else is right."""

    photo = FileField(lazy("사진"))
    description = PublicLine(
        lazy("사진 설명"),
        [AtMost(200)],
        description=lazy("사진을 볼 수 없는 이웃을 위해 무엇이 보이는지 한 줄로 적어 주세요."),
    )
    stored: StoredImage | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """As any form; a browser forgets a chosen file, so a refused form says that it must be chosen again."""
        right = bool(super().validate(extra_validators))
        if not self.photo.data:
            return right
        if not right:
            self.refuse(_("사진은 아직 받지 않았습니다. 다른 칸을 고친 뒤 사진을 다시 골라 주세요."), "photo")
            return False
        try:
            self.stored = keep_image(self.photo.data.stream)
        except Invalid as fault:
            self.refuse(fault.reason, "photo")
        return self.stored is not None


class WordsForm(Form):
    """What a proposal says; `spoken_by` is there only where an officer writes for a resident."""

    spoken_by = PublicLine(
        lazy("말씀하신 분"),
        [Needed(), AtMost(40)],
        description=lazy("모두에게 보입니다. 이름을 밝히고 싶지 않은 분이면 ‘이웃 한 분’이라고 적어 주세요."),
    )
    title = PublicLine(
        lazy("제목"),
        [Needed(), AtMost(80)],
        description=lazy("무엇을 바라는지 한 줄로. 보기: 3호 골목 쓰레기 모으는 곳 만들기"),
    )
    place = PublicLine(lazy("골목의 어디"), [AtMost(120)], description=lazy("보기: 국사봉길 84 빌라 주차장 앞"))
    problem = PublicText(lazy("무엇이 문제인가요?"), [Needed(), AtMost(LONGEST)])
    wish = PublicText(lazy("어떻게 되면 좋겠나요?"), [Needed(), AtMost(LONGEST)])
    cost = WonField(
        lazy("드는 돈"), description=lazy("알고 있다면 원으로 적어 주세요. 120만 원이면 1,200,000 또는 120만")
    )

    def __init__(self, *args: Any, spoken: bool = False, **kwargs: Any) -> None:
        """`spoken`: the words are a resident's, written down by an officer."""
        super().__init__(*args, **kwargs)
        if not spoken:
            del self.spoken_by

    @property
    def speaker(self) -> str:
        """The resident who spoke, empty where the author wrote."""
        return str(self.spoken_by.data) if "spoken_by" in self else ""

    @property
    def words(self) -> Words:
        """What was filled in."""
        return Words(
            title=self.title.data or "",
            place=self.place.data or "",
            problem=self.problem.data or "",
            wish=self.wish.data or "",
            cost_won=self.cost.data,
        )


class DraftForm(WithPhoto, WordsForm):
    """A new proposal; `once` makes a form that is sent twice one proposal."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])


class PhotoForm(WithPhoto):
    """One more photo."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])

    @property
    def made_anew(self) -> StoredImage:
        """The photo of a form that is right."""
        if self.stored is None:
            raise Invalid(lazy("사진을 골라 주세요."))
        return self.stored

    def validate(self, extra_validators: Any = None) -> bool:
        """As any form with a photo, but here there must be one."""
        right = super().validate(extra_validators)
        if right and self.stored is None:
            self.refuse(lazy("사진을 골라 주세요."), "photo")
        return right and self.stored is not None


class DescriptionForm(Form):
    """Other words for what is on a photo."""

    description = PublicLine(lazy("사진 설명"), [AtMost(200)], filters=[trimmed])


class InvitationForm(Form):
    """The neighbour who is asked to bring the proposal too."""

    user_id = IntegerField(lazy("이웃"), [InputRequired(), NumberRange(1, LARGEST_KEY)])


class WithdrawalForm(Form):
    """Why a proposal is taken back."""

    reason = PublicLine(lazy("거두는 까닭"), [Needed(), AtMost(300)], description=lazy("공감한 이웃에게도 보입니다."))
