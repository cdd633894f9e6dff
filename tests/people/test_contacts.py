"""A phone number or an e-mail address, however it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.kernel.outbox import Channel
from app.people.models import Contact, contact_of


@pytest.mark.parametrize(
    "written",
    [
        "010-1234-5678", "01012345678", "010 1234 5678", " 010.1234.5678 ", "(010) 1234-5678", "010–1234–5678",
        "+82 10 1234 5678", "+82-10-1234-5678", "+821012345678", "+82 (0)10-1234-5678", "82 10 1234 5678",
        "0082 10 1234 5678", "０１０－１２３４－５６７８", "０１０ １２３４ ５６７８", "+82 010 1234 5678",
        "010/1234/5678", "010_1234_5678", "010\u20111234\u20115678", "\t010\u30001234\u30005678",
    ],
)  # fmt: skip
def test_a_mobile_number_is_the_same_in_every_writing(written: str) -> None:
    assert contact_of(written) == Contact(Channel.SMS, "01012345678")


def test_an_old_number_with_three_middle_digits_is_taken() -> None:
    assert str(contact_of("011 234 5678")) == "011-234-5678"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("soonja@example.org", "soonja@example.org"),
        (" Soon.Ja@Example.ORG ", "soon.ja@example.org"),
        ("ｓｏｏｎｊａ＠example．org", "soonja@example.org"),
        ("순자@도메인.한국", "순자@도메인.한국"),
    ],
)
def test_an_address_is_the_same_in_every_writing(written: str, address: str) -> None:
    assert contact_of(written) == Contact(Channel.EMAIL, address)


@pytest.mark.parametrize(
    "written",
    [
        "02-820-1234", "1588-1234", "070-1234-5678", "010-1234-567", "010-1234-56789", "+1 202 555 0123", "순자",
        "soonja@", "@example.org", "a b@example.org", "soonja@example", "a@b@example.org", "", "   ", "010-1234-abcd",
        "x" * 300, "soonja@example.org\nbcc: all@example.org", "0１0-١٢٣٤-5678", "+82 2-820-1234",
    ],
)  # fmt: skip
def test_what_is_neither_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(Invalid) as fault:
        contact_of(written)
    assert fault.value.reason


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_the_reading(text: str) -> None:
    try:
        contact = contact_of(text)
    except Invalid:
        return
    assert contact_of(str(contact)) == contact


@given(st.from_regex(r"(010[0-9]{8}|01[16789][0-9]{7,8})", fullmatch=True))
def test_a_number_reads_the_same_after_it_was_shown(digits: str) -> None:
    assert contact_of(str(contact_of(digits))).address == digits
