"""투표 방식: pure arithmetic, one file a method. To add one: its file, its line in METHODS, its template."""

from app.polls.methods.borda import Borda
from app.polls.methods.budget_equal_shares import BudgetEqualShares
from app.polls.methods.budget_greedy_cost import BudgetGreedyCost
from app.polls.methods.budget_order import BudgetOrder
from app.polls.methods.choose_one import ChooseOne
from app.polls.methods.choose_up_to_k import ChooseUpToK
from app.polls.methods.contract import Method
from app.polls.methods.cumulative import Cumulative
from app.polls.methods.irv import InstantRunOff
from app.polls.methods.majority_judgement import MajorityJudgement
from app.polls.methods.marks import BLANK, Marks, Misread, Tally, Weighted
from app.polls.methods.motion import Motion
from app.polls.methods.ranked_pairs import RankedPairs
from app.polls.methods.schulze import Schulze
from app.polls.methods.score import Score
from app.polls.methods.star import Star
from app.polls.methods.stv_meek import MeekTransferableVote
from app.polls.methods.stv_scottish import ScottishTransferableVote

__all__ = ["BLANK", "METHODS", "Marks", "Method", "Misread", "Tally", "Weighted"]

_IN_ORDER = (
    Motion(), ChooseOne(), ChooseUpToK(), BudgetOrder(), BudgetGreedyCost(), BudgetEqualShares(), Cumulative(),
    Score(), Star(), MajorityJudgement(), InstantRunOff(), Schulze(), RankedPairs(), Borda(),
    ScottishTransferableVote(), MeekTransferableVote(),
)  # fmt: skip
METHODS: dict[str, Method] = {method.key: method for method in _IN_ORDER}
