"""Forms for belonging to a council: the neighbour's request and the officer's answer."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField

from app.councils.forms.calling import TIES, plausible_year
from app.councils.forms.fields import WholeNumber, road_name_only
from app.councils.states import Seat
from app.kernel.forms import AtMost, Form, Needed, offered
from app.kernel.i18n import lazy


class JoinForm(Form):
    """The tie to the place, the year of birth and the road: what an officer needs, and no more."""

    tie = RadioField(lazy("이 동네와의 관계"), [Needed()])
    birth_year = WholeNumber(lazy("태어난 해"), [Needed(), plausible_year])
    place = StringField(lazy("길 이름"), [Needed(), AtMost(120), road_name_only])
    consent = BooleanField(
        lazy("위 안내를 읽었고 동의합니다"), [Needed(lazy("동의해 주셔야 담당자가 확인할 수 있습니다."))]
    )

    def __init__(self, ties: Sequence[str], **kwargs: Any) -> None:
        """`ties` are those that the bylaws allow."""
        super().__init__(**kwargs)
        self.tie.choices = offered((value, label) for value, label in TIES if value in ties)


class DeclineForm(Form):
    """Why a request is not confirmed."""

    reason = StringField(
        lazy("확인하지 못한 까닭"),
        [Needed(lazy("까닭을 적어 주세요. 신청한 분이 읽습니다.")), AtMost(200)],
    )


class SeatForm(Form):
    """A member's seat."""

    seat = SelectField(lazy("자리"), choices=offered((seat.value, seat.label) for seat in Seat))
