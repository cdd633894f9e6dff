"""The whole way of one matter: who did what and when, in which role."""

import re
from datetime import timedelta
from pathlib import Path

from app.home.queries.telling import TITLES
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import moment
from app.meetings import queries as meetings_queries
from app.meetings import service as meetings
from app.meetings.service import Motion
from app.meetings.service.calling import Plan
from app.proposals import queries as proposals_queries
from app.proposals import service as proposals
from tests.conftest import counted_statements
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer, in_days
from tests.factories.decisions import an_answer
from tests.factories.home import WISH
from tests.factories.proposals import a_draft, a_proposal, an_amendment
from tests.home.timeline import line_of, lines_of, page_of, told

MOST_STATEMENTS = 12


def test_every_event_of_the_way_is_one_that_a_service_records():
    sources = [path.read_text() for path in Path("app").glob("*/service*/**/*.py")]
    sources += [path.read_text() for path in Path("app").glob("*/service.py")]
    recorded = {name for text in sources for name in re.findall(r'record\(\s*"([a-z_.]+)"', text)}
    assert set(TITLES) <= recorded


def test_what_a_service_records_of_a_matter_is_told_or_left_out_on_purpose():
    # an invitation is between two neighbours until it is accepted; how a count goes on is nobody's news before its end
    # who waits for a seat, and that a letter reminds of a meeting, is no step of a matter
    left_out = {"proposal.invited", "poll.batch_accepted", "poll.difference_confirmed"}
    left_out |= {"meeting.seat_given", "meeting.reminded"}
    sources = [path.read_text() for path in Path("app").glob("*/service*/**/*.py")]
    recorded = {name for text in sources for name in re.findall(r'record\(\s*"([a-z_.]+)"', text)}
    of_matters = {name for name in recorded if name.split(".")[0] in {"proposal", "meeting", "poll", "report"}}
    assert of_matters - set(TITLES) == left_out


def test_a_proposal_is_told_with_its_moment_and_its_proposer(way, client):
    at = in_days(-20)
    page = page_of(client, way.proposed(at=at))
    assert told(page) == [(moment(at), "제안자 박씨 할머니", "제안을 이웃에게 내놓았습니다", "")]


def test_a_proposal_that_an_officer_wrote_down_names_the_section(way, client):
    page = page_of(client, way.proposed(by=way.officer, spoken_by="박씨 할머니"))
    _at, who, text = line_of(page, "제안을 이웃에게 내놓았습니다")
    assert who == "동주민센터 마을자치팀 우리동네주무관"
    assert "대신 접수" in text


def test_an_officer_of_another_dong_is_a_neighbour_here(way, client):
    stranger = an_officer(a_council().dong, name="옆 동 사람")
    a_member(way.council, user=stranger)
    page = page_of(client, way.proposed(by=stranger))
    assert line_of(page, "제안을 이웃에게 내놓았습니다")[1] == "제안자 옆 동 사람"


def test_a_neighbour_who_joins_is_named(way, client):
    proposal, other = way.proposed(), a_member(way.council, name="감나무 집")
    with transaction():
        proposals.invite(proposals_queries.proposal(proposal.id), other.id, by=way.proposer, at=clock.now())
    with transaction():
        proposals.accept(proposals_queries.proposal(proposal.id), by=other, at=clock.now())
    assert line_of(page_of(client, proposal), "제안을 함께하기로 했습니다")[1] == "함께 제안한 이웃 감나무 집"


def test_an_amendment_that_was_accepted_is_told_and_one_that_waits_is_not(way, client):
    proposal = way.proposed()
    offered = [an_amendment(proposal, title=title) for title in ("보안등 달기", "등 달기")]
    with transaction():
        found = proposals_queries.amendment(offered[0].id)
        proposals.accept_amendment(found, seen=0, is_sure=False, by=way.proposer, at=clock.now())
    page = page_of(client, proposal)
    assert line_of(page, "이웃의 수정안을 받아들여 글을 고쳤습니다")[1] == f"제안자 {way.proposer.name}"
    assert f'href="/amendments/{offered[0].id}"' in page


def test_the_whole_way_is_told_in_order(way, client):
    proposal = way.proposed()
    report = way.sent(way.held(proposal))
    (request,) = report.requests
    an_answer(request, way.officer, section="청소행정과", officer_name="청소 담당")
    assert [line[2] for line in told(page_of(client, proposal))] == [
        "제안을 이웃에게 내놓았습니다",
        "회의 안건으로 올렸습니다",
        "회의를 알렸습니다",
        "회의를 열었습니다",
        "회의에서 정했습니다",
        "회의를 마쳤습니다",
        "회의록을 공개했습니다",
        "동주민센터에 요청했습니다",
        "동주민센터가 답했습니다",
    ]


def test_a_meeting_is_told_with_its_time_and_place(way, client):
    proposal = way.proposed()
    meeting = way.announced(proposal)
    at, who, text = line_of(page_of(client, proposal), "회의를 알렸습니다")
    assert at == moment(meeting.starts_at - timedelta(days=5))
    assert who == "퍼실리테이터 골목 활동가"
    assert text == f"{moment(meeting.starts_at)} · 주차장"


def test_only_the_last_announcement_tells_time_and_place(way, client):
    proposal = way.proposed()
    meeting = way.announced(proposal, starts_at=in_days(5))
    plan = Plan(meeting.title, in_days(6), "마을회관")
    with transaction():
        meetings.change(meetings_queries.locked(meeting.id), plan, by=way.facilitator, at=in_days(1))
    page = page_of(client, proposal)
    assert line_of(page, "회의를 알렸습니다")[2] == ""
    assert line_of(page, "회의를 고쳐 다시 알렸습니다")[2] == f"{moment(plan.starts_at)} · 마을회관"


def test_a_cancelled_meeting_is_told_with_its_reason(way, client):
    proposal = way.proposed()
    meeting = way.announced(proposal, starts_at=in_days(5))
    with transaction():
        meetings.cancel(meeting, "비가 많이 옵니다.", by=way.facilitator, at=in_days(1))
    assert line_of(page_of(client, proposal), "회의를 취소했습니다")[2] == "비가 많이 옵니다."


def test_a_meeting_that_was_never_announced_is_told_to_nobody(way, client, sign_in):
    proposal = way.proposed()
    plan = Plan("비밀 회의", in_days(5), "주차장")
    with transaction():
        whole = [proposals_queries.proposal(proposal.id)]
        made = meetings.convene(way.council, plan, proposals=whole, by=way.facilitator, at=clock.now())
        meetings.cancel(made, "잘못 만들었습니다.", by=way.facilitator, at=clock.now())
    assert len(told(page_of(client, proposal))) == 1
    assert "잘못 만들었습니다." not in page_of(sign_in(way.facilitator), proposal)


def test_what_was_decided_is_told_once_the_minutes_are_out(way, client):
    proposal = way.proposed()
    meeting = way.opened(way.announced(proposal))
    way.resolved(meeting)
    way.ended(meeting)
    assert WISH not in page_of(client, proposal)
    way.published(meeting)
    _at, _who, text = line_of(page_of(client, proposal), "회의에서 정했습니다")
    assert text == f"{WISH} – 가결: 찬성 1 · 반대 0 · 기권 0 (참석 1)"


def test_a_miscount_that_was_put_right_is_told_twice_with_the_numbers_of_each(way, client):
    proposal = way.proposed()
    meeting = way.opened(way.announced(proposal))
    way.resolved(meeting)
    whole = meetings_queries.meeting(meeting.id)
    (made,) = whole.items[0].resolutions
    corrected = Motion(WISH, 0, 0, 1, asks_centre=True)
    with transaction():
        meetings.correct(whole, made, corrected, by=way.facilitator, at=meeting.starts_at + timedelta(minutes=15))
    way.ended(meeting)
    way.published(meeting)
    first, second = lines_of(page_of(client, proposal), "회의에서 정했습니다")
    assert "찬성 1 · 반대 0 · 기권 0" in first[3]
    assert "찬성 0 · 반대 0 · 기권 1" in second[3]


def test_what_the_same_meeting_decided_on_another_matter_is_not_told(way, client):
    mine, other = way.proposed(), way.proposed(title="옆 골목 화분")
    meeting = way.opened(way.announced(mine, other))
    way.resolved(meeting, item=1, text="화분을 놓는다")
    way.ended(meeting)
    way.published(meeting)
    assert "화분을 놓는다" not in page_of(client, mine)
    assert "화분을 놓는다" in page_of(client, other)


def test_a_draft_is_read_by_its_author_alone(way, client, sign_in):
    draft = a_draft(way.council, way.proposer)
    assert client.get(f"/matters/{draft.id}").status_code == 404
    assert sign_in(way.facilitator).get(f"/matters/{draft.id}").status_code == 404
    page = page_of(sign_in(way.proposer), draft)
    assert "아직 아무 일도 없었습니다" in page
    assert "qr.svg" not in page


def test_a_withdrawn_proposal_keeps_its_way_and_its_reason(way, client):
    proposal = way.proposed()
    with transaction():
        whole = proposals_queries.proposal(proposal.id)
        proposals.withdraw(whole, reason="다른 제안과 합칩니다.", by=way.proposer, at=clock.now())
    assert line_of(page_of(client, proposal), "제안을 거두었습니다")[2] == "다른 제안과 합칩니다."


def test_a_matter_that_is_not_there_is_not_found(client):
    assert client.get("/matters/4711").status_code == 404


def test_the_page_can_be_found_again_by_its_code(client):
    proposal = a_proposal()
    page = page_of(client, proposal)
    assert f'src="/matters/{proposal.id}/qr.svg"' in page
    assert f"/matters/{proposal.id}</span>" in page
    assert client.get(f"/matters/{proposal.id}/qr.svg").status_code == 200


def test_a_long_way_costs_no_more_statements_than_a_short_one(way, sign_in):
    short, long = way.proposed(), way.proposed(title="긴 길")
    way.sent(way.counted(way.open(way.poll(short))))
    for _each in range(5):
        meeting = way.held(long)
        way.sent(meeting)
        way.sent(way.counted(way.open(way.poll(long))))
    browser, asked = sign_in(a_facilitator(way.council)), []
    for address in [f"/matters/{proposal.id}" for proposal in (short, long)]:
        with counted_statements() as statements:
            assert browser.get(address).status_code == 200
        asked.append([line for line in statements if line.startswith("SELECT")])
    assert len(asked[0]) == len(asked[1]) <= MOST_STATEMENTS


def test_a_signed_in_stranger_reads_the_same_as_a_visitor(way, client, sign_in):
    proposal = way.proposed()
    way.announced(proposal)
    assert told(page_of(sign_in(a_user()), proposal)) == told(page_of(client, proposal))
