"""What every process that takes, closes or counts ballots asks of database and keys before it begins."""

from collections.abc import Callable

from flask import current_app
from sqlalchemy.exc import OperationalError

from app.kernel import ledger
from app.kernel.db import db
from app.kernel.security import public_key, signing_key_is_new
from app.polls.service.durability import NotDurable, refuse_unless_durable

FOR_TESTS = (
    "주의: GOLMOK_TEST_MAY_LOSE_BALLOTS가 켜져 있어 데이터베이스의 설정을 묻지 않습니다. 시험에만 쓰세요. · "
    "Careful: GOLMOK_TEST_MAY_LOSE_BALLOTS is on, so the settings of the database are not asked. It is for tests alone."
)
OTHER_KEY = (
    "이 서버의 signing_key가 공개 장부에 서명해 온 열쇠와 달라 켜지 않습니다. 그때의 열쇠를 가져다 놓으세요"
    "(var/secrets/signing_key 또는 GOLMOK_SIGNING_KEY). 잃어버렸으면 docs/how-to/back-up-and-restore.md를 보세요. · "
    "Not started: the signing_key here is not the one that has signed the public ledger. Put that one in its place "
    "(var/secrets/signing_key or GOLMOK_SIGNING_KEY). If it is lost, see docs/how-to/back-up-and-restore.md."
)
WAITS = "데이터베이스에 닿을 때까지 기다립니다. · Waiting until the database can be reached."

Tell = Callable[[str], object]


def why_not_now(tell: Tell) -> str | None:
    """The sentence that forbids to start, None where nothing does. Raises OperationalError for no database."""
    try:
        return _of_database(tell) or _of_keys()
    finally:
        db.session.remove()


def _of_database(tell: Tell) -> str | None:
    if current_app.config["MAY_LOSE_BALLOTS"]:
        tell(FOR_TESTS)
        return None
    try:
        refuse_unless_durable()
    except NotDurable as fault:
        return str(fault)
    return None


def _of_keys() -> str | None:
    """What a server without its key signs with a new one could never be verified, nor mended.

    Once one ledger goes on with the new key, those of councils that write nothing more may end with the old one.
    """
    keys = ledger.last_keys()
    is_another = bool(keys) and public_key() not in keys
    return OTHER_KEY if is_another and not signing_key_is_new() else None


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
