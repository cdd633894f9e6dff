"""The worker's part: turning events into notices and letters, and sending the letters."""

from collections.abc import Sequence
from datetime import datetime

from flask import current_app, render_template

from app.kernel import events, outbox
from app.kernel.events import Event, subscribe
from app.kernel.i18n import LANGUAGES, _, force_locale
from app.kernel.outbox import Channel, post_to_all
from app.notices import queries, service
from app.notices.models import sentence
from app.notices.queries import Matter, Recipient
from app.notices.states import KINDS
from app.people.queries import stop_word

INBOX = "notices.inbox"
SUBJECT_LENGTH = 200


def deliver_events(at: datetime) -> int:
    """Hand events that wait to their subscribers; returns how many. Called each second by the worker."""
    return events.deliver(at)


def send_letters(at: datetime) -> int:
    """Send the letters that are due; returns how many left. Called each second by the worker."""
    return outbox.send_waiting(at)


@subscribe(*KINDS)
def tell(event: Event) -> None:
    """Tell everyone whom the event concerns, once: a notice to each, and a letter to those who want one."""
    matter = queries.matter(event)
    if matter is None:
        return
    path = _path(KINDS[event.action].page, matter.numbers[KINDS[event.action].number])
    told = service.tell(event, matter, queries.recipients(event, matter), path)
    for language in LANGUAGES:
        readers = [person for person in told if person.email and person.language == language]
        _write(event, matter, path, language, readers)


def _write(event: Event, matter: Matter, path: str, language: str, readers: Sequence[Recipient]) -> None:
    """One letter, in the language of its readers, to each of them, with the reader's own link that stops them."""
    if not readers:
        return
    with force_locale(language):
        what = sentence(event, matter.title)
        body = render_template(
            "notices/letter.txt",
            sentence=what,
            after=KINDS[event.action].after,
            matter=matter,
            fingerprint=event.facts.get("fingerprint"),
            url=outbox.address_of(path),
        )
        bodies = {person.email: f"{body}\n{_foot(person)}\n" for person in readers if person.email}
    post_to_all(Channel.EMAIL, what[:SUBJECT_LENGTH], bodies, at=event.at)


def _foot(reader: Recipient) -> str:
    return _(
        "전자우편을 그만 받기: %(url)s",
        url=outbox.address_of(_path("people.stop_letters", stop_word(reader.user_id, str(reader.email)))),
    )


def _path(page: str, number: int | str | None = None) -> str:
    """The path of a page, of the inbox where there is none; a worker has no request for url_for to lean on."""
    if page not in current_app.view_functions:
        page, number = INBOX, None
    rule = next(current_app.url_map.iter_rules(page))
    if rule.arguments and number is None:
        return _path(INBOX)
    return current_app.url_map.bind("").build(page, dict.fromkeys(rule.arguments, number))
