"""A pile of paper ballots as one person enters it, sheet after sheet."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict
from wtforms.validators import NumberRange

from app.kernel.forms import Form, Needed
from app.kernel.i18n import _, lazy
from app.polls.forms.fields import Whole
from app.polls.forms.paper import is_number
from app.polls.methods import BLANK
from app.polls.service import Sheet
from app.polls.service.batches import MOST_SHEETS
from app.polls.states import Invalidity

_HOW_MANY = lazy("1에서 25 사이로 적어 주세요.")


class BatchForm(Form):
    """How many sheets the next batch has."""

    sheets = Whole(lazy("몇 장인가요?"), [Needed(), NumberRange(1, MOST_SHEETS, _HOW_MANY)])


@dataclass(frozen=True)
class SheetLine:
    """One sheet of the pile as it was sent: what is marked, or why it is invalid, so that it can be shown again."""

    number: int
    marks: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # as typed, one an option, where options take numbers
    reason: str = ""
    fault: str = ""

    def has(self, position: int) -> bool:
        """Whether the option, or BLANK, is marked."""
        return str(position) in self.marks

    def typed(self, position: int) -> str:
        """The number of the option as it was typed."""
        return self.numbers[position - 1] if self.numbers else ""

    @property
    def sheet(self) -> Sheet:
        """As the service takes it; only of a line without a fault."""
        if self.reason:
            return Invalidity(self.reason)
        if not any(self.numbers):
            return [int(mark) for mark in self.marks]
        numbers = [int(typed or 0) for typed in self.numbers]
        return numbers if any(numbers) else [BLANK]  # points of nothing for all: who filled it in chose nothing

    def checked(self, options: int) -> "SheetLine":
        """The line with what is wrong with it, in a sentence."""
        return replace(self, fault=self._wrong(options))

    def _wrong(self, options: int) -> str:
        known = {str(position) for position in range(options + 1)}
        marked = len(self.marks) + sum(map(bool, self.numbers))
        if not marked and not self.reason:
            return _("%(number)d번째 장을 아직 적지 않았습니다.", number=self.number)
        if marked and self.reason:
            return _("%(number)d번째 장: 표시와 무효 가운데 하나만 고르세요.", number=self.number)
        if self.has(BLANK) and marked > 1:
            return _("%(number)d번째 장: 표시가 있으면 빈 종이가 아닙니다.", number=self.number)
        if not all(map(is_number, filter(None, self.numbers))):
            return _("%(number)d번째 장: 보이는 숫자를 0, 1, 2처럼 적어 주세요.", number=self.number)
        if not known.issuperset(self.marks) or self.reason not in {"", *Invalidity}:
            return _("%(number)d번째 장을 다시 골라 주세요.", number=self.number)
        return ""


@dataclass(frozen=True)
class Pile:
    """All sheets of a batch, in the order of the pile."""

    lines: tuple[SheetLine, ...]

    @classmethod
    def empty(cls, sheets: int) -> "Pile":
        """Nothing entered yet."""
        return cls(tuple(SheetLine(number) for number in range(1, sheets + 1)))

    @classmethod
    def sent(cls, form: MultiDict[str, str], sheets: int, options: int, *, numbered: bool) -> "Pile":
        """What a browser sent, each line with its fault; `numbered` where options take numbers."""
        lines = (_sent(form, number, options if numbered else 0) for number in range(1, sheets + 1))
        return cls(tuple(line.checked(0 if numbered else options) for line in lines))

    @classmethod
    def written(cls, marks: Sequence[str], *, numbered: bool) -> "Pile":
        """What the person entered before; a blank ballot is marked as such."""
        return cls(tuple(_line(number, json.loads(one), numbered) for number, one in enumerate(marks, 1)))

    @property
    def sheets(self) -> list[Sheet]:
        """As the service takes them."""
        return [line.sheet for line in self.lines]

    @property
    def errors(self) -> list[str]:
        """What is wrong, for the summary and for the title of the page, as a form has them."""
        return [line.fault for line in self.lines if line.fault]


def _sent(form: MultiDict[str, str], number: int, options: int) -> SheetLine:
    marks = tuple(sorted(set(form.getlist(f"marks-{number}"))))
    numbers = tuple(form.get(f"number-{number}-{position}", "").strip() for position in range(1, options + 1))
    return SheetLine(number, marks, numbers, form.get(f"reason-{number}", ""))


def _line(number: int, written: list[int] | str, numbered: bool) -> SheetLine:
    if written == Invalidity.UNMARKED or written == []:
        return SheetLine(number, (str(BLANK),))
    if isinstance(written, str):
        return SheetLine(number, reason=written)
    texts = tuple(map(str, written))
    return SheetLine(number, numbers=texts) if numbered else SheetLine(number, texts)
