"""A receiver for each test, and a way out that leads to it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.hooks import service
from app.hooks.models import Webhook
from app.kernel import clock
from app.kernel.db import transaction
from tests.factories import webhooks
from tests.hooks.receiver import Authority, Receiver, listening


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def receiver(authority: Authority) -> Iterator[Receiver]:
    with listening(authority) as found:
        yield found


@pytest.fixture
def wired(app: Flask, receiver: Receiver) -> Iterator[Receiver]:
    """The receiver, and an application whose way out leads there."""
    usual = app.extensions["webhook_wire"]
    app.extensions["webhook_wire"] = receiver.wire()
    yield receiver
    app.extensions["webhook_wire"] = usual


@pytest.fixture
def waiting(wired: Receiver) -> Webhook:
    """A webhook, and a test that waits for it."""
    webhook, _secret = webhooks.an_operators_webhook(address=wired.address())
    with transaction():
        service.try_out(webhook, once=None, at=clock.now())
    return webhook
