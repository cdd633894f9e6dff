"""Reads of the desk, one noun a file."""

from app.desk.queries.assignments import Held, candidates, held, held_by, history, sections, turn, whose
from app.desk.queries.folders import Folder, folder, noted_once, worn_out
from app.desk.queries.opinions import asked_once, locked_opinion, opinion
from app.desk.queries.picking import hold, picked
from app.desk.queries.piles import pile
from app.desk.queries.templates import TEXTS, filled, locked_template, template, templates_of, words_of

__all__ = [
    "TEXTS",
    "Folder",
    "Held",
    "asked_once",
    "candidates",
    "filled",
    "folder",
    "held",
    "held_by",
    "history",
    "hold",
    "locked_opinion",
    "locked_template",
    "noted_once",
    "opinion",
    "picked",
    "pile",
    "sections",
    "template",
    "templates_of",
    "turn",
    "whose",
    "words_of",
    "worn_out",
]
