"""Several officers at the same moment: each thing happens once, and nobody's words are lost without a sentence."""

import threading

import pytest

from app.decisions import queries as decisions
from app.decisions import service as answers
from app.desk import queries, service
from app.desk.service import NotTogether, TemplateWords
from app.kernel import clock
from app.kernel.db import db, transaction
from app.kernel.errors import Fault, Invalid
from app.people.models import User
from app.places.models import Dong
from tests.conftest import rows
from tests.factories import an_officer
from tests.factories.decisions import a_request, words
from tests.factories.desk import NOTE, a_template, an_opinion


@pytest.fixture
def at_once(app):
    """Run the function in several threads that start together; the faults they ended with."""

    def run(work, count=4):
        db.session.remove()
        barrier, faults, broken = threading.Barrier(count), [], []

        def one(place):
            with app.app_context():
                barrier.wait(30)
                try:
                    with transaction():
                        work(place)
                except Fault as fault:
                    faults.append(fault)
                except Exception as other:  # noqa: BLE001 - the test wants to see every complaint
                    broken.append(other)
                finally:
                    db.session.remove()

        threads = [threading.Thread(target=one, args=(place,)) for place in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert broken == [], "nobody sees a broken page"
        assert not any(thread.is_alive() for thread in threads), "nobody waits for ever"
        return faults

    return run


@pytest.fixture
def team(council):
    """The numbers of four officers."""
    return [an_officer(council.dong, name=f"담당{place}").id for place in range(4)]


def test_four_officers_who_take_the_same_request_leave_it_with_one_of_them(team, request_, at_once):
    number = request_.id

    def take(place):
        me = db.session.get(User, team[place])
        service.assign(decisions.request(number), "마을자치팀", me, seen=0, by=me, at=clock.now())

    refused = at_once(take)
    assert len(refused) == 3
    assert all(isinstance(fault, Invalid) and "그 사이에" in str(fault.reason) for fault in refused)
    (given,) = rows("assignment")
    assert given.user_id == given.by_id, "whoever was first has it"
    assert [event.action for event in rows("event")].count("request.assigned") == 1


def test_one_officer_who_presses_on_four_phones_takes_it_once(kim, request_, at_once):
    number, person = request_.id, kim.id

    def take(_place):
        me = db.session.get(User, person)
        service.assign(decisions.request(number), "마을자치팀", me, seen=0, by=me, at=clock.now())

    assert at_once(take) == []
    assert len(rows("assignment")) == 1
    assert [event.action for event in rows("event")].count("request.assigned") == 1


def test_joint_answers_to_overlapping_requests_answer_each_of_them_once(council, team, at_once):
    numbers = [a_request(council).id for _ in range(4)]

    def press(place):
        mine = [numbers[place], numbers[(place + 1) % 4]]
        picked = dict.fromkeys(reversed(mine) if place % 2 else mine, 0)
        me = db.session.get(User, team[place])
        service.answer_together(picked, words(), dong_id=dong_id, by=me, at=clock.now())

    dong_id = council.dong_id
    refused = at_once(press)
    assert all(isinstance(fault, NotTogether) for fault in refused)
    answered = [row.request_id for row in rows("decision")]
    assert len(answered) == len(set(answered)) == len(rows("decision_version")) == 2 * (4 - len(refused))
    assert 1 <= 4 - len(refused) <= 2, "neighbours in the ring share a request"


def test_a_joint_answer_and_single_answers_at_the_same_moment_never_wait_in_a_ring(council, team, at_once):
    numbers, dong_id = [a_request(council).id for _ in range(3)], council.dong_id

    def press(place):
        me = db.session.get(User, team[place])
        if place == 0:
            service.answer_together(dict.fromkeys(numbers, 0), words(), dong_id=dong_id, by=me, at=clock.now())
        else:
            asked = decisions.request(numbers[place - 1])
            answers.publish(asked, words(), seen=0, by=me, at=clock.now())

    at_once(press)
    answered = [row.request_id for row in rows("decision")]
    assert sorted(answered) == numbers
    assert len(rows("decision_version")) == 3


def test_the_same_joint_answer_pressed_four_times_is_published_once(council, kim, at_once):
    numbers, person, dong_id = [a_request(council).id for _ in range(3)], kim.id, council.dong_id

    def press(_place):
        me = db.session.get(User, person)
        service.answer_together(dict.fromkeys(numbers, 0), words(), dong_id=dong_id, by=me, at=clock.now())

    refused = at_once(press)
    assert [{one.request_id for one in fault.refusals} for fault in refused] == [set(numbers)] * 3
    assert [event.action for event in rows("event")].count("decision.published") == 3


def test_four_officers_who_save_the_same_text_keep_the_words_of_one(council, team, kim, at_once):
    number = a_template(council.dong, kim).id

    def save(place):
        said = TemplateWords(f"이름 {place}", None, f"요약 {place}", None, "", "", "")
        me = db.session.get(User, team[place])
        service.change_template(queries.template(number), said, seen=1, by=me, at=clock.now())

    refused = at_once(save)
    assert len(refused) == 3
    assert all("그 사이에" in str(fault.reason) for fault in refused)
    (one,) = rows("answer_template")
    assert one.version == 2
    assert one.name[-1] == one.summary[-1], "never the name of one and the summary of another"
    assert one.changed_by_id == team[int(one.name[-1])]


def test_four_officers_who_keep_a_text_of_the_same_name_keep_one(council, team, at_once):
    dong_id = council.dong_id

    def keep(place):
        said = TemplateWords("가로등", None, f"요약 {place}", None, "", "", "")
        me = db.session.get(User, team[place])
        service.keep_template(db.session.get(Dong, dong_id), said, by=me, at=clock.now())

    refused = at_once(keep)
    assert ["같은 이름" in str(fault.reason) for fault in refused] == [True] * 3
    assert len(rows("answer_template")) == 1


def test_a_text_that_is_removed_while_others_save_it_is_gone_or_refused_and_never_comes_back(
    council, team, kim, at_once
):
    number = a_template(council.dong, kim).id

    def work(place):
        if place == 0:
            service.remove_template(queries.template(number))
            return
        said = TemplateWords(f"이름 {place}", None, "", None, "", "", "")
        me = db.session.get(User, team[place])
        service.change_template(queries.template(number), said, seen=1, by=me, at=clock.now())

    at_once(work)
    assert rows("answer_template") == []


def test_four_officers_who_enter_the_same_opinion_leave_the_words_of_one(team, kim, request_, at_once):
    number = an_opinion(request_, kim).id

    def enter(place):
        me = db.session.get(User, team[place])
        asked = queries.opinion(number)
        service.enter_opinion(asked, f"의견 {place}", f"주임 {place}", clock.today(), seen=1, by=me, at=clock.now())

    assert len(at_once(enter)) == 3
    (one,) = rows("section_opinion")
    assert one.answer[-1] == one.answered_by[-1]
    assert one.entered_by_id == team[int(one.answer[-1])]


def test_a_form_of_a_note_or_a_question_that_arrives_four_times_at_once_is_kept_once(kim, request_, at_once):
    number, person, day = request_.id, kim.id, clock.today()

    def note(_place):
        me = db.session.get(User, person)
        service.note(decisions.request(number), NOTE, once="one-form", by=me, at=clock.now())

    def ask(_place):
        me, asked = db.session.get(User, person), decisions.request(number)
        service.ask_section(asked, "복지팀", "", "됩니까?", day, once="one-form", by=me, at=clock.now())

    assert at_once(note) == at_once(ask) == []
    assert len(rows("desk_note")) == len(rows("section_opinion")) == 1


def test_an_opinion_that_is_erased_while_officers_enter_it_is_gone_and_no_page_breaks(team, kim, request_, at_once):
    number, asked_about = an_opinion(request_, kim).id, request_.id

    def work(place):
        if place == 0:
            service.erase(asked_about)
            return
        me, asked = db.session.get(User, team[place]), queries.opinion(number)
        service.enter_opinion(asked, f"의견 {place}", "이주임", clock.today(), seen=1, by=me, at=clock.now())

    at_once(work)
    assert rows("section_opinion") == []
