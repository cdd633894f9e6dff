"""접수번호: one after another in each dong and year, whoever calls at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from app.councils import queries, service
from app.councils.models import Caller, Council, Membership
from app.councils.service.alleys import Segment
from app.councils.states import Tie
from app.kernel import clock
from app.kernel.db import db, session, transaction
from app.kernel.errors import Fault, Invalid
from app.people.models import User
from app.places.models import Dong
from tests.factories import a_dong, a_user
from tests.factories.councils import a_call, a_gathering_council

CROWD = 8


def call(dong: Dong, by: User, at: datetime | None = None, road: str = "국사봉길") -> Council:
    wanted = a_call(segments=[Segment(road)])
    with transaction():
        return service.call(
            dong, wanted, tie=Tie.LIVES, birth_year=1955, legal_name="박순례", by=by, at=at or clock.now()
        )


def in_parallel(app: Flask, jobs) -> list:
    """Run the jobs at once, each in a thread with an application context and a session of its own."""
    gate = Barrier(len(jobs))

    def run(job):
        with app.app_context():
            gate.wait()
            try:
                return job()
            except Fault as fault:
                return fault
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(jobs)) as crowd:
        return list(crowd.map(run, jobs))


def test_numbers_follow_one_another_without_a_gap(app):
    dong, lead = a_dong(name="상도3동"), a_user()
    at = datetime(2026, 5, 1, tzinfo=UTC)
    numbers = [call(dong, lead, at, f"{n}길").number for n in ("가", "나", "다")]
    assert numbers == ["상도3-2026-0001", "상도3-2026-0002", "상도3-2026-0003"]


def test_each_dong_and_each_year_of_seoul_counts_for_itself(app):
    one, other, lead = a_dong(name="상도3동"), a_dong(name="전동면"), a_user()
    new_year_in_seoul = datetime(2026, 12, 31, 15, 0, tzinfo=UTC)
    assert call(one, lead, datetime(2026, 12, 31, 14, 59, tzinfo=UTC), "가길").number == "상도3-2026-0001"
    assert call(one, lead, new_year_in_seoul, "나길").number == "상도3-2027-0001"
    assert call(other, lead, new_year_in_seoul).number == "전동면-2027-0001"


def test_two_dongs_of_one_name_have_their_own_numbers(app):
    one, other, lead = a_dong(name="신사동"), a_dong(name="신사동"), a_user()
    at = datetime(2026, 5, 1, tzinfo=UTC)
    assert call(one, lead, at).number == call(other, lead, at).number == "신사-2026-0001"


def test_a_call_that_fails_leaves_no_gap(app):
    dong, lead = a_dong(name="상도3동"), a_user(name="김영희")
    with pytest.raises(Invalid, match="같은 이름"):
        call(dong, lead)
    assert call(dong, a_user()).number.endswith("-0001")


def test_calls_at_the_same_moment_get_numbers_without_gaps_or_duplicates(app):
    dong = a_dong(name="상도3동")
    leads = [a_user().id for _ in range(CROWD)]
    db.session.rollback()

    def job(number: int):
        by = session().get_one(User, leads[number])
        return call(session().get_one(Dong, dong.id), by, road=f"{'가나다라마바사아'[number]}길").number

    given = in_parallel(app, [lambda number=number: job(number) for number in range(CROWD)])
    year = clock.today().year
    assert sorted(given, key=str) == [f"상도3-{year}-{serial:04d}" for serial in range(1, CROWD + 1)]


def test_neighbours_who_sign_at_the_same_moment_open_the_council_once(app):
    council = a_gathering_council(names=1)
    crowd = [a_user().id for _ in range(4)]
    db.session.rollback()

    def job(number: int):
        by, here = session().get_one(User, crowd[number]), queries.council(council.id)
        with transaction():
            return service.sign(here, by=by, at=clock.now()).state.value

    outcomes = in_parallel(app, [lambda number=number: job(number) for number in range(4)])
    refused = [outcome for outcome in outcomes if isinstance(outcome, Fault)]
    assert len(refused) == 2
    assert all("이미 필요한 이름" in str(fault.reason) for fault in refused)
    assert len(session().scalars(select(Caller).where(Caller.council_id == council.id)).all()) == 3


def test_one_neighbour_who_presses_twice_at_once_is_one_request(app):
    council, asker = a_gathering_council(), a_user().id
    db.session.rollback()

    def job():
        by, here = session().get_one(User, asker), queries.council(council.id)
        with transaction():
            return service.ask(
                here, tie=Tie.LIVES, birth_year=1955, legal_name="박순례", place="국사봉길", by=by, at=clock.now()
            ).id

    outcomes = in_parallel(app, [job, job, job])
    assert len(set(outcomes)) == 1
    assert len(session().scalars(select(Membership)).all()) == 1
