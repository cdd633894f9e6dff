"""Forms of discussion."""

from wtforms import HiddenField, RadioField
from wtforms.validators import Length

from app.discussion.states import Ground, Stance
from app.kernel import chance
from app.kernel.db import key_of
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import lazy

LONGEST = 3000


class EditionForm(Form):
    """The words of a comment and the side they take."""

    stance = RadioField(
        lazy("어느 쪽인가요?"),
        choices=offered((stance.value, stance.label) for stance in (Stance.FOR, Stance.AGAINST, Stance.NEUTRAL)),
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
        description=lazy("신고한 분에게 보입니다."),
    )
