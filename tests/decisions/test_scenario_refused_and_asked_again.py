"""Scenario 7c of the field research, through the pages: refused, asked again, answered by another, partly accepted."""

import re
from datetime import timedelta

import pytest

from app.decisions import queries
from app.kernel import clock
from app.notices import jobs
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer
from tests.factories.answers import days_pass
from tests.factories.decisions import a_held_meeting, a_matter, a_resolution
from tests.factories.proposals import an_endorsement

ASKED = "거주자우선주차 3면을 걷어 내고 벤치 2개를 둔 쉼터로 바꾸어 주십시오"
DISSENT = "차 댈 곳이 줄면 밤에 더 헤맨다는 세 집의 의견이 있었습니다."
NO = {
    "answer": "rejected",
    "summary": "3면을 모두 없애면 소방차가 지나지 못해 받아들이지 못합니다.",
    "reason_code": "law",
    "reason": "주차면을 옮기면 소방차가 지날 폭이 모자랍니다. 옆 골목의 주차장 사업과도 겹칩니다.",
    "found": "줄자로 재 보니 가장 좁은 곳의 폭이 3.4미터입니다.",
    "ground": "소방기본법 제21조의2, 주차장법 시행규칙 제6조",
    "possible": "넓은 끝자리의 한 면이라면 다시 살펴볼 수 있습니다.",
    "section": "교통행정과",
    "officer_name": "이교통",
    "officer_phone": "02-000-0001",
}
FACTS = "주차면을 쓰는 세 집 가운데 두 집이 찬성합니다. 한 면만 쓰고 옮길 수 있는 벤치를 둡니다."


@pytest.fixture
def alley(app):
    return a_council(name="국사봉길 주차 골목회의")


def told_to(user) -> list[str]:
    return [line.action for line in rows("notification") if line.user_id == user.id]


def deliver() -> None:
    while jobs.deliver_events(clock.now()):
        pass


def test_a_refusal_is_asked_again_and_another_officer_accepts_a_part(alley, sign_in, client):
    facilitator, resident, supporter = a_facilitator(alley), a_member(alley), a_user()
    first = an_officer(alley.dong, name="이교통")
    chief = an_officer(alley.dong, name="박동장")
    proposal = a_matter(alley, title="주차 자리에 쉼터를")
    an_endorsement(proposal, supporter)
    vote = a_resolution(text=ASKED, present=17, yes=14, no=3, dissent=DISSENT)
    meeting = a_held_meeting(alley, vote, proposal=proposal, leader=facilitator)

    # D0 to D2: the report is sent as a citizen proposal, with what the minority says
    council = sign_in(facilitator)
    report = council.post(
        f"/meetings/{meeting.id}/reports", data={"csrf_token": token_of(council, "/notices")}
    ).location
    (number,) = (row.id for row in rows("request"))
    submit(council, f"/requests/{number}/wording", clock="citizen_proposal")
    submit(council, report, "/sending")
    asked = queries.request(number)
    assert asked.clock == "citizen_proposal"
    assert asked.due_on == queries.due_day(asked.kind, clock.today())
    assert DISSENT in client.get(f"/requests/{number}").text

    # D33: refused with reasons, facts, what would be possible, the remedy and a name to call
    days_pass(33)
    officer = sign_in(first)
    submit(officer, f"/requests/{number}/answer", publish="yes", **NO)
    deliver()
    page = client.get(f"/requests/{number}").text
    for said in (*(NO[name] for name in ("summary", "reason", "found", "ground", "possible")), DISSENT, "14", "이교통"):
        assert said in page
    assert "15일 안에 재심사를 요청" in page
    assert queries.request(number).ask_again_by == clock.today() + timedelta(days=15)
    for person in (facilitator, resident, supporter):
        assert told_to(person).count("decision.published") == 1

    # D40: a new idea, beside the old reasons
    days_pass(7)
    form = council.get(f"/requests/{number}/asking-again").text
    assert ASKED in form
    assert NO["reason"] in form
    sent = submit(council, f"/requests/{number}/asking-again", text="1면만 쉼터로 바꾸어 주십시오", facts=FACTS)
    again = int(re.search(r"/requests/(\d+)$", sent.location)[1])
    assert queries.request(again).due_on == queries.due_day(asked.kind, clock.today())
    deliver()
    assert told_to(chief).count("asking_again.sent") == 1

    # D41: not by the first officer
    refusal = officer.get(f"/requests/{again}/answer")
    assert refusal.status_code == 403
    assert "처음 답한 담당자가 아닌 다른 담당자가 답합니다" in refusal.text

    # D58: partly accepted by the chief of the dong, both answers side by side
    days_pass(18)
    second = sign_in(chief)
    both = second.get(f"/requests/{again}/answer").text
    assert NO["reason"] in both
    assert FACTS in both
    partly = {
        **NO,
        "answer": "partially_accepted",
        "summary": "주차면은 그대로 두고, 모퉁이 땅에 벤치를 8주 동안 놓아 봅니다.",
        "reason_code": "no_budget",
        "reason": "주차면을 줄이지 않고 구의 땅인 모퉁이에 둘 수 있습니다.",
        "possible": "8주 뒤에 시끄럽다는 말이 적으면 그대로 둡니다.",
        "do_by": clock.today().isoformat(),
        "officer_name": "박동장",
    }
    submit(second, f"/requests/{again}/answer", publish="yes", **partly)
    deliver()
    page = client.get(f"/requests/{again}").text
    for said in (NO["reason"], partly["reason"], ASKED, "1면만 쉼터로", "불수용", "부분수용", DISSENT):
        assert said in page
    assert f'href="/requests/{again}"' in client.get(f"/requests/{number}").text
    assert NO["reason"] in client.get(f"/requests/{number}").text
    for person in (facilitator, resident, supporter):
        assert told_to(person).count("decision.published") == 2
    way = client.get(f"/matters/{proposal.id}").text
    assert way.count("동주민센터가 답했습니다") == 2
    assert "동주민센터에 다시 물었습니다" in way
    assert "부분수용" in client.get(f"/proposals/{proposal.id}").text
