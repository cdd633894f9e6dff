"""What is told of a poll: its numbers where they may be seen, and of breakdowns what protects people.

With fewer than SMALL_NUMBER valid ballots only the verdict is told, as everywhere. How many people used which channel
is a breakdown; so are the votes by channel of a poll that weighs its channels.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.boards.maths.suppression import kept_back, rows_kept_back
from app.polls import queries
from app.polls.methods import METHODS
from app.polls.models import Poll
from app.polls.queries import Result, Row
from app.polls.states import Channel, Verdict

_OFFERED = {Channel.ONLINE: None, Channel.ASSISTED: "takes_assisted", Channel.PAPER: "takes_paper"}
_WEIGHED = ("online", "paper")  # the channels of a poll that weighs them
Split = dict[int, tuple[int, int]]


@dataclass(frozen=True)
class Figures:
    """The numbers of a poll; None for what is not told."""

    roll_count: int | None = None
    turnout: int | None = None
    valid: int | None = None
    blank: int | None = None
    invalid: int | None = None
    quorum_needed: int | None = None
    online: int | None = None
    assisted: int | None = None
    paper: int | None = None


@dataclass(frozen=True)
class ToldPoll:
    """A poll with its verdict, once there is one, its figures, and the names of those that are kept back."""

    poll: Poll
    verdict: Verdict | None = None
    figures: Figures = Figures()
    hidden: str = ""

    @property
    def counted(self) -> str:
        """What the figure of an option is."""
        return METHODS[self.poll.method].counted


@dataclass(frozen=True)
class ToldRow:
    """One option of a poll that was counted; its votes by channel, where the poll weighs its channels."""

    poll: Poll
    row: Row
    votes_online: int | None
    votes_paper: int | None
    hidden: str


def told(poll: Poll) -> ToldPoll:
    """The poll as open data tells it. `poll` needs its tally."""
    result = queries.result(poll)
    if result is None:
        return ToldPoll(poll)
    if not result.shows_numbers:
        return ToldPoll(poll, result.verdict)
    channels = _channels(result)
    names = tuple(channels)
    split = rows_kept_back(tuple(_split(result).values()))
    places = range(len(names)) if split is None else sorted(kept_back(tuple(channels.values())))
    hidden = [names[place] for place in places]
    figures = Figures(
        roll_count=result.roll_count,
        turnout=result.turnout,
        valid=result.valid,
        blank=result.blank,
        invalid=result.invalid,
        quorum_needed=result.quorum_needed,
        **{name: people for name, people in channels.items() if name not in hidden},
    )
    return ToldPoll(poll, result.verdict, figures, " ".join(hidden))


def _channels(result: Result) -> dict[str, int]:
    """People by channel, of those channels that the poll offers."""
    used = result.facts.get("channels", {})
    offered = [one.value for one, flag in _OFFERED.items() if flag is None or getattr(result.poll, flag)]
    return {name: used.get(name, 0) for name in offered}


def told_rows(poll: Poll) -> Iterator[ToldRow]:
    """The options of a poll that was counted, in the order of the paper; none before."""
    result = queries.result(poll)
    if result is None:
        return
    split = _split(result)
    places = tuple(split)
    hidden = rows_kept_back(tuple(split.values()))
    shown = {place: split[place] for row, place in enumerate(places) if hidden is not None and row not in hidden}
    for row in result.rows:
        online, paper = shown.get(row.position, (None, None))
        yield ToldRow(poll, row, online, paper, "votes_online votes_paper" if split and online is None else "")


def _split(result: Result) -> Split:
    """The votes of each option online and on paper; {} where the poll tells no channels apart."""
    groups = result.facts.get("weighed")
    if not groups:
        return {}
    found = {row.position: [0, 0] for row in result.rows}
    for place, name in enumerate(_WEIGHED):
        for marks, ballots in groups[name]:
            for position in marks:
                found[position][place] += ballots
    return {position: (online, paper) for position, (online, paper) in found.items()}
