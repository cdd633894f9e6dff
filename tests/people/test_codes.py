"""Coming in with a one-time code."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.people.models import Contact, OneTimeCode, User, contact_of
from app.people.models.users import HOLD, MOST_CODE_ATTEMPTS
from app.people.service import accounts, codes
from app.people.service.codes import DOUBLE_PRESS, LIFETIME, MOST_SENT, WINDOW
from tests import factories
from tests.browsing import submit
from tests.conftest import rows
from tests.factories.people import a_user_with_password, letters_to, the_code_sent_to

DOOR, CODE = "/sign-in", "/sign-in/code"
PHONE = "01012345678"
AT = clock.now()


def a_contact() -> Contact:
    return contact_of(PHONE)


def plain(page: str) -> str:
    """The page without what differs in every answer."""
    return re.sub(r'value="[^"]*"', "", page)


def ask_for_a_code(client: Any, contact: str = PHONE, url: str = DOOR) -> Any:
    return submit(client, url, DOOR, contact=contact, by_code="1")


def test_asking_for_a_code_looks_the_same_with_and_without_an_account(app: Flask) -> None:
    factories.a_user(phone=PHONE)
    known, unknown = app.test_client(), app.test_client()
    answers = [ask_for_a_code(known), ask_for_a_code(unknown, "01077776666")]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/sign-in/code?next=/")}
    pages = [plain(browser.get(CODE).text) for browser in (known, unknown)]
    assert pages[0] == pages[1].replace("010-7777-6666", "010-1234-5678")
    assert "아직 등록되지 않은" in letters_to("01077776666")[0].body
    assert not re.search(r"\d{6}", letters_to("01077776666")[0].body)


def test_a_code_opens_the_door_while_the_password_is_held(client: Any) -> None:
    a_user_with_password(phone=PHONE, held_until=clock.now() + HOLD)
    ask_for_a_code(client)
    assert submit(client, CODE, CODE, code=the_code_sent_to(PHONE)).status_code == 303
    assert client.get("/account").status_code == 200


def test_a_code_that_nobody_was_told_opens_nothing(app: Flask) -> None:
    with transaction():
        key = codes.send(a_contact(), at=AT)
    sent = session().scalars(OneTimeCode.__table__.select()).all()
    assert len(sent) == 1
    for code in ("000000", "123456"):
        with transaction():
            assert accounts.enter_with_code(key, code, at=AT) is None
    assert rows("device") == []


def test_a_code_is_not_kept_readable(app: Flask) -> None:
    factories.a_user(phone=PHONE)
    with transaction():
        codes.send(a_contact(), at=AT)
    assert the_code_sent_to(PHONE) not in str(rows("one_time_code"))


def a_sent_code() -> tuple[str, str]:
    factories.a_user(phone=PHONE)
    with transaction():
        key = codes.send(a_contact(), at=AT)
    return key, the_code_sent_to(PHONE)


def enter(key: str, code: str, at: Any = AT) -> User | None:
    with transaction():
        return accounts.enter_with_code(key, code, at=at)


def test_a_code_opens_once(app: Flask) -> None:
    key, code = a_sent_code()
    assert enter(key, code) is not None
    assert enter(key, code, AT + DOUBLE_PRESS) is None


def test_a_second_press_within_the_same_minute_is_harmless(app: Flask) -> None:
    key, code = a_sent_code()
    assert enter(key, code) is not None
    assert enter(key, code, AT + DOUBLE_PRESS / 2) is not None


def test_a_code_is_good_for_ten_minutes(app: Flask) -> None:
    key, code = a_sent_code()
    assert enter(key, code, AT + LIFETIME) is None
    assert enter(key, code, AT + LIFETIME - timedelta(seconds=1)) is not None


def test_five_wrong_tries_spoil_a_code(app: Flask) -> None:
    key, code = a_sent_code()
    wrong = "000000" if code != "000000" else "000001"
    for _time in range(MOST_CODE_ATTEMPTS):
        assert enter(key, wrong) is None
    assert enter(key, code) is None


def test_a_code_is_of_no_use_with_the_key_of_another_browser(app: Flask) -> None:
    _key, code = a_sent_code()
    with transaction():
        other = codes.send(contact_of("other@example.org"), at=AT)
    assert enter(other, code) is None
    assert enter("no key at all", code) is None


def test_three_codes_in_a_quarter_of_an_hour_are_enough(app: Flask) -> None:
    for _time in range(MOST_SENT):
        with transaction():
            codes.send(a_contact(), at=AT)

    def send(at: Any) -> None:
        with transaction():
            codes.send(a_contact(), at=at)

    with pytest.raises(Invalid):
        send(AT + WINDOW / 2)
    send(AT + WINDOW)
    assert len(letters_to(PHONE)) == MOST_SENT + 1


def test_who_asks_for_too_many_codes_is_told_to_wait(client: Any) -> None:
    for _time in range(MOST_SENT):
        ask_for_a_code(client)
    answer = ask_for_a_code(client)
    assert answer.status_code == 422
    assert "15분 뒤에 다시" in answer.text
    again = submit(client, CODE, "/sign-in/codes")
    assert again.status_code == 422
    assert len(letters_to(PHONE)) == MOST_SENT


def test_a_wrong_code_is_said_on_the_page_and_the_right_one_still_opens(client: Any) -> None:
    factories.a_user(phone=PHONE)
    ask_for_a_code(client)
    code = the_code_sent_to(PHONE)
    wrong = "000000" if code != "000000" else "000001"
    answer = submit(client, CODE, CODE, code=wrong)
    assert answer.status_code == 422
    assert "인증번호가 맞지 않습니다" in answer.text
    assert rows("one_time_code")[0].attempts == 1
    assert submit(client, CODE, CODE, code="").status_code == 422
    spaced = f" {code[:3]} {code[3:]} "
    assert submit(client, CODE, CODE, code=spaced).status_code == 303


def test_another_code_comes_to_the_same_place(client: Any) -> None:
    factories.a_user(phone=PHONE)
    ask_for_a_code(client, url=f"{DOOR}?next=/mine")
    answer = submit(client, f"{CODE}?next=/mine", "/sign-in/codes")
    assert answer.location == f"{CODE}?next=/mine"
    assert len(letters_to(PHONE)) == 2
    assert submit(client, f"{CODE}?next=/mine", CODE, code=the_code_sent_to(PHONE)).location == "/mine"


def test_another_code_for_nobody_leads_back_to_the_door(client: Any) -> None:
    with client.session_transaction() as cookie:
        cookie["code_key"] = "forged"
    page = client.get(DOOR).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    assert client.post("/sign-in/codes", data={"csrf_token": token}).location == "/sign-in"
    assert client.get(CODE).location == "/sign-in"


@pytest.mark.parametrize("registering", [True, False])
@pytest.mark.parametrize("known", [True, False])
def test_a_text_message_fits_into_one(app: Flask, known: bool, registering: bool) -> None:
    """Ninety bytes in the encoding of the networks; longer ones cost three times as much."""
    if known:
        factories.a_user(phone=PHONE)
    with transaction():
        codes.send(a_contact(), at=AT, newcomer=accounts.newcomer("김순자") if registering else None)
    body = letters_to(PHONE)[0].body
    assert len(body.encode("cp949")) <= 90
    assert re.search("[가-힣]", body)
    assert re.search("[A-Za-z]{5}", body)


def test_a_letter_says_the_code_in_both_languages(app: Flask) -> None:
    factories.a_user(email="soonja@example.org")
    with transaction():
        codes.send(contact_of("soonja@example.org"), at=AT)
    (letter,) = letters_to("soonja@example.org")
    assert letter.body.count(the_code_sent_to("soonja@example.org")) == 2
    assert "코드" in letter.subject or "인증번호" in letter.subject


def test_a_code_for_an_unreadable_contact_is_not_sent(client: Any) -> None:
    answer = ask_for_a_code(client, "전화")
    assert answer.status_code == 422
    assert "010-1234-5678" in answer.text
