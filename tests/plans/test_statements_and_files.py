"""What pages of plans ask the database for, with five items and with fifty; and the settlement as a file."""

import csv
import io

import pytest

from app.kernel.db import transaction
from app.plans import queries, service
from app.plans.service.drafting import MOST_ITEMS
from tests.browsing import submit
from tests.conftest import counted_statements
from tests.factories.plans import a_plan, a_plan_under_way, spent

MARK = b"\xef\xbb\xbf"
NAMES = ("=HYPERLINK(1)", "+화단", "-등", "@의자", "놀이터, 그늘막", '"큰" 나무', "12월 잔치")


def items(count):
    return [(f"사업 {number}", 1_000 + number) for number in range(count)]


@pytest.fixture
def sizes(council, leader, officer):
    """A plan under way with five items and one with fifty, each with money spent on three."""
    plans = []
    for year, count in ((2027, 5), (2028, 50)):
        plan = a_plan_under_way(council, leader, officer, year=year, items=items(count))
        for place in range(3):
            plan = spent(plan, place, 100)
        plans.append(plan.id)
    return plans


def asked(browser, url):
    browser.get(url)  # what is remembered between pages is remembered now
    with counted_statements() as statements:
        assert browser.get(url).status_code == 200
    return len(statements)


@pytest.mark.parametrize("page", ["", "/history", "/versions/1", "/versions/4", "/paper", "/settlement.csv", "/dates"])
def test_a_page_asks_as_much_for_fifty_items_as_for_five(sizes, leader, sign_in, page):
    browser = sign_in(leader)
    few, many = (asked(browser, f"/plans/{number}{page}") for number in sizes)
    assert few == many


@pytest.mark.parametrize("page", ["items/new", "sources", "cap", "adoption"])
def test_a_form_asks_as_much_for_fifty_items_as_for_five(council, leader, sign_in, page):
    browser = sign_in(leader)
    plans = [a_plan(council, leader, year=2027 + count, items=items(count)).id for count in (5, 50)]
    few, many = (asked(browser, f"/plans/{number}/{page}") for number in plans)
    assert few == many


def test_the_list_asks_as_much_for_two_plans_of_fifty_items_as_for_one_of_five(council, leader, client):
    url = f"/councils/{council.id}/plans"
    a_plan(council, leader, year=2027, items=items(5))
    few = asked(client, url)
    for year in (2028, 2029):
        a_plan(council, leader, year=year, items=items(50))
    assert asked(client, url) == few


def test_a_plan_holds_sixty_items_and_the_next_is_refused_with_the_words_kept(council, leader, sign_in):
    plan, browser = a_plan(council, leader, items=items(MOST_ITEMS)), sign_in(leader)
    answer = submit(browser, f"/plans/{plan.id}/items/new", title="예순한 번째", cost="1만", runner="joint")
    assert answer.status_code == 422
    assert "60개까지" in answer.text
    assert "예순한 번째" in answer.text
    assert len(queries.plan(plan.id).items) == 60


@pytest.fixture
def file_of(council, leader, officer, client):
    """The settlement of a plan whose items have the names, as bytes."""
    plan = a_plan_under_way(council, leader, officer, items=[(name, 1_000_000) for name in NAMES])
    spent(plan, 0, 1_500_000, why="값이 올랐습니다.")
    return client.get(f"/plans/{plan.id}/settlement.csv")


def test_the_file_opens_as_korean_in_a_spreadsheet_and_has_one_mark(file_of):
    assert file_of.data.startswith(MARK)
    assert file_of.data.count(MARK) == 1
    assert file_of.mimetype == "text/csv"
    assert file_of.headers["Content-Disposition"].startswith("attachment")
    assert file_of.data[3:].decode().startswith("사업,계획,확정")


def test_no_name_is_a_formula_and_every_other_stays_as_it_was_written(file_of):
    names = [row[0] for row in csv.reader(io.StringIO(file_of.data.decode("utf-8-sig")))][1:-1]
    assert names == ["'=HYPERLINK(1)", "'+화단", "'-등", "'@의자", "놀이터, 그늘막", '"큰" 나무', "12월 잔치"]


def test_the_last_row_is_the_sum_of_the_others_and_less_than_nothing_stays_a_number(file_of):
    rows = [row[1:5] for row in csv.reader(io.StringIO(file_of.data.decode("utf-8-sig")))][1:]
    numbers = [[int(cell) for cell in row] for row in rows]
    assert numbers[-1] == [sum(column) for column in zip(*numbers[:-1], strict=True)]
    assert numbers[0] == [1_000_000, 1_000_000, 1_500_000, -500_000]


def test_the_file_is_the_same_when_the_books_are_closed(council, leader, officer, client):
    plan = spent(a_plan_under_way(council, leader, officer), 0, 1_000)
    before = client.get(f"/plans/{plan.id}/settlement.csv").data
    with transaction():
        service.settle(plan, seen=plan.version, by=officer, at=plan.finalised_at)
    assert client.get(f"/plans/{plan.id}/settlement.csv").data == before
