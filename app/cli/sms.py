"""flask sms: what a gateway or modem hands on when a text message comes in."""

from datetime import datetime

import click
from flask.cli import with_appcontext

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Fault
from app.panels.service import reply
from app.people.models import contact_of
from app.people.queries import user_reached_at

_LONGEST = 2000  # characters of a text that came in parts


@click.command("sms")
@click.argument("phone")
@click.argument("text")
@click.option("--sent-at", help="When it was sent, as 2026-12-05T19:30+09:00; else now.")
@with_appcontext
def sms(phone: str, text: str, sent_at: str | None) -> None:
    """Read the TEXT that came from PHONE as the answer to an invitation of a panel, and text back what was understood.

    Neither the text nor the number is kept. The same text again changes nothing. It ends with 1 where the number is
    not a resident's: nobody is answered then.
    """
    now = clock.now()
    sent = _moment(sent_at) if sent_at else now
    try:
        person = user_reached_at(contact_of(phone))
    except Fault as fault:
        raise click.ClickException(str(fault.reason)) from fault
    if person is None:
        raise click.ClickException("모르는 번호입니다. 답하지 않았습니다. · An unknown number; nobody was answered.")
    with transaction():
        outcome = reply(person, text[:_LONGEST], sent_at=sent, at=now)
    click.echo(f"{outcome.value}: {outcome.label}")


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as fault:
        raise click.BadParameter("2026-12-05T19:30+09:00", param_hint="--sent-at") from fault
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.SEOUL)


COMMANDS = (sms,)
