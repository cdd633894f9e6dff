"""The locks on the doors: headers, CSRF tokens, rate limits, password hashes, keyed hashes and signatures."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from flask import Flask, Request, Response, current_app, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Signer(TimestampSigner):
    """Refuses what is too old, and not what another server has signed whose clock is ahead of this one's."""

    def unsign(self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: bool = False) -> Any:
        """The value, or the value and when it was signed. Raises SignatureExpired where that is `max_age` ago."""
        value, signed_at = super().unsign(signed_value, return_timestamp=True)
        if max_age is not None and self.get_timestamp() - signed_at.timestamp() > max_age:
            raise SignatureExpired("too old", payload=value, date_signed=signed_at)
        return (value, signed_at) if return_timestamp else value


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookies, with a signer made once for an application instead of twice a request.

    Where programs call, no cookie is read and none is set.
    """

    digest_method = staticmethod(hashlib.sha1)  # Flask's own is written in Python: hmac goes a longer way with those

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie says; nothing where programs call."""
        return self.session_class() if _is_programs(request) else super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie where something has changed (SESSION_REFRESH_EACH_REQUEST is off); never to programs."""
        if _is_programs(request):
            return
        if session.modified:
            super().save_session(app, session, response)
        elif session.accessed and "Vary" in response.headers:
            response.vary.add("Cookie")
        elif session.accessed:
            response.headers["Vary"] = "Cookie"

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The signer of the application's cookies."""
        made = app.extensions.get("golmok_signer")
        if made is None:
            made = app.extensions["golmok_signer"] = super().get_signing_serializer(app)
            if made is not None:
                made.signer = Signer
        return cast("URLSafeTimedSerializer | None", made)


def _is_programs(asked: Request) -> bool:
    return asked.path.startswith(PROGRAMS)


csrf = CSRFProtect()
limiter = Limiter(get_remote_address)

_CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
PROGRAMS = "/api/"  # under it no cookie is anybody's
_SAYS_NOTHING = {"csrf_token", "_permanent"}
_HEADERS = {
    "Content-Security-Policy": _CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
_ONLY_HTTPS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


def hash_secret(secret: str) -> str:
    """The Argon2id hash of a password or one-time code (m = 19 MiB, t = 2, p = 1: OWASP)."""
    return _hasher().hash(secret)


def verify_secret(hashed: str | None, secret: str) -> bool:
    """Whether the secret is the hashed one; takes as long where there is none to compare with."""
    if hashed is None:
        _hasher().hash(secret)
        return False
    try:
        return _hasher().verify(hashed, secret)
    except (VerificationError, InvalidHashError):
        return False


def keyed_hash(purpose: str, *parts: str) -> str:
    """HMAC-SHA-256 under the pepper, which never enters the database; hex, 64 characters.

    The parts are joined with a byte that none of them can hold, so no two lists give the same hash.
    """
    text = "\0".join((purpose, *parts))
    return hmac.digest(current_app.config["PEPPER"].encode(), text.encode(), "sha256").hex()


def sign(text: str) -> str:
    """The Ed25519 signature (RFC 8032) of the text in UTF-8 under the key of this installation; hex, 128 characters."""
    return _signing_key(current_app.config["SIGNING_KEY"]).sign(text.encode()).hex()


def public_key() -> str:
    """What anybody checks our signatures with; hex, 64 characters."""
    return _signing_key(current_app.config["SIGNING_KEY"]).public_key().public_bytes_raw().hex()


def signing_key_is_new() -> bool:
    """Whether whoever runs this says that the key before this one is lost (`GOLMOK_SIGNING_KEY_IS_NEW`)."""
    return bool(current_app.config["SIGNING_KEY_IS_NEW"])


@lru_cache(maxsize=1024)
def is_signed(text: str, signature: str, key: str) -> bool:
    """Whether the signature is one of the text under the public key; both in hex. The same three, the same answer."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=4)
def _signing_key(seed: str) -> Ed25519PrivateKey:
    """The key that the setting holds: 32 random bytes in URL-safe base64. Raises ValueError where they are not."""
    return Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(seed + "=" * (-len(seed) % 4)))


def same(one: str, other: str) -> bool:
    """Compare two secrets in a time that says nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def local_path(given: str | None, otherwise: str = "/") -> str:
    """The address on this site that a form names as `next`, else `otherwise`: never another site.

    Refuses what a browser would read as another site: //host, /\\host, a scheme, and the line ends
    and tabs that browsers drop before they read an address.
    """
    if not given or not given.startswith("/") or given.startswith("//"):
        return otherwise
    return otherwise if "\\" in given or not given.isprintable() else given


def _hasher() -> PasswordHasher:
    return PasswordHasher(**current_app.config["ARGON2"])


def _with_headers(application: "WSGIApplication", https: bool) -> "WSGIApplication":
    """The application with the headers that every answer has, added below Flask, which takes each apart anew."""
    added = list({**_HEADERS, **(_ONLY_HTTPS if https else {})}.items())

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            return start_response(status, headers + added, *error)

        return application(environ, start)

    return answer


def _keep_private(response: Response) -> Response:
    if _is_private(response):
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_private(response: Response) -> bool:
    """Whether no cache may keep the answer; a 5xx must not ask the database who is reading.

    A visitor's session may hold something about the person too, such as where a code was just sent.
    """
    if response.status_code >= 500 or request.method != "GET":
        return True
    if request.endpoint == "static":
        return False
    return bool(current_user.is_authenticated) or bool(set(session) - _SAYS_NOTHING)


def _init_limiter(app: Flask) -> None:
    """Every limit of ours stands on a view, which asks for itself: elsewhere there is nothing to ask or to tell."""
    limiter.init_app(app)
    if not app.config["RATELIMIT_ENABLED"]:
        return  # it has left no hooks
    app.before_request_funcs[None].remove(limiter._check_request_limit)
    tell: Any = app.after_request_funcs[None].pop()
    forget: Any = app.teardown_request_funcs[None].pop()
    assert tell.args == (limiter,) and forget.__self__ is limiter, "these hooks are not the limiter's"  # noqa: PT018
    app.after_request(lambda response: tell(response) if g.get("limited") else response)
    app.teardown_request(lambda error: forget(error) if g.get("limited") else None)


@limiter.request_filter
def _note_limit() -> bool:
    """Called where a limit is asked; exempts nobody."""
    g.limited = True
    return False


def init_app(app: Flask) -> None:
    """Lock the doors. A post with a bad token is refused before it costs a password hash or counts for a limit."""
    app.session_interface = Sessions()
    _init_limiter(app)
    csrf.init_app(app)
    app.after_request(_keep_private)
    app.wsgi_app = _with_headers(app.wsgi_app, app.config["HTTPS"])  # type: ignore[assignment, method-assign]
    hops = app.config["PROXIES"]
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
