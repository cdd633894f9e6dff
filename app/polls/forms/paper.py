"""The ballot paper as it comes back from a browser."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from app.kernel.i18n import LazyString, _
from app.polls.methods import METHODS, Misread
from app.polls.methods.rules import Rules
from app.polls.models import Poll

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
