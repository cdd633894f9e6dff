"""Coming in with a password, and the locks on that door."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import median
from time import thread_time_ns
from typing import Any

import pytest
from flask import Flask

from app.kernel import clock
from app.kernel.db import db, session, transaction
from app.people.models import User
from app.people.models.users import HOLD, MOST_FAILURES
from app.people.service import accounts
from config import Config
from tests import factories
from tests.browsing import submit
from tests.factories.people import PASSWORD, a_user_with_password

DOOR = "/sign-in"
PHONE = "01012345678"
AT = clock.now()


def knock(client: Any, contact: str = PHONE, password: str = PASSWORD, url: str = DOOR) -> Any:
    return submit(client, url, DOOR, contact=contact, password=password)


def plain(page: str) -> str:
    """The page without what differs in every answer."""
    return re.sub(r'value="[^"]*"', "", page)


def test_who_knows_the_password_comes_in(client: Any) -> None:
    a_user_with_password(phone=PHONE)
    answer = knock(client, "+82 10-1234-5678")
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/account").status_code == 200


def test_a_password_typed_on_a_mac_is_the_same_password(client: Any) -> None:
    a_user_with_password("은행나무골목길", phone=PHONE)
    assert knock(client, password="은행나무골목길").status_code == 303


@pytest.mark.parametrize(
    ("contact", "password"),
    [
        (PHONE, "틀린 비밀번호입니다"),
        ("01077776666", PASSWORD),
        ("nobody@example.org", PASSWORD),
        ("01055554444", PASSWORD),
        ("01033332222", PASSWORD),
    ],
)
def test_every_refusal_looks_the_same(app: Flask, contact: str, password: str) -> None:
    """A wrong password, no account, an account without password and a held one: one sentence."""
    a_user_with_password(phone=PHONE)
    factories.a_user(phone="01055554444")
    a_user_with_password(phone="01033332222", held_until=clock.now() + HOLD)
    expected = knock(app.test_client(), "01000000000", "언제나 틀린 것")
    answer = knock(app.test_client(), contact, password)
    assert answer.status_code == expected.status_code == 422
    assert plain(answer.text) == plain(expected.text)
    assert "연락처나 비밀번호가 맞지 않습니다" in answer.text
    assert app.test_client().get("/account").status_code == 303


def test_a_refusal_takes_as_much_work_with_and_without_an_account(app: Flask) -> None:
    cheap = app.config["ARGON2"]
    app.config["ARGON2"] = {"memory_cost": 4096, "time_cost": 4, "parallelism": 1}
    try:
        users = [a_user_with_password(phone=PHONE), None, factories.a_user()]
        spans: list[list[int]] = [[], [], []]
        for _time in range(7):
            for user, taken in zip(users, spans, strict=True):
                start = thread_time_ns()
                assert not accounts.matches(user, "틀린 비밀번호")
                taken.append(thread_time_ns() - start)
    finally:
        app.config["ARGON2"] = cheap
    known, unknown, without_password = (median(taken) for taken in spans)
    assert unknown == pytest.approx(known, rel=0.5)
    assert without_password == pytest.approx(known, rel=0.5)


def test_a_password_is_kept_by_argon2id_with_19_mib_two_rounds_and_one_lane(app: Flask) -> None:
    cheap = app.config["ARGON2"]
    app.config["ARGON2"] = Config.ARGON2
    try:
        kept = a_user_with_password(phone=PHONE).password_hash
    finally:
        app.config["ARGON2"] = cheap
    assert str(kept).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_what_was_typed_stays_but_never_the_password(client: Any) -> None:
    answer = knock(client, "soonja@example.org", "틀린 비밀번호입니다")
    assert "soonja@example.org" in answer.text
    assert "틀린 비밀번호입니다" not in answer.text


def test_a_missing_password_is_asked_for(client: Any) -> None:
    answer = knock(client, password="")
    assert answer.status_code == 422
    assert "비밀번호를 넣거나" in answer.text


def test_an_unreadable_contact_is_asked_for_again(client: Any) -> None:
    assert "010-1234-5678" in knock(client, "전화").text


def test_ten_wrong_passwords_hold_the_right_one_for_a_quarter_of_an_hour(client: Any) -> None:
    user = a_user_with_password(phone=PHONE)
    for _time in range(MOST_FAILURES):
        assert knock(client, password="틀린 비밀번호").status_code == 422
    assert knock(client).status_code == 422
    held = session().get(User, user.id).held_until
    assert timedelta(0) < held - clock.now() <= HOLD
    with transaction():
        session().get(User, user.id).held_until = clock.now() - timedelta(seconds=1)
    assert knock(client).status_code == 303


def test_wrong_passwords_while_held_do_not_hold_it_longer(client: Any) -> None:
    until = clock.now() + timedelta(minutes=3)
    user = a_user_with_password(phone=PHONE, held_until=until)
    for _time in range(MOST_FAILURES + 1):
        knock(client, password="틀린 비밀번호")
    assert session().get(User, user.id).held_until == until


def test_nine_wrong_passwords_and_a_right_one_start_the_count_anew(app: Flask) -> None:
    user = a_user_with_password(phone=PHONE)
    for _time in range(MOST_FAILURES - 1):
        knock(app.test_client(), password="틀린 비밀번호")
    assert knock(app.test_client()).status_code == 303
    assert session().get(User, user.id).failed_sign_ins == 0
    knock(app.test_client(), password="틀린 비밀번호")
    assert knock(app.test_client()).status_code == 303


def test_wrong_passwords_of_long_ago_are_forgotten(app: Flask) -> None:
    user = a_user_with_password(phone=PHONE)
    for minutes in range(0, 16 * MOST_FAILURES, 16):
        with transaction():
            assert accounts.enter_with_password(user, False, at=AT + timedelta(minutes=minutes)) is None
    assert session().get(User, user.id).held_until is None
    assert session().get(User, user.id).failed_sign_ins == 1


def test_parallel_guesses_are_all_counted(app: Flask) -> None:
    user = a_user_with_password(phone=PHONE)
    db.session.rollback()

    def guess(_number: int) -> None:
        with app.app_context():
            with transaction():
                accounts.enter_with_password(session().get(User, user.id), False, at=AT)
            db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(guess, range(8)))
    session().expire_all()
    assert session().get(User, user.id).failed_sign_ins == 8
