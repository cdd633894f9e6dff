"""Money as people write it."""

import pytest

from app.proposals.forms import won_of


@pytest.mark.parametrize(
    ("written", "won"),
    [
        ("1200000", 1_200_000),
        ("1,200,000", 1_200_000),
        ("1,200,000원", 1_200_000),
        ("１，２００，０００", 1_200_000),
        ("120만", 1_200_000),
        ("120만 원", 1_200_000),
        ("약 120만원", 1_200_000),
        ("１２０만", 1_200_000),
        ("1억 2000만", 120_000_000),
        ("2억", 200_000_000),
        ("3만5000원", 35_000),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(written, won):
    assert won_of(written) == won


@pytest.mark.parametrize("written", ["", "원", "만원", "12만3억", "-5", "1.5만", "백만", "1e9", "五千", "²", "abc"])
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(ValueError):
        won_of(written)
