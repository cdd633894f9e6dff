"""Who hears of a commitment, and how the way of its matter tells of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.deeds import queries
from app.deeds.jobs import remind_of_late_deeds
from app.deeds.states import Mark, Step
from app.home.queries import coming, matters
from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import deliver
from app.notices import jobs  # noqa: F401 - hears of everything
from app.notices.models import Notification
from app.polls.models import Ballot, RollEntry
from tests.conftest import counted_statements
from tests.factories import a_member, an_officer
from tests.factories.decisions import a_matter
from tests.factories.deeds import (
    a_commitment,
    a_done_commitment,
    an_open_check,
    answered,
    closed,
    dropped,
    edited,
    told,
)
from tests.factories.proposals import an_endorsement
from tests.home.timeline import line_of, page_of


@pytest.fixture
def matter(council):
    return a_matter(council, author=a_member(council, name="제안한이"))


@pytest.fixture
def supporter(council, matter):
    user = a_member(council, name="공감한이")
    an_endorsement(matter, user)
    return user


@pytest.fixture
def promised(council, officer, matter, supporter):
    return a_commitment(council, by=officer, proposal=matter)


def heard(action):
    while deliver(clock.now()):
        pass
    lines = session().scalars(select(Notification).where(Notification.action == action)).all()
    return {line.user_id: line for line in lines}


def test_those_who_took_part_hear_that_it_is_done_cut_and_asked_about(promised, officer, matter, supporter, council):
    done = told(promised, officer, Step.FINISH)
    check = an_open_check(done)
    stranger = a_member(council)
    for action, page in (("commitment.done", f"/commitments/{done.id}"), ("check.opened", f"/checks/{check.id}")):
        lines = heard(action)
        assert set(lines) == {matter.author_id, supporter.id}, "not the officers, nor who took no part"
        assert {line.url for line in lines.values()} == {page}
        assert stranger.id not in lines
    other = dropped(a_commitment(council, by=officer, proposal=matter), officer)
    assert {line.url for line in heard("commitment.cut").values()} == {f"/commitments/{other.id}"}


def test_officers_hear_that_residents_reopened_it_and_that_it_is_late(council, officer, matter, supporter):
    done = a_done_commitment(council, by=officer, proposal=matter)
    check = an_open_check(done)
    answered(check, {Mark.WORSE: 6})
    closed(check)
    assert officer.id in heard("commitment.reopened")
    a_commitment(council, by=officer, said={"do_by": clock.today() - timedelta(days=1)})
    remind_of_late_deeds(clock.now())
    colleague = an_officer(council.dong)
    assert set(heard("commitment.overdue")) == {officer.id, colleague.id}


def test_nobody_is_asked_by_looking_at_rolls_or_boxes(council, officer, matter, supporter):
    done = a_done_commitment(council, by=officer, proposal=matter)
    with counted_statements() as statements:
        an_open_check(done)
        heard("check.opened")
        queries.asked_count(queries.source_of(queries.commitment(done.id)))
    asked = " ".join(statement.lower() for statement in statements)
    for table in (RollEntry.__tablename__, Ballot.__tablename__):
        assert f"from {table} " not in asked
        assert f"join {table} " not in asked


def test_the_way_of_the_matter_tells_every_step_with_its_reason(promised, officer, matter, client):
    later = clock.today() + timedelta(days=60)
    moved = edited(promised, officer, why="자재가 늦습니다.", do_by=later)
    told(moved, officer, Step.START, "주문했습니다.")
    done = told(moved, officer, Step.FINISH, "달았습니다.")
    check = an_open_check(done)
    answered(check, {Mark.BETTER: 1, Mark.SAME: 4, Mark.WORSE: 3})
    closed(check)
    page = page_of(client, matter)
    _at, who, text = line_of(page, "하기로 한 일을 고쳤습니다")
    assert who == "동주민센터 마을자치팀 우리주무관"
    assert "자재가 늦습니다." in text
    assert line_of(page, "하기로 한 일을 시작했습니다")[2] == "주문했습니다."
    assert line_of(page, "하기로 한 일을 다 했다고 알렸습니다")[2] == "달았습니다."
    assert line_of(page, "이웃의 답을 모았습니다")[2] == "두 주 뒤 확인 – 좋아졌어요 1, 그대로예요 4, 나빠졌어요 3"
    assert line_of(page, "하기로 한 일을 다시 합니다")[1] == "이웃의 답으로"
    assert f'href="/commitments/{done.id}"' in page


def test_few_answers_stay_unsaid_on_the_way_too(promised, officer, matter, client):
    check = an_open_check(told(promised, officer, Step.FINISH))
    answered(check, {Mark.BETTER: 3, Mark.WORSE: 1})
    closed(check)
    text = line_of(page_of(client, matter), "이웃의 답을 모았습니다")[2]
    assert "5명보다 적어" in text
    assert "좋아졌어요" not in text


def test_what_comes_next_follows_the_promise(promised, officer, matter):
    def said(on=None):
        session().expire_all()
        found = matters.matter(matters.proposal(matter.id))
        stages, current = coming.progress(found)
        return coming.next_step(found, on or clock.today()), str(stages[-1]), current - len(stages)

    assert said()[1:] == ("이행", 0)
    assert "까지 하기로 했습니다" in said()[0]
    assert "3일 지났습니다" in said(promised.do_by + timedelta(days=3))[0]
    done = told(promised, officer, Step.FINISH)
    assert said() == ("다 했다고 합니다. 두 주 뒤와 두 달 뒤에 함께한 이웃에게 정말 좋아졌는지 여쭙니다.", "이행", 1)
    check = an_open_check(done)
    assert "지금 어떤지 묻고 있습니다" in said()[0]
    answered(check, {Mark.SAME: 6})
    closed(check)
    assert said()[1:] == ("이행", 0)


def test_what_was_dropped_says_so(promised, officer, matter, client):
    dropped(promised, officer)
    assert "하지 않게 되었습니다" in page_of(client, matter)


def test_a_desk_of_thirty_costs_no_more_statements_than_one_of_one(council, officer, sign_in, promised):
    browser, asked = sign_in(officer), []
    for _ in range(2):
        browser.get(f"/dongs/{council.dong_id}/commitments")
        with counted_statements() as statements:
            browser.get(f"/dongs/{council.dong_id}/commitments")
        asked.append(len(statements))
        for _more in range(15):
            a_commitment(council, by=officer)
    assert asked[0] == asked[1]


def test_a_commitment_of_much_news_costs_no_more_statements_than_one_of_little(promised, officer, client):
    asked, page = [], f"/commitments/{promised.id}"
    for _ in range(2):
        client.get(page)
        with counted_statements() as statements:
            client.get(page)
        asked.append(len(statements))
        for number in range(12):
            told(promised, officer, text=f"소식 {number}")
    assert asked[0] == asked[1]
