"""What every method can do, and the count that those with plain marks share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import comb
from typing import Protocol

from app.polls.methods.counting import Order
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

    @property
    def counted(self) -> str:
        """What the figure of an option is: votes, points, first_choices, duels (others beaten head to head), grades."""

    @property
    def has_seats(self) -> bool:
        """Whether the poll says how many options are chosen."""

    @property
    def spends(self) -> bool:
        """Whether the options cost money and the poll says how much there is."""

    @property
    def has_limits(self) -> bool:
        """Whether money is spent option after option, so that it can stop, and options can stand in groups."""

    @property
    def is_weighable(self) -> bool:
        """Whether paper and online votes can count by a weight of their channel."""

    @property
    def is_numbered(self) -> bool:
        """Whether every option takes a number; else options are marked."""

    @property
    def may_take_all(self) -> bool:
        """Whether all of those equal in the last place can be chosen, as some bylaws say of ties."""

    def most_votes(self, options: int) -> int:
        """The most that `votes_per_voter` can be; where it is 1, the poll does not say it."""

    def highest(self, options: int, rules: Rules) -> int:
        """The highest number that the line of an option takes; 0 where options are marked and take none."""

    def most(self, options: int, rules: Rules) -> tuple[int, int] | None:
        """What a ballot may give one option, and all together; None where the votes alone decide nothing."""

    def possible(self, options: int, rules: Rules) -> int:
        """How many different ballots there can be, without the blank one: with many, a ballot may point at somebody."""

    def share_base(self, valid: int, options: int, rules: Rules) -> int:
        """What the votes of an option are shown as a share of."""

    def read(self, marks: Sequence[int], options: Sequence[int], rules: Rules) -> Marks | Misread:
        """The marks in their one written form, or why they are no ballot."""

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """Count exactly; what does not read is invalid, and ties are left standing."""

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """What the count means under the rules; `order` is the lot, where the rules have one, for ties on the way."""


class Plain:
    """What the methods share on whose paper options are marked."""

    answers: tuple[str, ...] = ()
    counted = "votes"
    has_seats = may_take_all = True
    spends = is_numbered = has_limits = is_weighable = False

    def most_votes(self, options: int) -> int:
        """One vote."""
        return 1

    def highest(self, options: int, rules: Rules) -> int:
        """No numbers."""
        return 0

    def most(self, options: int, rules: Rules) -> tuple[int, int] | None:
        """One vote an option, as many as the rules give."""
        return 1, rules.votes_per_voter

    def possible(self, options: int, rules: Rules) -> int:
        """Every choice of one to votes_per_voter options."""
        return sum(comb(options, marked) for marked in range(1, rules.votes_per_voter + 1))

    def share_base(self, valid: int, options: int, rules: Rules) -> int:
        """The valid ballots."""
        return valid


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
