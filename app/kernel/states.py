"""State machines as tables: which action leads from which state to which."""

from enum import StrEnum
from typing import Generic, Self, TypeVar

from app.kernel.errors import Conflict
from app.kernel.i18n import LazyString, _, lazy


class Labelled(StrEnum):
    """An enum whose members are stored as a word and shown as a phrase: NAME = "word", lazy("말")."""

    label: LazyString

    def __new__(cls, value: str, label: LazyString | None = None) -> Self:
        """Make the member; the phrase is translated only when it is shown."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or lazy(value)
        return member


S = TypeVar("S", bound=Labelled)
Move = tuple[str, S | tuple[S, ...], S]


class Machine(Generic[S]):
    """The moves that are allowed; every other one is a Conflict with a sentence."""

    def __init__(self, *moves: Move[S]) -> None:
        """Each move is (action, from, to); `from` may be several states, with one row each action."""
        self.moves = moves

    def allows(self, action: str, state: S) -> bool:
        """Whether the action can be done in the state."""
        return self._target(action, state) is not None

    def after(self, action: str, state: S) -> S:
        """The state that follows; raises Conflict where the table has no such move."""
        target = self._target(action, state)
        if target is None:
            raise Conflict(_("지금은 ‘%(state)s’ 상태라서 할 수 없는 일입니다.", state=state.label))
        return target

    def _target(self, action: str, state: S) -> S | None:
        for name, sources, target in self.moves:
            if name == action and state in (sources if isinstance(sources, tuple) else (sources,)):
                return target
        return None
