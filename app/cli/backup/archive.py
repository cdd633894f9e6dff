"""A backup as one file: a tar of the database, the uploads and a manifest, then one line, the SHA-256 of all before it.

`tar` reads it too. The line at the end finds any byte that was changed or is missing before anything else is read.
"""

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO

import click

FORMAT = 1
DATABASE, MANIFEST, UPLOADS = "database", "manifest.json", "uploads/"
_LINE = b"golmok backup, sha256 of all before this line: %s\n"
_LINE_LENGTH = len(_LINE % b"") + 64
_BLOCK = 1 << 20  # bytes read at once


class Refused(click.ClickException):
    """What cannot be done, as a sentence for the operator; nothing was changed."""


@dataclass(frozen=True)
class Part:
    """One file in the backup."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the backup is and holds. Of a poll that is still open it says nothing."""

    made_at: str  # ISO 8601, UTC
    program: str
    database: str  # "sqlite" or "postgresql"
    revision: str  # the last migration of the database
    pepper_mark: str  # tells whether a server has the same pepper, and nothing about it
    polls: int
    ballots: Mapping[str, int]  # of each closed or certified poll, by its number
    parts: Mapping[str, Part] = field(default_factory=dict)
    checkpoints: Mapping[str, str] = field(default_factory=dict)  # the last fingerprint of each council's ledger
    signing_mark: str = ""  # as `pepper_mark`, of the key that signs; "" in backups of before there was one
    format: int = FORMAT

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        """The manifest as JSON has it. Raises Refused where it is of another format."""
        try:
            given = json.loads(text)
            if given["format"] != FORMAT:
                raise Refused(
                    f"이 판이 모르는 백업 형식입니다({given['format']}). · Unknown format of backup: {given['format']}."
                )
            return cls(**{**given, "parts": {name: Part(**part) for name, part in given["parts"].items()}})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _broken() from error


class _Hashed:
    """A file that is hashed as it is read or written."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sha256 = file, hashlib.sha256()

    def write(self, data: bytes) -> int:
        """As a file's."""
        self.sha256.update(data)
        return self.file.write(data)

    def read(self, size: int) -> bytes:
        """As a file's."""
        data = self.file.read(size)
        self.sha256.update(data)
        return data


def write(file: Path, manifest: Manifest, parts: Iterable[tuple[str, Path]]) -> None:
    """Write the backup beside `file` and give it that name once it is whole and on the disk. Its mode is 0600.

    A part that is gone by now (a photo that was just removed) is left out.
    """
    handle, partial = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as raw:
            _fill(raw, manifest, parts)
            raw.flush()
            os.fsync(raw.fileno())
        Path(partial).replace(file)
        sync_folder(file.parent)
    finally:
        Path(partial).unlink(missing_ok=True)


def _fill(raw: IO[bytes], manifest: Manifest, parts: Iterable[tuple[str, Path]]) -> None:
    whole, kept = _Hashed(raw), {}
    with tarfile.open(fileobj=whole, mode="w|") as tar:  # type: ignore[call-overload]  # it writes, and no more
        for name, path in parts:
            try:
                with path.open("rb") as file:
                    kept[name] = _add(tar, name, file, os.fstat(file.fileno()).st_size)
            except FileNotFoundError:
                continue
        text = json.dumps(asdict(manifest) | {"parts": {name: asdict(part) for name, part in kept.items()}}, indent=1)
        _add(tar, MANIFEST, BytesIO(text.encode()), len(text.encode()))
    raw.write(_LINE % whole.sha256.hexdigest().encode())


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes], size: int) -> Part:
    hashed, member = _Hashed(file), tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    tar.addfile(member, hashed)  # type: ignore[arg-type]  # it reads, and no more
    return Part(size, hashed.sha256.hexdigest())


def verified(file: Path) -> Manifest:
    """The manifest, after every checksum was found right. Raises Refused otherwise."""
    _check_line(file)
    with _opened(file) as inside:
        manifest = Manifest.read(inside.part(MANIFEST).read())
        if set(inside.members) != {MANIFEST, DATABASE, *manifest.parts} or DATABASE not in manifest.parts:
            raise _broken()
        for name, part in manifest.parts.items():
            if _measured(inside.part(name)) != part:
                raise _broken()
    return manifest


def take_out(file: Path, name: str, to: Path) -> None:
    """Write one part of a verified backup to a new file of mode 0600, down to the disk."""
    with _opened(file) as inside, os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        for block in _blocks(inside.part(name)):
            target.write(block)
        target.flush()
        os.fsync(target.fileno())


def take_out_uploads(file: Path, manifest: Manifest, folder: Path) -> None:
    """Write the uploads of a verified backup into a new folder."""
    folder.mkdir(mode=0o700)
    with _opened(file) as inside:
        for name in uploads_of(manifest):
            bare = name.removeprefix(UPLOADS)
            if bare in {"", ".", ".."} or "/" in bare or "\0" in bare:
                raise _broken()
            with (folder / bare).open("xb") as target:
                target.writelines(_blocks(inside.part(name)))
                target.flush()
                os.fsync(target.fileno())
    sync_folder(folder)


def uploads_of(manifest: Manifest) -> list[str]:
    """The names of the parts that are uploads."""
    return [name for name in manifest.parts if name.startswith(UPLOADS)]


def sync_folder(folder: Path) -> None:
    """Bring the names in the folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check_line(file: Path) -> None:
    size, sha256 = file.stat().st_size - _LINE_LENGTH, hashlib.sha256()
    with file.open("rb") as raw:
        while (left := size - raw.tell()) > 0:
            sha256.update(raw.read(min(left, _BLOCK)))
        if raw.read() != _LINE % sha256.hexdigest().encode():
            raise _broken()


class _Inside:
    """What is in a backup, by name."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar, self.members = tar, {member.name: member for member in tar.getmembers()}

    def part(self, name: str) -> IO[bytes]:
        """The part, to read. Raises Refused where there is none or it is no file."""
        file = self.tar.extractfile(self.members[name]) if name in self.members else None
        if file is None:
            raise _broken()
        return file


@contextmanager
def _opened(file: Path) -> Iterator[_Inside]:
    try:
        with tarfile.open(file, "r:") as tar:
            yield _Inside(tar)
    except tarfile.TarError as error:
        raise _broken() from error


def _measured(file: IO[bytes]) -> Part:
    sha256, size = hashlib.sha256(), 0
    for block in _blocks(file):
        sha256.update(block)
        size += len(block)
    return Part(size, sha256.hexdigest())


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


def _broken() -> Refused:
    return Refused(
        "백업 파일이 온전하지 않습니다(잘렸거나 바뀌었습니다). 다른 백업을 쓰세요. 아무것도 바꾸지 않았습니다. · "
        "The backup is not whole: it was cut off or changed. Nothing was touched; take another one."
    )
