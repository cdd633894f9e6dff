"""flask record export · verify · pairing: the public record of a poll as a file, and whether a file is right."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click
from flask import current_app
from flask.cli import with_appcontext

from app.kernel.errors import Fault
from app.polls import queries
from app.records import service


@click.group("record")
def record() -> None:
    """Export and verify the public record of a poll."""


@record.command("export")
@click.argument("poll_id", type=int, metavar="POLL")
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True))
@with_appcontext
def export(poll_id: int, file: TextIO) -> None:
    """Write the public record of a counted POLL to FILE, "-" for standard output."""
    with _said_plainly():
        lines = service.record(queries.poll(poll_id))
    file.writelines(lines)


@record.command("pairing")
@click.argument("poll_id", type=int, metavar="POLL")
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True))
@with_appcontext
def pairing(poll_id: int, file: TextIO) -> None:
    """Write for the two observers which receipt has which marks: with a voter's receipt it tells their choice."""
    with _said_plainly():
        pairs = service.pairing(queries.poll(poll_id))
    json.dump(pairs, file)


@record.command("verify", context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="FILE [OPTIONS]")
@with_appcontext
def verify(arguments: tuple[str, ...]) -> None:
    """Check FILE with verify.py, in a process of its own that knows nothing of this program."""
    program = Path(current_app.static_folder or "") / "verify.py"
    done = subprocess.run([sys.executable, "-I", str(program), *arguments], check=False)  # noqa: S603
    sys.exit(done.returncode)


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except Fault as fault:
        raise click.ClickException(str(fault.reason)) from fault


COMMANDS = (record,)
