"""The pages of cosigning: what everybody reads, and how a key and a signature made with openssl are pasted."""

import base64
import re
import shlex
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from app.kernel import ledger
from tests import factories
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import cosigners, polls
from tests.records.records import VERIFY

MANUAL = Path(__file__).resolve().parents[2] / "docs/how-to/cosign.md"


@pytest.fixture
def council(app):
    council = factories.a_council()
    polls.an_open_poll(council)
    return council


def path_of(council):
    return f"/councils/{council.id}/cosigning"


def test_where_nobody_cosigns_the_page_says_what_it_is_and_who_can_begin(council, client):
    page = client.get(path_of(council)).text
    assert "아직 함께 서명하는 곳이 없습니다" in page
    assert "동주민센터 담당자가 시작하거나" in page
    assert "<button" not in page.split("<main")[1].split("</main")[0]
    assert ledger.head(council.id).code in page


def test_everybody_reads_who_cosigns_with_which_key_and_how_far(council, client):
    centre, key = cosigners.a_centre(council)
    cosigners.cosigned(centre, key)
    polls.an_open_poll(council)
    for path in (path_of(council), f"/cosigners/{centre.id}"):
        page = client.get(path).text
        assert centre.name in page
        assert centre.key.fingerprint in page
        assert "2번째 줄" in page
        assert "1줄" in page
    assert "투표를 열었습니다" in client.get(f"/cosigners/{centre.id}").text


def test_an_empty_ledger_has_nothing_to_sign(app, client, sign_in):
    council = factories.a_council()
    officer = sign_in(factories.an_officer(council.dong))
    assert "장부가 비어 있습니다" in client.get(path_of(council)).text
    address = submit(officer, path_of(council), "/centre").location
    assert officer.get(address).status_code == 200
    assert client.get(f"/councils/{council.id}/ledger.jsonl").data == b""


def test_the_pages_of_the_council_and_of_a_record_lead_to_its_cosigning(council, client):
    poll = polls.a_counted_poll([[1]] * 6, council)
    for path in (f"/councils/{council.id}", f"/polls/{poll.id}/record"):
        assert path_of(council) in client.get(path).text


def test_a_facilitator_asks_a_neighbour_whose_facilitator_registers_its_key(council, sign_in):
    neighbour = factories.a_council(dong=council.dong)
    asking, asked = sign_in(factories.a_facilitator(council)), sign_in(factories.a_facilitator(neighbour))
    assert submit(asking, path_of(council), "/invitations").status_code == 422
    assert submit(asking, path_of(council), "/invitations", neighbour=str(neighbour.id)).status_code == 303
    (cosigner,) = rows("cosigner")
    assert council.name in asked.get(path_of(neighbour)).text
    key, address = cosigners.public(cosigners.a_key(1)), f"/cosigners/{cosigner.id}"
    sent = {"key": key, "csrf_token": token_of(asking, path_of(council))}
    assert asking.post(f"{address}/key", data=sent).status_code == 403
    assert submit(asked, address, "/key", key=key).status_code == 303
    assert "서명합니다" in asked.get(path_of(neighbour)).text


def test_what_is_wrong_is_said_at_the_field_and_nothing_that_was_pasted_is_lost(council, sign_in):
    centre, key = cosigners.a_centre(council)
    officer = sign_in(factories.an_officer(council.dong))
    wrong = cosigners.signature(centre, key)[1][:-2] + "ff"
    address = f"/cosigners/{centre.id}"
    answer = submit(officer, address, "/cosignatures", signature=wrong)
    assert answer.status_code == 422
    assert wrong in answer.text
    assert re.search(r'id="signature-error".*?서명이 맞지 않습니다', answer.text, re.DOTALL)
    assert submit(officer, address, "/retirement").status_code == 303
    answer = submit(officer, address, "/key", key="이것은 열쇠가 아닙니다")
    assert answer.status_code == 422
    assert "이것은 열쇠가 아닙니다" in answer.text
    assert re.search(r'id="key-error".*?공개 열쇠가 아닙니다', answer.text, re.DOTALL)


def test_a_signature_that_came_too_late_is_answered_with_the_new_text(council, sign_in):
    centre, key = cosigners.a_centre(council)
    officer = sign_in(factories.an_officer(council.dong))
    code, signature = cosigners.signature(centre, key)
    polls.an_open_poll(council)
    answer = submit(officer, f"/cosigners/{centre.id}", "/cosignatures", code=code, signature=signature)
    newest = ledger.head(council.id)
    assert "새 줄이 생겼습니다" in answer.text
    assert f'value="{newest.code}"' in answer.text
    assert f"{newest.seq}\n{newest.hash}\n" in answer.text


def test_the_ledger_is_a_file_for_everybody_and_holds_every_entry(council, client):
    answer = client.get(f"/councils/{council.id}/ledger.jsonl")
    assert (answer.status_code, answer.mimetype) == (200, "application/jsonl")
    assert [entry.hash in answer.text for entry in ledger.entries_of(council.id)] == [True]


def run(folder, command):
    done = subprocess.run(["bash", "-euc", command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def shown(page):
    """The commands that the page shows, in the order in which they stand."""
    return [unescape(one) for one in re.findall(r'<pre class="code">(.*?)</pre>', page, re.DOTALL)]


needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")


@needs_openssl
def test_the_commands_that_the_page_shows_make_a_key_and_a_signature_that_are_taken(council, sign_in, tmp_path):
    officer = sign_in(factories.an_officer(council.dong))
    address = submit(officer, path_of(council), "/centre").location
    (making,) = shown(officer.get(address).text)
    pem = run(tmp_path, making)
    assert "BEGIN PUBLIC KEY" in pem
    assert submit(officer, address, "/key", key=pem).status_code == 303
    page = officer.get(address).text
    whole, signing = shown(page)
    signature = run(tmp_path, signing)
    assert (tmp_path / "text").read_text() == whole
    assert len(base64.b64decode(signature)) == 64
    code = re.search(r'name="code" type="hidden" value="([^"]+)"', page)[1]
    assert submit(officer, address, "/cosignatures", signature=signature).status_code == 303
    (signed,) = rows("cosignature")
    assert f"{signed.seq}:{signed.hash}" == code


@needs_openssl
def test_the_commands_of_the_manual_check_the_ledger_and_make_a_signature_that_is_taken(council, sign_in, tmp_path):
    officer = sign_in(factories.an_officer(council.dong))
    address = submit(officer, path_of(council), "/centre").location
    making, checking, signing = re.findall(r"```sh\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    assert submit(officer, address, "/key", key=run(tmp_path, making)).status_code == 303
    first, newest = ledger.entries_of(council.id)
    shutil.copy(VERIFY, tmp_path)
    (tmp_path / "ledger.jsonl").write_bytes(officer.get(f"/councils/{council.id}/ledger.jsonl").data)
    checking = checking.replace("python", shlex.quote(sys.executable)).replace("2:9f3c…", first.code)
    assert run(tmp_path, checking).splitlines()[-2].startswith(f"checkpoint {newest.code}")
    for word, value in {"COUNCIL": council.id, "SEQ": newest.seq, "HASH": newest.hash}.items():
        signing = signing.replace(word, str(value))
    assert submit(officer, address, "/cosignatures", signature=run(tmp_path, signing)).status_code == 303
    assert len(rows("cosignature")) == 1
