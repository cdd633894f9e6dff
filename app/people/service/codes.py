"""One-time codes: six digits that prove that a phone or an address belongs to whoever typed it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from app.kernel import chance
from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.i18n import lazy
from app.kernel.security import keyed_hash, same
from app.people.models import Contact, OneTimeCode
from app.people.models.users import MOST_CODE_ATTEMPTS
from app.people.queries import user_reached_at
from app.people.service import letters

LIFETIME = timedelta(minutes=10)
MOST_SENT, WINDOW = 3, timedelta(minutes=15)
# A second press of the button arrives before the answer to the first one has reached the browser.
DOUBLE_PRESS = timedelta(minutes=1)
KEPT = timedelta(hours=24)


def send(contact: Contact, *, at: datetime, newcomer: dict[str, Any] | None = None, user_id: int | None = None) -> str:
    """Send a code; returns the key that the browser must show with it.

    Does the same work whether or not there is an account; where there is none and nobody registers, the
    message says so and holds no code. `user_id` is the account that is to take the contact: then the message holds no
    code where there is one. Raises Invalid when MOST_SENT went to the contact, or for the account, within WINDOW.
    """
    forget_old(at)
    if _is_enough(_codes_to(contact), at) or (user_id and _is_enough(_codes_for(user_id), at)):
        raise Invalid(lazy("인증번호를 여러 번 보냈습니다. 먼저 받은 것을 넣거나, 15분 뒤에 다시 받아 주세요."))
    key, code = chance.token(32), chance.digits()
    is_known = user_reached_at(contact) is not None
    session().add(
        OneTimeCode(
            key=key,
            channel=contact.channel,
            contact=contact.address,
            code_hash=_hash(key, code),
            newcomer=newcomer,
            user_id=user_id,
            sent_at=at,
            expires_at=at + LIFETIME,
        )
    )
    if user_id is None:
        letters.post_code(contact, code, is_known=is_known, is_registering=newcomer is not None, at=at)
    else:
        letters.post_address_code(contact, code, is_taken=is_known, at=at)
    return key


def send_again(key: str, *, at: datetime, user_id: int | None = None) -> str | None:
    """Send another code to where the first went; None where the browser never asked for one."""
    mine = select(OneTimeCode).where(OneTimeCode.key == key, OneTimeCode.user_id.is_not_distinct_from(user_id))
    asked = session().scalars(mine).one_or_none()
    return send(asked.sent_to, at=at, newcomer=asked.newcomer, user_id=user_id) if asked else None


def redeem(key: str, code: str, *, at: datetime, user_id: int | None = None) -> OneTimeCode | None:
    """Use the code up; None where it is wrong, old, used, was tried too often or was sent for something else.

    Two presses at once wait for each other, so that they do not make two accounts.
    """
    contact = select(OneTimeCode.contact).where(OneTimeCode.key == key).scalar_subquery()
    locked = select(OneTimeCode).where(OneTimeCode.contact == contact).order_by(OneTimeCode.id).with_for_update()
    codes = session().scalars(locked.execution_options(populate_existing=True)).all()
    sent = next((one for one in codes if one.key == key), None)
    if sent is None or sent.user_id != user_id or not _is_open(sent, at):
        return None
    if not same(sent.code_hash, _hash(key, code)):
        sent.attempts += 1
        return None
    sent.used_at = sent.used_at or at
    return sent


def forget_old(at: datetime) -> None:
    """Destroy the codes of yesterday, and what people typed who never finished registering."""
    session().execute(delete(OneTimeCode).where(OneTimeCode.sent_at < at - KEPT))


def _is_open(sent: OneTimeCode, at: datetime) -> bool:
    used_up = sent.used_at is not None and at - sent.used_at >= DOUBLE_PRESS
    return at < sent.expires_at and sent.attempts < MOST_CODE_ATTEMPTS and not used_up


def _codes_to(contact: Contact) -> Any:
    return select(OneTimeCode).where(OneTimeCode.contact == contact.address).with_for_update()


def _codes_for(user_id: int) -> Any:
    return select(OneTimeCode).where(OneTimeCode.user_id == user_id)


def _is_enough(sent: Any, at: datetime) -> bool:
    return len(session().scalars(sent.where(OneTimeCode.sent_at > at - WINDOW)).all()) >= MOST_SENT


def _hash(key: str, code: str) -> str:
    return keyed_hash("one-time code", key, code)
