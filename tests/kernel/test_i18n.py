"""Korean first, English beside it."""

from contextvars import Context
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from babel.numbers import format_decimal
from flask import Flask, make_response, render_template_string

from app.kernel.i18n import _, day, hour, keep_language, korean_marked, language, lazy, moment, number, won
from tests import factories

EVENING = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)  # 18:05 in Seoul
MORNING = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)  # 07:00 on the 24th in Seoul


def read(text: str) -> str:
    """The text as it is read: a space that does not break looks like any other."""
    return text.replace("\u00a0", " ")


def test_a_moment_is_written_in_korean_as_people_say_it(app: Flask) -> None:
    assert read(moment(EVENING)) == "2026년 11월 24일 (화) 오후 6시 05분"
    assert read(moment(MORNING)) == "2026년 11월 24일 (화) 오전 7시 00분"


def test_a_day_is_the_day_in_seoul(app: Flask) -> None:
    assert read(day(MORNING)) == "2026년 11월 24일 (화)"
    assert read(day(date(2026, 11, 24))) == "2026년 11월 24일 (화)"


def test_an_hour_says_morning_or_afternoon(app: Flask) -> None:
    assert read(hour(EVENING)) == "오후 6시 05분"
    assert read(hour(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))) == "오후 12시 00분"
    assert read(hour(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))) == "오전 12시 00분"


@pytest.mark.parametrize("chosen", ["ko", "en"])
def test_a_line_ends_between_the_day_and_the_hour_and_nowhere_inside_them(app: Flask, chosen: str) -> None:
    with app.test_request_context(headers={"Cookie": f"language={chosen}"}):
        assert len(moment(EVENING).split(" ")) == 2
        assert " " not in day(EVENING) + hour(EVENING)


@pytest.mark.parametrize("chosen", ["ko", "en"])
@pytest.mark.parametrize("given", [0, 7, 999, 1000, 12345, 1234567, -1, -98765, 10**12])
def test_a_whole_number_is_written_as_its_language_writes_it(app: Flask, chosen: str, given: int) -> None:
    with app.test_request_context(headers={"Accept-Language": chosen}):
        assert language() == chosen
        assert number(given) == format_decimal(given, locale=chosen)


def test_numbers_and_money_are_easy_to_read(app: Flask) -> None:
    assert number(1234567) == "1,234,567"
    assert number(Decimal("0.5")) == "0.5"
    assert won(48_500_000) == "48,500,000원"


def test_everything_is_in_english_for_who_chose_english(app: Flask) -> None:
    with app.test_request_context(headers={"Cookie": "language=en"}):
        assert language() == "en"
        assert read(moment(EVENING)) == "Tue, 24 Nov 2026, 18:05"
        assert read(day(EVENING)) == "Tue, 24 Nov 2026"
        assert hour(EVENING) == "18:05"
        assert won(48_500_000) == "48,500,000 won"
        assert _("로그인") == "Sign in"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, "ko"),
        ({"Accept-Language": "en-GB,en;q=0.9"}, "en"),
        ({"Accept-Language": "ko-KR,ko;q=0.9,en;q=0.8"}, "ko"),
        ({"Accept-Language": "fr"}, "ko"),
        ({"Accept-Language": "en", "Cookie": "language=ko"}, "ko"),
        ({"Accept-Language": "ko", "Cookie": "language=en"}, "en"),
        ({"Cookie": "language=xx"}, "ko"),
    ],
)
def test_the_choice_of_the_reader_comes_before_the_browsers(app: Flask, headers: Any, expected: str) -> None:
    with app.test_request_context(headers=headers):
        assert language() == expected


def test_outside_a_request_korean_is_spoken(app: Flask) -> None:
    assert language() == "ko"


def test_a_lazy_phrase_is_translated_when_it_is_read(app: Flask) -> None:
    phrase = lazy("로그인")

    def shown(language: str) -> str:
        with app.test_request_context(headers={"Cookie": f"language={language}"}):
            return str(phrase)

    assert [Context().run(shown, language) for language in ("en", "ko")] == ["Sign in", "로그인"]


def test_the_chosen_language_is_remembered_and_nothing_else_can_be(app: Flask) -> None:
    with app.test_request_context():
        for chosen, kept in (("en", "en"), ("ko", "ko"), ("x; Domain=evil", "ko")):
            answer = make_response("")
            keep_language(answer, chosen)
            assert answer.headers["Set-Cookie"].startswith(f"language={kept};")
            assert "HttpOnly" in answer.headers["Set-Cookie"]


def test_templates_know_the_language_and_the_size_of_type(app: Flask) -> None:
    page = "{{ locale }} {{ large_type }} {{ at|moment }} {{ 5000|won }}"
    with app.test_request_context(headers={"Cookie": "type_size=large"}):
        assert read(render_template_string(page, at=EVENING)) == "ko True 2026년 11월 24일 (화) 오후 6시 05분 5,000원"
    with app.test_request_context():
        assert render_template_string("{{ large_type }}") == "False"


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("<p>Alley: 국사봉길 82, 벤치!</p>", '<p>Alley: <span lang="ko">국사봉길 82, 벤치</span>!</p>'),
        ("<p>가 and 나</p>", '<p><span lang="ko">가</span> and <span lang="ko">나</span></p>'),
        ('<a title="골목">Open</a>', '<a title="골목">Open</a>'),
        ("<title>골목회의</title><p>글</p>", '<title>골목회의</title><p><span lang="ko">글</span></p>'),
        ("<textarea>글 &lt;p&gt;</textarea>글", '<textarea>글 &lt;p&gt;</textarea><span lang="ko">글</span>'),
        ("<option>박씨</option><option>One</option>", '<option lang="ko">박씨</option><option>One</option>'),
        ("<p>Nothing of it</p>", "<p>Nothing of it</p>"),
    ],
)  # fmt: skip
def test_the_words_of_residents_are_marked_as_korean(page: str, marked: str) -> None:
    assert korean_marked(page) == marked


@pytest.mark.parametrize(("chosen", "count"), [("en", 1), ("ko", 0)])
def test_a_page_in_english_says_which_words_are_korean(client: Any, chosen: str, count: int) -> None:
    council = factories.a_council(name="국사봉길 골목회의")
    client.set_cookie("language", chosen)
    page = client.get(f"/councils/{council.id}")
    assert min(page.text.count('<span lang="ko">국사봉길 골목회의</span>'), 1) == count
    assert page.content_length == len(page.data)
