"""flask opinions import DIR: a conversation that was held elsewhere becomes a closed question of a council."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.founding import Words
from app.cli.opinions import conversation_in, opinions
from app.councils import queries as councils
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Fault, NotFound
from app.kernel.outbox import address_of
from app.opinions import service
from app.opinions.jobs import SEED
from app.opinions.maths import Analysis, analyse
from app.opinions.models import LONGEST_SOURCE


@opinions.command("import")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--council", "council_id", type=int, required=True, help="The number in the council's address.")
@click.option("--title", type=Words(120), required=True, help="The question, as it is called here.")
@click.option("--source", type=Words(LONGEST_SOURCE), required=True, help="Where and by whom it was asked; shown.")
@with_appcontext
def bring_in(folder: Path, council_id: int, title: str, source: str) -> None:
    """Make a closed question of the conversation in DIR, which holds files as `flask opinions analyse` reads them.

    Words, counts and the opinion map come in; nobody's answers do. A wrong file is refused whole (exit 2), the same
    files are taken once (exit 1).
    """
    brought = service.Brought(title, source, conversation_in(folder))
    with _said_plainly(council_id):
        with transaction():
            service.keeper_of(councils.council(council_id), brought)
        found = _analysed(brought)
        with transaction():
            question = service.bring_in(councils.council(council_id), brought, found, at=clock.now())
    # a command has no request for url_for to lean on
    path = current_app.url_map.bind("").build("opinions.result", {"question_id": question.id})
    click.echo(f"사람 {found.people}, 답 {found.answers}, 의견 {len(found.statements)}")
    click.echo(f"→ {address_of(path)}")


def _analysed(brought: service.Brought) -> Analysis:
    with click.progressbar(length=100, label="의견 그룹 찾기 · looking for groups") as bar:
        return analyse(brought.conversation.matrix(), seed=SEED, progress=_told(bar.update))


def _told(update: Callable[[int], None]) -> Callable[[float], None]:
    done = [0]

    def tell(share: float) -> None:
        percent = int(share * 100)
        update(percent - done[0])
        done[0] = percent

    return tell


@contextmanager
def _said_plainly(council_id: int) -> Iterator[None]:
    """A fault of the service as one line on the terminal."""
    try:
        yield
    except NotFound as fault:
        raise click.ClickException(f"번호가 {council_id}인 골목회의가 없습니다. · There is no such council.") from fault
    except Fault as fault:
        raise click.ClickException(str(fault.reason)) from fault


COMMANDS: tuple[click.Command, ...] = ()  # it belongs to the group of opinions.py
