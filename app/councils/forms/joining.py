"""Forms for belonging to a council: the neighbour's request and the officer's answer."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField

from app.councils.forms.calling import TIES, plausible_year
from app.councils.forms.fields import WholeNumber, name_on_card, road_name_only
from app.councils.models import Membership
from app.councils.states import Seat
from app.kernel.db import key_of
from app.kernel.forms import AtMost, Form, Needed, offered
from app.kernel.i18n import _, lazy


class JoinForm(Form):
    """The tie to the place, name, year of birth and road: what an officer needs, and no more."""

    tie = RadioField(lazy("이 동네와의 관계"), [Needed()])
    legal_name = StringField(lazy("신분증의 이름"), [Needed(), AtMost(60), name_on_card])
    birth_year = WholeNumber(lazy("태어난 해"), [Needed(), plausible_year])
    place = StringField(lazy("길 이름"), [Needed(), AtMost(120), road_name_only])
    consent = BooleanField(
        lazy("위 안내를 읽었고 동의합니다"), [Needed(lazy("동의해 주셔야 담당자가 확인할 수 있습니다."))]
    )

    def __init__(self, ties: Sequence[str], **kwargs: Any) -> None:
        """`ties` are those that the bylaws allow."""
        super().__init__(**kwargs)
        self.tie.choices = offered((value, label) for value, label in TIES if value in ties)


class ConfirmForm(Form):
    """Who it is that is confirmed: nothing to choose where nobody has the same name and year of birth."""

    person = RadioField(lazy("같은 분인가요?"), [Needed(lazy("같은 분인지 골라 주세요."))])

    def __init__(self, membership: Membership, lookalikes: Sequence[Membership], **kwargs: Any) -> None:
        """`lookalikes` of the membership, with their users."""
        super().__init__(prefix=f"c{membership.id}", **kwargs)
        if not lookalikes:
            del self.person
            return
        choices: dict[int, str] = {}
        for one in lookalikes:  # the oldest first: whoever has three accounts goes by the name of the first
            choices.setdefault(one.person_id, _("‘%(name)s’ 님과 같은 분입니다", name=one.user.name))
        choices[membership.user_id] = _("다른 분입니다. 이름과 태어난 해만 같습니다")
        self.person.choices = offered((str(number), label) for number, label in choices.items())

    @property
    def chosen(self) -> int | None:
        """The person that was chosen."""
        return key_of(self.person.data) if self.person else None


class DeclineForm(Form):
    """Why a request is not confirmed."""

    reason = StringField(
        lazy("확인하지 못한 까닭"),
        [Needed(lazy("까닭을 적어 주세요. 신청한 분이 읽습니다.")), AtMost(200)],
    )


class SeatForm(Form):
    """A member's seat."""

    seat = SelectField(lazy("자리"), choices=offered((seat.value, seat.label) for seat in Seat))
