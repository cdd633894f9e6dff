"""The machine on which a life takes place: an application, its database, its uploads."""

import shutil
from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import make_url, text

from app import ROOT, create_app
from app.kernel.db import db
from config import TestConfig


@cache
def newest_revision():
    """That of the migrations."""
    return ScriptDirectory(str(ROOT / "migrations")).get_current_head()


class World:
    """One application at a time on the database of the test, which may be lost and restored."""

    def __init__(self, app, store, folder):
        self.app, self.store = app, store
        self.file, self.uploads = folder / "kept.golmok", folder / "uploads"
        self.url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
        self.contexts = []

    def __enter__(self):
        self.uploads_of_the_test = self.app.config["UPLOADS"]
        self.app.config["UPLOADS"] = self.uploads
        return self

    def __exit__(self, *failure):
        self.end()
        self.app.config["UPLOADS"] = self.uploads_of_the_test

    @property
    def is_postgresql(self):
        return self.url.get_backend_name() == "postgresql"

    def begin(self):
        """An empty database."""
        self.let_go()
        self.store.reset()
        shutil.rmtree(self.uploads, ignore_errors=True)

    def let_go(self):
        """Nothing of this process holds on to the database."""
        db.session.remove()
        db.engine.dispose()

    def restart(self):
        """The web part made anew in the same process: application, routes, engine, connections, session."""
        self.end()
        given = {name: self.app.config[name] for name in ("SQLALCHEMY_DATABASE_URI", "UPLOADS")}
        made = create_app(type("Settings", (TestConfig,), given))
        self.contexts.append(made.app_context())
        self.contexts[0].push()

    def end(self):
        """Back to the application of the test."""
        self.let_go()
        while self.contexts:
            self.contexts.pop().pop()
            self.let_go()

    def run(self, *words):
        """The command's answer."""
        db.session.remove()
        answer = current_app.test_cli_runner().invoke(args=[*map(str, words)])
        assert answer.exit_code == 0, answer.output
        self.let_go()
        return answer.output

    def back_up(self):
        """Once the database knows its revision, as one made by migrations does."""
        self.let_go()
        with db.engine.begin() as connection:
            connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": newest_revision()})
        self.run("backup", self.file, "--force")

    def lose_everything(self):
        """The database and the uploads are gone; what is there is empty."""
        self.let_go()
        shutil.rmtree(self.uploads, ignore_errors=True)
        if self.is_postgresql:
            self.store.cluster.drop_database(self.url.database)
            self.store.cluster.create_database(self.url.database)
        else:
            for ending in ("", "-wal", "-shm"):
                Path(f"{self.url.database}{ending}").unlink(missing_ok=True)

    def restore(self, kept):
        """From the backup, into what is empty; what the command says, which is told that somebody has kept a line."""
        self.lose_everything()
        return self.run("restore", self.file, "--checkpoint", kept)
