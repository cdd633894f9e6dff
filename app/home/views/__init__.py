"""First pages, one noun a file."""

from flask import Flask, request
from flask_login import current_user

from app.home.views import about, fronts, matters, preferences
from app.home.views.blueprint import bp
from app.kernel.files import link
from app.kernel.i18n import _

__all__ = ["about", "fronts", "init_app", "matters", "preferences"]
Entry = tuple[str, str, bool]


def navigation() -> list[Entry]:
    """The main menu: (label, address, whether one is there). An officer has a desk of their own."""
    entries = [(_("골목회의 찾기"), link("councils.index"))]
    if current_user.is_authenticated:
        entries += [(_("내 골목"), link("home.mine")), *_desks()]
    entries.append((_("도움말"), link("home.help")))
    return [(label, url, request.path == url) for label, url in entries if url]


def _desks() -> list[tuple[str, str | None]]:
    """Of an officer of one dong its two desks; who serves in several finds theirs on the own page."""
    if len(current_user.posts) != 1:
        return []
    dong_id = current_user.posts[0].dong_id
    requests, waiting = link("desk.inbox", dong_id=dong_id), link("councils.requests", dong_id=dong_id)
    return [(_("받은 요청"), requests), (_("참여 확인"), waiting)]


def init_app(app: Flask) -> None:
    """Register the pages and the main menu."""
    app.register_blueprint(bp)
    app.context_processor(lambda: {"navigation": navigation})
