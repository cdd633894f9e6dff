"""flask replay FILE: hold published assemblies again and print what was published beside what is counted."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from app.kernel import i18n
from app.kernel.db import session, transaction
from app.polls import queries
from app.polls.models import Poll
from app.polls.queries import Result
from app.polls.service import replay as assemblies
from app.polls.service import sentence
from app.polls.service.published import Assembly, Contradiction, PublishedPoll, Skipped, read_assembly

_WIDTH = 44


@click.command("replay")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def replay(file: Path) -> None:
    """Hold the assemblies of FILE again, through the same box as every poll, and compare the results."""
    datasets = json.loads(file.read_text(encoding="utf-8"))["datasets"]
    differing = sum(_replay_one(given) for given in datasets)
    click.echo(f"\n다르게 나온 투표 · polls that differ: {differing}")
    if differing:
        raise click.exceptions.Exit(1)


def _replay_one(given: Mapping[str, Any]) -> int:
    """Print one assembly; returns how many of its polls were counted otherwise than published."""
    click.echo(f"\n■ {given.get('place', '')} · {given.get('when', '')} · {given.get('id', '')}")
    try:
        assembly = read_assembly(given)
    except Contradiction as fault:
        click.echo(f"  거절 · refused: {fault}")
        return 0
    except Skipped as reason:
        click.echo(f"  건너뜀 · skipped: {reason}")
        return 0
    if assemblies.council_of(assembly) is not None:
        click.echo("  이미 있습니다 · already there")
    for assumption in assembly.assumptions:
        click.echo(f"  가정 · assumed: {assumption}")
    return sum(_hold(assembly, published) for published in assembly.polls)


def _hold(assembly: Assembly, published: PublishedPoll) -> bool:
    with transaction():
        council = assemblies.call(assembly)
    with transaction():
        poll = assemblies.open_published(council, assembly, published)
    if poll.is_open:
        _cast(poll, assembly, published)
    with transaction():
        assemblies.count_published(poll, council, assembly)
    result = queries.result(queries.poll(poll.id))
    assert result is not None
    click.echo("\n".join(_table(published, result)))
    session().expunge_all()
    return _counted(result)[: len(published.votes)] != list(published.votes) or result.turnout != published.voters


def _cast(poll: Poll, assembly: Assembly, published: PublishedPoll) -> None:
    papers = assemblies.papers_left(poll, published)
    with click.progressbar(papers, label=f"  {published.question[:24]}", show_pos=True) as waiting:
        for voter, marks in waiting:
            with transaction():
                assemblies.cast_published(poll, voter, marks, assembly)


def _counted(result: Result) -> list[int]:
    """The votes as the tally has them: published figures hide nobody."""
    tally = result.poll.tally
    assert tally is not None
    return [tally.result["votes"][str(row.position)] for row in result.rows]


def _table(published: PublishedPoll, result: Result) -> Iterator[str]:
    yield f"  {_padded(published.question)}  공개 · published  계산 · counted"
    for label, votes, counted in zip(published.labels, published.votes, _counted(result), strict=False):
        yield f"    {_padded(label)}{votes:15d}{counted:17d}  {'=' if votes == counted else '≠'}"
    share = f"{100 * result.turnout / result.roll_count:.1f} %"
    met = "충족 · met" if result.quorum_met else "미달 · not met"
    quorum = f"{i18n.number(result.quorum_needed)} ({met})" if result.quorum_needed else "없음 · none"
    yield f"    투표 · turnout {result.turnout} / {result.roll_count} ({share}), 정족수 · quorum {quorum}"
    yield f"    {result.verdict.label} · {result.verdict.value}: {sentence(result)}"


def _padded(text: str) -> str:
    """The text to a fixed width on a terminal, where Hangul takes two columns."""
    width = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return text + " " * max(1, _WIDTH - width)


COMMANDS = (replay,)
