"""Reads of boards: numbers, and the rows that they count; one noun a file."""

from app.boards.queries.boards import FIGURES, NOTHING, Answering, Board, answering, board, boards
from app.boards.queries.rows import came_to, dongs_with_councils, rows
from app.boards.queries.sources import Figure
from app.boards.queries.voices import KINDS, NO_VOICES, voices

__all__ = [
    "FIGURES",
    "KINDS",
    "NOTHING",
    "NO_VOICES",
    "Answering",
    "Board",
    "Figure",
    "answering",
    "board",
    "boards",
    "came_to",
    "dongs_with_councils",
    "rows",
    "voices",
]
