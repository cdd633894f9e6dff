"""A real HTTPS server in this process, its certificate authority, and a wire that may speak to it and nothing else."""

import http.server
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.hooks.service.wire import Wire

NAME = "hooks.example.org"
HERE = "127.0.0.1"


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@dataclass
class Authority:
    """A certificate authority that the system does not know."""

    folder: Path
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def __post_init__(self) -> None:
        self.certificate = self._signed("tests of webhooks", self.key, None)
        self.file = self.folder / "authority.pem"
        self.file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def _signed(self, name: str, key: ec.EllipticCurvePrivateKey, host: str | None) -> x509.Certificate:
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(_named(name))
            .issuer_name(_named("tests of webhooks"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
        )
        if host is not None:
            made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        return made.sign(self.key, hashes.SHA256())

    def certificate_for(self, host: str) -> ssl.SSLContext:
        """What a server of this name shows."""
        key = ec.generate_private_key(ec.SECP256R1())
        path = self.folder / f"{host}.pem"
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.write_bytes(self._signed(host, key, host).public_bytes(serialization.Encoding.PEM) + secret)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


@dataclass(frozen=True)
class Heard:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def message_id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """What it has heard, and what it answers next: a status with headers, or a function that answers itself."""

    port: int
    authority: Authority
    heard: list[Heard] = field(default_factory=list)
    answer: tuple[int, dict[str, str]] | Callable[[Any], None] = (204, {})

    def address(self, path: str = "/golmok") -> str:
        return f"https://{NAME}:{self.port}{path}"

    def wire(self, found: Sequence[str] = (HERE,), **more: Any) -> Wire:
        """May speak to this machine, which only tests may say; trusts the tests' own authority alone."""
        context = ssl.create_default_context(cafile=str(self.authority.file))
        given = {"resolve": lambda name, port: found, "may_speak_to": lambda address: address == HERE, **more}
        return Wire(**{"ports": {self.port}, "context": context, **given})


def _handler(receiver: Receiver) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.heard.append(Heard(self.path, headers, body))
            if callable(receiver.answer):
                receiver.answer(self)
                return
            status, more = receiver.answer
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Says nothing."""

    return Handler


class _Quiet(http.server.ThreadingHTTPServer):
    def handle_error(self, *_who: Any) -> None:
        """Says nothing of those who hang up."""


@contextmanager
def listening(authority: Authority, host: str = NAME, *, is_secure: bool = True) -> Iterator[Receiver]:
    """A server of that name on this machine."""
    receiver = Receiver(0, authority)
    server = _Quiet((HERE, 0), _handler(receiver))
    server.daemon_threads = True
    if is_secure:
        context = authority.certificate_for(host)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def drips(handler: Any) -> None:
    """An answer whose bytes come one by one and never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(200):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


def swells(handler: Any) -> None:
    """An answer whose head alone is larger than anything that is read."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-Much: " + b"a" * 40_000 + b"\r\nRetry-After: 7\r\n\r\n")
