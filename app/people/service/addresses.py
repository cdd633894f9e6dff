"""The e-mail address of an account: it counts when the code that was sent there has come back."""

from datetime import datetime

from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.kernel.outbox import Channel
from app.people.models import Contact, User
from app.people.queries import held, user_reached_at
from app.people.service import codes, letters

NO_ADDRESS = lazy("전자우편 주소를 적어 주세요. 예: soonja@example.org")


def ask(user: User, address: Contact, *, at: datetime) -> str:
    """Send a code to the address; returns the key that the browser must show with it.

    Says the same where the address belongs to another account: only its owner is told. Raises Invalid for a phone
    number, for the address that the account has, and as `codes.send`.
    """
    if address.channel is not Channel.EMAIL:
        raise Invalid(NO_ADDRESS)
    if address.address == user.email:
        raise Invalid(lazy("지금 쓰고 계신 주소입니다."))
    return codes.send(address, at=at, user_id=user.id)


def confirm(user: User, key: str, code: str, *, at: datetime) -> User | None:
    """Take the address that the code was sent to, and tell the old one, or the phone; None where the code is wrong.

    Raises Invalid where another account has taken the address in between.
    """
    sent = codes.redeem(key, code, at=at, user_id=user.id)
    if sent is None:
        return None
    owner = user_reached_at(sent.sent_to)
    if owner is not None and owner.id != user.id:
        raise Invalid(lazy("그 사이에 다른 계정이 이 주소를 등록했습니다. 다른 주소를 적어 주세요."))
    if owner is None:
        held(user.id)
        _change(user, sent.contact, at=at)
    return user


def drop(user: User, *, at: datetime) -> None:
    """Forget the address. Raises Invalid where there is no phone: nobody could come in any more."""
    held(user.id)
    if not user.phone:
        raise Invalid(lazy("전화번호가 없어 주소를 지울 수 없습니다. 주소를 바꾸거나 탈퇴하실 수는 있습니다."))
    if user.email:
        _change(user, None, at=at)


def _change(user: User, address: str | None, *, at: datetime) -> None:
    old = Contact(Channel.EMAIL, user.email) if user.email else user.contact
    user.email = address
    session().flush()
    if old is not None:
        letters.post_address_changed(old, at=at)
    record("account.address_changed", user, by=user, at=at)
