"""Step five: one person, one secret vote, and a result that nobody sees before the end. Without JavaScript."""

from contextlib import suppress
from datetime import timedelta

from playwright.sync_api import Error
from sqlalchemy import func, select, text

from app.kernel import clock
from app.kernel.db import db, transaction
from app.meetings.models import Meeting
from app.polls.jobs import close_due_polls
from app.polls.models import Ballot, Poll
from tests.browser import pictures

OPEN = "매달 첫 토요일을 골목 청소의 날로 할까요?"
DECIDED = "올해 골목에서 먼저 할 일은?"
KOREAN, ENGLISH = ("다음: 확인하기", "투표하기"), ("Next: check", "Cast my vote")
VOTER, FACILITATOR, OFFICER = "초록대문 집", "골목 활동가", "우리동네주무관"


def let_its_time_pass(poll: int) -> None:
    """The end of an open poll is frozen by a trigger: taken off, here alone, to move the end to a second ago."""
    name = "poll_update_refused"
    with transaction() as session:
        trigger = session.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": name})
        session.execute(text(f"DROP TRIGGER {name}"))
        ended = clock.now() - timedelta(seconds=1)
        session.execute(Poll.__table__.update().where(Poll.id == poll).values(closes_at=ended))
        session.connection().exec_driver_sql(trigger)
    db.session.remove()


def ballots(town, poll: int) -> int:
    return town.ask(select(func.count()).select_from(Ballot).where(Ballot.poll_id == poll))[0]


def vote(window, poll: int, answer: str = "찬성"):
    window.open(f"/polls/{poll}").tick(answer).press("다음: 확인하기")
    assert window.heading == "이렇게 투표할까요?"
    assert window.page.locator(".marked-list").inner_text().strip() == answer
    return window


def test_a_poll_is_made_from_an_agenda_item_opened_voted_on_closed_and_certified(town, without_javascript, desk):
    facilitator = without_javascript(FACILITATOR)
    meeting = town.number(Meeting.title, "올해 무엇부터 할까")
    facilitator.open(f"/meetings/{meeting}/minutes").press("투표에 부치기")
    facilitator.tick("하나 고르기").write("무엇을 묻나요?", "거치대를 어디에 둘까요?")
    facilitator.press("다음: 규칙 확인하기")
    poll = town.number(Poll.question, "거치대를 어디에 둘까요?")
    facilitator.press("투표 열기")
    voter = without_javascript(VOTER)
    vote(voter, poll, "재활용품 내놓는 자리를 한곳에 만들어요").press("투표하기")
    receipt = voter.page.locator(".receipt-words").inner_text()

    let_its_time_pass(poll)
    assert "투표가 마감되었습니다" in voter.open(f"/polls/{poll}").text
    town.run(close_due_polls)
    voter.open(f"/polls/{poll}/receipts").write("접수증의 낱말이나 번호", receipt).press("확인하기")
    assert "함 안에 있습니다" in voter.text
    officer = without_javascript(OFFICER)
    officer.open(f"/polls/{poll}/result").press("결과 확정하기")
    assert "아직 확정하지 않은 결과" not in officer.text
    assert desk().open(f"/polls/{poll}").path == f"/polls/{poll}/result"


def test_nothing_is_told_of_the_result_before_the_end(town, without_javascript, desk):
    poll = town.number(Poll.question, OPEN)
    voter = without_javascript(VOTER)
    vote(voter, poll).press("투표하기")
    receipt = voter.page.locator(".receipt-words").inner_text()
    voter.open(f"/polls/{poll}/receipts").write("접수증의 낱말이나 번호", receipt).press("확인하기")
    assert "아직 확인할 수 없습니다" in voter.text
    watcher = desk("참관인 이웃")
    answer = watcher.page.goto(f"{town.base}/polls/{poll}/result")
    assert answer.status == 409 or watcher.path == f"/polls/{poll}"
    assert "%" not in watcher.text


def test_pressing_twice_and_going_back_leave_one_ballot(town, phone, without_javascript):
    poll = town.number(Poll.question, OPEN)
    before = ballots(town, poll)
    for voter in (phone(VOTER), without_javascript("박씨 할머니")):
        vote(voter, poll)
        voter.control("투표하기").dblclick()  # the second click may cut off the answer to the first
        voter.page.get_by_role("heading", name="투표하셨습니다").wait_for()
        voter.look()
        go_back_and_try_again(voter)
        voter.open(f"/polls/{poll}")
        assert "더 하실 일이 없습니다" in voter.text
    assert ballots(town, poll) == before + 2


def go_back_and_try_again(voter) -> None:
    """Without scripts the browser asks whether to send the marks again; Chromium without a face shows an error."""
    with suppress(Error):
        voter.page.go_back(wait_until="load")
    with suppress(Error):
        voter.page.reload(wait_until="load")
    if voter.page.get_by_role("button", name="투표하기").count():
        voter.press("투표하기")


def test_a_paper_without_a_mark_says_what_is_missing(town, without_javascript):
    voter = without_javascript(VOTER)
    voter.open(f"/polls/{town.number(Poll.question, OPEN)}").press("다음: 확인하기")
    assert "아직 투표되지 않았습니다" in voter.page.get_by_role("alert").inner_text()


def test_whoever_marks_again_finds_the_mark_and_votes_for_another(town, without_javascript):
    voter = without_javascript(VOTER)
    vote(voter, town.number(Poll.question, OPEN)).press("다시 고르기")
    assert voter.field("찬성").is_checked()
    voter.tick("반대").press("다음: 확인하기").press("투표하기")
    assert voter.heading == "투표하셨습니다"


def test_a_person_votes_with_the_keyboard_alone(town, desk):
    voter = desk(VOTER).open(f"/polls/{town.number(Poll.question, OPEN)}")
    tab_to(voter, "marks-1")
    for key in ("Space", "ArrowDown", "ArrowUp"):
        voter.page.keyboard.press(key)
    tab_to(voter, "Next: check")
    press_enter(voter)
    tab_to(voter, "Cast my vote")
    press_enter(voter)
    assert voter.page.locator(".receipt-words").is_visible()


def tab_to(window, wanted: str) -> None:
    """Press Tab until the focus is on what has this id or these words; it must be seen to be there."""
    for _press in range(60):
        window.page.keyboard.press("Tab")
        on = window.page.locator(":focus")
        if on.count() and wanted in {on.get_attribute("id"), on.inner_text().strip()}:
            assert on.evaluate("one => one.matches(':focus-visible')")
            return
    raise AssertionError(f"Tab never reaches {wanted!r} on {window.path}")


def press_enter(window) -> None:
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    window.look()


def test_all_that_is_pressed_to_vote_is_44_pixels_or_more(town, phone):
    voter = phone(VOTER).open(f"/polls/{town.number(Poll.question, OPEN)}")
    small = []
    for one in voter.page.locator("main :is(button, summary, .choice), header :is(button, summary)").all():
        box = one.bounding_box()
        if box and one.is_visible() and min(box["width"], box["height"]) < 44:
            small.append((one.inner_text(), box))
    assert not small


def test_the_result_stands_in_a_sentence_a_chart_and_a_table(town, phone, desk):
    poll = town.number(Poll.question, DECIDED)
    for reader in (desk(), phone()):
        reader.open(f"/polls/{poll}/result")
        assert reader.page.locator(".decided").inner_text().strip()
        assert reader.page.locator("main table tbody tr").count() >= 3
        assert reader.page.locator("main :is(meter, svg, .bar)").first.is_visible()
    pictures.keep(reader, "result")


def test_the_words_are_the_largest_on_the_receipt_on_a_phone_a_desk_and_paper(town, phone, desk):
    poll = town.number(Poll.question, OPEN)
    for voter, answer, ways in ((phone(VOTER), "찬성", KOREAN), (desk("박씨 할머니"), "For", ENGLISH)):
        voter.open(f"/polls/{poll}").tick(answer).press(ways[0]).press(ways[1])
        for medium in ("screen", "print"):
            voter.page.emulate_media(media=medium)
            sizes = voter.page.evaluate(
                "[...document.querySelectorAll('.page *')].filter(one => one.checkVisibility() &&"
                " !one.closest('.receipt-words')).map(one => parseFloat(getComputedStyle(one).fontSize))"
            )
            words = voter.page.locator(".receipt-words").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
            assert words > max(sizes)


def test_the_qr_code_of_a_receipt_fills_in_the_number_and_leaves_it_in_no_address(town, phone, without_javascript):
    poll = town.number(Poll.question, OPEN)
    voter = phone(VOTER)
    vote(voter, poll).press("투표하기")
    image = voter.page.get_by_role("img", name="이 접수증을 확인하는 쪽의 QR 코드")
    assert image.evaluate("one => one.naturalWidth") > 0
    number = voter.page.locator("[data-copy]").get_attribute("data-copy")
    asked: list[str] = []
    for neighbour in (phone(), without_javascript()):
        neighbour.page.on("request", lambda request: asked.append(f"{request.url} {request.headers}"))
        neighbour.open(f"/polls/{poll}/receipts#{number.replace('-', '')}")
        field = neighbour.field("접수증의 낱말이나 번호")
        assert field.input_value() == (number if neighbour.scripts else "")
        assert ("QR 코드로 오셨으면" in neighbour.text) != neighbour.scripts
        if neighbour.scripts:
            assert neighbour.path == f"/polls/{poll}/receipts"
            assert "‘확인하기’를 눌러 주세요" in neighbour.text
            neighbour.press("확인하기")
            assert "아직 확인할 수 없습니다" in neighbour.text
    assert asked
    assert not [said for said in asked if number[:4] in said]


def test_the_ballot_and_the_receipt_are_worth_a_picture(town, phone):
    poll = town.number(Poll.question, OPEN)
    voter = phone(VOTER).open(f"/polls/{poll}")
    pictures.keep(voter, "ballot")
    vote(voter, poll)
    if pictures.wanted():
        pictures.save(voter, "readback-360-ko")
    voter.press("투표하기")
    assert "표가 투표함에 들어갔습니다" in voter.text
    pictures.keep(voter, "receipt")
