"""Paper on a phone without JavaScript: handed out at the booth, entered by two, reconciled, counted with the rest."""

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import db
from app.people.models import User
from app.polls import jobs, queries
from app.polls.models import Poll
from app.polls.service import second_count
from tests.factories import polls as made
from tests.polls import second_counters

FACILITATOR, OFFICER, VOTER = "골목 활동가", "우리동네주무관", "초록대문 집"
QUESTION = "올해 골목에서 무엇부터 할까요?"


def an_open_poll(town) -> int:
    council = db.session.get(Council, town.council)
    facilitator = db.session.query(User).filter_by(name=FACILITATOR).one()
    given = {"choices": 3, "method": "choose_up_to_k", "votes_per_voter": 2, "takes_paper": True}
    poll = made.a_draft(council, by=facilitator, question=QUESTION, **given)
    made.opened(poll, by=facilitator)
    db.session.remove()
    return town.number(Poll.question, QUESTION)


def hand_paper(window, poll: int, name: str) -> str:
    window.open(f"/polls/{poll}/booth").write("이름", name).press("명부에서 찾기")
    with window.page.expect_navigation():
        window.page.get_by_role("button", name=f"종이 건네기 {name}").click()
    return window.look().text


def enter(window, poll: int, *sheets: str) -> str:
    """Mark one box of each sheet, by the words beside it, and save."""
    window.open(f"/polls/{poll}/batches/1")
    for number, label in enumerate(sheets, 1):
        part = window.page.locator(f"#sheet-{number}")
        for box in part.get_by_role("checkbox").all():
            box.uncheck()
        part.get_by_label(label, exact=True).check()
    return window.press("이 묶음 저장하기").text


def test_paper_goes_from_the_booth_to_the_result(town, without_javascript):
    poll = an_open_poll(town)
    one, other = without_javascript(FACILITATOR), without_javascript(OFFICER)
    assert "이제 종이 한 장을 건네세요" in hand_paper(one, poll, VOTER)
    assert "이미 종이를 건넨 것으로" in hand_paper(other, poll, VOTER)
    assert "이제 종이 한 장을 건네세요" in hand_paper(other, poll, "박씨 할머니")
    voter = without_javascript(VOTER)
    assert "종이로 투표하셨습니다" in voter.open(f"/polls/{poll}").text
    made.closed(queries.poll(poll))
    db.session.remove()
    assert "종이 표를 두 사람이" in voter.open(f"/polls/{poll}").text

    one.open(f"/polls/{poll}").press("종이 표 옮겨 적기")
    one.write("새 묶음은 몇 장인가요?", "2").press("새 묶음 옮겨 적기").press("이 묶음 저장하기")
    assert "1번째 장을 아직 적지 않았습니다" in one.page.get_by_role("alert").inner_text()
    first, second = "꽃길 만들기", "평생교육"
    enter(one, poll, first, second)
    assert "다르게 적은 장: 2번째" in enter(other, poll, first, first)
    assert "두 사람이 똑같이 적었습니다" in enter(other, poll, first, second)

    one.open(f"/polls/{poll}/reconciliation")
    one.write("인쇄한 종이", "5").write("쓰지 않고 남은 종이", "2").write("잘못 써서 돌려받고 새로 준 종이", "0")
    one.press("대조표 저장하기").write("인쇄한 종이의 수가 맞지 않는 까닭", "한 장이 젖어 버렸습니다")
    one.press("대조표 저장하기")
    other.open(f"/polls/{poll}/reconciliation").press("까닭을 확인합니다").press("모두 함께 세기")
    assert "한 장이 젖어 버렸습니다" in other.text
    assert other.path == f"/polls/{poll}/result"


def test_a_page_that_waits_for_the_worker_shows_the_result_by_itself(town, windows):
    poll = an_open_poll(town)
    one = windows(FACILITATOR, is_phone=True, language="ko")
    made.closed(queries.poll(poll))
    db.session.remove()
    one.open(f"/polls/{poll}/reconciliation")
    one.write("인쇄한 종이", "1").write("쓰지 않고 남은 종이", "1").write("잘못 써서 돌려받고 새로 준 종이", "0")
    one.press("대조표 저장하기")
    second_counters.installed(second_counters.points)
    one.open(f"/polls/{poll}/counting").press("모두 함께 세기")
    assert "표를 세고 있습니다" in one.text
    try:
        jobs.take_asked_steps(clock.now())
    finally:
        second_count.install({})
        db.session.remove()
    one.page.wait_for_url(f"**/polls/{poll}/result")
    assert "아직 확정하지 않은 결과입니다" in one.look().text
