"""Reads of boards: numbers, and the rows that they count; one noun a file."""

from app.boards.queries.boards import FIGURES, NOTHING, Answering, Board, answering, board, boards
from app.boards.queries.rows import came_to, dongs_with_councils, rows
from app.boards.queries.sources import Figure, Scope
from app.boards.queries.voices import KINDS, by_kind

__all__ = [
    "FIGURES",
    "KINDS",
    "NOTHING",
    "Answering",
    "Board",
    "Figure",
    "Scope",
    "answering",
    "board",
    "boards",
    "by_kind",
    "came_to",
    "dongs_with_councils",
    "rows",
]
