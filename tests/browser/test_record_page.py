"""The page of a record: one counts again in the browser, at 360 px and on a desk, and it says what was found."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Route
from sqlalchemy import select

from app.polls.models import Ballot, Poll
from app.polls.states import PollState
from tests import factories
from tests.browser.towns import Town, fetched
from tests.browser.windows import Window
from tests.factories import polls
from tests.records import kinds, tampering

COUNT, COUNT_IN_ENGLISH = "이 브라우저에서 다시 세어 보기", "Count again in this browser"
MORE = "내 접수증이나 전에 남긴 것과도 맞춰 보기"


@pytest.fixture
def most_ballots(town: Town) -> int:
    """The counted poll of the demo town whose marks are shown."""
    counted = town.ask(select(Poll.id).where(Poll.state == PollState.CERTIFIED))
    sizes = {number: len(town.ask(select(Ballot.poll_id).where(Ballot.poll_id == number))) for number in counted}
    return max(sizes, key=lambda number: sizes[number])


def counted(window: Window, button: str = COUNT) -> Window:
    """Press, and wait for the answer."""
    window.page.locator("[data-part=detail]").evaluate("part => part.replaceChildren()")
    window.control(button).click()
    window.page.locator(".record-parts").wait_for()
    return window.look()


def said(window: Window) -> str:
    return window.page.locator(".record-outcome").inner_text()


def written(window: Window, part: str, text: str) -> None:
    window.page.locator(f"[data-part={part}]").fill(text)


def test_a_right_record_is_right_on_a_phone_and_each_part_has_its_tick(phone, most_ballots):
    reader = phone().open(f"/polls/{most_ballots}/record")
    counted(reader)
    assert said(reader).startswith("맞습니다")
    assert reader.page.locator(".record-parts li").count() == 7
    assert reader.page.locator(".record-parts .is-right").count() == 7
    assert reader.page.locator(".record-faults").count() == 0
    assert reader.page.locator("[data-part=said]").get_attribute("role") == "status"
    assert "열 때와 셀 때 같은 프로그램입니다." in reader.page.locator("[data-part=detail]").inner_text()


def test_sheets_of_paper_and_a_difference_that_two_people_explain_are_counted_too(phone, town):
    number = kinds.OTHERS["paper_explained"]().id
    reader = phone().open(f"/polls/{number}/record")
    counted(reader)
    assert said(reader).startswith("맞습니다")
    assert "표 24장을 처음부터 다시 세고" in reader.text
    assert "접수증 12장이 마감 때와 같습니다." in reader.text
    assert reader.page.locator(".record-parts .is-right").count() == 7


def test_it_is_said_in_english_too_and_what_few_ballots_hide_is_named(desk, town, most_ballots):
    number = next(
        one for one in town.ask(select(Poll.id).where(Poll.state == PollState.CERTIFIED)) if one != most_ballots
    )
    reader = desk().open(f"/polls/{number}/record")
    counted(reader, COUNT_IN_ENGLISH)
    assert said(reader).startswith("It is right")
    hidden = reader.page.locator(".record-parts .is-hidden")
    assert "fewer than 20 ballots" in hidden.inner_text()
    assert not any("가" <= letter <= "힣" for letter in reader.page.locator(".record-parts").inner_text())


HIDDEN = {
    "run_off_unseen": ("밝힌 단계들이 서로 맞고", "The rounds that are shown agree with each other"),
    "run_off_unseen_tied_later": ("1위 표에 동점이라는 결론과", "Nothing in the first choices speaks against the tie"),
    "head_to_head_unseen": ("밝힌 맞대결에서 규칙대로", "From the head-to-heads that are shown"),
    "transfers_unseen": ("밝힌 단계들이 서로 맞고", "The rounds that are shown agree with each other"),
    "shares_unseen": ("산 것마다 낸 돈과 모자란 돈이", "What was paid and what was missing agrees"),
    "shares_unseen_tied": ("몫을 어디까지 썼는지는", "How far the shares went is not shown"),
    "points_unseen": ("밝힌 득표에서 규칙대로", "From the votes that are shown"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_of_points_and_ranks_it_is_said_what_was_not_counted_again(phone, desk, town, name):
    number = kinds.made(kinds.KINDS[name]).id
    for reader, button, words in zip((phone(), desk()), (COUNT, COUNT_IN_ENGLISH), HIDDEN[name], strict=True):
        counted(reader.open(f"/polls/{number}/record"), button)
        parts = reader.page.locator(".record-parts")
        assert words in parts.inner_text()
        assert parts.locator(".is-hidden").count() == 1
        assert parts.locator(".is-right").count() == 6


def test_many_ballots_of_points_are_kept_back_for_another_reason_than_few(phone, desk, town):
    number = kinds.made(kinds.KINDS["points_unseen"]).id
    reader = counted(phone().open(f"/polls/{number}/record"))
    assert "표가 그 두 배는 되어야" in reader.page.locator(".is-hidden").inner_text()
    reader = counted(desk().open(f"/polls/{number}/record"), COUNT_IN_ENGLISH)
    assert "only where there are twice as many of them" in reader.page.locator(".is-hidden").inner_text()


def test_one_counts_by_keyboard_alone(phone, most_ballots):
    reader = phone().open(f"/polls/{most_ballots}/record")
    reader.page.locator(".record-check summary").focus()
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.type("AAAA-BBBB")
    reader.page.keyboard.press("Enter")
    reader.page.locator(".record-parts").wait_for()
    assert "그 번호의 접수증은 없습니다" in reader.text
    assert reader.path == f"/polls/{most_ballots}/record"


def test_ones_own_receipt_is_found_and_a_kept_fingerprint_fits(phone, town):
    council = factories.a_council()
    voters = polls.voters_of(council, 6)
    poll = polls.an_open_poll(council)
    number, receipt = poll.id, [polls.cast(poll, voter, [1]) for voter in voters][-1].code
    polls.closed(poll)
    reader = phone().open(f"/polls/{number}/record").unfold(MORE)
    kept = reader.page.locator(".checkpoints .code").first.inner_text()
    written(reader, "receipt", receipt.lower().replace("-", " "))
    written(reader, "checkpoint", kept)
    counted(reader)
    assert "내 접수증이 들어 있습니다" in reader.text
    assert "전에 적어 둔 지문과 같습니다" in reader.text
    written(reader, "checkpoint", kept[:-1] + ("0" if kept[-1] != "0" else "1"))
    counted(reader)
    assert said(reader).startswith("다릅니다")
    assert "지난 일이 고쳐졌습니다" in reader.text
    written(reader, "checkpoint", "3")
    counted(reader)
    assert said(reader).startswith("맞습니다")
    assert "적은 지문을 읽지 못했습니다" in reader.text


def test_a_kept_file_is_checked_and_compared_with_the_record_of_today(phone, most_ballots, tmp_path):
    reader = phone().open(f"/polls/{most_ballots}/record").unfold(MORE)
    content = fetched(reader, f"/polls/{most_ballots}/record.jsonl").body()
    assert _counted_file(reader, tmp_path / "kept.jsonl", content).startswith("맞습니다")
    assert "고른 파일(kept.jsonl)을 지금 이 사이트에 있는 기록과도 맞춰 보았습니다." in reader.text
    lines = tampering.lines_of(content)
    tampering.line(lines, "rules")["sheet"]["question"] = "다른 물음"
    assert _counted_file(reader, tmp_path / "changed.jsonl", tampering.written(lines)).startswith("다릅니다")
    assert "규칙이 그 지문과 맞지 않습니다." in reader.text
    assert _counted_file(reader, tmp_path / "insider.jsonl", tampering.sealed(lines)).startswith("다릅니다")
    assert reader.page.locator(".record-faults li").all_inner_texts() == [
        "고른 파일과 지금 이 사이트의 기록이 서로 다릅니다. 뒤에 확정이 더해진 것 말고도 바뀐 것이 있습니다."
    ]
    assert _counted_file(reader, tmp_path / "picture.jsonl", b"\x89PNG\r\n\x1a\n").startswith("다릅니다")
    assert "글로 읽을 수 없는 파일입니다" in reader.text
    assert "맞춰 보지 못했습니다" in reader.text


def test_a_record_that_the_site_itself_changed_is_found(phone, most_ballots):
    reader = phone()
    reader.page.route("**/record.jsonl", _with_one_more_vote)
    counted(reader.open(f"/polls/{most_ballots}/record"))
    assert said(reader).startswith("다릅니다")
    assert "개표가 마감 때 남긴 지문과 다릅니다." in reader.text
    assert reader.page.locator(".record-parts .is-wrong b").all_text_contents() == ["개표 결과: 다릅니다"]


def test_nothing_that_is_written_or_chosen_is_sent(phone, most_ballots, tmp_path):
    reader = phone().open(f"/polls/{most_ballots}/record").unfold(MORE)
    sent: list[str] = []
    reader.page.on("request", lambda request: sent.append(f"{request.method} {request.url} {request.post_data or ''}"))
    written(reader, "receipt", "AAAA-BBBB")
    written(reader, "checkpoint", "1:" + "a" * 64)
    _counted_file(reader, tmp_path / "kept.jsonl", b"{}\n")
    paths = [one.removeprefix(f"GET {reader.base}").partition("?")[0].strip() for one in sent]
    assert sorted(paths) == [f"/polls/{most_ballots}/record.jsonl", "/static/js/record-check.js"]


BREAKDOWNS = {
    "**/record.jsonl": "",
    "**/record-check.js?*": "throw new Error('cannot start')",
    "**/static/js/record-check.js*": "onmessage = () => postMessage({ error: 'broke down on the way' })",
}


@pytest.mark.parametrize(("address", "script"), BREAKDOWNS.items())
def test_where_counting_breaks_down_it_is_said_and_never_called_right(phone, most_ballots, address, script):
    reader = phone().open(f"/polls/{most_ballots}/record")
    answer = {"body": script, "content_type": "text/javascript", "status": 200 if script else 500}
    reader.page.route(address, lambda route: route.fulfill(**answer))
    reader.control(COUNT).click()
    reader.page.get_by_text("기록을 받거나 읽지 못했습니다").wait_for()
    assert reader.page.locator(".record-outcome").count() == 0


def test_without_javascript_the_page_says_how_to_check(without_javascript, most_ballots):
    reader = without_javascript().open(f"/polls/{most_ballots}/record")
    assert not reader.page.get_by_role("button", name=COUNT).is_visible()
    assert f"python verify.py golmok-poll-{most_ballots}.jsonl" in reader.text
    assert reader.control("기록 내려받기").is_visible()


def test_every_fault_that_the_verifier_names_has_its_sentence(phone, most_ballots):
    reader = phone().open(f"/polls/{most_ballots}/record")
    told = reader.page.evaluate(
        "[...document.querySelector('.record-check template').content.querySelectorAll('[data-say]')]"
        ".map(words => words.dataset.say)"
    )
    program = (Path(__file__).resolve().parents[2] / "app/static/js/record-check.js").read_text(encoding="utf-8")
    assert {f"fault.{name}" for name in _faults_of(program)} == {name for name in told if name.startswith("fault.")}


def _faults_of(program: str) -> set[str]:
    """The names of faults in the program: the word after the part, or the first of `stop`."""
    parts = "file|rules|receipts|reconciliation|ballots|count|ledger"
    found = set(re.findall(rf'(?:fault|expect|expectHash)\([^;]*?"(?:{parts})", "(\w+)"', program)) | set(
        re.findall(r'\.stop\("(\w+)"', program)
    )
    found |= set(re.findall(r'expectSignature\(\w+, signature, "(\w+)"', program))
    return found | {"checkpoint_missing", "checkpoint_other"}


def _counted_file(reader: Window, path: Path, content: bytes) -> str:
    path.write_bytes(content)
    reader.page.locator("[data-part=file]").set_input_files(path)
    return said(counted(reader))


def _with_one_more_vote(route: Route) -> None:
    lines = tampering.lines_of(route.fetch().body())
    votes = tampering.line(lines, "count")["count"]["result"]["votes"]
    votes["1"] += 1
    route.fulfill(body=tampering.ended(lines))
