"""What moves a plan on: what adopted it, and the days of its year."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import RadioField
from wtforms.validators import Optional

from app.deeds.forms.looking_after import NO_DAY, DayField, SeenForm
from app.kernel import clock
from app.kernel.forms import AtMost, Form, Needed, PublicText, offered
from app.kernel.i18n import day, lazy
from app.plans.queries import Ground

__all__ = ["AdoptionForm", "DatesForm", "SeenForm", "TakingBackForm"]


class AdoptionForm(SeenForm):
    """By what and when residents adopted it."""

    ground = RadioField(lazy("무엇으로 의결했나요?"), [Needed(lazy("하나를 골라 주세요."))])
    assembly_on = DayField(lazy("총회를 연 날"), [Needed(NO_DAY)], default=clock.today)

    def __init__(self, grounds: Sequence[Ground], **given: Any) -> None:
        """`grounds` are what the council has decided."""
        super().__init__(**given)
        self.ground.choices = offered((one.key, f"{one.words} ({day(one.on)})") for one in grounds)
        self._grounds = {one.key: one for one in grounds}

    @property
    def chosen(self) -> Ground:
        """What was chosen."""
        return self._grounds[self.ground.data]


class TakingBackForm(Form):
    """Why residents have not adopted it after all."""

    reason = PublicText(
        lazy("되돌리는 까닭"),
        [Needed(), AtMost(500)],
        description=lazy("모두가 읽습니다. 보기: 다른 해의 투표를 골랐습니다."),
    )


class DatesForm(SeenForm):
    """When what is held and posted."""

    notice_on = DayField(
        lazy("총회를 알리기 시작한 날"), [Optional()], description=lazy("게시판이나 누리집에 처음 알린 날")
    )
    assembly_on = DayField(lazy("총회 날"), [Optional()])
    posted_on = DayField(lazy("결과와 회의록을 게시한 날"), [Optional()])
    next_assembly_on = DayField(lazy("다음 총회 날"), [Optional()], description=lazy("정해졌으면 적어 주세요."))

    @property
    def days(self) -> dict[str, date | None]:
        """What was filled in."""
        return {name: self[name].data for name in ("notice_on", "assembly_on", "posted_on", "next_assembly_on")}
