"""Similar proposals shown while one is written, and the kept list of other words for the same things."""

import pytest

from app.kernel.korean import plain
from app.proposals.queries.synonyms import GROUPS, MOST_VARIANTS, groups, variants
from tests.browsing import form_of
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_member, a_user, an_officer
from tests.factories.proposals import a_draft, a_proposal


@pytest.fixture
def lit(app):
    """A council where a lamp was proposed, and another next door."""
    council = a_council()
    lamp = a_proposal(council, title="모퉁이에 가로등 달기", problem="어둡습니다.", wish="달아 주세요.", place="")
    a_proposal(a_council(), title="옆 골목 가로등 달기")
    return council, lamp


def ask(client, council, title: str, **more: str):
    return client.get(f"/councils/{council.id}/proposals/similar", query_string={"title": title, **more})


def test_a_title_that_is_being_written_finds_what_says_much_of_the_same(lit, sign_in):
    council, lamp = lit
    page = ask(sign_in(a_member(council)), council, "가로등을 하나 달아요")
    assert page.status_code == 200
    assert lamp.title in page.text
    assert 'id="similar"' in page.text
    assert "옆 골목" not in page.text


def test_another_word_for_the_same_thing_finds_it_too(lit, sign_in):
    council, lamp = lit
    assert lamp.title in ask(sign_in(a_member(council)), council, "보안등 달기").text


def test_nothing_alike_is_said_in_a_sentence(lit, sign_in):
    council, _lamp = lit
    client = sign_in(a_member(council))
    for title in ("고양이 급식소", "", "…"):
        page = ask(client, council, title).text
        assert "비슷한 제안이 없습니다" in page
        assert 'id="similar"' not in page


def test_only_who_may_write_it_asks(lit, sign_in, client):
    council, _lamp = lit
    officer = sign_in(an_officer(council.dong))
    assert sign_in(a_user()).get(f"/councils/{council.id}/proposals/similar").status_code == 403
    assert ask(client, council, "가로등").status_code == 303
    assert ask(officer, council, "가로등").status_code == 403
    assert ask(officer, council, "가로등", spoken="1").status_code == 200


def test_without_a_script_a_button_keeps_the_draft_and_shows_the_similar_ones(lit, sign_in):
    council, lamp = lit
    client = sign_in(a_member(council))
    url = f"/councils/{council.id}/proposals/new"
    form = dict(form_of(client.get(url).text, "").values)
    answer = client.post(url, data={**form, "title": "가로등 하나 더 달기", "find": "1"})
    draft = next(row for row in rows("proposal") if row.state == "draft")
    assert answer.location == f"/proposals/{draft.id}/edition#similar"
    page = client.get(answer.location)
    assert lamp.title in page.text
    again = dict(form_of(page.text, "").values)
    assert again["title"] == "가로등 하나 더 달기"
    other = client.post(f"/proposals/{draft.id}/edition", data={**again, "title": "고양이 급식소", "find": "1"})
    assert lamp.title not in client.get(other.location).text


def test_a_long_title_is_asked_in_few_statements(lit, sign_in):
    council, _lamp = lit
    client = sign_in(a_member(council))
    ask(client, council, "가로등")
    with counted_statements() as counted:
        ask(client, council, "가로등 쓰레기 주차 인도 놀이터 CCTV " * 40)
    assert len(counted) <= 12


def test_a_draft_is_never_shown_as_similar(lit, sign_in):
    council, _lamp = lit
    a_draft(council, title="아직 비밀인 가로등")
    assert "아직 비밀인" not in ask(sign_in(a_member(council)), council, "비밀인 가로등").text


def test_every_group_has_words_a_reason_and_no_word_of_one_syllable():
    lines = GROUPS.strip().splitlines()
    assert 40 <= len(lines) <= 80
    for line, group in zip(lines, groups(), strict=True):
        assert line.partition("—")[2].strip(), f"no reason: {line}"
        assert len(group) == len(set(group)) >= 2, line
        assert all(len(word) > 1 and word == plain(word) for word in group), line


def test_no_two_groups_have_a_word_in_common():
    words = [word for group in groups() for word in group]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("가로등을", "보안등을"), ("주차 문제", "차 대기 문제"), ("어린이공원", "놀이터"), ("CCTV", "방범카메라"),
        ("인도가 좁아요", "보도가 좁아요"),
    ],
)  # fmt: skip
def test_the_other_word_stands_in_the_place_of_the_one_that_was_typed(typed, other):
    assert variants(typed)[0] == plain(typed)
    assert other in variants(typed)


def test_a_word_inside_another_is_not_replaced():
    assert variants("큰가로등") == ["큰가로등"]
    assert variants("") == [""]


def test_one_text_has_no_more_variants_than_a_search_can_bear():
    assert len(variants(" ".join(group[0] for group in groups()))) == MOST_VARIANTS
