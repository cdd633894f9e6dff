"""Signing a browser in and out."""

from datetime import datetime, timedelta

from sqlalchemy import update

from app.kernel import chance
from app.kernel.db import session
from app.people.models import Device, User
from app.people.queries import is_open, token_hash

LIFETIME = timedelta(days=30)


def sign_in(user: User, *, at: datetime, label: str = "", by_code: bool = False) -> str:
    """Give the browser a token of its own; returns it, the only time it is seen."""
    token = chance.token(32)
    device = Device(
        token_hash=token_hash(token),
        user_id=user.id,
        label=label[:80],
        by_code=by_code,
        signed_in_at=at,
        expires_at=at + LIFETIME,
    )
    session().add(device)
    user.device_token = token
    return token


def sign_out(token: str, *, at: datetime) -> None:
    """Take the token back: whoever still shows it is a visitor."""
    session().execute(update(Device).where(Device.token_hash == token_hash(token), is_open(at)).values(revoked_at=at))


def revoke(device: Device, *, at: datetime) -> None:
    """Sign one device out; doing it twice changes nothing."""
    device.revoked_at = device.revoked_at or at


def revoke_others(user: User, *, at: datetime) -> None:
    """Sign the user out everywhere but on the device that asks."""
    others = (Device.user_id == user.id) & (Device.token_hash != token_hash(user.device_token)) & is_open(at)
    session().execute(update(Device).where(others).values(revoked_at=at))


def revoke_all(user: User, *, at: datetime) -> None:
    """Sign the user out everywhere."""
    session().execute(update(Device).where(Device.user_id == user.id, is_open(at)).values(revoked_at=at))
