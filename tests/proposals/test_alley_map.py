"""The map of an alley: where a place stands on a road, how roads are drawn, and the page."""

import pytest

from app.kernel.db import transaction
from app.places.models import Alley, RoadSegment
from app.proposals import queries
from app.proposals.models import Proposal
from app.proposals.queries import Address, Site
from app.proposals.states import ProposalState
from app.proposals.views.alley_map import drawn
from tests import factories
from tests.conftest import counted_statements
from tests.factories.proposals import a_proposal

ROADS = ["국사봉길", "국사봉1길", "성대로 10길"]


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("국사봉길 84 앞", ("국사봉길", 84, 0)),
        ("국사봉길84-3", ("국사봉길", 84, 3)),
        ("서울 동작구 국사봉1길 15 모퉁이", ("국사봉1길", 15, 0)),
        ("성대로10길 7", ("성대로 10길", 7, 0)),
        ("국사봉길", None),
        ("국사봉길 끝, 큰길 3", None),
        ("다른길 84", None),
        ("", None),
    ],
)
def test_a_place_is_read_as_a_known_road_and_a_building_number(place, address):
    assert queries.address_in(place, ROADS) == (Address(*address) if address else None)


def segment(road, first="", last="", alley_id=1):
    return RoadSegment(road=road, from_number=first, to_number=last, alley_id=alley_id, position=1)


def site(number, address):
    return Site(Proposal(id=number, title=f"제안 {number}"), address)


def test_odd_numbers_stand_left_and_even_ones_right_and_higher_ones_farther_up():
    sites = [site(1, Address("가길", 3)), site(2, Address("가길", 4)), site(3, Address("가길", 9))]
    [road] = drawn([segment("가길", "1", "10")], sites, 1)
    left, right, far = road.pins
    assert left.x < 170 < right.x
    assert left.y == right.y
    assert far.y < left.y
    assert [(tick.odd, tick.even) for tick in road.ticks] == [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10), (11, 12)]


def test_proposals_are_numbered_through_all_roads_and_those_of_the_alley_come_first():
    segments = [segment("나길", "1", "9", alley_id=2), segment("하길", "1", "9")]
    roads = drawn(segments, [site(7, Address("나길", 2)), site(8, Address("하길", 5))], 1)
    assert [(road.name, [(stop.sign, stop.proposal.id) for stop in road.stops]) for road in roads] == [
        ("하길", [(1, 8)]),
        ("나길", [(2, 7)]),
    ]


def test_roads_of_other_alleys_on_which_nothing_is_proposed_are_left_out():
    roads = drawn([segment("나길", "1", "9", alley_id=2), segment("하길", "1", "9")], [], 1)
    assert [road.name for road in roads] == ["하길"]


def test_at_one_door_four_pins_stand_beside_each_other_and_the_last_counts_the_rest():
    [road] = drawn([segment("가길", "1", "9")], [site(number, Address("가길", 5)) for number in range(1, 8)], 1)
    assert [pin.sign for pin in road.pins] == ["1", "2", "3", "+4"]
    assert len(road.stops) == 7, "the list has them all"
    assert all(13 <= pin.x <= 340 - 13 for pin in road.pins)


def test_a_number_far_beyond_the_road_is_a_slip_of_the_pen_and_no_drawing_grows_without_end():
    roads = drawn([segment("가길", "1", "99999")], [site(1, Address("가길", 99999)), site(2, Address("가길", 3))], 1)
    assert roads[0].height < 2_000
    [road] = drawn([segment("가길", "1", "9")], [site(1, Address("가길", 9000))], 1)
    assert road.stops == []


def test_a_road_without_numbers_is_drawn_around_what_is_proposed_on_it():
    [road] = drawn([segment("가길")], [site(1, Address("가길", 84))], 1)
    assert [(tick.odd, tick.even) for tick in road.ticks] == [(81, 82), (83, 84), (85, 86)]
    assert drawn([segment("가길")], [], 1) == []


@pytest.fixture
def council(app):
    dong = factories.a_dong()
    with transaction() as current:
        alley = Alley(dong_id=dong.id, name="국사봉길")
        alley.segments = [segment("국사봉길", "82", "86-9", alley_id=None)]
        current.add(alley)
        current.flush()
    return factories.a_council(dong=dong, alley_id=alley.id)


def test_the_page_shows_what_stands_on_the_road_and_what_has_no_place_there(council, client):
    placed = a_proposal(council, title="가로등", place="국사봉길 84 앞")
    vague = a_proposal(council, title="화분", place="골목 어귀")
    page = client.get(f"/councils/{council.id}/proposals/map").text
    assert page.index("국사봉길</h2>") < page.index(f"/proposals/{placed.id}")
    assert page.index("지도에 자리를 찾지 못한 제안") < page.index(f"/proposals/{vague.id}")
    assert page.count(f'href="/proposals/{placed.id}"') == 2, "the pin and the line of the list"


def test_a_council_without_roads_says_how_a_place_comes_on_the_map(app, client):
    council = factories.a_council()
    page = client.get(f"/councils/{council.id}/proposals/map").text
    assert "제안할 때 자리를" in page


def test_what_is_a_draft_or_was_withdrawn_is_not_on_the_map(council, client):
    a_proposal(council, title="쓰는 중인 것", place="국사봉길 84", state=ProposalState.DRAFT)
    assert "쓰는 중인 것" not in client.get(f"/councils/{council.id}/proposals/map").text


def test_the_page_asks_as_much_for_many_proposals_as_for_one(council, client):
    asked = []
    for count in (1, 30):
        for number in range(count):
            a_proposal(council, place=f"국사봉길 {82 + number % 5}")
        with counted_statements() as statements:
            client.get(f"/councils/{council.id}/proposals/map")
        asked.append(len(statements))
    assert asked[0] == asked[1] <= 12
