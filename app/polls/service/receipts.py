"""Receipts: a ballot's number, the same in six Korean words, and whether the ballot is in the box.

The words are the first 48 bits of the hash under which the ballot lies in the box: three times an adjective and a noun,
8 bits each. Among 100,000 ballots of one poll two share all six words with a chance of 1 in 56,000 (n²/2⁴⁹); then
both are in the box, and what is said of the words is true. The number has all 128 bits: whoever doubts the server
itself, which could look for two ballots with the same words, compares numbers.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from sqlalchemy import Select, select

from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.i18n import _
from app.polls.models import Ballot, Poll
from app.polls.service.words import ADJECTIVES, NOUNS
from app.polls.states import PollState

NUMBER_LENGTH, HASH_LENGTH, WORD_COUNT = 26, 64, 6
_LOOKALIKES = str.maketrans("018", "OIB")  # a number has no 0, 1 or 8: whoever types one means the letter
_LISTS = (ADJECTIVES, NOUNS)
_PLACES = tuple({word: place for place, word in enumerate(words)} for words in _LISTS)


@dataclass(frozen=True)
class Receipt:
    """투표확인증: proof that a ballot is in the box, never of what it says."""

    code: str
    poll_id: int

    @property
    def pairs(self) -> list[str]:
        """The three pairs of words, "adjective noun"."""
        return pairs_of(nonce_hash(self.poll_id, nonce_of(self.code)))


def nonce_hash(poll_id: int, nonce: str) -> str:
    """The key of a ballot in the box: SHA-256, hex."""
    return hashlib.sha256(f"{poll_id}\n{nonce}".encode()).hexdigest()


def grouped(nonce: str) -> str:
    """The number of a receipt as it is shown."""
    return "-".join(nonce[start : start + 4] for start in range(0, len(nonce), 4))


def nonce_of(typed: str) -> str:
    """The nonce of a number as a person has typed it, or of the address in a receipt's QR code."""
    return re.sub(r"[^A-Z2-7]", "", typed.rpartition("#")[2].upper().translate(_LOOKALIKES))


def pairs_of(hashed: str) -> list[str]:
    """The words of the ballot with this hash."""
    numbers = bytes.fromhex(hashed)[:WORD_COUNT]
    return [f"{ADJECTIVES[one]} {NOUNS[other]}" for one, other in zip(numbers[::2], numbers[1::2], strict=True)]


def in_the_box(poll_id: int, codes: Sequence[str]) -> str | None:
    """The one of a person's numbers whose ballot is in the box: every read-back has a number, one of them a ballot."""
    hashes = {nonce_hash(poll_id, nonce_of(code)): code for code in codes}
    known = select(Ballot.nonce_hash).where(Ballot.poll_id == poll_id, Ballot.nonce_hash.in_(hashes))
    return next((hashes[found] for found in session().scalars(known)), None)


def receipt_standing(poll_id: int, typed: str) -> Literal["in", "out", "kept"]:
    """Where the ballot of these words or this number is: "kept" in a box still open, "in" the count, or "out" of both.

    Raises Invalid, with what to look at again, for what can be no receipt.
    """
    if session().scalar(ballots_of(poll_id, typed)) is None:
        return "out"
    state = session().scalar(select(Poll.state).where(Poll.id == poll_id))
    return "in" if state in (PollState.CLOSED, PollState.CERTIFIED) else "kept"


def ballots_of(poll_id: int, typed: str) -> Select[str]:
    """The query for the ballots of these words, or for the one of this number: a range of the box's key."""
    hashed = _prefix(poll_id, unicodedata.normalize("NFC", typed))
    first, last = hashed.ljust(HASH_LENGTH, "0"), hashed.ljust(HASH_LENGTH, "f")
    return select(Ballot.nonce_hash).where(Ballot.poll_id == poll_id, Ballot.nonce_hash.between(first, last)).limit(1)


def _prefix(poll_id: int, typed: str) -> str:
    """What the hash of the ballot begins with."""
    pieces = re.findall(r"[가-힣]+", typed)
    if pieces:
        return _read(pieces).hex()
    nonce = nonce_of(typed)
    if not nonce:
        raise Invalid(_("접수증의 낱말 여섯 개나 자세한 번호를 적어 주세요."))
    if len(nonce) != NUMBER_LENGTH:
        needed, count = NUMBER_LENGTH, len(nonce)
        raise Invalid(_("자세한 번호는 %(needed)d자인데 %(count)d자를 적으셨습니다.", needed=needed, count=count))
    return nonce_hash(poll_id, nonce)


def _read(pieces: Sequence[str]) -> bytes:
    """The numbers of the words in what stands between blanks, wherever the blanks are."""
    text, at, numbers = "".join(pieces), 0, bytearray()
    while at < len(text) and len(numbers) < WORD_COUNT:
        places = _PLACES[len(numbers) % 2]
        word = next((text[at : at + size] for size in (2, 3, 4) if text[at : at + size] in places), None)
        if word is None:
            raise Invalid(_why_unread(*_unknown(pieces, at, len(numbers))))
        numbers.append(places[word])
        at += len(word)
    if len(numbers) < WORD_COUNT:
        raise Invalid(_("낱말이 %(count)d개입니다. 접수증의 낱말 여섯 개를 모두 적어 주세요.", count=len(numbers)))
    if at < len(text):
        raise Invalid(_("낱말이 여섯 개보다 많습니다. 접수증의 낱말 여섯 개만 적어 주세요."))
    return bytes(numbers)


def _unknown(pieces: Sequence[str], at: int, count: int) -> tuple[str, int]:
    """The piece that is no word, and the turn at which it stands; read up to `at`, with `count` words before it."""
    if len(pieces) == WORD_COUNT:
        return next((piece, turn) for turn, piece in enumerate(pieces) if piece not in _PLACES[turn % 2])
    for piece in pieces:
        if at < len(piece):
            break
        at -= len(piece)
    return piece[at:], count


def _why_unread(word: str, turn: int) -> str:
    if word in _PLACES[1 - turn % 2]:
        return _("차례가 접수증과 다릅니다: %(word)s. 빠진 낱말이 없는지 보고 적힌 차례대로 적어 주세요.", word=word)
    spelled = {unicodedata.normalize("NFD", known): known for known in _LISTS[turn % 2]}
    near = get_close_matches(unicodedata.normalize("NFD", word), spelled, n=1, cutoff=0.7)
    if near:
        return _("접수증에 쓰지 않는 낱말입니다: %(word)s. 혹시 %(near)s 아닌가요?", word=word, near=spelled[near[0]])
    return _("접수증에 쓰지 않는 낱말입니다: %(word)s. 접수증의 글자를 다시 봐 주세요.", word=word)
