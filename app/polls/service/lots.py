"""The secret of a lot, and the hash that binds the program to it."""

import hashlib

from app.kernel.security import keyed_hash
from app.polls.models import Poll


def lot_secret(poll_id: int) -> str:
    """What the program puts into a lot: fixed before the first ballot, told after the last."""
    return keyed_hash("lot", str(poll_id))


def lot_commitment(poll_id: int) -> str:
    """The hash of the secret, on the sheet from the opening on: the program cannot choose another one later."""
    return hashlib.sha256(lot_secret(poll_id).encode()).hexdigest()


def has_its_pepper(poll: Poll) -> bool:
    """Whether the pepper is that of the opening: the names on the roll and the secret of a lot come from it."""
    return bool(poll.rules["lot_commitment"] == lot_commitment(poll.id))
