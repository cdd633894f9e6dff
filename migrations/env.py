"""How migrations run: on the application's own engine, each in a transaction."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from flask import current_app

from app.kernel.db import UTCDateTime


def render_item(kind: str, thing: Any, autogen_context: Any) -> str | bool:
    """Write our own column type as what the database sees, so that old migrations need none of our code."""
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, sa.Enum):
        return f"sa.String(length={thing.length})"  # words are checked by the program, so a new one needs no migration
    return False


def run() -> None:
    """Run the migrations that are asked for."""
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=render_item,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
