"""Signatures as Standard Webhooks 1.0 has them: HMAC-SHA-256 over id, moment and body, in base64."""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime

from app.kernel.security import keyed_hash

MARK = "whsec_"


def secret_of(seed: str) -> str:
    """The text of the secret that belongs to the seed: 32 bytes that the pepper makes of it, and no table holds."""
    return MARK + base64.b64encode(bytes.fromhex(keyed_hash("webhook-secret", seed))).decode()


def signature(secret: str, message_id: str, moment: datetime, body: bytes) -> str:
    """One signature: v1, and base64. The moment counts in whole seconds since 1970."""
    key = base64.b64decode(secret.removeprefix(MARK))
    signed = f"{message_id}.{int(moment.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(secrets: Iterable[str], message_id: str, moment: datetime, body: bytes) -> Mapping[str, str]:
    """What goes with the body: its id, the moment of this try, and a signature for each secret."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "Golmok-Webhooks/1",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signature(one, message_id, moment, body) for one in secrets),
    }
