"""The groups of a closed question: the worker looks for them, and the page tells only what the gate lets through."""

import random
from io import BytesIO
from zipfile import ZipFile

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.opinions import jobs, queries, service
from app.opinions.maths.polis_reading import read
from app.opinions.models import Answer, OpinionMap
from app.opinions.states import Side
from tests import factories
from tests.conftest import counted_statements, rows
from tests.factories.opinions import a_question, as_it_is, closed, statements

SEEDS = [f"골목 의견 {number}" for number in range(12)]


def answers_of_camps(people, seed=7):
    """Half agree with the first five and not with the next five, half the other way round; all agree with the rest."""
    chance = random.Random(seed)
    for person in range(people):
        one_camp = person % 2 == 0
        for place in range(12):
            agrees = place >= 10 or (place < 5) is one_camp
            if chance.random() < 0.9:
                yield person, place, Side.AGREE if agrees is (chance.random() < 0.92) else Side.DISAGREE


def a_closed_question(people, council=None):
    """A question that so many people of two camps have answered, and that is closed."""
    question = a_question(council, seeds=SEEDS)
    voices = [factories.a_user() for _ in range(people)]
    numbers = [one.id for one in statements(question)]
    with transaction() as current:
        for person, place, side in answers_of_camps(people):
            current.add(Answer(statement_id=numbers[place], user_id=voices[person].id, side=side, at=clock.now()))
    for one in statements(question):
        sides = [row.side for row in rows("answer") if row.statement_id == one.id]
        with transaction():
            found = queries.statement(one.id)
            found.agree_count, found.disagree_count = sides.count("agree"), sides.count("disagree")
    return closed(as_it_is(question))


def page_of(client, question):
    return client.get(f"/questions/{question.id}/result").text


def test_until_the_worker_has_looked_the_page_says_so_and_how_far_it_is(app, client):
    question = a_closed_question(6)
    assert "살펴보고 있습니다(0%)" in page_of(client, question)
    with transaction():
        service.begin_map(question.id)
        service.tell_share(question.id, 40)
    assert "살펴보고 있습니다(40%)" in page_of(client, question)
    assert jobs.map_closed_questions(clock.now()) == 1
    assert jobs.map_closed_questions(clock.now()) == 0
    assert "살펴보고 있습니다" not in page_of(client, question)


def test_two_plain_camps_are_shown_with_what_each_says_and_what_both_share(app, client):
    question = a_closed_question(60)
    jobs.map_closed_questions(clock.now())
    page = page_of(client, question)
    assert "2개 그룹이 됩니다" in page
    assert "가 그룹 – " in page
    assert "나 그룹 – " in page
    shared = page[page.index("모든 그룹이 함께 동의한 의견") : page.index("가 그룹 – ")]
    assert "골목 의견 10" in shared
    assert "골목 의견 11" in shared
    assert "골목 의견 0<" not in shared
    assert page.count('class="map-dot') >= 50


def test_of_twelve_people_no_groups_are_told_but_why_not(app, client):
    question = a_closed_question(12)
    jobs.map_closed_questions(clock.now())
    page = page_of(client, question)
    assert "아직 의견 그룹이 뚜렷하지 않습니다" in page
    assert "적어도 30명이 넉넉히 답해야 하는데, 지금은 12명입니다." in page
    assert "map-dot" not in page


def test_what_is_kept_names_nobody(app):
    question = a_closed_question(40)
    jobs.map_closed_questions(clock.now())
    kept = session().get(OpinionMap, question.id)
    assert kept.fingerprint
    assert all(set(dot) == {"x", "y", "group"} for dot in kept.result["dots"])
    assert isinstance(kept.result["straight_liners"], int)


def test_the_same_answers_give_the_same_map(app):
    question = a_closed_question(40)
    jobs.map_closed_questions(clock.now())
    first = session().get(OpinionMap, question.id).result
    with transaction() as current:
        current.delete(current.get(OpinionMap, question.id))
    jobs.map_closed_questions(clock.now())
    assert session().get(OpinionMap, question.id).result == first


def test_hiding_a_statement_after_the_end_has_the_map_made_anew_without_it(app):
    question = a_closed_question(40)
    jobs.map_closed_questions(clock.now())
    before = session().get(OpinionMap, question.id).fingerprint
    gone, by = statements(question)[0], factories.a_user()
    with transaction():
        service.hide(queries.statement(gone.id), reason="이웃의 이름이 있습니다", by=by, at=clock.now())
    assert queries.map_of(question.id) is None
    jobs.map_closed_questions(clock.now())
    after = session().get(OpinionMap, question.id)
    assert after.fingerprint != before
    assert gone.id not in {one["statement"] for one in after.result["statements"]}


def test_a_question_that_is_open_has_no_map(app):
    a_question(seeds=SEEDS)
    assert jobs.map_closed_questions(clock.now()) == 0
    assert rows("opinion_map") == []


@pytest.mark.parametrize("people", [0, 1])
def test_a_question_that_hardly_anybody_answered_is_done_with_and_tells_of_no_groups(app, client, people):
    question = a_closed_question(people)
    assert jobs.map_closed_questions(clock.now()) == 1
    assert queries.unmapped() == []
    assert "의견 그룹" not in page_of(client, question)


def test_the_result_asks_as_much_with_groups_as_without(app, client):
    council, asked = factories.a_council(), []
    for people in (2, 40):
        question = a_closed_question(people, council)
        jobs.map_closed_questions(clock.now())
        with counted_statements() as told:
            page_of(client, question)
        asked.append(len(told))
    assert asked[0] == asked[1] <= 12


def test_the_file_of_answers_holds_every_answer_and_finds_nobody_again(app, sign_in):
    council = factories.a_council()
    question = a_closed_question(40, council)
    people, numbers = {row.user_id for row in rows("answer")}, {one.id for one in statements(question)}
    facilitator = sign_in(factories.a_facilitator(council))
    answer = facilitator.get(f"/questions/{question.id}/polis.zip")
    with ZipFile(BytesIO(answer.data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert set(files) == {"votes.csv", "comments.csv", "participants-votes.csv"}
    found = read(files).matrix()
    mine = queries.votes_of(question.id)
    assert sorted(map(str, found.answers.tolist())) == sorted(map(str, mine.answers.tolist()))
    assert set(found.people) == set(range(len(people)))
    assert set(found.statements) == set(range(len(numbers)))
    moments = {line.split(",")[0] for line in files["votes.csv"].decode().splitlines()[1:]}
    assert len(moments) == 1, "when somebody answered could tell who it is"


def test_people_have_other_numbers_in_every_file(app):
    question = a_closed_question(40)
    files = {service.polis_files(question)["participants-votes.csv"] for _time in range(3)}
    assert len(files) == 3


def test_no_file_is_given_out_of_few_nor_to_neighbours(app, sign_in):
    dong = factories.a_dong()
    council = factories.a_council(dong=dong)
    few = a_closed_question(12, council)
    refused = sign_in(factories.a_facilitator(council)).get(f"/questions/{few.id}/polis.zip")
    assert refused.status_code == 403
    assert "누구인지 짐작할 수 있습니다" in refused.text
    many = a_closed_question(31, council)
    assert sign_in(factories.a_member(council)).get(f"/questions/{many.id}/polis.zip").status_code == 403
    assert sign_in(factories.an_officer(dong)).get(f"/questions/{many.id}/polis.zip").status_code == 200
