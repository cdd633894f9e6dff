"""Every form of a plan with something wrong in it: 422, a sentence, and nothing that was typed is lost."""

import pytest

from app.kernel import clock
from app.plans import queries
from app.plans.states import ReviewMark
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import an_operator
from tests.factories.plans import a_ground, a_plan, a_plan_under_way, adopted, reviewed, sent

TODAY = clock.today().isoformat()
LONG = "가" * 1_001
ITEM = {"title": "골목 화단", "what": "봉선화를 심습니다", "cost": "54만", "runner": "joint"}
REVIEW = {"mark": "partly", "reason": "반만 됩니다", "cost": "400만", "office": "공원과", "phone": "02-820-0001"}
SPENT = {"spent_on": TODAY, "amount": "3만", "words": "흙 열 포대", "why": "값이 올랐습니다"}
TERM = {"term": "14", "unit": "days", "law": "어느 구 조례", "valid_from": "2026-01-01"}

WRONG = [
    ("draft", {"year": "2027", "cap": "많이"}, "금액을 숫자로"),
    ("draft", {"year": "1999", "cap": "100만"}, "네 자리로"),
    ("draft", {"year": "내년", "cap": "100만"}, ""),
    ("cap", {"cap": "-100"}, "금액을 숫자로"),
    ("cap", {"cap": "99999999억"}, "0이 몇 개인지"),
    ("items/new", {**ITEM, "title": "   "}, "이 칸을 채워"),
    ("items/new", {**ITEM, "title": "가" * 121}, "120자까지"),
    ("items/new", {**ITEM, "what": LONG}, "1000자까지"),
    ("items/new", {**ITEM, "cost": ""}, "이 칸을 채워"),
    ("items/new", {**ITEM, "cost": "백만 원쯤"}, "금액을 숫자로"),
    ("items/new", {**ITEM, "runner": None}, "하나를 골라"),
    ("items/{item}/edition", {**ITEM, "cost": "공짜"}, "금액을 숫자로"),
    ("dates", {"assembly_on": "2026-02-30"}, ""),
    ("dates", {"assembly_on": "0026-09-08"}, "날짜를 적어"),
    ("dates", {"assembly_on": "2026-09-08", "next_assembly_on": "2026-09-01"}, "순서가 맞지"),
    ("adoption", {"ground": None, "assembly_on": "2026-09-08"}, "하나를 골라"),
    ("adoption", {"assembly_on": ""}, "날짜를 적어"),
    ("items/{item}/review", {**REVIEW, "reason": ""}, "왜 다르게 보는지"),
    ("items/{item}/review", {**REVIEW, "mark": "refused"}, "비워 두세요"),
    ("items/{item}/review", {**REVIEW, "phone": "부서로 물어보세요"}, "02-820-0000처럼"),
    ("items/{item}/review", {**REVIEW, "office": ""}, "이 칸을 채워"),
    ("items/{item}/review", {**REVIEW, "mark": None}, "하나를 골라"),
    ("items/{item}/word", {"cost": "", "word": "그래도 합니다"}, "이 칸을 채워"),
    ("items/{item}/word", {"cost": "400만", "word": ""}, "이 칸을 채워"),
    ("items/{item}/spending", {**SPENT, "spent_on": "2199-12-31"}, "아직 오지 않은"),
    ("items/{item}/spending", {**SPENT, "amount": "0"}, "쓴 돈을 적어"),
    ("items/{item}/spending", {**SPENT, "takes_back": "y"}, "많이 되돌릴 수 없습니다"),
    ("items/{item}/spending", {**SPENT, "amount": "2000만", "why": ""}, "까닭을 적어"),
    ("items/{item}/spending", {**SPENT, "words": ""}, "이 칸을 채워"),
    ("plan-terms/new", {**TERM, "term": "0"}, "1에서 366"),
    ("plan-terms/new", {**TERM, "term": "367"}, "1에서 366"),
    ("plan-terms/new", {**TERM, "law": ""}, "이 칸을 채워"),
    ("plan-terms/new", {**TERM, "valid_from": "언젠가"}, ""),
]


@pytest.fixture
def desk_of(council, leader, officer, sign_in):
    """desk_of(form) -> who fills the form in, and where it stands."""

    def found(form):
        if form == "draft":
            return sign_in(leader), f"/councils/{council.id}/plans/new"
        if form == "plan-terms/new":
            return sign_in(an_operator()), "/plan-terms/new"
        if form.endswith("spending"):
            plan, who = a_plan_under_way(council, leader, officer), officer
        elif form.endswith("review"):
            plan, who = sent(adopted(a_plan(council, leader), leader), leader), officer
        elif form.endswith("word"):
            held = sent(adopted(a_plan(council, leader), leader), leader)
            plan, who = reviewed(held, officer, item0=ReviewMark.PARTLY), leader
        else:
            a_ground(council, leader)
            plan, who = a_plan(council, leader), leader
        return sign_in(who), f"/plans/{plan.id}/{form.format(item=plan.items[0].id)}"

    return found


def kept():
    return [rows(table) for table in ("plan", "plan_item", "spending", "sending_term", "event")]


@pytest.mark.parametrize(("form", "typed", "sentence"), WRONG)
def test_a_form_that_is_wrong_keeps_its_words_and_says_what_to_do(desk_of, form, typed, sentence):
    browser, url = desk_of(form)
    before = kept()
    answer = submit(browser, url, **typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'aria-invalid="true"' in answer.text or 'role="alert"' in answer.text
    again = form_of(answer.text, "").values
    words = {name: value for name, value in typed.items() if value is not None and value.strip()}
    assert {name: again.get(name) for name in words} == {
        name: "on" if name == "takes_back" and again.get(name) == "on" else value for name, value in words.items()
    }
    assert kept() == before


@pytest.mark.parametrize("field", ["title", "what"])
def test_a_registration_number_never_stands_in_a_plan(desk_of, field):
    browser, url = desk_of("items/new")
    answer = submit(browser, url, **{**ITEM, field: "문의는 900101-1234567"})
    assert answer.status_code == 422
    assert len(rows("plan_item")) == 2


def test_nothing_settled_on_is_a_cost_like_any_other(desk_of):
    browser, url = desk_of("items/{item}/word")
    assert submit(browser, url, cost="0", word="하지 않습니다").status_code == 303
    assert queries.plan(int(url.split("/")[2])).items[0].final_cost_won == 0


def test_what_a_form_says_is_text_and_no_markup(desk_of, client):
    browser, url = desk_of("items/new")
    submit(browser, url, **{**ITEM, "title": "<script>alert(1)</script>", "what": "<img src=x>"})
    page = client.get("/".join(url.split("/")[:3])).text
    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page
    assert "&lt;script&gt;alert(1)" in page
