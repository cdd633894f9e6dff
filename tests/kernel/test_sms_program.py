"""Text messages through a program of the operator."""

from datetime import UTC, datetime
from subprocess import CalledProcessError

import pytest

from app.kernel.db import transaction
from app.kernel.outbox import Channel, Message, Program, post, send_waiting

AT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def program(tmp_path):
    """A program that writes what it gets beside itself, and ends with the code in its file `code`."""
    path = tmp_path / "send-text"
    path.write_text('#!/bin/sh\nhere=$(dirname "$0")\nprintf %s "$1" > "$here/number"\ncat > "$here/text"\n'
                    '[ -f "$here/code" ] && exit "$(cat "$here/code")"\nexit 0\n')  # fmt: skip
    path.chmod(0o700)
    return path


def a_text(number: str = "01012345678", body: str = "오시면 1 '$(id)'") -> Message:
    with transaction():
        return post(Channel.SMS, number, "추첨", body, at=AT)


@pytest.fixture
def sends(app, program):
    before = app.extensions["senders"]
    app.extensions["senders"] = {**before, Channel.SMS: Program(str(program))}
    yield program
    app.extensions["senders"] = before


def test_the_program_gets_the_number_as_argument_and_the_text_as_input(app, sends):
    letter = a_text()
    assert send_waiting(AT) == 1
    assert (sends.parent / "number").read_text() == "01012345678"
    assert (sends.parent / "text").read_text() == "오시면 1 '$(id)'"
    assert (letter.sent_at, letter.body) == (AT, "")


def test_a_program_that_fails_is_called_again_later(app, sends):
    (sends.parent / "code").write_text("3")
    letter = a_text()
    assert send_waiting(AT) == 0
    assert letter.sent_at is None
    (sends.parent / "code").unlink()
    assert send_waiting(letter.next_try_at) == 1


def test_a_failure_is_raised_and_not_passed_over(app, sends):
    (sends.parent / "code").write_text("1")
    with pytest.raises(CalledProcessError):
        Program(str(sends)).send(a_text())
