"""Golmok (골목회의): neighbours propose, discuss, meet and vote; the dong community centre answers in public."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask

from app import cli
from app.api import views as api
from app.boards import views as boards
from app.cli import starting
from app.councils import views as councils
from app.decisions import views as decisions
from app.deeds import views as deeds
from app.desk import views as desk
from app.discussion import views as discussion
from app.documents import views as documents
from app.home import views as home
from app.hooks import views as hooks
from app.kernel import db, errors, files, i18n, markup, outbox, policy, program, security
from app.meetings import views as meetings
from app.notices import views as notices
from app.opinions import views as opinions
from app.panels import views as panels
from app.people import views as people
from app.plans import views as plans
from app.polls import views as polls
from app.proposals import views as proposals
from app.records import views as records
from app.referrals import views as referrals
from config import Config

ROOT = Path(__file__).resolve().parent.parent
KERNEL = (program, db, i18n, security, policy, errors, outbox, markup, files)
SLICES = (
    *(people, councils, discussion, proposals, opinions, meetings, referrals, polls, panels, decisions),
    *(desk, deeds, plans, boards, documents, records, hooks, notices, home, api, cli),
)


class Golmok(Flask):
    """Flask without coroutines: it would ask of every hook and view, at each request, whether it is one."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself."""
        return func

    def why_not_serve(self, tell: starting.Tell, waits: Callable[[], bool]) -> str | None:
        """The sentence that forbids a web process to take ballots; None where it may. The web server asks it."""
        with self.app_context():
            return starting.why_not(tell, waits)


def create_app(config: type[Config] = Config) -> Flask:
    """Build the application; everything it is made of is named above."""
    app = Golmok(__name__, template_folder=str(ROOT / "templates"))
    app.config.from_object(config())
    for part in KERNEL + SLICES:
        part.init_app(app)
    return app
