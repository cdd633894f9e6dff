"""A council whose request was accepted: thirteen came to the meeting, an officer answers."""

import pytest

from app.deeds import jobs  # noqa: F401 - hears of published answers
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.deeds import a_commitment, a_done_commitment


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def officer(council):
    return an_officer(council.dong, name="우리주무관")


@pytest.fixture
def leader(council):
    return a_facilitator(council, name="골목 활동가")


@pytest.fixture
def neighbours(council):
    return [a_member(council) for _ in range(13)]


@pytest.fixture
def commitment(council, officer, leader, neighbours):
    return a_commitment(council, by=officer, leader=leader, came=neighbours)


@pytest.fixture
def done(council, officer, leader, neighbours):
    return a_done_commitment(council, by=officer, leader=leader, came=neighbours)
