"""How one row of a list reads: its name, its address, and the facts it is counted by."""

from collections.abc import Iterator, Mapping

from flask import url_for

from app.boards.views.columns import people, share
from app.decisions.models import Request
from app.deeds.models import Commitment
from app.kernel.i18n import _, day
from app.meetings.models import Meeting
from app.polls.methods.rules import SMALL_NUMBER
from app.polls.models import Poll

Line = tuple[str, str, str]


def line(one: Request | Commitment | Meeting | Poll, came: Mapping[int, int | None]) -> Line:
    """Name, address and facts; `came` has the people of each meeting."""
    if isinstance(one, Request):
        name, url, facts = one.title, url_for("decisions.request", request_id=one.id), _of_request(one)
    elif isinstance(one, Commitment):
        name, url, facts = one.title, url_for("deeds.show", commitment_id=one.id), _of_commitment(one)
    elif isinstance(one, Meeting):
        name, url = one.title, url_for("meetings.show", meeting_id=one.id)
        facts = iter((day(one.opened_at or one.starts_at), _("온 사람 %(people)s", people=people(came.get(one.id)))))
    else:
        name, url, facts = one.question, url_for("polls.result", poll_id=one.id), _of_poll(one)
    return name, url, " · ".join([one.council.name, *facts])


def _of_request(one: Request) -> Iterator[str]:
    if one.received_on:
        yield _("%(day)s 받음", day=day(one.received_on))
    if one.due_on:
        yield _("%(day)s까지", day=day(one.due_on))
    if one.decision and one.decision.answer and one.decision.published_at:
        yield _("%(day)s 답함", day=day(one.decision.published_at))
        yield str(one.decision.answer.label)


def _of_commitment(one: Commitment) -> Iterator[str]:
    yield str(one.state.label)
    if one.do_by:
        yield _("%(day)s까지", day=day(one.do_by))
    if one.ended_on:
        yield _("%(day)s 마침", day=day(one.ended_on))


def _of_poll(one: Poll) -> Iterator[str]:
    yield _("%(day)s 마감", day=day(one.closes_at))
    tally = one.tally
    if tally is None or tally.valid_count < SMALL_NUMBER:
        yield _("투표한 사람이 적어 수를 밝히지 않습니다")
    elif roll := one.roll_count + tally.result.get("roll_added", 0):
        yield _("투표율 %(share)s", share=share(tally.ballot_count / roll))
