"""Whether a show of hands carries: the edges of every passing rule, counted exactly."""

import pytest

from app.councils.models import Bylaws
from app.meetings.service.rules import Hands, judge
from app.meetings.states import Outcome

CARRIED, NOT, NONE = Outcome.CARRIED, Outcome.NOT_CARRIED, Outcome.NO_QUORUM


def bylaws(share: str = "1/2", basis: str = "valid", strict: bool = True) -> Bylaws:
    top, bottom = share.split("/")
    return Bylaws(
        passing_numerator=int(top), passing_denominator=int(bottom), passing_basis=basis, passing_strict=strict
    )


# yes, no, abstain, present, share, basis, strict, outcome
# fmt: off
TABLE = [
    (6,  6,  0, 12, "1/2", "valid", True,  NOT),      # exactly half is not more than half
    (6,  6,  0, 12, "1/2", "valid", False, CARRIED),  # but it is at least half
    (7,  6,  0, 13, "1/2", "valid", True,  CARRIED),
    (8,  4,  0, 12, "2/3", "valid", False, CARRIED),  # exactly two thirds
    (8,  4,  0, 12, "2/3", "valid", True,  NOT),
    (7,  4,  0, 11, "2/3", "valid", False, NOT),      # 7 of 11 is 63.6 %
    (5,  3,  9, 17, "1/2", "valid", True,  CARRIED),  # abstentions do not count
    (5,  3,  9, 17, "1/2", "cast",  True,  NOT),      # here they do
    (5,  0,  0, 12, "1/2", "roll",  True,  NOT),      # of those present
    (7,  0,  0, 12, "1/2", "roll",  True,  CARRIED),
    (0,  0,  5, 12, "1/2", "valid", True,  NOT),      # nobody said yes or no
    (0,  0,  0, 12, "1/2", "cast",  False, NOT),      # nobody raised a hand
    (1,  0,  0,  1, "1/1", "valid", False, CARRIED),
    (33, 17, 0, 50, "66/100", "valid", False, CARRIED),
]
# fmt: on


@pytest.mark.parametrize(("yes", "no", "abstain", "present", "share", "basis", "strict", "outcome"), TABLE)
def test_a_show_of_hands_is_judged_exactly(app, yes, no, abstain, present, share, basis, strict, outcome):
    judgement = judge(Hands(yes, no, abstain, present), bylaws(share, basis, strict), 0)
    assert judgement.outcome is outcome


@pytest.mark.parametrize(("present", "outcome"), [(9, NONE), (10, CARRIED), (11, CARRIED)])
def test_without_quorum_nothing_is_decided(app, present, outcome):
    assert judge(Hands(9, 0, 0, present), bylaws(), 10).outcome is outcome


def test_the_reason_is_one_sentence_with_its_numbers(app):
    judgement = judge(Hands(9, 3, 1, 13), bylaws(), 10)
    assert judgement.because == (
        "참석 13명으로 정족수 10명을 채웠습니다. "
        "찬성과 반대를 더한 12명 가운데 찬성이 9명으로, 가결에 필요한 7명을 채웠습니다."
    )


def test_the_reason_for_no_names_what_was_missing(app):
    assert "가결에 필요한 7명에 못 미쳤습니다" in judge(Hands(6, 6, 1, 13), bylaws(), 0).because
    assert "정족수 20명을 채우지 못했습니다" in judge(Hands(9, 3, 1, 13), bylaws(), 20).because
    assert "손을 든 사람이 없어" in judge(Hands(0, 0, 1, 13), bylaws(), 0).because


def test_every_sentence_fits_its_column(app):
    long = judge(Hands(99_998, 1, 1, 100_000), bylaws("2/3", "cast", False), 100_000)
    assert len(long.because) <= 300
