"""What a proposal says: its words, photos, amendments, and who is asked to bring it too."""

import re
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from app.kernel import chance
from app.kernel.db import LARGEST_KEY
from app.kernel.errors import Invalid
from app.kernel.files import StoredImage, keep_image
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered, trimmed, without_home_numbers
from app.kernel.i18n import _, lazy, number
from app.people.forms import ContactField
from app.proposals.models import Words
from app.proposals.states import Category

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
        [Needed(), AtMost(80), without_home_numbers],
        description=lazy("무엇을 바라는지 한 줄로. 보기: 3호 골목 쓰레기 모으는 곳 만들기"),
    )
    place = PublicLine(
        lazy("골목의 어디"), [AtMost(120), without_home_numbers], description=lazy("보기: 국사봉길 84 빌라 주차장 앞")
    )
    problem = PublicText(lazy("무엇이 문제인가요?"), [Needed(), AtMost(LONGEST), without_home_numbers])
    wish = PublicText(lazy("어떻게 되면 좋겠나요?"), [Needed(), AtMost(LONGEST), without_home_numbers])
    cost = WonField(
        lazy("드는 돈"), description=lazy("알고 있다면 원으로 적어 주세요. 120만 원이면 1,200,000 또는 120만")
    )
    access_needs = PublicText(
        lazy("누가 쓰기 어려울 수 있나요?"),
        [AtMost(300), without_home_numbers],
        description=lazy("휠체어나 유모차, 눈과 귀, 글 읽기, 시간대처럼 미리 생각할 것이 있으면 적어 주세요."),
    )

    def __init__(self, *args: Any, spoken: bool = False, partly: bool = False, **kwargs: Any) -> None:
        """`spoken`: a resident's words, written down by an officer. `partly`: what is missing may come later."""
        super().__init__(*args, **kwargs)
        if not spoken:
            del self.spoken_by
        for field in (self.problem, self.wish) if partly else ():
            field.validators = [one for one in field.validators if not isinstance(one, Needed)]

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
            access_needs=self.access_needs.data or "",
        )


class EditionForm(WordsForm):
    """Other words for one's own proposal; `seen` is the mark of those that the person started from."""

    seen = HiddenField(validators=[Length(max=16)])
    category = SelectField(
        lazy("분야"),
        choices=offered([("", lazy("고르지 않음")), *((kind.value, kind.label) for kind in Category)]),
        coerce=lambda value: Category(value) if value else None,
        description=lazy("이웃이 찾기 쉽게 하나를 골라 주세요."),
    )

    def starts_from(self, words: Words) -> None:
        """The person has these words before them now."""
        self.seen.data = words.mark


class DraftForm(WithPhoto, EditionForm):
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


class ContactForm(Form):
    """Where the neighbour is reached who is asked to bring the proposal too."""

    contact = ContactField(lazy("전화번호 또는 전자우편"), [Needed(), AtMost(254)])


class WithdrawalForm(Form):
    """Why a proposal is taken back."""

    reason = PublicLine(lazy("거두는 까닭"), [Needed(), AtMost(300)], description=lazy("공감한 이웃에게도 보입니다."))


class SeenField(IntegerField):
    """How often the proposal had been edited when its words were shown; the page writes it, nobody types it."""

    widget = HiddenInput()

    def __init__(self, **kwargs: Any) -> None:
        """No label: it is never seen."""
        again = lazy("쪽을 새로 열어 다시 해 주세요.")
        super().__init__("", [NumberRange(0, LARGEST_KEY, message=again)], **kwargs)


class AmendmentForm(WordsForm):
    """Other words for a proposal, and why; `once` makes a form that is sent twice one amendment."""

    reason = PublicLine(
        lazy("왜 바꾸면 좋을까요?"),
        [Needed(), AtMost(300), without_home_numbers],
        description=lazy("한 줄이면 됩니다. 제안한 분과 이웃 모두에게 보입니다."),
    )
    on_edit = SeenField()
    once = HiddenField(default=chance.token, validators=[Length(max=40)])


class AcceptanceForm(Form):
    """Taking an amendment; `is_sure` is asked for where the proposal has changed since the offer."""

    seen = SeenField()
    is_sure = BooleanField(lazy("지금의 글이 위처럼 바뀌는 것을 확인했습니다."))


class RefusalForm(Form):
    """Why an amendment is not taken."""

    reason = PublicLine(
        lazy("받아들이지 않는 까닭"), [Needed(), AtMost(300)], description=lazy("수정안을 낸 이웃과 모두에게 보입니다.")
    )
