"""Numbers in addresses: what no table could hold is a missing page, before any table is asked."""

import pytest
from flask.testing import FlaskClient

from app.kernel.db import LARGEST_KEY, key_of


@pytest.mark.parametrize("given", ["0", "-1", str(LARGEST_KEY + 1), "9" * 5000, "１", "٣", "x", "", None, "1.0"])
def test_what_names_no_row_is_no_number(given: str | None) -> None:
    assert key_of(given) is None


@pytest.mark.parametrize("given", ["1", "01", 7, str(LARGEST_KEY)])
def test_what_may_name_a_row_is_its_number(given: object) -> None:
    assert key_of(given) == int(str(given))


@pytest.mark.parametrize("number", ["0", "-1", str(LARGEST_KEY), str(LARGEST_KEY + 1), str(2**64), "１", "1.0"])
def test_an_address_with_a_number_that_nothing_has_is_missing(client: FlaskClient, number: str) -> None:
    assert client.get(f"/councils/{number}").status_code == 404
