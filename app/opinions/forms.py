"""Forms of opinion maps."""

import unicodedata
from datetime import datetime, time, timedelta
from typing import Any

from wtforms import DateField, HiddenField, RadioField, StringField, TimeField
from wtforms.validators import Length, ValidationError

from app.kernel import chance, clock
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered, without_home_numbers
from app.kernel.i18n import LazyString, _, lazy
from app.opinions.models import LONGEST_STATEMENT, MOST_SEEDS, Question
from app.opinions.service import Asked
from app.opinions.states import Fate, Moderation, Side

_NO_DAY, _NO_TIME = lazy("날짜를 골라 주세요."), lazy("시각을 골라 주세요.")


def one_line(value: Any) -> Any:
    """A text as one line without signs that have no body: they could turn words around or hide among them."""
    if not isinstance(value, str):
        return value
    seen = "".join(" " if sign.isspace() else sign for sign in value if sign.isspace() or _has_body(sign))
    return " ".join(seen.split())


def _has_body(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}


class _InOurWords:
    """A field that says in our words what it cannot read."""

    unread: LazyString

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read it, or say what should stand here."""
        try:
            super().process_formdata(valuelist)  # type: ignore[misc]
        except ValueError as error:
            raise ValueError(str(self.unread)) from error


class Day(_InOurWords, DateField):
    """A day of the calendar."""

    unread = _NO_DAY


class Hour(_InOurWords, TimeField):
    """A time of the day."""

    unread = _NO_TIME


class OnceForm(Form):
    """A form that adds something: `once` makes a form that is sent twice one thing."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])


class SeedsForm(Form):
    """Statements of the facilitator, one a line."""

    seeds = PublicText(
        lazy("먼저 올려 둘 의견"),
        description=lazy(
            "한 줄에 하나씩, 한 줄은 140자까지. 서로 다른 생각이 고루 있어야 답하기 좋습니다. 열다섯 줄쯤이 알맞습니다."
        ),
    )

    @property
    def texts(self) -> list[str]:
        """The lines with something on them."""
        return [line for line in map(one_line, str(self.seeds.data or "").splitlines()) if line]

    def validate_seeds(self, field: Any) -> None:
        """No line too long, and not more than can be looked through."""
        if len(self.texts) > MOST_SEEDS:
            raise ValidationError(_("한 번에 %(most)s줄까지 올릴 수 있습니다.", most=MOST_SEEDS))
        for place, text in enumerate(self.texts, 1):
            if len(text) > LONGEST_STATEMENT:
                raise ValidationError(
                    _("%(place)s번째 의견이 깁니다. 140자까지 쓸 수 있습니다: %(text)s…", place=place, text=text[:20])
                )


class MoreSeedsForm(SeedsForm):
    """More of them, later."""

    def validate_seeds(self, field: Any) -> None:
        """As before, and at least one."""
        if not self.texts:
            raise ValidationError(_("이 칸을 채워 주세요."))
        super().validate_seeds(field)


class EditionForm(Form):
    """What a question says and how it is held."""

    title = PublicLine(
        lazy("물음"),
        [Needed(), AtMost(120)],
        description=lazy("이웃이 저마다 한마디 할 수 있는 물음. 보기: 우리 골목, 밤에 무엇이 달라지면 좋을까요?"),
    )
    background = PublicText(
        lazy("왜 묻나요?"), [AtMost(2000)], description=lazy("모르는 이웃도 알아듣게 몇 줄이면 됩니다.")
    )
    moderation = RadioField(
        lazy("이웃이 쓴 의견은"),
        choices=offered((kind.value, kind.label) for kind in Moderation),
        coerce=Moderation,
        default=Moderation.BEFORE,
        validators=[Needed(lazy("하나를 골라 주세요."))],
    )
    closes_on = Day(lazy("마감하는 날"), [Needed(_NO_DAY)])
    closes_time = Hour(lazy("마감하는 시각"), [Needed(_NO_TIME)])

    def validate_closes_on(self, field: Any) -> None:
        """A year that a calendar on the wall could show."""
        if field.data is not None and not 2000 <= field.data.year <= 2100:
            raise ValidationError(str(_NO_DAY))

    @property
    def asked(self) -> Asked:
        """What was filled in; day and time are Seoul's."""
        assert self.closes_on.data is not None
        assert self.closes_time.data is not None
        return Asked(
            title=self.title.data or "",
            background=self.background.data or "",
            moderation=Moderation(self.moderation.data),
            closes_at=datetime.combine(self.closes_on.data, self.closes_time.data, clock.SEOUL),
        )


class QuestionForm(EditionForm, SeedsForm, OnceForm):
    """A new question with its first statements."""


def usual_end(at: datetime) -> dict[str, Any]:
    """What a new form says of the end: two weeks from today, in the evening."""
    return {"closes_on": clock.seoul(at).date() + timedelta(days=14), "closes_time": time(21)}


def written(question: Question) -> dict[str, Any]:
    """What the form of a question shows that its columns do not."""
    closes_at = clock.seoul(question.closes_at)
    return {"closes_on": closes_at.date(), "closes_time": closes_at.time()}


class StatementForm(OnceForm):
    """A neighbour's own statement."""

    text = PublicLine(
        lazy("내 의견"),
        [Needed(), AtMost(LONGEST_STATEMENT), without_home_numbers],
        filters=[one_line],
        description=lazy("한 가지 생각만, 140자까지. 이웃이 동의하거나 동의하지 않을 수 있게 적어 주세요."),
    )


class AnswerForm(Form):
    """One of three buttons."""

    side = StringField(lazy("내 생각"))

    def validate_side(self, field: Any) -> None:
        """One of the buttons was pressed."""
        if field.data not in list(Side):
            raise ValidationError(_("세 단추 가운데 하나를 눌러 주세요."))

    @property
    def chosen(self) -> Side:
        """What was pressed, in a form that is right."""
        return Side(str(self.side.data))


class HidingForm(Form):
    """Why a statement is not shown."""

    reason = PublicLine(
        lazy("쓴 분에게 하는 설명"),
        [Needed(), AtMost(300)],
        description=lazy("어느 부분이 왜 문제인지 한 문장으로. 생각이 다르다는 것은 까닭이 되지 않습니다."),
    )


class FateForm(Form):
    """What became of a statement."""

    fate = RadioField(
        lazy("이 의견은 어떻게 되었나요?"),
        choices=offered((fate.value, fate.label) for fate in Fate),
        coerce=Fate,
        validators=[Needed(lazy("하나를 골라 주세요."))],
    )
    fate_reason = PublicLine(
        lazy("까닭"),
        [Needed(), AtMost(300)],
        description=lazy("어디에 담았는지, 무엇과 합쳤는지, 무엇이라고 답했는지, 왜 담지 않았는지. 모두에게 보입니다."),
    )
