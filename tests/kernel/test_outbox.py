"""Letters that wait to be sent, against a mail server that really listens."""

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Barrier, Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from flask import Flask

from app.kernel import clock
from app.kernel.db import db, transaction
from app.kernel.outbox import LEASE, MOST_ATTEMPTS, Channel, Message, Shown, Smtp, post, post_to_all, send_waiting
from tests.conftest import rows

AT = clock.now()


class Sink:
    """Keeps the letters it is given."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"


class Broken:
    """A sender that never gets a letter away."""

    def __init__(self) -> None:
        self.count = 0

    def send(self, message: Message) -> None:
        self.count += 1
        raise ConnectionRefusedError


class DiesAfterSending(Smtp):
    """The process is killed between the sending and the mark."""

    def send(self, message: Message) -> None:
        super().send(message)
        raise KeyboardInterrupt


class Slow(Shown):
    """Counts what it is given."""

    def __init__(self) -> None:
        self.sent: list[int] = []

    def send(self, message: Message) -> None:
        self.sent.append(message.id)


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def sink() -> Iterator[tuple[Sink, dict[str, object]]]:
    keeper, port = Sink(), a_free_port()
    controller = Controller(
        keeper,
        hostname="127.0.0.1",
        port=port,
        auth_require_tls=False,
        authenticator=lambda *args: AuthResult(success=args[-1].login == b"golmok"),
    )
    controller.start()
    yield (
        keeper,
        {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": port,
            "SMTP_USER": "",
            "SMTP_PASSWORD": "",
            "SMTP_TLS": False,
            "MAIL_FROM": "골목회의 <golmok@example.org>",
        },
    )
    controller.stop()


@pytest.fixture
def senders(app: Flask) -> Iterator[dict[Channel, Any]]:
    """The senders of the application; a test may put in another."""
    before = app.extensions["senders"]
    app.extensions["senders"] = dict(before)
    yield app.extensions["senders"]
    app.extensions["senders"] = before


def a_letter(at: datetime = AT, channel: Channel = Channel.EMAIL, body: str = "가로등을 고쳤습니다.") -> Message:
    with transaction():
        return post(channel, "resident@example.org", "[골목회의] 알림", body, at=at)


def test_a_letter_arrives_with_its_korean_words(senders: Any, sink: Any) -> None:
    keeper, config = sink
    senders[Channel.EMAIL] = Smtp(config)
    letter = a_letter()
    assert send_waiting(AT) == 1
    (arrived,) = keeper.letters
    assert arrived["Subject"] == "[골목회의] 알림"
    assert arrived.get_content().strip() == "가로등을 고쳤습니다."
    assert arrived["Message-ID"] == letter.message_id
    assert arrived["Auto-Submitted"] == "auto-generated"


def test_a_server_that_asks_for_a_name_is_given_it(senders: Any, sink: Any) -> None:
    keeper, config = sink
    senders[Channel.EMAIL] = Smtp({**config, "SMTP_USER": "golmok", "SMTP_PASSWORD": "secret"})
    a_letter()
    assert send_waiting(AT) == 1
    assert len(keeper.letters) == 1


def test_a_server_without_tls_gets_nothing_when_tls_is_asked_for(senders: Any, sink: Any) -> None:
    keeper, config = sink
    senders[Channel.EMAIL] = Smtp({**config, "SMTP_TLS": True})
    a_letter()
    assert send_waiting(AT) == 0
    assert keeper.letters == []


def test_a_sent_letter_is_emptied_and_never_sent_again(senders: Any, sink: Any) -> None:
    keeper, config = sink
    senders[Channel.EMAIL] = Smtp(config)
    a_letter()
    send_waiting(AT)
    assert rows("message")[0].body == ""
    assert send_waiting(AT + timedelta(days=1)) == 0
    assert len(keeper.letters) == 1


def test_after_a_crash_the_same_letter_is_recognisable_by_its_number(senders: Any, sink: Any) -> None:
    keeper, config = sink
    senders[Channel.EMAIL] = DiesAfterSending(config)
    a_letter()
    with pytest.raises(KeyboardInterrupt):
        send_waiting(AT)
    db.session.remove()
    senders[Channel.EMAIL] = Smtp(config)
    assert send_waiting(AT + LEASE / 2) == 0, "the dead worker's lease still runs"
    assert send_waiting(AT + LEASE) == 1
    first, second = keeper.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_a_letter_that_cannot_leave_is_tried_ever_later_and_at_last_left(senders: Any) -> None:
    broken = senders[Channel.EMAIL] = Broken()
    a_letter()
    at, waits = AT, []
    for _time in range(MOST_ATTEMPTS):
        assert send_waiting(at) == 0
        waits.append(db.session.get(Message, 1).next_try_at - at)
        at += waits[-1]
    assert waits == sorted(set(waits))
    assert send_waiting(at + timedelta(days=365)) == 0
    assert broken.count == MOST_ATTEMPTS
    assert rows("message")[0].body, "the operator can still see what was not sent"


def test_the_log_of_a_letter_that_did_not_leave_names_no_reader(senders: Any, caplog: pytest.LogCaptureFixture) -> None:
    senders[Channel.EMAIL] = Broken()
    a_letter()
    send_waiting(AT)
    assert "ConnectionRefusedError" in caplog.text
    assert "resident@example.org" not in caplog.text


def test_a_letter_for_later_waits(senders: Any) -> None:
    senders[Channel.EMAIL] = slow = Slow()
    a_letter(at=AT + timedelta(hours=1))
    assert send_waiting(AT) == 0
    assert send_waiting(AT + timedelta(hours=1)) == 1
    assert len(slow.sent) == 1


def test_without_a_server_letters_are_shown_on_the_screen(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    a_letter(channel=Channel.SMS, body="인증번호 123456")
    assert send_waiting(AT) == 1
    shown = capsys.readouterr().out
    assert "[sms] resident@example.org" in shown
    assert "인증번호 123456" in shown


def test_a_letter_of_a_transaction_that_failed_is_never_sent(app: Flask) -> None:
    def fail() -> None:
        with transaction():
            post(Channel.SMS, "01012345678", "제목", "글", at=AT)
            raise RuntimeError("after all, no")

    with pytest.raises(RuntimeError):
        fail()
    assert send_waiting(AT) == 0


def test_two_workers_never_send_the_same_letter(app: Flask, senders: Any) -> None:
    senders[Channel.EMAIL] = slow = Slow()
    for _time in range(20):
        a_letter()
    start = Barrier(2)

    def work() -> None:
        with app.app_context():
            start.wait()
            send_waiting(AT)
            db.session.remove()

    db.session.rollback()
    workers = [Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(slow.sent) == sorted(set(slow.sent))
    assert len(slow.sent) == 20


def test_two_letters_never_share_a_number(app: Flask) -> None:
    assert a_letter().message_id != a_letter().message_id


def test_one_letter_to_many_readers_is_one_row_and_one_number_each(app: Flask, senders: Any) -> None:
    senders[Channel.EMAIL] = slow = Slow()
    readers = [f"reader{number}@example.org" for number in range(3)]
    with transaction():
        bodies = {reader: f"회의가 있습니다. {reader}" for reader in readers}
        post_to_all(Channel.EMAIL, "[골목회의] 알림", bodies, at=AT)
        post_to_all(Channel.EMAIL, "아무에게도", {}, at=AT)
    kept = rows("message")
    assert [row.body for row in kept] == list(bodies.values())
    assert [row.recipient for row in kept] == readers
    assert len({row.message_id for row in kept}) == 3
    assert send_waiting(AT) == 3
    assert len(slow.sent) == 3
