"""Trial: what imagined numbers would decide under the rules that opening would freeze. Nothing is kept."""

from collections.abc import Mapping
from datetime import datetime

from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import _
from app.polls import queries
from app.polls.methods import METHODS, Tally
from app.polls.methods.marks import ranked
from app.polls.methods.rules import Rules
from app.polls.models import Poll
from app.polls.queries import Result
from app.polls.service.opening import sheet_now
from app.polls.states import Verdict


def trial(poll: Poll, votes: Mapping[int, int], cast: int, *, at: datetime) -> Result:
    """What would come out of a draft if `cast` people voted and the options, by position, got these votes.

    Whoever voted and gave no vote has cast a blank ballot. `poll` needs its council and options. Raises Conflict
    for ranks, Invalid for numbers that no ballots of this poll could add up to.
    """
    sheet = sheet_now(poll, at=at)
    people = sheet["roll"]["count"]
    method, rules = METHODS[poll.method], Rules.from_sheet(sheet)
    most = method.most(len(poll.options), rules)
    if most is None or rules.weights:
        raise _not_by_votes()
    _check(poll, votes, cast, people, most)
    valid = min(cast, sum(votes.values()))
    tally = Tally(dict(votes), ranked(dict(votes)), valid, cast - valid, 0)
    decision = method.decide(tally, rules, list(votes) if rules.tie_rule == "lot" else None)
    numbers = {str(position): count for position, count in votes.items()}
    facts = {"method": method.key, "votes": numbers, "tied": decision.tied, **decision.facts}
    return Result(
        poll=poll,
        verdict=Verdict(decision.outcome.value),
        roll_count=people,
        roll_added=0,
        turnout=cast,
        assisted=0,
        valid=valid,
        blank=cast - valid,
        invalid=0,
        quorum_needed=decision.quorum_needed,
        base=decision.base,
        yes_needed=decision.yes_needed,
        lot_seed="",
        facts=facts,
        rows=queries.rows(poll, sheet["options"], {**facts, "chosen": decision.chosen}, valid),
    )


def may_be_tried(poll: Poll) -> bool:
    """Whether the votes of each option are enough to count the poll; ranks are not, nor are channels with weights."""
    return poll.paper_percent is None and METHODS[poll.method].most(len(poll.options), Rules()) is not None


def check_may_be_tried(poll: Poll) -> None:
    """Raises Conflict where votes alone are not enough."""
    if not may_be_tried(poll):
        raise _not_by_votes()


def _not_by_votes() -> Conflict:
    return Conflict(
        _("순위를 매기거나 몫을 나누거나 현장과 온라인의 비중을 두는 투표는 표수만으로 미리 세어 볼 수 없습니다.")
    )


def _check(poll: Poll, votes: Mapping[int, int], cast: int, people: int, most: tuple[int, int]) -> None:
    if cast > people:
        raise Invalid(_("명부에 오를 분이 %(people)d명입니다. 그보다 많이 투표할 수 없습니다.", people=people))
    for option in poll.options:
        if votes[option.position] > cast * most[0]:
            raise Invalid(_("‘%(label)s’의 표가 투표한 사람보다 많습니다.", label=option.label))
    given, possible = sum(votes.values()), cast * most[1]
    if given > possible:
        raise Invalid(
            _(
                "표를 모두 더하면 %(given)d표입니다. %(cast)d명이 %(most)d표씩이면 %(possible)d표까지입니다.",
                given=given,
                cast=cast,
                most=most[1],
                possible=possible,
            )
        )
