"""Which deed met the poll in which state, over all lives: a table of what can happen, and of what cannot and why."""

from collections import Counter
from itertools import product

STATES = ("draft", "open", "counting", "counted", "certified", "void")
HARMED = "tampered with"  # said of a state while what was changed behind the program's back is not put right
KINDS = (
    "a ballot taken out",
    "a ballot doubled",
    "marks changed",
    "a mark on the roll taken away",
    "a tally changed",
    "a line of the ledger changed",
)
OF_PEOPLE = (
    "register",
    "verify",
    "revoke",
    "add to the roll",
    "cast",
    "cast again",
    "cast with help",
    "carry a paper between the channels",
    "send another's paper",
    "forge marks",
    "cast as a stranger",
    "lend a device",
    "hand out paper",
)
OF_OFFICERS = ("open", "close", "close before the time", "count", "certify", "void", "read the record")
OF_MACHINES = ("mix", "seal", "reconcile", "restart", "back up", "restore")
AFTER_HARM = ("go on", "mend")

BEFORE_THE_ROLL = "a device is lent only to somebody on a roll, and there is none before the opening"
NOTHING_CAST = "no ballot was cast and nothing was fixed before the opening"
NOT_FIXED = "before the box is closed nothing fixes which marks lie in it"
NO_TALLY = "there is no tally before the count"
VOIDED = "of a void poll nothing is published: neither its marks nor its tally are held against anything"
NO_DOOR = "nothing is left to publish"
WAITS = "the model lets people wait until what was changed behind the program's back is put right"
NO_HARM = "nothing was changed"

DEEDS = (*OF_PEOPLE, *OF_OFFICERS, *OF_MACHINES, *KINDS, *AFTER_HARM)
IMPOSSIBLE: dict[tuple[str, str], str] = {
    **{("draft", deed): BEFORE_THE_ROLL for deed in ("cast with help", "carry a paper between the channels")},
    ("draft", "cast again"): NOTHING_CAST,
    **{("draft", kind): NOTHING_CAST for kind in KINDS},
    ("open", "marks changed"): NOT_FIXED,
    **{(state, "a tally changed"): NO_TALLY for state in ("open", "counting")},
    **{("void", kind): VOIDED for kind in ("marks changed", "a tally changed")},
    **{(state, deed): NO_HARM for state in STATES for deed in AFTER_HARM},
}
IMPOSSIBLE_AFTER_HARM: dict[tuple[str, str], str] = {
    **{(state, deed): WAITS for state in STATES for deed in (*OF_PEOPLE, *OF_OFFICERS, *KINDS)},
    **{(state, "go on"): NO_DOOR for state in ("certified", "void")},
    **{("draft", deed): NOTHING_CAST for deed in DEEDS},
}


def possible() -> set[tuple[str, str]]:
    """Every pair that is to be hit."""
    pairs = set(product(STATES, DEEDS))
    harmed = pairs - set(IMPOSSIBLE_AFTER_HARM)
    return (pairs - set(IMPOSSIBLE)) | {(f"{state}, {HARMED}", deed) for state, deed in harmed}


class Pairs:
    """How often each pair was hit."""

    def __init__(self) -> None:
        self.hit: Counter[tuple[str, str]] = Counter()

    def note(self, state: str, deed: str, *, is_harmed: bool) -> None:
        self.hit[f"{state}, {HARMED}" if is_harmed else state, deed] += 1

    def missed(self) -> list[tuple[str, str]]:
        """What could have happened and did not."""
        return sorted(possible() - set(self.hit))

    def impossible(self) -> list[tuple[str, str]]:
        """What happened though the table says it cannot."""
        return sorted(set(self.hit) - possible())
