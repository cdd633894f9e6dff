"""Forms of the console: one a kind of entry. Buttons send hidden fields, a few ask for words or numbers."""

from collections.abc import Sequence
from typing import Any, Self

from wtforms import HiddenField, SelectField
from wtforms.validators import NumberRange, Optional

from app.kernel import chance
from app.kernel.forms import AtMost, Needed, PublicLine, offered
from app.kernel.i18n import lazy
from app.meetings.floor import Kind, Wish
from app.meetings.forms.meetings import HANDS, OnceForm, Whole
from app.meetings.states import Role, Settled
from app.people.models import User

WISHES = (
    (Wish.OPINION.value, lazy("말하기")),
    (Wish.QUESTION.value, lazy("질문하기")),
    (Wish.ORDER.value, lazy("진행 발언")),
)


class EntryForm(OnceForm):
    """What every entry has: a token that makes a second press harmless."""

    @property
    def key(self) -> str:
        """The entry's key."""
        return self.token or chance.token()

    def facts(self) -> dict[str, Any]:
        """What the entry holds."""
        return {}


class ItemEntryForm(EntryForm):
    """Begin an item."""

    item = HiddenField()
    after = HiddenField()

    def facts(self) -> dict[str, Any]:
        """The item, and the one that ran."""
        return {"item": _number(self.item), "after": _number(self.after)}


class ExtensionForm(EntryForm):
    """More minutes, when more hands want them than not."""

    ids = "extension"
    item = HiddenField()
    minutes = Whole(
        lazy("몇 분 더"), [Needed(), NumberRange(1, 60, lazy("1분에서 60분 사이로 적어 주세요."))], default=2
    )
    yes = Whole(lazy("더 하자"), [Needed(), HANDS])
    no = Whole(lazy("그만하자"), [Needed(), HANDS])

    def facts(self) -> dict[str, Any]:
        """The item, the minutes and the hands."""
        return {"item": _number(self.item), "minutes": self.minutes.data, "yes": self.yes.data, "no": self.no.data}


class TurnForm(EntryForm):
    """Somebody raises a hand: by the number at the door."""

    ids = "turn"
    speaker = Whole(lazy("몇 번째로 온 사람"), [Needed(), NumberRange(1, 100_000, lazy("1 이상의 수를 적어 주세요."))])
    wish = SelectField(lazy("무엇을 하려고"), choices=offered(WISHES))

    def facts(self) -> dict[str, Any]:
        """The number and what for."""
        return {"speaker": self.speaker.data, "wish": self.wish.data}


class CallForm(EntryForm):
    """Give somebody the floor."""

    turn = HiddenField()
    after = HiddenField()

    def facts(self) -> dict[str, Any]:
        """The turn, and the one that ran."""
        return {"turn": _text(self.turn), "after": _text(self.after) or None}


class TurnOverForm(EntryForm):
    """A turn ends, or is not wanted any more."""

    turn = HiddenField()

    def facts(self) -> dict[str, Any]:
        """The turn."""
        return {"turn": _text(self.turn)}


class MoveForm(EntryForm):
    """Somebody speaks earlier than the order says, for a reason that is kept."""

    turn = HiddenField()
    before = HiddenField()
    reason = PublicLine(lazy("앞당기는 까닭"), [Needed(), AtMost(80)])

    def facts(self) -> dict[str, Any]:
        """The turn, the one behind it from now on, and the reason."""
        return {"turn": _text(self.turn), "before": _text(self.before) or None, "reason": self.reason.data}


class ParkingForm(EntryForm):
    """A matter for later."""

    ids = "parking"
    text = PublicLine(lazy("나중에 다룰 것"), [Needed(), AtMost(80)])
    speaker = Whole(lazy("꺼낸 사람의 번호"), [Optional(), NumberRange(1, 100_000)])

    def facts(self) -> dict[str, Any]:
        """The words, and the number of who said them."""
        return {"text": self.text.data, "speaker": self.speaker.data}


class SettlingForm(EntryForm):
    """What becomes of a parked matter."""

    matter = HiddenField()
    way = SelectField(lazy("어떻게 할까요"), choices=offered((one.value, one.label) for one in Settled))

    def facts(self) -> dict[str, Any]:
        """The matter and its way."""
        return {"matter": _text(self.matter), "way": self.way.data}


class TemperatureForm(EntryForm):
    """How many showed each of five steps."""

    ids = "temperature"
    one = Whole(lazy("많이 걱정"), [Needed(), HANDS], default=0)
    two = Whole(lazy("조금 걱정"), [Needed(), HANDS], default=0)
    three = Whole(lazy("반반"), [Needed(), HANDS], default=0)
    four = Whole(lazy("괜찮음"), [Needed(), HANDS], default=0)
    five = Whole(lazy("아주 좋음"), [Needed(), HANDS], default=0)

    def facts(self) -> dict[str, Any]:
        """The five figures."""
        return {"steps": [field.data for field in (self.one, self.two, self.three, self.four, self.five)]}


class WishForm(EntryForm):
    """Somebody asks for the floor on their own phone."""

    wish = SelectField(lazy("무엇을 말할까요"), choices=offered(WISHES))


class RoleForm(OnceForm):
    """Who helps, and with what."""

    user_id = SelectField(lazy("누가"), [Needed()], coerce=int)
    role = SelectField(lazy("맡을 일"), choices=offered((role.value, role.label) for role in Role))

    @classmethod
    def of(cls, people: Sequence[User]) -> Self:
        """The form with those who can be asked."""
        form = cls()
        form.user_id.choices = offered((user.id, user.name) for user in people)
        return form


ENTRY_FORMS: dict[Kind, type[EntryForm]] = {
    Kind.ITEM: ItemEntryForm,
    Kind.EXTENSION: ExtensionForm,
    Kind.PAUSE: EntryForm,
    Kind.RESUMPTION: EntryForm,
    Kind.WISH: TurnForm,
    Kind.CALL: CallForm,
    Kind.END: TurnOverForm,
    Kind.WITHDRAWAL: TurnOverForm,
    Kind.MOVE: MoveForm,
    Kind.PARKING: ParkingForm,
    Kind.SETTLING: SettlingForm,
    Kind.TEMPERATURE: TemperatureForm,
}


def _text(field: HiddenField) -> str:
    return str(field.data or "")[:40]


def _number(field: HiddenField) -> int | None:
    text = _text(field)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None
