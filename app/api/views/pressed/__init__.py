"""The pages that programs press, one slice a file, and those that stay with people."""

from app.api.views.press import Press
from app.api.views.pressed import (
    decisions,
    deeds,
    desk,
    discussion,
    hooks,
    meetings,
    notices,
    opinions,
    plans,
    polls,
    proposals,
)
from app.api.views.pressed.reading import READ_AT, UNREAD
from app.api.views.pressed.staying import STAYING

__all__ = ["PRESSED", "READ_AT", "STAYING", "UNREAD"]

_SLICES = (proposals, discussion, opinions, meetings, polls, decisions, desk, deeds, plans, hooks, notices)
PRESSED: dict[str, Press] = {press.endpoint: press for part in _SLICES for press in part.TABLE}
