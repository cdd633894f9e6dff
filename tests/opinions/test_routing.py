"""Which statement comes next: the formula of the paper, and the floor that we put under it."""

from types import SimpleNamespace

import pytest

from app.kernel import chance
from app.kernel.db import session
from app.opinions.maths import priority
from app.opinions.service import FLOOR, next_turn, routed
from tests.factories import a_member
from tests.factories.opinions import a_question, answered, statements


def a_candidate(agrees: int = 0, passes: int = 0, answers: int = 0, extremity: float = 0.0):
    return SimpleNamespace(agree_count=agrees, pass_count=passes, answer_count=answers, extremity=extremity)


def the_likeliest(things, weights):
    return max(zip(weights, range(len(things)), strict=True))[1]


def picked(*candidates) -> int | None:
    found = routed(list(candidates), lambda things, weights: things[the_likeliest(things, weights)])
    return None if found is None else candidates.index(found)


def test_the_priority_is_the_formula_worked_out_by_hand():
    # 12 agree, 2 pass, of 20: 13/22 * (1 - 3/22) = 247/484; 1 + 8 * 2^-4 = 1.5
    assert priority(12, 2, 20) == pytest.approx((247 / 484 * 1.5) ** 2, rel=1e-12)
    # nobody yet: 1/2 * 1/2 * 9 = 2.25
    assert priority(0, 0, 0) == pytest.approx(2.25**2)
    assert priority(0, 0, 0, extremity=1.0) == pytest.approx(4.5**2)


def test_what_neighbours_pass_comes_later_and_what_they_agree_with_sooner():
    assert priority(10, 0, 20) > priority(10, 8, 20) > 0
    assert priority(15, 0, 20) > priority(5, 0, 20)
    assert priority(1, 0, 2) > priority(50, 0, 100), "the new one is tried before the old one"


def test_every_statement_reaches_five_people_before_any_is_left_to_chance():
    rare, loved = a_candidate(agrees=0, passes=4, answers=FLOOR - 1), a_candidate(agrees=60, answers=60)
    assert priority(0, 4, FLOOR - 1) < priority(60, 0, 60), "by the formula alone it would come second"
    assert picked(rare, loved) == 0
    assert picked(a_candidate(passes=5, answers=FLOOR), loved) == 1
    assert picked() is None
    assert FLOOR == 5


def test_the_draw_gets_the_statements_with_their_weights_and_decides():
    first, second = a_candidate(10, 0, 20), a_candidate(1, 9, 20)
    seen = {}

    def last(things, weights):
        seen["weights"] = list(weights)
        return things[-1]

    assert routed([first, second], last) is second
    assert seen["weights"] == [priority(10, 0, 20), priority(1, 9, 20)]


def test_of_two_that_were_answered_alike_the_one_farther_out_comes_sooner():
    near, far = a_candidate(10, 2, 20, extremity=0.5), a_candidate(10, 2, 20, extremity=2.0)
    assert picked(near, far) == 1
    assert priority(10, 2, 20, 2.0) == pytest.approx(4 * priority(10, 2, 20, 0.5)), "(1 + 2)² is four times (1 + 0.5)²"


def test_chance_never_draws_what_weighs_nothing():
    assert {chance.weighted(["a", "b", "c"], [0, 1.0, 0]) for _ in range(50)} == {"b"}


def test_a_person_goes_first_through_what_few_have_answered(app):
    question = a_question()
    first, second, third = statements(question)
    answered(first, agree=5)
    answered(second, disagree=5)
    person = a_member(question.council)
    session().expire_all()  # a page finds the counts as they are now
    assert next_turn(question, person).statement.id == third.id
    assert next_turn(question, person).left == 3
