"""Each label leads to a field of its own form: on every page, whoever opens it."""

from html.parser import HTMLParser

import pytest

from tests.access.table import LINES, addresses
from tests.access.walking import Walk

pytestmark = pytest.mark.once


class _Page(HTMLParser):
    """Which form each label stands in, and which form the first field of each id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms = self.form = 0  # 0: in no form
        self.labels: list[tuple[str, int]] = []
        self.fields: dict[str, int] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms += 1
            self.form = self.forms
        if tag == "label" and given.get("for"):
            self.labels.append((str(given["for"]), self.form))
        elif given.get("id"):
            self.fields.setdefault(str(given["id"]), self.form)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = 0

    @property
    def astray(self) -> set[str]:
        """What labels name, and is missing or stands in another form."""
        return {name for name, form in self.labels if self.fields.get(name) != form}


def test_a_label_without_its_field_and_one_that_finds_another_forms_are_noticed() -> None:
    twice = '<form><label for="a">A</label><input id="a"></form>' * 2
    assert _Page(twice).astray == {"a"}
    assert _Page('<form><label for="b">B</label></form>').astray == {"b"}
    assert not _Page('<form><label for="c">C</label><input id="c"></form>').astray


@pytest.mark.parametrize("role", ["A", "F", "D", "P"])
def test_every_label_finds_its_own_field(walk: Walk, role: str) -> None:
    paths = sorted({path for line in LINES if line.method == "GET" for path in addresses(walk, line)})
    answers = {path: walk.go(role, "GET", path) for path in paths}
    pages = {path: one.text for path, one in answers.items() if one.status_code == 200 and one.mimetype == "text/html"}
    assert len(pages) > 20
    assert {path: astray for path, html in pages.items() if (astray := _Page(html).astray)} == {}
