"""What the model knows of a poll: simple sets, of numbers of people. A backup keeps a copy of it."""

import copy
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from app.kernel.db import session
from app.polls.states import Channel

VOTERS, NEIGHBOURS, CHOICES = 6, 2, 3  # the neighbours have not asked to take part yet
PEOPLE = VOTERS + NEIGHBOURS
someone = st.integers(0, PEOPLE - 1)
a_mark = st.integers(1, CHOICES)


@dataclass
class Known:
    """The poll, as whoever only watched what was done would tell it."""

    state: str = "draft"
    asked: set[int] = field(default_factory=set)
    confirmed: set[int] = field(default_factory=set)
    roll: set[int] = field(default_factory=set)
    cast_by: dict[int, tuple[str, int]] = field(default_factory=dict)  # voter: (paper, mark)
    receipts: dict[int, str] = field(default_factory=dict)
    with_help: set[int] = field(default_factory=set)
    on_paper: set[int] = field(default_factory=set)
    at_device: dict[int, tuple[Any, str]] = field(default_factory=dict)  # voter: who holds it, and the paper on it
    votes: dict[str, int] | None = None  # once they are counted
    was_opened: bool = False
    is_sealed: bool = False
    fixed: int = 0  # lines of the ledger about the poll
    harm: Any = None  # what was changed behind the program's back, and how to put it right

    def copied(self) -> "Known":
        return copy.deepcopy(self)

    def channel_of(self, voter: int) -> Channel | None:
        if voter in self.on_paper:
            return Channel.PAPER
        if voter not in self.cast_by:
            return None
        return Channel.ASSISTED if voter in self.with_help else Channel.ONLINE


class Model(RuleBasedStateMachine):
    """What all parts of a life share."""

    world: Any  # tests/fault/model/world.py
    pairs: Any  # tests/fault/model/pairs.py
    poll: Any
    council: Any
    officer: SimpleNamespace
    stranger: SimpleNamespace
    people: list[SimpleNamespace]
    second_accounts: list[SimpleNamespace]
    forms: dict[tuple[int, int], str]  # (voter, account): the paper they keep, whatever becomes of the database
    known: Known

    def __init__(self, world: Any, pairs: Any) -> None:
        super().__init__()
        self.world, self.pairs, self.known = world, pairs, Known()

    def did(self, deed: str) -> None:
        self.pairs.note(self.known.state, deed, is_harmed=self.known.harm is not None)

    def refused(self, kind: Any, action: Any) -> None:
        with pytest.raises(kind):
            action()
        session().rollback()


def whole(life: Model) -> bool:
    """Whether nothing is changed behind the program's back: people act only then."""
    return life.known.harm is None
