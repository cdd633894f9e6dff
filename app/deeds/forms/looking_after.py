"""What officers fill in: the promise, its end, its milestones and its trials."""

from typing import Any

from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import Length, Regexp, ValidationError
from wtforms.widgets import HiddenInput

from app.deeds.models import Commitment
from app.deeds.queries import mark_of_answer, said
from app.deeds.service import Promise, TrialPlan
from app.deeds.states import CommitmentState, TrialEnd
from app.kernel import chance, clock
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import lazy
from app.proposals.forms import WonField

NO_DAY = lazy("날짜를 적어 주세요.")
_ENDINGS = (CommitmentState.CUT, CommitmentState.DROPPED)
FIRST_YEAR = 2000
# what the answer calls it and what the form does
_MOVES = {
    "do_by": "do_by",
    "cost_won": "budget",
    "money_from": "budget_from",
    "section": "section",
    "officer_name": "officer_name",
    "officer_phone": "officer_phone",
}


class DayField(DateField):
    """A day of a year that a calendar on the wall could show."""

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Refuse years before FIRST_YEAR and after FIRST_YEAR + 200."""
        if self.data is not None and not FIRST_YEAR <= self.data.year < FIRST_YEAR + 200:
            raise ValidationError(str(NO_DAY))


class SeenForm(Form):
    """A form that knows which version the officer had before them."""

    seen = IntegerField(widget=HiddenInput(), default=0)

    @property
    def had_seen(self) -> int:
        """That version, 0 where somebody has tampered with it."""
        return self.seen.data or 0


class PromisingForm(SeenForm):
    """What is promised, who does it, with which money, by which day."""

    text = PublicText(lazy("무엇을 하기로 했나요?"), [Needed(), AtMost(2000)])
    do_by = DayField(lazy("언제까지 합니까?"), [Needed(NO_DAY)])
    section = PublicLine(lazy("담당 부서"), [Needed(), AtMost(60)])
    officer_name = PublicLine(lazy("담당자 이름"), [Needed(), AtMost(40)])
    officer_phone = PublicLine(
        lazy("담당자 전화번호"),
        [
            Needed(),
            AtMost(20),
            Regexp(r"[0-9+][0-9 ()\-]{6,19}$", message=lazy("전화번호는 02-820-0000처럼 적어 주세요.")),
        ],
    )
    budget = WonField(lazy("드는 돈"), description=lazy("120만 원이면 1,200,000 또는 120만. 돈이 들지 않으면 0"))
    budget_from = PublicLine(
        lazy("어디서 나는 돈인가요?"), [AtMost(120)], description=lazy("보기: 동 참여예산, 주민세 환원, 구 청소예산")
    )

    @property
    def promise(self) -> Promise:
        """What was filled in."""
        words = {
            name: self[name].data or "" for name in ("text", "section", "officer_name", "officer_phone", "budget_from")
        }
        return Promise(budget_won=self.budget.data, do_by=self.do_by.data, **words)


class PromiseForm(PromisingForm):
    """A promise that is there: said otherwise with a reason, or held against its answer again."""

    answer = HiddenField(validators=[Length(max=16)])
    why = PublicText(lazy("바꾸는 까닭"), [AtMost(500)])


def promise_form(commitment: Commitment, *, after_answer: bool) -> PromiseForm:
    """The form as the officer finds it; after an answer that says something else, with its day, section and phone."""
    given = {"seen": commitment.version, "budget": commitment.budget_won, "answer": ""}
    now = commitment.answered if after_answer else None
    if now is not None:
        given |= {"answer": mark_of_answer(said(now))}
        given |= {_MOVES[name]: getattr(now, name) for name in _moved(commitment, said(now))}
        return PromiseForm(data={**_kept(commitment), **given})
    return PromiseForm(obj=commitment, data=given)


def _kept(commitment: Commitment) -> dict[str, Any]:
    names = ("text", "do_by", "section", "officer_name", "officer_phone", "budget_from")
    return {name: getattr(commitment, name) for name in names}


def _moved(commitment: Commitment, now: dict[str, str]) -> list[str]:
    return [name for name in _MOVES if name in now and now[name] != commitment.basis.get(name)]


class EndingForm(SeenForm):
    """That it will not be done, and why."""

    into = RadioField(
        lazy("어떻게 되었나요?"),
        [Needed(lazy("하나를 골라 주세요."))],
        choices=offered((state.value, state.label) for state in _ENDINGS),
    )
    reason = PublicText(lazy("까닭"), [Needed(), AtMost(1000)])
    day = DayField(lazy("정해진 날"), [Needed(NO_DAY)], default=clock.today)


class ReopeningForm(SeenForm):
    """That it is done after all, by which day."""

    reason = PublicText(lazy("왜 다시 하나요?"), [Needed(), AtMost(1000)])
    do_by = DayField(lazy("언제까지 합니까?"), [Needed(NO_DAY)])


class MilestoneForm(Form):
    """One step more on the way."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])
    title = PublicLine(lazy("무엇을"), [Needed(), AtMost(120)], description=lazy("보기: 알림판 두 개를 주문한다"))
    due_on = DayField(lazy("정한 날"), [Needed(NO_DAY)])


class CompletionForm(Form):
    """Whether a step is done."""

    done = SelectField(choices=offered([("yes", ""), ("no", "")]), default="yes")


class TrialForm(SeenForm):
    """Trying it for a while."""

    starts_on = DayField(lazy("시작하는 날"), [Needed(NO_DAY)])
    ends_on = DayField(lazy("끝나는 날"), [Needed(NO_DAY)])
    question = PublicLine(
        lazy("끝날 때 이웃에게 물을 것"),
        [Needed(), AtMost(200)],
        description=lazy("보기: 모퉁이 긴 의자를 계속 둘까요?"),
    )

    @property
    def plan(self) -> TrialPlan:
        """What was filled in by a form that is right."""
        assert self.starts_on.data is not None
        assert self.ends_on.data is not None
        return TrialPlan(self.starts_on.data, self.ends_on.data, self.question.data or "")


class TrialEndForm(Form):
    """What becomes of a trial."""

    outcome = RadioField(
        lazy("시범을 어떻게 할까요?"),
        [Needed(lazy("하나를 골라 주세요."))],
        choices=offered((end.value, end.label) for end in TrialEnd),
    )
    reason = PublicText(lazy("까닭"), [Needed(), AtMost(1000)])
