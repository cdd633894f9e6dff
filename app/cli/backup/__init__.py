"""flask backup FILE and flask restore FILE: everything but the keys, in one file."""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from app.cli.backup import archive, keys
from app.cli.backup.archive import DATABASE, UPLOADS, Manifest, Refused
from app.cli.backup.contents import Check, Contents, Place
from app.cli.backup.on_postgresql import OnPostgresql
from app.cli.backup.on_sqlite import OnSqlite
from app.kernel import clock, ledger
from app.kernel.db import db, session
from app.kernel.i18n import number

BEHIND = (
    "주의: 되살린 공개 장부에는 지문 {0}이(가) 없습니다. 그보다 앞선 백업입니다. · "
    "Careful: the restored ledger is behind checkpoint {0}, so the backup is older than what others have kept."
)


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file of that name.")
@with_appcontext
def backup(file: Path, force: bool) -> None:
    """Keep the database and the uploads in FILE, while people go on voting. The keys are not in it."""
    if file.exists() and not force:
        raise Refused(f"{file}이(가) 이미 있습니다(--force). · {file} is there already (--force writes over it).")
    if not file.parent.is_dir():
        raise Refused(f"폴더가 없습니다: {file.parent} · There is no such folder: {file.parent}")
    at, place = clock.now(), _place()
    if place.is_empty():
        raise Refused(f"백업할 자료가 없습니다: {db.engine.url!r} · There is no data to back up: {db.engine.url!r}")
    checkpoints = ledger.heads()  # read first: the copy holds at least these
    with TemporaryDirectory(dir=file.parent, prefix=f".{file.name}.") as folder:
        part = Path(folder) / DATABASE
        _tell("데이터베이스를 옮겨 적습니다 · copying the database …")
        contents = place.copy(part, at=at)
        session().close()
        _tell("파일 하나로 묶습니다 · writing the file …")
        archive.write(file, _manifest(contents, at, checkpoints), _parts(part))
    _tell("다시 읽어 확인합니다 · reading it again …")
    click.echo(f"{file}: {_holds(archive.verified(file))}\n{keys.ELSEWHERE}")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", "replacing", is_flag=True, help="Move the data that is here aside first (SQLite).")
@click.option("--checkpoint", "kept", multiple=True, metavar="SEQ:HASH", help="A fingerprint that somebody has kept.")
@with_appcontext
def restore(file: Path, replacing: bool, kept: tuple[str, ...]) -> None:
    """Fill an empty Golmok from FILE. Every checksum is verified before anything is touched.

    Says which keys here are not those of the backup, and where the restored ledgers are behind those that were here,
    or behind a fingerprint that somebody has kept.
    """
    _tell("백업을 확인합니다 · verifying the backup …")
    manifest = archive.verified(file)
    _refuse_unless_it_fits(manifest)
    _refuse_unless_empty(replacing)
    known = [*kept, *(ledger.heads().values() if not _place().is_empty() else ())]
    session().close()
    db.engine.dispose()
    uploads = Path(current_app.config["UPLOADS"])
    uploads.parent.mkdir(parents=True, exist_ok=True)
    aside = f"before-{clock.now():%Y%m%dT%H%M%SZ}"
    with (
        TemporaryDirectory(dir=_place().folder(), prefix=".restore.") as beside,
        TemporaryDirectory(dir=uploads.parent, prefix=".restore.") as folder,
    ):
        part, photos = Path(beside) / DATABASE, Path(folder) / "uploads"
        _tell("파일을 풉니다 · taking out the files …")
        archive.take_out(file, DATABASE, part)
        archive.take_out_uploads(file, manifest, photos)
        _tell("데이터베이스를 채웁니다 · filling the database …")
        _tell_moved(_place().fill(part, _refuse_unless(manifest), aside=aside))
        _exchange(uploads, photos, aside)
    if manifest.revision != _revisions()[0]:
        _tell("자료를 새 판에 맞춥니다 · bringing the database up to date …")
        upgrade()
    moment = clock.seoul(datetime.fromisoformat(manifest.made_at))
    click.echo(f"되살렸습니다 · Restored: {moment:%Y-%m-%d %H:%M} (서울 · Seoul); {_holds(manifest)}")
    for warning in (*keys.unfit(manifest), *map(BEHIND.format, ledger.missing(known))):
        click.echo(warning, err=True)


def _manifest(contents: Contents, at: datetime, checkpoints: Mapping[int, str]) -> Manifest:
    project = tomllib.loads((_root() / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Manifest(
        made_at=at.isoformat(),
        program=project["version"],
        database=_place().kind,
        revision=contents.revision,
        pepper_mark=keys.pepper_mark(),
        signing_mark=keys.signing_mark(),
        polls=contents.polls,
        ballots=contents.ballots,
        checkpoints={str(chain): code for chain, code in checkpoints.items()},
    )


def _parts(database: Path) -> Iterator[tuple[str, Path]]:
    """The database, then the photos that are there now: a photo whose row came later is one too many, never too few."""
    yield DATABASE, database
    uploads = Path(current_app.config["UPLOADS"])
    found = sorted(path for path in uploads.iterdir() if path.is_file()) if uploads.is_dir() else []
    with click.progressbar(found, label="  uploads", file=sys.stderr) as waiting:
        for path in waiting:
            yield f"{UPLOADS}{path.name}", path


def _refuse_unless_it_fits(manifest: Manifest) -> None:
    if manifest.database != _place().kind:
        raise Refused(
            f"백업은 {manifest.database}의 것이고 여기는 {_place().kind}입니다. · "
            f"The backup is of {manifest.database}, and the database here is {_place().kind} (GOLMOK_DATABASE_URL)."
        )
    if manifest.revision not in _revisions():
        raise Refused(
            f"백업이 이 프로그램보다 새것입니다({manifest.program}, {manifest.revision}). 프로그램을 먼저 올리세요. · "
            f"The backup is newer than this program ({manifest.program}, {manifest.revision}): upgrade Golmok first."
        )


def _refuse_unless_empty(replacing: bool) -> None:
    uploads = Path(current_app.config["UPLOADS"])
    is_filled = not _place().is_empty()
    if is_filled and not _place().can_be_moved_aside:
        raise Refused(
            "PostgreSQL 데이터베이스가 비어 있지 않습니다. 빈 데이터베이스를 만들어 GOLMOK_DATABASE_URL에 적으세요. · "
            "The PostgreSQL database is not empty: make a new one (createdb) and name it in GOLMOK_DATABASE_URL."
        )
    if not replacing and (is_filled or (uploads.is_dir() and any(uploads.iterdir()))):
        raise Refused(
            "여기에 이미 자료가 있습니다. 옮겨 두고 되살리려면 --replace를 쓰세요. · "
            "There is data here already; --replace moves it aside first."
        )


def _refuse_unless(manifest: Manifest) -> Check:
    """What is restored must be what the manifest names."""

    def check(found: Contents) -> None:
        if (found.revision, found.polls, found.ballots) != (manifest.revision, manifest.polls, manifest.ballots):
            raise Refused(
                "되살린 표의 수가 백업에 적힌 것과 다릅니다. 쓰지 말고 다른 백업을 쓰세요. · "
                "The polls or ballots are not those that the manifest names: do not use this backup, take another one."
            )

    return check


def _exchange(uploads: Path, photos: Path, aside: str) -> None:
    if uploads.is_dir() and any(uploads.iterdir()):
        _tell_moved(uploads.rename(uploads.with_name(f"{uploads.name}.{aside}")))
    elif uploads.is_dir():
        uploads.rmdir()
    photos.rename(uploads)
    archive.sync_folder(uploads.parent)


def _tell_moved(to: Path | None) -> None:
    if to is not None:
        _tell(f"옮겨 두었습니다 · moved aside: {to}")


def _holds(manifest: Manifest) -> str:
    polls, counted = number(manifest.polls), number(sum(manifest.ballots.values()))
    photos = number(len(archive.uploads_of(manifest)))
    return (
        f"투표 {polls}건, 마감된 투표의 표 {counted}장, 사진 {photos}장 · "
        f"{polls} polls, {counted} ballots in closed polls, {photos} photos"
    )


def _place() -> Place:
    is_postgresql = db.engine.dialect.name == OnPostgresql.kind
    return OnPostgresql(db.engine) if is_postgresql else OnSqlite(db.engine.url)


def _revisions() -> list[str]:
    """Every revision that this program knows, the newest first."""
    return [script.revision for script in ScriptDirectory(str(_root() / "migrations")).walk_revisions()]


def _root() -> Path:
    return Path(current_app.root_path).parent


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)


COMMANDS = (backup, restore)
