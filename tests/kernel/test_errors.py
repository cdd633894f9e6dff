"""What can go wrong, and the page that says so."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.kernel.errors import TITLES, Conflict, Fault
from app.kernel.i18n import lazy
from config import TestConfig
from tests.browsing import token_of

SENTENCES = {
    "forbidden": (403, "퍼실리테이터만 할 수 있습니다."),
    "missing": (404, "찾는 쪽이 없습니다"),
    "conflict": (409, "이미 투표하셨습니다."),
    "invalid": (422, "값이 없습니다."),
    "unavailable": (503, "잠시 쉬고 있습니다"),
    "stale": (409, "다른 사람이 먼저 고쳤습니다"),
    "database": (503, "잠시 쉬고 있습니다"),
    "pool": (503, "잠시 쉬고 있습니다"),
    "crash": (500, "저희 쪽에서 문제가 생겼습니다"),
}


@pytest.mark.parametrize(("name", "expected"), SENTENCES.items())
def test_every_fault_has_a_page_that_says_what_happened(planted: Any, name: str, expected: tuple[int, str]) -> None:
    answer = planted.get(f"/planted/faults/{name}")
    status, sentence = expected
    assert answer.status_code == status
    assert sentence in answer.text
    assert answer.text.count("<h1") == 1
    assert 'href="/"' in answer.text


@pytest.mark.parametrize("name", ["stale", "database", "pool", "crash"])
def test_no_page_of_a_fault_tells_what_the_program_holds(planted: Any, name: str) -> None:
    answer = planted.get(f"/planted/faults/{name}")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("name", ["database", "crash"])
def test_the_log_names_the_kind_of_a_fault_and_no_value(
    planted: Any, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    planted.get(f"/planted/faults/{name}")
    assert caplog.records
    assert "secret" not in caplog.text


def test_a_crash_shows_the_number_that_stands_in_the_log(planted: Any, caplog: pytest.LogCaptureFixture) -> None:
    answer = planted.get("/planted/faults/crash")
    reference = caplog.records[-1].getMessage().rpartition(" ")[2]
    assert len(reference) >= 8
    assert reference in answer.text


def test_a_write_that_failed_says_that_nothing_was_kept(planted: Any) -> None:
    token = token_of(planted, "/sign-in")
    for name in ("crash", "database"):
        assert "저장되지 않았습니다" in planted.post(f"/planted/faults/{name}", data={"csrf_token": token}).text
        assert "저장되지 않았습니다" not in planted.get(f"/planted/faults/{name}").text


def test_a_busy_service_says_when_to_come_back(planted: Any) -> None:
    assert planted.get("/planted/faults/unavailable").headers["Retry-After"] == "10"


def test_an_address_that_does_not_exist_has_a_humane_page(client: Any) -> None:
    answer = client.get("/there-is/no-such-page")
    assert answer.status_code == 404
    assert "찾는 쪽이 없습니다" in answer.text


def test_a_wrong_method_says_which_are_right(planted: Any) -> None:
    answer = planted.delete("/planted/silent")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("path", ["/no-such-page", "/planted/faults/crash", "/planted/faults/unavailable"])
def test_fault_pages_are_in_english_for_who_reads_english(planted: Any, path: str) -> None:
    planted.set_cookie("language", "en")
    answer = planted.get(path)
    assert '<html lang="en"' in answer.text
    heading = answer.text.partition("<h1>")[2].partition("</h1>")[0]
    assert heading
    assert not any("가" <= sign <= "힣" for sign in heading), heading


def test_a_fault_keeps_its_sentence_untranslated_until_it_is_shown(app: Flask) -> None:
    assert Fault("글").reason == "글"
    assert str(Conflict(lazy("저장되지 않았습니다")).reason) == "저장되지 않았습니다"
    assert {400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 500, 503} == set(TITLES)


def test_who_is_signed_in_sees_a_page_too_when_the_database_is_away(tmp_path: Path) -> None:
    class Settings(TestConfig):
        SQLALCHEMY_DATABASE_URI = f"sqlite:///{tmp_path}"  # a folder cannot be opened
        RATELIMIT_ENABLED = False

    browser = create_app(Settings).test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = "a token"
    answer = browser.get("/account")
    assert answer.status_code == 503
    assert "잠시 쉬고 있습니다" in answer.text
    assert answer.headers["Content-Security-Policy"]


def test_a_fault_goes_on_where_a_developer_wants_to_see_it(planted: Any, planted_app: Flask) -> None:
    planted_app.config["PROPAGATE"] = True
    try:
        with pytest.raises(RuntimeError, match="secret of the program"):
            planted.get("/planted/faults/crash")
    finally:
        planted_app.config["PROPAGATE"] = False


def test_an_address_that_moved_still_leads_on(planted: Any) -> None:
    answer = planted.get("/planted/folder")
    assert answer.status_code == 308
    assert answer.location.endswith("/planted/folder/")
