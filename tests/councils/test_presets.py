"""Presets: complete, sourced, and silent where their sources are."""

from dataclasses import fields
from fractions import Fraction

import pytest
from flask_babel import force_locale

from app.councils.service.bylaws import check
from app.councils.service.presets import PRESETS, VOTES, preset
from app.councils.service.rules import TOPICS, Rules, quorum_needed
from app.councils.states import Tie
from app.kernel.errors import Invalid

EVERY = pytest.mark.parametrize("key", list(PRESETS))


@EVERY
def test_every_preset_names_a_source_that_can_be_opened(key):
    sources = PRESETS[key].sources
    assert sources
    assert all(source.name and source.url.startswith(("https://", "http://")) for source in sources)
    assert len(PRESETS[key].citation) <= 200


@EVERY
def test_every_preset_is_a_set_of_rules_that_can_be_followed(key):
    known = {field.name for field in fields(Rules)}
    assert PRESETS[key].key == key
    assert set(PRESETS[key].stated) <= known
    check(PRESETS[key].rules)


@EVERY
def test_every_preset_has_an_english_name(app, key):
    with force_locale("en"):
        english = str(PRESETS[key].label)
    assert english
    assert english != str(PRESETS[key].label)


@pytest.mark.parametrize(
    ("key", "stated"),
    [
        ("alley", {"ties"}),
        ("seongdong", {"ties", "min_age", "quorum", "passing", "notice"}),
        ("gwanak", {"quorum"}),
        ("suwon_jowon2", {"quorum"}),
        ("sejong_jeondong", {"quorum", "votes"}),
        ("sejong_dodam", {"min_age", "quorum"}),
        ("goyang", {"ties", "min_age", "passing", "notice"}),
        ("daedeok", {"passing", "notice", "remote"}),
        ("siheung_wolgot", {"quorum"}),
    ],
)
def test_a_preset_states_what_its_sources_state_and_nothing_else(key, stated):
    assert {topic for topic in TOPICS if PRESETS[key].states(topic)} == stated


@pytest.mark.parametrize(
    ("key", "people", "needed"),
    [
        ("seongdong", 27_480, 138),
        ("gwanak", 20_000, 100),
        ("suwon_jowon2", 25_000, 100),
        ("sejong_jeondong", 3_200, 32),
        ("sejong_dodam", 25_001, 251),
        ("siheung_wolgot", 1, 100),
        ("goyang", 27_480, 0),
        ("alley", 27_480, 0),
    ],
)
def test_the_quorums_are_those_of_the_places(key, people, needed):
    assert quorum_needed(PRESETS[key].rules, 0, people) == needed


def test_ages_and_ties_are_those_of_the_places():
    assert (PRESETS["seongdong"].rules.min_age, PRESETS["seongdong"].rules.ties) == (15, ("lives", "works"))
    assert (PRESETS["goyang"].rules.min_age, PRESETS["goyang"].rules.ties) == (18, ("lives",))
    assert PRESETS["sejong_dodam"].rules.min_age == 16
    assert set(PRESETS["alley"].rules.ties) == {tie.value for tie in Tie}


def test_a_majority_of_participants_counts_abstentions():
    for key in ("seongdong", "goyang", "daedeok"):
        rules = PRESETS[key].rules
        assert rules.passing_basis == "cast"
        assert rules.passing_strict
        assert Fraction(rules.passing_numerator, rules.passing_denominator) == Fraction(1, 2)


def test_what_is_not_stated_has_the_widest_value():
    rules = PRESETS["gwanak"].rules
    assert (rules.min_age, set(rules.ties), rules.votes_per_voter) == (14, {"lives", "works", "studies"}, 1)


def test_an_unknown_preset_is_invalid():
    assert preset("alley") is PRESETS["alley"]
    with pytest.raises(Invalid, match="규칙 모음이 없습니다"):
        preset("atlantis")


def test_examples_of_votes_name_their_sources():
    assert len(VOTES) >= 4
    assert all(example.source.url.startswith("http") for example in VOTES)
