"""Rules, how they combine, and the doors that close when nobody asked."""

from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask_login import current_user

from app.kernel.errors import Forbidden, NotFound, SignInNeeded
from app.kernel.i18n import LazyString
from app.kernel.policy import (
    Rule,
    anyone,
    authorize,
    can,
    is_public,
    nobody,
    public,
    rule,
    secret,
    signed_in,
    why_not,
)
from tests import factories
from tests.factories.people import a_token
from tests.kernel.conftest import Thing

VISITOR = SimpleNamespace(is_authenticated=False)
RESIDENT = SimpleNamespace(is_authenticated=True)


def says(answer: str | None) -> Rule:
    return rule(lambda user, subject: answer)


@pytest.mark.parametrize(("one", "other"), list(product([None, "하나"], [None, "둘"])))
def test_both_rules_must_say_yes_and_the_first_no_is_told(one: str | None, other: str | None) -> None:
    assert (says(one) & says(other))(RESIDENT, None) == (one or other)


@pytest.mark.parametrize(("one", "other"), list(product([None, "하나"], [None, "둘"])))
def test_one_rule_of_two_is_enough_and_the_last_no_is_told(one: str | None, other: str | None) -> None:
    expected = other if one is not None else None
    assert (says(one) | says(other))(RESIDENT, None) == expected


def test_a_rule_is_not_asked_once_the_answer_is_known() -> None:
    def explode(user: Any, subject: Any) -> None:
        raise AssertionError("asked in vain")

    assert (says("아니요") & rule(explode))(RESIDENT, None) == "아니요"
    assert (says(None) | rule(explode))(RESIDENT, None) is None


def test_a_reason_that_nobody_reads_is_not_translated(app: Flask) -> None:
    translated: list[str] = []
    reason = LazyString(lambda: translated.append("no") or "no")
    refuses, agrees = rule(lambda user, subject: reason), says(None)
    assert not can(RESIDENT, "do", SimpleNamespace(__policy__={"do": refuses & agrees}))
    assert can(RESIDENT, "do", SimpleNamespace(__policy__={"do": refuses | agrees}))
    assert translated == []


def test_a_rule_is_asked_about_the_person_and_not_about_whoever_is_reading_at_the_time(app: Flask) -> None:
    asked: list[Any] = []
    remembers = rule(lambda user, subject: asked.append(user))
    with app.test_request_context():
        visitor = current_user._get_current_object()
        for user in (current_user, visitor, RESIDENT):
            assert can(user, "do", SimpleNamespace(__policy__={"do": remembers}))
    assert [type(user) for user in asked] == [type(visitor), type(visitor), SimpleNamespace]
    assert asked[0] is visitor


def test_anyone_may_and_nobody_may_not(app: Flask) -> None:
    assert anyone(VISITOR, None) is None
    assert "아무도" in str(nobody(RESIDENT, None))


def test_who_has_signed_in_may_and_a_visitor_is_told_to(app: Flask) -> None:
    assert signed_in(RESIDENT, None) is None
    assert "로그인" in str(signed_in(VISITOR, None))


def test_what_no_table_names_nobody_may_do(app: Flask) -> None:
    assert not can(RESIDENT, "destroy", Thing())
    assert "정해진 사람이 없는" in str(why_not(RESIDENT, "destroy", Thing()))
    assert can(RESIDENT, "touch", Thing())


def test_a_rule_keeps_the_sentence_that_describes_it() -> None:
    assert signed_in.__doc__ == "A person who has signed in."


def test_a_view_is_public_only_when_it_says_so() -> None:
    assert is_public(public(lambda: ""))
    assert not is_public(lambda: "")


def test_a_page_that_asks_nothing_shows_nothing(planted: Any) -> None:
    answer = planted.get("/planted/silent")
    assert answer.status_code == 500
    assert "a secret" not in answer.text
    assert answer.headers["Content-Security-Policy"]


def test_a_redirect_that_asks_nothing_goes_nowhere(planted: Any) -> None:
    answer = planted.get("/planted/silent-redirect")
    assert answer.status_code == 500
    assert "Location" not in answer.headers


def test_a_page_that_asks_is_shown(planted: Any) -> None:
    assert planted.get("/planted/asked/read").text == "asked"
    assert planted.options("/planted/silent").status_code == 200


def test_a_visitor_is_sent_to_sign_in_and_back(planted: Any) -> None:
    answer = planted.get("/planted/asked/touch?tab=2")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/planted/asked/touch?tab%3D2"


def test_a_person_who_may_not_is_told_why(planted: Any, planted_app: Flask) -> None:
    with planted.session_transaction() as cookie:
        cookie["_user_id"] = a_token(factories.a_user())
    answer = planted.get("/planted/asked/break")
    assert answer.status_code == 403
    assert "아무도 할 수 없도록 정해진 일입니다." in answer.text


def test_templates_ask_the_same_questions(app: Flask) -> None:
    with app.test_request_context():
        words: dict[str, Any] = {}
        app.update_template_context(words)
        assert words["may"]("read", Thing())
        assert not words["may"]("touch", Thing())
        assert "로그인" in str(words["why_not"]("touch", Thing()))
    with pytest.raises(Forbidden):
        raise Forbidden("이유")


def test_what_is_secret_is_missing_for_whoever_may_not_read_it_whatever_they_want_of_it(app: Flask) -> None:
    kept = SimpleNamespace(id=1, __policy__={"read": secret(says("비밀입니다")), "touch": anyone})
    with app.test_request_context(), pytest.raises(NotFound):
        authorize("touch", kept)


def test_what_is_secret_answers_as_usual_to_its_readers(app: Flask) -> None:
    kept = SimpleNamespace(id=1, __policy__={"read": secret(says(None)), "touch": nobody, "look": anyone})
    with app.test_request_context():
        authorize("look", kept)
        with pytest.raises(SignInNeeded):
            authorize("touch", kept)


def test_what_is_not_stored_yet_hides_nothing(app: Flask) -> None:
    new = SimpleNamespace(id=None, __policy__={"read": secret(says("비밀입니다")), "touch": anyone})
    with app.test_request_context():
        authorize("touch", new)
