"""Residents' words made safe to show."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.markup import Piece, difference, home_numbers, phone_numbers, private_numbers, rich

ALLOWED = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "code", "hr"}
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[눌러요](javascript:alert(1))",
    "[눌러요](JaVaScRiPt:alert(1))",
    "[눌러요](data:text/html;base64,PHNjcmlwdD4=)",
    "![사진](https://evil.example/x.png)",
    "<button hx-get='/sign-out'>눌러요</button>",
    '<a href="x" onclick="alert(1)">눌러요</a>',
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    '[a](https://x.example "onmouseover=alert(1)")',
    "<style>body{display:none}</style>",
    "`<script>`",
    "<javascript:alert(1)>",
    "[x](vbscript:msgbox)",
    "<form action=//evil.example><input name=password></form>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_brings_a_program_into_the_page(attack: str) -> None:
    html = rich(attack)
    assert set(re.findall(r"<([a-zA-Z]+)", html)) <= ALLOWED
    assert not re.search(r"<[^>]*\s(on\w+|style|hx-\w+|src)\s*=", html)
    assert not re.search(r'<[^>]*href="(?!https?:|mailto:|tel:)', html)


@given(st.text(alphabet="<>[]()*_`!\"'=/:javscriptonlkd 가\n&;#x", max_size=80))
def test_no_text_at_all_leaves_the_short_list_of_tags(text: str) -> None:
    html = rich(text)
    assert set(re.findall(r"<([a-zA-Z]+)", html)) <= ALLOWED
    assert not re.search(r"<[^>]*\son\w+\s*=", html)


def test_a_link_is_kept_and_says_nothing_about_the_reader() -> None:
    html = rich("[구청](https://www.dongjak.go.kr/)")
    assert 'href="https://www.dongjak.go.kr/"' in html
    assert 'rel="nofollow noopener noreferrer"' in html


def test_lines_and_lists_stay_as_they_were_written() -> None:
    assert "첫 줄<br" in rich("첫 줄\n둘째 줄")
    assert rich("- 하나\n- 둘").count("<li>") == 2


def test_no_text_at_all_gives_an_empty_page() -> None:
    assert rich(None) == ""
    assert rich("") == ""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**'가로등'**을 고칩니다", "<strong>'가로등'</strong>을 고칩니다"),
        ('**"가로등"**이 꺼졌다', '<strong>"가로등"</strong>이 꺼졌다'),
        ("**보안등(가로등)**은", "<strong>보안등(가로등)</strong>은"),
        ("골목*'등'*도", "골목<em>'등'</em>도"),
        ("이것은**‘강조’**입니다", "이것은<strong>‘강조’</strong>입니다"),
        ("**燈(등)**을", "<strong>燈(등)</strong>을"),
        ("**가로등**을", "<strong>가로등</strong>을"),
        ("가로등(**보안등**)을", "가로등(<strong>보안등</strong>)을"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("가 ** 나 ** 다", "가 ** 나 ** 다"),
        ("**끝나지 않은", "**끝나지 않은"),
        ("가_나_다", "가_나_다"),
        ("_'가'_를", "_'가'_를"),
        ("plain **bold** text", "plain <strong>bold</strong> text"),
    ],
)
def test_a_korean_particle_may_follow_a_closing_star(text: str, html: str) -> None:
    assert rich(text).strip() == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "010-1234-5678", "010 1234 5678", "01012345678", "010.1234.5678", "０１０－１２３４－５６７８", "010–1234–5678",
        "(010)1234-5678", "010)1234-5678", "010 - 1234 - 5678", "010ㅡ1234ㅡ5678", "010·1234·5678", "+82 10-1234-5678",
        "+82-10-1234-5678", "+82 (0)10 1234 5678", "82 10 1234 5678", "011-234-5678", "016 234 5678",
        "제 번호는010-1234-5678입니다", "010\u200b-1234\u200b-5678", "①010-1234-5678",
    ],
)  # fmt: skip
def test_a_mobile_number_is_found_however_it_is_written(text: str) -> None:
    assert [str(kind) for kind in private_numbers(text)] == ["휴대전화 번호"]


@pytest.mark.parametrize(
    "text",
    [
        "900101-1234567", "900101 - 1234567", "9001011234567", "900101 1234567", "９００１０１－１２３４５６７",
        "900101–2234567", "051231-3123456", "900101.1234567", "900101ㅡ1234567", "850505-5123456",
        "주민번호는900101-1234567이고", "900101\u200b-1234567",
    ],
)  # fmt: skip
def test_a_registration_number_is_found_however_it_is_written(text: str) -> None:
    assert [str(kind) for kind in private_numbers(text)] == ["주민등록번호"]


@pytest.mark.parametrize(
    "text",
    [
        "국사봉길 82~86-9", "2026-1123456", "접수번호 상도3-2026-0412", "1,234,567원", "예산 48,500,000원",
        "2026년 11월 24일 18:30", "2026-11-24", "20261124", "02-820-1234", "031-123-4567", "070-1234-5678",
        "1588-1234", "우편번호 06978", "990101호", "계좌 110-123-456789", "2026.11.24. 10:00~12:00",
        "가로등 12-345-6789번", "1159055000", "0.0101234567890", "사업자 123-45-67890", "1층 010호", "제010-12호",
        "991301-1234567", "900132-1234567", "900101-9234567", "20900101-1234567", "2026-010-12",
        "10 1234 5678", "",
    ],
)  # fmt: skip
def test_prices_dates_and_house_numbers_raise_no_alarm(text: str) -> None:
    assert private_numbers(text) == []


def test_both_kinds_are_named_when_both_are_there() -> None:
    found = private_numbers("900101-1234567 / 010-1234-5678")
    assert [str(kind) for kind in found] == ["주민등록번호", "휴대전화 번호"]


def test_numbers_on_different_lines_are_different_numbers() -> None:
    assert private_numbers("예산 010\n1234명\n5678원") == []


def test_a_difference_is_told_word_by_word() -> None:
    assert difference(
        "밤마다 쓰레기가 쌓입니다. 고양이가 뜯습니다.", "밤마다 골목에 쓰레기가 쌓입니다. 냄새가 납니다."
    ) == [
        Piece("same", "밤마다 "),
        Piece("new", "골목에 "),
        Piece("same", "쓰레기가 쌓입니다. "),
        Piece("gone", "고양이가 뜯습니다."),
        Piece("new", "냄새가 납니다."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("", "가로등", [Piece("new", "가로등")]),
        ("가로등", "", [Piece("gone", "가로등")]),
        ("가로등  하나", "가로등 하나", [Piece("same", "가로등 하나")]),
    ],
)
def test_nothing_all_and_blanks_have_their_difference(before: str, after: str, pieces: list[Piece]) -> None:
    assert difference(before, after) == pieces


_TEXTS = st.text(alphabet="가나 다\n.", max_size=40).map(str.strip)


@given(_TEXTS, _TEXTS)
def test_a_difference_holds_all_words_of_both_texts(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert "".join(piece.text for piece in pieces if piece.kind != "new").split() == before.split()


def test_a_text_of_one_word_over_and_over_is_compared_whole() -> None:
    before, after = "가 " * 1400, "나 " + "가 " * 1400
    assert difference(before, after) == [Piece("gone", before), Piece("new", after)]
    assert difference(before, before) == [Piece("same", before)]


@pytest.mark.parametrize("text", ["12가 3456", "서울 34바1234 차가", "123하4567", "１２가 ３４５６", "12가-3456"])
def test_number_plates_are_found(text):
    assert [str(kind) for kind in private_numbers(text)] == ["자동차 번호"]


@pytest.mark.parametrize(
    "text", ["82호 2026년에", "30주 1200원", "국사봉길 84호 1층", "12월 3456명", "2026가 3456", "12가 34567"]
)
def test_sums_years_and_houses_are_no_number_plates(text):
    assert private_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("문의 02-820-0000", {"028200000"}),
        ("02) 820 0000 또는 +82 2 820 0000", {"028200000"}),
        ("010-1234-5678, 051-123-4567", {"01012345678", "0511234567"}),
        ("다산콜 120, 대표 1588-0000, 예산 12,000,000원, 2026-11-28", set()),
    ],
)
def test_phone_numbers_are_read_as_digits_however_they_are_written(text, numbers):
    assert phone_numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "02-123-4567", "(02) 823-4567", "02)823-4567", "031-823-4567", "064.823.4567", "070-1234-5678", "0505-823-4567",
        "+82 2 823 4567", "０２-８２３-４５６７", "02\u200b-823-4567", "0212345678", "02 - 823 - 4567",
        "제 번호는02-823-4567",
        "전화 02 823 4567", "연락처: 031 823 4567", "우리 집 02-823-4567", "공원 앞에 사는 김순자님 댁 02-823-4567",
        "청소과에 물어보세요.\n저는 02-823-4567입니다", "이웃과 나누는 우리 집 번호 02-820-1234",
        "주소 상도동 82-3, 02-820-1234", "장소: 우리 집 앞. 02-820-1234", "거실 02-820-1234",
        "쓰레기와 소음과 주차. 연락은 02-820-1234", "옆 병원 소음 때문에 못 자는 302호입니다 02-820-1234",
    ],
)  # fmt: skip
def test_the_number_of_a_home_is_found_however_it_is_written(text):
    assert len(home_numbers(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "구청 청소과 02-820-1234", "상도3동주민센터(02-820-1234)", "02-820-1234 (관리사무소)", "문의 02-820-1234",
        "동작구의회 02-820-1234", "어린이집 02-820-1234", "한전 02-820-1234", "경로당 02-820-1234",
        "주차관리과 02-820-1234", "위생과 김 주무관: 02-820-1234",
        "120", "1588-1234", "080-123-4567", "1899-0000", "대표 1644-1234", "02-000-0000",
        "국사봉길 82~86-9", "상도로37길 5~21", "02호 1층", "가로등 12-345-6789번", "1층 010호", "031번 버스",
        "1,234,567원", "1,002,123,4567", "0.0212345678", "총 48,500,000원", "02 1200 3400",
        "01 1000 2000 / 02 1200 3400",
        "2026-02-1234", "2026.02.11. 10:00~12:00", "02.11.2026", "20260211", "2026년 02월 11일 1830", "02 11 2026",
        "접수번호 상도3-2026-0412", "문서번호 02-2026-1128", "사업자 123-45-67890", "계좌 110-123-456789",
        "우편번호 06978", "1159055000", "02-1234-5678원", "",
    ],
)  # fmt: skip
def test_numbers_of_offices_sums_dates_and_roads_are_no_number_of_a_home(text):
    assert home_numbers(text) == []


def test_a_number_that_an_office_is_known_by_needs_no_word_beside_it():
    assert home_numbers("02-820-1234로 물어보니 된답니다", ["02) 820-1234"]) == []
    assert home_numbers("02-820-1234로, 또 02-820-9999로", ["02) 820-1234"]) == ["02-820-9999"]
