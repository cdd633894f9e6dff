"""A phone number or an e-mail address, however it was written."""

import re
import unicodedata
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from app.kernel.errors import Invalid
from app.kernel.i18n import lazy
from app.kernel.outbox import Channel

# 01X numbers of Korea (전기통신번호관리세칙); a landline cannot receive a message.
_MOBILE = re.compile(r"010\d{8}|01[16789]\d{7,8}")
_BETWEEN_DIGITS = re.compile(r"[\s.()·_/\-‐‑‒–—―−ー~]")
_UNREADABLE = lazy("휴대전화 번호나 전자우편 주소를 적어 주세요. 예: 010-1234-5678")
_LONGEST = 254


@dataclass(frozen=True)
class Contact:
    """Where a person is reached. A phone number is kept as digits (01012345678), an address in small letters."""

    channel: Channel
    address: str

    def __str__(self) -> str:
        """As people write it: 010-1234-5678."""
        if self.channel is Channel.EMAIL:
            return self.address
        return f"{self.address[:3]}-{self.address[3:-4]}-{self.address[-4:]}"


def contact_of(written: str) -> Contact:
    """Read what a person wrote into "전화번호 또는 전자우편".

    Takes 010-1234-5678, 010 1234 5678, +82 10 1234 5678, full-width digits, and addresses in any case.
    Raises Invalid where it is neither.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    if len(text) > _LONGEST:
        raise Invalid(_UNREADABLE)
    return Contact(Channel.EMAIL, _email(text)) if "@" in text else Contact(Channel.SMS, _phone(text))


def _email(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise Invalid(_UNREADABLE) from error


def _phone(text: str) -> str:
    digits = re.sub(r"^(\+|00)?82\(?0?\)?", "0", _BETWEEN_DIGITS.sub("", text))
    if not (digits.isascii() and _MOBILE.fullmatch(digits)):
        raise Invalid(_UNREADABLE)
    return digits
