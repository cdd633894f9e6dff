"""The ballot: its form, casting it, and its receipt.

The form carries a random nonce, bound by a MAC to the voter and the poll. The hash of the nonce is the key of the
ballot in the box, its text is the receipt, and sending it again is harmless: one value is key, receipt and
idempotency. What is written here holds no time, no serial number and no name, and no event tells of it.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import bindparam, insert, select, update

from app.councils.queries import person_in
from app.kernel import chance
from app.kernel.clock import database_now
from app.kernel.db import Askable, Prepared, session
from app.kernel.errors import Conflict, Forbidden, Invalid
from app.kernel.i18n import _
from app.kernel.security import keyed_hash, same
from app.people.models import User
from app.polls.methods import METHODS, Misread
from app.polls.methods.rules import Rules
from app.polls.models import Ballot, Poll, RollEntry
from app.polls.service.misread import why_misread
from app.polls.service.open_box import Clock, Held, hold, opened
from app.polls.service.receipts import Receipt, grouped, nonce_hash
from app.polls.states import Channel

_PERSON = (RollEntry.poll_id == bindparam("poll"), RollEntry.person_key == bindparam("person"))
MARK_ROLL = Prepared(update(RollEntry).where(*_PERSON, RollEntry.channel.is_(None)).values(channel=bindparam("used")))
USED = Prepared(select(RollEntry.channel).where(*_PERSON))
_KEPT = Prepared(
    select(Ballot.nonce_hash).where(Ballot.poll_id == bindparam("poll"), Ballot.nonce_hash == bindparam("nonce"))
)
_PUT_IN_BOX = Prepared(insert(Ballot))
_written = json.JSONEncoder(separators=(",", ":")).encode


class AlreadyVoted(Conflict):
    """The roll says that the person has taken part; `channel` is how."""

    def __init__(self, channel: Channel) -> None:
        """The sentence names the channel."""
        super().__init__(_("이미 투표하셨습니다(%(channel)s). 한 사람은 한 번만 투표합니다.", channel=channel.label))
        self.channel = channel


class Person(Protocol):
    """Whoever votes: to the box, a number."""

    @property
    def id(self) -> int:
        """The number of the account."""


@dataclass(frozen=True)
class Helped:
    """Somebody on the roll at the device of a helper, from the moment it is handed over until its screen is cleared."""

    id: int
    person_id: int  # whom the account counts as
    helper_id: int
    turn: str  # of chance, another one each time the device is handed over


@dataclass(frozen=True)
class Standing:
    """One person's own line of the roll."""

    is_on_roll: bool
    channel: Channel | None

    @property
    def has_voted(self) -> bool:
        """Whether a ballot was given, through whichever channel."""
        return self.channel is not None


def person_key(user: User | Helped, poll: Poll) -> str:
    """The person's name on the roll of this poll, and of no other: HMAC-SHA-256 under the pepper, hex.

    A person with two accounts has one name.
    """
    return key_on_roll(counted_as(user, poll), poll.id)


def key_on_roll(person_id: int, poll_id: int) -> str:
    """As `person_key`, by numbers."""
    return keyed_hash("roll", str(poll_id), str(person_id))


def counted_as(user: User | Helped, poll: Poll) -> int:
    """The number of the person whose account it is."""
    return user.person_id if isinstance(user, Helped) else person_in(user, poll.council_id)


def ballot_form(poll: Poll, user: User | Helped) -> str:
    """A new paper for the hidden field of the ballot page: 128 random bits, bound to account, person and poll.

    For somebody Helped also to the channel, the helper and this turn at the device. It names the person, so that
    casting need not ask who has two accounts.
    """
    return form_for(user, counted_as(user, poll), poll.id)


def form_for(account: Person, person_id: int, poll_id: int) -> str:
    """As `ballot_form`, of an account whose person is known."""
    nonce = base64.b32encode(base64.urlsafe_b64decode(chance.token(16) + "==")).decode().rstrip("=")
    return f"{nonce}.{person_id}.{_seal(poll_id, account, person_id, nonce)}"


def receipt_of(poll_id: int, form: str, person: Person) -> Receipt:
    """The receipt that the form will have when its ballot is in the box. Raises Invalid where it is not theirs."""
    nonce, _person_id = _read(form, poll_id, person)
    return Receipt(grouped(nonce), poll_id)


def cast(
    poll_id: int,
    marks: Sequence[int],
    *,
    form: str,
    by: Person,
    clock: Clock = database_now,
    connection: Askable | None = None,
    held: Held | None = None,
) -> Receipt:
    """Put a ballot in the box, once. `marks` are positions of options, or BLANK alone.

    On the `connection` of a short transaction, which may have `held` the poll, else on that of the session.

    The roll is marked ASSISTED for somebody Helped, ONLINE for everybody else.
    Raises Invalid for a form that is not this person's for this poll, this channel and, with help, this turn at the
    device, and for marks that are no ballot; Conflict where the box is not open or the rules do not name the
    channel, AlreadyVoted where the person has voted with another form or was handed paper;
    Forbidden for whoever is not on the roll.
    In each case nothing is kept and, where nothing was kept before, the person can still vote.
    """
    nonce, person_id = _read(form, poll_id, by)
    connection = connection or session().connection()
    hashed = nonce_hash(poll_id, nonce)
    receipt = Receipt(grouped(nonce), poll_id)
    channel = _channel(by)
    try:
        method, sheet = opened(held or hold(connection, poll_id), connection, clock)
        paper = _paper(marks, method, sheet, channel)
    except Conflict:
        if _is_kept(connection, poll_id, hashed):
            return receipt
        raise
    person = {"poll": poll_id, "person": key_on_roll(person_id, poll_id)}
    if MARK_ROLL(connection, used=channel, **person).rowcount == 1:
        _PUT_IN_BOX(connection, poll_id=poll_id, nonce_hash=hashed, marks=paper)
    elif not _is_kept(connection, poll_id, hashed):
        raise _refusal(connection, person)
    return receipt


def standing(poll: Poll, user: User | Helped) -> Standing:
    """The person's own line of the roll, for nobody else's eyes."""
    person = {"poll": poll.id, "person": person_key(user, poll)}
    row = USED(session().connection(), **person).fetchone()
    return Standing(row is not None, Channel(row[0]) if row and row[0] else None)


def _channel(by: Person) -> Channel:
    return Channel.ASSISTED if isinstance(by, Helped) else Channel.ONLINE


def _paper(marks: Sequence[int], method: str, sheet: str, channel: Channel) -> str:
    rules, positions, channels = _frozen(sheet)
    if channel not in channels:
        raise Conflict(_("도움 받아 하는 투표를 받지 않는 투표입니다."))
    read = METHODS[method].read(marks, positions, rules)
    if isinstance(read, Misread):
        raise Invalid(why_misread(read, METHODS[method], rules))
    return _written(read)


@lru_cache(maxsize=64)
def _frozen(sheet: str) -> tuple[Rules, range, frozenset[str]]:
    """Rules, positions of the options, and channels of a sheet: that of an opened poll never changes."""
    written = json.loads(sheet)
    return Rules.from_sheet(written), range(1, len(written["options"]) + 1), frozenset(written["channels"])


def _is_kept(connection: Askable, poll_id: int, hashed: str) -> bool:
    return _KEPT(connection, poll=poll_id, nonce=hashed).fetchone() is not None


def _refusal(connection: Askable, person: dict[str, Any]) -> Conflict | Forbidden:
    row = USED(connection, **person).fetchone()
    if row is None:
        return Forbidden(_("이 투표의 투표인명부에 없습니다. 명부는 투표가 열릴 때 확인된 주민으로 만들었습니다."))
    return AlreadyVoted(Channel(row[0]))


def _read(form: str, poll_id: int, by: Person) -> tuple[str, int]:
    """The nonce of the form and the person whom it was made for."""
    nonce, person_id, seal = (*form.split("."), "", "")[:3]
    if not same(seal, _seal(poll_id, by, person_id, nonce)):
        raise Invalid(_("투표용지가 맞지 않아 표를 받지 않았습니다. 쪽을 새로 열어 다시 투표해 주세요."))
    return nonce, int(person_id)


def _seal(poll_id: int, by: Person, person_id: int | str, nonce: str) -> str:
    bound = (str(poll_id), str(by.id), str(person_id))
    if isinstance(by, Helped):
        return keyed_hash("ballot form of somebody helped", *bound, str(by.helper_id), by.turn, nonce)
    return keyed_hash("ballot form", *bound, nonce)
