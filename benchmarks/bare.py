"""What Golmok is compared with: the least that Flask and a driver do for the same answer.

`pages()` renders the same templates with the same things, kept in memory: no database, no rules, no hooks.
`casting()` runs the same three durable statements (lock, mark, insert) through the driver.
"""

import os
import sqlite3
import threading
from types import MethodType
from typing import Any

import psycopg
from flask import Flask, g, request, template_rendered
from psycopg_pool import ConnectionPool
from sqlalchemy.engine import make_url

from app import create_app
from app.kernel.db import PRAGMAS
from config import Config


def pages() -> Flask:
    """Answers each path of GOLMOK_BENCHMARK_PATHS by rendering what Golmok rendered for it, from memory."""
    app = create_app()
    cookie = os.environ.get("GOLMOK_BENCHMARK_COOKIE", "")
    kept = {path: _remembered(app, path, cookie) for path in os.environ["GOLMOK_BENCHMARK_PATHS"].split()}
    for hooks in (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs):
        hooks.clear()
    app.teardown_appcontext_funcs.clear()
    app.wsgi_app = MethodType(Flask.wsgi_app, app)

    def answer(**_: Any) -> str:
        template, context, globals_ = kept[request.path]
        for name, value in globals_.items():
            setattr(g, name, value)
        return str(template.render(context))

    for endpoint in app.view_functions:
        app.view_functions[endpoint] = answer
    return app


def _remembered(app: Flask, path: str, cookie: str) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """The template of the page, what it was given, and what else the request knew, its reader among it."""
    seen: list[tuple[Any, dict[str, Any], dict[str, Any]]] = []

    def remember(_sender: Flask, template: Any, context: dict[str, Any], **_: Any) -> None:
        seen.append((template, context, {name: g.get(name) for name in g}))

    with template_rendered.connected_to(remember, app):
        answer = app.test_client(use_cookies=False).get(path, headers={"Cookie": cookie})
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return seen[-1]


def casting() -> Flask:
    """Answers POST /<key>/<nonce> with one durable transaction of the three statements of a ballot."""
    app = Flask(__name__)
    url = make_url(Config.SQLALCHEMY_DATABASE_URI)
    poll = int(os.environ["GOLMOK_BENCHMARK_POLL"])
    cast = _sqlite(str(url.database), poll) if url.get_backend_name() == "sqlite" else _postgresql(url, poll)

    @app.post("/<key>/<nonce>")
    def ballot(key: str, nonce: str) -> tuple[str, int]:
        return ("", 303) if cast(key, nonce) else ("", 409)

    return app


def _sqlite(path: str, poll: int) -> Any:
    local = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(path, isolation_level=None)
            for name, value in PRAGMAS.items():
                local.connection.execute(f"PRAGMA {name}={value}")
        found: sqlite3.Connection = local.connection
        return found

    def cast(key: str, nonce: str) -> bool:
        run = connection().execute
        run("BEGIN IMMEDIATE")
        run("SELECT state, closes_at, julianday('now') FROM poll WHERE id = ?", (poll,)).fetchone()
        marked = run(
            "UPDATE roll SET channel = 'online' WHERE poll_id = ? AND person_key = ? AND channel IS NULL", (poll, key)
        )
        run("INSERT INTO ballot (poll_id, nonce_hash, marks) VALUES (?, ?, '[1]')", (poll, nonce))
        run("COMMIT")
        return marked.rowcount == 1

    return cast


def _postgresql(url: Any, poll: int) -> Any:
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    pool: ConnectionPool[psycopg.Connection[Any]] = ConnectionPool(address, min_size=4, max_size=16, open=True)

    def cast(key: str, nonce: str) -> bool:
        with pool.connection() as connection:
            run = connection.execute
            run("SELECT state, closes_at, clock_timestamp() FROM poll WHERE id = %s FOR SHARE", (poll,)).fetchone()
            marked = run(
                "UPDATE roll SET channel = 'online' WHERE poll_id = %s AND person_key = %s AND channel IS NULL",
                (poll, key),
            )
            run("INSERT INTO ballot (poll_id, nonce_hash, marks) VALUES (%s, %s, '[1]')", (poll, nonce))
        return marked.rowcount == 1

    return cast
