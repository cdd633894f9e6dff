"""What bylaws mean: exact numbers and plain sentences."""

from dataclasses import replace
from decimal import Decimal, getcontext

import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from app.councils.models import Bylaws
from app.councils.service.rules import (
    TOPICS,
    Rules,
    passing_needed,
    passing_sentence,
    quorum_needed,
    quorum_sentence,
    sentences,
)

people = st.integers(0, 10_000_000)
shares = st.integers(1, 10_000)


@pytest.mark.parametrize(
    ("value", "population", "needed"),
    [
        (50, 27_480, 138),  # 0.5 % of 27,480 is 137.4
        (50, 275_200, 1376),  # Seongdong-gu, 17 dongs together
        (100, 3_200, 32),  # exactly 1 %
        (100, 25_001, 251),  # Dodam-dong: 1 % of 25,001
        (40, 10_000, 40),
        (40, 10_001, 41),
        (10_000, 17, 17),
        (1, 1, 1),
        (50, 0, 0),
    ],
)
def test_a_share_of_the_people_is_rounded_up(value, population, needed):
    assert quorum_needed(Rules(quorum_basis="population", quorum_value=value), 0, population) == needed


def test_each_basis_counts_what_it_names():
    share = Rules(quorum_basis="population", quorum_value=100)
    assert quorum_needed(Rules(), 500, 27_480) == 0
    assert quorum_needed(Rules(quorum_basis="count", quorum_value=100), 500, 27_480) == 100
    assert quorum_needed(replace(share, quorum_basis="roll"), 500, 27_480) == 5
    assert quorum_needed(share, 500, 27_480) == 275
    assert quorum_needed(replace(share, quorum_population=25_001), 500, 27_480) == 251


@given(people, shares)
def test_the_quorum_is_the_least_number_that_reaches_the_share(population, value):
    needed = quorum_needed(Rules(quorum_basis="population", quorum_value=value), 0, population)
    assert needed * 10_000 >= population * value
    assert needed == 0 or (needed - 1) * 10_000 < population * value


@given(people, shares)
def test_the_quorum_agrees_with_long_division(population, value):
    getcontext().prec = 40
    exact = Decimal(population) * Decimal(value) / Decimal(10_000)
    needed = quorum_needed(Rules(quorum_basis="roll", quorum_value=value), population, 0)
    assert needed == int(exact.to_integral_value(rounding="ROUND_CEILING"))


@given(people, people, shares)
def test_more_people_never_need_fewer(one, other, value):
    rules = Rules(quorum_basis="population", quorum_value=value)
    less, more = sorted((one, other))
    assert quorum_needed(rules, 0, less) <= quorum_needed(rules, 0, more)


@pytest.mark.parametrize(
    ("share", "strict", "base", "needed"),
    [
        ((1, 2), True, 10, 6),
        ((1, 2), True, 11, 6),
        ((2, 3), False, 9, 6),
        ((2, 3), False, 10, 7),
        ((1, 1), False, 7, 7),
    ],
)
def test_a_majority_is_more_than_half_and_two_thirds_are_at_least_that(share, strict, base, needed):
    rules = Rules(passing_numerator=share[0], passing_denominator=share[1], passing_strict=strict)
    assert passing_needed(rules, base) == needed


@given(st.integers(0, 1_000_000), st.integers(1, 50), st.integers(1, 50), st.booleans())
def test_the_votes_needed_are_the_least_that_pass(base, top, bottom, strict):
    rules = Rules(passing_numerator=top, passing_denominator=bottom, passing_strict=strict)
    needed = passing_needed(rules, base)

    def passes(votes: int) -> bool:
        return votes * bottom > base * top if strict else votes * bottom >= base * top

    assert passes(needed)
    assert needed == 0 or not passes(needed - 1)


def test_quorum_sentences_name_the_number_of_people(app):
    share = Rules(quorum_basis="population", quorum_value=50)
    assert quorum_sentence(share, 0, 27_480) == "인구 27,480명의 0.5%인 138명 이상 참여해야 이루어집니다."
    assert quorum_sentence(replace(share, quorum_basis="roll"), 200) == (
        "투표인명부 200명의 0.5%인 1명 이상 참여해야 이루어집니다."
    )
    assert quorum_sentence(Rules(quorum_basis="count", quorum_value=1376)) == "1,376명 이상 참여해야 이루어집니다."
    assert "정족수가 없습니다" in quorum_sentence(Rules())


def test_where_the_number_of_people_is_unknown_the_share_is_said(app):
    share = Rules(quorum_basis="population", quorum_value=40)
    assert quorum_sentence(share) == "동 인구의 0.4% 이상 참여해야 이루어집니다."
    assert quorum_sentence(replace(share, quorum_basis="roll")) == "투표인명부의 0.4% 이상 참여해야 이루어집니다."


def test_passing_sentences_say_what_half_means(app):
    assert "꼭 절반이면 통과하지 않습니다" in passing_sentence(Rules())
    two_thirds = Rules(passing_basis="roll", passing_numerator=2, passing_denominator=3, passing_strict=False)
    assert passing_sentence(two_thirds) == "투표인명부 전체의 2/3 이상이면 통과합니다."
    over = replace(two_thirds, passing_basis="cast", passing_strict=True)
    assert passing_sentence(over) == "기권까지 더한 참여자 전체의 2/3를 넘으면 통과합니다."


def test_every_topic_has_a_sentence_in_both_languages(app):
    for language in ("ko", "en"):
        with force_locale(language):
            said = sentences(Rules(notice_days=14), 10, 27_480)
            assert set(said) == set(TOPICS)
            assert all(said.values())
    with force_locale("en"):
        assert "138" in quorum_sentence(Rules(quorum_basis="population", quorum_value=50), 0, 27_480)
        assert "이상" not in quorum_sentence(Rules(quorum_basis="roll", quorum_value=50))


def test_rules_survive_being_frozen_as_facts():
    rules = Rules(ties=("works",), min_age=16, quorum_basis="roll", quorum_value=50, quorum_population=9)
    assert Rules.from_facts({**rules.facts, "method": "approval"}) == rules
    assert isinstance(rules.facts["ties"], list)


def test_bylaws_are_read_like_rules():
    bylaws = Bylaws(preset="alley", **Rules(quorum_basis="population", quorum_value=50).facts)
    assert quorum_needed(bylaws, 0, 27_480) == 138
    assert Rules.of(bylaws).quorum_value == 50
