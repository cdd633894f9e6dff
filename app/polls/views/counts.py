"""Counting a file of ballots for whoever sends it, as `flask count --json` does. Nothing is kept, nobody is known."""

import json
from io import BytesIO
from typing import Any

from flask import Response, request

from app.kernel.policy import public
from app.kernel.security import csrf, limiter
from app.polls.methods.counters import COUNTERS, Counter
from app.polls.methods.counting import Tied, as_json
from app.polls.methods.files.asked import Asked, Unfit, count_as_asked, reader_of
from app.polls.methods.files.lines import Malformed
from app.polls.views.blueprint import bp

MOST_BYTES = 1 << 20
MOST_CELLS = 20_000  # different ballots times options: what a page may take the time for
MOST_OPTIONS = 100  # duels are counted by paths: ten times the options take a thousand times as long
_PROBLEM = "application/problem+json"  # RFC 9457


@bp.post("/api/v1/counts/<string:method>")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@limiter.limit("30/minute")
def count_file(method: str) -> Response:
    """The file is the body; `?name=` tells its format, and seats, budget, points and order are as in the command."""
    counter = COUNTERS.get(method)
    if counter is None:
        return _problem(404, "there is no such method: " + ", ".join(sorted(COUNTERS)))
    if (request.content_length or 0) > MOST_BYTES or len(body := request.get_data(cache=False)) > MOST_BYTES:
        return _problem(413, f"larger than {MOST_BYTES} bytes: count it with the command")
    try:
        return _counted(counter, request.args.get("name", ""), body)
    except Malformed as fault:
        return _problem(422, fault.reason, line=fault.line)
    except Unfit as unfit:
        return _problem(422, str(unfit))
    except Tied as tie:
        return _problem(409, f"tied ({tie.stage}): draw an order", tied=list(tie.options))


def _counted(counter: Counter, name: str, body: bytes) -> Response:
    given = reader_of(counter, name)(BytesIO(body))
    if len(given.names) > MOST_OPTIONS:
        return _problem(413, f"more than {MOST_OPTIONS} options: count it with the command")
    if len(given.ballots) * len(given.names) > MOST_CELLS:
        return _problem(413, f"more than {MOST_CELLS} different ballots times options: count it with the command")
    asked = {key: _number(key) for key in ("seats", "budget", "points")}
    result = count_as_asked(counter, given, Asked(**asked, order=request.args.get("order")))
    return _json({"method": counter.key, "options": as_json(given.names), **as_json(result)}, 200, "application/json")


def _number(key: str) -> int | None:
    text = request.args.get(key)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= 15 and int(text)):
        raise Unfit(f"{key} is a whole number above 0")
    return int(text)


def _problem(status: int, detail: str, **more: Any) -> Response:
    return _json({"title": detail.partition(":")[0], "status": status, "detail": detail, **more}, status, _PROBLEM)


def _json(thing: Any, status: int, kind: str) -> Response:
    return Response(json.dumps(thing, ensure_ascii=False), status, content_type=kind)
