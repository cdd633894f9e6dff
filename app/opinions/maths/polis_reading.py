"""Reading the CSV files of Polis strictly: what is wrong is named with its file and line."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from app.opinions.maths.polis_files import (
    COMMENTS,
    PARTICIPANTS,
    PERSON_COLUMNS,
    STATEMENTS,
    VOTES,
    Comment,
    Conversation,
    as_written,
)
from app.opinions.maths.votes import AGREE, DISAGREE, PASS, Id, Vote

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})", re.ASCII)
_MOMENT = re.compile(r"([0-9]{1,14})(\.[0-9]{1,9})?", re.ASCII)
_LATEST = 253_402_300_799_999  # the last millisecond of the year 9999
_MARKS = {"1": AGREE, "0": PASS, "-1": DISAGREE}
_FLAGS = {"true": True, "1": True, "false": False, "0": False, "": False}
T = TypeVar("T")
Row = dict[str, str]


class Malformed(Exception):
    """The file breaks its format in this line, counted from 1; nothing of it is used."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}:{line}: {reason}")


class _Wrong(Exception):
    """What is wrong in a row; its place is added by whoever knows it."""


def read(files: Mapping[str, bytes]) -> Conversation:
    """The conversation in these files, by their names. Raises Malformed.

    votes.csv goes before participants-votes.csv, comments.csv before statements.csv; without both of these the comments
    are those that were voted on.
    """
    comments = [
        *_read(COMMENTS, files, _once(_comment)),
        *([] if COMMENTS in files else _read(STATEMENTS, files, _once(_statement))),
    ]
    described = COMMENTS in files or STATEMENTS in files
    name, kind = (VOTES, _vote) if VOTES in files else (PARTICIPANTS, _person)
    if name not in files:
        raise Malformed(VOTES, 1, "there is no such file")
    known = {comment.id for comment in comments} if described else None
    votes = tuple(vote for row in _read(name, files, _of_known(kind, known)) for vote in row)
    voted = dict.fromkeys(vote.statement for vote in votes)
    return Conversation(tuple(comments) if described else tuple(map(Comment, voted)), votes)


def _read(name: str, files: Mapping[str, bytes], row_of: Callable[[Row], T]) -> Iterator[T]:
    """Every row of a file, none where there is no such file."""
    line = 1
    try:
        rows = csv.reader(io.StringIO(_text(files.get(name, b"")), newline=""), strict=True)
        columns = next(rows, [])
        if len(set(columns)) < len(columns):
            raise _Wrong("two columns with the same name")
        for cells in rows:
            line = rows.line_num
            if cells and len(cells) != len(columns):
                raise _Wrong(f"{len(cells)} cells for {len(columns)} columns")
            if cells:
                yield row_of(dict(zip(columns, cells, strict=True)))
    except _Wrong as fault:
        raise Malformed(name, line, str(fault)) from None
    except csv.Error as fault:
        raise Malformed(name, rows.line_num, str(fault)) from None
    except UnicodeDecodeError as fault:
        raise Malformed(name, files[name].count(b"\n", 0, fault.start) + 1, "not UTF-8") from None


def _text(raw: bytes) -> str:
    return raw.decode("utf-8-sig")


def _once(row_of: Callable[[Row], Comment]) -> Callable[[Row], Comment]:
    seen: set[Id] = set()

    def once(row: Row) -> Comment:
        comment = row_of(row)
        if comment.id in seen:
            raise _Wrong(f"comment «{comment.id}» stands twice")
        seen.add(comment.id)
        return comment

    return once


def _of_known(kind: Callable[[Row], list[Vote]], known: Collection[Id] | None) -> Callable[[Row], list[Vote]]:
    def votes_of(row: Row) -> list[Vote]:
        votes = kind(row)
        for vote in votes:
            if known is not None and vote.statement not in known:
                raise _Wrong(f"comment «{vote.statement}» is not known")
        return votes

    return votes_of


def _vote(row: Row) -> list[Vote]:
    long = "voter-id" in row
    person, comment, when = (
        ("voter-id", "comment-id", "timestamp") if long else ("participant", "statement", "modified")
    )
    return [Vote(_id(row, person), _id(row, comment), _mark(_cell(row, "vote"), "vote"), _moment(row, when))]


def _person(row: Row) -> list[Vote]:
    person = _id(row, PERSON_COLUMNS[0])
    marks = [(name, text) for name, text in row.items() if name not in PERSON_COLUMNS and text]
    return [Vote(person, _named(name), _mark(text, name)) for name, text in marks]


def _comment(row: Row) -> Comment:
    return Comment(
        _id(row, "comment-id"),
        as_written(_cell(row, "comment-body")),
        _id(row, "author-id") if row.get("author-id") else "",
        int(_moment(row, "timestamp")),
        _moderation(row),
        _flag(row, "is-meta"),
    )


def _statement(row: Row) -> Comment:
    return Comment(_id(row, "statement"), moderated=_moderation(row), meta=_flag(row, "is_meta"))


def _cell(row: Row, name: str) -> str:
    if name not in row:
        raise _Wrong(f"no column «{name}»")
    return row[name]


def _id(row: Row, name: str) -> Id:
    if not (text := _cell(row, name)):
        raise _Wrong(f"{name}: is empty")
    return _named(text)


def _named(text: str) -> Id:
    return int(text) if _WHOLE.fullmatch(text) else as_written(text)


def _mark(text: str, what: str) -> int:
    if text not in _MARKS:
        raise _Wrong(f"{what}: «{text[:40]}» is none of 1, 0, -1")
    return _MARKS[text]


def _moderation(row: Row) -> int:
    return _mark(_cell(row, "moderated"), "moderated")


def _flag(row: Row, name: str) -> bool:
    text = row.get(name, "").lower()
    if text not in _FLAGS:
        raise _Wrong(f"{name}: «{text[:40]}» is neither true nor false")
    return _FLAGS[text]


def _moment(row: Row, name: str) -> float:
    text = _cell(row, name)
    if not _MOMENT.fullmatch(text) or float(text) > _LATEST:
        raise _Wrong(f"{name}: «{text[:40]}» is no number of milliseconds since 1970")
    return float(text)
