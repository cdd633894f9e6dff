"""The small world, made once and put back before each test; browsers of everybody who lives in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, current_app, request, request_started
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.kernel.db import db
from tests.access.walking import Walk
from tests.access.world import World, a_world

# On PostgreSQL the copy is a second schema; the triggers and keys that guard the tables do not fire for a replica.
_KEEP = """
DO $$
DECLARE name text;
BEGIN
    DROP SCHEMA IF EXISTS kept CASCADE;
    CREATE SCHEMA kept;
    FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'CREATE TABLE kept.' || name || ' AS TABLE public.' || name;
    END LOOP;
END $$
"""
_PUT_BACK = """
DO $$
DECLARE name text; counter text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'kept' LOOP
        EXECUTE 'DELETE FROM public.' || name;
        EXECUTE 'INSERT INTO public.' || name || ' SELECT * FROM kept.' || name;
    END LOOP;
    FOR name, counter IN
        SELECT quote_ident(table_name), pg_get_serial_sequence(quote_ident(table_name), 'id')
        FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'id'
    LOOP
        IF counter IS NOT NULL THEN
            EXECUTE format('SELECT setval(%L, (SELECT coalesce(max(id), 0) + 1 FROM public.%s), false)', counter, name);
        END IF;
    END LOOP;
END $$
"""


class Keeper:
    """Keeps a copy of the database as the world was made, and puts it back."""

    def __init__(self, store: Any) -> None:
        self.store, self.world = store, World()
        self.photos: dict[Path, bytes] = {}
        self.is_file = hasattr(store, "path")
        self.is_touched = True

    def watch(self, *args: Any) -> None:
        """Hear every statement, the third of what an event of the engine tells."""
        self.is_touched = self.is_touched or not args[2].lstrip().startswith("SELECT")

    def watch_requests(self, _app: Flask, **_more: Any) -> None:
        """A ballot goes straight to the driver, past the engine's events: whatever is sent may write."""
        self.is_touched = self.is_touched or request.method != "GET"

    def make(self) -> None:
        self.store.reset()
        self.world = a_world()
        _detach(self.world)
        folder = Path(current_app.config["UPLOADS"])
        self.photos = {path: path.read_bytes() for path in folder.iterdir()}
        if not self.is_file:
            _run(_KEEP)
            return
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        _let_go()
        shutil.copy(self.store.path, f"{self.store.path}.world")

    def put_back(self) -> None:
        for path, content in self.photos.items():
            if not path.exists():
                path.write_bytes(content)
        _let_go()
        if not self.is_file:
            if self.is_touched:
                _run(_PUT_BACK)
                self.is_touched = False
            return
        for end in ("", "-wal", "-shm"):
            Path(f"{self.store.path}{end}").unlink(missing_ok=True)
        shutil.copy(f"{self.store.path}.world", self.store.path)


def _detach(world: World) -> None:
    """Let the people of the world keep what is known of them, whatever is rolled back later."""
    for user in world.users.values():
        db.session.refresh(user)
    db.session.expunge_all()
    db.session.rollback()


def _let_go() -> None:
    """Every connection: on SQLite the file is about to be another one."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()


def _run(statement: str) -> None:
    with db.engine.connect() as connection:
        connection.exec_driver_sql(statement.replace("%", "%%"))
        connection.commit()


@pytest.fixture(scope="session")
def keeper(the_app: Flask, store: Any) -> Iterator[Keeper]:
    kept = Keeper(store)
    with the_app.app_context():
        kept.make()
    event.listen(Engine, "before_cursor_execute", kept.watch)
    with request_started.connected_to(kept.watch_requests, the_app):
        yield kept
    event.remove(Engine, "before_cursor_execute", kept.watch)


@pytest.fixture
def walk(the_app: Flask, keeper: Keeper) -> Iterator[Walk]:
    """The world as it was made, and a browser for each of its roles."""
    with the_app.app_context():
        keeper.put_back()
        yield Walk(the_app, keeper.world, keeper.put_back)
        db.session.remove()
