"""How far out statements stand while a question is open: worked out by the worker, used by the draw, shown nowhere."""

import re

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.opinions import jobs, queries, service
from app.opinions.maths import analyse
from app.opinions.models import Question
from app.opinions.policy import MANY
from tests import factories
from tests.conftest import rows
from tests.factories.opinions import a_question, answer, closed, statements
from tests.opinions.test_maps import SEEDS, answers_of_camps

TENTH = 10


@pytest.fixture
def question(app):
    return a_question(seeds=SEEDS)


def answered_by(question, people):
    """So many people of two camps answer, one answer after the other, as from the page."""
    voices, places = [factories.a_member(question.council) for _ in range(people)], statements(question)
    for person, place, side in answers_of_camps(people):
        answer(places[place], voices[person], side)
    return voices


def extremities(question):
    session().expire_all()
    return {one.id: one.extremity for one in statements(question)}


def test_the_worker_places_statements_as_the_map_will_do(question):
    answered_by(question, MANY)
    assert jobs.place_open_statements(clock.now()) == 1
    placed = extremities(question)
    mapped = analyse(queries.votes_of(question.id), seed=jobs.SEED)
    assert placed == pytest.approx({one.statement: one.extremity for one in mapped.statements})
    dividing, shared = statements(question)[0], statements(question)[11]
    assert placed[dividing.id] > 2 * placed[shared.id] > 0


def test_the_draw_is_given_what_the_worker_found(question):
    answered_by(question, MANY)
    newcomer = factories.a_member(question.council)

    def weights():
        seen = {}
        session().expire_all()
        now = queries.question(question.id)
        service.next_turn(now, newcomer, draw=lambda things, heavy: _kept(seen, things, heavy))
        return seen

    before = weights()
    jobs.place_open_statements(clock.now())
    after, placed = weights(), extremities(question)
    assert after == pytest.approx({number: heavy * (1 + placed[number]) ** 2 for number, heavy in before.items()})


def _kept(seen, things, heavy):
    seen.update({one.id: weight for one, weight in zip(things, heavy, strict=True)})
    return things[0]


def test_of_fewer_than_thirty_people_nothing_is_worked_out(question):
    answered_by(question, MANY - 1)
    assert jobs.place_open_statements(clock.now()) == 0
    assert set(extremities(question).values()) == {0.0}


def test_it_is_done_again_when_a_tenth_of_the_answers_came_new_and_not_before(question):
    answered_by(question, MANY)
    jobs.place_open_statements(clock.now())
    before, known = extremities(question), placed_answers(question)
    more = -(-known // TENTH)
    newcomers = [(one, factories.a_member(question.council)) for one in statements(question) for _ in range(5)]
    for one, person in newcomers[: more - 1]:
        answer(one, person)
    assert jobs.place_open_statements(clock.now()) == 0
    answer(*newcomers[more - 1])
    assert jobs.place_open_statements(clock.now()) == 1
    assert jobs.place_open_statements(clock.now()) == 0
    assert extremities(question) != before
    assert placed_answers(question) == known + more


def placed_answers(question):
    return session().get(Question, question.id, populate_existing=True).placed_answers


def test_questions_that_are_closed_are_left_to_their_map(question):
    answered_by(question, MANY)
    closed(question)
    assert jobs.place_open_statements(clock.now()) == 0


def test_nothing_of_it_is_shown_and_no_map_is_kept(question, sign_in):
    answered_by(question, MANY)
    facilitator = sign_in(factories.a_facilitator(question.council))
    one = statements(question)[0].id
    paths = (f"/questions/{question.id}", f"/questions/{question.id}/statements", f"/statements/{one}")
    before = [told(facilitator, path) for path in paths]
    jobs.place_open_statements(clock.now())
    assert extremities(question)[one] > 0
    assert rows("opinion_map") == []
    assert facilitator.get(f"/questions/{question.id}/result").status_code == 403
    assert [told(facilitator, path) for path in paths] == before


def told(browser, path):
    """The page without what every form has anew."""
    answer = browser.get(path)
    assert answer.status_code == 200
    return re.sub(r'name="csrf_token"[^>]*', "", answer.text)


def test_a_statement_that_nobody_has_answered_stays_at_nothing(question):
    answered_by(question, MANY)
    with transaction():
        service.add_seeds(queries.question(question.id), ["아직 아무도 보지 않은 의견"], at=clock.now())
    jobs.place_open_statements(clock.now())
    assert extremities(question)[statements(question)[-1].id] == 0.0
