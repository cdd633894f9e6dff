"""A council whose request waits at the desk of its dong, and two officers there."""

import pytest

from tests.factories import a_council, an_officer
from tests.factories.decisions import a_request


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def kim(council):
    return an_officer(council.dong, name="김담당")


@pytest.fixture
def lee(council):
    return an_officer(council.dong, name="이담당")


@pytest.fixture
def request_(council, kim, lee):
    return a_request(council)
