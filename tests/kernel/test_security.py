"""Headers, tokens, limits and hashes."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import EnvironBuilder

from app import create_app
from app.kernel.security import Signer, hash_secret, keyed_hash, limiter, local_path, same, verify_secret
from config import TestConfig
from tests.browsing import token_of
from tests.factories import a_user
from tests.factories.people import a_browser_of
from tests.kernel.conftest import FAULTS

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PATHS = ["/planted/public", "/planted/silent", "/no-such-page", "/static/css/golmok.css"]


@pytest.mark.parametrize("path", PATHS + [f"/planted/faults/{name}" for name in FAULTS])
def test_every_answer_carries_the_locks(planted: Any, path: str) -> None:
    headers = planted.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_pages_of_who_is_signed_in_stay_in_no_cache(planted: Any) -> None:
    assert "no-store" not in planted.get("/planted/public").headers.get("Cache-Control", "")
    a_browser_of(planted, a_user())
    assert planted.get("/planted/public").headers["Cache-Control"] == "no-store"
    assert planted.get("/no-such-page").headers["Cache-Control"] == "no-store"
    assert "max-age=31536000" in planted.get("/static/css/golmok.css").headers["Cache-Control"]


def test_answers_to_a_post_and_to_a_crash_stay_in_no_cache(planted: Any) -> None:
    assert planted.post("/planted/public").headers["Cache-Control"] == "no-store"
    assert planted.get("/planted/faults/crash").headers["Cache-Control"] == "no-store"


def test_a_post_without_a_token_is_refused(planted: Any) -> None:
    answer = planted.post("/planted/public")
    assert answer.status_code == 400
    assert "쪽을 연 지 오래되었거나" in answer.text


def test_a_post_with_the_token_of_its_own_page_is_taken(planted: Any) -> None:
    token = token_of(planted, "/sign-in")
    assert planted.post("/planted/public", data={"csrf_token": token}).text == "open"


def test_the_token_of_another_browser_is_refused(planted: Any, planted_app: Flask) -> None:
    token = token_of(planted_app.test_client(), "/sign-in")
    token_of(planted, "/sign-in")
    assert planted.post("/planted/public", data={"csrf_token": token}).status_code == 400


def test_who_comes_too_often_is_asked_to_wait_and_told_how_long(planted: Any) -> None:
    limiter.enabled = True
    try:
        answers = [planted.get("/planted/limited") for _time in range(3)]
    finally:
        limiter.reset()
        limiter.enabled = False
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "잠시 쉬었다가" in answers[-1].text
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]


def test_a_page_without_a_limit_tells_of_none_and_counts_for_none(planted: Any) -> None:
    limiter.enabled = True
    try:
        told = [planted.get(path).headers for path in ("/planted/limited", "/about", "/planted/limited")]
    finally:
        limiter.reset()
        limiter.enabled = False
    assert [headers.get("X-RateLimit-Remaining") for headers in told] == ["1", None, "0"]


def test_guessing_at_the_door_is_slowed_down_for_an_address(planted: Any) -> None:
    fields = {"csrf_token": token_of(planted, "/sign-in"), "contact": "01012345678", "password": "wrong password"}
    limiter.enabled = True
    try:
        codes = [planted.post("/sign-in", data=fields).status_code for _time in range(31)]
        page = planted.get("/sign-in").status_code
    finally:
        limiter.reset()
        limiter.enabled = False
    assert codes == [422] * 30 + [429]
    assert page == 200, "looking at the page is not limited"


def test_a_password_fits_its_own_hash_only(app: Flask) -> None:
    hashed = hash_secret("은행나무 아래")
    assert hashed.startswith("$argon2id$")
    assert verify_secret(hashed, "은행나무 아래")
    assert not verify_secret(hashed, "은행나무 위에")
    assert not verify_secret("no hash at all", "은행나무 아래")
    assert not verify_secret(None, "은행나무 아래")


def test_a_keyed_hash_depends_on_purpose_parts_and_pepper(app: Flask) -> None:
    first = keyed_hash("roll", "a", "bc")
    assert len(first) == 64
    assert first == keyed_hash("roll", "a", "bc")
    others = {keyed_hash("roll", "ab", "c"), keyed_hash("code", "a", "bc"), keyed_hash("roll", "a", "bd")}
    assert len(others | {first}) == 4
    app.config["PEPPER"], kept = "another pepper", app.config["PEPPER"]
    try:
        assert keyed_hash("roll", "a", "bc") != first
    finally:
        app.config["PEPPER"] = kept


def test_two_secrets_are_compared_whole() -> None:
    assert same("가나", "가나")
    assert not same("가나", "가다")


@pytest.mark.parametrize(
    "given_path",
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "javascript:alert(1)",
        "/\t/evil.example", "/\n/evil.example", "/a\r\nSet-Cookie: x=1", "evil.example", "", None, "/\x00",
        "/ok\\..\\..", "///evil.example", "/\u2028x",
    ],
)  # fmt: skip
def test_the_way_back_never_leads_to_another_site(given_path: str | None) -> None:
    assert local_path(given_path) == "/"
    assert local_path(given_path, "/account") == "/account"


@pytest.mark.parametrize("path", ["/", "/polls/3?tab=2", "/mine#top", "/골목/길", "/a//b", "/x?next=//evil.example"])
def test_the_way_back_leads_to_the_exact_page(path: str) -> None:
    assert local_path(path) == path


@given(st.text(max_size=40))
def test_no_text_at_all_makes_the_way_back_leave_this_site(text: str) -> None:
    kept = local_path(f"/{text}")
    assert kept.startswith("/")
    assert not kept.startswith(("//", "/\\"))
    assert "\n" not in kept
    assert "\r" not in kept


def test_over_https_the_cookie_belongs_to_this_host_alone(app: Flask) -> None:
    class Settings(TestConfig):
        SQLALCHEMY_DATABASE_URI = app.config["SQLALCHEMY_DATABASE_URI"]
        HTTPS = True
        PROXIES = 1
        SESSION_COOKIE_NAME = "__Host-golmok"
        SESSION_COOKIE_SECURE = True

    behind = create_app(Settings).test_client()
    proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "golmok.test"}
    answer = behind.get("/sign-in", headers=proxied)
    cookie = next(value for value in answer.headers.getlist("Set-Cookie") if value.startswith("__Host-golmok="))
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_without_a_proxy_a_forged_address_is_not_believed(planted_app: Flask) -> None:
    forged = EnvironBuilder(headers={"X-Forwarded-For": "203.0.113.9"}, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    with planted_app.request_context(forged.get_environ()) as context:
        assert context.request.remote_addr == "192.0.2.1"


@pytest.mark.parametrize(("error", "signed_in"), [(600, True), (3600, True), (-3600, True), (-31 * 86400, False)])
def test_a_cookie_is_good_for_thirty_days_whatever_the_clock_of_the_server_that_signed_it(
    app: Flask, client: Any, error: int, signed_in: bool
) -> None:
    class Elsewhere(Signer):
        def get_timestamp(self) -> int:
            return super().get_timestamp() + error

    browser, name = a_browser_of(client, a_user()), app.config["SESSION_COOKIE_NAME"]
    ours = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    kept = ours.loads(browser.get_cookie(name).value)
    theirs = URLSafeTimedSerializer(
        ours.secret_keys, salt=ours.salt, serializer=ours.serializer, signer=Elsewhere, signer_kwargs=ours.signer_kwargs
    )
    browser.set_cookie(name, theirs.dumps(kept))
    assert (browser.get("/account").status_code == 200) is signed_in
