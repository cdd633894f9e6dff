"""Papers and results of seats filled by ranks and of money spent by shares, as a browser without scripts has them."""

import re

import pytest

from app.polls.views.flow import BAR, LEFT, WIDTH, Band, drawn
from tests import conftest, factories
from tests.browsing import form_of, submit
from tests.factories import polls as made
from tests.polls.papers import poll_url, press
from tests.polls.test_seats_and_shares import BY_COST, DRAFTS, EVEN, FILLED, MEEK, RANKED, RUN_SHORT, SCOTTISH, SHARES

RANKS = {"number-1": "2", "number-2": "1"}
MARKED = {"stv_scottish": RANKS, "stv_meek": RANKS, "budget_greedy_cost": {"marks": ["1", "3"]}}
MARKED["budget_equal_shares"] = MARKED["budget_greedy_cost"]
KEPT = {"stv_scottish": "[2,1,0]", "stv_meek": "[2,1,0]", "budget_greedy_cost": "[1,3]", "budget_equal_shares": "[1,3]"}


def shown(client, ballots, language="ko", **draft):
    poll = made.a_counted_poll(ballots, **draft)
    return client.get(poll_url(poll, "result"), headers={"Accept-Language": language}).text


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def voting(app, sign_in):
    def begin(key):
        council = factories.a_council()
        voter = factories.a_member(council)
        return made.an_open_poll(council, **DRAFTS[key]), sign_in(voter)

    return begin


@pytest.mark.parametrize("key", DRAFTS)
def test_a_voter_marks_reads_back_and_casts(voting, key):
    poll, client = voting(key)
    read_back = submit(client, poll_url(poll), "/readback", **MARKED[key])
    assert read_back.status_code == 200
    assert press(client, read_back, "/ballots").status_code == 303
    assert [row.marks for row in conftest.rows("ballot")] == [KEPT[key]]


@pytest.mark.parametrize("key", DRAFTS)
def test_every_read_back_is_as_long_as_every_other(voting, key):
    poll, client = voting(key)
    ranks = [{"number-1": "1"}, {"number-2": "1", "number-3": "2"}, {"number-3": "2", "number-1": "1"}, {"marks": "0"}]
    marks = [{"marks": ["1"]}, {"marks": ["1", "3"]}, {"marks": ["2", "4"]}, {"marks": ["0"]}]
    papers = marks if "budget" in key else ranks
    assert len({len(submit(client, poll_url(poll), "/readback", **paper).data) for paper in papers}) == 1


@pytest.mark.parametrize("key", DRAFTS)
def test_the_rules_of_the_draft_are_told_in_both_languages(app, sign_in, key):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    poll = made.a_draft(council, **DRAFTS[key])
    said = {
        "budget_greedy_cost": ("표를 드는 돈으로 나눈 값이 큰 차례로", "votes divided by cost"),
        "budget_equal_shares": ("첫 몫의 100분의 1씩", "a hundredth of the first share"),
        "stv_scottish": ("소수 다섯째 자리까지", "five decimal places"),
        "stv_meek": ("소수 아홉째 자리까지", "nine decimal places"),
    }
    for language, words in zip(("ko", "en"), said[key], strict=True):
        page = client.get(poll_url(poll), headers={"Accept-Language": language}).text
        assert words in page
        assert language == "ko" or "누가 무엇을" not in page, "all of the rules speak English"


def test_a_draft_for_seats_keeps_their_number(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    wanted = {"question": "누가 맡을까요?", "method": "stv_scottish", "others": "가\n나\n다", "seats": "2"}
    sent = submit(client, f"/councils/{council.id}/polls/new", "/polls/new", **wanted)
    assert sent.status_code == 303
    assert "2자리를 채웁니다" in client.get(sent.location).text
    assert form_of(client.get(sent.location + "/draft").text, "/draft").values["seats"] == "2"


def test_the_money_by_votes_for_the_cost_is_shown_with_the_order_that_decided(app, client):
    page = text_of(shown(client, [[1]] * 6 + [[3]] * 3 + [[2]], **BY_COST))
    assert "드는 돈에 견주어 표가 많은 차례로 본 것" in page
    assert "100만 원에 15,000표" in page
    assert page.index("100만 원에 15,000표") < page.index("100만 원에 10,000표") < page.index("100만 원에 2,000표")
    assert "남은 돈이 300원 모자람" in page


def test_of_equal_shares_it_is_told_how_many_paid_how_much_and_what_was_missing(app, client):
    page = text_of(shown(client, FILLED, **SHARES))
    assert "1,000원을 유효표 24표에 똑같이 나누면 한 사람 몫은 약 42원입니다." in page
    assert "몫을 1원씩 41번 늘려 약 83원으로 셌습니다." in page
    assert "12명이 50원씩 냄" in page
    assert "6명이 약 33원씩 냄" in page
    assert "바라는 6명에게 남은 몫을 모두 합쳐 496원, 4원이 모자람. 채울 때 남은 돈도 300원 모자람" in page
    assert "남은 돈으로 뽑힘" in page
    assert "1,000원 가운데 1,000원을 쓰고 0원이 남습니다." in page


def test_who_ran_short_and_what_nobody_wanted_are_told(app, client):
    options = [made.NewOption(label, cost_won=cost) for label, cost in zip("가나다", (120, 96, 40), strict=True)]
    page = text_of(shown(client, RUN_SHORT, **{**SHARES, "budget_won": 256, "options": options}))
    assert "한 사람 몫은 16원입니다. 256원 가운데" in page, "the first share pays for all that is wanted"
    assert "4명이 15원씩 냄, 6명은 남은 몫 6원을 다 냄" in page
    assert "받은 표가 없음" in page


def test_where_all_the_money_is_spent_what_was_missing_is_told_in_the_order_of_the_paper(app, client):
    options = [made.NewOption(label, cost_won=cost) for label, cost in zip("가나다", (60, 50, 40), strict=True)]
    page = text_of(shown(client, [[1]] * 3 + [[3]] * 2 + [[2]], **{**SHARES, "budget_won": 100, "options": options}))
    assert "100원 가운데 100원을 쓰고 0원이 남습니다." in page
    assert "바라는 1명에게" in page


def test_the_stages_of_the_scottish_count_are_a_picture_a_table_and_sentences(app, client):
    page = shown(client, RANKED, **SCOTTISH)
    told = text_of(page)
    assert "1위 표를 셉니다. 뽑힘: ‘꽃길 만들기’." in told
    assert "필요한 표를 넘은 ‘꽃길 만들기’의 남는 표를 옮깁니다." in told
    assert "이렇게 갔습니다: ‘평생교육’에 2.99999표, 더 옮길 데가 없는 표 0.00001표. 뽑힘: ‘평생교육’." in told
    assert "4.99999" in told
    assert '<path class="flow-moves"' in page
    assert "보기마다 받은 1위 표" not in told, "the first stage says it"


def test_who_goes_out_and_who_fills_the_last_seat_is_told(app, client):
    told = text_of(shown(client, EVEN, **SCOTTISH))
    assert re.search(r"가장 적은 ‘[^’]+’ 쪽을 빼고 그 표를 옮깁니다. 이렇게 갔습니다: 더 옮길 데가 없는 표 2표.", told)
    assert "남은 것이 남은 자리만큼이라 모두 뽑습니다." in told
    assert "제비를 뽑" in told or "추첨으로 정했습니다" in told


def test_the_rounds_of_meek_are_told_to_nine_places(app, client):
    told = text_of(shown(client, RANKED, **MEEK))
    assert "뽑힌 것이 필요한 만큼만 가지고, 모든 표를 다시 나눕니다." in told
    assert "3.666666667" in told
    ballots = [[1, 2, 0, 0]] * 9 + [[0, 1, 0, 2]] * 4 + [[0, 2, 1, 0]] * 3 + [[0, 0, 0, 1]] * 4
    assert "쪽을 빼고 모든 표를 다시 나눕니다." in text_of(shown(client, ballots, **{**MEEK, "choices": 4}))


@pytest.mark.parametrize("key", DRAFTS)
def test_an_english_reader_reads_it_in_english_but_for_the_names(app, client, key):
    page = shown(client, FILLED if "budget" in key else RANKED, "en", **DRAFTS[key])
    words = re.sub(r'<span lang="ko">.*?</span>', "", page)
    assert not re.search("[가-힣]", re.sub(r"<[^>]+>", "", words.split("<main")[1].split("</main>")[0]))


@pytest.mark.parametrize("key", DRAFTS)
def test_of_few_ballots_only_the_verdict_is_shown(app, client, key):
    page = shown(client, [[1, 3] if "budget" in key else [1, 2, 0]] * 4, **DRAFTS[key])
    for told in ("단계", "모자람", "씩 냄", 'class="flow', '<svg class="bar"'):
        assert told not in page
    assert "표수는 밝히지 않습니다" in page


def test_of_many_options_the_picture_shows_the_largest_and_the_others_as_one(app, client):
    ballots = [[1 if place == number % 13 else 0 for place in range(13)] for number in range(20)]
    page = shown(client, ballots, **{**SCOTTISH, "choices": 13})
    assert "‘+’는 나머지 5개를 합친 것입니다." in page
    assert page.count('<th scope="row">13. ') == 1, "the table has all of them"


def test_bars_are_as_wide_as_their_votes_and_ribbons_join_what_they_leave_with_what_they_reach():
    before = [Band("1", 6, "won"), Band("2", 2, "in"), Band("3", 2, "in"), Band("", 0, "lost")]
    after = [Band("1", 4, "won"), Band("2", 3, "in"), Band("3", 2, "in"), Band("", 1, "lost")]
    flow = drawn([before, after], 10)
    scale = (WIDTH - LEFT) / 10
    assert [round(piece.width / scale, 6) for piece in flow.rows[1].pieces] == [4, 3, 2, 1]
    assert [piece.label for piece in flow.rows[0].pieces] == ["1", "2", "3", ""]
    assert [ribbon.kind for ribbon in flow.ribbons] == ["stays"] * 3 + ["moves"] * 2
    for ribbon in flow.ribbons:
        numbers = [float(number) for number in re.findall(r"-?\d+\.\d+", ribbon.path)]
        assert min(numbers) >= 0
        assert max(numbers) <= max(WIDTH, flow.height)
    widths = [_width(ribbon.path) / scale for ribbon in flow.ribbons]
    assert [round(width, 2) for width in widths] == [4, 2, 2, 1, 1]
    assert flow.height == flow.rows[1].y + BAR


def _width(path):
    """From where the upper edge begins to where it ends."""
    numbers = [float(number) for number in re.findall(r"-?\d+\.\d+", path)]
    return numbers[-2] - numbers[0]


@pytest.mark.parametrize("key", DRAFTS)
def test_whoever_votes_with_help_leaves_the_same_marks(app, key):
    council = factories.a_council()
    voter, helper = factories.a_member(council), factories.a_facilitator(council)
    poll = made.an_open_poll(council, takes_assisted=True, **DRAFTS[key])
    made.cast_with_help(poll, voter, [int(number) for number in KEPT[key][1:-1].split(",")], helper)
    assert [row.marks for row in conftest.rows("ballot")] == [KEPT[key]]
