"""Forms of polls, and the ballot paper as it comes back from a browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectMultipleField, StringField, TimeField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.councils.models import Council
from app.kernel import chance, clock
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import LazyString, _, lazy
from app.polls.methods import METHODS, Misread
from app.polls.methods.rules import Rules
from app.polls.models import Poll
from app.polls.queries import Matter
from app.polls.service import NewOption
from app.polls.service.drafts import LONGEST_LABEL

USUAL_DAYS = 7
_NO_NUMBER = lazy("0이나 그보다 큰 수를 적어 주세요.")
_NO_DAY, _NO_TIME = lazy("날짜를 골라 주세요."), lazy("시각을 골라 주세요.")
_HOW_MANY = NumberRange(1, 100, lazy("1에서 100 사이로 적어 주세요."))
_NO_OPTION = -1  # what cannot be read marks no option; 0 is the blank vote


@dataclass(frozen=True)
class Paper:
    """A ballot paper: its token, and what was marked, as it was sent, so that it can be shown again."""

    token: str = ""
    marks: tuple[str, ...] = ()
    fault: str | LazyString = ""

    @classmethod
    def sent(cls, form: MultiDict[str, str]) -> "Paper":
        """The paper that a browser sent."""
        return cls(form.get("paper", ""), tuple(form.getlist("marks")))

    def has(self, position: int) -> bool:
        """Whether the option is marked."""
        return str(position) in self.marks

    @property
    def positions(self) -> list[int]:
        """The marks as the count knows them: plain ASCII digits as a browser sends them, or no option at all."""
        return [int(mark) if _is_plain(mark) else _NO_OPTION for mark in self.marks]

    def misread(self, poll: Poll) -> str:
        """Why the marks are no ballot of this poll, in a sentence; "" where they are one."""
        positions = range(1, len(poll.options) + 1)
        read = METHODS[poll.method].read(self.positions, positions, Rules.from_sheet(poll.rules))
        return _why(read, len(self.marks), poll.votes_per_voter) if isinstance(read, Misread) else ""

    @property
    def errors(self) -> list[str | LazyString]:
        """For the title of the page, as a form has them."""
        return [self.fault] if self.fault else []


def _why(misread: Misread, marked: int, most: int) -> str:
    match misread:
        case Misread.NOTHING_MARKED:
            return _("아직 고르지 않았습니다. 하나를 누른 뒤 ‘다음’을 눌러 주세요.")
        case Misread.TOO_MANY:
            over = marked - most
            return _("%(most)d개까지 고를 수 있습니다. %(over)d개를 빼 주세요.", most=most, over=over)
        case Misread.MARKED_TWICE:
            return _("같은 것이 두 번 표시되었습니다. 다시 골라 주세요.")
    return _("이 투표에 없는 것이 표시되었습니다. 다시 골라 주세요.")


def _is_plain(mark: str) -> bool:
    return mark.isascii() and mark.isdigit() and len(mark) <= 4 and (mark == "0" or mark[0] != "0")


class _InOurWords:
    """A field that says in our words what it cannot read."""

    unread: LazyString

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read it, or say what should stand here."""
        try:
            super().process_formdata(valuelist)  # type: ignore[misc]
        except ValueError as error:
            raise ValueError(str(self.unread)) from error


class Whole(_InOurWords, IntegerField):
    """A whole number."""

    unread = lazy("숫자로 적어 주세요.")


class Day(_InOurWords, DateField):
    """A day of the calendar."""

    unread = _NO_DAY


class Hour(_InOurWords, TimeField):
    """A time of the day."""

    unread = _NO_TIME


class Checkboxes(SelectMultipleField):
    """Several of a list, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PollForm(Form):
    """What is asked, of whom, how and when. Times are Seoul's."""

    question = PublicLine(lazy("무엇을 묻나요?"), [Needed(), AtMost(200)])
    method = RadioField(lazy("투표 방식"), [Needed(lazy("투표 방식을 골라 주세요."))], default="motion")
    matters = Checkboxes(lazy("어떤 안건인가요?"))
    others = PublicText(lazy("그 밖의 보기"), [AtMost(4000)])
    votes_per_voter = Whole(lazy("한 사람이 고를 수 있는 수"), [Optional(), _HOW_MANY])
    seats = Whole(lazy("뽑는 수"), [Optional(), _HOW_MANY], default=1)
    opens_on = Day(lazy("여는 날"), [Needed(_NO_DAY)])
    opens_time = Hour(lazy("여는 시각"), [Needed(_NO_TIME)])
    closes_on = Day(lazy("마감하는 날"), [Needed(_NO_DAY)])
    closes_time = Hour(lazy("마감하는 시각"), [Needed(_NO_TIME)])
    explanation = PublicText(lazy("설명"), [AtMost(2000)])
    once = HiddenField(default=chance.token)

    def offer(self, matters: Sequence[Matter]) -> None:
        """Let these matters be ticked."""
        self.method.choices = offered((key, _(method.label)) for key, method in METHODS.items())
        self.matters.choices = offered((matter.key, _named(matter)) for matter in matters)

    @property
    def token(self) -> str | None:
        """What makes a second press harmless; one that nobody of ours gave is no token."""
        given = str(self.once.data or "")
        return given if 0 < len(given) <= 32 else None

    def validate_others(self, field: Any) -> None:
        """An option is a line, not an essay."""
        if any(len(line) > LONGEST_LABEL for line in self.lines()):
            raise ValidationError(_("한 줄에 %(count)s자까지 쓸 수 있습니다.", count=LONGEST_LABEL))

    def validate_opens_on(self, field: Any) -> None:
        """A year that a calendar on the wall could show."""
        if field.data is not None and not 2000 <= field.data.year <= 2100:
            raise ValidationError(_NO_DAY)

    validate_closes_on = validate_opens_on

    def lines(self) -> list[str]:
        """The options written freely, one a line."""
        return [line.strip() for line in (self.others.data or "").splitlines() if line.strip()]

    def draft(self, matters: Sequence[Matter]) -> dict[str, Any]:
        """What `service.prepare` and `service.edit` take."""
        ticked = set(self.matters.data or ())
        return {
            "question": self.question.data,
            "explanation": self.explanation.data or "",
            "method": self.method.data,
            "votes_per_voter": self.votes_per_voter.data or 1,
            "seats": self.seats.data or 1,
            "options": [_option(matter) for matter in matters if matter.key in ticked]
            + [NewOption(line) for line in self.lines()],
            "opens_at": _moment(self.opens_on.data, self.opens_time.data),
            "closes_at": _moment(self.closes_on.data, self.closes_time.data),
        }


def _named(matter: Matter) -> str:
    return f"{matter.title} ({matter.meeting_title or _('제안')})"


def _option(matter: Matter) -> NewOption:
    return NewOption(matter.title, matter.agenda_item_id, matter.proposal_id, matter.cost_won)


def _moment(day: Any, time: Any) -> datetime:
    return datetime.combine(day, time, clock.SEOUL).astimezone(UTC)


def new_poll(council: Council, ticked: Sequence[str], at: datetime) -> Mapping[str, Any]:
    """What the form of a new poll holds before anything is typed: a week from the next full hour."""
    opens = clock.seoul(at).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    closes = opens + timedelta(days=USUAL_DAYS)
    method = "motion" if len(ticked) < 2 else "choose_one"
    votes = council.bylaws.votes_per_voter
    return {**_days(opens, closes), "votes_per_voter": votes, "matters": list(ticked), "method": method}


def written(poll: Poll) -> Mapping[str, Any]:
    """What the form of a draft holds."""
    keys = [matter_key(option.agenda_item_id, option.proposal_id) for option in poll.options]
    free = [option.label for option, key in zip(poll.options, keys, strict=True) if not key]
    own = "" if METHODS[poll.method].answers else "\n".join(free)
    moments = _days(clock.seoul(poll.opens_at), clock.seoul(poll.closes_at))
    return {**moments, "matters": [key for key in keys if key], "others": own}


def _days(opens: datetime, closes: datetime) -> dict[str, Any]:
    return {
        "opens_on": opens.date(),
        "opens_time": opens.time(),
        "closes_on": closes.date(),
        "closes_time": closes.time(),
    }


def matter_key(agenda_item_id: int | None, proposal_id: int | None) -> str:
    """The word by which a form names an agenda item or a proposal; "" for neither."""
    if agenda_item_id:
        return f"item-{agenda_item_id}"
    return f"proposal-{proposal_id}" if proposal_id else ""


def trial_form(poll: Poll, sent: MultiDict[str, str]) -> BaseForm:
    """Votes for each option and, where that is not their sum, how many people voted; as a GET sends them."""
    enough = (InputRequired(_NO_NUMBER), NumberRange(0, 100_000, _NO_NUMBER))
    fields: dict[str, Any] = {f"votes-{one.position}": Whole(one.label, enough) for one in poll.options}
    if not METHODS[poll.method].answers:
        fields["cast"] = Whole(_("투표한 사람"), enough)
    form = BaseForm(fields)
    form.process(sent if sent.keys() & fields.keys() else None)
    return form


class ReceiptForm(Form):
    """The number of a receipt."""

    code = StringField(lazy("접수증 번호"), [Needed(), AtMost(100)])

    @property
    def number(self) -> str:
        """The number without the blanks that help to read it."""
        return "".join((self.code.data or "").split())


class AnnulForm(Form):
    """Why a poll is taken back."""

    reason = PublicText(lazy("까닭"), [Needed(), AtMost(300)])
