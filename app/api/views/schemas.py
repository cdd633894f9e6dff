"""Schemas of what calls with a token answer, where that is not the form of a page."""

from typing import Any

from app.decisions.states import Answer, Light, ReasonCode, RequestState
from app.discussion.states import CaseKind, CommentState, Stance
from app.hooks.states import News, WebhookState
from app.kernel.db import LARGEST_KEY
from app.kernel.states import Labelled
from app.meetings.states import CorrectionState, LineKind, MinutesState
from app.opinions.states import Fate, StatementState
from app.proposals.states import MergerState

Json = dict[str, Any]
KEY: Json = {"type": "integer", "minimum": 1, "maximum": LARGEST_KEY}
TEXT: Json = {"type": "string"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_FLAG: Json = {"type": "boolean"}
_DAY: Json = {**TEXT, "format": "date"}
_MOMENT: Json = {**TEXT, "format": "date-time"}
_PAGE: Json = {**TEXT, "format": "uri", "description": "The page for people"}
_SAID: Json = {**TEXT, "description": "What the page would say, in the language asked for"}


def words(kind: type[Labelled]) -> Json:
    """One of the words of the list."""
    return {**TEXT, "enum": [word.value for word in kind]}


def _perhaps(schema: Json) -> Json:
    told = {**schema, "type": [schema["type"], "null"]}
    return {**told, "enum": [*schema["enum"], None]} if "enum" in schema else told


def _object(**properties: Json) -> Json:
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


def _list(**properties: Json) -> Json:
    return {"type": "array", "items": _object(**properties)}


def _pages(**properties: Json) -> Json:
    """A list that goes on from page to page."""
    onward = {"type": ["string", "null"], "format": "uri", "description": "The next page, as in the header Link"}
    return _object(items=_list(**properties), next=onward)


_PRESSED = _object(page=_PAGE, said=_SAID)
_SECRET = {**TEXT, "description": "Given once; missing where it was given before"}
SCHEMAS: dict[str, Json] = {
    "done": _object(number=KEY, page=_PAGE, said=_SAID),
    "pressed": _PRESSED,
    "secret": {**_PRESSED, "properties": {**_PRESSED["properties"], "secret": _SECRET}},
    "own_proposals": _object(items=_list(number=KEY, title=TEXT, state=TEXT, page=TEXT)),
    "merger": _object(
        number=KEY,
        page=_PAGE,
        old_proposal=KEY,
        new_proposal=KEY,
        reason=TEXT,
        state=words(MergerState),
        asked_at=_MOMENT,
        answered_at=_perhaps(_MOMENT),
    ),
    "own_comments": _pages(
        number=KEY,
        page=_PAGE,
        subject=TEXT,
        subject_number=KEY,
        stance=words(Stance),
        body=TEXT,
        state=words(CommentState),
        hidden_reason=TEXT,
        written_at=_MOMENT,
    ),
    "notices": _pages(number=KEY, event=TEXT, sentence=_SAID, after=TEXT, page=_PAGE, told_at=_MOMENT, is_unread=_FLAG),
    "webhooks": _object(
        items=_list(
            number=KEY,
            page=_PAGE,
            name=TEXT,
            address={**TEXT, "format": "uri"},
            state=words(WebhookState),
            council=_perhaps(KEY),
            dong=_perhaps(KEY),
            kinds={"type": "array", "items": words(News)},
        )
    ),
    "agenda": _object(
        state=TEXT,
        items=_list(number=KEY, title=TEXT, minutes={"type": "integer"}, proposal=_perhaps(KEY)),
    ),
    "minutes": _object(
        state=_perhaps(words(MinutesState)),
        corrections_until=_perhaps(_MOMENT),
        publish_by=_perhaps(_DAY),
        lines=_list(number=KEY, item=_perhaps(KEY), kind=words(LineKind), text=TEXT, is_struck=_FLAG),
        corrections=_list(number=KEY, line=KEY, text=TEXT, reason=TEXT, state=words(CorrectionState), answer=TEXT),
    ),
    "cases": _pages(
        comment=KEY,
        page=_PAGE,
        kind=words(CaseKind),
        due_at=_MOMENT,
        moderator=_perhaps(TEXT),
        stance=words(Stance),
        body=_perhaps(TEXT),
        state=words(CommentState),
        words=TEXT,
        flags={"type": "array", "items": TEXT},
    ),
    "statements_looked_after": _pages(
        number=KEY,
        text=TEXT,
        state=words(StatementState),
        is_seed=_FLAG,
        hidden_reason=TEXT,
        fate=_perhaps(words(Fate)),
        fate_reason=TEXT,
    ),
    "desk": _object(
        counts=_object(opened=_COUNT, overdue=_COUNT, soon=_COUNT, answered=_COUNT),
        **_pages(
            number=KEY,
            page=_PAGE,
            title=TEXT,
            council=KEY,
            kind=TEXT,
            state=words(RequestState),
            received_on=_perhaps(_DAY),
            due_on=_perhaps(_DAY),
            light=_perhaps(words(Light)),
            section=_perhaps(TEXT),
            person=_perhaps(TEXT),
            is_again=_FLAG,
            has_draft=_FLAG,
        )["properties"],
    ),
    "folder": _object(
        section=_perhaps(TEXT),
        person=_perhaps(TEXT),
        assignments=_list(section=TEXT, person=_perhaps(TEXT), by=TEXT, at=_MOMENT),
        opinions=_list(
            number=KEY,
            section=TEXT,
            person=TEXT,
            question=TEXT,
            wanted_by=_DAY,
            answer=TEXT,
            answered_by=TEXT,
            answered_on=_perhaps(_DAY),
        ),
        notes=_list(author=TEXT, body=TEXT, written_at=_MOMENT),
    ),
    "answer_templates": _object(
        items=_list(
            number=KEY,
            name=TEXT,
            answer=_perhaps(words(Answer)),
            summary=TEXT,
            reason_code=_perhaps(words(ReasonCode)),
            reason=TEXT,
            ground=TEXT,
            possible=TEXT,
        )
    ),
}
