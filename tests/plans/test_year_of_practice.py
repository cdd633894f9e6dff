"""The constructed year of practice 7b on the pages: from the budget poll to the settlement, with its own figures."""

import re

import pytest

from app.kernel import clock
from app.plans import queries
from app.plans.states import PlanState
from tests.browsing import submit
from tests.factories.plans import RANKED, a_certified_budget_poll, a_ground

CHOSEN = ("A1", "A6", "A7", "A3", "A2", "A5", "A4")
WHO = {"office": "구의회", "phone": "02-820-0001"}
HALF = "구의회가 축제를 반으로 줄였습니다."
WORD = "올해는 하루만 열고 내년에 다시 묻습니다."


def cells(html, title):
    """The numbers in the row of the settlement that begins so."""
    row = re.search(rf'<th scope="row">(?:<b>)?{re.escape(title)}(?:</b>)?</th>(.*?)</tr>', html, re.DOTALL)
    assert row, title
    return [int(re.sub(r"<[^>]+>|,", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row[1])]


class Year:
    """Somebody who runs the assembly, the officer and a passer-by, with the plan between them."""

    def __init__(self, council, leader, facilitator, desk, client):
        self.facilitator, self.desk, self.client = facilitator, desk, client
        poll = a_certified_budget_poll(council, leader)
        a_ground(council, leader)
        submit(facilitator, f"/councils/{council.id}/plans/new", year="2027", cap="")
        self.number = queries.plans_of(council.id)[0].id
        self.url, self.today = f"/plans/{self.number}", clock.today().isoformat()
        submit(facilitator, f"{self.url}/sources", f"/polls/{poll.id}/items")

    @property
    def plan(self):
        return queries.plan(self.number)

    @property
    def public(self):
        return self.client.get(self.url).text

    def item(self, name):
        return next(one for one in self.plan.items if one.title.startswith(f"{name} "))

    def press(self, browser, button):
        return submit(browser, self.url, f"{self.url}/{button}", follow=True)

    def adopt_and_send(self):
        key = next(one.key for one in queries.grounds(self.plan) if one.poll_id)
        submit(self.facilitator, f"{self.url}/adoption", ground=key, assembly_on=self.today)
        submit(self.facilitator, f"{self.url}/transmission", "/transmission")

    def review(self):
        for one in self.plan.items:
            said = {"mark": "accepted"}
            if one.title.startswith("A7 "):
                said = {"mark": "partly", "reason": HALF, "cost": "450만"}
            submit(self.desk, f"{self.url}/items/{one.id}/review", **said, **WHO)
        self.press(self.desk, "review")

    def finalise_and_start(self):
        festival = self.item("A7").id
        submit(self.facilitator, f"{self.url}/items/{festival}/word", cost="450만", word=WORD)
        self.press(self.facilitator, "final")
        self.press(self.desk, "beginning")

    def spend(self, name, amount, **given):
        page = f"{self.url}/items/{self.item(name).id}/spending"
        return submit(self.desk, page, spent_on=self.today, amount=amount, words="첫 번째 집행", **given)


@pytest.fixture
def year(council, leader, officer, sign_in, client):
    return Year(council, leader, sign_in(leader), sign_in(officer), client)


def test_the_draft_holds_the_seven_that_were_chosen_in_their_rank_with_their_costs(year):
    assert [one.title.split()[0] for one in year.plan.items] == list(CHOSEN)
    assert [(one.title, one.cost_won) for one in year.plan.items] == list(RANKED[:7])
    assert "48,500,000원 가운데 45,600,000원을 사업에 쓰기로 하고 2,900,000원이 남습니다" in year.public


def test_what_was_nearly_bought_is_told_with_the_money_that_was_missing_and_a11_is_the_nearest(year):
    near = re.findall(r"<li>(A\d+) [^<]*?: ([\d,]+)원이 드는데 ([\d,]+)원이 모자랐습니다", year.public)
    assert near == [
        ("A11", "3,000,000", "100,000"),
        ("A10", "4,500,000", "1,600,000"),
        ("A8", "4,800,000", "1,900,000"),
    ]


def test_the_adopted_plan_leads_to_the_result_of_its_poll(year):
    year.adopt_and_send()
    assert re.search(r'<a href="/polls/\d+/result">내년에 어떤 사업을 할까요\?</a>', year.public)
    assert year.plan.sent_hash[:16] in year.public


def test_the_cut_of_the_festival_is_told_when_the_review_is_out_with_whom_to_ask(year):
    year.adopt_and_send()
    assert HALF not in year.public
    year.review()
    assert all(words in year.public for words in (HALF, "4,500,000원", "구의회", "02-820-0001"))
    assert year.public.count("부분수용") == 1


def test_the_council_cannot_settle_before_its_word_on_the_festival(year):
    year.adopt_and_send()
    year.review()
    answer = year.press(year.facilitator, "final")
    assert answer.status_code == 409
    assert "주민자치회의 말을 적어 주세요" in answer.text
    assert year.plan.state is PlanState.REVIEWED


def test_half_a_festival_leaves_four_and_a_half_million_more(year):
    year.adopt_and_send()
    year.review()
    year.finalise_and_start()
    assert WORD in year.public
    assert cells(year.public, "A7 마을 축제") == [9_000_000, 4_500_000, 0, 4_500_000]
    assert cells(year.public, "모두") == [45_600_000, 41_100_000, 0, 41_100_000]


def test_the_year_closes_with_what_was_spent_and_every_step_stays_to_be_read(year):
    year.adopt_and_send()
    year.review()
    year.finalise_and_start()
    assert year.spend("A1", "960만").status_code == 303
    assert year.spend("A7", "460만").status_code == 422
    assert year.spend("A7", "460만", why="비가 와서 천막을 빌렸습니다.").status_code == 303
    assert "정산을 마쳤습니다" in year.press(year.desk, "settlement").text
    assert cells(year.public, "A1 어두운 골목 바닥등") == [9_600_000, 9_600_000, 9_600_000, 0]
    assert cells(year.public, "A7 마을 축제") == [9_000_000, 4_500_000, 4_600_000, -100_000]
    assert cells(year.public, "모두") == [45_600_000, 41_100_000, 14_200_000, 26_900_000]
    assert "비가 와서 천막을 빌렸습니다." in year.public
    states = [one.state.value for one in year.plan.versions]
    assert states == ["adopted", "sent", "reviewed", "final", "settled"]
    for number in range(1, 6):
        page = year.client.get(f"{year.url}/versions/{number}").text
        assert "A7 마을 축제" in page
        assert "9,000,000" in page
