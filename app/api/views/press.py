"""Programs press what pages press: the page's own view runs, and its form is filled in with what was sent.

A line of the table (app/api/views/pressed) names the page; everything else is read from the page and its form.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn, cast

from flask import Flask, Response, current_app, g, request, session
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import ETags
from werkzeug.exceptions import BadRequest
from werkzeug.http import quote_etag
from werkzeug.routing import Rule

from app.api import forms
from app.api.forms import Refused, Wrong
from app.api.views.blueprint import Changed, Unseen, as_json, bp
from app.api.views.callers import CALLS, UNSEEN, View, needs, once_of
from app.kernel.errors import STALE, Conflict
from app.kernel.forms import Form
from app.kernel.i18n import LazyString, _, lazy
from app.kernel.outbox import address_of
from app.people.states import Scope

_ON_THE_PAGE = lazy("지금은 프로그램이 할 수 없습니다. 쪽을 열어 보아 주세요.")
_VIEWS: dict[str, View] = {}  # by the end of their endpoint: a second application must not count each limit twice


@dataclass(frozen=True)
class Press:
    """A page that programs may press, with the form that it checks.

    `blank` makes the form where it wants more than nothing; `also` are hidden fields that a program fills in, `more`
    the pattern of fields that only some things have. `now` is told the address's variables and gives what a page would
    carry as `seen` where no page of this address shows it. `is_new`: nothing there is changed, so nothing was seen.
    """

    endpoint: str
    scope: Scope
    about: LazyString
    form: type[Form] | None = None
    blank: Callable[..., Form] | None = None
    also: tuple[str, ...] = ()
    more: str = ""
    now: Callable[..., int] | None = None
    is_new: bool = False
    tells_secret: bool = False

    def made(self, **given: Any) -> Form:
        """The form as nobody has filled it in."""
        assert self.form is not None
        made: Form = (self.blank or self.form)(**given)
        return made


class _Read(Exception):
    """The page has asked the form whether it was sent: a program that reads has what it wants."""


@dataclass
class Hand:
    """What presses the page in the place of a browser; `given` is None where a program only reads."""

    press: Press
    members: tuple[str, ...] = ()
    given: Mapping[str, Any] | None = None
    seen: ETags | None = None  # the tags of If-Match where it is needed
    once: str = ""
    form: Form | None = None
    secret: str = ""

    def fill(self, form: Form) -> None:
        """Lay what was sent over the form. Raises Changed and Refused."""
        assert self.press.form is not None, f"{self.press.endpoint} has a form"
        assert isinstance(form, self.press.form), f"{self.press.endpoint} has another form"
        assert g.get("asked"), f"{self.press.endpoint} makes its form before it asks who may"
        self.form = form
        if self.press.now is not None:
            form["seen"].data = self.press.now(**(request.view_args or {}))
            if self.given is None:
                raise _Read
        if self.given is not None:
            form.process(self._filled(form, self.given))

    def _filled(self, form: Form, given: Mapping[str, Any]) -> Any:
        if self.seen is not None and not self.seen.contains(tag_of(form)):
            raise Changed(STALE)
        filled = forms.as_sent(form, (*forms.typed(form), *self.press.also), given)
        if "once" in form and self.once:
            filled["once"] = self.once
        return filled

    def asked(self, form: Form) -> None:
        """End the reading."""
        if self.given is None and form is self.form:
            raise _Read

    def refuse(self, form: Form) -> NoReturn:
        """Say what is wrong."""
        raise forms.refusal(form)

    def give(self, secret: str) -> None:
        """Keep it for the answer."""
        self.secret = secret


def tag_of(form: Form) -> str:
    """What stands for the thing as the form shows it: the version that the page carries along."""
    return "-".join(forms.hidden(form).values())


@dataclass
class _Answer:
    """What the page has answered, and what it would have said on the next one."""

    page: Response | None = None
    said: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def _in_its_place(hand: Hand) -> Iterator[_Answer]:
    """The request is the page's: its addresses, its limits. Its session is empty, and nothing of it is kept."""
    ours, answer = request.url_rule, _Answer()
    assert ours is not None
    path = ours.rule.removeprefix(bp.url_prefix or "")
    rules = current_app.url_map.iter_rules(hand.press.endpoint)
    request.url_rule = next(rule for rule in rules if rule.rule == path)
    g.program, before = hand, g.pop("asked", None)
    try:
        yield answer
        answer.said = [(category, str(text)) for category, text in session.get("_flashes", [])]
    finally:
        g.pop("program")
        g.asked = g.get("asked") or before
        request.url_rule = ours


def _run(hand: Hand) -> _Answer:
    with _in_its_place(hand) as answer:
        view = current_app.view_functions[hand.press.endpoint]
        answer.page = current_app.make_response(cast("Any", view(**(request.view_args or {}))))
    return answer


def _pressed(press: Press) -> ResponseReturnValue:
    call = CALLS["POST", request.endpoint or ""]
    given = _body(press, call.members)
    if call.is_conditional and (not request.if_match or request.if_match.star_tag):
        raise Unseen(UNSEEN)
    seen = request.if_match if call.is_conditional else None
    hand = Hand(press, call.members, given, seen, once_of())
    answer = _run(hand)
    if hand.form is not None and hand.form.errors:
        raise forms.refusal(hand.form)
    wrong = [text for category, text in answer.said if category == "danger"]
    if wrong:
        raise Refused([], " ".join(wrong))
    if answer.page is None or not answer.page.location:
        raise Conflict(_ON_THE_PAGE)
    said = " ".join(text for _category, text in answer.said) or _("했습니다.")
    secret = {"secret": hand.secret} if hand.secret else {}
    return as_json({"page": address_of(answer.page.location), "said": said, **secret}, 200)


def _body(press: Press, members: tuple[str, ...]) -> Mapping[str, Any]:
    """What was sent, of members that the form has. Raises Refused, whatever the thing is, and whether it is there."""
    given = _json() if members or request.get_data() else {}
    blank = press.made(formdata=None, meta={"csrf": False}) if press.form is not None else None
    if blank is None:
        if given:
            raise Refused([Wrong(name, str(forms.UNKNOWN)) for name in given])
        return given
    named = {name: value for name, value in given.items() if not forms.fits(press.more, name)}
    forms.as_sent(blank, members, named)
    return given


def _json() -> dict[str, Any]:
    try:
        given = request.get_json()
    except RecursionError as error:
        raise BadRequest from error
    if not isinstance(given, dict):
        raise BadRequest
    return given


def _read(press: Press) -> ResponseReturnValue:
    hand = Hand(press)
    try:
        _run(hand)
    except _Read:
        form = hand.form
        assert form is not None
        answer = as_json(forms.told(form, (*forms.typed(form), *press.also)), 200)
        if CALLS["GET", request.endpoint or ""].is_conditional:
            answer.headers["ETag"] = quote_etag(tag_of(form))
        else:
            answer.add_etag()
        return answer
    raise Conflict(_ON_THE_PAGE)


def _view(press: Press, name: str, verb: Callable[[Press], ResponseReturnValue], is_read: bool) -> View:
    """The call of the API, made once."""

    def view(**_values: Any) -> ResponseReturnValue:
        return verb(press)

    name = f"read_{name}" if is_read else name
    if name not in _VIEWS:
        view.__name__ = view.__qualname__ = name
        _VIEWS[name] = needs(press.scope, press.about, **_facts(press))(view)
    return _VIEWS[name]


def _facts(press: Press) -> dict[str, Any]:
    """What the table of calls says of it, read from the form."""
    facts: dict[str, Any] = {"answer": "secret" if press.tells_secret else "pressed"}
    if press.form is None:
        return facts
    form = press.made(formdata=None, meta={"csrf": False})
    members = (*forms.typed(form), *press.also)
    is_conditional = bool(forms.hidden(form).keys() - set(press.also)) and not press.is_new
    is_repeatable = "once" in form and not is_conditional
    facts |= {"members": members, "is_conditional": is_conditional, "is_repeatable": is_repeatable}
    return {**facts, "blank": press.made, "more": press.more}


def init_app(app: Flask, table: Mapping[str, Press]) -> None:
    """Give each page of the table its address under /api/v1; the pages are all there already."""
    with app.app_context():
        for press in table.values():
            rules = sorted(app.url_map.iter_rules(press.endpoint), key=lambda rule: rule.rule)
            for number, rule in enumerate(rules):
                _add(app, press, rule, press.endpoint.replace(".", "_") + (f"_{number + 1}" if number else ""))


def _add(app: Flask, press: Press, rule: Rule, name: str) -> None:
    is_read = press.form is not None and ("GET" in (rule.methods or ()) or press.now is not None)
    if is_read:
        view = _view(press, name, _read, is_read=True)
        app.add_url_rule(f"{bp.url_prefix}{rule.rule}", f"{bp.name}.read_{name}", view, methods=["GET"])
    view = _view(press, name, _pressed, is_read=False)
    app.add_url_rule(f"{bp.url_prefix}{rule.rule}", f"{bp.name}.{name}", view, methods=["POST"])
