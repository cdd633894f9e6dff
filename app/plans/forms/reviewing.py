"""What an officer enters of the gu's review, and what the council says to it."""

from wtforms import RadioField
from wtforms.validators import Optional, Regexp

from app.deeds.forms.looking_after import SeenForm
from app.kernel.forms import AtMost, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import lazy
from app.plans.service import Judgement
from app.plans.states import ReviewMark
from app.proposals.forms import WonField


class JudgementForm(SeenForm):
    """What the gu says of an item."""

    mark = RadioField(
        lazy("구의 검토 결과"),
        [Needed(lazy("하나를 골라 주세요."))],
        choices=offered((mark.value, mark.label) for mark in ReviewMark),
    )
    reason = PublicText(lazy("까닭"), [AtMost(1000)], description=lazy("그대로 수용하면 비워 두어도 됩니다."))
    cost = WonField(lazy("바뀐 사업비"), [Optional()], description=lazy("바뀌지 않았으면 비워 두세요."))
    office = PublicLine(lazy("검토한 부서"), [Needed(), AtMost(80)], description=lazy("보기: 동작구 도로관리과"))
    phone = PublicLine(
        lazy("부서 전화번호"),
        [
            Needed(),
            AtMost(20),
            Regexp(r"[0-9+][0-9 ()\-]{6,19}$", message=lazy("전화번호는 02-820-0000처럼 적어 주세요.")),
        ],
    )

    @property
    def said(self) -> Judgement:
        """What was filled in."""
        words = (self.reason.data or "", self.cost.data, self.office.data or "", self.phone.data or "")
        return Judgement(ReviewMark(self.mark.data), *words)


class WordForm(SeenForm):
    """The council's word on an item that the gu sees otherwise."""

    cost = WonField(lazy("확정하는 사업비"), [Needed()], description=lazy("하지 않기로 하면 0을 적어 주세요."))
    word = PublicText(
        lazy("주민자치회의 말"), [Needed(), AtMost(1000)], description=lazy("구의 검토를 보고 왜 이렇게 정했는지")
    )

    @property
    def said(self) -> tuple[int, str]:
        """The cost in won and the word, of a form that is right."""
        return self.cost.data or 0, self.word.data or ""
