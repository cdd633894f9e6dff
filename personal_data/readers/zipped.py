"""Files that are archives (DOCX, XLSX, HWPX), opened without trusting what they say of themselves."""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from personal_data.readers.pieces import Refusal, Why

MOST_MEMBERS = 2_000
MOST_UNPACKED = 40 * 1024 * 1024  # bytes, of all members that are read together
MOST_DECLARED = 200 * 1024 * 1024  # bytes, pictures among them
_BLOCK = 64 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an encrypted DOCX is a compound file
_RUN = ("vbaproject.bin", "vbadata.xml", "macrosheets/", "activex", "customui", "dialogsheets/")


class Archive:
    """A sound archive; reading its members counts against one budget."""

    def __init__(self, stream: BinaryIO) -> None:
        """Raises Refusal where the archive is not sound."""
        _check_ends(stream)
        try:
            self.file = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise Refusal(Why.BROKEN) from error
        self.left = MOST_UNPACKED
        members = self.file.infolist()
        _check_members(members)
        if members and min(one.header_offset for one in members) != 0:
            raise Refusal(Why.TWO_IN_ONE)
        self.names = [one.filename for one in members]
        if any(part in name.lower() for name in self.names for part in _RUN):
            raise Refusal(Why.MACROS)

    def blocks(self, name: str) -> Iterator[bytes]:
        """The content of a member, block by block."""
        try:
            with self.file.open(name) as member:
                while block := member.read(_BLOCK):
                    self.left -= len(block)
                    if self.left < 0:
                        raise Refusal(Why.TOO_MUCH)
                    yield block
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise Refusal(Why.BROKEN) from error
        except KeyError as error:
            raise Refusal(Why.NOT_THIS) from error

    def content(self, name: str) -> bytes:
        """The whole content of a member."""
        return b"".join(self.blocks(name))


def _check_ends(stream: BinaryIO) -> None:
    """It begins and ends as an archive: nothing before it and nothing behind it, not even a comment."""
    head = stream.read(8)
    if head == _OLD_OFFICE:
        raise Refusal(Why.ENCRYPTED)
    if not head.startswith(b"PK\x03\x04"):
        raise Refusal(Why.NOT_THIS)
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 22))
    end = stream.read(22)
    stream.seek(0)
    if not (end.startswith(b"PK\x05\x06") and end.endswith(b"\0\0")):
        raise Refusal(Why.TWO_IN_ONE)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise Refusal(Why.TOO_MUCH)
    if len({one.filename.lower() for one in members}) != len(members):
        raise Refusal(Why.BROKEN)
    declared = 0
    for one in members:
        if one.flag_bits & 0x1:
            raise Refusal(Why.ENCRYPTED)
        if _leads_out(one.filename):
            raise Refusal(Why.NAME)
        declared += one.file_size
        if declared > MOST_DECLARED:
            raise Refusal(Why.TOO_MUCH)
        if one.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refusal(Why.BROKEN)


def _leads_out(name: str) -> bool:
    """Whether the name of a member is a path out of the archive."""
    return name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/")
