"""투표 결과: what came out, by which rule, and the numbers where they expose nobody."""

from collections.abc import Iterator

from app.documents.addresses import absolute
from app.documents.official.paper import Block, Cell, Item, Note, Paper, Table, Text, facts, table
from app.documents.official.words import centre, issued, no_seal, votes_told
from app.documents.qr import checkpoint_address
from app.kernel.i18n import _, moment
from app.kernel.ledger import entries_about
from app.polls import queries, service
from app.polls.queries import Result
from app.polls.views.blueprint import answer_of
from app.polls.views.figures import comparisons
from app.polls.views.results import count_rows, mark_of
from app.polls.views.rules import rule_rows


def poll_result(result: Result, place: int = 0) -> Paper:
    """The result sheet of a counted poll; `place` is its number among the papers of the council."""
    poll = result.poll
    council, tally = poll.council.name, poll.tally
    fixed = [entry.code for entry in entries_about("poll", poll.id)][-1:]  # what was counted before the ledger has none
    return Paper(
        kind=_("투표 결과"),
        office=council,
        draft="" if poll.is_certified else _("아직 확정하지 않은 결과입니다."),
        receiver=_("이웃 여러분"),
        title=_("투표 결과: %(question)s", question=poll.question),
        body=tuple(_body(result)),
        sender=council,
        seal=no_seal(),
        foot=(
            (_("시행"), issued(council, place, tally.counted_at if tally else None)),
            (_("물어볼 곳"), centre(poll.council.dong)),
            (_("규칙의 지문"), poll.rules_hash),
            (_("장부의 지문"), "".join(fixed)),
        ),
        address=absolute("polls.result", poll_id=poll.id),
        proof="".join(checkpoint_address(poll.id, code) for code in fixed),
    )


def _body(result: Result) -> Iterator[Block]:
    poll = result.poll
    yield Item(_("결과"), strong=True)
    yield Item(str(result.verdict.label), 2, strong=True)
    yield Text(service.sentence(result))
    yield Item(_("보기와 표"), strong=True)
    yield _options(result)
    if not result.shows_numbers:
        yield Note(_("투표한 사람이 적어 표수는 밝히지 않습니다."))
    yield Item(_("참여"), strong=True)
    when = _("%(opens)s부터 %(closes)s까지", opens=moment(poll.opens_at), closes=moment(poll.closes_at))
    yield from facts([(_("언제"), when), *count_rows(result)])
    yield from _differences(result)
    rules = rule_rows(poll)
    if rules:
        yield Item(_("투표의 규칙"), strong=True)
        yield from facts(rules)


def _differences(result: Result) -> Iterator[Block]:
    """What the reconciliation sheet could not make equal, why, and the two who stand by it."""
    if not result.poll.takes_paper:
        return
    sheet = service.reconciliation_sheet(result.poll)
    differ = [one for one in comparisons(sheet, queries.signers(result.poll.id)) if one.size]
    if differ:
        yield Item(_("대조표에서 맞지 않는 수"), strong=True)
    for one in differ:
        yield Item(" ".join(filter(None, (one.told, one.by_how_much, one.why))), 2)
        yield Text(one.signed)


def _options(result: Result) -> Table:
    rows = [
        (
            Cell(answer_of(row, result.poll), strong=row.is_chosen),
            votes_told(row.votes, result.counted),
            str(mark_of(result)) if row.is_chosen else "",
        )
        for row in result.by_rank
    ]
    return table(_("보기와 표"), (_("보기"), _("득표"), _("결과")), rows, (12, 4, 3))
