"""What a person does with a page: read its form, fill it in, send it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse


@dataclass
class PageForm:
    """A form as the browser sees it: where it goes, and what it would send untouched."""

    action: str
    method: str
    values: MultiDict[str, Any] = field(default_factory=MultiDict)
    names: set[str] = field(default_factory=set)


class _Forms(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.open: PageForm | None = None
        self.select = ""
        self.first_option: str | None = None
        self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.open = PageForm(given.get("action") or "", (given.get("method") or "get").lower())
            self.forms.append(self.open)
        elif self.open is not None:
            self._part(tag, given)

    def _part(self, tag: str, given: dict[str, str | None]) -> None:
        assert self.open is not None
        name = given.get("name") or ""
        if name:
            self.open.names.add(name)
        if tag == "input" and name:
            kind = given.get("type") or "text"
            ticked = kind not in {"checkbox", "radio"} or "checked" in given
            if ticked and kind not in {"submit", "button", "file", "image"}:
                self.open.values.add(name, given.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "select":
            self.select, self.first_option = name, None
        elif tag == "option" and self.select:
            value = given.get("value") or ""
            self.first_option = value if self.first_option is None else self.first_option
            if "selected" in given:
                self.open.values.add(self.select, value)
        elif tag == "textarea":
            self.textarea = name
            self.open.values[name] = ""

    def handle_data(self, data: str) -> None:
        if self.textarea and self.open is not None:
            self.open.values[self.textarea] = self.open.values[self.textarea] + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.open is not None and self.textarea:
            self.open.values[self.textarea] = self.open.values[self.textarea].strip("\r\n")
            self.textarea = ""
        elif tag == "select" and self.open is not None:
            if self.select and self.select not in self.open.values and self.first_option is not None:
                self.open.values.add(self.select, self.first_option)
            self.select = ""
        elif tag == "form":
            self.open = None


def forms(html: str) -> list[PageForm]:
    """All forms of a page."""
    parser = _Forms()
    parser.feed(html)
    return parser.forms


def form_of(html: str, action: str) -> PageForm:
    """The form of the page whose action ends with the given words ("" is the page's own address)."""
    found = [form for form in forms(html) if form.action.split("?")[0].endswith(action)] if action else []
    if not action:
        found = [form for form in forms(html) if form.action == ""]
    assert found, f"no form {action!r} on the page; there are {[form.action for form in forms(html)]}"
    return found[0]


def submit(client: FlaskClient, url: str, action: str = "", *, follow: bool = False, **fields: Any) -> TestResponse:
    """Open the page, fill in the form whose action ends with `action`, and send it.

    Fields that the form does not have fail the test; None takes a value away; lists tick several boxes.
    """
    page = client.get(url)
    assert page.status_code == 200, f"{url} answered {page.status_code}"
    form = form_of(page.text, action)
    for name, value in fields.items():
        assert name in form.names, f"the form has no field {name!r}; it has {sorted(form.names)}"
        form.values.poplist(name)
        if value is not None:
            form.values.setlist(name, value if isinstance(value, list) else [value])
    return client.post(form.action or url, data=form.values, follow_redirects=follow)


def token_of(client: FlaskClient, url: str) -> str:
    """The CSRF token on the page: for tests that send what no form offers."""
    found = [form.values["csrf_token"] for form in forms(client.get(url).text) if "csrf_token" in form.values]
    assert found, f"no CSRF token on {url}"
    return str(found[0])
