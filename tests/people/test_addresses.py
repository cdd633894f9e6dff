"""Taking and changing the e-mail address of an account: it counts when the code that was sent there has come back."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.people.models import Contact, OneTimeCode, User, contact_of
from app.people.service import accounts, addresses, codes
from app.people.service.codes import MOST_SENT, WINDOW
from tests import factories
from tests.browsing import submit
from tests.conftest import rows
from tests.factories.people import PASSWORD, a_browser_of, a_user_with_password, letters_to, the_code_sent_to

PAGE, CODE = "/account/address", "/account/address/code"
PHONE, NEW, OLD = "01012345678", "soonja@example.org", "old@example.org"
AT = clock.now()


@pytest.fixture
def reached_by_phone(app: Flask) -> User:
    return factories.a_user(phone=PHONE, email=None)


def sitting_at(app: Flask, user: User) -> Any:
    """A browser in which the user came in with a code just now."""
    return a_browser_of(app.test_client(), user, by_code=True)


def address_of(user: User) -> str | None:
    session().expire_all()
    email: str | None = session().get_one(User, user.id).email
    return email


def asked(user: User, address: str = NEW, at: Any = AT) -> str:
    with transaction():
        return addresses.ask(session().get_one(User, user.id), contact_of(address), at=at)


def confirmed(user: User, key: str, code: str, at: Any = AT) -> User | None:
    with transaction():
        return addresses.confirm(session().get_one(User, user.id), key, code, at=at)


def test_who_registered_by_phone_takes_an_address_and_the_phone_is_told(app: Flask, reached_by_phone: User) -> None:
    browser = sitting_at(app, reached_by_phone)
    assert "주소가 없어" in browser.get("/account").text
    answer = submit(browser, PAGE, PAGE, contact="Soonja@Example.org")
    assert (answer.status_code, answer.location) == (303, CODE)
    assert address_of(reached_by_phone) is None, "an address counts when it is proved"
    answer = submit(browser, CODE, CODE, code=the_code_sent_to(NEW))
    assert (answer.status_code, answer.location) == (303, "/account")
    assert address_of(reached_by_phone) == NEW
    assert NEW in browser.get("/account").text
    (text,) = letters_to(PHONE)
    assert "전자우편 주소" in text.body
    assert NEW not in text.body
    assert len(text.body.encode("cp949")) <= 90


def test_an_address_is_changed_and_the_old_one_is_told_once(app: Flask) -> None:
    user = a_user_with_password(phone=None, email=OLD)
    browser = a_browser_of(app.test_client(), user)
    submit(browser, PAGE, PAGE, current=PASSWORD, contact=NEW)
    code = the_code_sent_to(NEW)
    page = browser.get(CODE).text
    assert NEW in page
    twin = app.test_client()
    twin._cookies = dict(browser._cookies)
    answers = [submit(one, CODE, CODE, code=code).status_code for one in (browser, twin)]
    assert answers == [303, 303], "a second press changes nothing and frightens nobody"
    assert address_of(user) == NEW
    (letter,) = letters_to(OLD)
    assert "바꿨습니다" in letter.body
    assert NEW not in letter.body
    with transaction():
        key = codes.send(contact_of(NEW), at=AT + WINDOW)
    with transaction():
        assert accounts.enter_with_code(key, the_code_sent_to(NEW), at=AT + WINDOW).id == user.id
    (event,) = [row for row in rows("event") if row.action == "account.address_changed"]
    assert "@" not in str(event.facts)


def test_whoever_finds_the_browser_open_takes_no_address_without_the_password(app: Flask) -> None:
    user = a_user_with_password(email=OLD)
    browser = a_browser_of(app.test_client(), user)
    for wrong in ("", "아닌 비밀번호"):
        answer = submit(browser, PAGE, PAGE, current=wrong, contact=NEW)
        assert answer.status_code == 422
        assert 'id="current-error"' in answer.text
    assert letters_to(NEW) == []
    assert session().query(User).one().failed_sign_ins == 2, "guesses count as at the door"
    without = factories.a_user(phone=PHONE, email=None)
    page = a_browser_of(app.test_client(), without).get(PAGE)
    assert 'name="contact"' not in page.text
    assert "/sign-in?next=/account/address" in page.text


def test_an_address_of_another_account_gets_the_same_answer_and_only_its_owner_is_told(
    app: Flask, reached_by_phone: User
) -> None:
    factories.a_user(email="taken@example.org")
    answers, pages = [], []
    for address in ("taken@example.org", "spare@example.org"):
        browser = sitting_at(app, reached_by_phone)
        answer = submit(browser, PAGE, PAGE, contact=address)
        answers.append((answer.status_code, answer.location))
        pages.append([line for line in browser.get(CODE).text.replace(address, "").splitlines() if "csrf" not in line])
    assert answers[0] == answers[1]
    assert pages[0] == pages[1]
    (letter,) = letters_to("taken@example.org")
    assert "이미" in letter.body
    assert not any(word.isdigit() and len(word) == 6 for word in letter.body.replace(".", " ").split())


def test_two_accounts_that_prove_one_address_do_not_share_it(app: Flask, reached_by_phone: User) -> None:
    other = factories.a_user(phone="01099998888", email=None)
    first, second = asked(reached_by_phone), asked(other)
    (early, late) = [letter.body for letter in letters_to(NEW)]
    assert early != late
    code = the_code_sent_to(NEW)
    assert confirmed(other, second, code) is not None
    first_code = next(word.strip(".") for word in early.split() if word.strip(".").isdigit() and len(word) >= 6)
    with pytest.raises(Invalid):
        confirmed(reached_by_phone, first, first_code)
    assert (address_of(reached_by_phone), address_of(other)) == (None, NEW)


def test_a_code_for_an_address_neither_opens_the_door_nor_serves_another_account(
    app: Flask, reached_by_phone: User
) -> None:
    other = factories.a_user(phone="01099998888", email=None)
    key = asked(reached_by_phone)
    code = the_code_sent_to(NEW)
    with transaction():
        assert accounts.enter_with_code(key, code, at=AT) is None
    assert confirmed(other, key, code) is None
    assert confirmed(reached_by_phone, key, code) is not None
    assert len(rows("user")) == 2


def test_a_code_for_the_door_takes_no_address(app: Flask, reached_by_phone: User) -> None:
    with transaction():
        key = codes.send(contact_of(NEW), at=AT, newcomer=accounts.newcomer("다른 사람"))
    assert confirmed(reached_by_phone, key, the_code_sent_to(NEW)) is None
    assert address_of(reached_by_phone) is None


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("010-9999-8888", "전자우편 주소를 적어"),
        ("주소", "전자우편 주소를 적어"),
        ("@골목", "전자우편 주소"),
        ("", "이 칸을 채워"),
        (OLD, "지금 쓰고 계신"),
    ],
)
def test_what_is_no_new_address_is_said_on_the_page(app: Flask, written: str, sentence: str) -> None:
    user = factories.a_user(phone=PHONE, email=OLD)
    answer = submit(sitting_at(app, user), PAGE, PAGE, contact=written)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert rows("message") == []


def test_a_person_sends_no_more_codes_than_one_needs_wherever_they_go(app: Flask, reached_by_phone: User) -> None:
    for number in range(MOST_SENT):
        asked(reached_by_phone, f"reader{number}@example.org")
    with pytest.raises(Invalid):
        asked(reached_by_phone, "one-more@example.org")
    asked(reached_by_phone, "one-more@example.org", AT + WINDOW)


def test_a_code_can_be_sent_again_and_a_wrong_one_is_said(app: Flask, reached_by_phone: User) -> None:
    browser = sitting_at(app, reached_by_phone)
    submit(browser, PAGE, PAGE, contact=NEW)
    first = the_code_sent_to(NEW)
    wrong = submit(browser, CODE, CODE, code="000000" if first != "000000" else "000001")
    assert wrong.status_code == 422
    assert "인증번호가 맞지 않습니다" in wrong.text
    assert submit(browser, CODE, "/account/address/codes").location == CODE
    assert len(letters_to(NEW)) == 2
    assert submit(browser, CODE, CODE, code=the_code_sent_to(NEW)).status_code == 303
    assert address_of(reached_by_phone) == NEW


def test_whoever_asked_for_nothing_or_long_ago_is_led_back_to_the_form(app: Flask, reached_by_phone: User) -> None:
    browser = sitting_at(app, reached_by_phone)
    assert browser.get(CODE).location == PAGE
    with browser.session_transaction() as cookie:
        cookie["address_key"] = asked(reached_by_phone, at=clock.now() - timedelta(hours=1))
    assert browser.get(CODE).location == PAGE


def test_whoever_has_a_phone_can_take_the_address_away_and_nobody_else(app: Flask) -> None:
    both, by_mail = factories.a_user(phone=PHONE, email=OLD), factories.a_user(phone=None, email=NEW)
    browser = sitting_at(app, both)
    assert submit(browser, "/account", "/account/address/removal").status_code == 303
    assert address_of(both) is None
    assert len(letters_to(OLD)) == 1
    assert "/account/address/removal" not in sitting_at(app, by_mail).get("/account").text
    with pytest.raises(Invalid), transaction():
        addresses.drop(session().get_one(User, by_mail.id), at=AT)


def test_nothing_of_an_asked_address_outlives_the_account(app: Flask, reached_by_phone: User) -> None:
    asked(reached_by_phone)
    with transaction():
        accounts.leave(session().get_one(User, reached_by_phone.id), at=AT)
    assert session().query(OneTimeCode).filter_by(contact=NEW).all() == []


def test_a_phone_is_no_address_for_letters_whoever_asks(app: Flask, reached_by_phone: User) -> None:
    with pytest.raises(Invalid), transaction():
        addresses.ask(reached_by_phone, Contact(contact_of(PHONE).channel, PHONE), at=AT)
