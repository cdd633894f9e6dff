"""What open data tells of a poll: figures where they may be seen, and no breakdown that shows few people."""

import pytest

from app.polls import queries
from app.records.queries.tables.told import Figures, told, told_rows
from tests.factories import polls
from tests.records.kinds_with_limits import ON_PAPER, ONLINE, weighed


def a_mixed_poll(online: int, paper: int, **given):
    """A motion that so many people vote on online, and so many on paper."""
    council = polls.factories.a_council()
    voters = polls.voters_of(council, online + paper)
    poll = polls.an_open_poll(council, takes_paper=True, **given)
    for voter in voters[:online]:
        polls.cast(poll, voter, [1])
    for voter in voters[online:]:
        polls.handed(poll, voter)
    polls.closed(poll)
    if paper:
        polls.a_batch(poll, *[[1]] * paper)
    polls.reconciled(poll, printed=paper)
    return polls.counted(poll)


def test_an_open_poll_tells_no_number(app):
    poll = polls.an_open_poll(voters=9)
    one = told(queries.poll(poll.id))
    assert (one.verdict, one.figures, one.hidden) == (None, Figures(), "")
    assert list(told_rows(queries.poll(poll.id))) == []


def test_with_fewer_than_five_valid_ballots_only_the_verdict_is_told(app):
    poll = polls.a_counted_poll([[1]] * 4 + [[0]] * 3, choices=2)
    one = told(poll)
    assert one.verdict is poll.tally.verdict
    assert one.figures == Figures()
    assert [row.row.votes for row in told_rows(poll)] == [None, None]


def test_from_five_on_the_figures_are_those_of_the_result(app):
    poll = polls.a_counted_poll([[1]] * 4 + [[2]] + [[0]], choices=2)
    figures = told(poll).figures
    assert (figures.turnout, figures.valid, figures.blank, figures.invalid) == (6, 5, 1, 0)
    assert figures.online == 6
    assert (figures.assisted, figures.paper) == (None, None)
    assert [row.row.votes for row in told_rows(poll)] == [4, 1]


@pytest.mark.parametrize(("online", "paper"), [(9, 3), (9, 0)])
def test_a_channel_of_few_is_kept_back_and_so_is_what_would_give_it_away(app, online, paper):
    one = told(a_mixed_poll(online, paper))
    assert one.figures.turnout == online + paper
    assert (one.figures.online, one.figures.paper) == (None, None)
    assert one.hidden == "online paper"


def test_channels_of_many_are_told(app):
    one = told(a_mixed_poll(7, 5))
    assert (one.figures.online, one.figures.paper, one.hidden) == (7, 5, "")


def test_votes_by_channel_are_told_but_for_the_rows_that_would_show_few(app):
    """Online 30, 10, 0 and on paper 4, 18, 6: the paper's 4 and online's 0 are few, and both rows are kept back."""
    rows = list(told_rows(weighed(ONLINE, ON_PAPER)))
    assert [row.row.votes for row in rows] == [34, 28, 6]
    assert [(row.votes_online, row.votes_paper) for row in rows] == [(None, None), (10, 18), (None, None)]
    assert [bool(row.hidden) for row in rows] == [True, False, True]


def test_a_poll_that_weighs_nothing_tells_no_votes_by_channel(app):
    rows = list(told_rows(weighed(ONLINE, ON_PAPER[:19])))
    assert {(row.votes_online, row.votes_paper, row.hidden) for row in rows} == {(None, None, "")}
