"""The words of a proposal, apart from whose they are: a proposal's, an earlier version's, an amendment's."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Words:
    """What a proposal says; the cost is in won."""

    title: str
    problem: str
    wish: str
    place: str = ""
    cost_won: int | None = None
    access_needs: str = ""

    @classmethod
    def of(cls, source: Any) -> Self:
        """What a proposal says now, what a version said, what an amendment would say."""
        return cls(
            title=source.title,
            problem=source.problem,
            wish=source.wish,
            place=source.place,
            cost_won=source.cost_won,
            access_needs=source.access_needs,
        )

    @property
    def mark(self) -> str:
        """Sixteen signs that are others as soon as the words are: a form says with them what it started from."""
        return hashlib.sha256(repr(asdict(self)).encode()).hexdigest()[:16]

    def taking(self, offered: "Words", *, basis: "Words") -> "Words":
        """These words with those fields of the offered ones that differ from what they were offered against."""
        now, wanted, before = asdict(self), asdict(offered), asdict(basis)
        return Words(**{name: wanted[name] if wanted[name] != before[name] else now[name] for name in now})
