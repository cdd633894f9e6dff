"""Papers that take points or ranks, and results with rounds, duels and money, as a browser without scripts has them."""

import pytest

from app.polls import queries
from tests import conftest, factories
from tests.browsing import form_of, submit
from tests.factories import polls as made
from tests.polls.papers import poll_url, press
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

HIGHEST = {"cumulative": 4, "score": 5, "irv": 3, "schulze": 3, "majority_judgement": 4}
NUMBERED = {draft["method"]: draft for draft in (POINTS, SCORES, MEETING, GRADES, RUN_OFF, DUELS, CLEAR_DUELS, PLACES)}


@pytest.fixture
def voting(app, sign_in):
    """A council, and the browser of a voter on the roll of a poll that is drafted so."""

    def begin(draft):
        council = factories.a_council()
        voter = factories.a_member(council)
        poll = made.an_open_poll(council, **draft)
        return poll, sign_in(voter)

    return begin


def marked(client, poll, *numbers, **more):
    """From the paper to the read-back."""
    sent = {f"number-{place}": str(number) for place, number in enumerate(numbers, 1)}
    return submit(client, poll_url(poll), "/readback", **sent, **more)


@pytest.mark.parametrize("key", NUMBERED)
def test_a_voter_writes_numbers_reads_them_back_and_casts_them(voting, key):
    poll, client = voting(NUMBERED[key])
    read_back = marked(client, poll, 2, 1, 0)
    assert read_back.status_code == 200
    assert form_of(read_back.text, "/ballots").values["number-1"] == "2"
    assert press(client, read_back, "/ballots").status_code == 303
    assert [row.marks for row in conftest.rows("ballot")] == ["[2,1,0]"]
    assert "투표하셨습니다" in client.get(poll_url(poll, "receipt")).text


@pytest.mark.parametrize("key", NUMBERED)
def test_a_blank_ballot_is_marked_on_purpose(voting, key):
    poll, client = voting(NUMBERED[key])
    assert marked(client, poll).status_code == 422
    read_back = marked(client, poll, marks="0")
    assert "빈 표로 냅니다" in read_back.text
    assert press(client, read_back, "/ballots").status_code == 303
    assert [row.marks for row in conftest.rows("ballot")] == ["[]"]


WRONG = [
    ("cumulative", {"number-1": "3", "number-2": "4"}, "모두 4점까지 줄 수 있습니다. 3점을 줄여 주세요."),
    ("cumulative", {"number-1": "5"}, "고를 수 없는 숫자가 있습니다"),
    ("score", {"number-1": "6"}, "고를 수 없는 숫자가 있습니다"),
    ("score", {"number-1": "-1"}, "고를 수 없는 숫자가 있습니다"),
    ("score", {"number-1": "１"}, "고를 수 없는 숫자가 있습니다"),
    ("score", {"number-1": "1.0"}, "고를 수 없는 숫자가 있습니다"),
    ("score", {"number-1": "9" * 100_000}, "고를 수 없는 숫자가 있습니다"),
    ("score", {"number-1": "1", "number-4": "1"}, "이 투표에 없는 것이 표시되었습니다"),
    ("score", {"number-1": "1", "number-999999999": "1"}, None),
    ("score", {"number-1": "1", "marks": "0"}, "‘고를 것이 없습니다’와 다른 것을 함께 골랐습니다"),
    ("score", {"number-1": "1", "marks": "2"}, "이 투표에 없는 것이 표시되었습니다"),
    ("irv", {"number-1": "2", "number-2": "2"}, "같은 순위를 둘 이상에 매겼습니다"),
    ("irv", {"number-1": "4"}, "고를 수 없는 숫자가 있습니다"),
    ("schulze", {"number-1": "가"}, "고를 수 없는 숫자가 있습니다"),
    ("schulze", {}, "아직 아무것도 적지 않았습니다"),
    ("majority_judgement", {"number-1": "5"}, "고를 수 없는 숫자가 있습니다"),
    ("majority_judgement", {}, "모두 ‘안 됨’이면 ‘고를 것이 없습니다’를 눌러 주세요."),
]


@pytest.mark.parametrize(("key", "sent", "said"), WRONG, ids=range(len(WRONG)))
def test_numbers_that_are_no_ballot_are_told_and_the_others_are_kept(voting, key, sent, said):
    poll, client = voting(NUMBERED[key])
    form = form_of(client.get(poll_url(poll)).text, "/readback")
    for name, value in sent.items():
        form.values.setlist(name, [value])
    answer = client.post(form.action, data=form.values)
    if said is None:
        assert answer.status_code == 200, "a line that no paper has is no line"
        return
    assert answer.status_code == 422
    assert said in answer.text
    assert "error-summary" in answer.text
    kept = form_of(answer.text, "/readback").values
    offered = {str(number) for number in range(HIGHEST[key] + 1)}
    assert [kept[name] for name in ("number-1", "number-2", "number-3")] == [
        sent.get(name, "0") if sent.get(name) in offered else "0" for name in ("number-1", "number-2", "number-3")
    ]
    refused = client.post(poll_url(poll, "ballots"), data=form.values)
    assert refused.status_code == 422
    assert conftest.rows("ballot") == []


@pytest.mark.parametrize("key", NUMBERED)
def test_every_read_back_is_as_long_as_every_other(voting, key):
    poll, client = voting(NUMBERED[key])
    papers = [(1, 0, 0), (0, 1, 2), (3, 1, 0), (1, 2, 0), (0, 0, 1)]
    lengths = {len(marked(client, poll, *numbers).data) for numbers in papers}
    lengths.add(len(marked(client, poll, marks="0").data))
    assert len(lengths) == 1, "whoever watches the line could tell the papers apart"


@pytest.mark.parametrize("key", NUMBERED)
def test_whoever_marks_again_finds_the_numbers(voting, key):
    poll, client = voting(NUMBERED[key])
    values = form_of(marked(client, poll, 2, 0, 1).text, "/ballots").values
    again = client.post(poll_url(poll, "readback"), data={**values, "again": "yes"})
    kept = form_of(again.text, "/readback").values
    assert [kept[f"number-{place}"] for place in (1, 2, 3)] == ["2", "0", "1"]


def test_money_is_drafted_from_lines_with_amounts_and_found_again_in_the_form(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    lines = "꽃길: 300만원\n담장: 벽화 ： 1,200,000원\n의자:500000"
    wanted = {"question": "어디에 쓸까요?", "method": "budget_order", "others": lines, "budget_won": "4000000"}
    sent = submit(client, f"/councils/{council.id}/polls/new", "/polls/new", votes_per_voter="2", **wanted)
    assert sent.status_code == 303
    poll = queries.poll(conftest.rows("poll")[0].id)
    assert [(one.label, one.cost_won) for one in poll.options] == [
        ("꽃길", 3_000_000), ("담장: 벽화", 1_200_000), ("의자", 500_000),
    ]  # fmt: skip
    page = client.get(sent.location).text
    assert "4,000,000원 안에서 표가 많은 차례로 뽑고" in page
    kept = form_of(client.get(f"/polls/{poll.id}/draft").text, "/draft").values
    assert kept["others"] == "꽃길: 3,000,000원\n담장: 벽화: 1,200,000원\n의자: 500,000원"
    assert kept["budget_won"] == "4000000"


def test_a_line_without_an_amount_is_told_by_its_name(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    wanted = {
        "question": "어디에 쓸까요?",
        "method": "budget_order",
        "others": "꽃길: 300만원\n담장",
        "budget_won": "4000000",
    }
    answer = submit(client, f"/councils/{council.id}/polls/new", "/polls/new", **wanted)
    assert answer.status_code == 422
    assert "‘담장’에 드는 돈을 적어 주세요" in answer.text
    assert conftest.rows("poll") == []


def test_ranks_cannot_be_tried_out_by_votes_and_the_draft_does_not_offer_it(app, sign_in):
    council = factories.a_council()
    client = sign_in(factories.a_facilitator(council))
    ranks, points = made.a_draft(council, **RUN_OFF), made.a_draft(council, **POINTS)
    assert "/trial" not in client.get(poll_url(ranks)).text
    assert client.get(poll_url(ranks, "trial")).status_code == 409
    assert "/trial" in client.get(poll_url(points)).text


def shown(client, ballots, **draft):
    return client.get(poll_url(made.a_counted_poll(ballots, **draft), "result")).text


def test_the_rounds_of_a_run_off_are_shown_with_where_the_ballots_went(app, client):
    page = shown(client, [[1, 0, 0]] * 5 + [[0, 1, 0]] * 3 + [[0, 2, 1], [0, 0, 1]], **RUN_OFF)
    assert "3단계" not in page
    assert (
        "표가 가장 적어 뺀 것: ‘더불어농장’. 그 표는 이렇게 갔습니다: ‘평생교육’에 1표, 다음 순위가 없는 표 1표."
        in page
        or "제비" in page
    )


def test_options_that_nobody_put_first_go_out_without_a_word_of_a_lot(app, client):
    page = shown(client, [[1, 2, 0, 0]] * 3 + [[2, 1, 0, 0]] * 3 + [[1, 0, 0, 0]], **{**RUN_OFF, "choices": 4})
    assert "2단계" not in page, "more than half at once"
    page = shown(
        client, [[1, 0, 0, 0, 0]] * 3 + [[0, 1, 0, 0, 0]] * 2 + [[0, 2, 1, 0, 0]] * 1, **{**RUN_OFF, "choices": 5}
    )
    assert "표가 가장 적어 뺀 것: ‘전통장 담그기’" in page
    assert "제비로 정했습니다" not in page.split("2단계")[0]


def test_the_duels_are_shown_in_a_table(app, client):
    page = shown(client, [[1, 2, 3]] * 4 + [[2, 1, 3]] * 2, **DUELS)
    assert "뽑힌 것은 다른 모두와의 맞대결에서 이겼습니다." in page
    assert '<th scope="row">1. 꽃길 만들기</th>' in page
    assert "<b>4</b>" in page


def test_the_money_is_shown_with_what_just_missed(app, client):
    page = shown(client, [[1, 2], [1, 2], [1], [2, 3], [1, 3]], **MONEY)
    assert "800원 가운데 800원을 쓰고 0원이 남습니다." in page
    assert "남은 돈이 100원 모자람" in page


def test_points_are_called_points(app, client):
    page = shown(client, [[3, 1, 0]] * 5, **POINTS)
    assert "뽑힌 것: ‘꽃길 만들기’ 15점." in page
    assert "가장 가까웠던 것이 11점만 더 받았으면" in page


@pytest.mark.parametrize("draft", [*NUMBERED.values(), MONEY], ids=lambda draft: draft["method"])
def test_of_few_ballots_only_the_verdict_is_shown(app, client, draft):
    ballot = [1, 2] if draft is MONEY else [1, 2, 0]
    page = shown(client, [ballot] * 4, **draft)
    for told in ("1단계", "맞대결마다", "모자람", "받아들임", "median-line", 'id="finale"', '<svg class="bar"'):
        assert told not in page
    assert "표수는 밝히지 않습니다" in page
