"""What is personal data in a text and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personal_data import find
from personal_data.kinds import is_checked, is_luhn
from tests.factories.leaks import VALUES, checked

OFFICIAL = (
    """
동작구 공고 제2026-123호 · 조례 제1234호 제12조제3항 · 2026. 3. 1.부터 2026. 12. 31.까지 · 청소행정과 02-820-1234
문의: 마을자치팀(☎ 02-820-0000) · 사당1동 제2026-12호 · 금 1,234,567,000원 · 우편번호 06979 · 동작구 사당로 220
현충로 220 동작구청 302호 회의실 · 사건번호 2026가단12345 · 2026나1234 · 검침 4123 4187 4250 4311 · 4호선 사당역
사업자 123-45-67890 농협 · 예산 12조 5000억 · 고시 제12호 2026.1.1 · 상도1동 2호 어린이공원 · hong@dongjak.go.kr
kim@korea.kr · 접수번호 20261129-000123 · 관리번호 1162010100-3-00120003 · 1577-1234 · 900101-1******
""".strip()
    .replace("\n", " · ")
    .split(" · ")
)


@pytest.mark.parametrize("text", OFFICIAL)
def test_the_language_of_offices_is_no_leak(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in VALUES.items() for text in texts])
def test_a_value_is_found_as_what_it_is(kind: str, text: str) -> None:
    assert [one.kind.value for one in find(f"참고: {text} 끝")] == [kind]


def test_an_offices_own_phone_is_no_leak_and_a_homes_is() -> None:
    assert find("신청인 02-820-0000", offices={"028200000"}) == []
    assert [one.kind.value for one in find("신청인 02-820-0001", offices={"028200000"})] == ["landline"]
    assert find("휴대전화 010-1234-5678", offices={"01012345678"}) == []


def test_parts_in_two_cells_are_one_number_only_where_the_check_digit_is_right() -> None:
    right = checked("880214123456")
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    assert [one.kind.value for one in find(right.replace("-", "\t"))] == ["resident_number"]
    assert find(wrong.replace("-", "\t")) == []
    assert find(wrong.replace("-", "\t"), near="주민등록번호") != []


def test_check_digits_worked_by_hand() -> None:
    # 2·8+3·8+4·0+5·2+6·1+7·4+8·1+9·2+2·3+3·4+4·5+5·6 = 178; 178 mod 11 = 2; 11 − 2 = 9
    assert is_checked("8802141234569")
    assert not is_checked("8802141234568")
    # 4·2 + 15 ones, doubled on each second place: 8 + 22 = 30
    assert is_luhn("4111111111111111")
    assert not is_luhn("4111111111111112")


@given(st.text(max_size=300), st.sampled_from([value for values in VALUES.values() for value in values]))
def test_no_find_tells_more_than_its_first_two_signs(words: str, secret: str) -> None:
    for one in find(f"{words}\n{secret}\n{words}"):
        shown = [sign for sign in one.masked if sign.isascii() and sign.isalnum()]
        assert len(shown) <= 2
        assert 0 <= one.start < one.end


@given(st.text(alphabet="0123456789- \t.,가동호로길@a", max_size=3000))
def test_any_text_can_be_searched(text: str) -> None:
    find(text)
