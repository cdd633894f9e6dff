"""찬반: one question, for or against."""

from collections.abc import Iterable, Sequence

from app.polls.methods.contract import Plain, count_marks
from app.polls.methods.counting import Order
from app.polls.methods.marks import Marks, Misread, Tally, Weighted, read_up_to
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Decision, decide_motion
from app.polls.methods.words import N_

YES, NO, ABSTAIN = 1, 2, 3


class Motion(Plain):
    """For, against or abstain; the passing rule of the sheet decides."""

    key, label, version = "motion", N_("찬반"), 1
    has_seats = False
    answers = (N_("찬성"), N_("반대"), N_("기권"))

    def read(self, marks: Sequence[int], options: Sequence[int], rules: Rules) -> Marks | Misread:
        """One of the three answers; to choose nothing on purpose is to abstain."""
        return read_up_to(marks, options, 1) or Misread.NOTHING_MARKED

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """One vote for each mark."""
        return count_marks(self, ballots, options, rules)

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """Carried or not, by the passing rule."""
        return decide_motion(tally, rules, yes=YES, no=NO, abstain=ABSTAIN)
