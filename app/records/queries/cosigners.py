"""Reads of cosigning: who cosigns a council's ledger, how far they have signed, and who could be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.councils.models import Council
from app.councils.states import CouncilState
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.i18n import lazy
from app.kernel.ledger import LedgerEntry, head
from app.kernel.policy import Policy
from app.places.models import Dong
from app.records.models import Cosignature, Cosigner, CosignerKey
from app.records.policy import COSIGNING_POLICY


@dataclass(frozen=True)
class Cosigning:
    """The cosigning of one council's ledger."""

    __policy__: ClassVar[Policy] = COSIGNING_POLICY
    council: Council


@dataclass(frozen=True)
class Standing:
    """How far a cosigner has signed: its last cosignature with the key in force, and the newest entry of the ledger."""

    cosigner: Cosigner
    last: Cosignature | None
    newest: LedgerEntry | None

    @property
    def behind(self) -> int:
        """How many entries have come since."""
        return (self.newest.seq if self.newest else 0) - (self.last.seq if self.last else 0)


def _whole() -> Select[Cosigner]:
    return select(Cosigner).options(
        joinedload(Cosigner.council).joinedload(Council.dong),
        joinedload(Cosigner.dong),
        joinedload(Cosigner.neighbour),
        selectinload(Cosigner.keys).joinedload(CosignerKey.retirement),
    )


def cosigner(cosigner_id: int) -> Cosigner:
    """The cosigner with its keys, its party, and the council whose ledger it signs; raises NotFound."""
    wanted = _whole().where(Cosigner.id == cosigner_id).execution_options(populate_existing=True)
    found = session().scalars(wanted).one_or_none()
    if found is None:
        raise NotFound(lazy("그런 공동 서명 기관이 없습니다."))
    return found


def named(council_id: int, *, dong_id: int | None = None, neighbour_id: int | None = None) -> Cosigner | None:
    """The cosigner that this party is for the council."""
    of_council = Cosigner.council_id == council_id
    party = Cosigner.dong_id == dong_id if dong_id is not None else Cosigner.neighbour_id == neighbour_id
    return session().scalars(select(Cosigner).where(of_council, party)).one_or_none()


def standing(cosigner: Cosigner) -> Standing:
    """How far this cosigner has signed."""
    last = _last_of([key.id for key in (cosigner.key,) if key])
    return Standing(cosigner, last.get(cosigner.id), head(cosigner.council_id))


def standings(council_id: int) -> list[Standing]:
    """How far each cosigner of the council's ledger has signed, in the order in which they were named."""
    found = session().scalars(_whole().where(Cosigner.council_id == council_id).order_by(Cosigner.id)).all()
    last = _last_of([one.key.id for one in found if one.key])
    newest = head(council_id)
    return [Standing(one, last.get(one.id), newest) for one in found]


def _last_of(keys: Sequence[int]) -> dict[int, Cosignature]:
    """The last cosignature of each of the keys, by its cosigner."""
    signed = select(Cosignature).join(Cosignature.key).options(contains_eager(Cosignature.key))
    found = session().scalars(signed.where(Cosignature.key_id.in_(keys)).order_by(Cosignature.seq))
    return {one.key.cosigner_id: one for one in found}


def cosignatures_of(council_id: int) -> Sequence[Cosignature]:
    """All cosignatures of the council's ledger with key and cosigner, by entry and key."""
    signed = (
        select(Cosignature)
        .join(Cosignature.key)
        .join(CosignerKey.cosigner)
        .options(contains_eager(Cosignature.key).contains_eager(CosignerKey.cosigner))
        .where(Cosigner.council_id == council_id)
    )
    return session().scalars(signed.order_by(Cosignature.seq, CosignerKey.public_key)).all()


def invitations_to(council_id: int) -> Sequence[Cosigner]:
    """For whose ledgers this council is asked to sign, or signs."""
    return session().scalars(_whole().where(Cosigner.neighbour_id == council_id).order_by(Cosigner.id)).all()


def invitable(council: Council) -> Sequence[Council]:
    """The open councils of the same gu that are not asked yet."""
    asked = select(Cosigner.neighbour_id).where(Cosigner.council_id == council.id, Cosigner.neighbour_id.is_not(None))
    gu = select(Dong.gu_id).where(Dong.id == council.dong_id).scalar_subquery()
    others = (
        select(Council)
        .join(Council.dong)
        .options(contains_eager(Council.dong))
        .where(Dong.gu_id == gu, Council.id != council.id, Council.state == CouncilState.ACTIVE)
        .where(Council.id.not_in(asked))
    )
    return session().scalars(others.order_by(Council.name, Council.id)).all()
