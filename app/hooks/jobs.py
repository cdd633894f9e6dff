"""The worker's part: hearing of news, and sending it; the network is asked while nothing of the database is held."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from flask import current_app

from app.hooks import queries, service
from app.hooks.models import Delivery
from app.hooks.service import Parcel
from app.hooks.service.signing import headers
from app.hooks.service.wire import Outcome, Wire
from app.hooks.states import NEWS_OF, News, Trouble
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.events import Event, subscribe
from app.records.service import exports
from app.records.views.addresses import address_of, page_address

Letter = tuple[Parcel, bytes | None]


@subscribe(*NEWS_OF)
def hear(event: Event) -> None:
    """What everybody may read has happened."""
    service.heard(event)


@subscribe("account.left")
def forget_webhooks(event: Event) -> None:
    """Whoever destroys the account leaves no address behind."""
    service.forget_all(event.subject_id)


def send_news(at: datetime) -> int:
    """Send what is due; returns how many arrived. Called each second, on a thread of its own: others may be slow."""
    with transaction():
        letters = [(parcel, _body(parcel.delivery)) for parcel in service.taken(at)]
    if not letters:
        return 0
    wire: Wire = current_app.extensions["webhook_wire"]
    with ThreadPoolExecutor(len(letters)) as pool:
        outcomes = list(pool.map(lambda letter: _sent(wire, letter, at), letters))
    for (parcel, _bytes), outcome in zip(letters, outcomes, strict=True):
        with transaction():
            service.settle(parcel.delivery.id, outcome, at=at)
    return sum(outcome.is_taken for outcome in outcomes)


def _sent(wire: Wire, letter: Letter, at: datetime) -> Outcome:
    parcel, body = letter
    if body is None:
        return Outcome(trouble=Trouble.NOT_PUBLIC)
    return wire.post(parcel.address, body, headers(parcel.secrets, parcel.delivery.message_id, at, body))


def _body(delivery: Delivery) -> bytes | None:
    """What is sent, as JSON; None where the thing is not for everybody any more."""
    told = _told(delivery)
    if told is None:
        return None
    said = {
        "id": delivery.message_id,
        "type": delivery.kind.value,
        "timestamp": clock.seoul(delivery.occurred_at).isoformat(timespec="seconds"),
        **told,
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _told(delivery: Delivery) -> Mapping[str, Any] | None:
    if delivery.kind is News.TEST or delivery.number is None:
        return {"link": current_app.config["BASE_URL"], "data": {}}
    row = queries.row_of(delivery.kind, delivery.number)
    if row is None:
        return None
    table = queries.TABLE_OF[delivery.kind]
    [data] = exports.objects(table, [row], page_address(table))
    return {"link": address_of(queries.PAGES[delivery.kind]).format(delivery.number), "data": data}


def forget_old_deliveries(at: datetime) -> None:
    """Destroy what has ended a month ago. Called each minute."""
    with transaction():
        service.forget_old(at)
