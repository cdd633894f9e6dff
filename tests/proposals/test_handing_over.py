"""A proposal is passed on to the council that it belongs to."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.notices.jobs import deliver_events
from app.proposals import queries, service
from app.proposals.states import Fate, HandoverState
from tests import factories
from tests.browsing import form_of, submit
from tests.factories.fates import a_handover
from tests.factories.proposals import a_proposal, an_endorsement


@pytest.fixture
def here(app):
    return factories.a_council()


def test_the_whole_way_from_the_offer_to_the_new_council(here, sign_in, client):
    there = factories.a_council(dong=factories.a_dong())
    author, supporter = factories.a_member(here, name="박순자"), factories.a_member(here)
    old = a_proposal(here, author, title="옆 동 가로등")
    an_endorsement(old, supporter)
    facilitator, taker = sign_in(factories.a_facilitator(here)), sign_in(factories.a_facilitator(there))
    page = f"/proposals/{old.id}/handovers/new?words={there.name}"
    way = submit(
        facilitator, page, "/handovers/new", to=str(there.id), reason="옆 동 골목의 일입니다. 그곳에서 정해야 합니다."
    ).location
    assert "오늘 물었습니다." in client.get(way).text
    told = client.get(f"/proposals/{old.id}").text
    assert f'href="{way}"' in told
    deliver_events(clock.now())
    assert "넘겨받을지 다른 골목회의가 묻습니다" in taker.get("/notices").text
    taken = submit(taker, way, "/acceptance").location
    new = client.get(taken).text
    assert "옆 동 가로등" in new
    assert "박순자" in new
    assert f'href="/proposals/{old.id}"' in new
    gone = client.get(f"/proposals/{old.id}").text
    assert "다른 곳으로 넘김" in gone
    assert f'href="{taken}"' in gone
    assert "아직 답하지 않음" not in gone, "nobody is asked where the support goes"
    deliver_events(clock.now())
    assert "결말이 났습니다: 다른 곳으로 넘김" in sign_in(supporter).get("/notices").text
    assert "다른 골목회의가 넘겨받았습니다" in facilitator.get("/notices").text


def test_what_is_not_taken_goes_on_with_the_reason(here, sign_in, client):
    there = factories.a_council()
    old = a_proposal(here)
    way = f"/handovers/{a_handover(old, there).id}"
    taker = sign_in(factories.a_facilitator(there))
    short = submit(taker, way, "/refusal", answer="싫음")
    assert short.status_code == 422
    assert form_of(short.text, "/refusal").values["answer"] == "싫음"
    submit(taker, way, "/refusal", answer="저희 골목의 길이 아니라 받을 수 없습니다.")
    assert "저희 골목의 길이 아니라 받을 수 없습니다." in client.get(way).text
    assert not queries.proposal(old.id).has_ended
    with transaction(), pytest.raises(Conflict):
        service.take_over(queries.handover(int(way.rsplit("/", 1)[1])), by=factories.a_user(), at=clock.now())


def test_taking_over_twice_makes_one_proposal(here):
    handover = a_handover(a_proposal(here))
    by, made = factories.a_user(), set()
    for _time in range(2):
        with transaction():
            made.add(service.take_over(queries.handover(handover.id), by=by, at=clock.now()).new_id)
    assert len(made) == 1


def test_one_offer_waits_at_a_time_and_the_same_again_is_one(here):
    old, there, other = a_proposal(here), factories.a_council(), factories.a_council()
    first = a_handover(old, there)
    assert a_handover(old, there).id == first.id
    with pytest.raises(Invalid, match="이미 답을 기다립니다"):
        a_handover(old, other)
    with transaction():
        service.drop_handover(queries.handover(first.id), by=factories.a_user(), at=clock.now())
    assert a_handover(old, other).state is HandoverState.OFFERED


def test_nothing_is_passed_on_to_itself_nor_to_a_council_that_ended(here):
    old = a_proposal(here)
    ended = factories.a_council(state="closed")
    for to in (here, ended):
        with pytest.raises(Invalid, match="열려 있는 다른 골목회의"):
            a_handover(old, to)


def test_what_ended_meanwhile_is_not_taken_over(here):
    old = a_proposal(here)
    handover = a_handover(old)
    by = factories.a_user()
    with transaction():
        service.close(
            queries.proposal(old.id), fate=Fate.NOT_PURSUED, reason="이미 되어 있습니다.", by=by, at=clock.now()
        )
    with pytest.raises(Conflict, match="그 사이에 끝났습니다"), transaction():
        service.take_over(queries.handover(handover.id), by=by, at=clock.now())
    assert queries.handover(handover.id).waits
