"""How far a matter has come and what comes next, for every state it can be in."""

from datetime import timedelta

import pytest

from app.decisions.states import Answer, ReasonCode
from app.home.queries import coming, matters
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import day, moment
from app.meetings import service as meetings
from app.polls import service as polls
from app.proposals import queries as proposals_queries
from app.proposals import service as proposals
from tests.factories import days, in_days
from tests.factories.decisions import an_answer
from tests.factories.proposals import a_draft


def next_of(proposal, today=None) -> str:
    found = matters.matter(matters.proposal(proposal.id))
    return coming.next_step(found, today or clock.today())


def stage_of(proposal) -> tuple[list[str], int]:
    stages, current = coming.progress(matters.matter(matters.proposal(proposal.id)))
    return [str(stage) for stage in stages], current


ALL = ["제안", "회의", "투표", "요청", "답변"]


def test_a_draft_waits_for_its_author(way):
    draft = a_draft(way.council)
    assert next_of(draft) == "아직 쓰는 중입니다. 이웃에게 내놓으면 이야기가 시작됩니다."
    assert stage_of(draft) == (ALL, 1)


def test_a_published_proposal_gathers_support(way):
    proposal = way.proposed()
    assert next_of(proposal).startswith("이웃의 공감과 의견을 모으고 있습니다.")
    assert stage_of(proposal) == (ALL, 1)


def test_a_withdrawn_proposal_goes_no_further(way):
    proposal = way.proposed()
    with transaction():
        proposals.withdraw(proposals_queries.proposal(proposal.id), reason="", by=way.proposer, at=clock.now())
    assert next_of(proposal) == "제안한 분이 거두어서 더 이어지지 않습니다."


def test_a_tabled_proposal_whose_meeting_is_not_known_yet_waits_for_the_next(way):
    proposal = way.proposed()
    with transaction():
        proposals.table(proposals_queries.proposal(proposal.id), by=way.facilitator, at=clock.now())
    assert next_of(proposal) == "다음 회의의 안건으로 올라가 있습니다."


def test_an_announced_meeting_tells_when_and_where(way):
    proposal = way.proposed()
    meeting = way.announced(proposal, starts_at=in_days(5))
    assert next_of(proposal) == f"{moment(meeting.starts_at)}에 만나 이야기합니다. 곳: 주차장"
    assert stage_of(proposal) == (ALL, 2)


def test_a_cancelled_meeting_is_called_again(way):
    proposal = way.proposed()
    meeting = way.announced(proposal, starts_at=in_days(5))
    with transaction():
        meetings.cancel(meeting, "비", by=way.facilitator, at=clock.now())
    assert next_of(proposal) == "회의가 취소되었습니다. 퍼실리테이터가 다시 날을 잡습니다."
    assert stage_of(proposal) == (ALL, 1)


def test_a_running_meeting_talks_about_it_now(way):
    proposal = way.proposed()
    way.opened(way.announced(proposal))
    assert next_of(proposal) == "지금 회의에서 이야기하고 있습니다."
    assert stage_of(proposal) == (ALL, 2)


def test_after_a_meeting_the_minutes_are_made_ready(way):
    proposal = way.proposed()
    way.ended(way.opened(way.announced(proposal)))
    assert next_of(proposal) == "퍼실리테이터가 회의록을 다듬어 공개합니다."
    assert stage_of(proposal) == (ALL, 2)


def test_after_the_minutes_comes_a_poll_or_the_centre(way):
    proposal = way.proposed()
    way.held(proposal)
    assert next_of(proposal) == "회의에서 정한 것을 투표에 부치거나 동주민센터에 보낼 차례입니다."
    assert stage_of(proposal) == (ALL, 3)


def test_an_announced_poll_tells_when_it_opens(way):
    proposal = way.proposed()
    poll = way.poll(proposal, announce=True, opens_at=in_days(2), closes_at=in_days(3))
    assert next_of(proposal) == f"{moment(poll.opens_at)}부터 투표합니다."
    assert stage_of(proposal) == (["제안", "투표", "요청", "답변"], 2)


def test_an_open_poll_tells_when_it_closes_and_nothing_else(way):
    proposal = way.proposed()
    poll = way.open(way.poll(proposal))
    closes = f"{moment(poll.closes_at)}까지 투표합니다."
    assert next_of(proposal) == f"{closes} 결과는 마감한 뒤에 모두 함께 봅니다."
    assert stage_of(proposal) == (["제안", "투표", "요청", "답변"], 2)


def test_a_counted_poll_is_counted_again_by_the_centre(way):
    proposal = way.proposed()
    way.counted(way.open(way.poll(proposal)))
    assert next_of(proposal) == "동주민센터가 다시 세어 보고 투표 결과를 확정합니다."
    assert stage_of(proposal) == (["제안", "투표", "요청", "답변"], 3)


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (1, "투표로 정한 것을 퍼실리테이터가 동주민센터에 보낼 차례입니다."),
        (2, "이번 투표에서는 정해지지 않았습니다. 다음 회의에서 다시 이야기할 수 있습니다."),
    ],
)
def test_a_certified_poll_goes_on_with_what_it_chose(way, position, words):
    proposal = way.proposed()
    way.certified(way.counted(way.open(way.poll(proposal)), position))
    assert next_of(proposal) == words


def test_a_void_poll_decides_nothing(way):
    proposal = way.proposed()
    poll = way.open(way.poll(proposal))
    with transaction():
        polls.void(poll, reason="명부가 틀렸습니다.", by=way.officer, at=clock.now())
    assert next_of(proposal) == "투표가 무효가 되어 다시 정해야 합니다."


def test_a_meeting_after_the_poll_is_what_comes_next(way):
    proposal = way.proposed()
    way.certified(way.counted(way.open(way.poll(proposal)), 2))
    way.announced(proposal, starts_at=in_days(4))
    assert "만나 이야기합니다" in next_of(proposal)


def test_a_request_tells_its_due_date(way):
    proposal = way.proposed()
    (request,) = way.sent(way.held(proposal)).requests
    assert next_of(proposal) == f"동주민센터가 {day(request.due_on)}까지 답합니다. 기다리는 요청은 1건입니다."
    assert stage_of(proposal) == (["제안", "회의", "요청", "답변"], 4)


def test_on_its_due_date_a_request_is_not_late_and_the_day_after_it_is(way):
    proposal = way.proposed()
    (request,) = way.sent(way.held(proposal)).requests
    assert "까지 답합니다" in next_of(proposal, today=request.due_on)
    late = next_of(proposal, today=request.due_on + days(1))
    assert late.startswith(f"동주민센터가 {day(request.due_on)}까지 답해야 했지만 아직 답하지 않았습니다.")


def test_of_several_requests_the_first_due_date_is_told(way):
    proposal = way.proposed()
    first, second = way.sent(way.held(proposal)), way.sent(way.held(proposal), at=in_days(-3))
    due = min(one.requests[0].due_on for one in (first, second))
    assert next_of(proposal) == f"동주민센터가 {day(due)}까지 답합니다. 기다리는 요청은 2건입니다."


@pytest.mark.parametrize(("later", "words"), [(5, "함께 지켜봐 주세요."), (-5, "담당자에게 물어봐 주세요.")])
def test_what_was_promised_is_watched(way, later, words):
    proposal = way.proposed()
    (request,) = way.sent(way.held(proposal)).requests
    promised = clock.today() + timedelta(days=later)
    values = {"answer": Answer.ACCEPTED, "reason_code": ReasonCode.WILL_DO, "do_by": promised}
    an_answer(request, way.officer, **values)
    said = next_of(proposal)
    assert said.startswith(f"동주민센터가 {day(promised)}까지 하기로")
    assert said.endswith(words)
    assert stage_of(proposal) == (["제안", "회의", "요청", "답변"], 5)


def test_after_a_no_the_answer_tells_how_to_ask_again(way):
    proposal = way.proposed()
    (request,) = way.sent(way.held(proposal)).requests
    an_answer(request, way.officer)
    assert next_of(proposal) == "동주민센터의 답이 모두 나왔습니다. 까닭과 다시 물을 길은 답변에 적혀 있습니다."


def test_a_matter_that_went_all_the_way_has_all_stages_behind_it(way):
    proposal = way.proposed()
    way.held(proposal)
    (request,) = way.sent(way.counted(way.open(way.poll(proposal)))).requests
    an_answer(request, way.officer)
    assert stage_of(proposal) == (ALL, 6)
