"""What a screen shows at the door of the live process, and what that process shows to the web server: signed words."""

import hashlib
from dataclasses import astuple, dataclass

from itsdangerous import BadSignature, URLSafeSerializer

SCREEN, FLOOR, CONSOLE = "screen", "floor", "console"
KINDS = (SCREEN, FLOOR, CONSOLE)
HOURS_OF_A_SCREEN = 12
SECONDS_OF_AN_ERRAND = 60


@dataclass(frozen=True)
class Pass:
    """What of which meeting may be seen, in which language, until when (seconds since 1970)."""

    meeting: int
    kind: str
    language: str
    until: int


def for_screen(secret: str, what: Pass) -> str:
    """The words that a page carries for its screen."""
    return _signer(secret, "screen").dumps(astuple(what))


def of_screen(secret: str, words: str, now: float) -> Pass | None:
    """What a screen may see; None for words that are forged, or too old."""
    return _read(secret, "screen", words, now)


def for_errand(secret: str, what: Pass) -> str:
    """The words with which the live process asks the web server for a part of a page."""
    return _signer(secret, "errand").dumps(astuple(what))


def of_errand(secret: str, words: str, now: float) -> Pass | None:
    """What the live process asks for; None for words that are forged, or too old."""
    return _read(secret, "errand", words, now)


def _read(secret: str, purpose: str, words: str, now: float) -> Pass | None:
    try:
        found = Pass(*_signer(secret, purpose).loads(words))
    except BadSignature:
        return None
    return found if now < found.until else None


def _signer(secret: str, purpose: str) -> URLSafeSerializer:
    """Keyed by purpose: the words of a screen are worth nothing to the web server."""
    with_sha256 = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    return URLSafeSerializer(secret, salt=f"golmok live {purpose}", signer_kwargs=with_sha256)
