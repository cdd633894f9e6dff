"""The first page: what happens in all alleys now, in the order in which it ends."""

import re
from datetime import timedelta

import pytest

from app.councils.states import CouncilState
from app.kernel import clock
from app.kernel.db import transaction
from app.meetings.states import MeetingState
from app.polls.service import NewOption, replay
from app.polls.service.published import read_assembly
from app.proposals.states import ProposalState
from tests.conftest import counted_statements
from tests.factories import a_council, a_member, a_user, an_officer, days, in_days
from tests.factories.decisions import a_request, an_answer
from tests.factories.meetings import a_meeting
from tests.factories.polls import a_counted_poll, a_draft, an_open_poll, cast
from tests.factories.proposals import a_proposal

MOST_STATEMENTS = 12


def titles(html: str) -> list[str]:
    """The titles of the cards, in their order."""
    return re.findall(r'class="card-title"><a [^>]*>([^<]*)</a>', html)


def without_tokens(html: str) -> str:
    """The page but for what changes with each answer."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", html)


def test_an_empty_town_is_told_how_to_begin(client):
    page = client.get("/").text
    assert "아직 조용합니다" in page
    assert 'href="/councils/new"' in page


def test_what_closes_first_comes_first(client):
    for question, hours in (("셋째", 9), ("첫째", 1), ("둘째", 5)):
        an_open_poll(question=question, closes_at=clock.now() + timedelta(hours=hours))
    assert titles(client.get("/").text) == ["첫째", "둘째", "셋째"]


def test_the_meeting_that_comes_next_comes_first(client):
    for title, when in (("나중", 5), ("곧", 1), ("아주 나중", 9)):
        a_meeting(title=title, starts_at=in_days(when))
    assert titles(client.get("/").text) == ["곧", "나중", "아주 나중"]


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.ENDED, MeetingState.CANCELLED])
def test_a_meeting_that_nobody_can_come_to_is_not_shown(client, state):
    a_meeting(title="갈 수 없는 회의", state=state, starts_at=in_days(1))
    assert "갈 수 없는 회의" not in client.get("/").text


def test_a_meeting_of_last_week_that_was_never_opened_is_not_shown(client):
    a_meeting(title="지난 회의", starts_at=in_days(-7))
    assert "지난 회의" not in client.get("/").text


def test_the_newest_minutes_come_first_and_lead_to_the_minutes(client):
    for title, published in (("먼저", -5), ("어제", -1)):
        meeting = a_meeting(title=title, state=MeetingState.PUBLISHED, published_at=in_days(published))
    page = client.get("/").text
    assert titles(page) == ["어제", "먼저"]
    assert f'href="/meetings/{meeting.id}/minutes"' in page


@pytest.mark.parametrize("state", [ProposalState.DRAFT, ProposalState.WITHDRAWN])
def test_a_proposal_that_is_not_talked_about_is_not_shown(client, state):
    a_proposal(title="보이지 않을 제안", state=state)
    assert "보이지 않을 제안" not in client.get("/").text


def test_the_newest_proposal_comes_first(client):
    for title, published in (("어제", -1), ("오늘", 0), ("지난주", -7)):
        a_proposal(title=title, published_at=in_days(published))
    assert titles(client.get("/").text) == ["오늘", "어제", "지난주"]


def test_only_published_answers_are_shown(client):
    council = a_council()
    waiting, answered = a_request(a_council()), a_request(council)
    an_answer(answered, an_officer(council.dong), section="청소행정과")
    page = client.get("/").text
    assert f'href="/requests/{answered.id}"' in page
    assert "청소행정과" in page
    assert f'href="/requests/{waiting.id}"' not in page


def test_a_draft_of_a_poll_is_not_shown(client):
    a_draft(question="아직 묻지 않은 것")
    assert "아직 묻지 않은 것" not in client.get("/").text


def test_a_counted_poll_tells_its_outcome_and_leads_to_the_result(client):
    poll = a_counted_poll([[1]] * 6, question="의자를 놓을까요?")
    page = client.get("/").text
    assert "투표 결과: 가결" in page
    assert f'href="/polls/{poll.id}/result"' in page


@pytest.mark.parametrize("address", ["/", "/councils/{council}", "/dongs/{dong}", "/mine", "/matters/{proposal}"])
def test_ballots_in_an_open_box_change_nothing_on_any_page(sign_in, address):
    council = a_council()
    proposal = a_proposal(council)
    voters = [a_member(council), a_member(council)]
    reader = sign_in(a_member(council))
    poll = an_open_poll(council, options=[NewOption(proposal.title, proposal_id=proposal.id)])
    address = address.format(council=council.id, dong=council.dong_id, proposal=proposal.id)
    before = reader.get(address).text
    for voter in voters:
        cast(poll, voter, [1])
    assert without_tokens(reader.get(address).text) == without_tokens(before)


def test_the_numbers_count_open_councils_requests_and_answers(client):
    council = a_council()
    a_council()
    a_council(state=CouncilState.GATHERING)
    request = a_request(council)
    an_answer(request, an_officer(council.dong))
    figures = re.findall(r"<dt>([^<]*)</dt><dd><b>(\d+)</b>", client.get("/").text)
    assert dict(figures) == {"열려 있는 골목회의": "2", "동주민센터에 보낸 요청": "1", "받은 답변": "1"}


def test_a_replayed_assembly_is_not_counted_as_a_council(client):
    given = {
        "id": "small", "place": "세종특별자치시 시험동", "when": "2024", "ballot": "choose", "voters": 6,
        "votes_per_voter": 1, "items": [{"name": "하나", "votes": 4}, {"name": "둘", "votes": 2}],
    }  # fmt: skip
    assembly = read_assembly(given)
    with transaction():
        council = replay.call(assembly)
        poll = replay.open_published(council, assembly, assembly.polls[0])
        for voter, marks in replay.papers_left(poll, assembly.polls[0]):
            replay.cast_published(poll, voter, marks, assembly)
        replay.count_published(poll, council, assembly)
    page = client.get("/").text
    assert "공개된 결과를 다시 센 것입니다" in page
    assert "<dt>열려 있는 골목회의</dt><dd><b>0</b>" in page


def everything(councils: int) -> None:
    """Councils, each with something of every kind."""
    for _each in range(councils):
        council = a_council()
        an_open_poll(council)
        a_counted_poll([[1]], council)
        a_meeting(council=council, starts_at=in_days(1))
        a_meeting(council=council, state=MeetingState.PUBLISHED)
        a_proposal(council)
        an_answer(a_request(council), an_officer(council.dong))


def test_thirty_of_everything_cost_no_more_statements_than_one(app, sign_in):
    reader = a_user()
    asked = []
    for more in (1, 6):
        everything(more)
        for _each in range(3 * more):
            a_member(a_council(), user=reader)
        with counted_statements() as statements:
            assert sign_in(reader).get("/").status_code == 200
        asked.append([line for line in statements if line.startswith("SELECT")])
    assert len(asked[0]) == len(asked[1]) <= MOST_STATEMENTS


def test_somebody_who_signed_in_is_led_to_the_own_alley(sign_in):
    page = sign_in(a_user()).get("/").text
    assert "내 골목 보기" in page
    assert 'href="/mine"' in page


def test_a_meeting_that_should_have_begun_this_evening_is_still_shown(client):
    a_meeting(title="조금 늦는 회의", starts_at=clock.now() - days(0.1))
    assert "조금 늦는 회의" in client.get("/").text
