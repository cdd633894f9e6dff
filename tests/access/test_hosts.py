"""Where links lead: whatever host a request claims, what leaves the house names BASE_URL, and no redirect leaves."""

import shutil
import subprocess
from urllib.parse import urlsplit

import pytest
import segno
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import db
from app.kernel.events import deliver
from app.kernel.outbox import Message
from tests.access.filled import filled
from tests.access.table import LINES, addresses, one_each
from tests.access.walking import Walk, signed

pytestmark = pytest.mark.once

HOST = "evil.example"
EVIL = {
    "Host": HOST,
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "Forwarded": "host=evil.example;proto=https",
    "X-Original-URL": "/evil",
    "X-Forwarded-Prefix": "/evil",
    "Referer": "http://evil.example/",
}
OUTSIDE = [
    "//evil.example", "///evil.example", "\\\\evil.example", "/\\evil.example", "/\\/evil.example",
    "https:evil.example",
    "https://evil.example", "http:/evil.example", "javascript:alert(1)", "data:text/html,x", "/\t/evil.example",
    "/\r\nLocation: //evil.example", "/x\r\nSet-Cookie: evil=1", "%2f%2fevil.example",
    "@evil.example", "/@evil.example",
    "\u2215\u2215evil.example", "/\u2028/evil.example", ".evil.example", "?next=//evil.example",
    "evil.example", "/%0d%0aX: 1",
]  # fmt: skip


def stays_here(location: str) -> bool:
    parts = urlsplit(location)
    return not parts.netloc and not parts.scheme and location.startswith("/") and not location.startswith(("//", "/\\"))


@pytest.mark.parametrize("given", OUTSIDE)
def test_no_form_leads_to_another_site(walk: Walk, given: str) -> None:
    user = walk.world.users["A"]
    for path, fields in (("/preferences", {"language": "en", "next": given}), ("/sign-out", {})):
        answer = walk.browser("V").post(path, data={**fields, "csrf_token": signed(walk.app)})
        assert stays_here(answer.headers["Location"]), given
        assert "evil.example" not in str(answer.headers.getlist("Set-Cookie"))
    asked = {"contact": user.phone, "by_code": "1", "csrf_token": signed(walk.app)}
    sent = walk.browser("V").post("/sign-in", query_string={"next": given}, data=asked)
    assert sent.status_code == 303
    assert stays_here(sent.headers["Location"]), given


def test_no_redirect_of_any_deed_believes_the_host_of_the_request(walk: Walk) -> None:
    for line in one_each("POST"):
        role = next((role for role in "AFDOV" if line.expected[role] == "opens"), "A")
        fields = {**filled(walk, line.endpoint, line.thing, role), "next": "//evil.example"}
        given = {**fields, "csrf_token": signed(walk.app)}
        answer = walk.browser(role, host=HOST).post(addresses(walk, line)[0], data=given, headers=EVIL)
        assert answer.status_code != 400, str(line)
        if answer.status_code == 303:
            assert stays_here(answer.headers["Location"]), str(line)
            walk.put_back()
        assert b"evil.example" not in answer.data, str(line)


def test_no_page_and_no_file_believes_the_host_of_the_request(walk: Walk) -> None:
    for line in LINES:
        if line.method == "GET":
            role = next(role for role in "VAFD" if line.expected[role] != "hidden") if line.thing == "-" else "F"
            for path in addresses(walk, line):
                answer = walk.browser(role, host=HOST).get(path, headers=EVIL)
                assert b"evil.example" not in answer.data, path
                assert stays_here(answer.headers.get("Location", "/")), path


def test_calendars_and_posters_lead_to_the_address_of_this_house(walk: Walk) -> None:
    meeting = walk.world.things["meeting announced"]["meeting_id"]
    calendar = walk.browser("V").get(f"/meetings/{meeting}/calendar.ics", headers=EVIL).text.replace("\r\n ", "")
    assert f"http://golmok.test/meetings/{meeting}" in calendar
    if shutil.which("pdftotext"):
        poster = walk.browser("V").get(f"/meetings/{meeting}/poster.pdf", headers=EVIL).data
        words = subprocess.run(["pdftotext", "-", "-"], input=poster, capture_output=True, check=True).stdout.decode()
        assert "golmok.test" in words


def test_the_code_of_a_matter_holds_the_address_of_this_house(walk: Walk) -> None:
    number = walk.world.things["proposal published"]["proposal_id"]
    told = walk.browser("V").get(f"/matters/{number}/qr.svg", headers=EVIL).data
    assert told == walk.browser("V").get(f"/matters/{number}/qr.svg").data
    assert segno.make(f"http://golmok.test/matters/{number}", micro=False).version


def test_letters_lead_to_the_address_of_this_house(walk: Walk) -> None:
    meeting = walk.world.things["meeting draft"]["meeting_id"]
    given = {"csrf_token": signed(walk.app)}
    assert (
        walk.browser("F", host=HOST).post(f"/meetings/{meeting}/announcement", data=given, headers=EVIL).status_code
        == 303
    )
    deliver(clock.now())
    letters = list(db.session.scalars(select(Message)))
    bodies = [letter.body for letter in letters if "/meetings/" in letter.body]
    assert bodies, "no letter leads to the meeting"
    assert all("http://golmok.test/meetings/" in body and "evil" not in body for body in bodies)
