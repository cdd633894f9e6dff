"""What ties an open screen to the live process (`live/`): the address of its stream, and what that process may ask."""

from datetime import timedelta

from flask import current_app, request

from app.kernel import clock
from app.kernel.i18n import language
from live.passes import HOURS_OF_A_SCREEN, Pass, for_screen, of_errand

_BEARER = "Bearer "


def stream(meeting_id: int, kind: str) -> str:
    """Where a screen that was let in listens; "" where there is no live process."""
    prefix = current_app.config["LIVE_URL"]
    if not prefix:
        return ""
    until = clock.now() + timedelta(hours=HOURS_OF_A_SCREEN)
    words = for_screen(current_app.config["SECRET_KEY"], Pass(meeting_id, kind, language(), int(until.timestamp())))
    return f"{prefix}/meetings/{meeting_id}?token={words}"


def is_errand(meeting_id: int, kind: str) -> bool:
    """Whether the live process itself asks for this part of this meeting."""
    words = request.headers.get("Authorization", "").removeprefix(_BEARER)
    errand = of_errand(current_app.config["SECRET_KEY"], words, clock.now().timestamp())
    return errand is not None and (errand.meeting, errand.kind, errand.language) == (meeting_id, kind, language())
