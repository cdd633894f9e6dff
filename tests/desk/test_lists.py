"""The list of the desk: its numbers are those of what it shows, who had a request only grows, and it ends in time."""

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.decisions import queries as decisions
from app.decisions import service as answers
from app.desk import jobs, queries
from app.desk.states import Whose
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.service.posts import appoint
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_member, an_officer
from tests.factories.decisions import a_request, an_answer
from tests.factories.desk import a_note, a_template, an_opinion, given_to, without_post

KOREAN = re.compile(r"[가-힣]+")


def inbox(council, **query):
    return f"/dongs/{council.dong_id}/requests?" + "&".join(f"{name}={value}" for name, value in query.items())


def shown(browser, council, **query) -> list[int]:
    """The requests on all pages of the list."""
    found, number = [], 1
    while True:
        page = browser.get(inbox(council, **query, page=number)).text
        cards = [int(one) for one in re.findall(r'card-title"><a href="/requests/(\d+)', page)]
        if not cards or cards[0] in found:
            return found
        found += cards
        number += 1


def test_each_number_above_the_list_is_the_length_of_what_it_counts(sign_in, council, kim, lee):
    today = clock.today()
    offsets = (-5, -1, 0, 1, 3, 4, 30)
    waiting = [a_request(council, due_on=today + timedelta(days=days)) for days in offsets]
    done = [a_request(council) for _ in range(22)]
    for one in done:
        an_answer(decisions.request(one.id), lee)
    a_request(a_council())
    browser, counts = sign_in(kim), decisions.counts(council.dong_id, today)
    assert set(shown(browser, council)) == {one.id for one in waiting}
    assert set(shown(browser, council, show="answered")) == {one.id for one in done}
    assert (counts.opened, counts.answered) == (len(waiting), len(done))
    assert (counts.overdue, counts.soon) == (2, 3), "worked by hand: two days are past, three are today to day three"
    figures = re.sub(r"<[^>]*>|\s", "", browser.get(inbox(council)).text)
    for label, number in (("기한지남", 2), ("3일안", 3), ("답변할것", 7), ("답변함", 22)):
        assert f"{label}{number}건" in figures or f"{number}건{label}" in figures, label


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_by=st.lists(st.sampled_from(["me", "other", "section", "left", "none"]), min_size=1, max_size=5))
def test_mine_and_nobodys_and_the_others_make_up_the_whole_list(app, given_by):
    council = a_council()
    me, other, gone = (an_officer(council.dong, name=name) for name in ("나", "다른사람", "떠날사람"))
    for word in given_by:
        one, person = a_request(council), {"me": me, "other": other, "left": gone}.get(word)
        if word != "none":
            given_to(one, person, by=other, section="마을자치팀")
    without_post(gone)
    mine, others = given_by.count("me"), given_by.count("other")
    now = {word: len(listed(council, word, me)) for word in Whose}
    assert now == {
        Whose.EVERYBODY: len(given_by),
        Whose.MINE: mine,
        Whose.NOBODY: len(given_by) - mine - others,
    }


def listed(council, word, person):
    wanted = queries.whose(decisions.opened(council.dong_id), word, council.dong_id, person.id)
    return session().scalars(wanted).unique().all()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hands=st.lists(st.sampled_from(["kim", "lee", "section"]), min_size=1, max_size=6))
def test_who_had_a_request_only_grows_whoever_it_goes_to(council, kim, lee, hands):
    one, before, last = a_request(council), [], None
    for hand in hands:
        person = {"kim": kim, "lee": lee}.get(hand)
        given_to(one, person, by=kim, section="마을자치팀")
        now = [row for row in rows("assignment") if row.request_id == one.id]
        assert now[: len(before)] == before, "what was written stays as it was"
        assert len(now) == len(before) + (hand != last)
        before, last = now, hand
    assert [row.turn for row in before] == list(range(1, len(before) + 1))


@pytest.mark.parametrize("change", ["UPDATE assignment SET user_id = NULL", "DELETE FROM assignment"])
def test_no_statement_rewrites_who_had_it(kim, request_, change):
    given_to(request_, kim, by=kim)
    before = rows("assignment")
    with pytest.raises(IntegrityError), transaction():
        session().execute(text(change))
    assert rows("assignment") == before


def test_whoever_comes_back_to_the_post_has_the_request_again(sign_in, council, kim, lee, request_):
    given_to(request_, kim, by=lee)
    post = kim.posts[0]
    section, phone = post.section, post.phone
    without_post(kim)
    assert shown(sign_in(lee), council, whose="nobody") == [request_.id]
    with transaction():
        appoint(session().merge(kim), council.dong, section=section, phone=phone)
    assert queries.held(decisions.request(request_.id)).keeper.id == kim.id
    assert shown(sign_in(kim), council, whose="mine") == [request_.id]


@pytest.mark.parametrize("kept", [1, 30, 365])
@pytest.mark.parametrize("ending", ["answered", "withdrawn"])
def test_notes_and_opinions_go_after_the_days_that_are_set_and_not_a_second_before(
    app, monkeypatch, kim, request_, kept, ending
):
    monkeypatch.setitem(app.config, "DESK_DAYS", kept)
    a_note(request_, kim)
    an_opinion(request_, kim, answer="됩니다")
    asked = decisions.request(request_.id)
    if ending == "answered":
        an_answer(asked, kim)
        ended = decisions.request(request_.id).decision.published_at
    else:
        with transaction():
            ended = answers.withdraw(asked, "이미 되었습니다", by=kim, at=clock.now()).ended_at
    whole = ended + timedelta(days=kept)
    assert jobs.erase_desk_papers(whole - timedelta(seconds=1)) == 0
    assert (len(rows("desk_note")), len(rows("section_opinion"))) == (1, 1)
    assert jobs.erase_desk_papers(whole) == 1
    assert rows("desk_note") == rows("section_opinion") == []


def test_what_still_waits_keeps_its_notes_for_ever(kim, request_):
    a_note(request_, kim)
    assert jobs.erase_desk_papers(clock.now() + timedelta(days=36500)) == 0
    assert len(rows("desk_note")) == 1


@pytest.mark.parametrize("whose", ["all", "mine", "nobody"])
def test_the_list_asks_as_often_for_one_as_for_twelve_whoever_has_them(sign_in, council, kim, lee, whose):
    browser = sign_in(kim)

    def statements() -> int:
        with counted_statements() as asked:
            assert browser.get(inbox(council, whose=whose)).status_code == 200
        return len(asked)

    given_to(a_request(council), kim, by=lee)
    a_request(council)
    few = statements()
    for _ in range(5):
        given_to(a_request(a_council(dong=council.dong)), kim, by=lee)
        a_request(a_council(dong=council.dong))
    assert statements() == few


def pages(council, request, opinion, template) -> list[str]:
    new = f"/dongs/{council.dong_id}/answer-templates"
    desk = f"/requests/{request.id}/desk"
    joint = f"/dongs/{council.dong_id}/joint-answers/new"
    ours = [inbox(council), inbox(council, show="answered", whose="mine"), desk, f"{desk}/opinions/new"]
    return [*ours, f"/section-opinions/{opinion.id}", new, f"{new}/new", f"/answer-templates/{template.id}", joint]


def test_nobody_else_opens_a_page_of_the_desk(sign_in, client, council, kim, request_):
    every = pages(council, request_, an_opinion(request_, kim), a_template(council.dong, kim))
    for browser in (client, sign_in(a_member(council)), sign_in(an_officer(a_council().dong))):
        assert {browser.get(page).status_code for page in every} <= {302, 303, 403}
    assert {sign_in(kim).get(page).status_code for page in every} == {200}


def test_every_page_of_the_desk_has_english_headings_fields_and_buttons(sign_in, council, kim, request_):
    a_request(council)
    browser = sign_in(kim)
    browser.set_cookie("language", "en")
    for page in pages(council, request_, an_opinion(request_, kim), a_template(council.dong, kim)):
        html = browser.get(page).text
        assert '<html lang="en"' in html, page
        words = re.findall(
            r"<(?:h2|legend|button)[^>]*>(.*?)</(?:h2|legend|button)>", html.split("<main")[1], re.DOTALL
        )
        said = [re.sub(r"<[^>]*>", "", word) for word in words]
        assert said, page
        data = (request_.title, "예산이 없을 때", "한국어")
        assert [word for word in said if KOREAN.search(word) and not any(own in word for own in data)] == [], page
