"""One's own account."""

from typing import Any

import pytest
from flask import Flask

from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import Device, User
from app.people.models.users import MOST_FAILURES, PROOF_LIFETIME
from app.people.service import accounts, devices
from tests import factories
from tests.browsing import submit
from tests.conftest import counted_statements
from tests.factories.people import PASSWORD, a_browser_of, a_token, a_user_with_password, letters_to

PAGE, PASSWORD_PAGE = "/account", "/account/password"
NEW_PASSWORD = "골목 끝의 느티나무"


@pytest.fixture
def browser(app: Flask) -> Any:
    """browser(user) -> another browser of the user."""
    return lambda user, **given: a_browser_of(app.test_client(), user, **given)


def test_every_page_of_an_account_asks_a_visitor_to_sign_in(client: Any) -> None:
    for path in (PAGE, PASSWORD_PAGE, "/account/departure"):
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (303, f"/sign-in?next={path}")


def test_name_language_and_letters_can_be_changed(browser: Any) -> None:
    user = factories.a_user(name="옛 이름")
    client = browser(user)
    answer = submit(client, PAGE, PAGE, name=" 새 이름 ", language="en", letters_wanted=None)
    assert answer.status_code == 303
    changed = session().get(User, user.id)
    assert (changed.name, changed.language, changed.letters_wanted) == ("새 이름", "en", False)
    assert '<html lang="en"' in client.get(PAGE).text


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("name", "010-1234-5678"), ("language", "fr")])
def test_a_change_that_cannot_be_right_is_not_kept(browser: Any, field: str, value: str) -> None:
    user = factories.a_user(name="옛 이름")
    answer = submit(browser(user), PAGE, PAGE, **{field: value})
    assert answer.status_code == 422
    assert session().get(User, user.id).name == "옛 이름"


def test_only_the_owner_sees_the_contact(browser: Any) -> None:
    user = factories.a_user(phone="01012345678")
    assert "010-1234-5678" in browser(user).get(PAGE).text
    assert "010-1234-5678" not in browser(factories.a_user()).get(PAGE).text


def test_a_new_password_needs_the_old_one_and_signs_other_devices_out(browser: Any) -> None:
    user = a_user_with_password(phone="01012345678")
    here, elsewhere = browser(user), browser(user)
    wrong = submit(here, PASSWORD_PAGE, PASSWORD_PAGE, current="아닌 비밀번호", password=NEW_PASSWORD)
    assert wrong.status_code == 422
    assert elsewhere.get(PAGE).status_code == 200
    right = submit(here, PASSWORD_PAGE, PASSWORD_PAGE, current=PASSWORD, password=NEW_PASSWORD)
    assert right.status_code == 303
    assert here.get(PAGE).status_code == 200
    assert elsewhere.get(PAGE).status_code == 303
    changed = session().get(User, user.id)
    assert accounts.matches(changed, NEW_PASSWORD)
    assert not accounts.matches(changed, PASSWORD)
    assert "비밀번호를 바꿨습니다" in letters_to("01012345678")[0].body


def test_the_old_password_cannot_be_guessed_from_inside(browser: Any) -> None:
    user = a_user_with_password()
    client = browser(user)
    for _time in range(MOST_FAILURES):
        submit(client, PASSWORD_PAGE, PASSWORD_PAGE, current="아닌 비밀번호", password=NEW_PASSWORD)
    held = submit(client, PASSWORD_PAGE, PASSWORD_PAGE, current=PASSWORD, password=NEW_PASSWORD)
    assert held.status_code == 422


def test_who_forgot_the_password_comes_in_with_a_code_and_sets_another(browser: Any) -> None:
    user = a_user_with_password()
    client = browser(user, by_code=True)
    assert 'name="current"' not in client.get(PASSWORD_PAGE).text
    assert submit(client, PASSWORD_PAGE, PASSWORD_PAGE, password=NEW_PASSWORD).status_code == 303
    assert accounts.matches(session().get(User, user.id), NEW_PASSWORD)


def test_a_code_of_an_hour_ago_no_longer_stands_for_the_old_password(browser: Any) -> None:
    user = a_user_with_password()
    client = browser(user, by_code=True)
    with transaction():
        session().query(Device).one().signed_in_at = clock.now() - PROOF_LIFETIME
    assert submit(client, PASSWORD_PAGE, PASSWORD_PAGE, password=NEW_PASSWORD).status_code == 422


def test_who_has_no_password_and_came_long_ago_is_asked_to_prove_it_again(browser: Any) -> None:
    page = browser(factories.a_user()).get(PASSWORD_PAGE)
    assert 'name="password"' not in page.text
    assert "/sign-in?next=/account/password" in page.text


@pytest.mark.parametrize("password", ["", "일곱글자입니다", "가" * 129])
def test_a_password_that_is_too_short_or_too_long_is_refused(browser: Any, password: str) -> None:
    user = a_user_with_password()
    answer = submit(browser(user), PASSWORD_PAGE, PASSWORD_PAGE, current=PASSWORD, password=password)
    assert answer.status_code == 422
    assert accounts.matches(session().get(User, user.id), PASSWORD)


def test_a_revoked_device_is_out_at_once(browser: Any) -> None:
    user = factories.a_user()
    here, lost = browser(user), browser(user)
    assert lost.get(PAGE).status_code == 200
    number = session().query(Device).order_by(Device.id.desc()).first().id
    answer = submit(here, PAGE, f"/account/devices/{number}/revocation")
    assert answer.status_code == 303
    assert lost.get(PAGE).status_code == 303
    assert here.get(PAGE).status_code == 200


def test_revoking_twice_changes_nothing(app: Flask) -> None:
    a_token(factories.a_user())
    device, at = session().query(Device).one(), clock.now()
    with transaction():
        devices.revoke(device, at=at)
    with transaction():
        devices.revoke(device, at=clock.now())
    assert session().query(Device).one().revoked_at == at


def test_nobody_revokes_the_device_of_another(app: Flask, browser: Any) -> None:
    owner_, stranger = factories.a_user(), factories.a_user()
    theirs, mine = browser(owner_), browser(stranger)
    number = session().query(Device).filter_by(user_id=owner_.id).one().id
    token = submit_token(mine)
    assert mine.post(f"/account/devices/{number}/revocation", data={"csrf_token": token}).status_code == 404
    assert mine.post("/account/devices/99999/revocation", data={"csrf_token": token}).status_code == 404
    assert theirs.get(PAGE).status_code == 200


def submit_token(client: Any) -> str:
    return client.get(PAGE).text.partition('name="csrf_token" value="')[2].partition('"')[0]


def test_signing_out_everywhere_keeps_only_this_device(browser: Any) -> None:
    user, other = factories.a_user(), factories.a_user()
    here, there, neighbour = browser(user), browser(user), browser(other)
    submit(here, PAGE, "/account/devices/revocation")
    assert [client.get(PAGE).status_code for client in (here, there, neighbour)] == [200, 303, 200]


def test_the_list_names_the_devices_and_marks_this_one(app: Flask) -> None:
    a_user_with_password(phone="01012345678")
    phone = app.test_client()
    phone.environ_base["HTTP_USER_AGENT"] = (
        "Mozilla/5.0 (Linux; Android 14; SM-S918N) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Safari/537.36"
    )
    submit(phone, "/sign-in", "/sign-in", contact="01012345678", password=PASSWORD)
    page = phone.get(PAGE).text
    assert "Android Samsung Internet" in page
    assert "지금 이 기기" in page


def test_a_list_of_devices_takes_a_fixed_number_of_statements(app: Flask, browser: Any) -> None:
    user = factories.a_user()
    client = browser(user)
    with counted_statements() as few:
        client.get(PAGE)
    for _time in range(10):
        a_token(user)
    with counted_statements() as many:
        client.get(PAGE)
    assert len(many) == len(few)
