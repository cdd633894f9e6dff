"""Which statement a person is shown next."""

from collections.abc import Callable, Sequence

from app.opinions.maths import priority
from app.opinions.models import TO_TELL, Statement

FLOOR = TO_TELL  # people whom every statement reaches before any is left to chance
Draw = Callable[[Sequence[Statement], Sequence[float]], Statement]


def routed(statements: Sequence[Statement], draw: Draw) -> Statement | None:
    """The next of the statements, drawn by priority; those that fewer than FLOOR people answered come before all.

    How far out a statement stands is what the worker last worked out, 0 before.
    """
    few = [statement for statement in statements if statement.answer_count < FLOOR]
    candidates = few or list(statements)
    if not candidates:
        return None
    weights = [priority(one.agree_count, one.pass_count, one.answer_count, one.extremity) for one in candidates]
    return draw(candidates, weights)
