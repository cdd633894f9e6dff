"""flask search: whether files of answers are searched for personal data, and pausing that for a day at most."""

import click
from flask.cli import with_appcontext

from app.decisions import queries, service
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid


@click.group("search")
def search() -> None:
    """The search of files for personal data."""


@search.command("state")
@with_appcontext
def state() -> None:
    """Say whether files are searched now."""
    pause = queries.search_pause(clock.now())
    if pause is None:
        click.echo("첨부 파일을 살펴봅니다. · Files are searched.")
        return
    until = clock.seoul(pause.until).strftime("%Y-%m-%d %H:%M")
    click.echo(f"{until}까지 살펴보지 않습니다: {pause.why} · Not searched until {until}.")


@search.command("pause")
@click.option("--hours", type=click.IntRange(1, service.LONGEST_HOURS), required=True, help="1 to 24.")
@click.option("--why", required=True, help="The reason; officers see it.")
@with_appcontext
def pause(hours: int, why: str) -> None:
    """Do not search files for so many hours; it begins again by itself."""
    try:
        with transaction():
            until = clock.seoul(service.pause_search(why, hours, by=None, at=clock.now()).until)
    except (Conflict, Invalid) as error:
        raise click.ClickException(str(error.reason)) from error
    words = until.strftime("%Y-%m-%d %H:%M")
    click.echo(f"{words}에 저절로 다시 켜집니다. · It begins again by itself at {words}.")


@search.command("resume")
@with_appcontext
def resume() -> None:
    """Search files again now."""
    with transaction():
        was_off = service.resume_search(by=None, at=clock.now())
    click.echo(
        "다시 살펴봅니다. · Files are searched again." if was_off else "살펴보고 있습니다. · They were searched."
    )


COMMANDS = (search,)
