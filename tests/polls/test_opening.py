"""Opening: the rule sheet is frozen, the roll is made, and nobody can change either."""

import hashlib
import json
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.councils.states import MembershipState, Tie
from app.kernel import clock, ledger
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.kernel.events import Event
from app.polls import queries, service
from app.polls.models import RollEntry
from app.polls.models.ddl import FROZEN, FROZEN_JSON
from app.polls.service.lots import lot_secret
from app.polls.service.opening import canonical, rules_hash
from app.polls.states import PollState
from tests import factories
from tests.conftest import rows
from tests.factories import polls

# one change for each frozen column: every writing of it must be refused
CHANGES = {
    "id": "id + 1000",
    "council_id": "council_id + 1",
    "question": "'다른 물음'",
    "explanation": "'다른 설명'",
    "method": "'choose_one'",
    "votes_per_voter": "votes_per_voter + 1",
    "seats": "seats + 1",
    "announced_at": "opens_at",
    "opens_at": "closes_at",
    "closes_at": "opens_at",
    "rules_hash": "'0'",
    "roll_count": "roll_count + 1",
    "is_replay": "NOT is_replay",
    "made_by_id": "made_by_id + 1",
    "budget_won": "1",
    "draws_order": "NOT draws_order",
    "stops": "NOT stops",
    "most_per_option": "2",
    "paper_percent": "70",
    "group_caps": """'{"안전": 1}'""",
    "takes_paper": "NOT takes_paper",
    "takes_assisted": "NOT takes_assisted",
    "replaces_id": "id",
    "rules": "'{}'",
    "state": "'draft'",
}


def on_roll(poll):
    return {row.person_key for row in session().query(RollEntry).filter_by(poll_id=poll.id)}


def test_the_sheet_is_one_written_form_and_its_hash_is_of_that(app):
    poll = queries.poll(polls.an_open_poll(choices=3).id)
    written = canonical(poll.rules)
    assert written == json.dumps(json.loads(written), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert poll.rules_hash == hashlib.sha256(written.encode()).hexdigest()
    shuffled = dict(reversed(poll.rules.items()))
    assert rules_hash(shuffled) == poll.rules_hash


def test_the_sheet_says_all_that_decides(app):
    rules = {"quorum_basis": "population", "quorum_value": 50, "ties": ["works", "lives"], "tie_rule": "all"}
    council = factories.a_council(bylaws={**rules, "min_age": 15, "passing_numerator": 2, "passing_denominator": 3})
    poll = queries.poll(polls.an_open_poll(council, voters=4, choices=3, seats=2).id)
    sheet = poll.rules
    assert sheet["quorum"] == {"basis": "population", "value": 50, "needed": 138}
    assert sheet["population"] == 27_480
    assert (sheet["passing"]["numerator"], sheet["passing"]["denominator"]) == (2, 3)
    assert sheet["roll"]["count"] == poll.roll_count == 5
    assert (sheet["roll"]["ties"], sheet["roll"]["min_age"]) == (["lives", "works"], 15)
    assert "year of birth" in sheet["roll"]["age_counted"]
    assert (sheet["method"], sheet["seats"], sheet["tie_rule"]) == ("choose_one", 2, "all")
    assert [option["label"] for option in sheet["options"]] == list(polls.LABELS[:3])
    assert sheet["closes_at"] == poll.closes_at.isoformat()
    assert sheet["lot_commitment"] == hashlib.sha256(lot_secret(poll.id).encode()).hexdigest()


def test_the_sheet_holds_no_broken_numbers(app):
    poll = polls.an_open_poll(choices=3)

    def refuse(number):
        raise AssertionError(f"a float on the sheet: {number}")

    json.loads(canonical(queries.poll(poll.id).rules), parse_float=refuse)


def test_the_roll_is_made_of_confirmed_members_whose_age_and_tie_fit(app):
    council = factories.a_council(bylaws={"min_age": 14, "ties": ["lives", "works"]})
    this_year = clock.seoul(clock.now()).year
    fit = [
        factories.a_member(council, birth_year=this_year - 14),
        factories.a_member(council, tie=Tie.WORKS),
        factories.an_observer(council),
    ]
    factories.a_member(council, birth_year=this_year - 13)
    factories.a_member(council, tie=Tie.STUDIES)
    factories.a_member(factories.a_council())
    for state in set(MembershipState) - {MembershipState.CONFIRMED}:
        factories.a_member(council, state=state)
    facilitator = factories.a_facilitator(council)
    poll = polls.an_open_poll(council, by=facilitator)
    assert on_roll(poll) == {service.person_key(user, poll) for user in [*fit, facilitator]}
    assert queries.poll(poll.id).roll_count == 4


def test_who_joins_or_leaves_later_does_not_change_the_roll(app):
    council = factories.a_council()
    poll = polls.an_open_poll(council, voters=2)
    before = on_roll(poll)
    factories.a_member(council)
    assert on_roll(poll) == before


def test_keys_of_two_polls_do_not_join(app):
    council = factories.a_council()
    one, two = polls.an_open_poll(council, voters=3), polls.an_open_poll(council)
    assert on_roll(one).isdisjoint(on_roll(two))


@pytest.mark.new_pages
def test_the_roll_lies_in_the_order_of_its_keys_not_of_its_people(app):
    poll = polls.an_open_poll(voters=30)
    kept = [row.person_key for row in rows("roll")]
    assert kept == sorted(kept)
    assert len(kept) == poll.roll_count


def test_opening_is_told_with_the_hash_and_without_names(app):
    poll = queries.poll(polls.an_open_poll(voters=2).id)
    (event,) = session().query(Event).all()
    assert event.action == "poll.opened"
    fingerprint = ledger.entries_about("poll", poll.id)[0].code
    assert event.facts == {"rules_hash": poll.rules_hash, "roll_count": 3, "fingerprint": fingerprint}


def test_a_second_opening_is_a_conflict_and_leaves_one_roll(app):
    poll = polls.an_open_poll(voters=2)
    with pytest.raises(Conflict):
        polls.opened(poll)
    assert len(rows("roll")) == 3


def test_an_empty_roll_opens_nothing(app):
    council = factories.a_council(bylaws={"min_age": 120})
    poll = polls.a_draft(council)
    with pytest.raises(Conflict, match="투표할 수 있는 주민"):
        polls.opened(poll)
    assert queries.poll(poll.id).is_draft


def test_a_poll_whose_end_has_passed_by_the_clock_of_the_database_does_not_open(app):
    poll = polls.a_draft()
    with pytest.raises(Conflict, match="마감 시각"):
        polls.opened(poll, at=lambda connection: poll.closes_at)
    assert rows("roll") == []


def announced(poll, at):
    with transaction():
        service.announce(queries.poll(poll.id), by=factories.a_user(), at=at)


def test_a_poll_of_which_the_bylaws_want_notice_does_not_open_unannounced(app):
    council = factories.a_council(bylaws={"notice_days": 7})
    poll = polls.a_draft(council)
    with pytest.raises(Conflict, match="7일 전에"):
        polls.opened(poll)


def test_a_poll_opens_when_its_notice_has_run_and_not_a_second_before(app):
    council = factories.a_council(bylaws={"notice_days": 7})
    poll = polls.a_draft(council, closes_at=factories.in_days(30))
    told = clock.now()
    announced(poll, told)
    with pytest.raises(Conflict, match="부터 열 수 있습니다"):
        polls.opened(poll, at=lambda connection: told + timedelta(days=7, seconds=-1))
    assert polls.opened(poll, at=lambda connection: told + timedelta(days=7)).is_open


def test_an_announced_beginning_is_kept_and_one_never_announced_may_come_sooner(app):
    quiet = polls.a_draft(opens_at=factories.in_days(1), closes_at=factories.in_days(2))
    told = polls.a_draft(opens_at=factories.in_days(1), closes_at=factories.in_days(2))
    announced(told, clock.now())
    assert polls.opened(quiet).opens_at < factories.in_days(0.1)
    with pytest.raises(Conflict, match="부터 열 수 있습니다"):
        polls.opened(told)


def test_every_frozen_column_is_tried_below():
    assert set(CHANGES) == {*FROZEN, *FROZEN_JSON, "state"}


@pytest.mark.parametrize("state", [state for state in PollState if state is not PollState.DRAFT])
def test_the_database_itself_refuses_to_change_an_opened_poll(app, state):
    poll = polls.an_open_poll()
    with transaction():
        session().execute(text("UPDATE poll SET state = :state"), {"state": state.value})
    before = rows("poll")
    for column, value in CHANGES.items():
        with pytest.raises(IntegrityError, match="frozen"), transaction():
            session().execute(text(f"UPDATE poll SET {column} = {value} WHERE id = {poll.id}"))
        assert rows("poll") == before, column


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE \"option\" SET label = '다른 것'",
        'DELETE FROM "option"',
        "INSERT INTO \"option\" (id, poll_id, position, label) VALUES (999, 1, 9, '끼운 것')",
        "DELETE FROM poll",
    ],
)
def test_the_database_itself_refuses_to_change_the_options_of_an_opened_poll(app, statement):
    polls.an_open_poll()
    before = rows("option")
    with pytest.raises(IntegrityError, match="frozen"), transaction():
        session().execute(text(statement))
    assert rows("option") == before
