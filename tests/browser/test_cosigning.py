"""Signing a ledger in one's own browser: the key is made there, the ledger is checked there, and no lie is signed."""

import json

import pytest
from playwright.sync_api import Route
from sqlalchemy import select

from app.councils.models import Council
from app.kernel import clock, ledger
from app.kernel.db import session, transaction
from app.records import queries, service
from app.records.models import Cosignature, Cosigner, CosignerKey
from tests import factories
from tests.factories import polls

OFFICER = "우리동네주무관"
MAKE, CHECK, SIGN = "이 브라우저에서 열쇠 만들기", "장부 확인하기", "확인한 줄까지 서명하기"


@pytest.fixture
def cosigner(town):
    """The dong centre as a cosigner of the demo council, whose old key was retired; no key is in force."""
    number = town.council
    council = session().get(Council, number)
    named = queries.named(council.id, dong_id=council.dong_id)
    with transaction():
        service.retire_key(named, by=factories.a_user(), at=clock.now())
    return named.id


def signed(town):
    """The entries that were cosigned with the newest key."""
    newest = town.ask(select(CosignerKey.id).order_by(CosignerKey.id.desc()))[0]
    return town.ask(select(Cosignature.seq).where(Cosignature.key_id == newest).order_by(Cosignature.seq))


def newest(town):
    return len(town.ask(select(ledger.LedgerEntry.seq).where(ledger.LedgerEntry.chain == town.council)))


def ready(window, cosigner):
    window.open(f"/cosigners/{cosigner}")
    window.page.locator(".cosign [data-part=said] p").wait_for()
    return window


def made(window, cosigner):
    ready(window, cosigner).press(MAKE)
    window.page.get_by_role("button", name=CHECK).wait_for()
    return window


def checked(window):
    window.control(CHECK).click()
    window.page.locator(".cosign ul, .cosign .notice").or_(
        window.page.get_by_text("새로 생긴 줄이 없습니다")
    ).first.wait_for()
    return window.look()


def another_entry(town):
    council = town.council
    polls.an_open_poll(session().get(Council, council))


def test_an_officer_makes_a_key_checks_the_ledger_and_signs_on_a_phone(phone, town, cosigner):
    officer = made(phone(OFFICER), cosigner)
    assert "공개 열쇠를 등록했습니다" in officer.page.locator("body").inner_text()
    checked(officer)
    assert "이 브라우저의 첫 서명입니다" in officer.text
    assert "투표를 열었습니다" in officer.text
    officer.press(SIGN)
    assert signed(town) == [newest(town)]
    another_entry(town)
    checked(ready(officer, cosigner))
    assert f"전에 서명한 {newest(town) - 1}번째 줄에서 {newest(town)}번째 줄까지" in officer.text
    assert officer.page.locator(".cosign li").count() == 1
    officer.press(SIGN)
    assert signed(town) == [newest(town) - 1, newest(town)]
    checked(ready(officer, cosigner))
    assert "새로 생긴 줄이 없습니다" in officer.text
    assert not officer.page.get_by_role("button", name=SIGN).is_visible()


def test_the_private_key_cannot_be_read_out_and_is_never_sent(phone, town, cosigner):
    officer = phone(OFFICER)
    sent = []
    officer.page.on("request", lambda request: sent.append(request.post_data or ""))
    made(officer, cosigner)
    told = officer.page.evaluate(
        """async cosigner => {
            const open = indexedDB.open("golmok-cosigning", 1);
            const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
            const asked = database.transaction("keys").objectStore("keys").get(cosigner);
            const kept = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
            const read = await crypto.subtle.exportKey("pkcs8", kept.private).catch((error) => error.name);
            return {key: kept.key, isExtractable: kept.private.extractable, read};
        }""",
        str(cosigner),
    )
    assert (told["isExtractable"], told["read"]) == (False, "InvalidAccessError")
    assert [told["key"] in data for data in sent if data] == [True]
    assert town.ask(select(CosignerKey.public_key).order_by(CosignerKey.id.desc()))[0] == told["key"]


LIES = {
    "a word changed": (lambda lines: _changed(lines, 1), "이어지지 않습니다"),
    "a line left out": (lambda lines: lines[:1] + lines[2:], "이어지지 않습니다"),
    "an end cut off": (lambda lines: lines[:-1], "장부가 잘려 나갔습니다"),
}


def _changed(lines, at):
    line = json.loads(lines[at])
    line["entry"]["at"] = "2026-01-01T00:00:00+00:00"
    return [*lines[:at], ledger.canonical(line), *lines[at + 1 :]]


@pytest.mark.parametrize("what", LIES)
def test_a_ledger_that_does_not_go_on_from_what_was_signed_is_not_signed(phone, town, cosigner, what):
    officer = made(phone(OFFICER), cosigner)
    checked(officer).press(SIGN)
    lie, said = LIES[what]

    def lied(route: Route) -> None:
        lines = route.fetch().text().splitlines()
        route.fulfill(body="\n".join(lie(lines)) + "\n", content_type="application/jsonl")

    officer.page.route("**/ledger.jsonl", lied)
    checked(ready(officer, cosigner))
    assert "서명하지 않습니다" in officer.text
    assert said in officer.text
    assert not officer.page.get_by_role("button", name=SIGN).is_visible()


def test_a_past_that_the_server_wrote_anew_and_signed_again_is_not_signed(phone, town, cosigner):
    officer = made(phone(OFFICER), cosigner)
    checked(officer).press(SIGN)
    statement = "DELETE FROM ledger WHERE seq >= (SELECT min(seq) FROM ledger WHERE kind = 'poll.opened')"
    council = town.council
    polls.tamper(f"{statement} AND chain = {council}", "ledger_delete_refused")
    for _entry in range(24):
        another_entry(town)
    assert ledger.first_broken(council) is None
    checked(ready(officer, cosigner))
    assert "서명하지 않습니다" in officer.text
    assert "그때와 다릅니다" in officer.text


def test_a_key_of_another_browser_cannot_sign_here_and_it_is_said(windows, phone, town, cosigner):
    made(phone(OFFICER), cosigner)
    other = ready(windows(OFFICER, is_phone=False, language="en"), cosigner)
    assert "This browser does not have the registered key" in other.text
    assert not other.page.get_by_role("button", name="Check the ledger").is_visible()


def test_a_browser_without_ed25519_is_told_of_the_other_way(phone, cosigner):
    officer = phone(OFFICER)
    officer.page.add_init_script(
        "crypto.subtle.generateKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))"
    )
    ready(officer, cosigner)
    assert "이 브라우저는 서명하는 열쇠를 만들지 못합니다" in officer.text
    officer.unfold("다른 컴퓨터에서 서명하기")
    assert "openssl genpkey" in officer.text


def test_without_javascript_the_page_shows_what_to_sign_and_takes_what_is_pasted(without_javascript, town):
    number = town.ask(select(Cosigner.id))[0]
    officer = without_javascript(OFFICER).open(f"/cosigners/{number}")
    assert not officer.page.locator(".cosign").is_visible()
    officer.unfold("다른 컴퓨터에서 서명하기")
    assert "golmok cosignature 1" in officer.text
    officer.write("서명", "aa").press("서명 보내기")
    assert "Ed25519 서명이 아닙니다" in officer.text
    assert officer.field("서명").input_value() == "aa"


def test_a_visitor_reads_who_cosigns_on_the_page_of_a_record(desk, town):
    number = town.ask(select(Cosigner.id))[0]
    name = town.ask(select(Council.name).where(Council.id == town.council))[0]
    reader = desk().open(f"/councils/{town.council}/cosigning")
    assert "Key fingerprint" in reader.text
    reader.open(f"/cosigners/{number}")
    assert name in reader.text
    assert reader.page.locator(".cosign").count() == 0
