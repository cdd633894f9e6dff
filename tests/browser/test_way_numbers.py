"""Points, ranks and money: written on a phone without JavaScript or with the keyboard alone, and told in a picture."""

import json

import pytest
from sqlalchemy import select

from app.councils.models import Council
from app.polls.jobs import close_due_polls
from app.polls.models import Ballot, Poll
from tests import factories
from tests.browser.test_way_voting import FACILITATOR, VOTER, let_its_time_pass
from tests.factories import polls
from tests.polls.test_points_ranks_and_money import (
    CLEAR_DUELS,
    DUELS,
    GRADES,
    MEETING,
    MONEY,
    PLACES,
    POINTS,
    RUN_OFF,
    SCORES,
)
from tests.polls.test_seats_and_shares import DRAFTS as LATER
from tests.polls.test_seats_and_shares import FILLED, RANKED

EARLIER = (POINTS, SCORES, MEETING, GRADES, RUN_OFF, DUELS, CLEAR_DUELS, PLACES, MONEY)
DRAFTS = {**{draft["method"]: draft for draft in EARLIER}, **LATER}
WRITTEN = {
    "cumulative": ("3점", "1점"), "irv": ("2위", "1위"), "schulze": ("1위", "1위"), "ranked_pairs": ("1위", "1위"),
    "borda": ("2위", "1위"), "stv_meek": ("2위", "1위"),
}  # fmt: skip
MARKS = {
    "cumulative": [3, 1, 0], "irv": [2, 1, 0], "schulze": [1, 1, 0], "ranked_pairs": [1, 1, 0], "borda": [2, 1, 0],
    "stv_meek": [2, 1, 0],
}  # fmt: skip
BOXES = {
    "cumulative": [[3, 1, 0]] * 4 + [[0, 0, 4]] * 2,
    "score": [[5, 0, 3]] * 4 + [[0, 5, 4]] * 2,
    "irv": [[1, 2, 0]] * 3 + [[0, 1, 2]] * 2 + [[0, 2, 1]] * 2,
    "schulze": [[1, 2, 3]] * 4 + [[3, 2, 1]] * 4 + [[2, 1, 3]] * 3,
    "ranked_pairs": [[1, 2, 3]] * 5 + [[3, 1, 2]] * 4 + [[2, 3, 1]] * 3,
    "borda": [[1, 2, 3]] * 4 + [[3, 2, 1]] * 4 + [[2, 1, 3]] * 3,
    "star": [[5, 4, 0]] * 4 + [[0, 5, 4]] * 2,
    "majority_judgement": [[4, 2, 0]] * 4 + [[0, 3, 4]] * 3,
    "budget_order": [[1, 2]] * 3 + [[1], [2, 3], [1, 3]],
    "budget_greedy_cost": [[1, 2]] * 3 + [[1], [2, 3], [1, 3]],
    "budget_equal_shares": FILLED,
    "stv_scottish": RANKED,
    "stv_meek": RANKED,
}
TOLD = {
    "irv": "한 단계씩 다시 보기",
    "schulze": "둘씩 맞댄 표",
    "ranked_pairs": "뚜렷한 맞대결부터 받아들인 차례",
    "star": "결선에서 더 높게 매긴 표",
    "majority_judgement": "가운데 등급",
    "budget_order": "돈을 어떻게 쓰나",
    "budget_greedy_cost": "드는 돈에 견주어 표가 많은 차례로 본 것",
    "budget_equal_shares": "누가 얼마를 모아 샀나",
    "stv_scottish": "표가 옮겨 간 길",
    "stv_meek": "표가 옮겨 간 길",
}


def marks(town):
    return [json.loads(one) for one in town.ask(select(Ballot.marks))]


@pytest.fixture
def neighbour(town, without_javascript):
    """A voter on a phone without scripts, and a poll that is open to them."""

    def begin(draft):
        council = factories.a_council(name="숫자를 적는 골목")
        factories.a_member(council, name="복덕방 할아버지")
        poll = polls.an_open_poll(council, **draft)
        return poll.id, town.sign_in(without_javascript(VOTER), "복덕방 할아버지").open(f"/polls/{poll.id}")

    return begin


@pytest.mark.parametrize("key", WRITTEN)
def test_a_neighbour_chooses_numbers_from_lists_and_reads_them_back(town, neighbour, key):
    _poll, voter = neighbour(DRAFTS[key])
    before = marks(town)
    for label, words in zip(("꽃길 만들기", "평생교육"), WRITTEN[key], strict=True):
        voter.field(label).select_option(label=words)
    voter.press("다음: 확인하기")
    assert voter.heading == "이렇게 투표할까요?"
    assert all(words in voter.page.locator(".numbered-list").inner_text() for words in WRITTEN[key])
    voter.press("투표하기")
    assert voter.heading == "투표하셨습니다"
    cast = marks(town)
    for one in before:
        cast.remove(one)
    assert cast == [MARKS[key]]


def test_a_neighbour_gives_scores_with_the_keyboard_alone(town, desk):
    council = factories.a_council()
    factories.a_member(council, name="복덕방 할아버지")
    poll = polls.an_open_poll(council, **SCORES)
    voter = town.sign_in(desk(VOTER), "복덕방 할아버지").open(f"/polls/{poll.id}")
    voter.page.locator("#number-1-0").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Tab", "ArrowRight"):
        voter.page.keyboard.press(key)
    assert voter.page.locator("#number-1-3").is_checked()
    assert voter.page.locator("#number-2-1").is_checked()
    voter.press("Next: check")
    voter.press("Cast my vote")
    assert [3, 1, 0] in marks(town)


def test_a_neighbour_grades_in_words_without_scripts_and_reads_them_back(town, neighbour):
    _poll, voter = neighbour(GRADES)
    for label, grade in (("꽃길 만들기", "매우 좋음"), ("평생교육", "아쉬움")):
        voter.page.get_by_role("radiogroup", name=label).get_by_label(grade, exact=True).check()
    voter.press("다음: 확인하기")
    read = voter.page.locator(".numbered-list").inner_text()
    assert [word for word in ("매우 좋음", "아쉬움", "안 됨", "빈 표가 아닙니다") if word not in read] == []
    voter.press("투표하기")
    assert voter.heading == "투표하셨습니다"
    assert [4, 1, 0] in marks(town)


def test_what_cannot_be_counted_is_told_and_the_numbers_stay(neighbour):
    _poll, voter = neighbour(RUN_OFF)
    voter.field("꽃길 만들기").select_option(label="1위")
    voter.field("평생교육").select_option(label="1위")
    voter.press("다음: 확인하기")
    assert "같은 순위를 둘 이상에 매겼습니다" in voter.page.get_by_role("alert").inner_text()
    assert voter.field("평생교육").input_value() == "1"


def test_a_budget_is_made_from_lines_with_amounts_voted_on_and_told_with_what_just_missed(
    town, without_javascript, desk
):
    facilitator = without_javascript(FACILITATOR)
    council = town.ask(select(Council.id).where(Council.id == town.council))[0]
    facilitator.open(f"/councils/{council}/polls/new")
    facilitator.tick("예산 안에서 여러 개 뽑기").write("무엇을 묻나요?", "주민참여예산을 어디에 쓸까요?")
    facilitator.write("그 밖의 보기", "골목 의자: 300만원\n벽화: 2,500,000원").write("쓸 수 있는 돈(원)", "4000000")
    facilitator.press("다음: 규칙 확인하기")
    assert "4,000,000원 안에서" in facilitator.text
    facilitator.press("투표 열기")
    poll = town.number(Poll.question, "주민참여예산을 어디에 쓸까요?")
    voter = without_javascript(VOTER).open(f"/polls/{poll}")
    assert "쓸 수 있는 돈은 모두 4,000,000원입니다" in voter.text
    voter.tick("골목 의자").press("다음: 확인하기").press("투표하기")
    let_its_time_pass(poll)
    town.run(close_due_polls)
    assert desk(FACILITATOR).open(f"/polls/{poll}").path == f"/polls/{poll}/result"


@pytest.mark.parametrize("key", BOXES)
def test_every_result_is_told_to_a_visitor_on_a_phone_and_at_a_desk(town, phone, desk, key):
    poll = polls.a_counted_poll(BOXES[key], **DRAFTS[key])
    assert TOLD.get(key, "받은 점") in phone(VOTER).open(f"/polls/{poll.id}/result").text
    assert "Chosen" in desk(VOTER).open(f"/polls/{poll.id}/result").text
