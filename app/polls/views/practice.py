"""Practice ballots: the real paper and its read-back, over options that are nobody's, and nothing is kept."""

from dataclasses import replace
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.kernel.i18n import _
from app.kernel.policy import public
from app.polls.forms import Paper
from app.polls.methods import METHODS
from app.polls.models import Poll
from app.polls.views.blueprint import bp, lines_of

_BUDGET = 12_000  # won
_SEVERAL = 2


@bp.get("/practice")
@public
def practices() -> ResponseReturnValue:
    """Every kind of paper, to try."""
    return render_template("polls/practice/index.html", methods=METHODS.values())


@bp.get("/practice/<string:method>")
@public
def practice(method: str) -> ResponseReturnValue:
    """A paper of this kind."""
    return _page(_poll(method), Paper())


@bp.post("/practice/<string:method>/readback")
@public
def practice_readback(method: str) -> ResponseReturnValue:
    """Read back what was marked, or say what is wrong with it, as with a real paper."""
    poll, paper = _poll(method), Paper.sent(request.form)
    fault = paper.misread(poll)
    if fault or "again" in request.form:
        return _page(poll, replace(paper, fault=fault))
    return render_template("polls/practice/readback.html", poll=poll, paper=paper, lines=lines_of(poll))


@bp.post("/practice/<string:method>/ballots")
@public
def practice_cast(method: str) -> ResponseReturnValue:
    """The end of it: nothing was voted on."""
    return render_template("polls/practice/end.html", poll=_poll(method))


def _page(poll: Poll, paper: Paper) -> ResponseReturnValue:
    return render_template("polls/practice/ballot.html", poll=poll, paper=paper), 422 if paper.fault else 200


def _poll(method: str) -> Poll:
    """A poll that is in no database."""
    if method not in METHODS:
        abort(404)
    kind, foods = METHODS[method], _foods()
    answers = [(answer, None) for answer in kind.answers]
    priced = [(food, cost if kind.spends else None) for food, cost in foods]
    named = enumerate(answers or priced, 1)
    options = [{"position": place, "label": label, "cost_won": cost} for place, (label, cost) in named]
    votes = {"cumulative": 5}.get(method, _SEVERAL if kind.most_votes(len(options)) > 1 else 1)
    poll = Poll(
        method=method,
        question=_("내일 모임에 떡볶이를 낼까요?") if answers else _("내일 모임에 무엇을 낼까요?"),
        explanation="",
        votes_per_voter=votes,
        seats=1,
        budget_won=_BUDGET if kind.spends else None,
        draws_order=False,
    )
    poll.rules = _sheet(poll, options)
    return poll


def _foods() -> list[tuple[str, int]]:
    return [(_("떡볶이"), 6_000), (_("김밥"), 5_000), (_("과일"), 8_000), (_("식혜"), 3_000)]


def _sheet(poll: Poll, options: list[dict[str, Any]]) -> dict[str, Any]:
    """As much of a rule sheet as reading a paper asks for."""
    passing = {"basis": "valid", "numerator": 1, "denominator": 2, "strict": True, "abstentions_counted": False}
    return {
        "votes_per_voter": poll.votes_per_voter,
        "seats": 1,
        "quorum": {"basis": "none", "value": 0},
        "passing": passing,
        "roll": {"count": 0},
        "population": 0,
        "tie_rule": "lot",
        "budget_won": poll.budget_won or 0,
        "options": options,
    }
