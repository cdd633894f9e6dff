"""Leaving, appointments, and what others may ask about people."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import NotFound
from app.people import queries
from app.people.models import Device, Post, User
from app.people.policy import oneself, operator, owner
from app.people.service import accounts, posts
from app.people.views.blueprint import Visitor
from tests import factories
from tests.browsing import submit
from tests.conftest import counted_statements, rows
from tests.factories.people import a_browser_of

PAGE = "/account"


@pytest.fixture
def browser(app: Flask) -> Any:
    """browser(user) -> another browser of the user."""
    return lambda user, **given: a_browser_of(app.test_client(), user, **given)


def test_leaving_erases_what_names_the_person_and_ends_every_device(browser: Any) -> None:
    dong = factories.a_dong()
    user = factories.an_officer(dong, name="김순자", phone="01012345678", password_hash="x", is_operator=True)
    here, there = browser(user), browser(user)
    answer = submit(here, "/account/departure", "/account/departure")
    assert (answer.status_code, answer.location) == (303, "/")
    (row,) = rows("user")
    assert (row.name, row.phone, row.email, row.password_hash) == ("탈퇴한 주민", None, None, None)
    assert not row.is_operator
    assert not row.letters_wanted
    assert rows("post") == []
    assert here.get(PAGE).status_code == there.get(PAGE).status_code == 303
    assert session().get(User, user.id).contact is None


def test_leaving_takes_along_an_address_that_was_confirmed_at_the_same_moment(app: Flask) -> None:
    user = factories.a_user(phone="01012345678", email=None)
    leaving = session().get_one(User, user.id)
    with transaction() as current:
        current.execute(update(User.__table__).values(email="soonja@example.org"))  # which `leaving` does not know
    assert leaving.email is None
    with transaction():
        accounts.leave(leaving, at=clock.now())
    assert [row.email for row in rows("user")] == [None]


def test_after_leaving_the_contact_is_free_for_a_new_account(app: Flask, browser: Any) -> None:
    user = factories.a_user(phone="01012345678")
    with transaction():
        accounts.leave(session().get(User, user.id), at=clock.now())
    with transaction():
        again = accounts.register(accounts.Contact(queries.Channel.SMS, "01012345678"), name="다시", at=clock.now())
    assert again.id != user.id


def test_a_password_change_of_who_has_left_tells_nobody(app: Flask) -> None:
    user = factories.a_user(phone=None, email=None)
    with transaction():
        accounts.change_password(session().get(User, user.id), "hash", at=clock.now())
    assert rows("message") == []


def test_who_has_an_address_only_is_reached_there(app: Flask) -> None:
    user = factories.a_user(phone=None, email="soonja@example.org")
    assert str(user.contact) == "soonja@example.org"


def test_rules_about_people_say_who_may(app: Flask) -> None:
    user, other = factories.a_user(), factories.an_operator()
    device = Device(user_id=user.id)
    assert oneself(user, user) is None
    assert oneself(other, user) is not None
    assert oneself(Visitor(), Visitor()) is not None
    assert owner(user, device) is None
    assert owner(other, device) is not None
    assert owner(Visitor(), device) is not None
    assert operator(other, None) is None
    assert operator(user, None) is not None
    assert operator(Visitor(), None) is not None


def test_a_user_is_found_by_number_or_not_at_all(app: Flask) -> None:
    user = factories.a_user()
    assert queries.user(user.id).id == user.id
    with pytest.raises(NotFound):
        queries.user(999)
    with pytest.raises(NotFound):
        queries.device(999)
    with pytest.raises(NotFound):
        queries.device_of("no token")


def test_an_empty_service_knows_that_nobody_is_here(app: Flask) -> None:
    assert not queries.somebody_is_here()
    factories.a_user()
    assert queries.somebody_is_here()


def test_the_operator_is_made_by_the_one_who_holds_the_server(app: Flask) -> None:
    user = factories.a_user()
    with transaction():
        accounts.make_operator(session().get(User, user.id))
    assert rows("user")[0].is_operator


def test_an_appointment_shows_section_and_phone_and_can_be_changed(app: Flask) -> None:
    dong, user = factories.a_dong(), factories.a_user(name="박주무")
    with transaction():
        posts.appoint(user, dong, section="마을자치팀", title="주무관", phone="02-820-0001")
    with transaction():
        posts.appoint(user, dong, section="복지팀", phone="02-820-0002")
    (post,) = queries.officers_of(dong.id)
    assert (post.user.name, post.section, post.title, post.phone) == ("박주무", "복지팀", "", "02-820-0002")
    with transaction():
        posts.dismiss(session().get(Post, post.id))
    assert queries.officers_of(dong.id) == []


def test_officers_are_listed_with_their_people_in_one_statement(app: Flask) -> None:
    dong = factories.a_dong()
    for name in ("나", "가"):
        factories.an_officer(dong, name=name)
    factories.an_officer(factories.a_dong())
    with counted_statements() as statements:
        names = [post.user.name for post in queries.officers_of(dong.id)]
    assert names == ["가", "나"]
    assert len([said for said in statements if said.startswith("SELECT")]) == 1
