"""Atom (RFC 4287): what happened in a council or a dong, for programs that come back and ask for what is new."""

from collections.abc import Sequence
from datetime import datetime

from flask import Response, render_template, request

from app.documents.addresses import absolute, host
from app.documents.news import Entry
from app.kernel.i18n import _, language

ATOM = "application/atom+xml"


def feed(area: str, name: str, page: str, own: str, entries: Sequence[Entry], since: datetime) -> Response:
    """The feed of an area, such as councils/3, or 304 where the program has it already.

    `page` and `own` are the addresses of the area's page and of the feed; `since` stands where nothing has happened.
    """
    updated = entries[0].at if entries else since
    text = render_template(
        "documents/feed.xml",
        id=f"tag:{host()},2026:{area}/news",
        title=_("%(name)s 소식", name=name),
        author=name,
        updated=updated,
        home=absolute("home.index"),
        page=page,
        own=own,
        entries=entries,
    )
    answer = Response(text, content_type=f"{ATOM}; charset=utf-8")
    answer.add_etag()
    answer.last_modified = updated
    answer.content_language.add(language())
    answer.vary.update(("Accept-Language", "Cookie"))
    answer.make_conditional(request)
    return answer
