"""Each number of requests against a slow count of a small town of chance, and what a longer span must have."""

from random import Random

import pytest

from app.boards import queries
from app.boards.states import Span
from app.kernel import clock
from app.meetings.states import MeetingState
from tests.boards.towns import a_town, counted
from tests.factories import a_council, days, in_days
from tests.factories.meetings import a_meeting, an_attendance

INSIDE = (
    (Span.MONTH, Span.QUARTER),
    (Span.QUARTER, Span.YEAR),
    (Span.MONTH, Span.THREE_MONTHS),
    (Span.YEAR, Span.TWELVE_MONTHS),
    (Span.THREE_MONTHS, Span.TWELVE_MONTHS),
)
NOW = ("overdue", "waiting", "late-deeds")  # what is so today, whatever the span


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_number_of_requests_is_what_one_counts_by_hand(app, seed):
    dongs, town = a_town(Random(seed), requests=24)
    now = clock.now()
    for span in Span:
        boards = queries.boards(None, span, now)
        for dong in dongs:
            wanted = counted(town, dong.id, span.until(now))
            found = boards[dong.id].counts if dong.id in boards else dict.fromkeys(wanted, 0)
            assert {key: found[key] for key in wanted} == wanted, (span, dong.id)


@pytest.mark.parametrize("seed", [4, 5])
def test_a_longer_span_has_all_of_a_shorter_one(app, seed):
    dongs, _town = a_town(Random(seed), requests=16)
    now = clock.now()
    boards = {span: queries.boards([one.id for one in dongs], span, now) for span in Span}
    for shorter, longer in INSIDE:
        for dong_id, board in boards[shorter].items():
            for key, count in board.counts.items():
                more = boards[longer][dong_id].counts[key]
                assert count <= more, (shorter, longer, key)
                assert count == more or key not in NOW, (shorter, longer, key)


@pytest.mark.parametrize("seed", [6])
def test_parts_add_up_to_their_wholes(app, seed):
    dongs, _town = a_town(Random(seed), requests=20)
    for span in Span:
        for board in queries.boards([one.id for one in dongs], span, clock.now()).values():
            counts = board.counts
            kinds = ("accepted", "partly", "deferred", "rejected", "passed-on")
            assert sum(counts[kind] for kind in kinds) == counts["answered"]
            assert counts["answered"] + counts["waiting"] == counts["waited"]
            assert counts["in-time"] <= counts["due"]
            assert counts["overdue"] <= counts["waiting"]
            parts = board.answering
            assert parts.answered + parts.waiting + parts.overdue == parts.waited
            assert parts.late <= parts.answered


def test_a_town_together_is_its_dongs_apart(app):
    """No row of one dong comes into the numbers of another, nor is any lost between them."""
    dongs, _town = a_town(Random(7), requests=12)
    now = clock.now()
    together = queries.boards(None, Span.TWELVE_MONTHS, now)
    apart = {one.id: queries.board(one.id, Span.TWELVE_MONTHS, now) for one in dongs}
    assert {dong_id: board.counts for dong_id, board in together.items()} == {
        dong_id: board.counts for dong_id, board in apart.items() if dong_id in together
    }
    assert all(board.is_quiet for dong_id, board in apart.items() if dong_id not in together)


def test_people_of_meetings_are_added_by_hand(app):
    council, chance = a_council(), Random(8)
    held = []
    for _each in range(8):
        began, came = days(chance.choice((1, 40, 70, 150, 300, 400))), chance.randint(0, 8)
        meeting = a_meeting(council=council, state=MeetingState.ENDED, opened_at=in_days(0) - began)
        for number in range(came):
            an_attendance(meeting, name=f"이웃{number}")
        held.append((clock.seoul(in_days(0) - began).date(), came))
    now = clock.now()
    for span in Span:
        first = span.until(now).first
        inside = [came for day, came in held if day >= first]
        board = queries.board(council.dong_id, span, now)
        assert (board.counts["meetings"], board.came) == (len(inside), sum(one for one in inside if one >= 5)), span
