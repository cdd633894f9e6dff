"""Answers that were corrected, asked again, and days that pass."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from app.councils.models import Council
from app.decisions import queries, service
from app.decisions.models import AskingAgain, Decision, Request
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import User
from tests.factories import a_council, an_officer
from tests.factories.decisions import a_request, an_answer, words

DAYS = (
    (Request, ("received_on", "received_at", "due_on", "due_at", "ended_at")),
    (Decision, ("published_at", "corrected_at", "do_by", "next_on")),
    (AskingAgain, ("asked_at", "sent_at")),
)


def days_pass(count: int) -> None:
    """Let everything that was asked and answered have happened so many days earlier."""
    with transaction():
        for model, names in DAYS:
            for row in session().scalars(model.__table__.select().with_only_columns(model.id)).all():
                found = session().get_one(model, row, populate_existing=True)
                moved = {name: getattr(found, name) - timedelta(days=count) for name in names if getattr(found, name)}
                session().execute(update(model).where(model.id == row).values(**moved))
    session().expire_all()


def a_refused_request(council: Council | None = None, **given: Any) -> Request:
    """A citizen proposal that the centre has refused; `officer=` who answered, the rest goes to the answer."""
    council = council or a_council()
    officer = given.pop("officer", None) or an_officer(council.dong, name="첫째주무관")
    proposal, source, by = (given.pop(name, None) for name in ("proposal", "source", "by"))
    more = {name: value for name, value in (("proposal", proposal), ("source", source), ("by", by)) if value}
    number = a_request(council, kind="citizen_proposal", **more).id
    an_answer(queries.request(number), officer, **given)
    return queries.request(number)


def a_correction(request: Request, by: User, *, why: str = "날짜를 잘못 적었습니다.", **given: Any) -> Decision:
    """The published answer, corrected."""
    fresh = queries.request(request.id)
    with transaction():
        seen = fresh.decision.version if fresh.decision else 0
        return service.correct(fresh, words(**given), why=why, seen=seen, by=by, at=clock.now())


def asked_again(request: Request, by: User, text: str = "한 칸만 바꾸면 됩니다.", facts: str = "") -> AskingAgain:
    """The request, asked once more."""
    with transaction():
        return service.ask_again(queries.request(request.id), text, facts, by=by, at=clock.now())
