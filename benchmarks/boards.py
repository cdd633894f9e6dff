"""What the boards of dongs take of the processor: milliseconds of this process for each page, and statements.

    GOLMOK_DATABASE_URL=… python -m benchmarks.boards      on a database that benchmarks/fill.py has filled

The processor's time is little changed by what else runs. On PostgreSQL its server's own time comes on top.
"""

import time

import click

from app import create_app
from benchmarks.pages import alone

TIMES = 12
PATHS = {
    "현황 · board of a dong": "/dongs/1/figures",
    "열두 달 · twelve months": "/dongs/1/figures?span=twelve-months",
    "목록 · list of a number": "/dongs/1/figures/polls",
    "사람 수 · number of people": "/dongs/1/figures/voices",
    "구 · board of a gu": "/gus/1/figures",
    "모든 동 · every dong": "/figures",
    "동 · dong": "/dongs/1",
    "골목회의 · council": "/councils/3",
}


@click.command()
def main() -> None:
    """Print the table in Markdown."""
    app = create_app()
    click.echo("| page | ms of the processor | statements |\n|---|---|---|")
    for name, path in PATHS.items():
        _milliseconds, statements = alone(app, path, "", times=1)
        start = time.process_time()
        alone(app, path, "", times=TIMES - 1)  # asks once more to count statements
        click.echo(f"| {name} | {(time.process_time() - start) / TIMES * 1000:.1f} | {statements} |")


if __name__ == "__main__":
    main()
