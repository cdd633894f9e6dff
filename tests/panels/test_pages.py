"""The pages of panels: from agreeing to be drawn to what the panel says."""

import json

import pytest

from app.kernel import clock
from app.kernel.db import session
from app.notices.jobs import deliver_events
from app.notices.models import Notification
from app.panels import queries
from tests import factories
from tests.browsing import form_of, submit
from tests.conftest import counted_statements
from tests.factories import panels as made
from tests.factories.proposals import a_proposal


@pytest.fixture
def council(app):
    return factories.a_council()


def plan(**given):
    day = clock.today().replace(year=clock.today().year + 1)
    values = {
        "title": "골목 주차",
        "purpose": "밤 주차를 의논합니다.",
        "day": day.isoformat(),
        "time": "19:00",
        "place": "경로당",
        "size": "2",
        "by_age": None,
        "answer_days": "5",
    }
    return {**values, **given}


def test_a_member_agrees_says_it_anew_and_takes_it_back(council, sign_in):
    member = sign_in(factories.a_member(council))
    page, form = f"/councils/{council.id}/panels", f"/councils/{council.id}/panel-consent"
    assert "뽑혀도 좋습니다" in member.get(page).text
    assert submit(member, form, "", sex="여성").location == page
    assert "추첨에 동의하셨습니다" in member.get(page).text
    assert form_of(member.get(form).text, "").values["sex"] == "여성"
    submit(member, page, "/withdrawal")
    assert "추첨에 동의하셨습니다" not in member.get(page).text
    assert queries.pool(council.id) == []


def test_the_whole_way_of_a_panel(council, sign_in, client):
    proposal = a_proposal(council, title="밤 주차")
    people = made.agreed(council, 3)
    facilitator = sign_in(factories.a_facilitator(council))
    made_at = submit(facilitator, f"/councils/{council.id}/panels/new", "", **plan(proposal=str(proposal.id))).location
    assert client.get(made_at).status_code == 404, "a draft is hidden from neighbours"
    submit(facilitator, made_at, "/announcement")
    before = json.loads(client.get(f"{made_at}/lot.json").data)
    assert "result" not in before
    assert "이 추첨 명단에 계십니다" in sign_in(people[0]).get(made_at).text
    refused = submit(facilitator, f"{made_at}/drawing", "", source="3 1", before="이웃 셋")
    assert refused.status_code == 422
    assert "열 번 이상" in refused.text
    submit(facilitator, f"{made_at}/drawing", "", source=made.DICE, before="이웃 셋")
    panel = queries.panel(int(made_at.rsplit("/", 1)[1]))
    first, second = [place for place in panel.places if place.is_invited]
    one = sign_in(first.user)
    assert "추첨에 뽑히셨습니다" in one.get(made_at).text
    submit(one, made_at, f"/panel-places/{first.id}/answer", comes="yes")
    assert "참여하기로 하셨습니다" in one.get(made_at).text
    submit(facilitator, made_at, f"/panel-places/{second.id}/told", comes="yes")
    assert submit(facilitator, f"{made_at}/statement", "", statement="이릅니다").status_code == 422
    submit(facilitator, made_at, "/attendance", came=[first.code])
    submit(facilitator, f"{made_at}/statement", "", statement="밤 열 시 뒤에는 나누어 댑시다.")
    page = client.get(made_at).text
    assert "밤 열 시 뒤에는 나누어 댑시다." in page
    assert "1명이 모여 냈습니다." in page
    assert f"/proposals/{proposal.id}" in page


def test_names_are_seen_by_facilitators_alone(council, sign_in, client):
    panel = made.a_drawn(council, 5)
    name = panel.places[0].user.name
    assert name in sign_in(factories.a_facilitator(council)).get(f"/panels/{panel.id}").text
    assert name not in client.get(f"/panels/{panel.id}").text
    assert name not in sign_in(factories.an_officer(council.dong)).get(f"/panels/{panel.id}").text
    assert name not in client.get(f"/panels/{panel.id}/lot.json").text


def test_what_was_typed_stays_in_the_form_when_something_is_wrong(council, sign_in):
    facilitator = sign_in(factories.a_facilitator(council))
    sent = submit(facilitator, f"/councils/{council.id}/panels/new", "", **plan(size="1", day="2020-01-01"))
    assert sent.status_code == 422
    assert "2명에서 200명까지" in sent.text
    assert form_of(sent.text, "").values["title"] == "골목 주차"
    past = submit(facilitator, f"/councils/{council.id}/panels/new", "", **plan(day="2020-01-01"))
    assert "이미 지났습니다" in past.text


def test_a_form_sent_twice_prepares_one_panel(council, sign_in):
    facilitator = sign_in(factories.a_facilitator(council))
    page = f"/councils/{council.id}/panels/new"
    form = form_of(facilitator.get(page).text, "").values
    form.update({name: value for name, value in plan().items() if value is not None})
    places = {facilitator.post(page, data=form).location for _time in range(2)}
    assert len(places) == 1


def test_before_the_lot_the_page_says_why_it_cannot_be_announced(council, sign_in):
    by = factories.a_facilitator(council)
    panel = made.a_draft(council, by)
    page = sign_in(by).get(f"/panels/{panel.id}").text
    assert "추첨에 동의한 주민이 0명입니다" in page
    assert "/announcement" not in page


@pytest.mark.parametrize("page", ["show", "index"])
def test_the_pages_ask_as_much_for_many_as_for_few(council, sign_in, page):
    facilitator, asked = sign_in(factories.a_facilitator(council)), []
    for pool in (4, 20):
        panel = made.a_drawn(council, pool)
        address = f"/panels/{panel.id}" if page == "show" else f"/councils/{council.id}/panels"
        with counted_statements() as statements:
            facilitator.get(address)
        asked.append(len(statements))
    assert asked[0] == asked[1] <= 12


def test_the_way_of_a_matter_tells_of_its_panel(council, client, app):
    proposal = a_proposal(council)
    panel = made.a_drawn(council, 4, proposal_id=proposal.id)
    page = client.get(f"/matters/{proposal.id}").text
    assert "추첨 참여단을 뽑는다고 알렸습니다" in page
    assert f'href="/panels/{panel.id}"' in page
    made.a_draft(council, proposal_id=proposal.id, title="아직 준비 중인 것")
    assert "아직 준비 중인 것" not in client.get(f"/matters/{proposal.id}").text


def test_whoever_is_drawn_is_told_and_nobody_else(council, app):
    panel = made.a_drawn(council, 5, size=2)
    deliver_events(clock.now())
    told = session().query(Notification).filter_by(action="panel.invited").all()
    drawn = queries.panel(panel.id).places
    assert {one.user_id for one in told} == {place.user_id for place in drawn if place.is_invited}
    assert {one.url for one in told} == {f"/panels/{panel.id}"}
