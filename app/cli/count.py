"""flask count METHOD FILE: count a file of ballots, with every stage and exact figures."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from app.polls.methods.counters import COUNTERS, Counter
from app.polls.methods.counting import Broken, Tied, as_json
from app.polls.methods.files.asked import Asked, Unfit, count_as_asked, reader_of
from app.polls.methods.files.lines import Malformed

_MALFORMED, _TIED = 2, 3  # exit codes
_WIDEST = 30  # letters of a name in a table
_ABOVE_0 = click.IntRange(min=1)


@click.command("count")
@click.argument("method", type=click.Choice(sorted(COUNTERS)), metavar="METHOD")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seats", type=_ABOVE_0, help="How many are elected; else as FILE says, else 1.")
@click.option("--budget", type=_ABOVE_0, help="How much can be spent; else as FILE says.")
@click.option("--points", type=_ABOVE_0, help="How many points a ballot can give.")
@click.option(
    "--order", help="All options as 3,1,2: drawn by lot before, the earlier wins where the rule cannot decide."
)
@click.option("--json", "as_text", is_flag=True, help="Everything, with fractions as p/q.")
def count(method: str, file: Path, order: str | None, as_text: bool, **asked: int | None) -> None:
    """Count the ballots of FILE by METHOD.

    A wrong file is refused whole (exit 2); a tie that only a lot can break is named (exit 3).
    """
    counter = COUNTERS[method]
    try:
        given = _read(counter, file)
        result = count_as_asked(counter, given, Asked(**asked, order=order))
    except Unfit as unfit:
        raise click.UsageError(str(unfit)) from unfit
    except Tied as tie:
        names = ", ".join(f"{option} {given.names[option]}" for option in tie.options)
        click.echo(f"동점 · tied ({tie.stage}): {names}\n--order 로 추첨한 순서를 주십시오 · draw an order", err=True)
        raise click.exceptions.Exit(_TIED) from tie
    click.echo(_as_text(method, given.names, result) if as_text else "\n".join(_told(given.names, result)))


def _read(counter: Counter, file: Path) -> Any:
    """What the file holds; ends with its fault where it is wrong."""
    reader = reader_of(counter, file.name)
    try:
        with file.open("rb") as stream:
            return reader(stream)
    except Malformed as fault:
        click.echo(f"{file.name}:{fault.line}: {fault.reason}", err=True)
        raise click.exceptions.Exit(_MALFORMED) from fault


def _as_text(method: str, names: Mapping[int, str], result: Any) -> str:
    return json.dumps({"method": method, "options": as_json(names), **as_json(result)}, ensure_ascii=False, indent=2)


def _told(names: Mapping[int, str], result: Any) -> Iterator[str]:
    """The elected, the ballots and every figure, in plain tables."""
    yield "당선 · elected"
    yield from [f"  {option} {names[option]}" for option in result.elected] or ["  없음 · none"]
    for field in fields(result):
        value = getattr(result, field.name)
        if field.name not in ("elected", "ties"):
            yield from _part(field.name, value, names)
    yield from (_tie(tie) for tie in result.ties)


def _part(name: str, value: Any, names: Mapping[int, str]) -> Iterator[str]:
    if name in ("stages", "rounds"):
        yield from ["", *_steps(value, names)]
    elif isinstance(value, Mapping):
        yield from ["", f"{name}:", *_table(value, names)]
    elif isinstance(value, tuple) and value and hasattr(value[0], "option"):
        yield from ["", f"{name}:", *_rows(value, names)]
    else:
        yield f"{name}: {_figure(value)}"


def _steps(steps: Sequence[Any], names: Mapping[int, str]) -> Iterator[str]:
    """A column a stage: the votes of every option, then the other figures of the stage."""
    numbers = [str(number) for number in range(1, len(steps) + 1)]
    rows = {"": numbers}
    for option, name in names.items():
        rows[_title(option, name)] = [_figure(step.votes.get(option, "-")) for step in steps]
    for field in fields(steps[0]) if steps else ():
        if not isinstance(getattr(steps[0], field.name), Mapping):
            rows[field.name] = [_figure(getattr(step, field.name)) for step in steps]
    yield from _grid(rows)


def _table(value: Mapping[int, Any], names: Mapping[int, str]) -> Iterator[str]:
    """Figures of options, or of pairs: the row above the column."""
    pairs = all(isinstance(row, Mapping) for row in value.values())
    rows = {"": [str(option) for option in names]} if pairs else {}
    for option, row in value.items():
        cells = [row.get(other, "-") for other in names] if pairs else [row]
        rows[_title(option, names[option])] = [_figure(cell) for cell in cells]
    yield from _grid(rows)


def _rows(rows: Sequence[Any], names: Mapping[int, str]) -> Iterator[str]:
    """A row an option, under the names of its figures."""
    titles = [field for field in rows[0]._fields if field != "option"]
    figures = {
        _title(row.option, names[row.option]): [_figure(getattr(row, title)) for title in titles] for row in rows
    }
    yield from _grid({"": titles, **figures})


def _title(option: int, name: str) -> str:
    """Number and name, so long that the figures beside it stay on the screen."""
    return f"{option} {name if len(name) <= _WIDEST else name[: _WIDEST - 1] + '…'}"


def _grid(rows: Mapping[str, Sequence[str]]) -> Iterator[str]:
    titles = max(map(_width, rows), default=0)
    widths = [max(map(_width, column)) for column in zip(*rows.values(), strict=True)]
    for title, cells in rows.items():
        figures = (" " * (width - _width(cell)) + cell for width, cell in zip(widths, cells, strict=True))
        yield f"  {title}{' ' * (titles - _width(title))}  {'  '.join(figures)}".rstrip()


def _figure(value: Any) -> str:
    """A figure as a person reads it: fractions that end within nine decimals as decimals, the others as p/q."""
    if isinstance(value, Fraction):
        return _decimal(value)
    if hasattr(value, "_fields"):
        return "×".join(map(_figure, value))
    if isinstance(value, tuple):
        return ",".join(map(_figure, value)) or "-"
    return "-" if value is None else str(value)


def _decimal(value: Fraction) -> str:
    billionths = value * 10**9
    if billionths.denominator > 1:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(abs(billionths.numerator), 10**9)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest:09d}".rstrip("0").rstrip(".")


def _tie(tie: Broken) -> str:
    equal = ", ".join(map(str, tie.options))
    return f"추첨한 순서로 정함 · decided by the order ({tie.stage}): {equal} → {tie.chosen}"


def _width(text: str) -> int:
    """Columns on a terminal, where Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


COMMANDS = (count,)
