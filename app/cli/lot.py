"""flask lot prepare · draw · verify: a lot that anybody can draw again from its file."""

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from app.kernel import chance, clock
from app.polls.methods.drawing import Drawing, Order, Panel, Sample, Strata, result
from app.polls.methods.files.fields import Unfit
from app.polls.methods.files.lines import Malformed
from app.polls.methods.files.lists import read_list, read_numbers, read_quotas
from app.polls.methods.files.lot_file import Lot, Opened, read_lot, written
from app.polls.methods.lot import commitment
from app.polls.methods.quota_search import Endless
from app.polls.methods.sortition import Impossible

_WRONG, _MALFORMED = 1, 2  # exit codes
_THERE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)
T = TypeVar("T")


@click.group("lot")
def lot() -> None:
    """Draw lots that anybody can draw again."""


@lot.command("prepare")
@click.argument("listed", type=_THERE, metavar="LIST")
@click.argument("file", type=_NEW)
@click.option("--about", required=True, help="What the lot is for.")
@click.option("--secret", type=_NEW, required=True, help="A new file for the secret, which is kept until the lot.")
@click.option("--size", type=click.IntRange(min=1), help="How many are drawn; else everybody, in order.")
@click.option("--strata", help="Columns whose values are drawn from apart, as alley,sex.")
@click.option("--numbers", type=_THERE, help="How many of each stratum, a CSV; else by largest remainder.")
@click.option("--quotas", type=_THERE, help="Quotas of a panel, a CSV: attribute,value,least,most.")
def prepare(listed: Path, file: Path, about: str, secret: Path, **asked: Any) -> None:
    """Write FILE, which is published before the lot: the LIST, what is drawn, and the commitment to a new secret."""
    for new in (file, secret):
        if new.exists():
            raise click.UsageError(f"{new} is there already")
    hidden = sha256(chance.token(32).encode()).hexdigest()
    made = Lot(_composed(about), _read(read_list, listed), _drawing(**asked), commitment(hidden))
    checked = _read_lot(_text(made), file.name)
    with _said_plainly():
        result(checked.drawing, checked.pool, checked.fingerprint)  # whether it can be drawn at all
    secret.touch(mode=0o600)
    secret.write_text(hidden + "\n", encoding="ascii")
    _write(file, checked)
    click.echo("\n".join(_published(checked)))
    click.echo(f"비밀 · the secret: {secret}")


@lot.command("draw")
@click.argument("file", type=_THERE)
@click.option("--secret", type=_THERE, help="The file of the secret.")
@click.option("--source", help="What the outside source gave, as it is written down: dice 3 1 6 …")
@click.option("--before", multiple=True, help="Who watched; once for each.")
@click.option("--at", help="When, as 2026-12-05T19:30+09:00; else now.")
def draw(file: Path, secret: Path | None, source: str | None, before: tuple[str, ...], at: str | None) -> None:
    """Draw the lot of FILE, and write what was opened and who was drawn into it."""
    given = _read_lot(file.read_bytes(), file.name)
    if given.result is not None:
        raise click.UsageError(f"{file} has been drawn: flask lot verify {file}")
    if secret or source or before or at:
        given = _open(given, secret, source, before, at)
    if given.opened is None:
        raise click.UsageError("--secret, --source and --before are needed")
    _stop_at([*_broken_commitment(given)])
    with _said_plainly():
        drawn = given.drawn()
    _write(file, drawn)
    click.echo("\n".join([*_published(drawn), *_drawn(drawn)]))


@lot.command("verify")
@click.argument("file", type=_THERE)
@click.option("--published", help="The fingerprint that was published, or at least its first 16 digits.")
def verify(file: Path, published: str | None) -> None:
    """Draw the lot of FILE again; ends with 1 where something is wrong and with 2 where the file is none of a lot."""
    given = _read_lot(file.read_bytes(), file.name)
    if given.result is None:
        _refuse(f"{file.name}: result: is missing; this lot has not been drawn")
    click.echo("\n".join([*_published(given), *_drawn(given)]))
    faults = [*_other_publication(given, published), *_broken_commitment(given), *_other_result(given)]
    _stop_at([*faults, "NOT VERIFIED"] if faults else [])
    click.echo("VERIFIED")


def _drawing(size: int | None, strata: str | None, numbers: Path | None, quotas: Path | None) -> Drawing:
    if strata and quotas:
        raise click.UsageError("--strata or --quotas, not both: quotas with least = most are numbers, too")
    if numbers and not strata:
        raise click.UsageError("--numbers need --strata")
    if numbers and strata:
        by = _names(strata)
        given = _read(lambda file: read_numbers(file, by), numbers)
        return Strata(by, size or sum(given.values()), given)
    if not size:
        if strata or quotas:
            raise click.UsageError("--size is needed")
        return Order()
    if quotas:
        return Panel(size, _read(read_quotas, quotas))
    return Strata(_names(strata), size) if strata else Sample(size)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


def _open(given: Lot, secret: Path | None, source: str | None, before: tuple[str, ...], at: str | None) -> Lot:
    if given.opened is not None:
        raise click.UsageError("the file holds the secret and the source already")
    if not (secret and source and before):
        raise click.UsageError("--secret, --source and --before are needed")
    moment = at or clock.seoul(clock.now()).isoformat(timespec="minutes")
    hidden = secret.read_text(encoding="utf-8", errors="replace").strip()
    opened = Opened(hidden, _composed(source), moment, tuple(map(_composed, before)))
    return _read_lot(_text(replace(given, opened=opened)), "draw")


def _composed(text: str) -> str:
    """Hangul as whole syllables, as the format asks for; some keyboards send its letters one by one."""
    return unicodedata.normalize("NFC", text.strip())


def _text(given: Lot) -> bytes:
    return written(given).encode(errors="replace")


def _write(file: Path, given: Lot) -> None:
    """All or nothing."""
    new = file.with_name(file.name + ".new")
    new.write_bytes(_text(given))
    new.replace(file)


def _broken_commitment(given: Lot) -> Iterator[str]:
    if given.opened and commitment(given.opened.secret) != given.commitment:
        yield "비밀이 미리 약속한 것과 다릅니다 · the secret is not the one that was committed to"


def _other_publication(given: Lot, published: str | None) -> Iterator[str]:
    if published is not None and not (len(published) >= 16 and given.fingerprint.startswith(published.lower())):
        yield "미리 공고한 것과 다릅니다 · this is not what was published before"


def _other_result(given: Lot) -> Iterator[str]:
    try:
        again = given.drawn().result or ()
    except (Impossible, Endless) as fault:
        yield _undrawable(fault)
        return
    said = given.result or ()
    for place, (ours, theirs) in enumerate(zip(again, said, strict=False), 1):
        if ours != theirs:
            yield f"다시 뽑으면 다릅니다 · drawn again, number {place} is {ours}, the file says {theirs}"
            return
    if len(again) != len(said):
        yield f"다시 뽑으면 다릅니다 · drawn again, there are {len(again)}, the file has {len(said)}"


def _published(given: Lot) -> Iterator[str]:
    yield f"■ {given.about}"
    yield f"명단 · on the list: {len(given.pool.people)}"
    yield f"명단의 해시 · hash of the list: {given.list_hash}"
    yield f"약속 · commitment: {given.commitment}"
    yield f"공고 지문 · fingerprint of what is published: {given.fingerprint}"


def _drawn(given: Lot) -> Iterator[str]:
    if given.opened:
        yield f"언제, 누구 앞에서 · when and before whom: {given.opened.at} · {', '.join(given.opened.before)}"
        yield f"밖에서 온 수 · outside source: {given.opened.source}"
        yield f"씨앗 · seed: {given.seed()}"
    yield "뽑힌 순서 · drawn"
    for place, person in enumerate(given.result or (), 1):
        yield f"  {place}. {' '.join((person, *given.pool.people.get(person, ())))}"


def _read(reader: Callable[[BinaryIO], T], file: Path) -> T:
    with file.open("rb") as stream, _said_plainly(file.name):
        return reader(stream)


def _read_lot(raw: bytes, name: str) -> Lot:
    with _said_plainly(name):
        return read_lot(BytesIO(raw))


@contextmanager
def _said_plainly(name: str = "") -> Iterator[None]:
    """Faults of a file end with 2, a lot that cannot be drawn with 1."""
    try:
        yield
    except Malformed as fault:
        _refuse(f"{name}:{fault.line}: {fault.reason}")
    except Unfit as fault:
        _refuse(f"{name}: {fault.field}: {fault.reason}")
    except (Impossible, Endless) as fault:
        _stop_at([_undrawable(fault)])


def _undrawable(fault: Impossible | Endless) -> str:
    if isinstance(fault, Impossible):
        return f"이렇게는 뽑을 수 없습니다 · nobody can be drawn so: {fault.reason}"
    return "찾는 데 너무 오래 걸립니다. 할당을 느슨하게 하십시오 · the search takes too long: loosen the quotas"


def _refuse(reason: str) -> None:
    click.echo(reason, err=True)
    raise click.exceptions.Exit(_MALFORMED)


def _stop_at(faults: list[str]) -> None:
    """Say what is wrong and end, if anything is."""
    if faults:
        click.echo("\n".join(faults), err=True)
        raise click.exceptions.Exit(_WRONG)


COMMANDS = (lot,)
