"""하나 고르기: plurality."""

from collections.abc import Iterable, Sequence

from app.polls.methods.contract import Plain, count_marks
from app.polls.methods.counting import Order
from app.polls.methods.marks import Marks, Misread, Tally, Weighted, read_up_to
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Decision, decide_choice
from app.polls.methods.words import N_


class ChooseOne(Plain):
    """Mark one option; the most marks win."""

    key, label, version = "choose_one", N_("하나 고르기"), 1
    is_weighable = True

    def read(self, marks: Sequence[int], options: Sequence[int], rules: Rules) -> Marks | Misread:
        """One option, or BLANK."""
        return read_up_to(marks, options, 1)

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """One vote for each mark."""
        return count_marks(self, ballots, options, rules)

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """The most votes take the seats."""
        return decide_choice(tally, rules)
