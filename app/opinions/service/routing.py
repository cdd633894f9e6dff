"""Which statement a person is shown next."""

from collections.abc import Callable, Sequence

from app.opinions.models import TO_TELL, Statement

FLOOR = TO_TELL  # people whom every statement reaches before any is left to chance
Draw = Callable[[Sequence[Statement], Sequence[float]], Statement]


def priority(agrees: int, passes: int, answers: int, extremity: float = 0.0) -> float:
    """How much a statement should be shown: rare, agreed with, seldom passed, and dividing the groups.

    C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw, C. Megill, Polis: scaling deliberation by mapping high dimensional
    opinion spaces (2021). `extremity` is how far the statement lies from the middle of the map; 0 where there is none.
    """
    agreeing, passing = (agrees + 1) / (answers + 2), (passes + 1) / (answers + 2)
    importance = agreeing * (1 - passing) * (1 + extremity)
    rare = 1 + 8 * 2 ** (-answers / 5)
    return float((importance * rare) ** 2)


def routed(statements: Sequence[Statement], draw: Draw) -> Statement | None:
    """The next of the statements, drawn by priority; those that fewer than FLOOR people answered come before all."""
    few = [statement for statement in statements if statement.answer_count < FLOOR]
    candidates = few or list(statements)
    if not candidates:
        return None
    weights = [priority(one.agree_count, one.pass_count, one.answer_count) for one in candidates]
    return draw(candidates, weights)
