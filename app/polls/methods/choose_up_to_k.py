"""1인 k표: limited approval, what most residents' assemblies do."""

from collections.abc import Iterable, Sequence

from app.polls.methods.contract import Plain, count_marks
from app.polls.methods.counting import Order
from app.polls.methods.marks import Marks, Misread, Tally, Weighted, read_up_to
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Decision, decide_choice
from app.polls.methods.words import N_


class ChooseUpToK(Plain):
    """Mark up to k options, each at most once; the most marks win. With k = all options: Brams and Fishburn (1978)."""

    key, label, version = "choose_up_to_k", N_("여러 개 고르기"), 1
    is_weighable = True

    def most_votes(self, options: int) -> int:
        """A vote for every option."""
        return options

    def read(self, marks: Sequence[int], options: Sequence[int], rules: Rules) -> Marks | Misread:
        """At most rules.votes_per_voter options, or BLANK."""
        return read_up_to(marks, options, rules.votes_per_voter)

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """One vote for each mark."""
        return count_marks(self, ballots, options, rules)

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """The most votes take the seats."""
        return decide_choice(tally, rules)
