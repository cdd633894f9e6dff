"""도움이 됐어요, questions, the orders of reading, and both sides side by side."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.discussion import queries, service
from app.discussion.queries.threads import PER_SIDE
from app.discussion.states import Order, Stance
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import User
from tests.browsing import submit, token_of
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer
from tests.factories.discussion import a_comment, a_correction_of_the_summary
from tests.factories.proposals import a_proposal


def helped(comment, *people) -> None:
    for person in people:
        with transaction():
            service.find_helpful(queries.comment(comment.id), by=person, at=clock.now())


def order_of(proposal, order: Order) -> list[str]:
    return [comment.body for comment in queries.thread("proposal", proposal.id, order=order).items]


def test_a_comment_is_found_helpful_once_a_person_and_that_is_taken_back(app, sign_in):
    council = a_council()
    comment = a_comment(a_proposal(council))
    client, url = sign_in(a_member(council)), f"/proposals/{comment.subject_id}"
    page = submit(client, url, f"/comments/{comment.id}/helpful", follow=True)
    assert "도움이 됐어요 1 · 거두기" in page.text
    token = {"csrf_token": token_of(client, url)}
    assert client.post(f"/comments/{comment.id}/helpful", data=token).status_code == 303
    assert rows("comment")[0].helpful_count == 1
    page = submit(client, url, "/helpful/withdrawal", follow=True)
    assert "도움이 됐어요<" in page.text
    assert rows("helpful") == []
    assert rows("comment")[0].helpful_count == 0


def test_nobody_finds_the_own_comment_helpful_nor_does_a_stranger(app, sign_in, client):
    council = a_council()
    author = a_member(council)
    comment = a_comment(a_proposal(council), author)
    for user in (author, a_user(), a_member(a_council())):
        browser = sign_in(user)
        assert f"/comments/{comment.id}/helpful" not in browser.get(f"/proposals/{comment.subject_id}").text
        token = {"csrf_token": token_of(browser, f"/proposals/{comment.subject_id}")}
        assert browser.post(f"/comments/{comment.id}/helpful", data=token).status_code == 403
    helped(comment, a_member(council))
    assert "도움이 됐어요 1" in client.get(f"/proposals/{comment.subject_id}").text


def test_ten_presses_of_one_person_at_once_count_one(app):
    council = a_council()
    number, reader = a_comment(a_proposal(council)).id, a_member(council).id

    def press(_):
        with app.app_context(), transaction():
            service.find_helpful(queries.comment(number), by=session().get_one(User, reader), at=clock.now())

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(press, range(10)))
    assert rows("comment")[0].helpful_count == 1


def test_the_most_helpful_thread_comes_first_with_its_answers(app):
    council = a_council()
    proposal = a_proposal(council)
    first = a_comment(proposal, body="하나")
    second = a_comment(proposal, body="둘")
    a_comment(proposal, parent=first, body="하나에 답")
    answer = a_comment(proposal, parent=second, body="둘에 답")
    helped(second, a_member(council), a_member(council))
    helped(answer, *(a_member(council) for _ in range(3)))
    helped(first, a_member(council))
    assert order_of(proposal, Order.HELPFUL) == ["둘", "둘에 답", "하나", "하나에 답"]


def test_questions_that_nobody_else_has_answered_come_first(app):
    council = a_council()
    proposal = a_proposal(council)
    asker = a_member(council)
    a_comment(proposal, body="의견")
    answered = a_comment(proposal, asker, body="답을 들은 질문", stance=Stance.QUESTION)
    a_comment(proposal, parent=answered, body="답")
    own = a_comment(proposal, asker, body="혼자 덧붙인 질문", stance=Stance.QUESTION)
    a_comment(proposal, asker, parent=own, body="덧붙임")
    a_comment(proposal, body="늦은 질문", stance=Stance.QUESTION)
    found = order_of(proposal, Order.QUESTIONS)
    assert found == ["혼자 덧붙인 질문", "덧붙임", "늦은 질문", "의견", "답을 들은 질문", "답"]


def test_a_question_is_asked_through_the_form_and_marked_as_one(app, sign_in):
    council = a_council()
    url = f"/proposals/{a_proposal(council).id}"
    page = submit(sign_in(a_member(council)), url, "/comments", stance="question", body="언제 놓나요?", follow=True)
    assert "<span>질문</span>" in page.text
    assert rows("comment")[0].stance == "question"


def test_both_sides_stand_side_by_side_with_the_most_helpful_first(app, client):
    council = a_council()
    proposal = a_proposal(council)
    a_comment(proposal, body="찬성 첫째", stance=Stance.FOR)
    liked = a_comment(proposal, body="찬성 둘째", stance=Stance.FOR)
    a_comment(proposal, body="반대 하나", stance=Stance.AGAINST)
    a_comment(proposal, body="어느 쪽도 아님", stance=Stance.NEUTRAL)
    helped(liked, a_member(council))
    page = client.get(f"/proposals/{proposal.id}?order=sides").text
    assert page.find("찬성 둘째") < page.find("찬성 첫째") < page.find("반대 하나")
    assert "어느 쪽도 아님" not in page
    assert 'aria-current="page">찬반 나란히' in page
    assert page.count('class="side"') == 2


def test_each_side_shows_its_own_most_helpful_and_leaves_out_the_rest(app):
    proposal = a_proposal()
    neighbours = [a_member(proposal.council) for _ in range(PER_SIDE + 1)]
    many = [a_comment(proposal, one, stance=Stance.FOR) for one in neighbours]
    one = a_comment(proposal, stance=Stance.AGAINST)
    helped(many[-1], a_member(proposal.council))
    (_, agreeing), (_, opposing) = queries.thread("proposal", proposal.id, order=Order.SIDES).sides
    assert [comment.id for comment in agreeing] == [many[-1].id, *(comment.id for comment in many[: PER_SIDE - 1])]
    assert [comment.id for comment in opposing] == [one.id]


def test_a_side_that_nobody_took_says_so(app, client):
    proposal = a_proposal()
    a_comment(proposal, stance=Stance.FOR)
    assert "아직 아무도 말하지 않았습니다" in client.get(f"/proposals/{proposal.id}?order=sides").text


@pytest.mark.parametrize("order", ["", "nonsense", "OLDEST", "<b>", *Order])
def test_every_order_in_an_address_opens_the_page(app, client, order):
    proposal = a_proposal()
    a_comment(proposal)
    assert client.get(f"/proposals/{proposal.id}?order={order}").status_code == 200


@pytest.mark.parametrize("order", list(Order))
def test_a_page_with_a_discussion_asks_at_most_twelve_times(app, sign_in, order):
    council = a_council()
    proposal = a_proposal(council)
    reader, officer = a_member(council), an_officer(council.dong)
    a_correction_of_the_summary(proposal, a_facilitator(council), reader)
    for stance in Stance:
        helped(a_comment(proposal, stance=stance), reader)
    url = f"/proposals/{proposal.id}?order={order}"
    for client in (sign_in(reader), sign_in(officer), sign_in(a_facilitator(council)), sign_in(proposal.author)):
        with counted_statements() as asked:
            client.get(url)
        selects = [one for one in asked if one.lstrip().startswith("SELECT")]
        assert len(selects) <= 12, selects
