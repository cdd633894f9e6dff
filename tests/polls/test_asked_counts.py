"""Counts that take long: the officer asks, the worker counts, and the page tells how far it is."""

from itertools import islice, product

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.kernel.events import Event
from app.polls import jobs, queries, service
from app.polls.service import asking, second_count
from app.polls.states import CountStage, PollState
from tests import factories
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import polls as made
from tests.polls import second_counters
from tests.polls.paper_towns import Town, fields


@pytest.fixture(autouse=True)
def _no_counter_stays():
    yield
    second_count.install({})


@pytest.fixture
def town(app, sign_in):
    """Everything is entered and balances: the two have only to press."""
    town = Town(sign_in)
    town.hand("순자")
    made.cast(town.poll, town.voters[2], [1, 3])
    town.close()
    submit(town.pair[0], town.url("counting"), "/counting", sheets="1")
    for who in (0, 1):
        town.enter(who, 1, **fields([1]))
    submit(town.pair[0], town.url("reconciliation"), "/reconciliation", printed="2", unused="1", spoilt="0")
    return town


def press_count(town, who=0):
    return submit(town.pair[who], town.url("counting"), "/tally")


def work():
    return jobs.take_asked_steps(clock.now())


def test_a_poll_that_is_counted_quickly_waits_for_nobody(town):
    assert press_count(town).location == town.url("result")
    assert rows("asked_count") == []
    assert queries.poll(town.poll.id).state is PollState.CLOSED


def test_a_poll_that_is_counted_twice_is_counted_by_the_worker_and_the_page_tells_how_far_it_is(town):
    second_counters.installed(second_counters.points)
    assert press_count(town).location == town.url("counting")
    page = town.pair[0].get(town.url("counting")).text
    assert "표를 세고 있습니다" in page
    assert 'aria-current="step"><span class="step-mark">1</span><span class="step-label">차례 기다리기' in page
    assert "지금 세고 있습니다." in page, "the button says why it cannot be pressed"
    with transaction():
        service.reach(town.poll.id, CountStage.COUNTING)
    assert 'aria-current="step"><span class="step-mark">3</span>' in town.pair[1].get(town.url("counting")).text
    assert queries.poll(town.poll.id).state is PollState.COUNTING, "nobody has counted yet"
    assert work() == 1
    assert town.pair[0].get(town.url("counting")).location == town.url("result")
    assert town.pair[1].get(town.url("result")).status_code == 200
    assert work() == 0
    assert rows("asked_count") == []


def test_who_asked_is_who_counted(town):
    second_counters.installed(second_counters.points)
    press_count(town, who=1)
    officer = rows("asked_count")[0].asked_by_id
    work()
    [counted] = session().query(Event).filter_by(action="poll.closed", subject_id=town.poll.id)
    assert counted.by_id == officer


def test_a_second_press_asks_nothing_new(town):
    second_counters.installed(second_counters.points)
    facilitator = factories.a_facilitator(town.council)
    for who in (facilitator, town.voters[0]):
        with transaction():
            assert not service.count_or_ask(queries.poll(town.poll.id), by=who, at=clock.now())
    assert [row.asked_by_id for row in rows("asked_count")] == [facilitator.id]


def test_why_it_could_not_be_counted_stands_there_until_somebody_asks_again(town):
    second_counters.installed(second_counters.silent)
    press_count(town)
    assert work() == 1
    assert work() == 0, "what was refused is left alone"
    page = town.pair[0].get(town.url("counting")).text
    assert "세지 못했습니다" in page
    assert "(11) 따로 세는 프로그램이 답하지 않았습니다." in page
    assert queries.poll(town.poll.id).state is PollState.COUNTING
    second_counters.installed(second_counters.points)
    press_count(town)
    assert "세지 못했습니다" not in town.pair[0].get(town.url("counting")).text
    work()
    assert queries.poll(town.poll.id).state is PollState.CLOSED


def test_what_is_still_missing_is_said_at_once(app, sign_in):
    second_counters.installed(second_counters.points)
    town = Town(sign_in)
    town.close()
    with transaction(), pytest.raises(Conflict) as refused:
        service.count_or_ask(queries.poll(town.poll.id), by=town.voters[0], at=clock.now())
    assert "대조표에 인쇄한 장수" in str(refused.value.reason)
    assert rows("asked_count") == []


def test_a_poll_that_is_void_meanwhile_stays_void(town):
    second_counters.installed(second_counters.points)
    press_count(town)
    with transaction():
        service.void(queries.poll(town.poll.id), reason="종이가 젖었습니다", by=town.voters[0], at=clock.now())
    assert work() == 1
    assert queries.poll(town.poll.id).state is PollState.VOID
    assert queries.poll(town.poll.id).tally is None


def many_different_papers(count):
    """A counted poll of scores in which no two ballots are alike, and its council."""
    council = factories.a_council()
    papers = islice(product(range(6), repeat=5), 1, count + 1)
    poll = made.a_counted_poll([list(paper) for paper in papers], council, choices=5, method="score")
    return council, poll


def test_a_result_of_many_different_papers_is_made_final_by_the_worker(app, sign_in):
    council, poll = many_different_papers(asking.MANY + 1)
    officer = sign_in(factories.an_officer(council.dong))
    result = f"/polls/{poll.id}/result"
    assert submit(officer, result, "/certificate").location == result
    page = officer.get(result).text
    assert "표를 세고 있습니다" in page
    assert "/certificate" not in page
    assert "아직 확정하지 않은 결과입니다" in app.test_client().get(result).text, "neighbours are not kept waiting"
    assert not queries.poll(poll.id).is_certified
    assert work() == 1
    assert queries.poll(poll.id).is_certified
    assert "표를 세고 있습니다" not in officer.get(result).text


def test_a_result_of_few_papers_is_final_at_once(app, sign_in):
    council, poll = many_different_papers(9)
    officer = sign_in(factories.an_officer(council.dong))
    submit(officer, f"/polls/{poll.id}/result", "/certificate")
    assert queries.poll(poll.id).is_certified
    assert rows("asked_count") == []
