"""People who sign in."""

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.outbox import Message
from app.people.models import User
from app.people.service import accounts, devices, tokens
from app.people.states import Scope
from tests import factories

PASSWORD = "골목길의 오래된 은행나무"


def a_user_with_password(password: str = PASSWORD, **given: Any) -> User:
    """A user who signs in with the password."""
    return factories.a_user(password_hash=accounts.hashed(password), **given)


def a_token(user: User, *, by_code: bool = False) -> str:
    """The token of a browser on which the user has signed in."""
    with transaction():
        return devices.sign_in(user, at=clock.now(), by_code=by_code)


def a_browser_of(client: FlaskClient, user: User, *, by_code: bool = False) -> FlaskClient:
    """The client, signed in as the user."""
    token = a_token(user, by_code=by_code)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def letters_to(address: str) -> list[Message]:
    """What was sent to the phone or address, oldest first."""
    return list(session().scalars(select(Message).where(Message.recipient == address).order_by(Message.id)))


def the_code_sent_to(address: str) -> str:
    """The six digits of the last message to the phone or address."""
    found = re.search(r"\d{6}", letters_to(address)[-1].body)
    assert found, "the message holds no code"
    return found[0]


def an_api_token(user: User, *scopes: Scope, name: str = "우리 프로그램", days: int = 90) -> str:
    """The text of a token of the API with which a program acts for the user; of every scope where none is named."""
    with transaction():
        return tokens.make(user, name, scopes or list(Scope), days=days, once=None, at=clock.now())[1]
