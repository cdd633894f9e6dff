"""Letters that wait to be sent: written in the transaction that causes them, sent at least once.

A letter carries its Message-ID from the start, so a second sending after a crash is visible as the same one.
"""

import logging
import smtplib
import subprocess
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Protocol

import click
from flask import Flask, current_app
from sqlalchemy import Index, String, Text, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Model, session, transaction
from app.kernel.i18n import lazy
from app.kernel.states import Labelled

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 10
LEASE = timedelta(minutes=2)


class Channel(Labelled):
    """How a letter reaches its reader."""

    EMAIL = "email", lazy("전자우편")
    SMS = "sms", lazy("문자")


class Message(Model):
    """A letter to one reader; its body is emptied once it is sent."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_waiting", "sent_at", "next_try_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    channel: Mapped[Channel]
    recipient: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    body: Mapped[str] = mapped_column(Text)
    next_try_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]


class Sender(Protocol):
    """What can send a letter; it raises when the letter did not leave."""

    def send(self, message: Message) -> None:
        """Send it."""


class Smtp:
    """E-mail through the operator's SMTP server."""

    def __init__(self, config: Mapping[str, object]) -> None:
        """Read SMTP_* and MAIL_FROM."""
        self.config = config

    def send(self, message: Message) -> None:
        """Send one letter; gives up after 10 seconds."""
        config = self.config
        with smtplib.SMTP(str(config["SMTP_HOST"]), int(str(config["SMTP_PORT"])), timeout=10) as server:
            if config["SMTP_TLS"]:
                server.starttls()
            if config["SMTP_USER"]:
                server.login(str(config["SMTP_USER"]), str(config["SMTP_PASSWORD"]))
            server.send_message(envelope(message, str(config["MAIL_FROM"])))


class Program:
    """Text messages through the operator's program: it gets the number as its argument, the text as its input."""

    def __init__(self, path: str) -> None:
        """`path` is the program's; no shell reads it."""
        self.path = path

    def send(self, message: Message) -> None:
        """Send one text; raises where the program ends with another code than 0 or runs longer than 10 seconds."""
        words = [self.path, message.recipient]
        subprocess.run(words, input=message.body.encode(), capture_output=True, timeout=10, check=True)  # noqa: S603


class Shown:
    """Shows letters on the operator's screen instead of sending them: for trying out without a server."""

    def send(self, message: Message) -> None:
        """Print the letter."""
        click.echo(f"[{message.channel.value}] {message.recipient}: {message.subject}\n{message.body}\n")


def envelope(message: Message, sender: str) -> EmailMessage:
    """The letter as a MIME message."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, message.recipient, message.subject
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.body)
    return mail


def post(channel: Channel, recipient: str, subject: str, body: str, *, at: datetime) -> Message:
    """Put a letter into the outbox, in the caller's transaction."""
    name = make_msgid(domain=current_app.config["MAIL_FROM"].rpartition("@")[2])
    letter = Message(message_id=name, channel=channel, recipient=recipient, subject=subject, body=body, next_try_at=at)
    session().add(letter)
    return letter


def post_to_all(channel: Channel, subject: str, bodies: Mapping[str, str], *, at: datetime) -> None:
    """Put a letter to each of many readers into the outbox, in the caller's transaction and in one statement."""
    domain = current_app.config["MAIL_FROM"].rpartition("@")[2]
    same = {"channel": channel, "subject": subject, "next_try_at": at}
    letters = [
        {**same, "message_id": make_msgid(domain=domain), "recipient": recipient, "body": body}
        for recipient, body in bodies.items()
    ]
    if letters:
        session().execute(insert(Message), letters)


def replies_come_back() -> bool:
    """Whether a text message may ask for a reply: only where the operator hands replies on."""
    return bool(current_app.config["SMS_REPLIES"])


def address_of(path: str) -> str:
    """The whole address of a page, for whoever reads of it elsewhere."""
    return f"{current_app.config['BASE_URL']}{path}"


def posted_since(recipient: str, subject: str, at: datetime, within: timedelta = timedelta(days=1)) -> int:
    """How many letters of this subject the reader was sent within that time, or will be."""
    same = select(func.count()).where(Message.recipient == recipient, Message.subject == subject)
    return session().scalar(same.where(Message.next_try_at > at - within)) or 0


def send_waiting(at: datetime, limit: int = 50) -> int:
    """Send the letters that are due; returns how many left. Never holds the database while it sends."""
    due = select(Message.id).where(
        Message.sent_at.is_(None), Message.next_try_at <= at, Message.attempts < MOST_ATTEMPTS
    )
    numbers = session().scalars(due.order_by(Message.id).limit(limit)).all()
    return sum(_send_one(number, at) for number in numbers)


def _send_one(number: int, at: datetime) -> bool:
    letter = _lease(number, at)
    if letter is None:
        return False
    sender: Sender = current_app.extensions["senders"][letter.channel]
    try:
        sender.send(letter)
    except Exception as error:  # noqa: BLE001 - whatever a sender raises, the letter stays and is tried again
        log.warning("letter %s did not leave: %s", number, type(error).__name__)
        return False
    with transaction():
        letter.sent_at, letter.body = at, ""
    return True


def _lease(number: int, at: datetime) -> Message | None:
    with transaction() as current:
        waiting = select(Message).where(Message.id == number, Message.sent_at.is_(None), Message.next_try_at <= at)
        letter = current.scalars(waiting.with_for_update(skip_locked=True)).one_or_none()
        if letter is not None:
            letter.attempts += 1
            letter.next_try_at = at + LEASE * letter.attempts
    return letter


def init_app(app: Flask) -> None:
    """Choose the senders: SMTP where a host is set, the program for texts where one is, else the operator's screen."""
    email: Sender = Smtp(app.config) if app.config["SMTP_HOST"] else Shown()
    texts: Sender = Program(app.config["SMS_PROGRAM"]) if app.config["SMS_PROGRAM"] else Shown()
    app.extensions["senders"] = {Channel.EMAIL: email, Channel.SMS: texts}
