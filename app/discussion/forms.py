"""Forms of discussion."""

from typing import Any

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from app.councils.forms.fields import Between, WholeNumber
from app.discussion.states import Ground, Stance
from app.kernel import chance
from app.kernel.db import key_of
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import _, lazy, ngettext
from app.people.forms import ContactField

LONGEST = 3000
NEVER = -1


class EditionForm(Form):
    """The words of a comment and the side they take."""

    stance = RadioField(
        lazy("어느 쪽인가요?"),
        choices=offered((stance.value, stance.label) for stance in Stance),
        coerce=Stance,
        default=Stance.NEUTRAL,
    )
    body = PublicText(lazy("하고 싶은 말"), [Needed(), AtMost(LONGEST)])


class CommentForm(EditionForm):
    """A new comment; `once` makes a form that is sent twice one comment."""

    parent_id = HiddenField()
    once = HiddenField(default=chance.token, validators=[Length(max=40)])

    @property
    def parent_number(self) -> int | None:
        """The number of the comment that is answered, None for a new thread."""
        return key_of(self.parent_id.data)


class WithdrawalForm(Form):
    """Nothing to fill in: a second thought before words are erased."""


class FlagForm(Form):
    """Why a comment should be looked at; only the moderators read it."""

    reason = PublicLine(lazy("무엇이 문제인가요?"), [Needed(), AtMost(300)])


class HidingForm(Form):
    """Why a comment is hidden: a ground from the list, and a sentence of one's own."""

    ground = RadioField(
        lazy("가리는 까닭"),
        choices=offered((ground.value, ground.label) for ground in Ground),
        coerce=Ground,
        validators=[Needed(lazy("까닭 하나를 골라 주세요."))],
    )
    reason = PublicLine(
        lazy("글쓴이에게 하는 설명"),
        [Needed(), AtMost(300)],
        description=lazy("어느 부분이 왜 문제인지 한 문장으로 적어 주세요. 모두에게 보입니다."),
    )


class SettlementForm(Form):
    """Why a flagged comment stays."""

    answer = PublicLine(
        lazy("그대로 두는 까닭"),
        [Needed(), AtMost(300)],
        description=lazy("신고한 분에게 보이고, 이름 없이 조치 기록에도 남습니다. 누구의 이름도 적지 말아 주세요."),
    )


class HidingAllForm(HidingForm):
    """Several comments of the list for one ground and one reason."""

    comments = SelectMultipleField(
        lazy("가릴 글"), coerce=key_of, validate_choice=False, validators=[Needed(lazy("글을 하나는 골라 주세요."))]
    )


class CorrectionForm(Form):
    """Other words for a comment that was hidden."""

    body = PublicText(lazy("고친 글"), [Needed(), AtMost(LONGEST)])


class AppealForm(Form):
    """Why the comment should not have been hidden; who judges it reads this, nobody else."""

    words = PublicText(lazy("왜 다시 보여야 하나요?"), [Needed(), AtMost(1000)])


class ReviewForm(Form):
    """What comes of a correction or an appeal."""

    outcome = RadioField(
        lazy("어떻게 할까요?"),
        choices=offered([("grant", lazy("다시 보이게 함")), ("uphold", lazy("계속 가려 두기"))]),
        validators=[Needed(lazy("하나를 골라 주세요."))],
    )
    reason = PublicLine(
        lazy("그렇게 정한 까닭"),
        [Needed(), AtMost(300)],
        description=lazy("글쓴이에게 알리고, 이름 없이 조치 기록에도 남습니다. 누구의 이름도 적지 말아 주세요."),
    )


class BlockingRequestForm(Form):
    """Whose right a comment hurts, and how; only the officers of the dong read it."""

    name = StringField(lazy("이름"), [Needed(), AtMost(40)])
    contact = ContactField(lazy("전화번호 또는 전자우편"), [Needed(), AtMost(254)])
    words = TextAreaField(lazy("어떤 권리가 어떻게 침해되었나요?"), [Needed(), AtMost(2000)])


class BlockingAnswerForm(Form):
    """Whether a comment is blocked, and why."""

    outcome = RadioField(
        lazy("어떻게 할까요?"),
        choices=offered([("block", lazy("30일 동안 막음")), ("refuse", lazy("막지 않음"))]),
        validators=[Needed(lazy("하나를 골라 주세요."))],
    )
    reason = PublicLine(
        lazy("그렇게 정한 까닭"),
        [Needed(), AtMost(300)],
        description=lazy("두 쪽에 알리고, 이름 없이 조치 기록에도 남습니다. 누구의 이름도 적지 말아 주세요."),
    )


class BlockingOutcomeForm(Form):
    """What comes of a blocked comment."""

    outcome = RadioField(
        lazy("어떻게 할까요?"),
        choices=offered([("restore", lazy("다시 보이게 함")), ("remove", lazy("계속 가려 두기"))]),
        validators=[Needed(lazy("하나를 골라 주세요."))],
    )
    ground = RadioField(
        lazy("계속 가려 둔다면 그 까닭"),
        choices=offered((ground.value, ground.label) for ground in Ground),
        coerce=Ground,
        default=Ground.PRIVACY,
    )
    reason = PublicLine(
        lazy("그렇게 정한 까닭"),
        [Needed(), AtMost(300)],
        description=lazy("두 쪽에 알리고, 이름 없이 조치 기록에도 남습니다. 누구의 이름도 적지 말아 주세요."),
    )


class SummaryForm(Form):
    """What the discussion has come to."""

    body = PublicText(lazy("지금까지의 이야기"), [Needed(), AtMost(LONGEST)])


class SummaryCorrectionForm(Form):
    """What the summary should say instead."""

    body = PublicLine(lazy("무엇을 어떻게 고치면 좋을까요?"), [Needed(), AtMost(500)])


class CorrectionAnswerForm(Form):
    """Whether a proposed correction is taken, and why."""

    taken = RadioField(
        lazy("어떻게 할까요?"),
        choices=offered([("yes", lazy("요약에 넣음")), ("no", lazy("넣지 않음"))]),
        validators=[Needed(lazy("하나를 골라 주세요."))],
    )
    answer = PublicLine(lazy("답"), [Needed(), AtMost(300)])


class PauseForm(Form):
    """How long the discussion rests."""

    hours = SelectField(lazy("얼마나 쉴까요?"), coerce=int)

    def __init__(self, **kwargs: Any) -> None:
        """From an hour to three days, or to go on."""
        super().__init__(**kwargs)
        hours = [(number, ngettext("%(num)d시간", "%(num)d시간", number)) for number in (1, 3, 12, 24, 72)]
        self.hours.choices = offered([*hours, (0, _("쉬지 않고 이어 가기"))])


class TalkRulesForm(Form):
    """By when somebody looks, which words wait, quiet hours, and the limit for newcomers."""

    hours = WholeNumber(lazy("신고된 글을 몇 시간 안에 살펴보나"), [Needed(), Between(1, 336)])
    words = TextAreaField(lazy("먼저 살펴볼 낱말"), [AtMost(2000)])
    quiet_from = SelectField(lazy("조용한 시간이 시작하는 때"), coerce=int)
    quiet_until = SelectField(lazy("조용한 시간이 끝나는 때"), coerce=int)
    new_days = WholeNumber(lazy("새로 참여한 이웃으로 보는 날수"), [Between(0, 90)])
    new_per_hour = WholeNumber(lazy("새로 참여한 이웃이 한 시간에 쓸 수 있는 글"), [Needed(), Between(1, 100)])

    def __init__(self, **kwargs: Any) -> None:
        """Offer the hours of the day, and none."""
        super().__init__(**kwargs)
        clock = [(NEVER, _("정하지 않음")), *((hour, _("%(hour)d시", hour=hour)) for hour in range(24))]
        self.quiet_from.choices = self.quiet_until.choices = offered(clock)

    def validate_quiet_until(self, field: SelectField) -> None:
        """Both or neither."""
        if (field.data == NEVER) is not (self.quiet_from.data == NEVER):
            raise ValidationError(_("시작하는 때와 끝나는 때를 둘 다 정하거나 둘 다 비워 주세요."))

    @property
    def values(self) -> dict[str, Any]:
        """The rules that were written."""
        return {
            "hours": self.hours.data,
            "words": self.words.data or "",
            "quiet_from": None if self.quiet_from.data == NEVER else self.quiet_from.data,
            "quiet_until": None if self.quiet_until.data == NEVER else self.quiet_until.data,
            "new_days": self.new_days.data or 0,
            "new_per_hour": self.new_per_hour.data,
        }
