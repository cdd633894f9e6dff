"""The pages of webhooks: made, shown once, paused, given another secret, removed; by whom and for where."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.hooks.models import Webhook
from app.hooks.queries import Area, areas_of
from app.hooks.service import MOST
from app.hooks.states import News
from app.kernel.db import session
from app.kernel.policy import can
from app.people.models import User
from app.people.queries import user
from tests import factories
from tests.browsing import form_of
from tests.conftest import counted_statements
from tests.factories import webhooks
from tests.hooks.receiver import Receiver

SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")
SignIn = Callable[[User], FlaskClient]


def press(client: FlaskClient, path: str, **more: Any) -> Any:
    """A button of a page, with the token that stands on every page with a form."""
    token = form_of(client.get("/account").text, "/account").values["csrf_token"]
    return client.post(path, data={"csrf_token": token, **more})


def given(client: FlaskClient, **more: Any) -> dict[str, Any]:
    blank = form_of(client.get("/account/webhooks/new").text, "new").values
    said = {"name": "우리 게시판", "address": webhooks.ADDRESS, "kinds": ["proposal.published", "poll.closed"]}
    return {**blank, **said, **more}


def made(client: FlaskClient, **more: Any) -> Any:
    return client.post("/account/webhooks/new", data=given(client, **more))


def all_webhooks() -> list[Webhook]:
    session().rollback()
    return list(session().query(Webhook).order_by(Webhook.id))


@pytest.fixture
def officer(app: Flask) -> User:
    return factories.an_officer(factories.a_dong(name="가온동"))


def test_an_officer_makes_one_and_sees_the_secret_once(officer: User, sign_in: SignIn) -> None:
    client = sign_in(officer)
    page = made(client)
    assert page.status_code == 200
    [secret] = set(SECRET.findall(page.text))
    [webhook] = all_webhooks()
    assert (webhook.kinds, webhook.address) == ([News.PROPOSAL_PUBLISHED, News.POLL_CLOSED], webhooks.ADDRESS)
    for path in ("/account/webhooks", f"/account/webhooks/{webhook.id}"):
        shown = client.get(path)
        assert shown.status_code == 200
        assert "우리 게시판" in shown.text
        assert secret not in shown.text
        assert not SECRET.search(shown.text)


def test_the_same_form_twice_makes_one_and_shows_no_secret_again(officer: User, sign_in: SignIn) -> None:
    client = sign_in(officer)
    form = given(client)
    assert SECRET.search(client.post("/account/webhooks/new", data=form).text)
    again = client.post("/account/webhooks/new", data=form, follow_redirects=True)
    assert "이미 만든 웹훅입니다" in again.text
    assert not SECRET.search(again.text)
    assert len(all_webhooks()) == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("address", "http://hooks.example.org/", "https://로 시작하는"),
        ("address", "https://127.0.0.1/", "인터넷에 있는 이름"),
        ("address", "https://hooks.example.org:22/", "이 포트로는"),
        ("address", "", "이 칸을 채워"),
        ("name", "", "이 칸을 채워"),
        ("kinds", [], "하나는 골라"),
        ("kinds", ["test"], "우리 게시판"),
        ("kinds", ["poll.ballot_cast"], "우리 게시판"),
        ("area", "all", "우리 게시판"),
        ("area", "dong-1000", "우리 게시판"),
    ],
)
def test_what_cannot_be_is_refused_with_the_words_kept(
    officer: User, sign_in: SignIn, field: str, value: Any, sentence: str
) -> None:
    answer = made(sign_in(officer), **{field: value})
    assert answer.status_code == 422
    assert sentence in answer.text
    if field != "kinds":
        assert 'value="proposal.published" checked' in answer.text or "checked" in answer.text
    assert all_webhooks() == []


def test_nobody_has_more_than_ten(officer: User, sign_in: SignIn) -> None:
    for _ in range(MOST):
        webhooks.a_webhook(officer, areas_of(officer)[0])
    answer = made(sign_in(officer))
    assert answer.status_code == 422
    assert "10개까지" in answer.text
    assert len(all_webhooks()) == MOST


def test_the_areas_that_are_offered_are_those_that_the_policy_allows(app: Flask) -> None:
    council = factories.a_council()
    there = factories.a_council(dong=council.dong)
    elsewhere = factories.a_council()
    every = [
        Area(), *(Area(one.dong) for one in (council, elsewhere)),
        *(Area(None, one) for one in (council, there, elsewhere)),
    ]  # fmt: skip
    people = {
        "resident": factories.a_member(council),
        "observer": factories.an_observer(council),
        "facilitator": factories.a_facilitator(council),
        "officer": factories.an_officer(council.dong),
    }
    for name, person in people.items():
        who = user(person.id)
        allowed = {area.key for area in every if can(who, "make", Webhook(dong=area.dong, council=area.council))}
        assert {area.key for area in areas_of(who)} == allowed, name
    operator = user(factories.an_operator().id)
    assert {area.key for area in areas_of(operator)} <= {area.key for area in every}
    assert all(can(operator, "make", Webhook(dong=area.dong, council=area.council)) for area in every)


def test_a_resident_reads_who_may_and_is_offered_no_form(app: Flask, sign_in: SignIn) -> None:
    client = sign_in(factories.a_member(factories.a_council()))
    assert "퍼실리테이터, 운영자가" in client.get("/account/webhooks").text
    assert client.get("/account/webhooks/new").status_code == 403


def test_pressed_through_its_whole_life(officer: User, sign_in: SignIn, wired: Receiver) -> None:
    client = sign_in(officer)
    webhook, first = webhooks.a_webhook(officer, areas_of(officer)[0], address=wired.address())
    page = f"/account/webhooks/{webhook.id}"
    once = form_of(client.get(page).text, "test").values
    for _time in range(2):
        assert client.post(f"{page}/test", data=once).status_code == 303
    assert webhooks.delivered() == 1
    assert "답 204" in client.get(page).text
    number = webhooks.the_delivery().id
    assert press(client, f"{page}/deliveries/{number}/redelivery").status_code == 303
    assert webhooks.delivered() == 1
    assert len({heard.message_id for heard in wired.heard}) == 1
    renewed = SECRET.findall(press(client, f"{page}/secret").text)
    assert renewed
    assert first not in renewed
    for deed, state in (
        ("pause", "쉬는 중"),
        ("pause", "쉬는 중"),
        ("resumption", "보내는 중"),
        ("resumption", "보내는 중"),
    ):
        assert press(client, f"{page}/{deed}").status_code == 303
        assert state in client.get(page).text
    assert press(client, f"{page}/removal").status_code == 303
    assert all_webhooks() == []
    assert client.get(page).status_code == 404


def test_what_somebody_writes_into_the_hidden_field_of_a_test_stands_in_no_header(
    officer: User, sign_in: SignIn, wired: Receiver
) -> None:
    client = sign_in(officer)
    webhook, _secret = webhooks.a_webhook(officer, areas_of(officer)[0], address=wired.address())
    assert press(client, f"/account/webhooks/{webhook.id}/test", once="a.b\r\nX-Evil: 길").status_code == 303
    assert webhooks.delivered() == 1
    assert re.fullmatch(r"msg_[0-9A-Za-z_-]{20,}", wired.heard[0].message_id)
    assert "x-evil" not in wired.heard[0].headers


def test_another_person_finds_nothing_even_with_the_same_role(officer: User, sign_in: SignIn) -> None:
    webhook, _secret = webhooks.a_webhook(officer, areas_of(officer)[0])
    for other in (factories.an_operator(), factories.an_officer(factories.a_dong())):
        client = sign_in(other)
        assert client.get(f"/account/webhooks/{webhook.id}").status_code == 404
        for deed in ("test", "pause", "resumption", "secret", "removal"):
            assert press(client, f"/account/webhooks/{webhook.id}/{deed}").status_code == 404
    assert len(all_webhooks()) == 1


def test_a_delivery_of_another_webhook_is_not_sent_again(officer: User, sign_in: SignIn) -> None:
    mine, _secret = webhooks.a_webhook(officer, areas_of(officer)[0])
    other, _secret = webhooks.an_operators_webhook()
    press(sign_in(user(other.user_id)), f"/account/webhooks/{other.id}/test")
    number = webhooks.the_delivery().id
    answer = press(sign_in(officer), f"/account/webhooks/{mine.id}/deliveries/{number}/redelivery")
    assert answer.status_code == 404


def test_words_of_an_address_are_shown_as_words(officer: User, sign_in: SignIn) -> None:
    client = sign_in(officer)
    evil = '"><script>alert(1)</script>'
    made(client, name=evil, address=f"https://hooks.example.org/?{evil}")
    [webhook] = all_webhooks()
    for path in ("/account/webhooks", f"/account/webhooks/{webhook.id}"):
        assert "<script>alert" not in client.get(path).text


def test_the_pages_ask_a_constant_number_of_statements(officer: User, sign_in: SignIn) -> None:
    client, area = sign_in(officer), areas_of(officer)[0]

    def asked(path: str) -> int:
        with counted_statements() as statements:
            assert client.get(path).status_code == 200
        return len(statements)

    webhook, _secret = webhooks.a_webhook(officer, area)
    paths = ("/account/webhooks", f"/account/webhooks/{webhook.id}")
    few = [asked(path) for path in paths]
    for _ in range(5):
        webhooks.a_webhook(officer, area)
        press(client, f"/account/webhooks/{webhook.id}/test")
    assert [asked(path) for path in paths] == few


def test_the_account_page_leads_there(officer: User, sign_in: SignIn) -> None:
    assert 'href="/account/webhooks"' in sign_in(officer).get("/account").text
