"""Reads of opinion maps, one noun a file. None of them tells anybody but oneself who answered what."""

from app.opinions.queries.answers import answer_of, answers_of, has_answered, latest_of, participants, unanswered
from app.opinions.queries.maps import map_of, to_place, unmapped, votes_of
from app.opinions.queries.questions import (
    asked_once,
    brought_before,
    due_questions,
    first_facilitator,
    locked_question,
    question,
    questions_of,
)
from app.opinions.queries.result import Order, Result, Row, result
from app.opinions.queries.statements import (
    locked_statement,
    looked_after,
    same_words,
    statement,
    statements_of,
    waiting_count,
    written_by,
    written_count,
    written_once,
)

__all__ = [
    "Order",
    "Result",
    "Row",
    "answer_of",
    "answers_of",
    "asked_once",
    "brought_before",
    "due_questions",
    "first_facilitator",
    "has_answered",
    "latest_of",
    "locked_question",
    "locked_statement",
    "looked_after",
    "map_of",
    "participants",
    "question",
    "questions_of",
    "result",
    "same_words",
    "statement",
    "statements_of",
    "to_place",
    "unanswered",
    "unmapped",
    "votes_of",
    "waiting_count",
    "written_by",
    "written_count",
    "written_once",
]
