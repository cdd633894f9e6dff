"""Public keys and signatures as people paste them: hex, Base64, or the PEM that openssl writes."""

import base64
import binascii
import re

from app.kernel.errors import Invalid
from app.kernel.i18n import lazy

KEY, SIGNATURE = 32, 64  # bytes of an Ed25519 public key and signature (RFC 8032)
_SPKI = bytes.fromhex("302a300506032b6570032100")  # what stands before the key in X.509 (RFC 8410)
# The points whose order divides eight, in each of their spellings: under such a key anybody can sign.
_WEAK = {
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
}


def read_key(text: str) -> str:
    """The public key in hex. Raises Invalid for what is none, and with a warning for a private key."""
    if "PRIVATE" in text.upper():
        raise Invalid(lazy("이것은 비밀 열쇠입니다. 아무에게도 주지 마시고, 새로 만들어 공개 열쇠만 붙여 주세요."))
    found = _bytes(text).removeprefix(_SPKI)
    if len(found) != KEY or found.hex() in _WEAK:
        raise Invalid(lazy("Ed25519 공개 열쇠가 아닙니다. 빠진 글자가 없는지 보고 처음부터 끝까지 붙여 주세요."))
    return found.hex()


def read_signature(text: str) -> str:
    """The signature in hex. Raises Invalid for what is none."""
    found = _bytes(text)
    if len(found) != SIGNATURE:
        raise Invalid(lazy("Ed25519 서명이 아닙니다. 빠진 글자가 없는지 보고 처음부터 끝까지 붙여 주세요."))
    return found.hex()


def _bytes(text: str) -> bytes:
    """What hex or Base64 says, without the lines around a PEM; b"" for what is neither."""
    bare = re.sub(r"-----[^-]*-----|\s", "", text)
    if re.fullmatch(r"(?:[0-9a-fA-F]{2})+", bare) and len(bare) in (2 * KEY, 2 * SIGNATURE):
        return bytes.fromhex(bare)
    try:
        return base64.b64decode(bare, validate=True)
    except (binascii.Error, ValueError):
        return b""
