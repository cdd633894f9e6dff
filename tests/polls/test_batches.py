"""Entering paper: two people, apart; what they agree on is final, and where they differ they are told which sheets."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid, NotFound
from app.polls import service
from app.polls.service.batches import written
from app.polls.states import Invalidity
from tests import factories
from tests.conftest import rows
from tests.factories import polls

OVER, UNREADABLE = Invalidity.OVER_MARKED, Invalidity.UNREADABLE


@pytest.fixture
def box(app):
    """A closed poll with paper: up to two of three options."""
    return polls.closed(
        polls.an_open_poll(takes_paper=True, choices=3, method="choose_up_to_k", votes_per_voter=2, voters=1)
    )


@pytest.fixture
def pair(app):
    return factories.a_user(), factories.a_user()


def begun(poll, sheets=3):
    with transaction():
        return service.begin_batch(poll.id, sheets=sheets).number


def entered(poll, number, sheets, by):
    with transaction():
        return service.enter(poll.id, number, sheets, by=by, at=clock.now()).is_accepted


def kept():
    return sorted((row.batch, row.marks, row.count) for row in rows("paper_ballot"))


def test_a_batch_is_accepted_when_two_people_have_entered_the_same(box, pair):
    number = begun(box, 4)
    assert not entered(box, number, [[2, 1], [0], [3], [1, 2]], pair[0])
    assert (kept(), len(rows("paper_entry"))) == ([], 1)
    assert entered(box, number, [[1, 2], [0], [3], [2, 1]], pair[1])
    assert kept() == [(1, "[1,2]", 2), (1, "[3]", 1), (1, "[]", 1)]
    assert rows("paper_entry") == [], "the order of the pile is still there"
    batch = service.batch(box.id, number)
    assert (batch.first_by_id, batch.second_by_id) == (pair[0].id, pair[1].id)


def test_the_same_person_can_never_be_both(box, pair):
    number = begun(box)
    for _time in range(2):
        assert not entered(box, number, [[1], [2], [3]], pair[0])
    assert len(rows("paper_entry")) == 1
    with pytest.raises(IntegrityError), transaction():
        session().execute(
            text("UPDATE paper_batch SET is_accepted = :yes, first_by_id = :by, second_by_id = :by"),
            {"yes": True, "by": pair[0].id},
        )


def test_where_two_differ_the_sheets_are_told_and_either_corrects_their_own(box, pair):
    number = begun(box)
    entered(box, number, [[1], [2], [3]], pair[0])
    entered(box, number, [[1], [3], UNREADABLE], pair[1])
    assert service.differing(service.entries_of(box.id, number)) == [2, 3]
    assert not entered(box, number, [[1], [3], [3]], pair[0])
    assert service.differing(service.entries_of(box.id, number)) == [3]
    assert entered(box, number, [[1], [3], [3]], pair[1])
    assert kept() == [(1, "[1]", 1), (1, "[3]", 2)]


def test_one_entry_alone_differs_from_nothing(box, pair):
    number = begun(box)
    entered(box, number, [[1], [2], [3]], pair[0])
    assert service.differing(service.entries_of(box.id, number)) == []


def test_a_third_person_cannot_join_two(box, pair):
    number = begun(box, 1)
    entered(box, number, [[1]], pair[0])
    entered(box, number, [[2]], pair[1])
    with pytest.raises(Conflict, match="두 분이 이미"):
        entered(box, number, [[1]], factories.a_user())


def test_an_accepted_batch_takes_no_more(box, pair):
    number = polls.a_batch(box, [1], by=pair)
    with pytest.raises(Conflict, match="확인을 마친"):
        entered(box, number, [[2]], pair[0])
    with pytest.raises(Conflict, match="확인을 마친"), transaction():
        service.remove_batch(box.id, number)


def test_a_batch_that_was_counted_wrong_is_taken_back_whole(box, pair):
    number = begun(box)
    entered(box, number, [[1], [2], [3]], pair[0])
    with transaction():
        service.remove_batch(box.id, number)
    assert rows("paper_batch") == rows("paper_entry") == []
    with pytest.raises(NotFound):
        entered(box, number, [[1], [2], [3]], pair[0])


@pytest.mark.parametrize("sheets", [0, -1, 26])
def test_a_batch_has_between_one_and_25_sheets(box, sheets):
    with pytest.raises(Invalid, match="25장까지"):
        begun(box, sheets)


def test_every_sheet_of_the_batch_is_entered(box, pair):
    number = begun(box)
    with pytest.raises(Invalid, match="3장입니다"):
        entered(box, number, [[1], [2]], pair[0])


@pytest.mark.parametrize("state", ["open", "closed"])
def test_batches_are_made_while_a_poll_is_counted_and_at_no_other_time(app, state):
    poll = polls.an_open_poll(takes_paper=state == "open", voters=1)
    if state == "closed":
        polls.closed(poll)
    with pytest.raises(Conflict, match="상태라서 할 수 없는"):
        begun(poll)


@pytest.mark.parametrize(
    ("method", "sheet", "kept_as"),
    [
        ("motion", [3], "[3]"),
        ("motion", [0], '"unmarked"'),
        ("motion", [1, 2], '"over_marked"'),
        ("motion", [9], '"other"'),
        ("choose_one", [0], "[]"),
        ("choose_one", [2, 1], '"over_marked"'),
        ("choose_one", [], '"unmarked"'),
        ("choose_one", UNREADABLE, '"unreadable"'),
        ("choose_up_to_k", [3, 1], "[1,3]"),
        ("choose_up_to_k", [1, 2, 3], '"over_marked"'),
        ("choose_up_to_k", OVER, '"over_marked"'),
    ],
)
def test_sheets_read_like_ballots_and_what_does_not_read_is_invalid_with_its_reason(app, method, sheet, kept_as):
    given = {"choices": 3, "votes_per_voter": 2} if method != "motion" else {}
    poll = polls.an_open_poll(method=method, takes_paper=True, **given)
    assert written(sheet, poll) == kept_as


REFUSED = [
    "UPDATE paper_ballot SET count = 9",
    "UPDATE paper_ballot SET marks = '[2]'",
    "DELETE FROM paper_ballot",
    "INSERT INTO paper_ballot (poll_id, batch, marks, count) VALUES (1, 1, '[3]', 1)",
    "UPDATE paper_batch SET sheets = 9",
    "UPDATE paper_batch SET first_by_id = NULL",
    "DELETE FROM paper_batch",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_an_accepted_batch_is_final_in_the_database_itself(box, pair, statement):
    polls.a_batch(box, [1], [2], by=pair)
    before = [rows(table) for table in ("paper_batch", "paper_ballot")]
    with pytest.raises(IntegrityError, match="final"), transaction():
        session().execute(text(statement))
    assert [rows(table) for table in ("paper_batch", "paper_ballot")] == before


def test_no_batch_comes_in_by_sql_after_the_count(box, pair):
    polls.reconciled(box, printed=0)
    polls.counted(box)
    for statement in (
        "INSERT INTO paper_batch (poll_id, number, sheets, is_accepted) VALUES (1, 7, 1, '0')",
        "INSERT INTO paper_ballot (poll_id, batch, marks, count) VALUES (1, 7, '[1]', 1)",
        "UPDATE reconciliation SET printed = 7",
        "DELETE FROM reconciliation",
    ):
        with pytest.raises(IntegrityError, match="final"), transaction():
            session().execute(text(statement))


@pytest.mark.parametrize("table", ["paper_batch", "paper_ballot", "reconciliation"])
def test_emptying_a_table_of_paper_at_once_is_refused(box, pair, table):
    polls.a_batch(box, [1], by=pair)
    polls.reconciled(box, printed=0, box="한 장이 더 나왔습니다")
    polls.counted(box)
    command = {"sqlite": "DELETE FROM", "postgresql": "TRUNCATE"}[session().connection().dialect.name]
    with pytest.raises(DatabaseError, match="final"), transaction():
        session().execute(text(f"{command} {table} {'CASCADE' if command == 'TRUNCATE' else ''}"))
