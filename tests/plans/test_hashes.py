"""The hashes of versions: alike for plans that say the same, unlike for plans that differ in a single word or won."""

import copy
import hashlib
import json

from hypothesis import assume, given
from hypothesis import strategies as st

from app.kernel.ledger import canonical
from app.plans import queries
from app.plans.states import ReviewMark
from tests.conftest import rows
from tests.factories.plans import a_plan, adopted, final, reviewed, sent, worded

words = st.text(st.characters(codec="utf-8"), max_size=20)
won = st.integers(0, 10**12)
an_item = st.fixed_dictionaries(
    {"title": words, "what": words, "cost_won": won, "final_cost_won": st.none() | won, "mark": st.just("")}
)
a_body = st.fixed_dictionaries(
    {"year": st.integers(2013, 2199), "cap_won": st.none() | won, "items": st.lists(an_item, max_size=5)}
)


def digest(body):
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def turned(thing):
    """The same with every object's keys the other way round, as another database might give it back."""
    if isinstance(thing, dict):
        return {key: turned(thing[key]) for key in reversed(thing)}
    return [turned(one) for one in thing] if isinstance(thing, list) else thing


@given(a_body)
def test_a_plan_that_says_the_same_has_the_same_hash_however_it_was_stored(body):
    assert digest(turned(body)) == digest(json.loads(json.dumps(body))) == digest(body)


@given(a_body, a_body)
def test_plans_that_say_different_things_have_different_hashes(one, other):
    assume(one != other)
    assert digest(one) != digest(other)


@given(a_body, st.data())
def test_a_single_won_more_is_another_hash(body, data):
    assume(body["items"])
    changed = copy.deepcopy(body)
    changed["items"][data.draw(st.integers(0, len(body["items"]) - 1))]["cost_won"] += 1
    assert digest(changed) != digest(body)


@given(a_body)
def test_the_order_of_items_is_part_of_what_a_plan_says(body):
    other = {**body, "items": body["items"][::-1]}
    assume(other != body)
    assert digest(other) != digest(body)


def test_what_is_sent_as_it_was_adopted_has_the_hash_that_residents_adopted(leader, plan):
    there = sent(adopted(plan, leader), leader)
    first, second = there.versions
    assert first.hash == second.hash == there.sent_hash


def test_every_version_that_says_something_new_has_a_hash_of_its_own(leader, officer, plan):
    seen = reviewed(sent(adopted(plan, leader), leader), officer, item0=ReviewMark.PARTLY)
    there = final(worded(seen, 0, 5_000_000, leader), leader)
    adopted_, sent_, reviewed_, final_ = (one.hash for one in there.versions)
    assert adopted_ == sent_
    assert len({sent_, reviewed_, final_}) == 3


def test_every_kept_hash_is_that_of_the_body_beside_it_read_anew(leader, officer, plan):
    final(reviewed(sent(adopted(plan, leader), leader), officer), leader)
    kept = rows("plan_version")
    assert len(kept) == 4
    for row in kept:
        body = json.loads(row.body) if isinstance(row.body, str) else row.body
        assert digest(body) == row.hash


def test_two_plans_of_the_same_items_are_not_taken_for_each_other(council, leader):
    first, second = (adopted(a_plan(council, leader, year=year), leader) for year in (2027, 2028))
    assert first.versions[0].hash != second.versions[0].hash


def test_reading_a_plan_twice_says_the_same_and_looking_at_it_changes_no_hash(leader, plan, client):
    there = adopted(plan, leader)
    before = digest(queries.body(there))
    for page in ("", "/history", "/versions/1", "/paper"):
        assert client.get(f"/plans/{there.id}{page}").status_code == 200
    assert digest(queries.body(queries.plan(there.id))) == before == there.versions[0].hash


def test_the_page_of_a_version_shows_the_hash_that_was_kept(leader, plan, client):
    there = adopted(plan, leader)
    assert there.versions[0].hash in client.get(f"/plans/{there.id}/versions/1").text
    assert client.get(f"/plans/{there.id}/versions/2").status_code == 404
