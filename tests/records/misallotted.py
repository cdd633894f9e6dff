"""Seats and shares as an insider would like them to be: by name, of which kind, and what changes."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

Lines = list[Any]


def _result(lines: Lines) -> Any:
    return next(one for one in lines if one["line"] == "count")["count"]["result"]


def _sheet(lines: Lines) -> Any:
    return next(one for one in lines if one["line"] == "rules")["sheet"]


def by_votes_alone(lines: Lines) -> None:
    """The money as it would be spent in the order of the votes, under a rule that looks at the costs."""
    _result(lines)["spending"]["turns"].sort(key=lambda turn: -_result(lines)["votes"][str(turn[0])])


def another_share(lines: Lines) -> None:
    """The share is said to have grown once more."""
    shares = _result(lines)["shares"]
    shares["share"] = str(Fraction(shares["share"]) + shares["step"])


def another_step(lines: Lines) -> None:
    """The sheet lets shares grow otherwise."""
    _sheet(lines)["shares"]["step"] = "1"


def a_payer_more(lines: Lines) -> None:
    """One supporter more is said to have paid, each a little less."""
    first = _result(lines)["shares"]["bought"][0]
    cost, people = _sheet(lines)["options"][first[0] - 1]["cost_won"], first[2][0][1] + 1
    first[1:] = [str(Fraction(cost, people)), [[str(Fraction(cost, people)), people]]]


def dearer_first(lines: Lines) -> None:
    """What asks for more of each is said to have been bought before what asks for less."""
    _result(lines)["shares"]["bought"].reverse()
    _result(lines)["chosen"][:2] = _result(lines)["chosen"][1::-1]


def less_missing(lines: Lines) -> None:
    """A won less is said to have been missing, with as much more money."""
    one = _result(lines)["shares"]["lacking"][0]
    one[2:] = [str(Fraction(one[2]) + 1), str(Fraction(one[3]) - 1)]


def not_in_lowest_terms(lines: Lines) -> None:
    """The same price, written otherwise."""
    one = _result(lines)["shares"]["bought"][0]
    price = Fraction(one[1])
    one[1] = f"{price.numerator * 2}/{price.denominator * 2}"


def kept_surplus(lines: Lines) -> None:
    """A part of a surplus that moved is said to be with nobody any more."""
    stage = _result(lines)["transfers"]["stages"][1]
    stage["votes"]["2"], stage["non_transferable"] = stage["votes"]["2"] - 7, stage["non_transferable"] + 7


def too_much_moved(lines: Lines) -> None:
    """More votes arrive than were left over."""
    stages = _result(lines)["transfers"]["stages"]
    stages[1]["votes"]["3"] += stages[1]["non_transferable"] + 1
    stages[1]["non_transferable"] = 0


def another_goes_out(lines: Lines) -> None:
    """Not the last goes out, but the one before, and its votes go to the last."""
    stage = _result(lines)["transfers"]["stages"][2]
    stage["option"], stage["votes"]["4"], stage["votes"]["3"] = 4, 0, stage["votes"]["4"] + 300_000
    stage["votes"]["2"] -= 300_000


def not_elected(lines: Lines) -> None:
    """Somebody has the quota, and is not elected."""
    _result(lines)["transfers"]["stages"][-1]["elected"] = []


def another_quota(lines: Lines) -> None:
    """The quota is a vote lower than the rules say."""
    _result(lines)["transfers"]["quota"] -= 1


def no_transfers(lines: Lines) -> None:
    """Nobody can follow where the votes went."""
    del _result(lines)["transfers"]


def keeps_more(lines: Lines) -> None:
    """The elected keep a billionth more of each vote."""
    _result(lines)["keeping"][1]["keeps"]["1"] += 1


def keeps_less_before(lines: Lines) -> None:
    """Somebody who is not elected is said to keep less than all."""
    _result(lines)["keeping"][1]["keeps"]["2"] -= 1


def more_votes_than_there_are(lines: Lines) -> None:
    """A round has a billionth of a vote more than there are ballots."""
    last = _result(lines)["keeping"][-1]
    last["votes"]["2"] += last["excess"] + 1
    last["excess"] = 0


def too_late(lines: Lines) -> None:
    """A round of nothing is said to have come before the last."""
    _result(lines)["keeping"].insert(1, _result(lines)["keeping"][1])


MISALLOTTED: dict[str, tuple[str, Callable[[Lines], None]]] = {
    "by_votes_alone": ("by_cost", by_votes_alone),
    "share": ("shares", another_share),
    "step": ("shares", another_step),
    "payer": ("shares_unseen", a_payer_more),
    "dearer_first": ("shares_unseen", dearer_first),
    "missing": ("shares", less_missing),
    "lowest_terms": ("shares_unseen", not_in_lowest_terms),
    "surplus": ("transfers", kept_surplus),
    "moved": ("transfers_unseen", too_much_moved),
    "goes_out": ("transfers_unseen", another_goes_out),
    "not_elected": ("transfers_unseen", not_elected),
    "quota": ("transfers_unseen", another_quota),
    "no_transfers": ("transfers_unseen", no_transfers),
    "keeps": ("keeping", keeps_more),
    "keeps_less": ("keeping_unseen", keeps_less_before),
    "whole": ("keeping_unseen", more_votes_than_there_are),
    "too_late": ("keeping_unseen", too_late),
}
