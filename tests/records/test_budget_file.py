"""The .pb of a budget poll: it reads back and counts to what the poll says, and tells no more than the record."""

import json
import random
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel import clock
from app.kernel.db import session
from app.polls import queries
from app.polls.methods.budget_equal_shares import budget_equal_shares
from app.polls.methods.budget_greedy_cost import budget_greedy_cost
from app.polls.methods.budget_order import budget_order
from app.polls.methods.files.lines import Malformed
from app.polls.methods.files.pb import read_pb
from app.polls.models import Ballot
from app.polls.service import NewOption
from app.records.service import budget_lines
from tests import factories
from tests.factories import polls

COSTS = (300, 200, 500)
SPENDING = {
    "options": [NewOption(f'사업; "{n}"', cost_won=cost) for n, cost in enumerate(COSTS, 1)],
    "budget_won": 600,
    "votes_per_voter": 2,
}
MANY = [(1, 2)] * 9 + [(3,)] * 6 + [(2, 3)] * 4 + [(1,)] * 2 + [(0,)] * 2
NAMES = {"poll_id", "council_id", "url", "rules_hash", "opens_at"}  # of a poll: no two have the same
COUNTERS = {
    "budget_order": budget_order,
    "budget_greedy_cost": budget_greedy_cost,
    "budget_equal_shares": budget_equal_shares,
}


def a_budget(ballots=MANY, council=None, **given):
    return polls.a_counted_poll(ballots, council, **{"method": "budget_order", **SPENDING, **given})


def file_of(poll) -> str:
    return "".join(budget_lines(queries.result(queries.poll(poll.id)), "서울특별시 동작구"))


@pytest.mark.parametrize("method", COUNTERS)
def test_the_file_reads_back_and_counts_to_what_was_chosen(app, method):
    poll = a_budget(method=method)
    result = queries.result(poll)
    read = read_pb(BytesIO(file_of(poll).encode()))
    assert sum(one.weight for one in read.ballots) == result.valid == 21
    assert read.costs == dict(enumerate(COSTS, 1))
    assert read.budget == 600
    assert read.names[1] == '사업; "1"'
    chosen = {row.position for row in result.chosen}
    assert read.official == chosen
    counted = COUNTERS[method](read.ballots, read.costs, read.budget, order=(1, 2, 3))
    assert set(counted.elected) == chosen


def test_the_votes_of_the_projects_are_those_of_the_ballots(app):
    text = file_of(a_budget())
    read = read_pb(BytesIO(text.encode()))
    projects = text.partition("PROJECTS\n")[2].partition("VOTES\n")[0].splitlines()[1:]
    for option, line in enumerate(projects, 1):
        votes = sum(one.weight for one in read.ballots if option in dict(one.points))
        assert line.endswith(f";{COSTS[option - 1]};{votes};{int(option in read.official)}")


def test_below_twenty_ballots_the_sums_are_told_and_no_ballot(app):
    text = file_of(a_budget(MANY[:19]))
    assert "VOTES" not in text.splitlines()
    assert "ballots are not public" in text
    assert ";300;9;1" in text
    with pytest.raises(Malformed):
        read_pb(BytesIO(text.encode()))


def test_with_fewer_than_five_valid_ballots_there_is_no_file(app, client):
    poll = a_budget([(1, 2)] * 4 + [(0,)] * 30)
    answer = client.get(f"/polls/{poll.id}/ballots.pb")
    assert answer.status_code == 409
    assert "다섯" in answer.text


def test_a_poll_that_spends_nothing_has_no_file(app, client):
    poll = polls.a_counted_poll([(1,)] * 20, choices=2)
    assert client.get(f"/polls/{poll.id}/ballots.pb").status_code == 409


def test_before_closing_there_is_no_file(app, client):
    poll = polls.an_open_poll(method="budget_order", **SPENDING)
    assert client.get(f"/polls/{poll.id}/ballots.pb").status_code in {303, 403}


def test_the_file_says_nothing_of_a_moment_but_the_days_of_the_poll(app, client):
    poll = a_budget()
    text = client.get(f"/polls/{poll.id}/ballots.pb").text
    day = f"{clock.seoul(poll.opens_at):%d.%m.%Y}"
    assert f"date_begin;{day}" in text
    assert ":" not in text.replace(day, "")
    hashes = session().query(Ballot.nonce_hash).filter_by(poll_id=poll.id).all()
    assert not any(one in text or one[:8] in text for (one,) in hashes)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1_000_000))
def test_the_order_in_which_the_same_ballots_came_changes_no_file(app, client, seed):
    """Neither the .pb nor a table, but for what names the poll and its council."""
    told, opens, dong = [], clock.now() - timedelta(minutes=1), factories.a_dong()
    mixed = list(MANY)
    random.Random(seed).shuffle(mixed)
    for ballots in (MANY, mixed):
        council = factories.a_council(dong=dong, name="새솔길 골목회의")
        poll = a_budget(ballots, council, opens_at=opens, closes_at=opens + timedelta(hours=1))
        files = [file_of(poll).replace(f"instance;{poll.id}\n", "")]
        for key in ("polls", "results"):
            with client.get(f"/councils/{council.id}/data/{key}.json") as answer:
                rows = [{name: value for name, value in row.items() if name not in NAMES} for row in answer.json]
            files.append(json.dumps(rows))
        told.append(files)
    assert told[0] == told[1]
