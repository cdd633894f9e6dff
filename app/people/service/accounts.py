"""Registering, coming in, and what a person changes about the own account."""

import unicodedata
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from app.kernel.db import session
from app.kernel.events import record
from app.kernel.outbox import Channel
from app.kernel.security import hash_secret, verify_secret
from app.people.models import Contact, OneTimeCode, Post, User, WelfarePost
from app.people.queries import held, user_reached_at
from app.people.service import codes, devices, letters, tokens

TERMS = "2026-12"  # the version of what a newcomer agrees to; kept with the event
NAME_OF_WHO_LEFT = "탈퇴한 주민"


def hashed(password: str) -> str:
    """The Argon2id hash of a password; takes a tenth of a second, so call it outside a transaction.

    A phone and a Mac spell the same Korean letters differently: both are brought to one form first.
    """
    return hash_secret(_one_form(password))


def matches(user: User | None, password: str) -> bool:
    """Whether the password is the user's; as slow where there is no user. Call it outside a transaction."""
    return verify_secret(user.password_hash if user else None, _one_form(password))


def newcomer(
    name: str, *, password_hash: str | None = None, language: str = "ko", letters_wanted: bool = True
) -> dict[str, Any]:
    """What is kept of somebody who registers until the contact is proved; who says nothing of letters gets them."""
    return {
        "name": name,
        "password_hash": password_hash,
        "language": language,
        "letters_wanted": letters_wanted,
    }


def register(contact: Contact, *, at: datetime, **known: Any) -> User:
    """Make the account of a person whose contact is proved; `known` is what newcomer() takes.

    An account that the contact has already is given back as it is.
    """
    user = user_reached_at(contact)
    if user is not None:
        return user
    column = "phone" if contact.channel is Channel.SMS else "email"
    user = User(**{column: contact.address}, **newcomer(**known), registered_at=at)
    session().add(user)
    session().flush()
    record("account.registered", user, by=user, at=at, terms=TERMS, letters_wanted=user.letters_wanted)
    return user


def make_operator(user: User) -> None:
    """Let the user look after this server."""
    user.is_operator = True


def enter_with_password(user: User | None, is_right: bool, *, at: datetime, label: str = "") -> User | None:
    """Sign the user's browser in where `matches` said yes and the password is not held; None where not."""
    known = _checked(user.id, is_right, at) if user else None
    if known is not None:
        devices.sign_in(known, at=at, label=label)
    return known


def check_password(user: User, is_right: bool, *, at: datetime) -> bool:
    """Whether a person who is signed in may go on with the password that `matches` judged."""
    return _checked(user.id, is_right, at) is not None


def _checked(user_id: int, is_right: bool, at: datetime) -> User | None:
    """The user, unless the password was wrong or is held; the row is locked, so parallel guesses are all counted."""
    user = held(user_id)
    if user.is_held(at):
        return None
    if not is_right:
        user.fail(at)
        return None
    user.forget_failures()
    return user


def enter_with_code(key: str, code: str, *, at: datetime, label: str = "") -> User | None:
    """Sign the browser in that shows the key and the code; None where they are wrong.

    Somebody who was registering has an account from now on; who has one already comes in to that.
    """
    sent = codes.redeem(key, code, at=at)
    user = _account_behind(sent, at) if sent else None
    if user is not None:
        devices.sign_in(user, at=at, label=label, by_code=True)
    return user


def _account_behind(sent: OneTimeCode, at: datetime) -> User | None:
    if sent.newcomer is None:
        return user_reached_at(sent.sent_to)
    return register(sent.sent_to, at=at, **sent.newcomer)


def edit(user: User, *, name: str, language: str, letters_wanted: bool) -> None:
    """Change what neighbours see and how the person is written to."""
    user.name, user.language, user.letters_wanted = name, language, letters_wanted


def stop_letters(user: User) -> None:
    """Send no more letters about what the person takes part in; codes still come, and in the app everything is told."""
    user.letters_wanted = False


def change_password(user: User, password_hash: str, *, at: datetime) -> None:
    """Take the new password, sign every other device and every program out, and tell the owner."""
    user.password_hash = password_hash
    devices.revoke_others(user, at=at)
    tokens.revoke_all(user, at=at)
    if user.contact:
        letters.post_password_changed(user.contact, at=at)
    record("account.password_changed", user, by=user, at=at)


def leave(user: User, *, at: datetime) -> None:
    """Destroy what identifies the person; what was said and decided with others stays, without the name."""
    held(user.id)  # an address that is confirmed at the same moment goes with the rest
    devices.revoke_all(user, at=at)
    tokens.forget_all(user)
    for own in (Post, WelfarePost, OneTimeCode):
        session().execute(delete(own).where(own.user_id == user.id))
    user.name, user.phone, user.email, user.password_hash = NAME_OF_WHO_LEFT, None, None, None
    user.letters_wanted, user.is_operator = False, False
    record("account.left", user, by=user, at=at)


def _one_form(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
