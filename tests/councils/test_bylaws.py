"""Reading and changing a council's own rules."""

from dataclasses import replace

import pytest

from app.councils import queries, service
from app.councils.service.bylaws import check
from app.councils.service.presets import PRESETS
from app.councils.service.rules import Rules
from app.councils.states import CouncilState
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import history
from tests.browsing import submit
from tests.conftest import counted_statements
from tests.factories import a_council, a_facilitator, a_member, a_user, an_observer, an_officer


def edition(council, preset: str = "") -> str:
    return f"/councils/{council.id}/bylaws/edition" + (f"?preset={preset}" if preset else "")


def amend(council, rules: Rules, preset: str = "alley", version: int | None = None, by=None) -> None:
    here = queries.council(council.id)
    with transaction():
        service.amend(
            here,
            rules,
            PRESETS[preset],
            version=here.bylaws.version if version is None else version,
            by=by or a_user(),
            at=clock.now(),
        )


def test_everybody_reads_the_rules_in_sentences_with_their_source(client):
    council = a_council(bylaws={"preset": "seongdong", **PRESETS["seongdong"].rules.facts})
    text = client.get(f"/councils/{council.id}/bylaws").text
    assert "인구 27,480명의 0.5%인 138명 이상" in text
    assert "만 15세 이상" in text
    assert "성동구 주민자치회 설치 및 운영에 관한 조례" in text
    assert "law.go.kr" in text
    assert "출처에 규정이 없어 이 회의가 정한 것: 1인 표 수" in text


def test_rules_of_no_known_preset_are_shown_with_their_source_text(client):
    council = a_council(bylaws={"preset": "own", "source": "우리 회의 세칙"})
    assert "우리 회의 세칙" in client.get(f"/councils/{council.id}/bylaws").text


def test_facilitator_and_officer_edit_and_nobody_else(sign_in, client):
    council = a_council()
    page = edition(council)
    allowed = (a_facilitator(council), an_officer(council.dong))
    others = (
        a_member(council),
        an_observer(council),
        a_user(),
        a_facilitator(a_council()),
        an_officer(a_council().dong),
    )
    assert [sign_in(user).get(page).status_code for user in allowed] == [200, 200]
    assert {sign_in(user).get(page).status_code for user in others} == {403}
    assert client.get(page).status_code == 303


def test_an_ended_council_keeps_its_rules(sign_in):
    council = a_council(state=CouncilState.CLOSED)
    assert sign_in(a_facilitator(council)).get(edition(council)).status_code == 403


def test_saving_untouched_changes_nothing(sign_in):
    council = a_council()
    answer = submit(sign_in(a_facilitator(council)), edition(council), "/edition")
    assert answer.status_code == 303
    assert history([("council", council.id)]) == []


def test_a_change_is_kept_with_old_beside_new(sign_in):
    council = a_council()
    facilitator = a_facilitator(council)
    answer = submit(sign_in(facilitator), edition(council), "/edition", min_age="16", votes_per_voter="3표")
    assert answer.status_code == 303
    [event] = history([("council", council.id)])
    assert event.action == "bylaws.changed"
    assert event.by_id == facilitator.id
    assert event.facts == {"changed": {"min_age": [14, 16], "votes_per_voter": [1, 3]}}
    assert queries.council(council.id).bylaws.votes_per_voter == 3


def test_the_history_shows_who_changed_what_from_what_to_what(client):
    council, by = a_council(), a_user(name="홍반장")
    amend(council, Rules(min_age=16), by=by)
    amend(council, Rules(min_age=18, votes_per_voter=2), by=by)
    text = client.get(f"/councils/{council.id}/bylaws").text
    assert "만 14세 이상 → 만 16세 이상" in text
    assert "만 16세 이상 → 만 18세 이상" in text
    assert "한 사람이 1표 → 한 사람이 2표" in text
    assert text.count("홍반장") == 2


def test_a_preset_fills_the_form_and_is_saved_with_its_source(sign_in):
    council = a_council()
    browser = sign_in(a_facilitator(council))
    page = browser.get(edition(council, "seongdong")).text
    assert "‘주민총회: 서울 성동구’의 규칙을 불러왔습니다" in page
    submit(browser, edition(council, "seongdong"), "/edition")
    kept = queries.council(council.id).bylaws
    assert Rules.of(kept) == PRESETS["seongdong"].rules
    assert kept.preset == "seongdong"
    assert "성동구" in kept.source
    assert "규칙 모음을 ‘주민총회: 서울 성동구’로 바꿈" in browser.get(f"/councils/{council.id}/bylaws").text


def test_a_preset_can_be_adjusted_and_the_page_says_so(sign_in):
    council = a_council()
    browser = sign_in(a_facilitator(council))
    submit(browser, edition(council, "gwanak"), "/edition", quorum_amount="1.25", ties=["lives"])
    kept = queries.council(council.id).bylaws
    assert (kept.quorum_value, kept.ties, kept.preset) == (125, ["lives"], "gwanak")
    assert "이 회의에 맞게 고쳤습니다" in browser.get(f"/councils/{council.id}/bylaws").text


def test_every_preset_is_shown_with_what_its_source_leaves_open(sign_in):
    council = a_council()
    text = sign_in(a_facilitator(council)).get(edition(council)).text
    assert text.count("이 규칙 불러오기") == len(PRESETS)
    assert text.count("규정 없음") > len(PRESETS)


def test_an_unknown_preset_in_the_address_is_left_aside(sign_in):
    council = a_council()
    assert sign_in(a_facilitator(council)).get(edition(council, "atlantis")).status_code == 200


def test_an_unknown_preset_in_the_form_is_refused(sign_in):
    council = a_council()
    answer = submit(sign_in(a_facilitator(council)), edition(council), "/edition", preset="atlantis")
    assert answer.status_code == 422
    assert "규칙 모음이 없습니다" in answer.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ties": None}, "하나는 골라 주세요"),
        ({"min_age": "3"}, "7에서 30 사이"),
        ({"min_age": "열다섯"}, "숫자로 적어 주세요"),
        ({"votes_per_voter": "0"}, "1에서 50 사이"),
        ({"notice_days": "400"}, "0에서 365 사이"),
        ({"quorum_basis": "count", "quorum_amount": ""}, "정족수를 적어 주세요"),
        ({"quorum_basis": "count", "quorum_amount": "1.5"}, "소수 없이"),
        ({"quorum_basis": "population", "quorum_amount": "101"}, "100%까지"),
        ({"quorum_basis": "roll", "quorum_amount": "0.125"}, "소수 둘째 자리"),
        ({"quorum_basis": "roll", "quorum_amount": "반"}, "숫자로 적어 주세요"),
    ],
)
def test_rules_that_cannot_be_followed_come_back_with_a_sentence(sign_in, fields, sentence):
    council = a_council()
    answer = submit(sign_in(a_facilitator(council)), edition(council), "/edition", **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert history([("council", council.id)]) == []


def test_a_quorum_of_people_and_a_share_of_a_figure_are_read(sign_in):
    council = a_council()
    browser = sign_in(a_facilitator(council))
    submit(browser, edition(council), "/edition", quorum_basis="count", quorum_amount="1,376명")
    assert queries.council(council.id).bylaws.quorum_value == 1376
    figures = {"quorum_basis": "population", "quorum_amount": "1%", "quorum_population": "25,001"}
    submit(browser, edition(council), "/edition", **figures)
    kept = queries.council(council.id).bylaws
    assert (kept.quorum_value, kept.quorum_population) == (100, 25_001)
    submit(browser, edition(council), "/edition", quorum_basis="none")
    kept = queries.council(council.id).bylaws
    assert (kept.quorum_value, kept.quorum_population) == (0, None)


def test_an_unusual_share_of_old_rules_can_be_kept(sign_in):
    council = a_council(bylaws={"passing_numerator": 5, "passing_denominator": 9, "passing_strict": False})
    submit(sign_in(a_facilitator(council)), edition(council), "/edition", min_age="15")
    kept = queries.council(council.id).bylaws
    assert (kept.passing_numerator, kept.passing_denominator, kept.passing_strict) == (5, 9, False)


def test_two_thirds_are_chosen_from_the_list(sign_in):
    council = a_council()
    submit(sign_in(a_facilitator(council)), edition(council), "/edition", passing_share="2/3", passing_basis="cast")
    kept = queries.council(council.id).bylaws
    assert (kept.passing_numerator, kept.passing_denominator, kept.passing_strict) == (2, 3, False)
    assert kept.passing_basis == "cast"


def test_whoever_edits_an_old_version_is_told(sign_in):
    council = a_council()
    amend(council, Rules(min_age=16))
    with pytest.raises(Conflict, match="다른 사람이 규칙을"):
        amend(council, Rules(min_age=17), version=1)
    answer = submit(sign_in(a_facilitator(council)), edition(council), "/edition", version="x", min_age="17")
    assert answer.status_code == 409
    assert queries.council(council.id).bylaws.min_age == 16


@pytest.mark.parametrize(
    "given",
    [
        {"ties": ()},
        {"ties": ("haunts",)},
        {"quorum_basis": "moon"},
        {"passing_basis": "moon"},
        {"quorum_basis": "count", "quorum_value": 0},
        {"quorum_basis": "roll", "quorum_value": 10_001},
        {"passing_denominator": 0},
        {"passing_numerator": 0},
        {"passing_numerator": 3, "passing_denominator": 2},
        {"passing_numerator": 1, "passing_denominator": 1},
        {"passing_numerator": 1, "passing_denominator": 3},
        {"passing_strict": False},
    ],
)
def test_the_service_refuses_what_no_form_would_send(given):
    with pytest.raises(Invalid):
        check(replace(Rules(), **given))


def test_unanimity_and_a_majority_are_fine():
    check(Rules())
    check(Rules(passing_numerator=1, passing_denominator=1, passing_strict=False))


def test_the_page_costs_the_same_after_one_and_after_thirty_changes(client):
    council = a_council()

    def cost() -> int:
        with counted_statements() as statements:
            assert client.get(f"/councils/{council.id}/bylaws").status_code == 200
        return len(statements)

    amend(council, Rules(min_age=15))
    few = cost()
    for age in range(16, 30):
        amend(council, Rules(min_age=age))
    assert cost() == few <= 8
