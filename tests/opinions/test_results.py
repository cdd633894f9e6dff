"""What is shown once a question is closed: counts with their intervals, what most share, and nothing of persons."""

import re

import pytest

from app.opinions import queries
from app.opinions.maths import wilson
from app.opinions.models import TO_TELL
from app.opinions.queries import Order, Row
from app.opinions.states import Side
from app.proposals.models import Proposal
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member
from tests.factories.opinions import a_question, a_statement, answer, answered, closed, counts, statements

SHARED, SPLIT, FEW, REFUSED = "모두의 생각", "갈리는 생각", "답이 적은 생각", "아무도 아닌 생각"


def a_result(council=None, by=None):
    """A closed question: one statement that all share, one that splits, one that four answered, one nobody wants."""
    council = council or a_council()
    question = a_question(council, by=by or a_facilitator(council), seeds=[SHARED, SPLIT, FEW, REFUSED])
    shared, split, few, refused = statements(question)
    answered(shared, agree=9, pass_=1)
    answered(split, agree=6, disagree=6)
    answered(few, agree=3, disagree=1)
    answered(refused, disagree=8)
    return closed(question)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        # E. B. Wilson's formula worked out by hand with z = 1.959964
        (5, 10, 0.2366, 0.7634),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),  # R. G. Newcombe (1998), table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(hits, total, low, high):
    assert wilson(hits, total) == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_counted_the_interval_is_everything():
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_more_answer_the_narrower_the_interval():
    widths = [high - low for low, high in (wilson(total // 2, total) for total in (10, 40, 160, 640))]
    assert widths == sorted(widths, reverse=True)
    assert all(0 <= low <= hits / 9 <= high <= 1 for hits in range(10) for low, high in [wilson(hits, 9)])


def test_shares_and_division_are_worked_out_from_the_counts(app):
    result = queries.result(a_result())
    told = {row.statement.text: row for row in result.rows}
    assert told[SHARED].agreeing == 0.9
    assert told[SPLIT].divided == 1.0
    assert told[SHARED].divided == told[REFUSED].divided == 0.0
    assert [row.statement.text for row in result.agreed_by_most] == [SHARED]
    assert [row.statement.text for row in result.refused_by_most] == [REFUSED]
    assert [row.statement.text for row in result.untold] == [FEW]


def test_the_orders_put_first_what_they_say(app):
    question = a_result()
    first = {order: queries.result(question, order).rows[0].statement.text for order in Order}
    assert first == {Order.AGREED: SHARED, Order.DIVIDED: SPLIT, Order.ANSWERED: SPLIT}


def test_half_of_few_is_not_most(app):
    question = a_question(seeds=[SHARED])
    (only,) = statements(question)
    answered(only, agree=4, disagree=2)
    row = Row(closed(question) and queries.statement(only.id))
    assert row.agreeing > 0.5
    assert not row.all_agree, "two thirds of six could be chance"


def test_the_page_shows_bars_the_table_behind_and_each_order(app, client):
    question = a_result()
    url = f"/questions/{question.id}/result"
    page = client.get(url).text
    assert page.count('class="stack"') == 3
    assert "이웃 대부분이 동의한 의견" in page
    table = re.search(r'<section class="section" id="table">.*?</section>', page, re.DOTALL)[0]
    (line,) = re.findall(rf"<tr><th scope=\"row\">{SPLIT}</th>.*?</tr>", table)
    assert re.findall(r"<td[^>]*>(.*?)</td>", line) == ["12", "6", "6", "0", "50.0% (25–75%)", "100.0%"]
    for order in Order:
        found = client.get(f"{url}?order={order.value}")
        assert found.status_code == 200
        assert f'order={order.value}" aria-current="page"' in found.text
    assert client.get(f"{url}?order=nonsense&other=1").status_code == 200


def test_fewer_than_five_answers_show_no_split(app, client, sign_in):
    council = a_council()
    by = a_facilitator(council)
    question = a_result(council, by)
    for browser in (client, sign_in(a_member(council)), sign_in(by)):
        page = browser.get(f"/questions/{question.id}/result").text
        part = re.search(r'<section class="section" id="untold">.*?</section>', page, re.DOTALL)[0]
        assert FEW in part
        assert page.count(FEW) == 1
        assert not re.search(r"\d명이 답했습니다|동의함", part)
    assert TO_TELL == 5


def test_where_all_statements_have_few_answers_the_page_says_so(app, client):
    question = a_question(seeds=[FEW])
    answered(statements(question)[0], agree=4)
    closed(question)
    page = client.get(f"/questions/{question.id}/result").text
    assert "아직 보여 드릴 만큼 답이 모이지 않았습니다" in page
    assert 'class="stack"' not in page


def test_before_the_end_nobody_sees_a_count(app, client, sign_in):
    council = a_council()
    by = a_facilitator(council)
    question = a_question(council, by=by, seeds=[SHARED])
    answered(statements(question)[0], agree=37)
    for browser in (sign_in(by), sign_in(a_member(council))):
        refused = browser.get(f"/questions/{question.id}/result")
        assert refused.status_code == 403
        assert "결과는 마감한 뒤에 모두 함께 봅니다" in refused.text
        for place in ("next-statement", "answers/mine"):
            assert "37" not in _main(browser.get(f"/questions/{question.id}/{place}").text)
    assert "37" not in _main(sign_in(by).get(f"/questions/{question.id}/statements").text)


def _main(page: str) -> str:
    return re.sub(r'value="[^"]*"|\?v=\w+', "", re.search(r"<main.*</main>", page, re.DOTALL)[0])


def test_hidden_statements_are_not_in_the_result(app, client):
    question = a_question(seeds=[SHARED])
    a_statement(question, text="살펴볼 의견", shown=False)
    closed(question)
    assert "살펴볼 의견" not in client.get(f"/questions/{question.id}/result").text


def test_one_press_makes_a_draft_of_a_proposal_and_the_fate_leads_to_it(app, sign_in, client):
    council = a_council()
    by = a_facilitator(council)
    writer = a_member(council)
    question = a_question(council, by=by, seeds=[])
    long = "골목 끝 계단에 " + "아주 " * 30 + "튼튼한 손잡이"
    statement = a_statement(question, writer, long)
    answered(statement, agree=6, disagree=1)
    closed(question)
    facilitator, url = sign_in(by), f"/questions/{question.id}/result"
    form = form_of(facilitator.get(url).text, "/proposal")
    places = [facilitator.post(form.action, data=form.values).headers["Location"] for _ in range(2)]
    (made,) = rows("proposal")
    assert places == [f"/proposals/{made.id}/publication"] * 2
    assert (made.title, made.wish) == (f"{long[:79]}…", long)
    assert made.problem.endswith("답한 7명 가운데 6명이 동의했습니다.")
    assert made.author_id == by.id
    assert "이 의견으로 제안을 썼습니다." in client.get(url).text
    assert f'href="/proposals/{made.id}"' not in client.get(url).text, "a draft is its author's"
    submit(facilitator, f"/proposals/{made.id}/publication", "")
    assert f'href="/proposals/{made.id}"' in client.get(url).text
    assert f'href="/proposals/{made.id}"' in sign_in(writer).get(f"/questions/{question.id}/answers/mine").text


def test_what_is_stored_for_residents_is_korean_whatever_the_facilitator_reads(app, sign_in):
    council = a_council()
    by = a_facilitator(council)
    question = a_result(council, by)
    facilitator = sign_in(by)
    facilitator.set_cookie("language", "en")
    page = facilitator.get(f"/questions/{question.id}/result").text
    assert "What most neighbours agree with" in page
    form = form_of(page, "/proposal")
    facilitator.post(form.action, data=form.values)
    (made,) = rows("proposal")
    assert "명이 동의했습니다" in made.problem
    assert Proposal.__tablename__ == "proposal"


def test_nobody_but_oneself_reads_who_answered_what(app, sign_in, client):
    council = a_council()
    by, person = a_facilitator(council, name="진행하는이"), a_member(council, name="답한그이웃")
    question = a_question(council, by=by, seeds=[SHARED, SPLIT])
    shared, split = statements(question)
    for one, side in ((shared, Side.AGREE), (split, Side.DISAGREE)):
        answer(one, person, side)
        answered(one, agree=5)
    closed(question)
    assert counts(split)[Side.DISAGREE] == 1
    paths = [f"/questions/{question.id}{end}" for end in ("", "/result", "/statements", "/answers/mine")]
    paths += [f"/statements/{shared.id}", f"/councils/{council.id}", f"/councils/{council.id}/questions"]
    for browser in (client, sign_in(by), sign_in(a_member(council))):
        for path in paths:
            assert "답한그이웃" not in browser.get(path).text, path
    own = sign_in(person).get(f"/questions/{question.id}/answers/mine").text
    assert SHARED in own
    assert SPLIT in own
    assert person.id not in {row.by_id for row in rows("event") if row.subject_type in {"question", "statement"}}
