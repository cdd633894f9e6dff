"""What every form does with what people type."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from wtforms import PasswordField, StringField, TextAreaField

from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, carried_out, trimmed
from app.people.models import User
from tests import factories
from tests.conftest import rows


class LetterForm(Form):
    """A form with a field of each kind."""

    title = StringField("제목", [Needed(), AtMost(10)])
    shout = StringField("외침", filters=[lambda text: text and text.upper()])
    note = TextAreaField("글")
    line = PublicLine("한 줄")
    words = PublicText("여러 줄")
    password = PasswordField("비밀번호")


def filled(app: Flask, **fields: str) -> Iterator[Any]:
    with app.test_request_context(method="POST", data=fields):
        yield LetterForm(meta={"csrf": False})


@pytest.fixture
def posted(app: Flask) -> Iterator[Any]:
    """posted(title="…") -> the form as the browser sent it."""
    contexts = []

    def post(**fields: str) -> LetterForm:
        context = app.test_request_context(method="POST", data={"title": "제목", **fields})
        context.push()
        contexts.append(context)
        return LetterForm(meta={"csrf": False})

    yield post
    for context in reversed(contexts):
        context.pop()


def test_text_loses_the_blanks_around_it_but_a_password_does_not(posted: Any) -> None:
    form = posted(title="  가로등 ", note="\n 글 \n", password=" 은행나무 ")
    assert (form.title.data, form.note.data, form.password.data) == ("가로등", "글", " 은행나무 ")


def test_a_field_with_a_filter_of_its_own_is_trimmed_first(posted: Any) -> None:
    assert posted(shout="  abc ").shout.data == "ABC"


def test_a_byte_that_no_database_keeps_is_dropped_and_lines_end_alike(posted: Any) -> None:
    assert posted(note="가\x00나\r\n다").note.data == "가나\n다"


def test_korean_from_a_mac_is_the_same_text(posted: Any) -> None:
    assert posted(title=unicodedata.normalize("NFD", "골목길")).title.data == "골목길"


def test_what_is_no_text_is_left_alone() -> None:
    assert trimmed(None) is None
    assert trimmed(3) == 3


def test_an_empty_field_that_is_needed_says_so(posted: Any) -> None:
    form = posted(title="   ")
    assert not form.validate()
    assert [str(error) for error in form.title.errors] == ["이 칸을 채워 주세요."]


def test_the_length_counts_letters_and_the_page_knows_it(posted: Any) -> None:
    assert posted(title="가" * 10).validate()
    form = posted(title="가" * 11)
    assert not form.validate()
    assert [str(error) for error in form.title.errors] == ["10자까지 쓸 수 있습니다."]
    assert form.title.flags.maxlength == 10


@pytest.mark.parametrize("field", ["line", "words"])
def test_words_for_everybody_may_hold_no_private_number(posted: Any, field: str) -> None:
    form = posted(**{field: "연락은 010-1234-5678, 900101-1234567"})
    assert not form.validate()
    (error,) = form[field].errors
    assert "주민등록번호, 휴대전화 번호처럼 보이는 숫자" in str(error)
    assert posted(**{field: "국사봉길 82~86-9"}).validate()
    assert posted().validate()


def test_a_reason_stands_beside_its_field_or_above_the_form(posted: Any) -> None:
    form = posted()
    form.refuse("이미 있는 제목입니다.", "title")
    form.refuse("지금은 안 됩니다.")
    assert form.title.errors == ["이미 있는 제목입니다."]
    assert form.form_errors == ["지금은 안 됩니다."]


def test_a_right_form_is_carried_out_in_one_transaction(posted: Any) -> None:
    def verb() -> User:
        user = User(name="새 주민", registered_at=factories.clock.now())
        session().add(user)
        return user

    kept = carried_out(posted(), verb)
    assert kept is not None
    assert [row.name for row in rows("user")] == ["새 주민"]


def test_a_wrong_form_is_not_carried_out(posted: Any) -> None:
    def verb() -> None:
        raise AssertionError("must not be called")

    assert carried_out(posted(title=""), verb) is None


def test_what_the_service_refuses_is_said_in_the_form_and_nothing_is_kept(posted: Any) -> None:
    def verb() -> None:
        session().add(User(name="새 주민", registered_at=factories.clock.now()))
        session().flush()
        raise Invalid("끝나는 날이 시작하는 날보다 빠릅니다.")

    form = posted()
    assert carried_out(form, verb) is None
    assert form.form_errors == ["끝나는 날이 시작하는 날보다 빠릅니다."]
    assert rows("user") == []


def test_a_form_without_its_token_is_not_carried_out(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"title": "제목"}):
        assert carried_out(LetterForm(), lambda: "done") is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("앞\u202e뒤\u202c", "앞뒤"),
        ("\u2066안\u2069", "안"),
        ("쪼\u200b갠\ufeff 말", "쪼갠 말"),
        ("\u200b \u2060", ""),
        ("👩\u200d🌾", "👩\u200d🌾"),
    ],
)
def test_signs_that_turn_or_split_words_unseen_are_taken_out_but_not_the_joiner_of_emoji(typed, kept):
    assert trimmed(typed) == kept
