"""Drafts: what a poll asks and how, until it opens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Unpack

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import set_committed_value

from app.councils.models import Council
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User
from app.polls.methods import METHODS
from app.polls.models import Option, Poll
from app.polls.service.grouping import keep_groups
from app.polls.service.manner import Manner, NewOption, check_points, set_manner
from app.polls.states import PollState

LONGEST_LABEL = 120
MOST_WON = 1_000_000_000_000  # a million million: more than any council spends


def prepare(
    council: Council,
    *,
    question: str,
    explanation: str,
    method: str,
    votes_per_voter: int,
    seats: int,
    options: Sequence[NewOption],
    opens_at: datetime,
    closes_at: datetime,
    by: User,
    at: datetime,
    once: str | None = None,
    replaces: Poll | None = None,
    **manner: Unpack[Manner],
) -> Poll:
    """Draft a poll. `options` in the order of the paper; a motion brings its three answers itself.

    The same question with the same `once` gives the poll that is there. Raises Invalid with a sentence where the parts
    do not fit together, Conflict where `replaces` is not a void poll of the council or has a successor.
    """
    sent = session().scalars(select(Poll).where(Poll.once == once)).one_or_none() if once else None
    if sent is not None and (sent.council_id, sent.question) == (council.id, question.strip()):
        return sent
    place = _place_of(replaces, council) if replaces else None
    poll = Poll(
        council=council, council_id=council.id, made_by_id=by.id, once=None if sent else once, replaces_id=place
    )
    set_manner(poll, method, manner)
    options = keep_groups(poll, replaces, method, options) if replaces else options
    session().add(poll)
    _write(poll, question, explanation, method, votes_per_voter, seats, options, opens_at, closes_at, at)
    return poll


def edit(
    poll: Poll,
    *,
    question: str,
    explanation: str,
    method: str,
    votes_per_voter: int,
    seats: int,
    options: Sequence[NewOption],
    opens_at: datetime,
    closes_at: datetime,
    by: User,
    at: datetime,
    **manner: Unpack[Manner],
) -> Poll:
    """Write the draft anew; an announcement is taken back with it, since residents were told something else.

    Raises Conflict once the poll has opened, Invalid as `prepare` does.
    """
    poll.move("edit")
    set_manner(poll, method, manner)
    options = keep_groups(poll, poll, method, options)
    session().execute(delete(Option).where(Option.poll_id == poll.id))
    poll.announced_at, poll.made_by_id = None, by.id
    _write(poll, question, explanation, method, votes_per_voter, seats, options, opens_at, closes_at, at)
    return poll


def announce(poll: Poll, *, by: User, at: datetime) -> Poll:
    """Tell the residents; the notice period of the bylaws runs from here. Event poll.announced."""
    poll.move("announce")
    if poll.announced_at is None:
        poll.announced_at = at
        record("poll.announced", poll, by=by, at=at)
    return poll


def _place_of(old: Poll, council: Council) -> int:
    """The number of the void poll, held so that two facilitators at once make one successor."""
    state = session().execute(select(Poll.state).where(Poll.id == old.id).with_for_update()).scalar_one()
    if state is not PollState.VOID or not old.is_announced or old.council_id != council.id:
        raise Conflict(_("이 골목회의에서 무효로 한 투표만 새 투표로 이을 수 있습니다."))
    if session().scalar(select(Poll.id).where(Poll.replaces_id == old.id)) is not None:
        raise Conflict(_("이 투표를 고친 새 투표가 이미 있습니다."))
    return old.id


def _write(
    poll: Poll,
    question: str,
    explanation: str,
    method: str,
    votes_per_voter: int,
    seats: int,
    options: Sequence[NewOption],
    opens_at: datetime,
    closes_at: datetime,
    at: datetime,
) -> None:
    _check_times(opens_at, closes_at, at)
    answers = _answers(method, options)
    kind = METHODS[method]
    votes = votes_per_voter if kind.most_votes(len(answers)) > 1 else 1
    seats = seats if kind.has_seats else 1
    _check_numbers(votes, seats, len(answers), kind.most_votes(len(answers)))
    if kind.spends:
        _check_money(poll.budget_won, answers)
    if not kind.has_limits:
        answers = [replace(option, group_name="", only_one="") for option in answers]
    if not question.strip():
        raise Invalid(_("무엇을 묻는 투표인지 적어 주세요."))
    poll.question, poll.explanation, poll.method = question.strip(), explanation.strip(), method
    poll.votes_per_voter, poll.seats = votes, seats
    check_points(poll)
    poll.opens_at, poll.closes_at = opens_at, closes_at
    session().flush()
    made = [Option(poll_id=poll.id, position=place, **vars(new)) for place, new in enumerate(answers, 1)]
    session().add_all(made)
    set_committed_value(poll, "options", made)


def _answers(method: str, options: Sequence[NewOption]) -> list[NewOption]:
    if method not in METHODS:
        raise Invalid(_("없는 투표 방식입니다."))
    if METHODS[method].answers:
        if len(options) > 1:
            raise Invalid(_("찬반 투표는 안건 하나만 묻습니다."))
        yes, *others = METHODS[method].answers
        matter = replace(options[0], label=yes) if options else NewOption(yes)
        return [matter, *map(NewOption, others)]
    labels = [option.label.strip() for option in options]
    if not all(0 < len(label) <= LONGEST_LABEL for label in labels):
        raise Invalid(_("고를 것마다 이름을 %(most)d자 안으로 적어 주세요.", most=LONGEST_LABEL))
    if len(set(labels)) < len(labels):
        raise Invalid(_("이름이 같은 것이 둘 있습니다. 다르게 적어 주세요."))
    return [replace(option, label=label) for option, label in zip(options, labels, strict=True)]


def _check_money(budget: int | None, options: Sequence[NewOption]) -> None:
    if not budget or not 0 < budget <= MOST_WON:
        raise Invalid(_("쓸 수 있는 돈이 모두 얼마인지 원으로 적어 주세요."))
    for option in options:
        if not option.cost_won or not 0 < option.cost_won <= MOST_WON:
            raise Invalid(
                _(
                    "‘%(label)s’에 드는 돈을 적어 주세요. 예산 투표에서는 저마다 금액이 있어야 합니다.",
                    label=option.label,
                )
            )
    if all(option.cost_won and option.cost_won > budget for option in options):
        raise Invalid(_("쓸 수 있는 돈으로 할 수 있는 것이 하나도 없습니다. 금액을 다시 보아 주세요."))


def _check_numbers(votes: int, seats: int, count: int, most: int) -> None:
    if count < 2:
        raise Invalid(_("고를 것을 둘 이상 적어 주세요."))
    if not 1 <= votes <= most:
        raise Invalid(_("한 사람의 표는 1표부터 %(count)d표까지 정할 수 있습니다.", count=most))
    if not 1 <= seats <= count:
        raise Invalid(_("뽑는 수는 1개부터 %(count)d개까지 정할 수 있습니다.", count=count))


def _check_times(opens_at: datetime, closes_at: datetime, at: datetime) -> None:
    if closes_at <= opens_at:
        raise Invalid(_("마감은 시작보다 뒤여야 합니다."))
    if closes_at <= at:
        raise Invalid(_("마감 시각이 이미 지났습니다. 앞으로 올 시각으로 정해 주세요."))
