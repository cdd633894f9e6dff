"""Who answered what: the matrix of people and statements, in an order that depends on the answers alone."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Id = int | str
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

AGREE, PASS, DISAGREE = 1, 0, -1
ENOUGH_VOTES, ENOUGH_PEOPLE = 7, 15
_LETTERS = np.frombuffer(b"-0+.", dtype=np.uint8)  # disagree, pass, agree, not answered


class Vote(NamedTuple):
    """One answer: 1 agree, 0 pass, -1 disagree; `modified` in any unit of time that grows."""

    person: Id
    statement: Id
    vote: int
    modified: float = 0


@dataclass(frozen=True, eq=False)
class Votes:
    """Answers of `people` (rows) to `statements` (columns): -1, 0, +1, or NaN where nobody answered.

    Rows are in the order of their answers, so that no result depends on the names of people. `hidden` statements were
    taken out by a moderator, `meta` ones ask about the person; neither has a part in the map.
    """

    people: tuple[Id, ...]
    statements: tuple[Id, ...]
    answers: Floats
    hidden: Flags
    meta: Flags

    @classmethod
    def of(
        cls,
        votes: Iterable[Vote],
        *,
        statements: Iterable[Id] = (),
        hidden: Collection[Id] = (),
        meta: Collection[Id] = (),
    ) -> "Votes":
        """The matrix of these votes; of two of a person on a statement the one modified last counts, else the last.

        `statements` names those that may have no vote yet. Raises ValueError for a vote that is not -1, 0 or 1.
        """
        last: dict[tuple[Id, Id], tuple[float, int]] = {}
        for person, statement, vote, modified in votes:
            if vote not in (AGREE, PASS, DISAGREE):
                raise ValueError(f"a vote is -1, 0 or 1, not {vote!r}")
            before = last.get((person, statement))
            if before is None or modified >= before[0]:
                last[person, statement] = (modified, int(vote))
        people = _sorted({person for person, _ in last})
        columns = _sorted({statement for _, statement in last} | set(statements))
        answers = np.full((len(people), len(columns)), np.nan)
        if last:
            row, column = _places(people), _places(columns)
            rows, places = zip(*((row[person], column[statement]) for person, statement in last), strict=True)
            answers[rows, places] = [vote for _, vote in last.values()]
        return cls.from_matrix(people, columns, answers, hidden=hidden, meta=meta)

    @classmethod
    def from_matrix(
        cls,
        people: Iterable[Id],
        statements: Iterable[Id],
        answers: Floats,
        *,
        hidden: Collection[Id] = (),
        meta: Collection[Id] = (),
    ) -> "Votes":
        """The same from a matrix whose rows and columns have these names; people without any answer are left out."""
        names, columns = list(people), tuple(statements)
        letters = _letters(answers)
        order = np.argsort(letters, kind="stable") if len(names) and columns else np.arange(0)
        order = order[~np.isnan(answers[order]).all(axis=1)]
        return cls(
            tuple(names[place] for place in order),
            columns,
            answers[order],
            np.array([statement in hidden for statement in columns], dtype=np.bool_),
            np.array([statement in meta for statement in columns], dtype=np.bool_),
        )

    @cached_property
    def seen(self) -> Flags:
        """Which answers were given, a pass too."""
        return ~np.isnan(self.answers)

    @cached_property
    def left_out(self) -> Flags:
        """The statements that have no part in the map."""
        return self.hidden | self.meta

    @cached_property
    def asked(self) -> Integers:
        """The columns that anybody answered: the statements that count for the map."""
        return np.flatnonzero(self.seen.any(axis=0))

    @cached_property
    def clustered(self) -> Flags:
        """Who is put into groups: at least 7 answers (or all statements), topped up to 15 people by their answers."""
        counts = self.seen.sum(axis=1)
        inside: Flags = counts >= min(ENOUGH_VOTES, len(self.asked))
        if inside.sum() < ENOUGH_PEOPLE:
            inside = inside.copy()
            inside[np.argsort(-counts, kind="stable")[:ENOUGH_PEOPLE]] = True
        return inside

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of what the result depends on: a line a statement, then a line a person, in their sorted order.

        A statement's line is its id and `hidden`, `meta` where it is; a person's line has a letter a statement: `+`
        agree, `-` disagree, `0` pass, `.` no answer. Names of people are not in it.
        """
        marks = zip(self.statements, self.hidden, self.meta, strict=True)
        head = [f"{name}{' hidden' * bool(hidden)}{' meta' * bool(meta)}" for name, hidden, meta in marks]
        rows = _letters(self.answers).tolist() if self.people else []
        return hashlib.sha256(b"\n".join(["\n".join(head).encode(), *rows])).hexdigest()

    def without(self, people: Collection[Id]) -> "Votes":
        """The same without these people."""
        kept = np.array([person not in people for person in self.people], dtype=np.bool_)
        names = tuple(person for person in self.people if person not in people)
        return Votes(names, self.statements, self.answers[kept], self.hidden, self.meta)


def _letters(answers: Floats) -> NDArray[np.bytes_]:
    """Every row as one string of a letter an answer."""
    codes = np.where(np.isnan(answers), 2, answers).astype(np.int64) + 1
    return np.ascontiguousarray(_LETTERS[codes]).view(f"S{max(1, answers.shape[1])}").reshape(-1)


def _sorted(names: Iterable[Id]) -> tuple[Id, ...]:
    return tuple(sorted(names, key=lambda name: (isinstance(name, str), name)))


def _places(names: Iterable[Id]) -> dict[Id, int]:
    return {name: place for place, name in enumerate(names)}
