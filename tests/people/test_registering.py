"""Becoming a resident with a name here."""

import re
from typing import Any

import pytest
from flask import Flask

from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.jobs import forget_codes
from app.people.models import OneTimeCode, User
from app.people.service.codes import KEPT
from tests import factories
from tests.browsing import submit
from tests.conftest import rows
from tests.factories.people import PASSWORD, a_user_with_password, letters_to, the_code_sent_to

NEW = "/account/new"
CODE = "/sign-in/code"
PHONE = "01012345678"


def fill_in(client: Any, url: str = NEW, **given: Any) -> Any:
    values = {"name": "김순자", "contact": "010-1234-5678", "terms": "y", **given}
    return submit(client, url, NEW, **values)


def enter_code(client: Any, code: str, url: str = CODE) -> Any:
    return submit(client, url, CODE, code=code)


def test_a_resident_registers_with_a_phone_number_and_no_password(client: Any) -> None:
    answer = fill_in(client)
    assert (answer.status_code, answer.location) == (303, "/sign-in/code?next=/")
    assert rows("user") == [], "nobody is registered before the contact is proved"
    answer = enter_code(client, the_code_sent_to(PHONE))
    assert (answer.status_code, answer.location) == (303, "/")
    (user,) = rows("user")
    assert (user.name, user.phone, user.email, user.password_hash) == ("김순자", PHONE, None, None)
    assert user.letters_wanted, "told by letter once there is an address, unless one says no"
    assert "김순자님, 반갑습니다" in client.get("/account").text


def test_a_resident_registers_with_an_address_and_a_password(app: Flask, client: Any) -> None:
    fill_in(client, contact="Soonja@Example.org", password=PASSWORD, letters_wanted=None)
    enter_code(client, the_code_sent_to("soonja@example.org"))
    (user,) = rows("user")
    assert (user.email, user.phone, bool(user.letters_wanted)) == ("soonja@example.org", None, False)
    assert user.password_hash.startswith("$argon2id$")
    other = app.test_client()
    assert submit(other, "/sign-in", "/sign-in", contact="soonja@example.org", password=PASSWORD).status_code == 303
    assert other.get("/account").status_code == 200


def test_what_was_agreed_to_is_written_down_without_the_contact(client: Any) -> None:
    fill_in(client)
    enter_code(client, the_code_sent_to(PHONE))
    (event,) = rows("event")
    assert event.action == "account.registered"
    assert PHONE not in str(event.facts)
    assert "letters_wanted" in str(event.facts)


def test_after_registering_one_is_back_at_the_exact_page(client: Any) -> None:
    fill_in(client, url=f"{NEW}?next=/polls/3?tab%3D2")
    page = client.get("/sign-in/code?next=/polls/3?tab%3D2")
    assert "next=/polls/3" in page.text
    answer = enter_code(client, the_code_sent_to(PHONE), "/sign-in/code?next=/polls/3?tab%3D2")
    assert answer.location == "/polls/3?tab=2"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "  ", "이 칸을 채워 주세요."),
        ("name", "순자 010-1234-5678", "휴대전화 번호처럼 보이는"),
        ("name", "가" * 41, "40자까지"),
        ("contact", "02-820-1234", "휴대전화 번호나 전자우편 주소"),
        ("contact", "", "이 칸을 채워 주세요."),
        ("password", "짧다", "8자 이상"),
        ("password", "가" * 129, "8자 이상"),
        ("terms", None, "동의하셔야"),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_field(client: Any, field: str, value: Any, sentence: str) -> None:
    answer = fill_in(client, **{field: value})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'id="{field}-error"' in answer.text
    assert rows("message") == []
    if field != "name":
        assert 'value="김순자"' in answer.text, "what was typed stays"


def test_a_contact_with_an_account_gets_the_same_answer_and_its_owner_is_told(app: Flask) -> None:
    a_user_with_password(phone="01099998888", name="주인")
    known, unknown = app.test_client(), app.test_client()
    answers = [fill_in(known, contact="010-9999-8888"), fill_in(unknown, contact="010-7777-6666")]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/sign-in/code?next=/")] * 2
    pages = [known.get(CODE).text, unknown.get(CODE).text.replace("010-7777-6666", "010-9999-8888")]
    token_free = [[line for line in page.splitlines() if "csrf_token" not in line] for page in pages]
    assert token_free[0] == token_free[1]
    assert "이미 등록하셨습니다" in letters_to("01099998888")[0].body
    assert "이미 등록" not in letters_to("01077776666")[0].body


def test_the_owner_who_registers_again_comes_in_to_the_old_account_unchanged(client: Any) -> None:
    owner = a_user_with_password(phone=PHONE, name="원래 이름")
    before = owner.password_hash
    fill_in(client, name="새 이름", password="아무도모르는비밀번호")
    enter_code(client, the_code_sent_to(PHONE))
    (user,) = rows("user")
    assert (user.name, user.password_hash) == ("원래 이름", before)
    assert "원래 이름" in client.get("/account").text


def test_a_stranger_cannot_finish_a_registration_begun_in_another_browser(app: Flask, client: Any) -> None:
    fill_in(client)
    code = the_code_sent_to(PHONE)
    stranger = app.test_client()
    answer = stranger.get(CODE)
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    fill_in(stranger, contact="010-5555-4444")
    assert enter_code(stranger, code).status_code == 422
    assert rows("user") == []


def test_pressing_the_button_of_the_code_twice_makes_one_account(app: Flask, client: Any) -> None:
    fill_in(client)
    code = the_code_sent_to(PHONE)
    twin = app.test_client()
    twin._cookies = dict(client._cookies)
    first, second = enter_code(client, code), enter_code(twin, code)
    assert [first.status_code, second.status_code] == [303, 303]
    assert len(rows("user")) == 1
    assert twin.get("/account").status_code == 200


def test_somebody_who_never_finishes_leaves_nothing_behind(client: Any) -> None:
    fill_in(client, password=PASSWORD)
    assert session().scalars(OneTimeCode.__table__.select()).all()
    forget_codes(clock.now() + KEPT / 2)
    assert len(rows("one_time_code")) == 1
    forget_codes(clock.now() + KEPT * 2)
    assert rows("one_time_code") == []


def test_the_page_says_what_is_kept_why_how_long_and_that_one_may_refuse(client: Any) -> None:
    page = client.get(NEW).text
    for sentence in ("무엇을", "어디에", "언제까지", "거절하시면", "(필수)", "(선택)"):
        assert sentence in page


def test_no_consent_is_given_in_advance_and_letters_about_ones_own_matters_are_no_consent(client: Any) -> None:
    page = client.get(NEW).text
    ticked = re.findall(r'<input[^>]* checked[^>]* id="([^"]+)"|<input[^>]* id="([^"]+)"[^>]* checked', page)
    assert ["".join(names) for names in ticked] == ["letters_wanted"]
    consent, _end, beyond = page.partition("</fieldset>")
    assert 'name="terms"' in consent
    assert 'name="letters_wanted"' in beyond, "it does not stand among what one agrees to"
    assert "광고는 보내지 않습니다" in beyond
    assert "문자나" not in beyond, "news is never sent by text message"


def test_the_language_of_the_page_becomes_the_language_of_the_letters(client: Any) -> None:
    client.set_cookie("language", "en")
    fill_in(client)
    enter_code(client, the_code_sent_to(PHONE))
    assert rows("user")[0].language == "en"


def test_a_name_with_a_tag_is_shown_as_text(client: Any) -> None:
    fill_in(client, name="<script>alert(1)</script>")
    enter_code(client, the_code_sent_to(PHONE))
    page = client.get("/account").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_no_page_of_a_neighbour_can_be_asked_for_by_number(client: Any) -> None:
    factories.a_user()
    assert client.get("/account/1").status_code == 404
    assert client.get("/account").status_code == 303


def test_two_who_register_with_one_contact_at_once_share_one_account(app: Flask) -> None:
    one, other = app.test_client(), app.test_client()
    fill_in(one, name="하나")
    first_code = the_code_sent_to(PHONE)
    fill_in(other, name="둘")
    assert enter_code(other, the_code_sent_to(PHONE)).status_code == 303
    assert enter_code(one, first_code).status_code == 303
    assert [row.name for row in rows("user")] == ["둘"]
    with transaction():
        assert session().get(User, 1) is not None
