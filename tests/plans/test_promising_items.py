"""An item of a settled plan becomes a promise of the centre, once, and each leads to the other."""

import csv
import io
from datetime import date, timedelta

import pytest

from app.deeds import queries as deeds
from app.deeds import service as deeds_service
from app.deeds.service import Told
from app.deeds.states import CommitmentState, Step
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.plans import queries, service
from app.plans.states import ReviewMark
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_member, an_officer
from tests.factories.plans import (
    a_plan_under_way,
    a_promise,
    adopted,
    final,
    promised,
    reviewed,
    sent,
    worded,
)
from tests.factories.proposals import a_proposal


@pytest.fixture
def settled(leader, officer, plan):
    """Accepted as it was, and settled."""
    return final(reviewed(sent(adopted(plan, leader), leader), officer), leader)


def kept():
    return [rows(table) for table in ("commitment", "plan_item", "plan", "event")]


def test_the_form_knows_what_the_item_knows(settled, officer, sign_in):
    item = settled.items[0]
    form = form_of(sign_in(officer).get(f"/plans/{settled.id}/items/{item.id}/promise").text, "").values
    assert "바닥등" in form["text"]
    assert "누가: 민관협력" in form["text"]
    assert (form["budget"].replace(",", ""), form["do_by"]) == ("9600000", "2027-12-31")
    assert (form["section"], form["officer_phone"]) == ("동작구 도로관리과", "02-820-0001")
    assert (form["officer_name"], form["budget_from"]) == ("우리주무관", settled.title)


def test_one_press_makes_the_promise_and_each_page_leads_to_the_other(settled, officer, sign_in, client):
    item = settled.items[0]
    page = submit(sign_in(officer), f"/plans/{settled.id}/items/{item.id}/promise", follow=True)
    assert "하기로 한 일이 되었습니다" in page.text
    (row,) = rows("commitment")
    commitment = deeds.commitment(row["id"] if isinstance(row, dict) else row.id)
    assert (commitment.title, commitment.budget_won, commitment.do_by) == ("바닥등", 9_600_000, date(2027, 12, 31))
    assert f'href="/commitments/{commitment.id}"' in client.get(f"/plans/{settled.id}").text
    there = client.get(f"/commitments/{commitment.id}").text
    assert f'href="/commitments/{commitment.id}/plan-item"' in there
    back = client.get(f"/commitments/{commitment.id}/plan-item")
    assert back.location == f"/plans/{settled.id}#item-{item.id}"
    assert "동주민센터가 사업을 하기로 했습니다" in client.get(f"/plans/{settled.id}/history").text


def test_the_same_form_again_makes_nothing_more(settled, officer):
    said, item = a_promise(), settled.items[0]
    with transaction():
        first = service.promise_item(settled, item, said, seen=settled.version, by=officer, at=clock.now())
    before = kept()
    with transaction():
        again = service.promise_item(settled, item, said, seen=settled.version, by=officer, at=clock.now())
    assert again.id == first.id
    assert kept() == before


def test_a_second_officer_is_told_and_keeps_the_words(council, settled, officer, sign_in):
    url = f"/plans/{settled.id}/items/{settled.items[0].id}/promise"
    other = sign_in(an_officer(council.dong, name="옆자리주무관"))
    late = form_of(other.get(url).text, "")
    promised(settled, 0, officer)
    late.values.setlist("text", ["바닥등을 쉰 개 놓습니다."])
    answer = other.post(url, data=late.values)
    assert answer.status_code == 422
    assert "이미 하기로 한 일이 이어져 있습니다" in answer.text
    assert "바닥등을 쉰 개 놓습니다." in answer.text
    assert len(rows("commitment")) == 1


def test_a_day_that_has_passed_is_refused(settled, officer):
    with pytest.raises(Invalid, match="지난 날짜"):
        promised(settled, 0, officer, do_by=clock.today() - timedelta(days=1))


def test_what_is_not_done_is_not_promised(leader, officer, plan):
    seen = reviewed(sent(adopted(plan, leader), leader), officer, item0=ReviewMark.REFUSED)
    there = final(worded(seen, 0, 0, leader, "하지 않습니다."), leader)
    with pytest.raises(Conflict, match="하지 않기로"):
        promised(there, 0, officer)


def test_before_the_plan_is_settled_nothing_is_promised(leader, officer, plan):
    with pytest.raises(Conflict):
        promised(reviewed(sent(adopted(plan, leader), leader), officer), 0, officer)


def test_a_promise_of_a_plan_goes_the_way_of_every_promise(council, leader, officer, sign_in):
    there = promised(a_plan_under_way(council, leader, officer), 0, officer)
    number = there.items[0].commitment_id
    page = sign_in(officer).get(f"/dongs/{council.dong_id}/commitments")
    assert "바닥등을 놓습니다." in page.text
    submit(sign_in(officer), f"/commitments/{number}/edition", section="공원과")
    assert deeds.commitment(number).section == "공원과"
    with transaction():
        told = Told("다 했습니다.", Step.FINISH)
        deeds_service.tell(deeds.commitment(number), told, by=officer, at=clock.now())
    assert deeds.commitment(number).state is CommitmentState.DONE


def test_the_settlement_says_how_far_the_deed_is(council, leader, officer, client):
    there = promised(a_plan_under_way(council, leader, officer), 0, officer)
    lines = queries.settlement(there).lines
    assert [one.deed for one in lines] == [CommitmentState.PROMISED, None]
    table = client.get(f"/plans/{there.id}").text.partition('id="settlement"')[2]
    assert str(CommitmentState.PROMISED.label) in table
    rows = list(csv.DictReader(io.StringIO(client.get(f"/plans/{there.id}/settlement.csv").data.decode("utf-8-sig"))))
    assert [row["하기로 한 일"] for row in rows] == [str(CommitmentState.PROMISED.label), "", ""]


def test_who_came_to_the_assembly_or_brought_the_proposal_is_asked_afterwards(council, leader, officer, plan):
    author = a_member(council, name="제안이웃")
    proposal = a_proposal(council, author, title="바닥등")
    plan.items[0].proposal_id = proposal.id
    session().commit()
    there = final(reviewed(sent(adopted(queries.plan(plan.id), leader), leader), officer), leader)
    commitment = deeds.commitment(promised(there, 0, officer).items[0].commitment_id)
    source = deeds.source_of(commitment)
    assert (source.proposal_id, source.dong_id) == (proposal.id, council.dong_id)
    assert source.meeting_id == queries.adopting_meeting(there)
    assert author.id in session().scalars(deeds.took_part(source)).all()


def test_the_way_of_the_proposal_tells_of_the_promise(council, leader, officer, plan, client):
    author = a_member(council, name="제안이웃")
    proposal = a_proposal(council, author, title="바닥등")
    plan.items[0].proposal_id = proposal.id
    session().commit()
    there = final(reviewed(sent(adopted(queries.plan(plan.id), leader), leader), officer), leader)
    number = promised(there, 0, officer).items[0].commitment_id
    assert f"/commitments/{number}" in client.get(f"/matters/{proposal.id}").text
