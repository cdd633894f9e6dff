"""현장과 온라인의 비중: votes by the shares that each channel gave, where a council counts channels by weights."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import prod

from app.polls.methods.contract import Method
from app.polls.methods.marks import Tally, Weighted, ranked
from app.polls.methods.rules import Rules

FROM = 20  # valid ballots in each channel; with fewer in one, all ballots count alike and no channel is told apart
Channels = Mapping[str, Sequence[Weighted]]  # the valid ballots of each


def weights(paper_percent: int | None) -> dict[str, int]:
    """What a rule sheet says: percent of each channel, and from how many valid ballots in each; {} without weights."""
    if paper_percent is None:
        return {}
    return {"paper": paper_percent, "online": 100 - paper_percent, "from": FROM}


def enough(channels: Channels, asked: Mapping[str, int]) -> bool:
    """Whether there are enough valid ballots in each channel for the weights of the sheet."""
    return bool(asked) and all(sum(row.weight for row in rows) >= asked["from"] for rows in channels.values())


def weigh(tally: Tally, channels: Channels, method: Method, rules: Rules) -> Tally:
    """The tally with whole numbers in the proportion of the weighted shares as its votes: what decides, exactly."""
    apart, asked = _apart(tally, channels, method, rules), rules.weights
    valid = {channel: part.valid for channel, part in apart.items()}
    scores = {
        option: sum(
            asked[name] * part.votes[option] * prod(valid.values()) // part.valid for name, part in apart.items()
        )
        for option in tally.votes
    }
    return replace(tally, votes=scores, ranks=ranked(scores))


def shares(tally: Tally, channels: Channels, method: Method, rules: Rules) -> dict[str, dict[int, Fraction]]:
    """Of each channel which share of its valid ballots marked an option, and under "weighed" their weighted mean."""
    apart = _apart(tally, channels, method, rules)
    of = {
        name: {option: Fraction(votes, part.valid) for option, votes in part.votes.items()}
        for name, part in apart.items()
    }
    zero = Fraction(0)
    mean = {o: sum((Fraction(rules.weights[name], 100) * of[name][o] for name in of), zero) for o in tally.votes}
    return {**of, "weighed": mean}


def _apart(tally: Tally, channels: Channels, method: Method, rules: Rules) -> dict[str, Tally]:
    return {name: method.tally(rows, tuple(tally.votes), rules) for name, rows in channels.items()}
