"""Lists in pages."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.kernel.paging import MOST_PAGES, page_number, page_of
from app.people.models import User
from tests import factories
from tests.conftest import counted_statements

PEOPLE = select(User).order_by(User.id)


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("1", 1), ("7", 7), (None, 1), ("", 1), ("0", 1), ("-3", 1), ("two", 1), ("1e9", 1), ("９", 1), ("²", 1),
        ("99999", MOST_PAGES), ("999999999999", 1), (" 2", 1), ("2.0", 1),
    ],
)  # fmt: skip
def test_whatever_stands_in_the_address_gives_a_page(given: str | None, number: int) -> None:
    assert page_number(given) == number


def test_pages_cut_the_list_and_know_their_neighbours(app: Flask) -> None:
    users = [factories.a_user() for _time in range(5)]
    first, second, third = (page_of(PEOPLE, number, per_page=2) for number in (1, 2, 3))
    assert [user.id for page in (first, second, third) for user in page.items] == [user.id for user in users]
    assert [(page.has_previous, page.has_next) for page in (first, second, third)] == [
        (False, True),
        (True, True),
        (True, False),
    ]


def test_a_full_last_page_has_no_next_and_a_page_beyond_is_empty(app: Flask) -> None:
    for _time in range(4):
        factories.a_user()
    assert not page_of(PEOPLE, 2, per_page=2).has_next
    assert page_of(PEOPLE, 9, per_page=2).items == []


def test_a_page_takes_one_statement(app: Flask) -> None:
    factories.a_user()
    with counted_statements() as statements:
        page_of(PEOPLE, 1)
    assert len([said for said in statements if said.startswith("SELECT")]) == 1


def test_the_address_of_another_page_keeps_the_search(app: Flask) -> None:
    with app.test_request_context("/sign-in?next=/mine&page=1"):
        assert page_of(PEOPLE, 1).url(2) == "/sign-in?next=/mine&page=2"
