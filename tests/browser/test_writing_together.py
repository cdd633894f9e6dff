"""Writing a proposal with a script at hand: the draft is kept while typing, similar ones appear, and the keyboard is
enough; with a second person at the same words nothing is lost."""

from playwright.sync_api import expect
from sqlalchemy import select

from app.kernel.db import session
from app.proposals.models import Proposal
from app.proposals.states import ProposalState

BENCH = "주차 한 면을 쉼터로 바꿔 볼까요"
SAVED_MS = 8_000


def drafts(title: str) -> list[Proposal]:
    """The drafts that begin with these words, as they are now."""
    session().rollback()
    session().expire_all()
    of_title = Proposal.title.startswith(title)
    return list(session().scalars(select(Proposal).where(of_title, Proposal.state == ProposalState.DRAFT)))


def test_a_draft_is_kept_while_typing_and_only_once(town, phone):
    author = phone("초록대문 집")
    author.open(f"/councils/{town.council}/proposals/new")
    said = author.page.locator("[data-saving]")
    author.write("제목", "골목 어귀에 재떨이 놓기")
    expect(said).to_contain_text("저장했습니다", timeout=SAVED_MS)
    with author.page.expect_response(lambda answer: answer.request.method == "POST", timeout=SAVED_MS):
        author.write("무엇이 문제인가요?", "꽁초가 쌓입니다.").write("어떻게 되면 좋겠나요?", "재떨이를 놓아 주세요.")
    author.press("다음: 읽어 보기")
    assert author.heading == "이렇게 보입니다"
    (mine,) = drafts("골목 어귀에 재떨이")
    assert (mine.problem, mine.wish) == ("꽁초가 쌓입니다.", "재떨이를 놓아 주세요.")


def test_without_a_network_the_words_stay_and_are_kept_later(town, phone):
    author = phone("초록대문 집")
    author.open(f"/councils/{town.council}/proposals/new")
    said = author.page.locator("[data-saving]")
    author.context.set_offline(True)
    author.write("제목", "끊긴 동안 쓴 제목")
    expect(said).to_contain_text("저장하지 못했습니다", timeout=SAVED_MS)
    assert author.field("제목").input_value() == "끊긴 동안 쓴 제목"
    author.context.set_offline(False)
    expect(said).to_contain_text("저장했습니다", timeout=2 * SAVED_MS)
    assert len(drafts("끊긴 동안 쓴 제목")) == 1


def test_a_similar_proposal_appears_below_the_title_and_the_keyboard_reaches_it(town, phone):
    author = phone("초록대문 집")
    author.open(f"/councils/{town.council}/proposals/new")
    author.field("제목").press_sequentially("주차 한 면을 쉼터로")
    shown = author.page.locator("[data-similar]").get_by_role("link", name=BENCH)
    expect(shown).to_be_visible()
    author.look()
    author.page.keyboard.press("Tab")
    expect(shown).to_be_focused()
    with author.page.expect_navigation():
        author.page.keyboard.press("Enter")
    assert author.heading == BENCH


def test_without_a_script_a_button_finds_the_similar_one(town, without_javascript):
    author = without_javascript("초록대문 집")
    author.open(f"/councils/{town.council}/proposals/new")
    author.write("제목", "주차 한 면을 쉼터로").press("비슷한 제안 찾기")
    assert author.heading == "제안 고치기"
    assert BENCH in author.text
    author.write("무엇이 문제인가요?", "앉을 데가 없습니다.").write("어떻게 되면 좋겠나요?", "의자를 놓아 주세요.")
    author.press("고친 것 저장하기")
    assert author.heading == "이렇게 보입니다"


def test_an_amendment_is_offered_compared_and_accepted(town, without_javascript):
    number = town.number(Proposal.title, BENCH)
    neighbour = without_javascript("감나무 집")
    neighbour.open(f"/proposals/{number}").press("수정안 내기")
    neighbour.write("제목", "주차 한 면을 낮에만 쉼터로 바꿔 볼까요").write("왜 바꾸면 좋을까요?", "밤에는 차를 댑니다")
    neighbour.press("수정안 내기")
    assert "[더한 말: 낮에만 ]" in neighbour.text
    here = neighbour.path
    author = without_javascript("쌍둥이 아빠")
    author.open(here).press("이 글로 바꾸기")
    assert "받아들였습니다" in author.text
    author.open(f"/proposals/{number}")
    assert author.heading == "주차 한 면을 낮에만 쉼터로 바꿔 볼까요"
    author.press("고침 1번")
    assert "감나무 집님의 수정안을 받아들임" in author.text


def test_two_who_edit_at_once_see_both_texts(town, without_javascript):
    number = town.number(Proposal.title, BENCH)
    place = f"/proposals/{number}/edition"
    here, there = (without_javascript("쌍둥이 아빠") for _window in range(2))
    here.open(place)
    there.open(place).write("제목", "저쪽에서 고친 제목").press("고친 것 저장하기")
    here.write("제목", "이쪽에서 고친 제목").press("고친 것 저장하기")
    assert "지금 저장된 글과 내가 쓴 글" in here.text
    assert here.field("제목").input_value() == "이쪽에서 고친 제목"
    here.press("내 글로 저장하기")
    assert here.heading == "이쪽에서 고친 제목"
