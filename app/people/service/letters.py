"""The words of the few messages that go to one person about the account, in both languages at once.

The reader of a code may not have chosen a language yet, so no catalogue can serve. A text message holds
90 bytes in the encoding of the networks (CP949); what is longer costs three times as much.
"""

from datetime import date, datetime

from app.kernel.outbox import Channel, post
from app.people.models import Contact

_SUBJECT = "[골목회의] 인증번호 · Golmok code"
_CODE = {
    Channel.SMS: "[골목회의] 인증번호 {code}\n10분 안에 넣어 주세요.\nGolmok code, 10 minutes",
    Channel.EMAIL: (
        "인증번호는 {code} 입니다. 10분 안에 넣어 주세요.\n"
        "직접 청하지 않으셨으면 이 편지를 버리시면 됩니다. 번호를 아무에게도 알려 주지 마세요.\n\n"
        "Your Golmok code is {code}. It is good for 10 minutes.\n"
        "If you did not ask for it, ignore this letter. Tell the code to nobody.\n"
    ),
}
_HAS_ACCOUNT = {
    Channel.SMS: "[골목회의] 이미 등록하셨습니다.\n인증번호 {code} 넣으면 로그인됩니다.\nAlready registered",
    Channel.EMAIL: (
        "이 주소는 이미 등록되어 있습니다. 인증번호 {code}를 10분 안에 넣으면 그대로 로그인됩니다.\n"
        "직접 등록하지 않으셨으면 이 편지를 버리시면 됩니다. 바뀐 것은 없습니다.\n\n"
        "This address has a Golmok account already. Enter {code} within 10 minutes to sign in to it.\n"
        "If it was not you, ignore this letter: nothing has changed.\n"
    ),
}
_NO_ACCOUNT = {
    Channel.SMS: "[골목회의] 아직 등록되지 않은 번호입니다. 먼저 주민 등록을 해 주세요.\nGolmok: no account",
    Channel.EMAIL: (
        "이 주소로 등록된 주민이 없습니다. 먼저 ‘주민 등록’을 해 주세요. 다른 연락처로 등록하셨을 수도 있습니다.\n\n"
        "There is no Golmok account with this address. Please register first, or try your other contact.\n"
    ),
}
_PASSWORD_CHANGED = {
    Channel.SMS: "[골목회의] 비밀번호를 바꿨습니다. 본인이 아니면 인증번호로 로그인해 바꾸세요.",
    Channel.EMAIL: (
        "비밀번호를 바꿨습니다. 본인이 아니면 인증번호로 로그인해 새 비밀번호를 정해 주세요.\n\n"
        "Your Golmok password was changed. If it was not you, sign in with a one-time code and set a new one.\n"
    ),
}
_TAKE_ADDRESS = (
    "이 주소를 골목회의 계정에 등록하려면 인증번호 {code} 를 10분 안에 넣어 주세요.\n"
    "직접 청하지 않으셨으면 이 편지를 버리시면 됩니다. 번호를 아무에게도 알려 주지 마세요.\n\n"
    "Enter {code} within 10 minutes to add this address to your Golmok account.\n"
    "If you did not ask for it, ignore this letter. Tell the code to nobody.\n"
)
_ADDRESS_IS_TAKEN = (
    "누군가 이 주소를 다른 골목회의 계정에 등록하려고 했습니다. 이 주소는 이미 등록되어 있어 바뀐 것이 없습니다.\n"
    "본인이 하셨으면 이 주소로 로그인해 주소를 바꾸거나 탈퇴하신 뒤에 다시 해 주세요.\n\n"
    "Somebody tried to add this address to another Golmok account. It has an account already: nothing has changed.\n"
    "If it was you, sign in with this address, change it there or leave, and then try again.\n"
)
_ADDRESS_CHANGED = {
    Channel.SMS: "[골목회의] 전자우편 주소를 바꿨습니다. 본인이 아니면 ‘내 정보’를 보세요.",
    Channel.EMAIL: (
        "골목회의 계정의 전자우편 주소를 바꿨습니다. 앞으로는 이 주소로 편지가 가지 않습니다.\n"
        "본인이 아니면 동주민센터나 운영자에게 바로 알려 주세요.\n\n"
        "The e-mail address of your Golmok account was changed. No more letters will come here.\n"
        "If it was not you, tell the community centre or the operator at once.\n"
    ),
}
_TOKEN_MADE = {
    Channel.SMS: "[골목회의] 프로그램 토큰을 만들었습니다. 본인이 아니면 ‘내 정보’에서 거두세요.",
    Channel.EMAIL: (
        "프로그램이 나를 대신해 글을 쓸 수 있는 토큰을 만들었습니다. {until}까지 쓸 수 있습니다.\n"
        "본인이 아니면 ‘내 정보’의 ‘토큰’에서 거두고 비밀번호를 바꿔 주세요.\n\n"
        "A token was made with which a program can write for you at Golmok, until {until}.\n"
        "If it was not you, take it back under ‘My account’, ‘Tokens’, and change your password.\n"
    ),
}


def post_code(contact: Contact, code: str, *, is_known: bool, is_registering: bool, at: datetime) -> None:
    """Send the code, or say that there is no account to sign in to."""
    surprise = _HAS_ACCOUNT if is_known else _NO_ACCOUNT
    words = surprise if is_known == is_registering else _CODE
    post(contact.channel, contact.address, _SUBJECT, words[contact.channel].format(code=code), at=at)


def post_address_code(contact: Contact, code: str, *, is_taken: bool, at: datetime) -> None:
    """Send the code with which an account takes the address, or tell its owner that somebody else tried to."""
    words = _ADDRESS_IS_TAKEN if is_taken else _TAKE_ADDRESS.format(code=code)
    post(contact.channel, contact.address, _SUBJECT, words, at=at)


def post_address_changed(contact: Contact, *, at: datetime) -> None:
    """Tell the owner at the old address, or by phone; the new address is not named."""
    subject = "[골목회의] 전자우편 주소를 바꿨습니다 · Golmok address changed"
    post(contact.channel, contact.address, subject, _ADDRESS_CHANGED[contact.channel], at=at)


def post_password_changed(contact: Contact, *, at: datetime) -> None:
    """Tell the owner, who may not be the person who did it."""
    subject = "[골목회의] 비밀번호를 바꿨습니다 · Golmok password changed"
    post(contact.channel, contact.address, subject, _PASSWORD_CHANGED[contact.channel], at=at)


def post_token_made(contact: Contact, until: date, *, at: datetime) -> None:
    """Tell the owner, who may not be the person who made it; the name that it was given stays on the page."""
    subject = "[골목회의] 프로그램 토큰을 만들었습니다 · Golmok token made"
    words = _TOKEN_MADE[contact.channel].format(until=until.isoformat())
    post(contact.channel, contact.address, subject, words, at=at)
