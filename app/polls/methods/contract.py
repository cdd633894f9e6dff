"""What every method can do, and the count that those with plain marks share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from app.polls.methods.marks import BLANK, Marks, Misread, Tally, Weighted, ranked
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Decision


class Method(Protocol):
    """How ballots are read and counted."""

    @property
    def key(self) -> str:
        """The word that a rule sheet names it by."""

    @property
    def label(self) -> str:
        """Its name in Korean, translated by whoever shows it."""

    @property
    def version(self) -> int:
        """Goes up with every change of the count."""

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that every poll of this method has; () where a poll brings its own."""

    def read(self, marks: Sequence[int], options: Sequence[int], rules: Rules) -> Marks | Misread:
        """The marks in their one written form, or why they are no ballot."""

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """Count exactly; what does not read is invalid, and ties are left standing."""

    def decide(self, tally: Tally, rules: Rules) -> Decision:
        """What the count means under the rules."""


def count_marks(method: Method, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
    """One vote for every mark of a ballot that the method still reads; () is blank, the rest invalid."""
    votes: Counter[int] = Counter(dict.fromkeys(options, 0))
    sorts: Counter[str] = Counter()
    for marks, weight in ballots:
        readable = method.read(marks or (BLANK,), options, rules) == marks
        sorts["invalid" if not readable else "valid" if marks else "blank"] += weight
        if readable:
            votes.update(dict.fromkeys(marks, weight))
    counted = {option: votes[option] for option in options}
    return Tally(counted, ranked(counted), sorts["valid"], sorts["blank"], sorts["invalid"])
