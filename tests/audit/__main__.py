"""Count every election twice and print what came out: `make audit`. Ends with 1 where two counts differ unexplained."""

import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.audit.comparisons import COMPARISONS, Comparison, LeftOut
from tests.audit.elections import DATA, Election

SHOWN = 3  # differences of a method that are printed in full
WIDTHS = (31, 11, 5, 6, 7, 6, 5, 7, 6)
TITLES = ("method", "second", "real", "equal", "random", "equal", "out", "differ", "s")


@dataclass
class Outcome:
    """Elections of a method: with two equal counts, left out by reason, and different ones in words."""

    equal: int = 0
    left_out: Counter = field(default_factory=Counter)
    different: list = field(default_factory=list)

    @property
    def compared(self) -> int:
        """How many were counted twice."""
        return self.equal + len(self.different)


@contextmanager
def patience(seconds: int) -> Iterator[None]:
    """Leave out what takes too long."""

    def stop(*_: object) -> None:
        raise LeftOut(f"it takes the library more than {seconds} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def compare(comparison: Comparison, elections: Iterable[Election]) -> Outcome:
    """Count each of them twice."""
    outcome = Outcome()
    for election in elections:
        try:
            with patience(comparison.seconds):
                ours, theirs = comparison.counts(election)
        except LeftOut as reason:
            outcome.left_out[str(reason)] += 1
            continue
        if ours == theirs:
            outcome.equal += 1
        else:
            outcome.different.append(f"{election.name}: ours {ours}, theirs {theirs}; {election}")
    return outcome


def row(cells: Iterable[object]) -> str:
    """Words to the left, figures to the right."""
    texts = [str(cell) for cell in cells]
    words = [text.ljust(width) for text, width in zip(texts[:2], WIDTHS[:2], strict=True)]
    return " ".join(words + [text.rjust(width) for text, width in zip(texts[2:], WIDTHS[2:], strict=True)])


def audit(comparison: Comparison) -> int:
    """One line of the table, with the reasons; how many elections differ."""
    began = time.monotonic()
    real, made = compare(comparison, comparison.real()), compare(comparison, comparison.random())
    out, different = real.left_out + made.left_out, real.different + made.different
    counts = (real.compared, real.equal, made.compared, made.equal, out.total(), len(different))
    seconds = f"{time.monotonic() - began:.1f}"
    print(row((comparison.method, comparison.library, *counts, seconds)), flush=True)
    for reason, count in out.items():
        print(f"    {count} left out: {reason}")
    for difference in different[:SHOWN]:
        print(f"    DIFFERENT {difference}")
    return len(different)


def main() -> int:
    """The table; 1 where counts differ."""
    if not DATA.is_dir():
        print(f"no real elections at {DATA} (GOLMOK_SHARED): random ones alone")
    start = time.monotonic()
    print(row(TITLES))
    different = sum(audit(comparison) for comparison in COMPARISONS)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{different} different; {time.monotonic() - start:.0f} s, at most {memory} MB")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
