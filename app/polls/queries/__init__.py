"""Reads of polls, one noun a file."""

from app.polls.queries.asked import proposals_asked
from app.polls.queries.asked_counts import asked_count, asked_counts
from app.polls.queries.meeting_votes import people_deciding, poll_going_on, vote_of_division, vote_of_poll
from app.polls.queries.polls import (
    Matter,
    matters_of,
    open_polls,
    poll,
    polls_of,
    polls_of_item,
)
from app.polls.queries.results import Result, Row, poll_counted, result, rows
from app.polls.queries.roll import (
    added_to_roll,
    eligible,
    fit_for,
    keys_on_roll,
    latest_objection,
    objection,
    objections_of,
    on_roll,
    people,
    unanswered,
    would_be_on_roll,
)
from app.polls.queries.signers import signers
from app.polls.queries.timing import due_polls, poll_now

__all__ = [
    "Matter",
    "Result",
    "Row",
    "added_to_roll",
    "asked_count",
    "asked_counts",
    "due_polls",
    "eligible",
    "fit_for",
    "keys_on_roll",
    "latest_objection",
    "matters_of",
    "objection",
    "objections_of",
    "on_roll",
    "open_polls",
    "people",
    "people_deciding",
    "poll",
    "poll_counted",
    "poll_going_on",
    "poll_now",
    "polls_of",
    "polls_of_item",
    "proposals_asked",
    "result",
    "rows",
    "signers",
    "unanswered",
    "vote_of_division",
    "vote_of_poll",
    "would_be_on_roll",
]
