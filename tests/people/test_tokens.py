"""Tokens of a person's programs: made on the account page, shown once, kept as a hash, taken back at once."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.people import queries
from app.people.models import ApiToken
from app.people.service import accounts, tokens
from app.people.states import Scope
from tests import factories
from tests.browsing import form_of, submit, token_of
from tests.conftest import rows
from tests.factories.people import a_browser_of, an_api_token

PAGE = "/account/tokens"


@pytest.fixture
def browser(app: Flask) -> Any:
    return lambda user, **given: a_browser_of(app.test_client(), user, **given)


def only_token() -> ApiToken:
    return session().scalars(select(ApiToken)).one()


def made(client: Any, **given: Any) -> Any:
    return submit(client, PAGE, PAGE, **{"name": "우리 게시판", "scopes": "write:comments", **given})


def test_a_token_is_shown_once_and_kept_only_as_a_keyed_hash(browser: Any) -> None:
    client = browser(factories.a_user())
    answer = made(client)
    text = answer.text.partition("<code>")[2].partition("</code>")[0]
    assert text.startswith("golmok_")
    assert len(text) > 40
    kept = only_token()
    assert kept.token_hash == queries.api_token_hash(text)
    assert text not in repr(session().execute(select(ApiToken.__table__)).all())
    assert text not in client.get(PAGE).text
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_says_in_sentences_what_a_program_may_do(browser: Any) -> None:
    client = browser(factories.a_user())
    made(client, scopes="write:comments")
    page = client.get(PAGE).text
    assert "우리 게시판" in page
    assert page.count(str(Scope.COMMENTS.label)) == 2  # in the list, and beside a box to tick
    assert "아직 쓰지 않음" in page


@pytest.mark.parametrize(
    "given", [{"name": ""}, {"scopes": ""}, {"scopes": "write:ballots"}, {"days": "366"}, {"days": "0"}, {"days": "x"}]
)
def test_a_token_without_name_scope_or_end_within_a_year_is_not_made(browser: Any, given: dict[str, str]) -> None:
    assert made(browser(factories.a_user()), **given).status_code == 422
    assert session().scalars(select(ApiToken)).all() == []


def test_a_form_that_is_sent_twice_makes_one_token_and_shows_it_once(browser: Any) -> None:
    client = browser(factories.a_user())
    made(client, once="same")
    again = made(client, once="same")
    assert again.status_code == 303
    assert only_token().name == "우리 게시판"


def test_who_takes_a_token_back_has_none_at_once(browser: Any) -> None:
    user = factories.a_user()
    text, client = an_api_token(user, Scope.COMMENTS), browser(user)
    assert queries.api_token_shown(text, clock.now())
    way, csrf = f"{PAGE}/{only_token().id}/revocation", token_of(client, PAGE)
    for _ in range(2):
        assert client.post(way, data={"csrf_token": csrf}).status_code == 303
    assert queries.api_token_shown(text, clock.now()) is None


def test_a_token_ends_on_its_day(app: Flask) -> None:
    text = an_api_token(factories.a_user(), Scope.COMMENTS, days=30)
    assert queries.api_token_shown(text, clock.now() + timedelta(days=29))
    assert queries.api_token_shown(text, clock.now() + timedelta(days=31)) is None


def test_nobody_takes_another_persons_token_back_or_sees_it(browser: Any) -> None:
    an_api_token(factories.a_user(), Scope.COMMENTS, name="남의 프로그램")
    client = browser(factories.a_user())
    assert "남의 프로그램" not in client.get(PAGE).text
    way, csrf = f"{PAGE}/{only_token().id}/revocation", token_of(client, PAGE)
    assert client.post(way, data={"csrf_token": csrf}).status_code == 404
    assert only_token().revoked_at is None


def test_a_new_password_takes_all_tokens_back(app: Flask) -> None:
    user = factories.a_user()
    text = an_api_token(user, Scope.COMMENTS)
    with transaction():
        accounts.change_password(user, accounts.hashed("새 비밀번호 여덟 글자"), at=clock.now())
    assert queries.api_token_shown(text, clock.now()) is None


def test_who_leaves_leaves_no_token_behind(app: Flask) -> None:
    user = factories.a_user()
    an_api_token(user, Scope.COMMENTS)
    with transaction():
        accounts.leave(user, at=clock.now())
    assert session().scalars(select(ApiToken)).all() == []


def test_a_person_has_twenty_tokens_at_most(app: Flask) -> None:
    user = factories.a_user()
    for number in range(tokens.MOST):
        an_api_token(user, Scope.COMMENTS, name=f"프로그램 {number}")
    with pytest.raises(Invalid, match="20개"):
        an_api_token(user, Scope.COMMENTS)
    assert len(queries.api_tokens_of(user.id, clock.now())) == tokens.MOST


def test_no_token_outlives_a_year(app: Flask) -> None:
    assert max(tokens.LIFETIMES) <= 366
    with pytest.raises(Invalid), transaction():
        tokens.make(factories.a_user(), "x", [Scope.COMMENTS], days=366, once=None, at=clock.now())


def letters() -> list[Any]:
    return [row for row in rows("message") if "token" in row.subject]


def test_the_owner_is_written_to_once_when_a_token_is_made(browser: Any) -> None:
    user = factories.a_user()
    client = browser(user)
    form = form_of(client.get(PAGE).text, PAGE)
    form.values.setlist("name", ["우리 게시판"])
    form.values.setlist("scopes", ["write:comments"])
    for _press in range(2):
        client.post(PAGE, data=form.values)
    (letter,) = letters()
    assert letter.recipient == user.contact.address
    assert "토큰을 만들었습니다" in letter.body
    assert "우리 게시판" not in letter.body  # whoever made it chose the words


def test_a_letter_never_holds_the_token(browser: Any) -> None:
    answer = made(browser(factories.a_user()))
    text = answer.text.partition("<code>")[2].partition("</code>")[0]
    assert text not in str(rows("message"))


def test_a_text_message_about_a_token_fits_into_one(browser: Any) -> None:
    made(browser(factories.a_user(phone="01000000001")))
    (letter,) = letters()
    assert letter.channel == "sms"
    assert len(letter.body.encode("cp949")) <= 90


def test_the_page_lists_what_is_still_kept_of_tokens_that_open_nothing(browser: Any) -> None:
    user = factories.a_user()
    client = browser(user)
    made(client, name="예전 게시판")
    with transaction():
        tokens.revoke(only_token(), by=user, at=clock.now())
    ended = client.get(PAGE).text.partition('id="ended"')[2]
    assert "예전 게시판" in ended
    assert "거둠" in ended


def test_nobody_else_sees_whose_tokens_there_are(browser: Any) -> None:
    made(browser(factories.a_user()), name="예전 게시판")
    assert "예전 게시판" not in browser(factories.a_user()).get(PAGE).text


def test_the_privacy_page_names_tokens(browser: Any, client: Any) -> None:
    assert "프로그램 토큰" in client.get("/privacy").text
