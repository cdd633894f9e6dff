"""The drawing of the cap: every bar as wide as its money, and the same figures in words and in the list behind it."""

import re

import pytest

from app.plans import queries
from tests.factories.plans import CAP, RANKED, a_plan, an_assembly

MEETS = pytest.approx


def rects(html, kind):
    """(x, width) of the bars of the drawing that are of a kind."""
    drawing = re.search(r'<svg class="plan-meter".*?</svg>', html, re.DOTALL)
    assert drawing
    found = re.findall(rf'<rect class="({kind}[^"]*)" x="([\d.]+)" y="\d+" width="([\d.]+)"', drawing[0])
    return [(name, float(x), float(width)) for name, x, width in found]


@pytest.fixture
def shown(council, leader, client):
    """The page of a plan with these items under this cap."""

    def page(items, cap_won):
        plan = a_plan(council, leader, items=items, cap_won=cap_won)
        return client.get(f"/plans/{plan.id}").text

    return page


def test_seven_bars_fill_ninety_four_hundredths_of_the_cap_of_practice(shown):
    bars = rects(shown(RANKED[:7], CAP), "plan-part")
    assert [width for _name, _x, width in bars] == MEETS([cost / CAP * 100 for _title, cost in RANKED[:7]], abs=0.01)
    assert sum(width for _name, _x, width in bars) == MEETS(94.02, abs=0.05)


def test_the_bars_stand_beside_each_other_without_a_gap(shown):
    bars = rects(shown(RANKED[:7], CAP), "plan-part")
    ends = [x + width for _name, x, width in bars]
    assert bars[0][1] == 0
    assert [x for _name, x, _width in bars[1:]] == MEETS(ends[:-1], abs=0.02)


def test_all_twelve_are_above_the_cap_by_what_they_cost_more_and_the_five_are_marked(shown):
    page = shown(RANKED, CAP)
    assert "한도 48,500,000원보다 21,200,000원 많습니다" in page
    over = ["plan-part-over" in name for name, _x, _width in rects(page, "plan-part")]
    assert over == [False] * 7 + [True] * 5
    ((_name, line, _width),) = rects(page, "plan-cap")
    assert line == MEETS(CAP / 69_700_000 * 100 - 0.3, abs=0.01)


def test_what_meets_the_cap_to_the_won_leaves_nothing_and_is_not_too_much(shown):
    page = shown((("화단", 4_000_000), ("등", 6_000_000)), 10_000_000)
    assert "10,000,000원을 사업에 쓰기로 하고 0원이 남습니다" in page
    assert "plan-part-over" not in page


def test_one_won_too_much_is_one_won_too_much(shown):
    page = shown((("화단", 4_000_000), ("등", 6_000_001)), 10_000_000)
    assert "한도 10,000,000원보다 1원 많습니다" in page
    assert page.count("plan-part-over") == 1


def test_without_a_cap_there_is_a_sum_and_no_line(shown):
    page = shown((("화단", 4_000_000), ("등", 6_000_000)), None)
    assert "사업비를 더하면 10,000,000원입니다. 한도는 아직 없습니다" in page
    assert rects(page, "plan-cap") == []


def test_what_costs_nothing_has_no_bar_and_still_stands_in_the_list(shown):
    page = shown((("이웃 청소", 0), ("등", 6_000_000)), 10_000_000)
    assert len(rects(page, "plan-part")) == 1
    assert "1. 이웃 청소" in page


def test_a_plan_of_nothing_but_free_work_is_drawn(shown):
    assert rects(shown((("이웃 청소", 0),), 0), "plan-part") == []


def test_the_drawing_is_hidden_from_readers_of_the_screen_who_have_the_list(shown):
    page = shown(RANKED[:7], CAP)
    assert re.search(r'<svg class="plan-meter"[^>]*aria-hidden="true"', page)
    listed = re.findall(r"<h3>\d+\. ([^<]+)</h3>\s*<p><b>([\d,]+)원</b>", page)
    assert [(title, int(cost.replace(",", ""))) for title, cost in listed] == list(RANKED[:7])


def test_the_list_of_plans_says_the_same_sum_as_the_plan(client):
    council = an_assembly()
    a_plan(council, items=RANKED[:7])
    assert "사업 7개, 45,600,000원" in client.get(f"/councils/{council.id}/plans").text
    assert queries.plans_of(council.id)[0].total_won == 45_600_000
