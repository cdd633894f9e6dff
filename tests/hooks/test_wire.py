"""The way out, against real servers: what it speaks to, what it believes, and how little it takes back."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from app.hooks.service.wire import MOST_READ, Outcome, Wire, addresses_of
from app.hooks.states import Trouble
from tests.hooks.receiver import HERE, NAME, Authority, Receiver, drips, listening, swells

INSIDE = (
    "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd00::1", "64:ff9b::7f00:1", "100.64.0.1", "",
)  # fmt: skip
BODY, HEADERS = b'{"a": 1}', {"Content-Type": "application/json", "webhook-id": "msg_1"}


def sent(wire: Wire, address: str) -> Outcome:
    return wire.post(address, BODY, HEADERS)


@contextmanager
def knocked_at() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and who has come to it."""
    came: list[object] = []
    with closing(socket.create_server((HERE, 0))) as door:
        door.settimeout(0.05)
        is_over = threading.Event()

        def wait() -> None:
            while not is_over.is_set():
                try:
                    line, who = door.accept()
                except TimeoutError:
                    continue
                came.append(who)
                line.close()

        thread = threading.Thread(target=wait)
        thread.start()
        yield door.getsockname()[1], came
        time.sleep(0.15)
        is_over.set()
        thread.join()


def test_what_is_sent_arrives_as_it_is(receiver: Receiver) -> None:
    assert sent(receiver.wire(), receiver.address("/a?b=c")) == Outcome(204)
    [heard] = receiver.heard
    assert (heard.path, heard.body) == ("/a?b=c", BODY)
    assert heard.headers["host"] == f"{NAME}:{receiver.port}"
    assert heard.headers["webhook-id"] == "msg_1"
    assert not {"cookie", "authorization", "referer"} & set(heard.headers)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_two_hundred_means_taken(receiver: Receiver, status: int) -> None:
    receiver.answer = (status, {})
    assert sent(receiver.wire(), receiver.address()).is_taken


@pytest.mark.parametrize("status", [400, 401, 404, 410, 429, 500, 503])
def test_any_other_status_means_not_taken(receiver: Receiver, status: int) -> None:
    receiver.answer = (status, {"Retry-After": "7"})
    assert sent(receiver.wire(), receiver.address()) == Outcome(status, Trouble.NOT_TAKEN, "7")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(receiver: Receiver, status: int) -> None:
    with knocked_at() as (port, came):
        receiver.answer = (status, {"Location": f"http://{HERE}:{port}/inside"})
        assert sent(receiver.wire(), receiver.address()).trouble is Trouble.NOT_TAKEN
    assert came == []
    assert len(receiver.heard) == 1


def test_by_itself_it_speaks_to_no_address_of_this_machine() -> None:
    with knocked_at() as (port, came):
        wire = Wire(ports={port}, resolve=lambda name, number: [HERE])
        assert sent(wire, f"https://{NAME}:{port}/").trouble is Trouble.NOT_OPEN
    assert came == []


@pytest.mark.parametrize("inside", INSIDE)
def test_one_address_inside_is_enough_to_speak_to_none(inside: str) -> None:
    with knocked_at() as (port, came):
        wire = Wire(ports={port}, resolve=lambda name, number: ["1.1.1.1", inside])
        assert sent(wire, f"https://{NAME}:{port}/").trouble is Trouble.NOT_OPEN
    assert came == []


def test_the_name_is_asked_once_and_what_was_checked_is_spoken_to(receiver: Receiver) -> None:
    """A name that answers with a public address first and with this machine afterwards (DNS rebinding)."""
    asked: list[str] = []

    def changing(name: str, port: int) -> list[str]:
        asked.append(name)
        return [HERE] if len(asked) == 1 else ["10.0.0.1"]

    assert sent(receiver.wire(resolve=changing), receiver.address()).is_taken
    assert asked == [NAME]


def test_a_name_that_leads_nowhere_is_said_to_be_none() -> None:
    def unknown(name: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    assert sent(Wire(resolve=unknown), f"https://{NAME}/").trouble is Trouble.NO_NAME
    assert sent(Wire(resolve=lambda name, port: []), f"https://{NAME}/").trouble is Trouble.NO_NAME
    assert addresses_of("localhost", 443)


def test_a_certificate_of_another_name_is_not_believed(authority: Authority) -> None:
    with listening(authority, "evil.example.org") as other:
        assert sent(other.wire(), other.address()).trouble is Trouble.NOT_SECURE
        assert other.heard == []


def test_a_certificate_of_an_unknown_authority_is_not_believed(receiver: Receiver) -> None:
    wire = receiver.wire(context=ssl.create_default_context())
    assert sent(wire, receiver.address()).trouble is Trouble.NOT_SECURE
    assert receiver.heard == []


def test_a_port_where_no_tls_is_spoken_is_no_answer(authority: Authority) -> None:
    with listening(authority, is_secure=False) as plain:
        assert sent(plain.wire(), plain.address()).trouble is Trouble.NO_ANSWER


def test_a_port_of_no_setting_is_never_spoken_to(receiver: Receiver) -> None:
    assert not sent(receiver.wire(ports={443}), receiver.address()).is_taken
    assert receiver.heard == []


def test_where_nobody_listens_the_next_address_is_tried(receiver: Receiver) -> None:
    both = receiver.wire(["127.0.0.9", HERE], may_speak_to=lambda address: address in {"127.0.0.9", HERE})
    assert sent(both, receiver.address()).is_taken
    nobody = receiver.wire(["127.0.0.9"], may_speak_to=lambda address: True)
    assert sent(nobody, receiver.address()).trouble is Trouble.NO_ANSWER


def test_an_answer_that_drips_is_cut_off(receiver: Receiver) -> None:
    receiver.answer = drips
    begun = time.monotonic()
    assert sent(receiver.wire(within=0.5), receiver.address()).trouble is Trouble.NO_ANSWER
    assert time.monotonic() - begun < 8


def test_a_handshake_that_never_ends_is_cut_off() -> None:
    with closing(socket.create_server((HERE, 0))) as silent:
        wire = Wire(
            ports={silent.getsockname()[1]},
            resolve=lambda name, port: [HERE],
            may_speak_to=lambda address: True,
            within=0.4,
        )
        begun = time.monotonic()
        address = f"https://{NAME}:{silent.getsockname()[1]}/"
        assert sent(wire, address).trouble is Trouble.NO_ANSWER
        assert time.monotonic() - begun < 8


def test_an_answer_with_a_huge_head_is_not_read_to_its_end(receiver: Receiver) -> None:
    receiver.answer = swells
    assert MOST_READ < 40_000
    found = sent(receiver.wire(), receiver.address())
    assert found.retry_after == ""
    assert found.trouble in {None, Trouble.NO_ANSWER}


def test_no_proxy_of_the_environment_is_asked(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    with knocked_at() as (port, came):
        for name in ("https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://{HERE}:{port}")
        assert sent(receiver.wire(), receiver.address()).is_taken
    assert came == []


def test_http_reaches_this_machine_where_the_setting_says_so(authority: Authority) -> None:
    with listening(authority, is_secure=False) as plain:
        address = f"http://localhost:{plain.port}/x"
        assert sent(Wire(loopback=True), address).is_taken
        assert not sent(Wire(), address).is_taken
        led_astray = Wire(loopback=True, resolve=lambda name, port: ["10.0.0.1"])
        assert sent(led_astray, address).trouble is Trouble.NOT_OPEN
        assert len(plain.heard) == 1
