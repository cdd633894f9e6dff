"""Reads of people."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, exists, select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.kernel.db.rare import Rare
from app.kernel.errors import NotFound
from app.kernel.outbox import Channel
from app.kernel.security import keyed_hash, same
from app.people.models import ApiToken, Contact, Device, OneTimeCode, Post, User, WelfarePost
from app.places.models import Dong


def token_hash(token: str) -> str:
    """What is kept of a device's token: SHA-256, hex; the token is random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_open(at: datetime) -> ColumnElement[bool]:
    """The condition under which a device is signed in."""
    return Device.revoked_at.is_(None) & (Device.expires_at > at)


# Every request of a signed-in reader asks one of these, so they are built once.
_SHOWN = (
    Device.token_hash == bindparam("token"),
    Device.revoked_at.is_(None),
    Device.expires_at > bindparam("at", type_=Device.expires_at.type),
)
OWNER = select(Device.user_id).where(*_SHOWN).scalar_subquery()  # the number of whom `shown` tells; none, nobody
_LONGEST_NUMBER = 19
_SERVES = Rare(User.posts, User.welfare_posts)  # the menu of every page asks where the reader serves
_ALONG: list[str] = []
_COUNTED: dict[str, ScalarSelect[int]] = {}


def read_along(relation: str) -> None:
    """Let a higher slice say what else of whoever has signed in the rules of every page ask for, by its name."""
    if relation not in _ALONG:
        _ALONG.append(relation)


def count_along(name: str, numbers: ScalarSelect[int]) -> None:
    """Let a higher slice say what every page counts for whoever has signed in: `numbers` is correlated with User."""
    _COUNTED[name] = numbers


@cache
def _signed_in(*names: str) -> Select[*tuple[Any, ...]]:
    whole = (joinedload(getattr(User, name)) for name in names if name not in _COUNTED)
    shown = select(User, *_COUNTED.values(), *_SERVES.columns()).join(Device, Device.user_id == User.id)
    return shown.where(*_SHOWN).options(*whole)


def user_of_device(token: str, at: datetime) -> User | None:
    """The user who is signed in on the browser that shows the token."""
    found = session().execute(_signed_in(*_ALONG, *_COUNTED), shown(token, at)).unique().one_or_none()
    if found is None:
        return None
    user: User = found[0]
    counted, serves = found[1 : 1 + len(_COUNTED)], found[1 + len(_COUNTED) :]
    user.device_token = token
    for name, number in zip(_COUNTED, counted, strict=True):
        setattr(user, name, number)
    _SERVES.settle(user, serves)
    return user


def shown(token: str, at: datetime) -> dict[str, Any]:
    """What OWNER asks for: the token that a browser shows, and when."""
    return {"token": token_hash(token), "at": at}


def user(user_id: int) -> User:
    """The user, or NotFound."""
    found = session().get(User, user_id)
    if found is None:
        raise NotFound
    return found


def held(user_id: int) -> User:
    """The user as the database has them now, locked until the transaction ends."""
    locked = select(User).where(User.id == user_id).with_for_update().execution_options(populate_existing=True)
    return session().scalars(locked).one()


def user_reached_at(contact: Contact) -> User | None:
    """The user whose phone number or e-mail address this is."""
    column = User.phone if contact.channel is Channel.SMS else User.email
    return session().scalars(select(User).where(column == contact.address)).one_or_none()


def stop_word(user_id: int, address: str) -> str:
    """What stands in the link at the foot of a letter to this user: with it the letters stop, and nothing else.

    Links in letters to an address that the account has no more stop nothing.
    """
    return f"{user_id}-{keyed_hash('stop letters', str(user_id), address)[:32]}"


def user_with_stop_word(word: str) -> User:
    """The user whose letters the link stops, or NotFound."""
    number = word.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < _LONGEST_NUMBER):
        raise NotFound
    reader = user(int(number))
    if not reader.email or not same(stop_word(reader.id, reader.email), word):
        raise NotFound
    return reader


def somebody_is_here() -> bool:
    """Whether there is any account yet."""
    return bool(session().scalar(select(exists().where(User.id.is_not(None)))))


def devices_of(user_id: int, at: datetime) -> Sequence[Device]:
    """The browsers that the user is signed in on, the latest first."""
    signed_in = select(Device).where(Device.user_id == user_id, is_open(at))
    return session().scalars(signed_in.order_by(Device.signed_in_at.desc(), Device.id.desc())).all()


def device_of(token: str) -> Device:
    """The device that shows the token, or NotFound."""
    found = session().scalars(select(Device).where(Device.token_hash == token_hash(token))).one_or_none()
    if found is None:
        raise NotFound
    return found


def device(device_id: int) -> Device:
    """The device, or NotFound."""
    found = session().get(Device, device_id)
    if found is None:
        raise NotFound
    return found


def code_with(key: str, at: datetime) -> OneTimeCode | None:
    """The code that the browser with this key has asked for, while it is good."""
    good = select(OneTimeCode).where(OneTimeCode.key == key, OneTimeCode.expires_at > at)
    return session().scalars(good).one_or_none()


def officers_of(dong_id: int) -> Sequence[Post]:
    """The posts at a dong's centre with the people who hold them, by section and name."""
    posts = select(Post).join(Post.user).where(Post.dong_id == dong_id).options(joinedload(Post.user))
    return session().scalars(posts.order_by(Post.section, User.name, Post.id)).all()


def office_numbers() -> Sequence[str]:
    """The phone numbers of all dong centres and of the officers there: whoever asks something is to know them."""
    centres, officers = select(Dong.centre_phone), select(Post.phone)
    return session().scalars(centres.union(officers)).all()


def has_planner(dong_id: int) -> bool:
    """Whether somebody is welfare planner of the dong."""
    return bool(session().scalar(select(exists().where(WelfarePost.dong_id == dong_id))))


def api_token_hash(text: str) -> str:
    """What is kept of a token of the API: a hash under the pepper, hex."""
    return keyed_hash("api-token", text)


def is_usable(at: datetime) -> ColumnElement[bool]:
    """The condition under which a token of the API opens anything."""
    return ApiToken.revoked_at.is_(None) & (ApiToken.expires_at > at)


def api_tokens_of(user_id: int, at: datetime) -> Sequence[ApiToken]:
    """The tokens that the user's programs can use, the latest first."""
    usable = select(ApiToken).where(ApiToken.user_id == user_id, is_usable(at))
    return session().scalars(usable.order_by(ApiToken.made_at.desc(), ApiToken.id.desc())).all()


def ended_api_tokens_of(user_id: int, at: datetime) -> Sequence[ApiToken]:
    """The tokens of the user that open nothing any more and are still kept, the latest first."""
    ended = select(ApiToken).where(ApiToken.user_id == user_id, ~is_usable(at))
    return session().scalars(ended.order_by(ApiToken.made_at.desc(), ApiToken.id.desc())).all()


def api_token(token_id: int) -> ApiToken:
    """The token, or NotFound."""
    found = session().get(ApiToken, token_id)
    if found is None:
        raise NotFound
    return found


def api_token_shown(text: str, at: datetime) -> ApiToken | None:
    """The token with its owner, while it is good."""
    shown = select(ApiToken).where(ApiToken.token_hash == api_token_hash(text), is_usable(at))
    whose = joinedload(ApiToken.user)
    shown = shown.options(whose.joinedload(User.posts), whose.joinedload(User.welfare_posts))
    return session().scalars(shown).unique().one_or_none()


def api_token_made_once(user_id: int, once: str | None) -> ApiToken | None:
    """The token that the user's form with this key has made already."""
    made = select(ApiToken).where(ApiToken.user_id == user_id, ApiToken.once == once)
    return session().scalars(made).one_or_none() if once else None
