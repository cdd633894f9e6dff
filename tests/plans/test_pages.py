"""A plan on its pages, from the first draft to the settlement, as people press it."""

import csv
import io
from datetime import date

import pytest
from icalendar import Calendar

from app.kernel import clock
from app.plans import queries
from tests.browsing import submit
from tests.conftest import counted_statements
from tests.factories import a_user, an_operator
from tests.factories.plans import (
    RANKED,
    a_certified_budget_poll,
    a_ground,
    a_plan,
    a_plan_under_way,
    adopted,
    reviewed,
    sent,
    spent,
)

WHO = {"office": "도로관리과", "phone": "02-820-0001"}


@pytest.fixture
def facilitator(leader, sign_in):
    return sign_in(leader)


@pytest.fixture
def desk(officer, sign_in):
    return sign_in(officer)


def press(browser, page, button):
    """The button of a page that goes to the address with this end."""
    return submit(browser, page, button, follow=True)


def test_a_facilitator_makes_a_plan_of_a_budget_poll_in_two_presses(council, leader, facilitator, client):
    poll = a_certified_budget_poll(council, leader)
    page = submit(facilitator, f"/councils/{council.id}/plans/new", year="2027", cap="", follow=True)
    assert "뽑힌 사업 모두 가져오기" in page.text
    plan = queries.plans_of(council.id)[0]
    page = press(facilitator, f"/plans/{plan.id}/sources", f"/polls/{poll.id}/items")
    assert "사업 7개를 가져왔습니다" in page.text
    public = client.get(f"/plans/{plan.id}").text
    assert "48,500,000원 가운데 45,600,000원을 사업에 쓰기로 하고 2,900,000원이 남습니다" in public
    assert "A11 쓰레기 없는 잔치: 3,000,000원이 드는데 100,000원이 모자랐습니다" in public
    assert "<svg" in public
    assert all(title in public for title, _cost in RANKED[:7])


def test_the_whole_way_is_pressed(council, leader, facilitator, desk, plan, client):
    a_ground(council, leader)
    url, today = f"/plans/{plan.id}", clock.today().isoformat()
    key = queries.grounds(plan)[0].key
    submit(facilitator, f"{url}/adoption", ground=key, assembly_on=today)
    assert "되돌릴 수 없습니다" in facilitator.get(f"{url}/transmission").text
    assert "검토 기한이 시작되었습니다" in press(facilitator, f"{url}/transmission", "/transmission").text
    first, second = (one.id for one in queries.plan(plan.id).items)
    submit(desk, f"{url}/items/{first}/review", mark="partly", reason="반만 됩니다", cost="500만", **WHO)
    assert "반만 됩니다" not in client.get(url).text
    submit(desk, f"{url}/items/{second}/review", mark="accepted", **WHO)
    press(desk, url, f"{url}/review")
    assert "반만 됩니다" in client.get(url).text
    submit(facilitator, f"{url}/items/{first}/word", cost="500만", word="내년에 나머지를 합니다")
    press(facilitator, url, "/final")
    public = client.get(url).text
    assert "반만 됩니다" in public
    assert "내년에 나머지를 합니다" in public
    press(desk, url, "/beginning")
    submit(desk, f"{url}/items/{first}/spending", spent_on=today, amount="480만", words="바닥등 20개")
    page = press(desk, url, "/settlement")
    assert "정산을 마쳤습니다" in page.text
    history = client.get(f"{url}/history").text
    assert all(
        word in history for word in ("주민이 의결했습니다", "구에 보냈습니다", "쓴 돈을 적었습니다", "정산했습니다")
    )
    assert "9,600,000" in client.get(f"{url}/versions/1").text


def test_a_form_that_is_wrong_comes_back_with_what_was_typed(facilitator, plan):
    page = submit(facilitator, f"/plans/{plan.id}/items/new", title="화단", cost="많이", runner="joint")
    assert page.status_code == 422
    assert "화단" in page.text
    assert "금액을 숫자로" in page.text


def test_the_letter_has_the_items_their_sum_and_the_place_of_the_seal_and_stays_as_it_was_sent(plan, leader, client):
    there = sent(adopted(plan, leader, on=date(2026, 9, 8)), leader)
    letter = client.get(f"/plans/{there.id}/paper").text
    assert all(word in letter for word in ("바닥등", "9,600,000", "14,100,000", "직인 생략", "끝.", there.sent_hash))
    assert "아직 보내지 않은" not in letter
    for ending in ("hwpx", "docx", "pdf"):
        file = client.get(f"/plans/{there.id}/plan.{ending}")
        assert file.status_code == 200
        assert len(file.data) > 2_000


def test_the_letter_of_a_draft_says_that_it_is_one(plan, client):
    assert "아직 보내지 않은 초안입니다" in client.get(f"/plans/{plan.id}/paper").text


def test_a_calendar_takes_the_dates_as_whole_days(plan, leader, client):
    adopted(plan, leader, on=date(2026, 9, 8))
    read = Calendar.from_ical(client.get(f"/plans/{plan.id}/calendar.ics").data)
    days = {str(event["summary"]).partition(" (")[0]: event["dtstart"].dt for event in read.walk("VEVENT")}
    assert days["결과와 회의록 게시"] == date(2026, 9, 22)
    assert len({str(event["uid"]) for event in read.walk("VEVENT")}) == len(days)


def test_the_settlement_is_a_table_for_excel_that_sums_up(council, leader, officer, client):
    items = (("=바닥등", 9_600_000), ("놀이터", 4_500_000))
    going = spent(a_plan_under_way(council, leader, officer, items=items), 0, 1_000_000)
    file = client.get(f"/plans/{going.id}/settlement.csv").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file)))
    assert rows[0] == ["사업", "계획", "확정", "쓴 돈", "남은 돈", "하기로 한 일"]
    assert rows[1] == ["'=바닥등", "9600000", "9600000", "1000000", "8600000", ""]
    assert rows[-1] == ["모두", "14100000", "14100000", "1000000", "13100000", ""]
    assert client.get(f"/plans/{a_plan(council, leader, year=2031).id}/settlement.csv").status_code == 404


def test_only_the_operator_writes_what_an_ordinance_gives(council, sign_in, client):
    operator, gu = sign_in(an_operator()), str(council.dong.gu_id)
    values = {"gu": gu, "term": "1", "unit": "months", "law": "성동구 조례", "valid_from": "2026-01-01"}
    submit(operator, "/plan-terms/new", **values)
    assert "성동구 조례" in client.get("/plan-terms").text
    assert sign_in(a_user()).get("/plan-terms/new").status_code == 403


def test_a_page_asks_as_much_for_many_items_as_for_few(council, leader, officer, client):
    few = a_plan_under_way(council, leader, officer)
    many = a_plan_under_way(council, leader, officer, year=2029, items=[(f"사업 {n}", 1_000) for n in range(9)])
    client.get(f"/plans/{few.id}")
    with counted_statements() as first:
        client.get(f"/plans/{few.id}")
    with counted_statements() as second:
        client.get(f"/plans/{many.id}")
    assert len(second) == len(first)


def test_what_the_gu_says_is_shown_to_residents_only_when_the_review_is_out(plan, leader, officer, client):
    there = reviewed(sent(adopted(plan, leader), leader), officer)
    assert "구의 검토" in client.get(f"/plans/{there.id}").text


def test_the_page_speaks_english_too(plan, client):
    client.set_cookie("language", "en")
    assert "Plan of" in client.get(f"/plans/{plan.id}").text


def test_an_item_is_found_under_its_own_plan_only(council, leader, officer, facilitator, desk, plan):
    other = a_plan_under_way(council, leader, officer, year=2029).items[0].id
    url = f"/plans/{plan.id}/items/{other}"
    for page in ("edition", "word", "spending", "commitment"):
        assert facilitator.get(f"{url}/{page}").status_code == 404
    assert desk.get(f"{url}/review").status_code == 404
