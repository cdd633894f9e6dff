"""What meetings, polls and the centre say ends a matter, and everybody who took part hears it once."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.events import record
from app.meetings.states import MeetingState, Outcome
from app.notices import jobs
from app.polls.states import PollState, Verdict
from app.proposals import queries, service
from app.proposals.states import Fate, ProposalState
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.decisions import (
    a_counted_poll,
    a_held_meeting,
    a_report,
    a_resolution,
    a_sent_report,
    an_answer,
)
from tests.factories.discussion import a_comment
from tests.factories.fates import a_merger
from tests.factories.proposals import a_co_proposer, a_proposal, an_endorsement

WHY = "구청이 내년 봄에 이 길을 새로 깔기로 했습니다."


@pytest.fixture
def tabled(app):
    return a_proposal(state=ProposalState.TABLED)


def happened(action, subject, by=None) -> None:
    with transaction():
        record(action, subject, by=by, at=clock.now())
    deliver()


def deliver() -> None:
    while jobs.deliver_events(clock.now()):
        pass


def fate_of(proposal) -> str | None:
    return next((row.fate for row in rows("ending") if row.proposal_id == proposal.id), None)


def told(action) -> list[int]:
    return sorted(line.user_id for line in rows("notification") if line.action == action)


def decided(proposal, **given):
    meeting = a_held_meeting(proposal.council, a_resolution(**given), proposal=proposal, state=MeetingState.PUBLISHED)
    happened("minutes.published", meeting)
    return meeting


@pytest.mark.parametrize("outcome", [Outcome.CARRIED, Outcome.NOT_CARRIED])
def test_published_minutes_end_what_the_meeting_decided(tabled, client, outcome):
    meeting = decided(tabled, outcome=outcome, asks_centre=False, text="봉투를 나누어 준다")
    assert fate_of(tabled) == "decided_by_meeting"
    page = client.get(f"/proposals/{tabled.id}").text
    assert f"{outcome.label} – 봉투를 나누어 준다" in page
    assert f'href="/meetings/{meeting.id}/minutes"' in page


@pytest.mark.parametrize(
    "given",
    [
        {"outcome": Outcome.CARRIED, "asks_centre": True},
        {"outcome": Outcome.NO_QUORUM, "asks_centre": False},
        {"outcome": Outcome.SENT_BACK, "asks_centre": False},
    ],
)
def test_what_goes_on_after_the_meeting_stays_open(tabled, given):
    decided(tabled, **given)
    assert fate_of(tabled) is None


def test_a_poll_takes_the_matter_up_again_and_its_certified_result_ends_it(tabled, client):
    decided(tabled, asks_centre=False)
    loser = a_proposal(tabled.council)
    options = {1: {"proposal_id": tabled.id}, 2: {"proposal_id": loser.id}}
    poll = a_counted_poll(tabled.council, {"봉투": 9, "벤치": 3}, options=options, state=PollState.CERTIFIED)
    happened("poll.opened", poll)
    assert fate_of(tabled) is None
    assert queries.proposal(tabled.id).state is ProposalState.TABLED
    happened("poll.certified", poll)
    assert fate_of(tabled) == fate_of(loser) == "decided_by_poll"
    assert "이 일이 뽑힘" in client.get(f"/proposals/{tabled.id}").text
    page = client.get(f"/proposals/{loser.id}").text
    assert "다른 일이 뽑힘" in page
    assert f'href="/polls/{poll.id}/result"' in page


@pytest.mark.parametrize("verdict", [Verdict.TIED, Verdict.NO_QUORUM])
def test_a_poll_that_decides_nothing_ends_nothing(tabled, verdict):
    options = {1: {"proposal_id": tabled.id}}
    poll = a_counted_poll(tabled.council, {"봉투": 3}, options=options, verdict=verdict, state=PollState.CERTIFIED)
    happened("poll.certified", poll)
    assert fate_of(tabled) is None


def test_the_centre_ends_a_matter_with_its_last_answer(tabled, client):
    council, answerer = tabled.council, an_officer(tabled.council.dong)
    meeting = a_held_meeting(council, a_resolution(), a_resolution(text="가로등을 달아 주십시오"), proposal=tabled)
    report = a_sent_report(council, source=meeting)
    first, second = report.requests
    an_answer(first, answerer)
    deliver()
    assert fate_of(tabled) is None, "one request still waits"
    an_answer(second, answerer)
    deliver()
    assert fate_of(tabled) == "answered"
    page = client.get(f"/proposals/{tabled.id}").text
    assert "동주민센터가 답함" in page
    assert f'href="/requests/{second.id}"' in page
    assert "proposal.closed" not in {event.action for event in rows("event")}, "the answer has told everybody"


def test_an_unsent_report_ends_nothing(tabled):
    report = a_report(tabled.council, source=a_held_meeting(tabled.council, a_resolution(), proposal=tabled))
    assert report.requests
    deliver()
    assert fate_of(tabled) is None


def test_everybody_who_took_part_hears_the_fate_once(app, sign_in):
    council = a_council()
    proposal, facilitator = a_proposal(council, title="벤치 놓기"), a_facilitator(council)
    helper, endorser, commenter = a_co_proposer(proposal), a_member(council), a_member(council)
    an_endorsement(proposal, endorser)
    a_comment(proposal, endorser)
    a_comment(proposal, commenter)
    a_member(council)
    with transaction():
        whole = queries.proposal(proposal.id)
        service.close(whole, fate=Fate.NOT_PURSUED, reason=WHY, by=facilitator, at=clock.now())
    deliver()
    everyone = sorted({proposal.author_id, helper.id, endorser.id, commenter.id})
    assert told("proposal.closed") == everyone
    page = sign_in(endorser).get("/notices").text
    assert "‘벤치 놓기’ 제안의 결말이 났습니다: 더 다루지 않음" in page
    way = sign_in(endorser).get(f"/matters/{proposal.id}").text
    assert f"더 다루지 않음 – {WHY}" in way
    assert "결말이 났습니다: 더 다루지 않음" in way


def test_a_withdrawal_is_told_to_those_who_stood_behind_it(app):
    proposal = a_proposal()
    endorser = a_member(proposal.council)
    an_endorsement(proposal, endorser)
    with transaction():
        service.withdraw(queries.proposal(proposal.id), reason="이미 되었습니다", by=proposal.author, at=clock.now())
    deliver()
    assert told("proposal.withdrawn") == [endorser.id]


def test_of_a_merger_supporters_are_asked_and_all_others_hear_the_fate_each_once(app, sign_in):
    council = a_council()
    old, new = a_proposal(council, title="가로등 달기"), a_proposal(council)
    helper, endorser, commenter, guide = (
        a_co_proposer(old),
        a_member(council),
        a_member(council),
        a_facilitator(council),
    )
    an_endorsement(old, endorser)
    a_comment(old, endorser)
    a_comment(old, commenter)
    merger = a_merger(old, new, by=guide)
    deliver()
    assert told("merger.suggested") == [old.author_id]
    assert f"/mergers/{merger.id}" in {line.url for line in rows("notification")}
    with transaction():
        service.agree(merger, by=old.author, at=clock.now())
    deliver()
    assert told("support.asked") == [endorser.id]
    assert told("merger.agreed") == [guide.id]
    assert told("proposal.closed") == sorted([helper.id, commenter.id])
    assert told("proposal.invited") == [helper.id], "who agreed invited themselves"
    page = sign_in(endorser).get("/notices").text
    assert "공감하신 ‘가로등 달기’ 제안이 다른 제안으로 이어졌습니다" in page


def test_who_suggested_a_merger_hears_the_no(app):
    council = a_council()
    guide, old = a_facilitator(council), a_proposal(council)
    merger = a_merger(old, a_proposal(council), by=guide)
    with transaction():
        service.decline_merger(merger, by=old.author, at=clock.now())
    deliver()
    assert told("merger.declined") == [guide.id]
