"""What the tests of the first pages share."""

import pytest

from tests.factories import a_council
from tests.factories.home import Way


@pytest.fixture
def way(app) -> Way:
    """A council with everybody a matter needs."""
    return Way(a_council())
