"""Rolls and boxes grow with every vote: no page goes through all of them to find a line or a ballot."""

import pytest

from tests.access.table import LINES, addresses
from tests.access.walking import Walk
from tests.asking import asked, read_whole

pytestmark = [pytest.mark.sqlite_only, pytest.mark.once]


@pytest.mark.parametrize("role", ["V", "R", "F", "D", "P"])
def test_no_page_reads_all_rolls_or_all_ballots(walk: Walk, role: str) -> None:
    with asked() as statements:
        for path in sorted({path for line in LINES if line.method == "GET" for path in addresses(walk, line)}):
            walk.go(role, "GET", path)
    assert any("FROM roll" in text for text in statements) or role == "V"
    assert read_whole(statements, {"roll", "ballot"}) == []
