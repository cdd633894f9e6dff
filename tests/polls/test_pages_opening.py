"""From draft to open box: announcing, opening, taking back, who may, and the list of a council."""

from datetime import timedelta
from typing import Any

import pytest

from app.councils.states import Seat
from app.kernel import clock
from app.polls import queries
from app.polls.states import PollState
from tests import conftest, factories
from tests.browsing import form_of, submit, token_of
from tests.factories import polls as made


@pytest.fixture
def desk(app, sign_in):
    """A council, and the browser of its facilitator."""
    council = factories.a_council()
    return council, sign_in(factories.a_facilitator(council))


def new_url(council: Any, ask: str = "") -> str:
    return f"/councils/{council.id}/polls/new{ask}"


def the_poll() -> Any:
    (row,) = conftest.rows("poll")
    return queries.poll(row.id)


def test_nobody_edits_an_opened_poll(desk):
    council, client = desk
    poll = made.an_open_poll(council)
    answer = client.get(f"/polls/{poll.id}/draft")
    assert answer.status_code == 403
    assert "투표가 열린 뒤에는 규칙을 바꿀 수 없습니다" in answer.text


def test_opening_twice_is_harmless(desk):
    council, client = desk
    poll = made.a_draft(council)
    form = form_of(client.get(f"/polls/{poll.id}").text, "/opening")
    assert client.post(form.action, data=form.values).status_code == 303
    assert client.post(form.action, data=form.values).status_code == 303
    assert the_poll().is_open


def test_a_poll_that_must_be_announced_offers_that_first_and_says_when_it_may_open(app, sign_in):
    council = factories.a_council(bylaws={"notice_days": 7})
    client = sign_in(factories.a_facilitator(council))
    poll = made.a_draft(council, closes_at=clock.now() + timedelta(days=20))
    page = client.get(f"/polls/{poll.id}").text
    assert "먼저 알리고 7일 뒤에" in page
    assert "/opening" not in page
    assert submit(client, f"/polls/{poll.id}", "/announcement").status_code == 303
    page = client.get(f"/polls/{poll.id}").text
    assert "부터 열 수 있습니다" in page
    assert 'aria-disabled="true"' in page


def test_opening_before_its_time_changes_nothing_and_says_why(app, sign_in):
    council = factories.a_council(bylaws={"notice_days": 7})
    client = sign_in(factories.a_facilitator(council))
    poll = made.a_draft(council, closes_at=clock.now() + timedelta(days=20))
    token = form_of(client.get(f"/polls/{poll.id}").text, "/announcement").values["csrf_token"]
    answer = client.post(f"/polls/{poll.id}/opening", data={"csrf_token": token})
    assert answer.status_code == 409
    assert "먼저 알려야 합니다" in answer.text
    assert the_poll().is_draft


def test_an_announced_poll_is_a_notice_for_everybody_else(desk, client):
    council, facilitator = desk
    poll = made.a_draft(council, opens_at=clock.now() + timedelta(days=1), closes_at=clock.now() + timedelta(days=2))
    assert client.get(f"/polls/{poll.id}").status_code == 404, "of a draft a visitor learns nothing"
    submit(facilitator, f"/polls/{poll.id}", "/announcement")
    page = client.get(f"/polls/{poll.id}")
    assert page.status_code == 200
    assert "아직 열리지 않은 투표입니다" in page.text


def test_a_poll_is_taken_back_with_a_reason_that_everybody_reads(desk, client):
    council, facilitator = desk
    poll = made.an_open_poll(council)
    assert submit(facilitator, f"/polls/{poll.id}/annulment", "/annulment").status_code == 422
    sent = submit(facilitator, f"/polls/{poll.id}/annulment", "/annulment", reason="보기 하나가 빠졌습니다.")
    assert sent.status_code == 303
    assert the_poll().state is PollState.VOID
    assert "보기 하나가 빠졌습니다." in client.get(f"/polls/{poll.id}").text


def test_a_second_annulment_is_refused_in_words(desk):
    council, facilitator = desk
    poll = made.an_open_poll(council)
    form = form_of(facilitator.get(f"/polls/{poll.id}/annulment").text, "/annulment")
    form.values["reason"] = "잘못된 날짜"
    facilitator.post(form.action, data=form.values)
    assert facilitator.post(form.action, data=form.values).status_code == 403


DESKS = [("get", "/councils/{council}/polls/new"), ("get", "/polls/{poll}/draft"), ("get", "/polls/{poll}/annulment")]
PRESSES = ["/councils/{council}/polls/new", "/polls/{poll}/opening", "/polls/{poll}/announcement"]


@pytest.mark.parametrize("who", ["visitor", "resident", "observer", "stranger's facilitator"])
def test_only_the_councils_own_facilitator_makes_polls(app, client, sign_in, who):
    council = factories.a_council()
    poll = made.a_draft(council)
    browser = {
        "visitor": lambda: client,
        "resident": lambda: sign_in(factories.a_member(council)),
        "observer": lambda: sign_in(factories.a_member(council, Seat.OBSERVER)),
        "stranger's facilitator": lambda: sign_in(factories.a_facilitator(factories.a_council())),
    }[who]()
    token = token_of(browser, "/sign-in")
    turned_away = 303 if who == "visitor" else 403
    wanted = {page: 404 if "{poll}" in page else turned_away for page in (*PRESSES, *(page for _, page in DESKS))}
    for _method, page in DESKS:
        assert browser.get(page.format(council=council.id, poll=poll.id)).status_code == wanted[page]
    for page in PRESSES:
        answer = browser.post(page.format(council=council.id, poll=poll.id), data={"csrf_token": token})
        assert answer.status_code == wanted[page], page
    assert the_poll().is_draft


def test_the_list_shows_open_polls_first_and_drafts_to_their_makers_only(desk, client):
    council, facilitator = desk
    made.a_draft(council, question="아직 쓰는 중인 것")
    counted = made.a_counted_poll([[1]] * 5, council, question="끝난 것")
    made.an_open_poll(council, question="지금 하는 것")
    page = client.get(f"/councils/{council.id}/polls").text
    assert page.index("지금 하는 것") < page.index("끝난 것")
    assert f'href="/polls/{counted.id}/result"' in page
    assert ">가결<" in page
    assert "아직 쓰는 중인 것" not in page
    assert "아직 쓰는 중인 것" in facilitator.get(f"/councils/{council.id}/polls").text


def test_an_empty_list_says_what_polls_are_for(desk, client):
    council, facilitator = desk
    url = f"/councils/{council.id}/polls"
    assert "아직 투표가 없습니다" in client.get(url).text
    assert new_url(council) not in client.get(url).text
    assert new_url(council) in facilitator.get(url).text


def test_a_draft_that_was_never_announced_is_taken_back_in_silence(desk, client, sign_in):
    council, facilitator = desk
    poll = made.a_draft(council, question="아직 비밀인 물음")
    sent = submit(facilitator, f"/polls/{poll.id}/annulment", "/annulment", reason="다시 생각해 보니", follow=True)
    assert "이웃에게 보이지 않습니다" in sent.text
    assert the_poll().state is PollState.VOID
    for page in (f"/polls/{poll.id}", f"/polls/{poll.id}/result"):
        assert client.get(page).status_code == 404
        assert sign_in(factories.a_member(council)).get(page).status_code == 404
    assert "아직 비밀인" not in client.get(f"/councils/{council.id}/polls").text
    assert facilitator.get(f"/polls/{poll.id}").status_code == 200


def test_a_draft_that_was_announced_and_taken_back_says_why_to_everybody(desk, client):
    council, facilitator = desk
    poll = made.a_draft(council, opens_at=clock.now() + timedelta(days=1), closes_at=clock.now() + timedelta(days=2))
    submit(facilitator, f"/polls/{poll.id}", "/announcement")
    submit(facilitator, f"/polls/{poll.id}/annulment", "/annulment", reason="다시 생각해 보니")
    assert "다시 생각해 보니" in client.get(f"/polls/{poll.id}").text
