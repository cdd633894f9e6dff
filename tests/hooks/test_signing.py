"""Signatures, against the vector that Standard Webhooks publishes and a check that knows nothing of our code."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.hooks import service
from app.hooks.service.signing import headers, secret_of, signature
from app.hooks.states import OLD_SECRET
from app.kernel import clock
from app.kernel.db import transaction
from app.people.queries import user
from tests.factories import webhooks
from tests.hooks.receiver import Heard, Receiver

# https://github.com/standard-webhooks/standard-webhooks and the libraries beside it
SECRET, MESSAGE_ID = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
MOMENT, BODY = datetime.fromtimestamp(1614265330, UTC), b'{"test": 2432232314}'
SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def is_right(secret: str, heard: Heard) -> bool:
    """What a receiver does, written from the specification."""
    text = ".".join((heard.headers["webhook-id"], heard.headers["webhook-timestamp"], heard.body.decode()))
    mac = hmac.new(base64.b64decode(secret[len("whsec_") :]), text.encode(), hashlib.sha256).digest()
    return f"v1,{base64.b64encode(mac).decode()}" in heard.headers["webhook-signature"].split(" ")


def test_the_published_example_has_the_published_signature() -> None:
    assert signature(SECRET, MESSAGE_ID, MOMENT, BODY) == SIGNED


@given(st.binary(max_size=300), st.binary(max_size=300), st.integers(1, 2**31), st.text("abcXYZ-_09", min_size=1))
def test_another_body_moment_or_id_has_another_signature(one: bytes, other: bytes, second: int, name: str) -> None:
    moment = datetime.fromtimestamp(second, UTC)
    signed = signature(SECRET, name, moment, one)
    assert signature(SECRET, name, moment, one + b"x") != signed
    assert signature(SECRET, f"{name}x", moment, one) != signed
    assert signature(SECRET, name, moment + timedelta(seconds=1), one) != signed
    assert (signature(SECRET, name, moment, other) == signed) is (one == other)


def test_two_secrets_sign_with_a_blank_between() -> None:
    told = headers([SECRET, SECRET], MESSAGE_ID, MOMENT, BODY)
    assert told["webhook-signature"] == f"{SIGNED} {SIGNED}"
    assert told["webhook-timestamp"] == "1614265330"


def test_a_secret_has_32_bytes_and_no_two_seeds_the_same(app: Flask) -> None:
    made = {secret_of(f"seed-{number}") for number in range(100)}
    assert len(made) == 100
    assert all(len(base64.b64decode(one.removeprefix("whsec_"), validate=True)) == 32 for one in made)


def test_what_arrives_is_signed_with_the_secret_that_was_shown(wired: Receiver) -> None:
    webhook, secret = webhooks.an_operators_webhook(address=wired.address())
    with transaction():
        service.try_out(webhook, once=None, at=clock.now())
    assert webhooks.delivered() == 1
    [heard] = wired.heard
    assert is_right(secret, heard)
    assert not is_right(SECRET, heard)


def test_for_a_day_after_a_new_secret_both_sign_and_then_the_new_one_alone(wired: Receiver) -> None:
    webhook, old = webhooks.an_operators_webhook(address=wired.address())
    at = clock.now()
    with transaction():
        new = service.renew_secret(webhook, by=user(webhook.user_id), at=at)
    for later in (timedelta(), OLD_SECRET - timedelta(seconds=1), OLD_SECRET):
        with transaction():
            service.try_out(webhook, once=None, at=at + later)
        assert webhooks.delivered(at + later) == 1
    assert new != old
    assert [(is_right(old, heard), is_right(new, heard)) for heard in wired.heard] == [
        (True, True),
        (True, True),
        (False, True),
    ]
