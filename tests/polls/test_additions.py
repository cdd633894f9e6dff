"""Additions: whoever was left out is put on the roll of an open poll; all read that it was done and why, nobody who."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.councils.states import MembershipState, Tie
from app.kernel import clock, ledger
from app.kernel.db import db, session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import Event
from app.people.models import User
from app.polls import queries, service
from tests import factories
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import polls as made

WHY = "여는 날 아침에 확인한 신청이 빠졌습니다."


def added(poll, person, reason=WHY, at=clock.database_now):
    with transaction():
        found, number = queries.poll(poll.id), person if isinstance(person, int) else person.id
        return service.add_to_roll(found, number, reason=reason, by=somebody(), at=clock.now(), clock=at)


def somebody():
    return session().query(User).order_by(User.id).first()


@pytest.fixture
def council(app):
    return factories.a_council(bylaws={"min_age": 19, "ties": ["lives"]})


def test_who_was_left_out_is_added_and_can_vote(council):
    poll = made.an_open_poll(council, voters=2)
    late = factories.a_member(council)
    added(poll, late)
    assert service.standing(poll, late).is_on_roll
    made.cast(poll, late, [1])
    assert [(row.number, row.reason) for row in rows("roll_addition")] == [(1, WHY)]
    assert queries.poll(poll.id).roll_count == 3, "the roll of the opening stays what it was"


def test_the_log_and_the_event_hold_nothing_of_the_person(council):
    poll = made.an_open_poll(council)
    late = factories.a_member(council, name="박순자")
    added(poll, late)
    (row,) = rows("roll_addition")
    assert set(row._fields) == {"poll_id", "number", "reason", "by_id", "at"}
    assert service.person_key(late, poll) not in str(row)
    event = session().query(Event).filter_by(action="poll.roll_added").one()
    fingerprint = ledger.entries_about("poll", poll.id)[-1].code
    assert event.facts == {"number": 1, "fingerprint": fingerprint}
    assert late.id not in {event.subject_id, event.by_id}


def test_numbers_count_up_in_each_poll(council):
    one, other = made.an_open_poll(council), made.an_open_poll(council)
    for poll in (one, other, one):
        added(poll, factories.a_member(council))
    assert sorted((row.poll_id, row.number) for row in rows("roll_addition")) == [
        (one.id, 1), (one.id, 2), (other.id, 1)
    ]  # fmt: skip


@pytest.mark.parametrize("given", [
    {"state": MembershipState.REQUESTED}, {"tie": Tie.WORKS}, {"birth_year": clock.today().year - 18},
])  # fmt: skip
def test_only_who_is_confirmed_and_fits_the_rules_of_the_opening_is_added(council, given):
    poll = made.an_open_poll(council)
    person = factories.a_member(council, **given)
    with pytest.raises(Invalid, match="규칙에 맞는 주민만"):
        added(poll, person)
    assert rows("roll_addition") == []
    assert person.id not in {one.id for one in service.left_out(queries.poll(poll.id))}


def test_a_member_of_another_council_and_nobody_at_all_are_not_added(council):
    poll = made.an_open_poll(council)
    for number in (factories.a_member(factories.a_council()).id, 99_999):
        with pytest.raises(Invalid, match="규칙에 맞는 주민만"):
            added(poll, number)


def test_nobody_is_added_twice(council):
    poll, late = made.an_open_poll(council), factories.a_member(council)
    added(poll, late)
    with pytest.raises(Invalid, match="이미 이 투표의 명부에"):
        added(poll, late)
    assert len(rows("roll_addition")) == 1


@pytest.mark.parametrize("reason", ["", "  ", "박순자 님이 빠졌습니다.", "박 순자 님이 빠졌습니다."])
def test_a_reason_says_something_and_not_who(council, reason):
    poll, late = made.an_open_poll(council), factories.a_member(council, name="박순자")
    with pytest.raises(Invalid, match="모두가 읽습니다"):
        added(poll, late, reason)
    assert not service.standing(queries.poll(poll.id), late).is_on_roll


def test_nobody_is_added_before_the_opening_or_when_the_time_is_over(council):
    draft, poll = made.a_draft(council), made.an_open_poll(council)
    late = factories.a_member(council)
    with pytest.raises(Conflict, match="열려 있는 투표"):
        added(poll, late, at=made.after_closing(poll))
    made.closed(poll)
    for other in (poll, draft):
        with pytest.raises(Conflict, match="열려 있는 투표"):
            added(other, late)
    assert rows("roll_addition") == []


REFUSED = [
    "INSERT INTO roll (poll_id, person_key, alley) VALUES (1, 'unlogged', '')",
    "INSERT INTO roll (poll_id, person_key, alley, channel) VALUES (1, 'marked', '', 'online')",
    "UPDATE roll_addition SET reason = 'another'",
    "DELETE FROM roll_addition",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_takes_no_line_that_is_not_logged_and_keeps_the_log(council, statement):
    poll = made.an_open_poll(council)
    added(poll, factories.a_member(council))
    before = sorted(map(str, rows("roll"))), rows("roll_addition")
    with pytest.raises(IntegrityError, match="final"), transaction():
        session().execute(text(statement.replace("(1,", f"({poll.id},")))
    assert (sorted(map(str, rows("roll"))), rows("roll_addition")) == before


def log_one(poll):
    session().execute(
        text("INSERT INTO roll_addition (poll_id, number, reason, by_id, at) VALUES (:poll, 1, 'why', :by, :at)"),
        {"poll": poll.id, "by": poll.made_by_id, "at": clock.now().replace(tzinfo=None)},
    )


def test_one_logged_addition_makes_room_for_one_unmarked_line(council):
    poll = made.an_open_poll(council)
    line = text("INSERT INTO roll (poll_id, person_key, alley, channel) VALUES (:poll, :key, '', :channel)")
    with transaction():
        log_one(poll)
    with pytest.raises(IntegrityError, match="final"), transaction():
        session().execute(line, {"poll": poll.id, "key": "marked", "channel": "online"})
    with transaction():
        session().execute(line, {"poll": poll.id, "key": "one", "channel": None})
    with pytest.raises(IntegrityError, match="final"), transaction():
        session().execute(line, {"poll": poll.id, "key": "two", "channel": None})
    assert len(rows("roll")) == 2


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_the_database_logs_an_addition_only_while_the_box_is_open(council, state):
    poll = made.a_draft(council) if state == "draft" else made.closed(made.an_open_poll(council))
    with pytest.raises(IntegrityError, match="final"), transaction():
        log_one(poll)


def test_the_log_is_not_emptied_at_once(council):
    added(made.an_open_poll(council), factories.a_member(council))
    is_sqlite = session().connection().dialect.name == "sqlite"
    with pytest.raises(DatabaseError, match="final"), transaction():
        session().execute(text("DELETE FROM roll_addition" if is_sqlite else "TRUNCATE roll_addition"))
    assert len(rows("roll_addition")) == 1


def test_a_mixed_roll_keeps_its_additions(council):
    poll, late = made.an_open_poll(council, voters=3), factories.a_member(council)
    added(poll, late)
    before = set(rows("roll"))
    with transaction():
        service.mix(poll.id, at=clock.now())
    assert set(rows("roll")) == before
    assert service.standing(queries.poll(poll.id), late).is_on_roll


@pytest.mark.postgresql_only
def test_the_new_line_does_not_lie_last_by_rule(council):
    """Twelve additions, one after the other: the last written is hardly ever the last that lies there."""
    if session().connection().dialect.name == "sqlite":
        pytest.skip("SQLite keeps rows in the order of their keys")
    poll, last = made.an_open_poll(council, voters=20), 0
    for _ in range(12):
        late = factories.a_member(council)
        added(poll, late)
        order = session().scalars(text("SELECT person_key FROM roll WHERE poll_id = :poll"), {"poll": poll.id}).all()
        last += order[-1] == service.person_key(late, poll)
    assert last <= 6  # each lies last with a chance of 1 in 22 to 33


def test_an_addition_and_the_closing_do_not_meet(app, council):
    """Whichever takes the poll first: the addition is in the tally, or it was refused and the roll has not grown."""
    poll = made.an_open_poll(council, voters=3)
    late, start, answers = factories.a_member(council).id, threading.Barrier(2), {}
    poll_id = poll.id

    def work(name, verb):
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    verb()
                answers[name] = "done"
            except Conflict:
                answers[name] = "conflict"
            finally:
                db.session.remove()

    def closing():
        service.close_poll(poll_id, at=clock.now(), clock=lambda connection: clock.now() + timedelta(days=1))

    def adding():
        service.add_to_roll(queries.poll(poll_id), late, reason=WHY, by=somebody(), at=clock.now())

    session().rollback()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, ("close", "add"), (closing, adding)))
    session().expire_all()
    counted = queries.result(queries.poll(poll_id))
    assert answers["close"] == "done"
    assert counted.roll_added == len(rows("roll_addition")) == (answers["add"] == "done")
    assert counted.roll_count == len(rows("roll"))


def test_an_officer_adds_somebody_at_the_desk(council, sign_in):
    officer = sign_in(factories.an_officer(council.dong))
    facilitator = sign_in(factories.a_facilitator(council))
    poll = made.an_open_poll(council)
    late = factories.a_member(council, name="박순자")
    url = f"/polls/{poll.id}/roll"
    assert "add-person" not in facilitator.get(url).text
    nobody = submit(officer, url, "/additions", **{"add-reason": WHY})
    assert (nobody.status_code, "더할 분을 골라 주세요" in nobody.text) == (422, True)
    given = {"add-person": str(late.id)}
    wrong = submit(officer, url, "/additions", **given, **{"add-reason": "박순자 님이 빠졌습니다."})
    assert (wrong.status_code, "까닭에 그분의 이름을" in wrong.text) == (422, True)
    sent = submit(officer, url, "/additions", follow=True, **given, **{"add-reason": WHY})
    assert "명부에 더했습니다" in sent.text
    assert WHY in sent.text
    assert "모두 명부에 있습니다" in sent.text
    assert WHY in facilitator.get(url).text
