"""Cosigners with keys of their own, which the program never sees, and what they signed."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.ledger import head
from app.records import queries, service
from app.records.models import Cosignature, Cosigner, signed_text
from tests import factories

Key = Ed25519PrivateKey


def a_key(seed: int) -> Key:
    """The same key for the same seed."""
    return Ed25519PrivateKey.from_private_bytes(seed.to_bytes(32, "big"))


def public(key: Key) -> str:
    return key.public_key().public_bytes_raw().hex()


def a_centre(council: Council, key: Key | None = None) -> tuple[Cosigner, Key]:
    """The dong centre as a cosigner of the council's ledger, with a key in force."""
    council = session().get_one(Council, council.id)
    with transaction():
        named = service.name_centre(council, by=factories.a_user(), at=clock.now())
    return _with_key(named, key)


def an_invited(council: Council, neighbour: Council | None = None) -> Cosigner:
    """A council of the same gu that was asked and has no key yet."""
    council = session().get_one(Council, council.id)
    neighbour = neighbour or factories.a_council(dong=council.dong)
    with transaction():
        return service.invite(council, neighbour.id, by=factories.a_user(), at=clock.now())


def a_neighbour(council: Council, key: Key | None = None) -> tuple[Cosigner, Key]:
    """A council of the same gu as a cosigner, with a key in force."""
    return _with_key(an_invited(council), key)


def _with_key(named: Cosigner, key: Key | None) -> tuple[Cosigner, Key]:
    key = key or a_key(factories.next_number())
    with transaction():
        service.register_key(named, public(key), by=factories.a_user(), at=clock.now())
    return queries.cosigner(named.id), key


def exchanged(cosigner: Cosigner, key: Key) -> Key:
    """The cosigner's old key retired, and this one in force."""
    with transaction():
        service.retire_key(cosigner, by=factories.a_user(), at=clock.now())
    return _with_key(cosigner, key)[1]


def signature(cosigner: Cosigner, key: Key) -> tuple[str, str]:
    """The code of the newest entry, and the cosigner's signature of it."""
    newest = head(cosigner.council_id)
    assert newest
    return newest.code, key.sign(signed_text(newest.chain, newest.seq, newest.hash).encode()).hex()


def cosigned(cosigner: Cosigner, key: Key) -> Cosignature:
    """The newest entry, cosigned."""
    code, text = signature(cosigner, key)
    with transaction():
        return service.cosign(cosigner, code, text, by=factories.a_user(), at=clock.now())
