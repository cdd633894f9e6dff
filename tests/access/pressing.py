"""Programs at the lines of the matrix: what a person would fill in becomes what a program would send."""

from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from app.api import forms
from app.api.views.callers import CALLS, Call
from app.api.views.pressed import PRESSED
from app.people.states import Scope
from app.proposals.forms import WonField, won_of
from tests.access.filled import filled
from tests.access.table import LINES, Line, addresses, one_each
from tests.access.walking import Walk
from tests.factories.people import an_api_token

STATUSES = {"opens": {200}, "refused": {403}, "hidden": {404}, "conflict": {409, 412, 422}}
TOLD = [line for line in LINES if line.endpoint in PRESSED and (line.method == "POST" or PRESSED[line.endpoint].form)]


@dataclass(frozen=True)
class Asked:
    """A call of the API, and what comes of it."""

    path: str
    answer: TestResponse


def page_of(endpoint: str) -> str | None:
    """The page that a call presses; None where the call has a view of its own."""
    names = {page.replace(".", "_"): page for page in PRESSED}
    name = endpoint.removeprefix("api.").removeprefix("read_")
    return names.get(name) or names.get(name.rstrip("0123456789").removesuffix("_"))


def call_of(method: str, endpoint: str) -> Call | None:
    """What the table of calls says of the page; None where no program may look at it."""
    name = endpoint.replace(".", "_")
    return CALLS.get((method, f"api.read_{name}" if method == "GET" else f"api.{name}"))


def content(call: Call, data: dict[str, Any]) -> dict[str, Any] | None:
    """The fields that somebody typed, as JSON; None where there is nothing to fill in."""
    if call.blank is None or not call.members:
        return None
    blank = dict(forms.leaves(call.blank(formdata=None, meta={"csrf": False})))
    typed = {name: value for name, value in data.items() if name in blank and name in call.members}
    return {name: _as_json(blank[name], value) for name, value in typed.items()}


def _as_json(field: Any, value: Any) -> Any:
    kind = forms.kind_of(field).schema["type"]
    if value == "" and kind != "string":
        return None
    if kind == "integer":
        return won_of(value) if isinstance(field, WonField) else int(value)
    if kind == "array":
        number = forms.kind_of(field).schema["items"]["type"] == "integer"
        return [int(one) if number else one for one in ([value] if isinstance(value, str) else value)]
    return value in {"y", "1", True} if kind == "boolean" else value


def asked(walk: Walk, line: Line, role: str, *scopes: Scope) -> list[Asked]:
    """A new program of the role at each address of the line."""
    return shown(walk, line, role, token_of(walk, role, *scopes))


def shown(walk: Walk, line: Line, role: str, token: str) -> list[Asked]:
    """The program with this token at each address of the line, with the ETag of what is there."""
    call = call_of(line.method, line.endpoint)
    assert call is not None, line
    client, headers = walk.app.test_client(), {"Authorization": f"Bearer {token}"}
    data = filled(walk, line.endpoint, line.thing, role) if line.method == "POST" else {}
    found = []
    for path in (f"/api/v1{one}" for one in addresses(walk, line)):
        if line.method == "GET":
            found.append(Asked(path, client.get(path, headers=headers)))
            continue
        given = {**headers, "Idempotency-Key": "one-press"}
        if call.is_conditional:
            given["If-Match"] = client.get(path, headers=headers).headers.get("ETag", '"0"')
        found.append(Asked(path, client.post(path, headers=given, json=content(call, data))))
    return found


def token_of(walk: Walk, role: str, *scopes: Scope) -> str:
    """A token of the role's; without scopes it may do everything that a token may."""
    return an_api_token(walk.world.users[role], *scopes)


def first_lines() -> list[Line]:
    """Of each page a line with somebody who gets in, where there is one."""
    return [line for line in one_each("POST") if line.endpoint in PRESSED]


def let_in(line: Line) -> str:
    """One who gets in, else one who comes too early or too late, else anybody."""
    order = ("opens", "conflict", "refused", "hidden")
    return min((role for role in line.expected if role != "V"), key=lambda role: order.index(line.expected[role]))


def two_roles(line: Line) -> list[str]:
    """One who gets in, else one whom the state stops; and one who is turned away."""
    named = {role: what for role, what in line.expected.items() if role != "V"}
    wanted = [[role for role, what in named.items() if what == word] for word in ("opens", "conflict")]
    inside = next((roles for roles in wanted if roles), [])
    outside = [role for role, what in named.items() if what in {"refused", "hidden"}]
    return [*outside[:1], *inside[:1]]
