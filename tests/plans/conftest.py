"""A dong with an assembly, somebody who runs it, and an officer of its centre."""

import pytest

from tests.factories import a_facilitator, an_officer
from tests.factories.plans import a_plan, an_assembly


@pytest.fixture
def council(app):
    return an_assembly()


@pytest.fixture
def leader(council):
    return a_facilitator(council, name="진행이웃")


@pytest.fixture
def officer(council):
    return an_officer(council.dong, name="우리주무관")


@pytest.fixture
def plan(council, leader):
    return a_plan(council, leader)
