"""What residents are asked after a deed, how answers are counted, and when they reopen it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.kernel.i18n import lazy
from app.kernel.states import Labelled

CHECK_DAYS = 14  # that a round of answers is open
SHOWN_FROM = 5  # answers from which on sums are shown: fewer could tell who said what
ENOUGH_ANSWERS = 5  # and more than half of them not better: the commitment is open again


class CheckKind(Labelled):
    """Why residents are asked."""

    TWO_WEEKS = "two_weeks", lazy("두 주 뒤 확인")
    TWO_MONTHS = "two_months", lazy("두 달 뒤 확인")
    TRIAL = "trial", lazy("시범을 마치며 묻기")


class Mark(Labelled):
    """What somebody answers: how it is now, or what should become of a trial."""

    BETTER = "better", lazy("좋아졌어요")
    SAME = "same", lazy("그대로예요")
    WORSE = "worse", lazy("나빠졌어요")
    KEEP = "keep", lazy("계속해요")
    CHANGE = "change", lazy("바꿔서 해요")
    END = "end", lazy("그만해요")


class TrialEnd(Labelled):
    """What the centre decides after a trial."""

    KEEP = "keep", lazy("계속합니다")
    CHANGE = "change", lazy("바꿔서 합니다")
    END = "end", lazy("그만합니다")


_FELT = (Mark.BETTER, Mark.SAME, Mark.WORSE)
OFFERED: Mapping[CheckKind, tuple[Mark, ...]] = {
    CheckKind.TWO_WEEKS: _FELT,
    CheckKind.TWO_MONTHS: _FELT,
    CheckKind.TRIAL: (Mark.KEEP, Mark.CHANGE, Mark.END),
}


@dataclass(frozen=True)
class Counts:
    """How many answered what, on the page and by paper or voice."""

    here: Mapping[str, int]
    paper: Mapping[str, int]

    @property
    def here_total(self) -> int:
        """Answers given on the page."""
        return sum(self.here.values())

    @property
    def paper_total(self) -> int:
        """Answers that the facilitator took down."""
        return sum(self.paper.values())

    @property
    def total(self) -> int:
        """All answers."""
        return self.here_total + self.paper_total

    @property
    def is_shown(self) -> bool:
        """Whether sums may be shown."""
        return self.total >= SHOWN_FROM

    @property
    def is_shown_apart(self) -> bool:
        """Whether both ways are so many that each may be shown by itself."""
        return min(self.here_total, self.paper_total) >= SHOWN_FROM

    def of(self, mark: Mark) -> int:
        """How many gave this answer."""
        return self.here.get(mark.value, 0) + self.paper.get(mark.value, 0)


def is_not_done(counts: Counts) -> bool:
    """Whether residents say that it is not done: ENOUGH_ANSWERS or more say same or worse, and so do more than half."""
    against = counts.of(Mark.SAME) + counts.of(Mark.WORSE)
    return against >= ENOUGH_ANSWERS and against * 2 > counts.total
