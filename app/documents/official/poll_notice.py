"""투표 공고: what is asked, of whom, when and how, and by which rules it is decided."""

from collections.abc import Iterator

from app.documents.addresses import absolute
from app.documents.official.paper import Block, Item, Paper, Text, facts, table
from app.documents.official.words import centre, issued, no_seal
from app.kernel.i18n import _, moment, won
from app.polls.models import Option, Poll
from app.polls.views.blueprint import answer_of
from app.polls.views.rules import rule_rows
from app.polls.views.ways import marking


def poll_notice(poll: Poll, place: int = 0) -> Paper:
    """The notice of a poll; `place` is its number among the papers of the council."""
    council = poll.council.name
    return Paper(
        kind=_("투표 공고"),
        office=council,
        draft=_standing(poll),
        receiver=_("이웃 여러분"),
        title=_("투표 공고: %(question)s", question=poll.question),
        body=tuple(_body(poll)),
        sender=council,
        seal=no_seal(),
        foot=(
            (_("시행"), issued(council, place, poll.announced_at or poll.opens_at)),
            (_("물어볼 곳"), centre(poll.council.dong)),
            (_("규칙의 지문"), poll.rules_hash),
        ),
        address=absolute("polls.show", poll_id=poll.id),
    )


def _standing(poll: Poll) -> str:
    if poll.is_void:
        return _("무효가 된 투표입니다: %(reason)s", reason=poll.void_reason)
    return "" if poll.is_announced else _("아직 알리지 않은 투표입니다.")


def _body(poll: Poll) -> Iterator[Block]:
    yield Item(_("묻는 것"), strong=True)
    yield Text(poll.question, strong=True)
    if poll.explanation:
        yield Text(poll.explanation)
    yield Item(_("고를 것"), strong=True)
    yield options(poll)
    yield Item(_("투표의 규칙"), strong=True)
    yield from facts(rule_rows(poll) or _plan(poll))


def options(poll: Poll) -> Block:
    """The options as a table, with costs and groups where there are any."""
    costs, groups = (any(getattr(one, name) for one in poll.options) for name in ("cost_won", "group_name"))
    head, widths = [_("연번"), _("보기")], [2, 12]
    if costs:
        head, widths = [*head, _("드는 돈")], [*widths, 4]
    if groups:
        head, widths = [*head, _("분과")], [*widths, 4]
    return table(_("고를 것"), head, [_option(one, poll, costs=costs, groups=groups) for one in poll.options], widths)


def _option(one: Option, poll: Poll, *, costs: bool, groups: bool) -> list[str]:
    cost = won(one.cost_won) if one.cost_won is not None else ""
    more = ([cost] if costs else []) + ([one.group_name] if groups else [])
    return [str(one.position), answer_of(one, poll), *more]


def _plan(poll: Poll) -> list[tuple[str, str]]:
    """What is known before opening, when the rules are frozen and the roll is made."""
    when = _("%(opens)s부터 %(closes)s까지", opens=moment(poll.opens_at), closes=moment(poll.closes_at))
    how = marking({"method": poll.method, "votes_per_voter": poll.votes_per_voter})
    return [(_("언제"), when), (_("어떻게"), how)]
