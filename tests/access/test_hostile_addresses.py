"""Numbers and words in addresses that nobody of ours wrote: the page is missing or as usual, and never broken."""

from typing import Any

import pytest
from werkzeug.routing import Rule

from tests.access.filled import filled
from tests.access.table import LINES, Line, addresses
from tests.access.walking import Walk, rules, signed

NUMBERS = (0, -1, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 2**64, 10**30)
GARBAGE = (
    "", "-1", "0", "２", "1e9", "999999999999999999999999", "None", "__class__", "password_hash", "user.phone",
    "'; DROP TABLE user--", "<script>alert(1)</script>", "{{7*7}}", "%00", "\x00", "a\r\nX-Evil: 1", "ㄱ" * 3000, "٣",
)  # fmt: skip
ASKED_OF_POSTGRESQL = ("-1", "999999999999999999999999", "'; DROP TABLE user--", "\x00", "ㄱ" * 3000)
PARAMETERS = {
    "page", "order", "stage", "words", "q", "dong", "preset", "meeting", "reply", "show", "name", "spoken",
    "next", "sort", "state", "per_page", "lang",
}  # fmt: skip
PRESSED_TWICE = {
    "meetings.drop_invitee",
    "meetings.drop_item",
    "meetings.drop_remark",
    "meetings.undo_check_in",
    "meetings.take_back_recusal",
    "meetings.take_back_slip",
    "referrals.move",
}  # what is gone is gone


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", ["V", "A", "F", "D"])
def test_a_number_that_nothing_has_is_a_missing_page(walk: Walk, role: str, method: str) -> None:
    before, wrong = walk.digest(), []
    for rule in rules(walk.app, method):
        for name in sorted(rule.arguments):
            for number in NUMBERS:
                path = _with_number(rule, name, number)
                answer = walk.go(role, method, path, {})
                if rule.endpoint in PRESSED_TWICE and answer.status_code in {303, 422}:
                    continue
                if answer.status_code not in {404, 405, 303 if role == "V" else 404, 403, 409}:
                    wrong.append(f"{method} {path} {answer.status_code}")
                if answer.status_code == 303 and not answer.headers["Location"].startswith("/sign-in"):
                    wrong.append(f"{method} {path} leads to {answer.headers['Location']}")
    assert wrong == []
    assert walk.digest() == before


def _with_number(rule: Rule, name: str, number: int) -> str:
    path = rule.rule
    for argument in rule.arguments:
        path = path.replace(f"<int:{argument}>", str(number if argument == name else 1))
    return path


def test_a_part_of_another_councils_thing_is_not_found_under_ours(walk: Walk) -> None:
    foreign, wrong = walk.world.things["foreign"], []
    parts = ("item_id", "remark_id", "resolution_id", "attendance_id", "knock_id")
    before = walk.digest()
    for method in ("GET", "POST"):
        for rule in rules(walk.app, method):
            of_meetings = set() if rule.endpoint.startswith("plans.") else set(parts)  # items of plans are others
            for part in of_meetings & rule.arguments:
                path = walk.address(rule, "meeting running", **{part: foreign[part]})
                answer = walk.go("F", method, path, filled(walk, rule.endpoint, "meeting running", "F"))
                if answer.status_code != (303 if rule.endpoint in PRESSED_TWICE else 404):
                    wrong.append(f"{method} {path} {answer.status_code}")
    assert wrong == []
    assert walk.digest() == before


def test_a_photo_is_found_under_its_own_proposal_only(walk: Walk) -> None:
    draft, out = walk.world.things["proposal draft"], walk.world.things["proposal published"]
    path = f"/proposals/{out['proposal_id']}/photos/{draft['photo_id']}"
    assert walk.browser("V").get(path).status_code == 404
    for deed in ("removal", "description"):
        assert walk.go("A", "POST", f"{path}/{deed}", {"description": "x"}).status_code == 404


def test_words_in_addresses_that_are_no_numbers_are_missing_pages(walk: Walk) -> None:
    for word in ("x", "1.0", "１", "1%20", "1'", "%3Cscript%3E", "..%2F..%2Fetc", "%00", "1;2"):
        for place in ("councils", "proposals", "meetings", "polls", "reports", "requests", "dongs", "questions"):
            answer = walk.browser("F").get(f"/{place}/{word}")
            assert answer.status_code == 404, f"/{place}/{word}"
            assert "<script>" not in answer.text


@pytest.mark.parametrize("line", [line for line in LINES if line.method == "GET"], ids=str)
def test_parameters_that_nobody_of_ours_wrote_break_no_page(walk: Walk, line: Line, database: str) -> None:
    """On PostgreSQL only with what a page may let through and a database may choke on."""
    role = next((role for role in "FDAV" if line.expected[role] == "opens"), "V")
    for path in addresses(walk, line):
        path = path.split("?")[0]
        usual = walk.go(role, "GET", path).status_code
        for value in GARBAGE if database == "sqlite" else ASKED_OF_POSTGRESQL:
            given: dict[str, Any] = {name: [value, "1"] for name in PARAMETERS}
            if line.endpoint in {"proposals.draft", "proposals.similar"}:
                given.pop("spoken")
            answer = walk.browser(role).get(path, query_string=given)
            assert answer.status_code in {usual, 404, 303}, f"{path} with {value!r}: {answer.status_code}"
            assert b"<script>alert" not in answer.data
            assert "X-Evil" not in answer.headers


def test_a_broken_query_string_breaks_no_page(walk: Walk) -> None:
    for query in ("page=%ff%fe", "page=%ed%a0%80", "&&==&", "page[]=1&page[]=2", "page=1;drop", "a=" + "b" * 20_000):
        for path in ("/", "/councils", "/councils/1/proposals", "/notices"):
            assert walk.browser("F").get(f"{path}?{query}").status_code == 200, f"{path}?{query[:30]}"


def test_a_form_with_thousands_of_fields_is_refused_and_not_read(walk: Walk) -> None:
    given = {f"field{number}": "x" for number in range(20_000)} | {"csrf_token": signed(walk.app)}
    answer = walk.browser("F").post("/account", data=given)
    assert answer.status_code in {400, 413, 422}
