"""What a browser keeps of the reader's choices: bound to this host over https, as before over plain http."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.kernel.db import db
from config import TestConfig
from tests.factories.people import PASSWORD, a_user_with_password

HTTPS = "https://golmok.test"
PHONE = "01012345678"
A_YEAR = "Max-Age=31536000"


@pytest.fixture
def secure(app: Flask) -> Iterator[Flask]:
    """The application over https, on the same database."""

    class Settings(TestConfig):
        SQLALCHEMY_DATABASE_URI = app.config["SQLALCHEMY_DATABASE_URI"]
        HTTPS = True
        SESSION_COOKIE_NAME = "__Host-golmok"
        SESSION_COOKIE_SECURE = True

    made = create_app(Settings)
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


def pressed(browser: Any, base: str, path: str, page: str = "/sign-in", **given: str) -> Any:
    """The answer to the form on a page."""
    token = browser.get(page, base_url=base).text.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"csrf_token": token, "next": "/help", **given}
    answer = browser.post(path, base_url=base, data=sent, headers={"Referer": f"{base}{page}"})
    assert answer.status_code == 303
    return answer


def chosen(browser: Any, base: str, **choices: str) -> list[str]:
    """The cookies that the answer to a choice sets."""
    return pressed(browser, base, "/preferences", "/help", **choices).headers.getlist("Set-Cookie")


def parts_of(cookies: list[str], start: str) -> set[str]:
    (found,) = [cookie for cookie in cookies if cookie.startswith(start)]
    return {part.strip() for part in found.split(";")}


@pytest.mark.once
@pytest.mark.parametrize(("name", "value"), [("language", "en"), ("type_size", "large")])
def test_over_https_a_choice_belongs_to_this_host_alone(secure: Flask, name: str, value: str) -> None:
    browser = secure.test_client()
    parts = parts_of(chosen(browser, HTTPS, **{name: value}), f"__Host-{name}={value}")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/", A_YEAR} <= parts
    assert not [part for part in parts if part.startswith("Domain")]
    page = browser.get("/help", base_url=HTTPS).text
    assert ('lang="en"' if name == "language" else 'class="large-type"') in page[:200]


@pytest.mark.once
def test_over_https_a_choice_of_before_still_counts_until_another_is_made(secure: Flask) -> None:
    browser = secure.test_client()
    for name, value in (("language", "en"), ("type_size", "large")):
        browser.set_cookie(name, value, domain="golmok.test", secure=True)
    page = browser.get("/help", base_url=HTTPS).text
    assert 'lang="en"' in page[:200]
    assert 'class="large-type"' in page[:200]
    chosen(browser, HTTPS, language="ko", type_size="normal")
    page = browser.get("/help", base_url=HTTPS).text
    assert 'lang="ko"' in page[:200]
    assert 'class="large-type"' not in page[:200]
    assert browser.get_cookie("language", "golmok.test") is None
    assert browser.get_cookie("type_size", "golmok.test") is None


@pytest.mark.once
def test_what_another_host_of_the_domain_plants_does_not_change_a_choice(secure: Flask) -> None:
    browser = secure.test_client()
    chosen(browser, HTTPS, language="ko")
    browser.set_cookie("language", "en", domain="golmok.test")
    assert 'lang="ko"' in browser.get("/help", base_url=HTTPS).text[:200]


@pytest.mark.once
@pytest.mark.parametrize(("name", "value"), [("language", "en"), ("type_size", "large")])
def test_over_plain_http_a_choice_is_kept_under_its_plain_name(client: Any, name: str, value: str) -> None:
    cookies = chosen(client, "http://localhost", **{name: value})
    parts = parts_of(cookies, f"{name}={value}")
    assert {"HttpOnly", "SameSite=Lax", "Path=/", A_YEAR} <= parts
    assert "Secure" not in parts
    assert not [cookie for cookie in cookies if cookie.startswith("__Host-")]


@pytest.mark.once
@pytest.mark.parametrize("before", ["__Host-language", "language"])
def test_signing_in_brings_the_language_of_the_account_only_to_a_browser_that_has_none(
    secure: Flask, before: str
) -> None:
    a_user_with_password(phone=PHONE, language="en")
    fresh, used = secure.test_client(), secure.test_client()
    used.set_cookie(before, "ko", domain="golmok.test", secure=True)
    answer = pressed(fresh, HTTPS, "/sign-in", contact=PHONE, password=PASSWORD)
    assert parts_of(answer.headers.getlist("Set-Cookie"), "__Host-language=en")
    cookies = pressed(used, HTTPS, "/sign-in", contact=PHONE, password=PASSWORD).headers.getlist("Set-Cookie")
    assert cookies
    assert not [cookie for cookie in cookies if "language" in cookie]
