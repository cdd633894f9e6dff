"""A trial runs from one day to another; at its end residents are asked, and then the centre decides."""

from datetime import datetime, time, timedelta

import pytest

from app.deeds import queries, service
from app.deeds.jobs import close_checks, open_checks
from app.deeds.states import Mark, TrialEnd
from app.kernel import clock
from app.kernel.clock import SEOUL
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from tests.browsing import submit
from tests.conftest import rows
from tests.factories.deeds import a_trial, answered, dropped

WEEK = timedelta(days=7)


def noon(days):
    return datetime.combine(clock.today() + timedelta(days=days), time(12), SEOUL)


def decided(commitment, number, outcome, by, reason="열둘이 계속하자고 했습니다."):
    with transaction():
        trial = queries.trial(commitment.id, number)
        service.decide_trial(commitment, trial, outcome, reason=reason, by=by, at=noon(40))


def test_the_page_says_from_when_to_when_and_what_will_be_asked(commitment, officer, sign_in, client):
    first, last = clock.today(), clock.today() + 8 * WEEK
    said = {"starts_on": first.isoformat(), "ends_on": last.isoformat(), "question": "긴 의자를 계속 둘까요?"}
    assert submit(sign_in(officer), f"/commitments/{commitment.id}/trial", **said).status_code == 303
    page = client.get(f"/commitments/{commitment.id}").text
    assert "긴 의자를 계속 둘까요?" in page
    assert "시범 1" in page


def test_on_the_day_after_its_end_residents_are_asked_keep_change_or_end(commitment, officer, neighbours, sign_in):
    a_trial(commitment, officer)
    assert open_checks(noon(7)) == 0
    assert open_checks(noon(8)) == 1
    assert open_checks(noon(9)) == 0
    page = sign_in(neighbours[0]).get("/checks/1").text
    for said in ("긴 의자를 계속 둘까요?", "계속해요", "바꿔서 해요", "그만해요"):
        assert said in page


def test_the_centre_decides_once_the_answers_are_in(commitment, officer, sign_in, client):
    number = a_trial(commitment, officer)
    with pytest.raises(Conflict):
        decided(commitment, number, TrialEnd.KEEP, officer)
    open_checks(noon(8))
    answered(queries.check(1), {Mark.KEEP: 12, Mark.END: 3})
    with pytest.raises(Conflict):
        decided(commitment, number, TrialEnd.KEEP, officer)
    close_checks(noon(30))
    page = sign_in(officer).get(f"/commitments/{commitment.id}/trials/{number}/outcome").text
    assert "함께한 이웃 15명의 답" in page
    assert "계속해요" in page
    answer = submit(
        sign_in(officer),
        f"/commitments/{commitment.id}/trials/{number}/outcome",
        outcome="keep",
        reason="모두 좋아해요.",
    )
    assert answer.status_code == 303
    public = client.get(f"/commitments/{commitment.id}").text
    assert "계속합니다" in public
    assert "모두 좋아해요." in public


def test_many_who_want_it_to_end_reopen_nothing(commitment, officer):
    a_trial(commitment, officer)
    open_checks(noon(8))
    answered(queries.check(1), {Mark.END: 9})
    close_checks(noon(30))
    assert queries.commitment(commitment.id).state is commitment.state


def test_decided_twice_the_same_is_once_and_otherwise_a_conflict(commitment, officer):
    number = a_trial(commitment, officer)
    open_checks(noon(8))
    close_checks(noon(30))
    for _ in range(2):
        decided(commitment, number, TrialEnd.END, officer)
    with pytest.raises(Conflict):
        decided(commitment, number, TrialEnd.KEEP, officer)
    assert [event.action for event in rows("event")].count("commitment.trial_decided") == 1


def test_a_trial_is_planned_otherwise_until_residents_are_asked(commitment, officer):
    number = a_trial(commitment, officer)
    now = queries.commitment(commitment.id)
    assert a_trial(now, officer, last=clock.today() + 2 * WEEK) == number
    open_checks(noon(15))
    with pytest.raises(Invalid, match="먼저 정해"):
        a_trial(queries.commitment(commitment.id), officer)
    close_checks(noon(30))
    decided(commitment, number, TrialEnd.CHANGE, officer)
    assert a_trial(queries.commitment(commitment.id), officer) != number


@pytest.mark.parametrize(("first", "last", "why"), [(5, 1, "앞섭니다"), (-9, -1, "이미 지났습니다")])
def test_days_that_cannot_be_are_refused(commitment, officer, first, last, why):
    with pytest.raises(Invalid, match=why):
        a_trial(commitment, officer, *(clock.today() + timedelta(days=days) for days in (first, last)))


def test_two_officers_at_once_do_not_plan_over_each_other(commitment, officer):
    both_saw = commitment.version
    a_trial(commitment, officer, seen=both_saw)
    with pytest.raises(Invalid, match="다른 담당자"):
        a_trial(commitment, officer, seen=both_saw)


def test_nobody_is_asked_of_a_trial_of_what_was_dropped(commitment, officer):
    a_trial(commitment, officer)
    dropped(queries.commitment(commitment.id), officer)
    assert open_checks(noon(8)) == 0
