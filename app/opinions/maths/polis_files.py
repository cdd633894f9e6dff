"""Conversations in the CSV files of Polis: what they hold, and how they are written; polis_reading.py reads them.

votes.csv (timestamp, datetime, comment-id, voter-id, vote), comments.csv and participants-votes.csv (a row a person, a
column a comment); and the short form votes.csv (participant, statement, vote, modified) with statements.csv (statement,
moderated, is_meta). Everywhere 1 is agree, 0 pass, -1 disagree, and `moderated` is -1 for what was taken out.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from app.opinions.maths.figures import counted
from app.opinions.maths.votes import Id, Vote, Votes

VOTES, COMMENTS, PARTICIPANTS, STATEMENTS = "votes.csv", "comments.csv", "participants-votes.csv", "statements.csv"
NAMES = (VOTES, COMMENTS, PARTICIPANTS, STATEMENTS)
TAKEN_OUT, UNDECIDED, ACCEPTED = -1, 0, 1
VOTE_COLUMNS = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
COMMENT_COLUMNS = (
    "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body",
)  # fmt: skip
PERSON_COLUMNS = ("participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r\n]")
Cells = list[int | str | bool]


@dataclass(frozen=True)
class Comment:
    """A statement: its text, who wrote it, when (milliseconds since 1970), and what a moderator said of it."""

    id: Id
    text: str = ""
    author: Id = ""
    written: int = 0
    moderated: int = ACCEPTED
    meta: bool = False


@dataclass(frozen=True)
class Conversation:
    """Comments and the votes on them; `modified` of a vote is in milliseconds since 1970."""

    comments: tuple[Comment, ...]
    votes: tuple[Vote, ...]

    def matrix(self) -> Votes:
        """The last vote of each person on each comment."""
        return Votes.of(
            self.votes,
            statements=[comment.id for comment in self.comments],
            hidden={comment.id for comment in self.comments if comment.moderated == TAKEN_OUT},
            meta={comment.id for comment in self.comments if comment.meta},
        )


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: an apostrophe before = + - @, a tab or a new line."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_written(text: str) -> str:
    """The text that `harmless` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def written(conversation: Conversation, groups: Mapping[Id, int] | None = None) -> dict[str, str]:
    """votes.csv, comments.csv and participants-votes.csv by their names; a column is-meta only where a comment is.

    Who must not be found by the moment of a vote needs a coarser `modified` before.
    """
    return {
        VOTES: _table(VOTE_COLUMNS, map(_vote_row, conversation.votes)),
        COMMENTS: _comments(conversation),
        PARTICIPANTS: _participants(conversation, groups or {}),
    }


def _vote_row(vote: Vote) -> Cells:
    return [int(vote.modified), _day_and_time(vote.modified), vote.statement, vote.person, vote.vote]


def _comments(conversation: Conversation) -> str:
    votes = conversation.matrix()
    counts = counted(votes.answers)
    column = {name: place for place, name in enumerate(votes.statements)}
    metas = any(comment.meta for comment in conversation.comments)
    rows: list[Cells] = []
    for comment in conversation.comments:
        agrees, disagrees, _, _ = counts.of(column[comment.id])
        when: Cells = [comment.written, _day_and_time(comment.written)]
        own: Cells = [comment.id, comment.author, agrees, disagrees, comment.moderated, comment.text]
        rows.append([*when, *own, *([comment.meta] if metas else [])])
    return _table((*COMMENT_COLUMNS, *(["is-meta"] if metas else [])), rows)


def _participants(conversation: Conversation, groups: Mapping[Id, int]) -> str:
    votes = conversation.matrix()
    counts = counted(votes.answers.T)
    authors = [comment.author for comment in conversation.comments]
    rows: list[tuple[Id, Cells]] = []
    for place, person in enumerate(votes.people):
        agrees, disagrees, _, seen = counts.of(place)
        figures: Cells = [groups.get(person, ""), authors.count(person), seen, agrees, disagrees]
        marks: Cells = ["" if np.isnan(mark) else int(mark) for mark in votes.answers[place]]
        rows.append((person, [person, "", *figures, *marks]))
    rows.sort(key=lambda row: (isinstance(row[0], str), row[0]))
    return _table((*PERSON_COLUMNS, *votes.statements), (cells for _, cells in rows))


def _day_and_time(milliseconds: float) -> str:
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC).isoformat(sep=" ", timespec="seconds")


def _table(columns: Iterable[Id], rows: Iterable[Cells]) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")  # else a lone \r would go unquoted
    for row in ([*columns], *rows):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return target.getvalue()
