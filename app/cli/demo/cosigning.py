"""The dong centre signs the ledger of the rubbish alley with a key of its own, as an officer would in their browser."""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.cli.demo.town import Town
from app.councils.models import Council
from app.kernel.ledger import head
from app.records import service
from app.records.models import signed_text


def cosign_ledger(town: Town, council: Council, secret: str) -> None:
    """Name the centre and its key, and sign the newest entry; the key made from the secret is thrown away."""
    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(secret.encode()).digest())
    centre = service.name_centre(council, by=town.officer, at=town.day(-1, 10))
    public = key.public_key().public_bytes_raw().hex()
    service.register_key(centre, public, by=town.officer, at=town.day(-1, 10, 5))
    newest = head(council.id)
    if newest:
        signature = key.sign(signed_text(newest.chain, newest.seq, newest.hash).encode()).hex()
        service.cosign(centre, newest.code, signature, by=town.officer, at=town.day(-1, 10, 10))
