"""The ballot paper as it comes back from a browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.kernel.i18n import LazyString, _
from app.polls.methods import BLANK, METHODS, Misread
from app.polls.methods.rules import Rules
from app.polls.models import Choice, Option, Poll

_NO_OPTION = -1  # what cannot be read marks no option, and is no number; 0 is the blank vote
_NUMBER = "number-"  # before the position of an option, where options take numbers
_MOST_OPTIONS = 999


@dataclass(frozen=True)
class Paper:
    """A ballot paper: its token, and what was marked, as it was sent, so that it can be shown again."""

    token: str = ""
    marks: tuple[str, ...] = ()
    numbers: Mapping[int, str] = field(default_factory=dict)
    fault: str | LazyString = ""
    order: tuple[int, ...] = ()  # of the positions, where the paper has another than the poll

    @classmethod
    def sent(cls, form: MultiDict[str, str]) -> "Paper":
        """The paper that a browser sent."""
        named = ((name.removeprefix(_NUMBER), value) for name, value in form.items() if name.startswith(_NUMBER))
        numbers = {int(place): value for place, value in named if is_number(place) and int(place) <= _MOST_OPTIONS}
        return cls(form.get("paper", ""), tuple(form.getlist("marks")), numbers)

    def has(self, position: int) -> bool:
        """Whether the option is marked."""
        return str(position) in self.marks

    def ordered(self, options: Sequence[Choice | Option]) -> Sequence[Choice | Option]:
        """The options in the order of the paper."""
        return sorted(options, key=lambda one: self.order.index(one.position)) if self.order else options

    def number(self, position: int) -> str:
        """The number of the option as it was sent; "0" where there is none."""
        return self.numbers.get(position) or "0"

    def by_rank(self, lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
        """The lines by their numbers, the first rank first and those without a rank last."""
        return sorted(lines, key=lambda line: _whole(self.number(line[0])) or _MOST_OPTIONS)

    @property
    def positions(self) -> list[int]:
        """The marks as the count knows them: plain ASCII digits as a browser sends them, or no option at all.

        Where options take numbers, the number of each; after BLANK, where that is marked beside them.
        """
        marks = [_whole(mark) for mark in self.marks]
        if not self.numbers:
            return marks
        numbers = [_whole(self.number(position)) for position in range(1, max(self.numbers) + 1)]
        return marks if marks == [BLANK] and not any(numbers) else [*marks, *numbers]

    def misread(self, poll: Poll) -> str:
        """Why the marks are no ballot of this poll, in a sentence; "" where they are one."""
        positions = range(1, len(poll.choices) + 1)
        read = METHODS[poll.method].read(self.positions, positions, Rules.from_sheet(poll.rules))
        return _why(read, self, poll) if isinstance(read, Misread) else ""

    @property
    def errors(self) -> list[str | LazyString]:
        """For the title of the page, as a form has them."""
        return [self.fault] if self.fault else []


def _why(misread: Misread, paper: Paper, poll: Poll) -> str:
    match misread:
        case Misread.NOTHING_MARKED:
            return _nothing_marked(paper, poll)
        case Misread.TOO_MANY:
            return _too_many(paper, poll.votes_per_voter)
        case Misread.MARKED_TWICE:
            return _("같은 것이 두 번 표시되었습니다. 다시 골라 주세요.")
        case Misread.BLANK_AND_MORE:
            return _("‘고를 것이 없습니다’와 다른 것을 함께 골랐습니다. 하나를 빼 주세요.")
        case Misread.RANKED_TWICE:
            return _("같은 순위를 둘 이상에 매겼습니다. 순위마다 하나씩만 골라 주세요.")
        case Misread.OUT_OF_RANGE:
            return _("이 투표에서 고를 수 없는 숫자가 있습니다. 숫자를 다시 골라 주세요.")
    return _("이 투표에 없는 것이 표시되었습니다. 다시 골라 주세요.")


def _nothing_marked(paper: Paper, poll: Poll) -> str:
    if METHODS[poll.method].counted == "grades":
        return _(
            "아직 아무것도 고르지 않았습니다. 하나라도 ‘안 됨’보다 나은 등급을 고르거나,"
            " 모두 ‘안 됨’이면 ‘고를 것이 없습니다’를 눌러 주세요."
        )
    if paper.numbers:
        return _("아직 아무것도 적지 않았습니다. 하나라도 숫자를 고른 뒤 ‘다음’을 눌러 주세요.")
    return _("아직 고르지 않았습니다. 하나를 누른 뒤 ‘다음’을 눌러 주세요.")


def _too_many(paper: Paper, most: int) -> str:
    if paper.numbers:
        over = sum(paper.positions) - most
        return _("모두 %(most)d점까지 줄 수 있습니다. %(over)d점을 줄여 주세요.", most=most, over=over)
    over = len(paper.marks) - most
    return _("%(most)d개까지 고를 수 있습니다. %(over)d개를 빼 주세요.", most=most, over=over)


def _whole(typed: str) -> int:
    return int(typed) if is_number(typed) else _NO_OPTION


def is_number(mark: str) -> bool:
    """Plain ASCII digits as a browser sends them, without a sign or zeros before them."""
    return mark.isascii() and mark.isdigit() and len(mark) <= 4 and (mark == "0" or mark[0] != "0")
