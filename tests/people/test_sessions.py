"""What a browser holds after signing in, where it leads, and how it ends."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import Device, Post, User, WelfarePost
from app.people.queries import user_of_device
from app.people.service import devices
from tests import factories
from tests.browsing import submit
from tests.conftest import counted_statements, rows
from tests.factories.people import PASSWORD, a_user_with_password

DOOR = "/sign-in"
PHONE = "01012345678"


def knock(client: Any, contact: str = PHONE, password: str = PASSWORD, url: str = DOOR) -> Any:
    return submit(client, url, DOOR, contact=contact, password=password)


def test_the_cookie_of_before_is_worth_nothing_after_signing_in(app: Flask, client: Any) -> None:
    a_user_with_password(phone=PHONE)
    with client.session_transaction() as cookie:
        cookie["planted"] = "by an attacker"
    before = client.get_cookie("golmok").value
    knock(client)
    assert client.get_cookie("golmok").value != before
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
    attacker = app.test_client()
    attacker.set_cookie("golmok", before)
    assert attacker.get("/account").status_code == 303


def test_the_cookie_holds_a_token_that_the_database_does_not(client: Any) -> None:
    user = a_user_with_password(phone=PHONE)
    knock(client)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
        assert set(cookie) <= {"_user_id", "_fresh", "_id", "_permanent", "_flashes", "csrf_token"}
    assert token != str(user.id)
    assert token not in str(rows("device"))
    with client.session_transaction() as cookie:
        cookie["_user_id"] = str(user.id)
    assert client.get("/account").status_code == 303


def test_a_device_is_signed_out_after_thirty_days(app: Flask, client: Any) -> None:
    a_user_with_password(phone=PHONE)
    knock(client)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    assert user_of_device(token, clock.now() + timedelta(days=29)) is not None
    assert user_of_device(token, clock.now() + timedelta(days=31)) is None


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "%2F%2Fevil.example",
     "/%09/evil.example", "\\\\evil.example", "/%0d%0aSet-Cookie:x=1", "evil"],
)  # fmt: skip
def test_signing_in_never_leads_to_another_site(client: Any, target: str) -> None:
    a_user_with_password(phone=PHONE)
    answer = knock(client, url=f"{DOOR}?next={target}")
    assert (answer.status_code, answer.location) == (303, "/")


def test_signing_in_leads_back_to_what_one_wanted_to_do(client: Any) -> None:
    a_user_with_password(phone=PHONE)
    asked = client.get("/account/password")
    assert asked.location == "/sign-in?next=/account/password"
    assert knock(client, url=asked.location).location == "/account/password"


def test_signing_out_ends_the_device_and_not_only_the_cookie(app: Flask, client: Any) -> None:
    a_user_with_password(phone=PHONE)
    knock(client)
    copy = app.test_client()
    copy._cookies = dict(client._cookies)
    answer = submit(client, "/account", "/sign-out")
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/account").status_code == 303
    assert copy.get("/account").status_code == 303
    assert session().query(Device).one().revoked_at is not None


def test_a_visitor_who_signs_out_is_not_told_off(client: Any) -> None:
    page = client.get(DOOR).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    assert client.post("/sign-out", data={"csrf_token": token}).status_code == 303


def test_signing_out_needs_a_button_press(client: Any) -> None:
    assert client.get("/sign-out").status_code == 405


def test_a_new_browser_speaks_the_language_of_its_user(app: Flask) -> None:
    a_user_with_password(phone=PHONE, language="en")
    fresh, chosen = app.test_client(), app.test_client()
    chosen.set_cookie("language", "ko")
    knock(fresh)
    knock(chosen)
    assert fresh.get_cookie("language").value == "en"
    assert chosen.get_cookie("language").value == "ko"


@pytest.mark.parametrize(("serves", "statements"), [((), 1), (("posts",), 2), (("posts", "welfare_posts"), 3)])
def test_posts_are_read_only_of_those_who_hold_some(app: Flask, serves: tuple[str, ...], statements: int) -> None:
    dong, user = factories.a_dong(), factories.a_user()
    held = {"posts": Post(user_id=user.id, dong_id=dong.id, section="마을자치팀", phone="02-820-0001")}
    held["welfare_posts"] = WelfarePost(user_id=user.id, dong_id=dong.id)
    for name in serves:
        factories.kept(held[name])
    with transaction():
        token = devices.sign_in(session().get_one(User, user.id), at=clock.now())
    session().expunge_all()
    with counted_statements() as seen:
        found = user_of_device(token, clock.now())
        assert found is not None
        kept = {name: [post.dong_id for post in getattr(found, name)] for name in held}
    assert kept == {name: [dong.id] if name in serves else [] for name in held}
    assert len([said for said in seen if said.startswith("SELECT")]) == statements
