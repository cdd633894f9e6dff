"""python -m benchmarks: fills a database, measures pages and casting, and prints the tables in Markdown."""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click
from flask import Flask

from app import create_app
from app.kernel import clock
from app.kernel.db import Model, session, transaction
from app.people.models import User
from app.people.service import devices
from app.polls.service.durability import NotDurable, refuse_unless_durable
from benchmarks import answering, casting, counting, exports, fill, live, mixing, opinions, pages, records, rush, search

TOGETHER = ("pages", "casting", "records", "mixing")
BY_ITSELF = ("rush", "search", "answering", "live")  # only when it is named

PAGES_HEAD = "| page | ms (median) | statements | answers/s | bare route/s | share |\n|---|---|---|---|---|---|"
RECORD_HEAD = "| ballots of a record | MiB | s to write | s to verify | MiB to verify |\n|---|---|---|---|---|"
CAST_HEAD = "| clients | ballots/s | bare route/s | share | median ms |\n|---|---|---|---|---|"

MIXING_HEAD = "| ballots mixed | ms (median) | ms (slowest) |\n|---|---|---|"
COUNT_HEAD = (
    "| count | ballots | different | s | one by one s | ratio | library s | ratio |\n|---|---|---|---|---|---|---|---|"
)
OPINIONS_HEAD = (
    "| conversation | people | statements | answers | s, with the gate | s, the map | s, scikit-learn | ratio |\n"
    "|---|---|---|---|---|---|---|---|"
)
ANSWERING_HEAD = (
    "| opinions | times | ms of the processor | ms (median) | p95 ms | slowest ms |\n|---|---|---|---|---|---|"
)
LIVE_HEAD = (
    "| screens | how many | press to answer, ms (median) | press to last screen, ms (median) | slowest ms "
    "| requests/s | MiB of the live process |\n|---|---|---|---|---|---|---|"
)
EXPORTS_HEAD = (
    "| side | rows | s of the processor | rows/s | × plain | MiB written | MiB before | MiB at most |\n"
    "|---|---|---|---|---|---|---|---|"
)
SEARCH_HEAD = "| search | found | ms (median) |\n|---|---|---|"
RUSH_HEAD = "| step of a vote | p50 ms | p95 ms | p99 ms | slowest ms |\n|---|---|---|---|---|"


@click.command()
@click.option("--share", default=1.0, help="A part of the whole city, such as 0.01.")
@click.option("--workers", default=1, help="Web processes of the production server.")
@click.option(
    "--only",
    type=click.Choice(
        [
            "pages",
            "casting",
            "records",
            "mixing",
            "rush",
            "counting",
            "opinions",
            "search",
            "answering",
            "live",
            "exports",
        ]
    ),
    help="Measure only this.",
)
@click.option("--seconds", default=600, help="How long the rush of the last minutes lasts.")
def main(share: float, workers: int, only: str | None, seconds: int) -> None:
    """Measure on the database of GOLMOK_DATABASE_URL, else on a SQLite file that is thrown away."""
    if only in ("counting", "opinions"):
        _without_database(only)
        return
    if "GOLMOK_DATABASE_URL" not in os.environ:
        raise SystemExit(_again(Path(tempfile.mkdtemp(prefix="golmok-benchmark-"))))
    app = create_app()
    backend, cookie = _filled(app, 0 if only == "exports" else share)
    click.echo(f"\n{backend}, {platform.machine()}, {os.cpu_count()} cores, {workers} web process(es)\n")
    if only in (None, "pages"):
        _print_pages(pages.measure(app, "", workers), "visitor")
        _print_pages(pages.measure(app, cookie, workers), "member")
    _together(only, app, workers, share)
    if only == "exports":
        _print_exports(exports.measure(app, int(1_000_000 * share)))
    elif only in BY_ITSELF:
        _by_itself(only, app, cookie, workers, seconds)


def _together(only: str | None, app: Flask, workers: int, share: float) -> None:
    """What is measured when nothing is named, but the pages."""
    if only in (None, "casting"):
        _print_casting(casting.measure(app, workers))
    if only in (None, "records"):
        with tempfile.TemporaryDirectory() as folder:
            _print_record(records.measure(app, Path(folder), int(100_000 * share)))
    if only in (None, "mixing"):
        _print_mixing(mixing.measure(app))


def _filled(app: Flask, share: float) -> tuple[str, str]:
    """Make the tables and the part of the city; what the database is, and a member's cookie where there is a city."""
    with app.app_context():
        try:
            refuse_unless_durable()  # a database that does not wait for its disk is fast at something else
        except NotDurable as fault:
            raise SystemExit(str(fault)) from fault
        Model.metadata.create_all(session().get_bind())
        if share:
            fill.fill(fill.Size().times(share))
        return session().get_bind().dialect.name, _signed_in(app) if share else ""


def _by_itself(only: str, app: Flask, cookie: str, workers: int, seconds: int) -> None:
    """What is measured only when it is named."""
    if only == "rush":
        _print_rush(rush.measure(app, workers, seconds))
    elif only == "answering":
        _print_answering(answering.measure(app, cookie))
    elif only == "live":
        _print_live(live.measure(app, workers))
    else:
        with app.app_context():
            _print_search(search.measure())


def _without_database(only: str) -> None:
    if only == "counting":
        _print_counting(counting.measure())
    else:
        _print_opinions(opinions.measure())


def _again(folder: Path) -> int:
    """Run this program in a process of its own whose settings name the folder."""
    settings = {"GOLMOK_DATA": str(folder), "GOLMOK_DATABASE_URL": f"sqlite:///{folder / 'golmok.db'}"}
    command = [sys.executable, "-m", "benchmarks", *sys.argv[1:]]
    try:
        return subprocess.run(command, env={**os.environ, **settings}, check=False).returncode
    finally:
        shutil.rmtree(folder)


def _signed_in(app: Flask) -> str:
    """The cookie of a member of the third council, who is on the rolls of its polls and has voted in none."""
    with transaction():
        user = session().get_one(User, fill.Size().voter_of(3))
        token = devices.sign_in(user, at=clock.now())
    sign = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"{app.config['SESSION_COOKIE_NAME']}={sign.dumps({'_user_id': token, '_fresh': True})}"


def _print_pages(rows: list[pages.Row], reader: str) -> None:
    click.echo(f"{reader}\n\n{PAGES_HEAD}")
    for row in rows:
        figures = (f"{row.milliseconds:.1f}", row.statements, f"{row.rate:.0f}", f"{row.bare_rate:.0f}")
        click.echo(f"| {row.name} | {' | '.join(map(str, figures))} | {row.share:.0%} |")
    click.echo()


def _print_casting(rows: list[casting.Row]) -> None:
    click.echo(CAST_HEAD)
    for row in rows:
        click.echo(f"| {row.clients} | {row.rate:.0f} | {row.bare_rate:.0f} | {row.share:.0%} | {row.median:.1f} |")


def _print_record(row: records.Row) -> None:
    click.echo(f"\n{RECORD_HEAD}")
    figures = f"{row.mebibytes:.1f} | {row.written:.1f} | {row.verified:.1f} | {row.memory:.0f}"
    click.echo(f"| {row.ballots:,} | {figures} |")


def _print_mixing(row: mixing.Row) -> None:
    click.echo(f"\n{MIXING_HEAD}\n| {row.ballots:,} | {row.median:.0f} | {row.slowest:.0f} |")


def _print_search(rows: Iterable[search.Measured]) -> None:
    click.echo(f"{search.PROPOSALS:,} proposals of one council\n\n{SEARCH_HEAD}")
    for row in rows:
        click.echo(f"| {row.asked} | {row.found} | {row.milliseconds:.0f} |")


def _print_exports(rows: Iterable[exports.Row]) -> None:
    found = list(rows)
    plain = next(row.seconds for row in found if row.side == "plain")
    click.echo(f"\n{EXPORTS_HEAD}")
    for row in found:
        times = f"{row.seconds:.1f} | {row.rows / row.seconds:,.0f} | {row.seconds / plain:.1f}"
        click.echo(f"| {row.side} | {row.rows:,} | {times} | {row.mebibytes:.0f} | {row.before:.0f} | {row.peak:.0f} |")


def _print_answering(rows: Iterable[answering.Measured]) -> None:
    click.echo(f"\n{ANSWERING_HEAD}")
    for row in rows:
        click.echo(
            f"| {row.step} | {row.times} | {row.processor:.1f} | {row.median:.1f} | {row.p95:.1f} | {row.slowest:.0f} |"
        )


def _print_live(rows: Iterable[live.Row]) -> None:
    click.echo(f"{live.PRESSES} presses each\n\n{LIVE_HEAD}")
    for row in rows:
        spread = f"{statistics.median(row.spreads) * 1000:.0f} | {max(row.spreads) * 1000:.0f}"
        memory = f"{row.mebibytes:.0f}" if row.mebibytes else "-"
        figures = f"{row.answer:.0f} | {spread} | {row.requests:.0f} | {memory}"
        click.echo(f"| {row.name} | {row.screens:,} | {figures} |")


def _print_counting(rows: Iterable[counting.Row]) -> None:
    click.echo(f"\n{platform.machine()}, {os.cpu_count()} cores\n\n{COUNT_HEAD}")
    for row in rows:
        others = " | ".join(_beside(other, row.seconds) for other in (row.plain, row.library))
        click.echo(f"| {row.name} | {row.ballots:,} | {row.different:,} | {_seconds(row.seconds)} | {others} |")


def _beside(other: float | None, seconds: float) -> str:
    return "- | -" if other is None else f"{_seconds(other)} | {other / seconds:.1f}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds >= 0.01 else f"{seconds:.4f}"


def _print_opinions(rows: Iterable[opinions.Row]) -> None:
    threads = os.environ.get("OPENBLAS_NUM_THREADS", "any")
    click.echo(f"\n{platform.machine()}, {os.cpu_count()} cores, {threads} thread(s) of OpenBLAS\n\n{OPINIONS_HEAD}")
    for row in rows:
        other = "- | -" if row.other is None else f"{row.other:.3f} | {row.other / row.alone:.1f}"
        sizes = f"{row.people:,} | {row.statements} | {row.answers:,}"
        click.echo(f"| {row.name} | {sizes} | {row.whole:.2f} | {row.alone:.3f} | {other} |")


def _print_rush(row: rush.Row) -> None:
    click.echo(f"\n{row.votes:,} votes in {row.seconds} s; errors: {dict(row.errors) or 'none'}\n\n{RUSH_HEAD}")
    for step in rush.STEPS:
        figures = " | ".join(f"{row.percentile(step, percent):.1f}" for percent in (50, 95, 99))
        click.echo(f"| {step} | {figures} | {max(row.milliseconds[step]):.0f} |")


if __name__ == "__main__":
    main()
