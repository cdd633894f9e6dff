"""The record of a poll in which some voted with help: two verifiers find it right, and wrong where a mark is moved."""

import pytest

from app.polls import queries
from tests import factories
from tests.browser.test_two_verifiers import answers, page, verifier  # noqa: F401 - `page` is a fixture
from tests.factories import polls
from tests.records.records import parts, record_of, resigned


@pytest.fixture
def record(app):
    """Fifteen ballots online and six with help."""
    council = factories.a_council()
    helper, voters = factories.a_facilitator(council), polls.voters_of(council, 21)
    poll = polls.an_open_poll(council, choices=3, takes_assisted=True)
    for place, voter in enumerate(voters):
        if place < 6:
            polls.cast_with_help(poll, voter, [1 + place % 3], helper)
        else:
            polls.cast(poll, voter, [1 + place % 3])
    polls.closed(poll)
    return record_of(queries.poll(poll.id))


def line(lines, kind):
    return next(one for one in lines if one["line"] == kind)


def test_both_verifiers_find_the_record_right_and_it_tells_the_channels(record, page):  # noqa: F811
    lines = parts(record)
    assert line(lines, "rules")["sheet"]["channels"] == ["assisted", "online"]
    assert line(lines, "reconciliation")["sheet"]["marked"] == {"online": 15, "assisted": 6, "paper": 0}
    assert line(lines, "count")["count"]["result"]["channels"] == {"online": 15, "assisted": 6}
    assert verifier.faults(record) == []
    assert [one["outcome"] for one in answers(page, [record])] == ["right"]


def test_both_find_out_who_makes_ballots_with_help_look_like_others(record, page):  # noqa: F811
    lines = parts(record)
    line(lines, "reconciliation")["sheet"]["marked"] = {"online": 21, "assisted": 0, "paper": 0}
    changed = resigned(lines)
    assert verifier.faults(changed) != []
    assert [one["outcome"] for one in answers(page, [changed])] == ["wrong"]
