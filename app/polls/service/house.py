"""What must hold of the house that a box stands in before a result is given or made final: the ledger and the database.

Neither is of one poll alone. A box ends in time whatever they say: it is the result that waits.
"""

from app.kernel.i18n import _
from app.kernel.ledger import ends_with_our_key, first_broken
from app.polls.models import Poll
from app.polls.service.invariants import refuse_for
from app.polls.service.secrecy import weaknesses


def refuse_if_house_breached(poll: Poll) -> None:
    """Raise Breached while the ledger of the poll's council is not whole and ours, or the database could tell of
    ballots."""
    refuse_for([*(of_ledger(poll.council_id) or of_signer(poll.council_id)), *of_database()])


def of_ledger(council_id: int) -> list[str]:
    """(9), as far as it is the ledger's own: a sentence where the council's chain is not whole."""
    broken = first_broken(council_id)
    return [] if broken is None else [_("(9) 공개 장부의 %(seq)d번째 줄이 고쳐졌거나 빠졌습니다.", seq=broken)]


def of_signer(council_id: int) -> list[str]:
    """(9), too: a sentence where somebody with another key has signed the end of the chain anew.

    Whoever has lost the signing key says so in the settings; then the end may still be of the old one.
    """
    if ends_with_our_key(council_id):
        return []
    return [_("(9) 공개 장부의 마지막 줄이 이 서버의 열쇠로 서명되지 않았습니다.")]


def of_database() -> list[str]:
    """(10): a sentence for each thing that could tell the order or the owner of a ballot."""
    return [f"(10) {sentence}" for sentence in weaknesses()]
