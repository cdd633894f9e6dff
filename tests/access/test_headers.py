"""What every answer says to the browser: on each address, for errors, redirects and files too."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from app.kernel.db import db
from tests.access.table import LINES, addresses
from tests.access.walking import Walk, rules, signed

pytestmark = pytest.mark.once

CONFIG = Path(__file__).resolve().parents[2] / "config.py"
SAME = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
ASIDE = ("/static/css/golmok.css", "/static/nowhere.css", "/nowhere", "/councils/99999", "/councils/", "/sign-out")


def assert_locked(answer: TestResponse, said: str) -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'", said
    assert (policy["frame-ancestors"], policy["base-uri"]) == ("'none'", "'none'"), said
    assert (policy["form-action"], policy["object-src"]) == ("'self'", "'none'"), said
    assert "unsafe" not in answer.headers["Content-Security-Policy"], said
    assert {name: answer.headers.get(name) for name in SAME} == SAME, said
    assert len(answer.headers.getlist("Content-Security-Policy")) == 1, said


def all_paths(walk: Walk) -> list[str]:
    return sorted({path for line in LINES if line.method == "GET" for path in addresses(walk, line)})


@pytest.mark.parametrize("role", ["V", "A", "F", "D"])
def test_every_answer_carries_the_locks(walk: Walk, role: str) -> None:
    statuses = set()
    for path in (*all_paths(walk), *ASIDE):
        answer = walk.go(role, "GET", path)
        assert_locked(answer, path)
        statuses.add(answer.status_code)
    assert statuses >= {200, 303, 404, 405}
    for line in LINES:
        if line.method == "POST":
            for path in addresses(walk, line):
                assert_locked(walk.browser(role).post(path), path)


@pytest.mark.parametrize("role", ["S", "A", "F", "D"])
def test_no_cache_keeps_what_a_person_with_a_name_has_read(walk: Walk, role: str) -> None:
    for path in (*all_paths(walk), "/nowhere"):
        assert walk.go(role, "GET", path).headers["Cache-Control"] == "no-store", path


def test_no_cache_keeps_the_page_that_shows_where_a_code_was_sent(walk: Walk) -> None:
    browser = walk.browser("V")
    given = {"contact": "010-2345-6789", "by_code": "1", "csrf_token": signed(walk.app)}
    assert browser.post("/sign-in", data=given).status_code == 303
    page = browser.get("/sign-in/code")
    assert "010-2345-6789" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_no_shared_cache_mixes_up_the_pages_of_visitors(walk: Walk) -> None:
    for path in all_paths(walk):
        answer = walk.go("V", "GET", path)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            assert "Cookie" in answer.headers.get("Vary", ""), path


def test_what_fails_and_what_is_refused_is_locked_too(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> str:
        raise RuntimeError("boom")

    monkeypatch.setitem(walk.app.view_functions, "home.about", breaks)
    failed = walk.browser("V").get("/about")
    assert (failed.status_code, failed.headers["Cache-Control"]) == (500, "no-store")
    assert "boom" not in failed.text
    assert_locked(failed, "500")
    assert_locked(walk.browser("V").post("/sign-out"), "400")


def test_a_view_that_asks_nothing_shows_nothing(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    for rule in rules(walk.app, "GET"):
        monkeypatch.setitem(walk.app.view_functions, rule.endpoint, lambda **given: "everything")
    for line in LINES:
        if line.method == "GET":
            for path in addresses(walk, line):
                answer = walk.browser("F").get(path)
                assert answer.status_code == 500, path
                assert "everything" not in answer.text


def settings(monkeypatch: pytest.MonkeyPatch, the_app: Flask, **environment: str) -> Any:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    base = runpy.run_path(str(CONFIG))["Config"]
    kept = {name: the_app.config[name] for name in ("SQLALCHEMY_DATABASE_URI", "UPLOADS", "ARGON2", "PEPPER")}
    return type("Settings", (base,), {**kept, "SECRET_KEY": "a-key-for-tests-only", "TESTING": True})


def test_over_https_the_cookie_is_bound_to_the_host_and_the_browser_stays_on_https(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    secure = create_app(settings(monkeypatch, walk.app, GOLMOK_HTTPS="1"))
    with secure.app_context():
        client = secure.test_client()
        first = client.get("/sign-in", base_url="https://golmok.test")
        cookie = next(value for value in first.headers.getlist("Set-Cookie") if value.startswith("__Host-golmok="))
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
        assert "Domain" not in cookie
        assert int(first.headers["Strict-Transport-Security"].split("=")[1].split(";")[0]) >= 31_536_000
        missing = client.get("/nowhere", base_url="https://golmok.test")
        assert "Strict-Transport-Security" in missing.headers
        db.session.remove()
        db.engine.dispose()


def test_on_plain_http_a_form_works_for_trying_out(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOLMOK_HTTPS", raising=False)
    plain = create_app(settings(monkeypatch, walk.app))
    with plain.app_context():
        client = plain.test_client()
        first = client.get("/sign-in", base_url="http://192.168.0.7:8000")
        assert "Strict-Transport-Security" not in first.headers
        assert "Secure" not in first.headers["Set-Cookie"]
        with client.session_transaction(base_url="http://192.168.0.7:8000") as cookie:
            token = signed(plain, cookie["csrf_token"])
        given = {"language": "en", "csrf_token": token}
        kept = client.post("/preferences", data=given, base_url="http://192.168.0.7:8000")
        assert kept.status_code == 303
        db.session.remove()
        db.engine.dispose()
