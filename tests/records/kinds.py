"""Records of polls of every kind, made by the program: `python -m tests.records.kinds` writes tests/records/vectors.

What is random in a record (receipts, hashes, moments) differs each time it is made; what the verifiers say does not.
"""

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import current_app

from app import create_app
from app.kernel import clock
from app.kernel.db import db, transaction
from app.kernel.program import Program
from app.polls import service
from app.polls.models import Poll
from app.polls.states import Invalidity
from config import TestConfig
from tests import factories
from tests.factories import cosigners, polls
from tests.records import pairs_and_grades, tampering
from tests.records.kind import BLANK, CYCLE, TOO_MANY_NEEDED, UNEVEN, Kind, numbers
from tests.records.kinds_with_limits import LIMITED, WEIGHED
from tests.records.records import record_of
from tests.records.seats_and_shares import SEATS_AND_SHARES

VECTORS = Path(__file__).parent / "vectors"


def several(k: int, seats: int) -> dict[str, Any]:
    return {"method": "choose_up_to_k", "choices": 4, "votes_per_voter": k, "seats": seats}


def priced(budget: int, *costs: int) -> dict[str, Any]:
    """Two marks each, for options of these costs in million won."""
    options = [
        replace(one, cost_won=cost * MILLION) for one, cost in zip(polls.options(len(costs)), costs, strict=True)
    ]
    return {"method": "budget_order", "votes_per_voter": 2, "budget_won": budget * MILLION, "options": options}


def points(votes: int, choices: int) -> dict[str, Any]:
    return {"method": "cumulative", "choices": choices, "votes_per_voter": votes}


MILLION = 1_000_000
TWO_THIRDS = {"passing_numerator": 2, "passing_denominator": 3, "passing_strict": False, "abstentions_counted": True}
EQUALS = [[1, 2]] * 8 + [[3, 4]] * 8 + [[1]] * 3 + [[2]] * 3 + [BLANK] * 2
RUN_OFF = [[1, 2, 0, 0]] * 8 + [[0, 1, 2, 0]] * 5 + [[0, 2, 1, 3]] * 4 + [[0, 0, 2, 1]] * 3
EXHAUSTED = [[1, 2, 0, 0]] * 8 + [[0, 1, 2, 0]] * 5 + [[0, 2, 1, 3]] * 4 + [[0, 0, 0, 1]] * 3
WITHOUT = [[0, 2, 1, 0, 0]] * 4 + [[0, 1, 3, 0, 2]] * 4 + [[1, 0, 0, 2, 0]] * 5

KINDS: dict[str, Kind] = {
    "motion_carried": Kind([[1]] * 14 + [[2]] * 8 + [[3]] * 3),
    "motion_by_two_thirds": Kind([[1]] * 13 + [[2]] * 5 + [[3]] * 4, TWO_THIRDS),
    "motion_by_the_roll": Kind([[1]] * 15 + [[2]] * 5, {"passing_basis": "roll"}, {"voters": 20}),
    "motion_of_all_cast": Kind([[1]] * 11 + [[2]] * 5 + [[3]] * 6, {"passing_basis": "cast"}),
    "motion_without_quorum": Kind([[1]] * 21, {"quorum_basis": "roll", "quorum_value": 5000}, {"voters": 40}),
    "motion_of_seven": Kind([[1], [2], [1], [3], [1], [2], [1]]),
    "motion_of_three": Kind([[1], [2], [1]]),
    "nobody_voted": Kind([], {"quorum_basis": "count", "quorum_value": 2}),
    "only_blanks": Kind([BLANK] * 20, {}, {"choices": 3}),
    "one_by_lot": Kind([[1]] * 8 + [[2]] * 8 + [[4]] * 4 + [BLANK] * 2, {}, {"choices": 4}),
    "one_by_lot_of_six": Kind([[1], [2], [3], [1], [2], [3]], {}, {"choices": 11}),
    "one_tied": Kind([[1]] * 10 + [[2]] * 10, {"tie_rule": "fail"}, {"choices": 3}),
    "one_of_too_few": Kind(
        [[2]] * 22, {"quorum_basis": "population", "quorum_value": 10, "tie_rule": "all"}, {"choices": 2}
    ),
    "several_all_equal": Kind(EQUALS, {"tie_rule": "all"}, several(2, 3)),
    "several_by_lot": Kind(EQUALS, {}, several(2, 3)),
    "several_seats": Kind([[1, 2, 3]] * 9 + [[1, 3]] * 8 + [[3]] * 5 + [BLANK], {}, several(3, 2)),
    "budget_skips": Kind([[1, 2]] * 9 + [[2, 3]] * 6 + [[1, 4]] * 5 + [BLANK], {}, priced(10, 6, 5, 4, 1, 1)),
    "budget_by_lot": Kind([[1, 2]] * 9 + [[1, 3]] * 9 + [[4]] * 3, {}, priced(10, 5, 4, 3, 2)),
    "budget_of_few_by_lot": Kind([[1, 2]] * 3 + [[3]] * 3, {}, priced(10, 9, 6, 5)),
    "budget_tied": Kind([[1, 2]] * 9 + [[1, 3]] * 9 + [[4]] * 3, {"tie_rule": "fail"}, priced(10, 5, 4, 3, 2)),
    "budget_too_small": Kind([[1, 2]] * 4 + [[2]] * 2, {"tie_rule": "all"}, priced(3, 5, 4, 3)),
    "budget_without_quorum": Kind([[1, 2]] * 20, TOO_MANY_NEEDED, priced(10, 6, 5)),
    "points_given": Kind([[3, 0]] * 6 + [[1, 2]] * 9 + [[0, 2]] * 4 + [BLANK], {}, points(3, 2)),
    "points_unseen": Kind([[5, 0, 0]] * 9 + [[1, 1, 3]] * 8 + [[0, 2, 2]] * 4, {}, points(5, 3) | {"seats": 2}),
    "points_unseen_by_lot": Kind([[5, 0, 0]] * 4 + [[0, 4, 1]] * 5 + [BLANK], {}, points(5, 3)),
    "points_of_too_few": Kind([[5, 0, 0]] * 6, TOO_MANY_NEEDED, points(5, 3)),
    "scores": Kind([[5, 1]] * 30 + [[0, 4]] * 33 + [[2, 3]] * 7, {}, numbers("score", 2)),
    "scores_unseen": Kind([[5, 0, 1]] * 9 + [[0, 5, 4]] * 11 + [BLANK], {}, numbers("score", 3)),
    "scores_unseen_tied": Kind([[5, 3, 1]] * 3 + [[3, 5, 1]] * 3, {"tie_rule": "fail"}, numbers("score", 3)),
    "scores_all_equal": Kind([[5, 3]] * 35 + [[3, 5]] * 35, {"tie_rule": "all"}, numbers("score", 2)),
    "run_off": Kind([[1, 0, 0]] * 13 + [[0, 1, 2]] * 9 + [[0, 2, 1]] * 8 + [BLANK], {}, numbers("irv", 3)),
    "run_off_by_lot": Kind([[1, 2, 0]] * 12 + [[0, 1, 2]] * 9 + [[0, 2, 1]] * 9, {}, numbers("irv", 3)),
    "run_off_tied": Kind([[1, 2, 0]] * 12 + [[0, 1, 2]] * 9 + [[0, 2, 1]] * 9, {"tie_rule": "fail"}, numbers("irv", 3)),
    "run_off_unseen": Kind(RUN_OFF, {}, numbers("irv", 4)),
    "run_off_unseen_exhausted": Kind(EXHAUSTED, {}, numbers("irv", 4)),
    "run_off_unseen_by_lot": Kind([*RUN_OFF, [0, 0, 0, 1]], {"tie_rule": "all"}, numbers("irv", 4)),
    "run_off_unseen_tied": Kind([*RUN_OFF, [0, 0, 0, 1]], {"tie_rule": "fail"}, numbers("irv", 4)),
    "run_off_unseen_tied_with_votes": Kind(WITHOUT, {"tie_rule": "fail"}, numbers("irv", 5)),
    "run_off_with_two_without_votes": Kind(WITHOUT[1:], {"tie_rule": "fail"}, numbers("irv", 5)),
    "run_off_unseen_tied_later": Kind(RUN_OFF[:-2], {"tie_rule": "fail"}, numbers("irv", 4)),
    "run_off_of_too_few": Kind(RUN_OFF, TOO_MANY_NEEDED, numbers("irv", 4)),
    "head_to_head": Kind(UNEVEN, {}, numbers("schulze", 3)),
    "head_to_head_by_lot": Kind([[1, 2]] * 10 + [[2, 1]] * 10 + [[1, 1]], {}, numbers("schulze", 2)),
    "head_to_head_unseen": Kind([[1, 2, 3, 4], *CYCLE[:-1]], {}, numbers("schulze", 4)),
    "head_to_head_unseen_by_lot": Kind(CYCLE, {}, numbers("schulze", 4)),
    "head_to_head_unseen_tied": Kind(CYCLE, {"tie_rule": "fail"}, numbers("schulze", 4)),
    "head_to_head_unseen_all": Kind(CYCLE, {"tie_rule": "all"}, numbers("schulze", 4)),
    "head_to_head_of_too_few": Kind(CYCLE, TOO_MANY_NEEDED, numbers("schulze", 4)),
    **{name: Kind(*parts) for name, parts in LIMITED.items()},
    **pairs_and_grades.KINDS,
}
KINDS |= {name: Kind(*given) for name, given in SEATS_AND_SHARES.items()}


def made(kind: Kind) -> Poll:
    """A poll of the kind, in a council that had another poll before."""
    council = factories.a_council(bylaws=kind.bylaws)
    polls.an_open_poll(council)
    return polls.a_counted_poll(kind.ballots, council, **kind.draft)


def with_paper(sheets: Sequence[Any], *, lost: int = 0) -> Poll:
    """Twelve voted online, the others on paper; so many sheets that were handed out did not come back."""
    council = factories.a_council()
    voters = polls.voters_of(council, 12 + len(sheets) + lost)
    poll = polls.an_open_poll(council, choices=3, takes_paper=True)
    for number, voter in enumerate(voters[:12]):
        polls.cast(poll, voter, [1 + number % 2])
    for voter in voters[12:]:
        polls.handed(poll, voter)
    poll = polls.closed(poll)
    polls.a_batch(poll, *sheets)
    reasons = {"box": "한 장이 돌아오지 않았습니다"} if lost else {}
    polls.reconciled(poll, printed=len(sheets) + lost + 4, unused=4, **reasons)
    return polls.counted(poll)


def with_an_addition() -> Poll:
    """A motion by a share of the roll, on which somebody was put while the box was open."""
    council = factories.a_council(bylaws={"passing_basis": "roll"})
    voters = polls.voters_of(council, 21)
    poll = polls.an_open_poll(council)
    (late,) = polls.voters_of(council, 1)
    with transaction():
        service.add_to_roll(poll, late.id, reason="명부를 만들 때 빠졌습니다", by=factories.a_user(), at=clock.now())
    for number, voter in enumerate([*voters, late]):
        polls.cast(poll, voter, [1 + (number > 14)])
    return polls.closed(poll)


def cosigned(*, late: bool = False) -> Poll:
    """A poll that the dong centre cosigned at its closing; `late` once the council had opened another."""
    council = factories.a_council()
    cosigner, key = cosigners.a_centre(council, cosigners.a_key(1))
    poll = polls.a_counted_poll([[1]] * 6 + [[2]] * 2, council)
    if late:
        polls.an_open_poll(council)
    cosigners.cosigned(cosigner, key)
    polls.an_open_poll(council)
    return poll


def cosigned_by_two() -> Poll:
    """A poll that the centre and a neighbouring council cosigned, the centre with a key before it and a newer one."""
    council = factories.a_council()
    centre, old = cosigners.a_centre(council, cosigners.a_key(1))
    neighbour, other = cosigners.a_neighbour(council, cosigners.a_key(2))
    poll = polls.an_open_poll(council, choices=3)
    cosigners.cosigned(centre, old)
    new = cosigners.exchanged(centre, cosigners.a_key(3))
    poll = polls.closed(poll)
    cosigners.cosigned(centre, new)
    cosigners.cosigned(neighbour, other)
    return poll


def counted_by_another_program() -> Poll:
    """A motion during which a new version was deployed."""
    council, before = factories.a_council(), current_app.config["PROGRAM"]
    voters = polls.voters_of(council, 7)
    poll = polls.an_open_poll(council)
    for number, voter in enumerate(voters):
        polls.cast(poll, voter, [1 + number % 2])
    current_app.config["PROGRAM"] = Program("9.8.7", "f" * 64)
    try:
        return polls.closed(poll)
    finally:
        current_app.config["PROGRAM"] = before


OTHERS: dict[str, Callable[[], Poll]] = {
    "paper_balances": lambda: with_paper([[1]] * 9 + [[3]] * 2),
    "paper_explained": lambda: with_paper([*[[1], [2]] * 5, Invalidity.UNREADABLE, Invalidity.OVER_MARKED], lost=1),
    "paper_of_few": lambda: with_paper([[1], Invalidity.OTHER]),
    "roll_added": with_an_addition,
    "cosigned": cosigned,
    "cosigned_later": lambda: cosigned(late=True),
    "cosigned_by_two": cosigned_by_two,
    "counted_by_another_program": counted_by_another_program,
    **WEIGHED,
}


def certified(poll: Poll) -> Poll:
    with transaction():
        return service.certify(poll, by=factories.a_user(), at=clock.now())


def records() -> dict[str, bytes]:
    """A right record of every kind, by its name; the first again after it was certified."""
    all_of_them = {name: made(kind) for name, kind in KINDS.items()}
    all_of_them |= {name: make() for name, make in OTHERS.items()}
    found = {name: record_of(poll) for name, poll in all_of_them.items()}
    return {**found, "certified": record_of(certified(all_of_them["motion_carried"]))}


def write_vectors() -> None:
    """Make the vectors anew, on a database of their own."""
    with tempfile.TemporaryDirectory() as folder:

        class Settings(TestConfig):
            SQLALCHEMY_DATABASE_URI = f"sqlite:///{folder}/vectors.db"
            UPLOADS = Path(folder) / "uploads"

        with create_app(Settings).app_context():
            db.create_all()
            right = records()
    wrong = {f"wrong_{name}": change(right) for name, change in tampering.NAMED.items()}
    for name, content in {**right, **wrong}.items():
        (VECTORS / f"{name}.jsonl").write_bytes(content)
    expected = {**dict.fromkeys(right, "right"), **dict.fromkeys(wrong, "wrong")}
    (VECTORS / "expected.json").write_text(json.dumps(expected, indent=2) + "\n", encoding="utf-8")


def vectors() -> dict[str, bytes]:
    """The vectors that are kept, by their names."""
    return {path.stem: path.read_bytes() for path in sorted(VECTORS.glob("*.jsonl"))}


def expected() -> dict[str, str]:
    """What is to be said of each vector: right or wrong."""
    return dict(json.loads((VECTORS / "expected.json").read_text(encoding="utf-8")))


def right() -> list[bytes]:
    """The vectors in which nothing is wrong."""
    return [content for name, content in vectors().items() if expected()[name] == "right"]


if __name__ == "__main__":
    write_vectors()
