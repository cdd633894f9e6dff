"""What `flask count` can count: one line a method."""

from collections.abc import Callable
from typing import Any, NamedTuple

from app.polls.methods.approval import approval
from app.polls.methods.borda import borda
from app.polls.methods.budget_equal_shares import budget_equal_shares
from app.polls.methods.budget_greedy_cost import budget_greedy_cost
from app.polls.methods.budget_order import budget_order
from app.polls.methods.cumulative import cumulative
from app.polls.methods.irv import irv
from app.polls.methods.majority_judgement import majority_judgement
from app.polls.methods.ranked_pairs import ranked_pairs
from app.polls.methods.schulze import schulze
from app.polls.methods.score import score
from app.polls.methods.star import star
from app.polls.methods.stv_meek import stv_meek
from app.polls.methods.stv_scottish import stv_scottish


class Counter(NamedTuple):
    """A method by its key, what its ballots are, and the count: (ballots, options, order=…, and what it `takes`).

    A budget is counted of options with their costs.
    """

    key: str
    family: str  # ranked, points or budget
    count: Callable[..., Any]
    takes: tuple[str, ...] = ()


COUNTERS: dict[str, Counter] = {
    "irv": Counter("irv", "ranked", irv),
    "stv_scottish": Counter("stv_scottish", "ranked", stv_scottish, ("seats",)),
    "stv_meek": Counter("stv_meek", "ranked", stv_meek, ("seats",)),
    "schulze": Counter("schulze", "ranked", schulze),
    "ranked_pairs": Counter("ranked_pairs", "ranked", ranked_pairs),
    "borda": Counter("borda", "ranked", borda, ("seats",)),
    "approval": Counter("approval", "points", approval, ("seats",)),
    "cumulative": Counter("cumulative", "points", cumulative, ("seats", "points")),
    "score": Counter("score", "points", score, ("seats",)),
    "star": Counter("star", "points", star),
    "majority_judgement": Counter("majority_judgement", "points", majority_judgement, ("seats",)),
    "budget_order": Counter("budget_order", "budget", budget_order, ("budget",)),
    "budget_greedy_cost": Counter("budget_greedy_cost", "budget", budget_greedy_cost, ("budget",)),
    "budget_equal_shares": Counter("budget_equal_shares", "budget", budget_equal_shares, ("budget",)),
}
