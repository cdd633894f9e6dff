"""Letters as a mail server receives them."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from flask import Flask
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.events import record
from app.kernel.outbox import Channel, Smtp
from app.notices import jobs
from app.people.models import User
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.decisions import a_counted_poll, a_held_meeting, a_request, a_resolution, an_answer
from tests.factories.people import the_code_sent_to


class Sink:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content or b"", policy=policy.default))  # type: ignore[arg-type]
        return "250 kept"


@pytest.fixture
def sink(app: Flask) -> Iterator[Sink]:
    sink = Sink()
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    server = Controller(sink, hostname="127.0.0.1", port=port)
    server.start()
    before = app.extensions["senders"]
    settings = {**app.config, "SMTP_HOST": "127.0.0.1", "SMTP_PORT": port}
    app.extensions["senders"] = {**before, Channel.EMAIL: Smtp(settings)}
    yield sink
    app.extensions["senders"] = before
    server.stop()


def work() -> None:
    """What the worker does each second."""
    jobs.deliver_events(clock.now())
    jobs.send_letters(clock.now())


def announce(council) -> None:
    meeting = a_held_meeting(council, a_resolution(), title="쓰레기 회의", place="경로당 2층")
    with transaction():
        record("meeting.announced", meeting, by=None, at=clock.now())


def test_a_letter_says_what_happened_what_comes_next_where_to_look_and_how_to_stop(app, sink):
    council = a_council()
    reader = a_member(council)
    announce(council)
    work()
    (letter,) = sink.letters
    assert letter["To"] == reader.email
    assert letter["Subject"] == "‘쓰레기 회의’ 회의가 열립니다."
    assert letter["Message-ID"]
    assert letter.get_content_type() == "text/plain"
    body = letter.get_content()
    (url,) = [line.url for line in rows("notification")]
    for words in ("‘쓰레기 회의’ 회의가 열립니다.", "경로당 2층", "안건을 미리 보고", f"http://golmok.test{url}"):
        assert words in body
    assert "전자우편을 그만 받기: http://golmok.test/letters/" in body
    assert "광고가 아닙니다" in body
    assert "&" not in body


def test_each_reader_gets_the_letter_in_their_own_language(app, sink):
    council = a_council()
    korean, english = a_member(council), a_member(council, language="en")
    announce(council)
    work()
    said = {letter["To"]: letter for letter in sink.letters}
    assert said[english.email]["Subject"] == "A meeting is called: “쓰레기 회의”."
    assert "Stop these letters: http://golmok.test/letters/" in said[english.email].get_content()
    assert "열립니다" in said[korean.email].get_content()


def test_who_wants_no_letters_or_has_no_address_is_told_in_the_app_alone(app, sink):
    council = a_council()
    a_member(council, letters_wanted=False)
    a_member(council, email=None)
    announce(council)
    work()
    assert len(rows("notification")) == 2
    assert not sink.letters


def test_a_letter_leaves_once_however_often_the_worker_looks(app, sink):
    council = a_council()
    a_member(council)
    announce(council)
    for _ in range(3):
        work()
    assert len(sink.letters) == 1
    (message,) = rows("message")
    assert message.body == ""


def test_a_letter_about_a_poll_says_when_it_closes(app, sink):
    council = a_council()
    a_member(council)
    poll = a_counted_poll(council, {"가": 6, "나": 2})
    with transaction():
        record("poll.opened", poll, by=None, at=clock.now())
    work()
    (letter,) = sink.letters
    assert "마감: " in letter.get_content()
    assert "6" not in letter["Subject"]


def test_a_letter_about_an_answer_says_which_answer_it_is(app, sink):
    council = a_council()
    leader = a_facilitator(council)
    request = a_request(council, by=leader)
    reader, officer = a_member(council, language="en"), an_officer(council.dong)
    work()
    sink.letters.clear()
    an_answer(request, officer)
    work()
    said = {letter["To"]: letter["Subject"] for letter in sink.letters}
    assert said[leader.email].startswith("동주민센터가 답했습니다(불수용): ")
    assert said[reader.email].startswith("The community centre has answered (Not accepted): ")
    assert officer.email not in said


def stop_page(letter: EmailMessage) -> str:
    """The path at the foot of the letter."""
    return letter.get_content().rpartition("http://golmok.test")[2].strip()


def test_one_press_at_the_foot_of_a_letter_stops_the_letters_of_its_reader_alone(app, sink, client):
    council = a_council()
    a_member(council), a_member(council)
    announce(council)
    work()
    mine, other = sink.letters
    path = stop_page(mine)
    page = client.get(path)
    assert page.status_code == 200
    assert mine["To"] not in page.text, "whoever finds the letter's link learns of nobody"
    token = token_of(client, path)
    for _ in range(2):
        assert client.post(path, data={"csrf_token": token}).location == path
    sink.letters.clear()
    announce(council)
    work()
    assert [letter["To"] for letter in sink.letters] == [other["To"]]
    assert len(rows("notification")) == 4, "in the app everybody is told"


def test_a_page_to_stop_letters_opens_with_the_right_link_only(app, sink, client):
    council = a_council()
    a_member(council), a_member(council)
    announce(council)
    work()
    first, second = (stop_page(letter).removeprefix("/letters/") for letter in sink.letters)
    assert first != second
    crossed = f"{first.partition('-')[0]}-{second.partition('-')[2]}"
    for wrong in (crossed, "1", "1-", "-", "x-y", "99999-" + "0" * 32, "9" * 40 + "-0"):
        assert client.get(f"/letters/{wrong}").status_code == 404


def test_the_link_in_a_letter_to_an_address_of_before_stops_nothing(app, sink, client):
    council = a_council()
    member = a_member(council)
    announce(council)
    work()
    [path] = [stop_page(letter) for letter in sink.letters]
    assert client.get(path).status_code == 200
    with transaction() as current:
        current.get_one(User, member.id).email = "another@example.org"
    assert client.get(path).status_code == 404


def test_everyone_who_took_part_hears_of_a_decision_in_the_app_and_by_letter_without_having_asked(app, sink, client):
    council = a_council()
    leader = a_facilitator(council)
    request = a_request(council, by=leader)
    submit(client, "/account/new", "/account/new", name="새 이웃", contact="new@example.org", terms="y")
    submit(client, "/sign-in/code", "/sign-in/code", code=the_code_sent_to("new@example.org"))
    newcomer = session().scalars(select(User).where(User.email == "new@example.org")).one()
    a_member(council, user=newcomer)
    officer = an_officer(council.dong)
    work()
    sink.letters.clear()
    an_answer(request, officer)
    work()
    assert {"new@example.org", leader.email} <= {letter["To"] for letter in sink.letters}
    assert newcomer.id in {row.user_id for row in rows("notification")}
