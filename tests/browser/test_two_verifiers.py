"""verify.py and the verifier of the browser: two programs from one document, and no record on which they disagree."""

import base64
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.fault.sizes import size
from tests.records import hostile, kinds, mutations, tampering
from tests.records.misallotted import MISALLOTTED
from tests.records.miscounts import MISCOUNTED
from tests.records.records import VERIFY, cosigned_and_another, the_verifier

CHECKER = VERIFY.parent / "js" / "record-check.js"
CHANGED = 1_000
UNSIGNED, HOSTILE = size(200, 1_000), size(120, 1_200)
_ASK = """async asked => {
    const answers = [];
    for (const {content, ...options} of asked) {
        const bytes = Uint8Array.from(atob(content), sign => sign.charCodeAt(0));
        answers.push(await checkRecord(bytes, options).catch(error => ({outcome: `failed: ${error}`, faults: []})));
    }
    return answers;
}"""

RIGHT_EDGES: dict[str, Any] = {
    "thirty lists": json.loads("[" * 30 + "]" * 30),
    "the largest number": 2**53 - 1,
    "the smallest number": 1 - 2**53,
    "keys beyond UTF-16": {"\ue000": 1, "\U00010000": 2, "a": {"10": 1, "2": 2, "__proto__": 3}},
    "signs that are escaped, and signs that are not": '"\\\b\f\n\r\t\x00\x1f\x7f\u2028\ufeff/<한\U0001f600',
}
WRONG_EDGES: dict[str, Any] = {
    "thirty-one lists": json.loads("[" * 31 + "]" * 31),
    "a number too large": 2**53,
    "a number too small": -(2**53),
    "a very large number": 10**400,
    "a float": 0.5,
    "not a number": float("nan"),
}
verifier = the_verifier()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page that holds the verifier and nothing else; localhost counts as a safe place."""
    context = chromium.new_context()
    page = context.new_page()
    page.route("**", lambda route: route.fulfill(body="<!doctype html><title>-</title>", content_type="text/html"))
    page.goto("http://localhost/")
    page.add_script_tag(path=CHECKER)
    yield page
    context.close()


def answers(page: Page, contents: list[bytes], **options: Any) -> list[dict[str, Any]]:
    """What the browser says of each record."""
    told: list[dict[str, Any]] = []
    for start in range(0, len(contents), 50):
        some = contents[start : start + 50]
        told += page.evaluate(_ASK, [{"content": base64.b64encode(one).decode(), **options} for one in some])
    return told


def disagreements(page: Page, records: Mapping[Any, bytes]) -> dict[Any, tuple[Any, Any]]:
    """On which records they say different things, and what."""
    heard = zip(records.items(), answers(page, list(records.values())), strict=True)
    pairs = {name: (verifier.faults(content), answer) for (name, content), answer in heard}
    return {name: pair for name, pair in pairs.items() if pair[1]["outcome"] != ("wrong" if pair[0] else "right")}


def test_both_find_the_kept_records_right_and_wrong_as_expected(page):
    vectors, expected = kinds.vectors(), kinds.expected()
    assert vectors.keys() == expected.keys()
    told = answers(page, list(vectors.values()))
    assert {name: answer["outcome"] for name, answer in zip(vectors, told, strict=True)} == expected
    found = {name: "wrong" if verifier.faults(content) else "right" for name, content in vectors.items()}
    assert found == expected


def test_both_find_records_made_now_right_and_their_changes_wrong(app, page):
    right = kinds.records()
    wrong = {name: change(right) for name, change in tampering.NAMED.items()}
    assert [name for name, content in right.items() if verifier.faults(content)] == []
    assert not [name for name, content in wrong.items() if not verifier.faults(content)]
    assert disagreements(page, {**right, **wrong}) == {}


def test_both_agree_on_a_thousand_records_changed_by_chance(page):
    contents, by = kinds.right(), random.Random(20_261_128)
    changed = {number: mutations.changed(by, contents) for number in range(CHANGED)}
    assert disagreements(page, changed) == {}
    sides = Counter(bool(verifier.faults(content)) for content in changed.values())
    assert sides[True] >= 0.7 * CHANGED  # what an insider signs again after a change that decides nothing is right
    assert sides[False] >= 0.02 * CHANGED


@pytest.mark.proof
def test_both_find_every_change_that_nobody_has_signed_again(app, page, figure):
    changed = mutations.unsigned(*cosigned_and_another(), UNSIGNED)
    by_python = sum(bool(verifier.faults(content)) for content in changed)
    in_browser = sum(answer["outcome"] == "wrong" for answer in answers(page, changed))
    figure(
        "tampering",
        f"{UNSIGNED} random changes: {by_python} found by verify.py, {in_browser} by the browser's verifier",
    )
    assert by_python == in_browser == len(set(changed)) == UNSIGNED


@pytest.mark.proof
def test_hostile_files_bring_neither_down_and_they_agree(page, figure):
    made = hostile.files(random.Random(3), kinds.right())
    files = dict(zip(range(HOSTILE), made, strict=False))
    different = disagreements(page, files)
    figure("hostile", f"{HOSTILE} files for both verifiers: {len(different)} on which they disagree or one crashes")
    assert different == {}


def test_what_an_insider_signs_again_is_found_from_inside_by_both(page):
    right = {name: content for name, content in kinds.vectors().items() if not name.startswith("wrong_")}
    again = {name: change(right) for name, change in tampering.NAMED.items() if name.endswith("_signed_again")}
    assert len(again) == 19 + len(MISCOUNTED) + len(MISALLOTTED)
    for name, answer in zip(again, answers(page, list(again.values())), strict=True):
        assert answer["outcome"] == "wrong", name
        assert not {"digest", "end_signature", "entry_hash", "entry_signature"} & {
            one["what"] for one in answer["faults"]
        }


def test_only_a_checkpoint_that_was_kept_finds_a_past_that_was_written_anew_as_a_whole(page, tmp_path, capsys):
    content = kinds.vectors()["motion_carried"]
    lines = tampering.lines_of(content)
    tampering.line(lines, "rules")["sheet"]["question"] = "골목에 주차장을 둘까요?"
    rewritten = tampering.sealed(lines)
    kept = "{}:{}".format(len([1 for one in lines if one["line"] == "entry"]), _last_hash(content))
    assert verifier.faults(rewritten) == []
    assert answers(page, [rewritten])[0]["outcome"] == "right"
    assert answers(page, [content], checkpoint=kept.upper())[0]["checkpoint"] == "same"
    told = answers(page, [rewritten], checkpoint=kept)[0]
    assert [one["what"] for one in told["faults"]] == ["checkpoint_other"]
    (tmp_path / "rewritten.jsonl").write_bytes(rewritten)
    assert verifier.main([str(tmp_path / "rewritten.jsonl"), "--checkpoint", kept]) == 1
    assert "the past was changed" in capsys.readouterr().out


def _last_hash(content: bytes) -> str:
    return str([one["hash"] for one in tampering.lines_of(content) if one["line"] == "entry"][-1])


def test_a_checkpoint_that_the_record_does_not_hold_is_a_fault_and_one_that_is_none_is_said(page):
    content = [kinds.vectors()["motion_carried"]]
    missing = answers(page, content, checkpoint="9:" + "0" * 64)[0]
    assert [one["what"] for one in missing["faults"]] == ["checkpoint_missing"]
    for typed in ("0:" + "0" * 64, "3:abc", "지문", ":", "3"):
        told = answers(page, content, checkpoint=typed)[0]
        assert (told["outcome"], told["checkpoint"]) == ("right", "unreadable")


def test_a_file_kept_before_certifying_tells_the_same_as_the_record_of_today_and_a_changed_one_does_not(page):
    vectors = kinds.vectors()
    kept, today, other = (vectors[name] for name in ("motion_carried", "certified", "motion_of_seven"))
    ask = """async ([kept, today, poll]) => {
        const bytes = text => Uint8Array.from(atob(text), sign => sign.charCodeAt(0));
        const answer = await checkRecord(bytes(kept), {today: bytes(today), poll});
        return answer.faults.map(fault => fault.what);
    }"""
    lines = tampering.lines_of(kept)
    tampering.line(lines, "rules")["sheet"]["question"] = "골목에 주차장을 둘까요?"
    poll = tampering.line(lines, "head")["poll"]

    def asked(content: bytes) -> Any:
        return page.evaluate(ask, [*(base64.b64encode(one).decode() for one in (content, today)), poll])

    assert asked(kept) == []
    assert asked(tampering.sealed(lines)) == ["today"]
    assert asked(other) == ["other_file"]


def test_a_browser_without_hashes_or_signatures_never_says_right(page):
    contents = list(kinds.vectors().values())
    bare = answers(page, contents, subtle=None)
    assert {one["outcome"] for one in bare} == {"unfinished", "wrong"}
    page.evaluate(
        "() => { crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError')); }"
    )
    old = answers(page, contents)
    assert {one["outcome"] for one in old} == {"unfinished", "wrong"}
    assert {tuple(one["unchecked"]) for one in old if one["outcome"] == "unfinished"} == {("signatures",)}
    found = {name for name, one in zip(kinds.vectors(), old, strict=True) if one["outcome"] == "unfinished"}
    right = {name for name, said in kinds.expected().items() if said == "right"}
    assert found == right | {"wrong_past_of_cosigners_signed_again"}  # which a signature alone tells


def test_a_record_of_twenty_thousand_receipts_is_counted(page):
    by = random.Random(1)
    lines = tampering.lines_of(kinds.vectors()["motion_carried"])
    receipts = sorted(f"{by.getrandbits(256):064x}" for _number in range(20_000))
    groups = [[[1], 12_000], [[2], 6_000], [[3], 2_000]]
    at = lines.index(tampering.line(lines, "receipt"))
    body = [one for one in lines if one["line"] != "receipt"]
    lines = body[:at] + [{"line": "receipt", "hash": one} for one in receipts] + body[at:]
    sheet, closed = tampering.line(lines, "rules")["sheet"], tampering.entry(lines, "poll.closed")["body"]
    sheet["roll"]["count"] = tampering.entry(lines, "poll.opened")["body"]["roll"] = 30_000
    tampering.line(lines, "ballots")["groups"] = groups
    count = tampering.line(lines, "count")["count"]
    count.update(ballots=20_000, valid=20_000)
    closed.update(ballots=20_000, counted=20_000, channels={"online": 20_000, "assisted": 0, "paper": 0})
    balance = tampering.line(lines, "reconciliation")["sheet"]
    balance.update(on_roll=30_000, marked=closed["channels"], online_ballots=20_000)
    votes = {"1": 12_000, "2": 6_000, "3": 2_000}
    count["result"].update(votes=votes, channels={"online": 20_000}, base=18_000, yes_needed=9_001)
    content = tampering.sealed(lines)
    assert verifier.faults(content) == []
    told = answers(page, [content])[0]
    assert (told["outcome"], told["receipts"]) == ("right", 20_000)


def test_both_know_how_deep_and_how_large_a_record_may_be(page):
    lines = tampering.lines_of(kinds.vectors()["motion_of_three"])
    records = {}
    for name, value in {**RIGHT_EDGES, **WRONG_EDGES}.items():
        tampering.line(lines, "rules")["sheet"]["more"] = value
        records[name] = tampering.sealed(lines)
    assert disagreements(page, records) == {}
    assert [name for name, content in records.items() if not verifier.faults(content)] == list(RIGHT_EDGES)


def test_neither_takes_half_a_surrogate_or_another_spelling_of_a_letter(page):
    whole = kinds.vectors()["motion_of_three"]
    spellings = (
        b"\\ud83d",
        b"\\ud83d\\ude00",
        b"\\u0041",
        b"\\/",
        b"\\u000A",
        b"\\u000a",
        b"\xed\xa0\xbd",
        b"\xc0\x80",
    )
    records = {spelling: whole.replace(b'"name":"', b'"name":"' + spelling) for spelling in spellings}
    assert disagreements(page, records) == {}
    assert all(answer["outcome"] == "wrong" for answer in answers(page, list(records.values())))
    assert all(answer["faults"][0]["part"] == "file" for answer in answers(page, list(records.values())))
