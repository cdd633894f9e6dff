"""Officers change a promise, end it or take it up again; two at once lose nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.decisions import queries as decisions
from app.deeds import queries, service
from app.deeds.states import CommitmentState
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import Event
from app.kernel.i18n import day as told_day
from tests.browsing import form_of, submit
from tests.factories import a_dong, an_officer
from tests.factories.decisions import a_request, an_answer
from tests.factories.deeds import YES, dropped, edited
from tests.factories.steps import a_transfer

LATER = timedelta(days=60)


def changes():
    return session().scalars(select(Event).where(Event.action == "commitment.changed")).all()


def page_of(commitment, page):
    return f"/commitments/{commitment.id}/{page}"


def test_another_day_needs_a_reason_and_the_first_day_stays_in_sight(commitment, officer, sign_in, client):
    browser, day = sign_in(officer), clock.today() + LATER
    refused = submit(browser, page_of(commitment, "edition"), do_by=day.isoformat(), budget_from="구 청소예산")
    assert refused.status_code == 422
    assert "까닭을 적어 주세요" in refused.text
    assert "구 청소예산" in refused.text, "nothing that was typed is lost"
    done = submit(
        browser, page_of(commitment, "edition"), do_by=day.isoformat(), why="자재가 늦습니다.", budget="120만",
        budget_from="구 청소예산",
    )  # fmt: skip
    assert done.status_code == 303
    page = client.get(f"/commitments/{commitment.id}").text
    for said in ("처음에는", "1,200,000원", "구 청소예산"):
        assert said in page
    (event,) = changes()
    assert event.facts["why"] == "자재가 늦습니다."
    assert event.facts["day"] == day.isoformat()


def test_a_day_that_has_passed_is_no_new_day(commitment, officer):
    with pytest.raises(Invalid, match="지난 날짜"):
        edited(commitment, officer, do_by=clock.today() - timedelta(days=1))


def test_only_another_phone_number_needs_no_reason_and_nothing_changed_is_no_event(commitment, officer):
    edited(commitment, officer, why="", officer_phone="02-820-1234")
    same = queries.commitment(commitment.id)
    edited(same, officer, why="")
    assert len(changes()) == 1


def test_the_second_of_two_officers_keeps_the_words_and_is_told(commitment, officer, council, sign_in):
    other = sign_in(an_officer(council.dong))
    waiting = form_of(other.get(page_of(commitment, "edition")).text, "").values
    edited(commitment, officer, budget_won=5000)
    answer = other.post(page_of(commitment, "edition"), data={**waiting, "budget_from": "주민세 환원"})
    assert answer.status_code == 422
    assert "다른 담당자가 이 약속을 고쳤습니다" in answer.text
    assert "주민세 환원" in answer.text
    kept = queries.commitment(commitment.id)
    assert (kept.budget_won, kept.budget_from) == (5000, "")


@pytest.mark.parametrize(("into", "word"), [("cut", "구의회가 줄이거나 뺌"), ("dropped", "그만둠")])
def test_cut_by_the_gu_council_and_dropped_are_states_with_reason_and_day(
    commitment, officer, sign_in, client, into, word
):
    browser, day = sign_in(officer), clock.today() - timedelta(days=3)
    url = page_of(commitment, "ending")
    assert "이 칸을 채워 주세요" in submit(browser, url, into=into, day=day.isoformat()).text
    said = submit(browser, url, into=into, reason="12월 심의에서 절반이 빠졌습니다.", day=day.isoformat())
    assert said.status_code == 303
    page = client.get(f"/commitments/{commitment.id}").text
    assert word in page
    assert "12월 심의에서 절반이 빠졌습니다." in page
    assert told_day(day) in page
    kept = queries.commitment(commitment.id)
    assert (kept.state, kept.ended_on) == (CommitmentState(into), day)


def test_a_day_that_is_to_come_is_no_day_of_a_decision(commitment, officer, sign_in):
    day = (clock.today() + timedelta(days=1)).isoformat()
    answer = submit(sign_in(officer), page_of(commitment, "ending"), into="cut", reason="빠짐", day=day)
    assert answer.status_code == 422
    assert "아직 오지 않은 날짜" in answer.text


def test_what_has_ended_is_ended_once(commitment, officer):
    ended = dropped(commitment, officer)
    with pytest.raises(Conflict):
        dropped(ended, officer)
    with pytest.raises(Conflict):
        edited(ended, officer, budget_won=1)


def test_what_was_cut_can_be_taken_up_again_by_another_day(commitment, officer, sign_in, client):
    ended = dropped(commitment, officer)
    day = clock.today() + LATER
    answer = submit(sign_in(officer), page_of(ended, "reopening"), reason="추경에 들어갔습니다.", do_by=day.isoformat())
    assert answer.status_code == 303
    kept = queries.commitment(commitment.id)
    assert (kept.state, kept.do_by, kept.ended_on, kept.ended_reason) == (CommitmentState.REOPENED, day, None, "")
    assert "다시 하기로 함" in client.get(f"/commitments/{commitment.id}").text


def test_what_is_still_to_be_done_is_not_reopened(commitment, officer):
    day = clock.today() + LATER
    with pytest.raises(Conflict), transaction():
        service.reopen(commitment, reason="한 번 더", do_by=day, seen=commitment.version, by=officer, at=clock.now())


def test_an_officer_of_another_dong_and_a_facilitator_change_nothing(commitment, leader, sign_in):
    for user in (an_officer(a_dong()), leader):
        for page in ("edition", "ending", "reopening", "progress", "milestones", "trial"):
            assert sign_in(user).get(page_of(commitment, page)).status_code == 403


def test_what_another_desk_has_promised_is_looked_after_there(council, officer, leader, sign_in):
    other = a_dong()
    keeper, request = an_officer(other, name="옆동주무관"), a_request(council, by=leader)
    a_transfer(request.id, other, officer)
    an_answer(decisions.request(request.id), keeper, **YES, do_by=clock.today() + LATER)
    with transaction():
        made = service.promise(request.id, at=clock.now())
    assert made.title in sign_in(keeper).get(f"/dongs/{other.id}/commitments").text
    assert made.title not in sign_in(officer).get(f"/dongs/{council.dong_id}/commitments").text
    assert sign_in(officer).get(page_of(made, "edition")).status_code == 403
    assert submit(sign_in(keeper), page_of(made, "progress"), text="자재를 주문했습니다.").status_code == 303
    assert [queries.counts(dong, clock.today()).opened for dong in (other.id, council.dong_id)] == [1, 0]
