"""Cosigning: naming who signs a council's ledger with its own key, and taking in what they signed.

Each verb holds the council's row, so that two at once take turns. A private key never comes here.
"""

from datetime import datetime

from sqlalchemy import select

from app.councils import queries as councils
from app.councils.models import Council
from app.councils.states import CouncilState
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.kernel.ledger import LedgerEntry, append, head
from app.kernel.security import is_signed, public_key
from app.people.models import User
from app.records import queries
from app.records.models import Cosignature, Cosigner, CosignerKey, KeyRetirement, signed_text
from app.records.service.keys import read_key, read_signature


def name_centre(council: Council, *, by: User, at: datetime) -> Cosigner:
    """Let the dong centre be a cosigner; the same again changes nothing. Event cosigner.named."""
    councils.locked_council(council.id)
    found = queries.named(council.id, dong_id=council.dong_id)
    return found or _kept(Cosigner(council_id=council.id, dong_id=council.dong_id, named_by_id=by.id, named_at=at), by)


def invite(council: Council, neighbour_id: int, *, by: User, at: datetime) -> Cosigner:
    """Ask a neighbouring council to be a cosigner; the same again changes nothing.

    Events cosigner.named and, of the neighbour, cosigner.invited. Raises Invalid for a council that is not an open one
    of the same gu, or that is the council itself.
    """
    councils.locked_council(council.id)
    found = queries.named(council.id, neighbour_id=neighbour_id)
    if found:
        return found
    neighbour = next((one for one in queries.invitable(council) if one.id == neighbour_id), None)
    if neighbour is None:
        raise Invalid(lazy("같은 구의 열려 있는 다른 골목회의를 골라 주세요."))
    named = _kept(Cosigner(council_id=council.id, neighbour_id=neighbour_id, named_by_id=by.id, named_at=at), by)
    record("cosigner.invited", neighbour, by=by, at=at, cosigner=named.id)
    return named


def _kept(named: Cosigner, by: User) -> Cosigner:
    session().add(named)
    record("cosigner.named", named, by=by, at=named.named_at)
    return named


def register_key(cosigner: Cosigner, text: str, *, by: User, at: datetime) -> CosignerKey:
    """Put a public key in force; the same again changes nothing. Ledger entry and event key.registered.

    Raises Invalid for what is no key, for a key of this site or another cosigner, for a retired one, and while another
    one is in force; Conflict where the council is not open.
    """
    cosigner = _held(cosigner)
    key = read_key(text)
    if cosigner.key and cosigner.key.public_key == key:
        return cosigner.key
    if cosigner.council.state is not CouncilState.ACTIVE:
        raise Conflict(lazy("열려 있는 골목회의에서만 할 수 있습니다."))
    if cosigner.key:
        raise Invalid(lazy("지금 쓰는 열쇠가 있습니다. 먼저 그 열쇠를 거둔 다음 새 열쇠를 등록해 주세요."))
    if key == public_key() or _is_known(cosigner.council_id, key):
        raise Invalid(lazy("이미 쓰였거나 거둔 열쇠입니다. 새 열쇠를 만들어 주세요."))
    made = CosignerKey(cosigner=cosigner, public_key=key, registered_by_id=by.id, registered_at=at)
    session().add(made)
    record("key.registered", cosigner, by=by, at=at)
    _write("cosigner.named", cosigner, key, at)
    return made


def _is_known(council_id: int, key: str) -> bool:
    of_council = select(CosignerKey.id).join(CosignerKey.cosigner).where(Cosigner.council_id == council_id)
    return session().scalars(of_council.where(CosignerKey.public_key == key)).first() is not None


def retire_key(cosigner: Cosigner, *, by: User, at: datetime) -> None:
    """Take the key out of force; without one nothing happens. Ledger entry and event key.retired."""
    cosigner = _held(cosigner)
    key = cosigner.key
    if key:
        session().add(KeyRetirement(key=key, retired_by_id=by.id, retired_at=at))
        record("key.retired", cosigner, by=by, at=at)
        _write("cosigner.retired", cosigner, key.public_key, at)


def _write(kind: str, cosigner: Cosigner, key: str, at: datetime) -> None:
    """Everybody keeps the ledger, so a key that is exchanged later is seen."""
    append(cosigner.council_id, kind, cosigner, {"party": cosigner.party, "name": cosigner.name, "key": key}, at=at)


def cosign(cosigner: Cosigner, code: str, text: str, *, by: User, at: datetime) -> Cosignature:
    """Take in the cosignature of the newest entry of the ledger, named by its code; the same again changes nothing.

    Event ledger.cosigned. Raises Invalid without a key in force, for another entry, and for a signature that does not
    fit.
    """
    cosigner = _held(cosigner)
    signature, key = read_signature(text), cosigner.key
    if key is None:
        raise Invalid(lazy("지금 쓰는 열쇠가 없습니다. 먼저 열쇠를 등록해 주세요."))
    entry = _entry(cosigner.council_id, code)
    if not is_signed(signed_text(entry.chain, entry.seq, entry.hash), signature, key.public_key):
        raise Invalid(lazy("서명이 맞지 않습니다. 보이는 글을 한 글자도 바꾸지 말고, 등록한 열쇠로 서명해 주세요."))
    signed = session().get(Cosignature, (key.id, entry.seq))
    return signed or _taken(key, entry, signature, by, at)


def _taken(key: CosignerKey, entry: LedgerEntry, signature: str, by: User, at: datetime) -> Cosignature:
    newest = head(entry.chain)
    if newest is None or newest.seq != entry.seq:
        raise Invalid(lazy("그 사이에 장부에 새 줄이 생겼습니다. 아래의 새 글을 확인하고 다시 서명해 주세요."))
    signed = Cosignature(
        key_id=key.id, seq=entry.seq, chain=entry.chain, hash=entry.hash, signature=signature, signed_at=at
    )
    session().add(signed)
    record("ledger.cosigned", key.cosigner, by=by, at=at, seq=entry.seq)
    return signed


def _entry(chain: int, code: str) -> LedgerEntry:
    """The entry of the chain that the code names. Raises Invalid for what stands in another chain, or in none."""
    digest = code.rpartition(":")[2].strip().lower()
    found = session().scalars(select(LedgerEntry).where(LedgerEntry.hash == digest)).first()
    if found is None or found.code != code.strip().lower():
        raise Invalid(lazy("공개 장부에 없는 줄입니다. 이 쪽을 새로 열어 다시 서명해 주세요."))
    if found.chain != chain:
        raise Invalid(lazy("다른 골목회의의 장부에 있는 줄입니다. 이 쪽에 보이는 글에 서명해 주세요."))
    return found


def _held(cosigner: Cosigner) -> Cosigner:
    """The cosigner as it is now, while nobody else changes what belongs to its council."""
    councils.locked_council(cosigner.council_id)
    return queries.cosigner(cosigner.id)
