"""What every process that takes, closes or counts ballots asks of the database before it begins."""

from collections.abc import Callable

from flask import current_app
from sqlalchemy.exc import OperationalError

from app.kernel.db import db
from app.polls.service.durability import NotDurable, refuse_unless_durable

FOR_TESTS = (
    "주의: GOLMOK_TEST_MAY_LOSE_BALLOTS가 켜져 있어 데이터베이스의 설정을 묻지 않습니다. 시험에만 쓰세요. · "
    "Careful: GOLMOK_TEST_MAY_LOSE_BALLOTS is on, so the settings of the database are not asked. It is for tests alone."
)
WAITS = "데이터베이스에 닿을 때까지 기다립니다. · Waiting until the database can be reached."

Tell = Callable[[str], object]


def why_not_now(tell: Tell) -> str | None:
    """The sentence that forbids to start, None where nothing does. Raises OperationalError for no database."""
    if current_app.config["MAY_LOSE_BALLOTS"]:
        tell(FOR_TESTS)
        return None
    try:
        refuse_unless_durable()
    except NotDurable as fault:
        return str(fault)
    finally:
        db.session.remove()
    return None


def why_not(tell: Tell, waits: Callable[[], bool]) -> str | None:
    """As `why_not_now`, once the database can be reached: asked again as long as `waits()` says so after a while."""
    is_told = False
    while True:
        try:
            return why_not_now(tell)
        except OperationalError:
            if not is_told:
                tell(WAITS)
                is_told = True
            if not waits():
                return None
