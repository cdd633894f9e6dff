"""Making a poll, taking one back, and asking after a receipt."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.validators import NumberRange, Optional, ValidationError

from app.councils.models import Council
from app.kernel import chance, clock
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import _, lazy
from app.polls.forms.fields import NO_DAY, NO_TIME, Checkboxes, Day, Hour, Whole, priced
from app.polls.methods import METHODS
from app.polls.models import Option, Poll
from app.polls.queries import Matter
from app.polls.service import NewOption
from app.polls.service.drafts import LONGEST_LABEL, MOST_WON

USUAL_DAYS = 7
_HOW_MANY = NumberRange(1, 100, lazy("1에서 100 사이로 적어 주세요."))


class PollForm(Form):
    """What is asked, of whom, how and when. Times are Seoul's."""

    question = PublicLine(lazy("무엇을 묻나요?"), [Needed(), AtMost(200)])
    method = RadioField(lazy("투표 방식"), [Needed(lazy("투표 방식을 골라 주세요."))], default="motion")
    matters = Checkboxes(lazy("어떤 안건인가요?"))
    others = PublicText(lazy("그 밖의 보기"), [AtMost(4000)])
    votes_per_voter = Whole(lazy("한 사람이 고를 수 있는 수"), [Optional(), _HOW_MANY])
    seats = Whole(lazy("뽑는 수"), [Optional(), _HOW_MANY], default=1)
    budget_won = Whole(
        lazy("쓸 수 있는 돈(원)"), [Optional(), NumberRange(1, MOST_WON, lazy("1원부터 1조 원까지 적어 주세요."))]
    )
    stops = BooleanField(lazy("남은 돈으로 할 수 없는 것이 나오면 거기서 멈춥니다"))
    most_per_option = Whole(lazy("하나에 줄 수 있는 점"), [Optional(), _HOW_MANY])
    opens_on = Day(lazy("여는 날"), [Needed(NO_DAY)])
    opens_time = Hour(lazy("여는 시각"), [Needed(NO_TIME)])
    closes_on = Day(lazy("마감하는 날"), [Needed(NO_DAY)])
    closes_time = Hour(lazy("마감하는 시각"), [Needed(NO_TIME)])
    draws_order = BooleanField(lazy("보기의 차례를 사람마다 섞습니다"))
    takes_paper = BooleanField(lazy("종이 투표도 받습니다"))
    paper_percent = Whole(
        lazy("현장 표의 비중(%)"), [Optional(), NumberRange(1, 99, lazy("1에서 99 사이로 적어 주세요."))]
    )
    takes_assisted = BooleanField(lazy("도움 받아 하는 투표도 받습니다"))
    explanation = PublicText(lazy("설명"), [AtMost(2000)])
    once = HiddenField(default=chance.token)

    def offer(self, matters: Sequence[Matter]) -> None:
        """Let these matters be ticked."""
        self.method.choices = offered((key, _(method.label)) for key, method in METHODS.items())
        self.matters.choices = offered((matter.key, _named(matter)) for matter in matters)

    def _written(self, line: str) -> NewOption:
        """A line as an option; where the poll spends money, with what stands behind the colon as its cost."""
        spends = self.method.data in METHODS and METHODS[self.method.data].spends
        found = priced(line) if spends else None
        return NewOption(line) if found is None else NewOption(found[0], cost_won=found[1])

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
            raise ValidationError(NO_DAY)

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
            + [self._written(line) for line in self.lines()],
            "budget_won": self.budget_won.data,
            "stops": self.stops.data,
            "most_per_option": self.most_per_option.data,
            "paper_percent": self.paper_percent.data,
            "opens_at": _moment(self.opens_on.data, self.opens_time.data),
            "closes_at": _moment(self.closes_on.data, self.closes_time.data),
            "draws_order": self.draws_order.data,
            "takes_paper": self.takes_paper.data,
            "takes_assisted": self.takes_assisted.data,
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
    free = [_line(option) for option, key in zip(poll.options, keys, strict=True) if not key]
    own = "" if METHODS[poll.method].answers else "\n".join(free)
    moments = _days(clock.seoul(poll.opens_at), clock.seoul(poll.closes_at))
    return {**moments, "matters": [key for key in keys if key], "others": own}


def _line(option: Option) -> str:
    return option.label if option.cost_won is None else f"{option.label}: {option.cost_won:,}원"


def corrected(old: Poll, matters: Sequence[Matter], at: datetime) -> Mapping[str, Any]:
    """What the form of a poll in place of a void one holds: all of the old one but its times.

    A matter that cannot be ticked any more stays as a line of its own.
    """
    offered_now = {matter.key for matter in matters}
    keys = {matter_key(option.agenda_item_id, option.proposal_id) for option in old.options}
    gone = [
        option for option in old.options if matter_key(option.agenda_item_id, option.proposal_id) not in offered_now
    ]
    lines = [] if METHODS[old.method].answers else [_line(option) for option in gone]
    return {
        **new_poll(old.council, [], at),
        "question": old.question,
        "explanation": old.explanation,
        "method": old.method,
        "votes_per_voter": old.votes_per_voter,
        "seats": old.seats,
        "budget_won": old.budget_won,
        "stops": old.stops,
        "most_per_option": old.most_per_option,
        "paper_percent": old.paper_percent,
        "draws_order": old.draws_order,
        "takes_paper": old.takes_paper,
        "takes_assisted": old.takes_assisted,
        "matters": sorted(keys & offered_now),
        "others": "\n".join(lines),
    }


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


class ReceiptForm(Form):
    """The words or the number of a receipt."""

    code = TextAreaField(lazy("접수증의 낱말이나 번호"), [Needed(), AtMost(200)])


class AnnulForm(Form):
    """Why a poll is taken back."""

    reason = PublicText(lazy("까닭"), [Needed(), AtMost(300)])
