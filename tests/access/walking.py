"""Going to an address as somebody, and what comes of it in one word."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.kernel.db import db
from tests.access.world import World, values_of

RAW = "ab" * 20  # what a browser's session holds of its CSRF token
OUTCOMES = {200: "opens", 302: "opens", 303: "opens", 403: "refused", 404: "hidden", 409: "conflict", 422: "conflict"}


def signed(app: Flask, raw: str = RAW) -> str:
    """The token that a form shows for a session that holds `raw`."""
    return str(URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(raw))


@dataclass
class Walk:
    """The application, the world in it, and the way back to how it was."""

    app: Flask
    world: World
    put_back: Callable[[], None]

    def browser(self, role: str, *, raw: str = RAW, host: str = "localhost") -> FlaskClient:
        """A browser in which the role has signed in; V has not."""
        client = self.app.test_client()
        with client.session_transaction(base_url=f"http://{host}") as cookie:
            cookie["csrf_token"] = raw
            if role != "V":
                cookie |= {"_user_id": self.world.tokens[role], "_fresh": True}
        return client

    def address(self, rule: Rule, thing: str, **other: Any) -> str:
        """The path of the rule for the thing; `other` replaces values."""
        values = {**values_of(self.world, thing), **other}
        with self.app.test_request_context():
            built = rule.build({name: values[name] for name in rule.arguments}, append_unknown=False)
        assert built
        return str(built[1])

    def go(self, role: str, method: str, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        """Ask for the path, a POST with the session's own CSRF token."""
        given = {**(data or {}), "csrf_token": signed(self.app)} if method == "POST" else data
        return self.browser(role).open(path, method=method, data=given)

    def digest(self) -> str:
        """All rows of all tables in one number."""
        names = [table.name for table in db.metadata.sorted_tables]
        connection = db.session.connection()
        if connection.dialect.name == "postgresql":
            parts = list(connection.exec_driver_sql("SELECT " + ", ".join(map(_rows_on_the_server, names))).one())
        else:
            cursor = connection.connection.cursor()
            parts = [sorted(map(repr, cursor.execute(f'SELECT * FROM "{name}"').fetchall())) for name in names]
        db.session.rollback()
        return hashlib.sha256(repr(list(zip(names, parts, strict=True))).encode()).hexdigest()


def _rows_on_the_server(name: str) -> str:
    """An expression of PostgreSQL: all rows of the table in one number."""
    return f'(SELECT md5(string_agg(one::text, chr(10) ORDER BY one::text)) FROM "{name}" one)'


def outcome(response: TestResponse) -> str:
    """opens, sign-in, refused, hidden, conflict, or the bare status where nothing of this fits."""
    path = response.headers.get("Location", "").split("?")[0]
    if response.status_code == 303 and path == "/sign-in":
        return "sign-in"
    return OUTCOMES.get(response.status_code, str(response.status_code))


def rules(app: Flask, method: str) -> list[Rule]:
    """The rules of the URL map that answer the method, but static files, and the API, which knows nobody."""
    found = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()) and rule.endpoint != "static"]
    found = [rule for rule in found if not rule.rule.startswith("/api/")]
    return sorted(found, key=lambda rule: rule.rule)
