"""Members drawn by lot: by strata, and within quotas."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.polls.methods.lot import draw
from app.polls.methods.quota_search import Endless, Row, fill
from app.polls.methods.sortition import Impossible, Pool, Quota, apportion, by_strata, panel, strata

SEXES, AGES, ALLEYS = "여남", "청중노", "가나"


def pool_of(*rows):
    """People 01, 02, … with sex, age and alley as letters: "여청가"."""
    return Pool(("sex", "age", "alley"), {f"{number:02}": tuple(row) for number, row in enumerate(rows, 1)})


def pools(most):
    person = st.tuples(st.sampled_from(SEXES), st.sampled_from(AGES), st.sampled_from(ALLEYS))
    return st.lists(person, min_size=1, max_size=most).map(lambda rows: pool_of(*rows))


def quotas(most):
    span = st.tuples(st.integers(0, most), st.integers(0, most)).map(sorted)
    values = [("sex", value) for value in SEXES] + [("age", value) for value in AGES] + [("alley", v) for v in ALLEYS]
    quota = st.tuples(st.sampled_from(values), span).map(lambda made: Quota(*made[0], *made[1]))
    return st.lists(quota, max_size=5, unique_by=lambda quota: quota[:2])


def keeps(chosen, pool, wanted):
    """Whether these people meet every quota."""
    have = Counter((attribute, pool.values_of(one, [attribute])[0]) for one in chosen for attribute in pool.attributes)
    return all(quota.least <= have[quota.attribute, quota.value] <= quota.most for quota in wanted)


def drawn_panel(order, pool, wanted, size):
    try:
        return panel(order, pool, wanted, size)
    except Impossible:
        return None


@settings(max_examples=300, deadline=None)
@given(pools(9), quotas(4), st.integers(1, 5), st.integers(0, 50))
def test_the_panel_is_the_first_in_the_drawn_order_that_trying_all_finds(pool, wanted, size, seed):
    order = draw(str(seed), sorted(pool.people))
    every = (chosen for chosen in combinations(order, size) if keeps(chosen, pool, wanted))
    assert drawn_panel(order, pool, wanted, size) == next(every, None)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(["여청가", "여중가", "남청가", "남중가", "남중나"]), min_size=6, max_size=10), st.data()
)
def test_among_many_who_are_alike_it_is_the_first_too_when_just_one_mixture_fits(rows, data):
    pool, size = pool_of(*rows), data.draw(st.integers(2, 5))
    order = draw(str(data.draw(st.integers(0, 50))), sorted(pool.people))
    model = data.draw(st.permutations(order))[:size]
    have = Counter((a, pool.values_of(one, [a])[0]) for one in model for a in pool.attributes)
    there = {(a, value) for a in pool.attributes for value in {pool.values_of(one, [a])[0] for one in order}}
    wanted = [Quota(*value, have[value], have[value]) for value in sorted(there)]
    assert panel(order, pool, wanted, size) == next(c for c in combinations(order, size) if keeps(c, pool, wanted))


def test_nobody_is_taken_twice_to_let_another_in():
    """Two of 남중 would need two of 여청, and there is one."""
    pool = pool_of("여청가", "남중가", "남중가", "여중가", "남청가", "여중가", "남청가")
    wanted = [Quota(attribute, value, 2, 2) for attribute, value in (("sex", "여"), ("sex", "남"), ("age", "청"))]
    assert panel(sorted(pool.people), pool, wanted, 4) == ("01", "02", "04", "05")


CUBE = list(product(range(2), repeat=3))  # kinds by three attributes of two values


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_numbers_are_found_exactly_where_trying_all_finds_some(data):
    model = [data.draw(st.integers(0, 2)) for _ in CUBE]
    most = [number + data.draw(st.integers(0, 1)) for number in model]
    least = [data.draw(st.integers(0, number)) for number in model]
    slack = data.draw(st.sampled_from([-1, 0, 1]))
    rows = []
    for place in range(3):
        parts = [tuple(kind for kind, values in enumerate(CUBE) if values[place] == value) for value in range(2)]
        sums = [sum(model[kind] for kind in part) for part in parts]
        rows.append([Row(parts[0], sums[0], sums[0]), Row(parts[1], sums[1] - slack, sums[1] + abs(slack))])

    def fits(numbers):
        return sum(numbers) == sum(model) and all(
            row.least <= sum(numbers[kind] for kind in row.kinds) <= row.most for part in rows for row in part
        )

    found = fill(least, most, rows, sum(model), near=least)
    every = product(*(range(low, high + 1) for low, high in zip(least, most, strict=True)))
    assert (found is not None) == any(map(fits, every))
    if found is not None:
        assert fits(found)
        assert all(low <= number <= high for low, number, high in zip(least, found, most, strict=True))


@settings(max_examples=60, deadline=None)
@given(pools(60), quotas(12), st.integers(1, 12), st.integers(0, 50))
def test_a_panel_has_its_size_and_keeps_every_quota(pool, wanted, size, seed):
    order = draw(str(seed), sorted(pool.people))
    chosen = drawn_panel(order, pool, wanted, size)
    if chosen is not None:
        assert len(chosen) == len(set(chosen)) == size
        assert keeps(chosen, pool, wanted)


@settings(max_examples=60, deadline=None)
@given(pools(30), st.randoms(), st.integers(0, 50))
def test_rows_of_the_pool_in_another_order_give_the_same_panel_once_sorted(pool, chance, seed):
    rows = list(pool.people.items())
    chance.shuffle(rows)
    other = Pool(pool.attributes, dict(rows))
    wanted = [Quota("sex", "여", 1, 2), Quota("age", "노", 0, 1)]
    size = min(3, len(rows))
    first, second = (drawn_panel(draw(str(seed), sorted(p.people)), p, wanted, size) for p in (pool, other))
    assert first == second
    numbers = apportion(strata(pool, ["age"]), size, [(age,) for age in draw(str(seed), AGES)])
    assert len({by_strata(draw(str(seed), sorted(p.people)), p, ["age"], numbers) for p in (pool, other)}) == 1


def test_a_person_passed_over_would_have_made_the_panel_impossible():
    pool = pool_of("여청가", "여청가", "남청가", "여노가")
    wanted = [Quota("sex", "여", 1, 1), Quota("age", "노", 1, 1)]
    assert panel(["01", "02", "03", "04"], pool, wanted, 2) == ("03", "04")


def test_among_people_who_are_alike_everybody_has_the_same_chance():
    pool = pool_of("여청가", "여청가", "여청가", "남노가")
    wanted = [Quota("sex", "남", 1, 1)]
    times = Counter(panel(draw(str(seed), sorted(pool.people)), pool, wanted, 2) for seed in range(3000))
    chances = Counter(person for chosen, count in times.items() for person in chosen for _ in range(count))
    assert chances["04"] == 3000
    assert all(900 < chances[person] < 1100 for person in ("01", "02", "03"))  # 1000, and 26 of deviation


@pytest.mark.parametrize(
    ("wanted", "size", "reason"),
    [
        ([], 5, "5 are to be drawn of 4"),
        ([Quota("age", "노", 2, 3)], 3, "age «노»: at least 2 are wanted, the pool has 1"),
        ([Quota("alley", "다", 1, 1)], 3, "alley «다»: at least 1 are wanted, the pool has 0"),
        ([Quota("sex", "여", 2, 3), Quota("sex", "남", 1, 3)], 2, "sex: at least 3 are wanted together"),
        ([Quota("sex", "여", 0, 1), Quota("sex", "남", 0, 1)], 3, "sex: at most 2 can be taken together"),
        ([Quota("sex", "여", 0, 0), Quota("age", "노", 1, 1)], 1, "but no panel meets all of them together"),
    ],
)
def test_quotas_that_nobody_can_meet_are_named(wanted, size, reason):
    pool = pool_of("여청가", "여청가", "여노가", "남청가")
    with pytest.raises(Impossible) as refused:
        panel(sorted(pool.people), pool, wanted, size)
    assert reason in refused.value.reason


def test_a_search_that_would_take_too_long_says_so():
    rows = [[Row((0, 1), 1, 1), Row((2, 3), 1, 1)], [Row((0, 2), 1, 1), Row((1, 3), 1, 1)]]
    assert fill([0] * 4, [1] * 4, rows, 2, near=[0] * 4) in {(1, 0, 0, 1), (0, 1, 1, 0)}
    with pytest.raises(Endless):
        fill([0] * 4, [1] * 4, rows, 2, near=[0] * 4, limit=1)


def test_a_pool_of_a_dong_is_drawn_within_three_overlapping_quotas():
    ages = ["10대", "20대", "30대", "40대", "50대", "60대"]
    people = {f"{n:03}": (SEXES[n % 2], ages[n * n % 6], f"{n * 7 % 8}통") for n in range(300)}
    pool = Pool(("sex", "age", "alley"), people)
    likeness = panel(sorted(people), pool, [], 40)
    have = Counter((a, pool.values_of(one, [a])[0]) for one in likeness for a in pool.attributes)
    wanted = [Quota(attribute, value, count, count) for (attribute, value), count in have.items()]
    chosen = panel(draw("9319", sorted(people)), pool, wanted, 40)
    assert len(chosen) == 40
    assert keeps(chosen, pool, wanted)


def test_seats_go_to_strata_by_largest_remainder_and_equal_remainders_by_the_lot():
    assert apportion({"가": 6, "나": 3, "다": 1}, 5, ["가", "나", "다"]) == {"가": 3, "나": 2, "다": 0}
    assert apportion({"가": 6, "나": 3, "다": 1}, 5, ["다", "나", "가"]) == {"가": 3, "나": 1, "다": 1}


@given(st.dictionaries(st.sampled_from("가나다라"), st.integers(1, 40), min_size=1), st.data())
def test_no_stratum_gets_more_seats_than_people_nor_a_whole_seat_less_than_its_share(sizes, data):
    everybody = sum(sizes.values())
    seats = data.draw(st.integers(0, everybody))
    given_ = apportion(sizes, seats, sorted(sizes))
    assert sum(given_.values()) == seats
    assert all(abs(given_[part] * everybody - size * seats) < everybody for part, size in sizes.items())
    assert all(given_[part] <= size for part, size in sizes.items())


def test_of_each_stratum_the_first_in_the_drawn_order_are_taken():
    pool = pool_of("여청가", "남청가", "여노나", "남노나", "여중나")
    order = ["05", "02", "04", "01", "03"]
    assert strata(pool, ["alley"]) == {("가",): 2, ("나",): 3}
    assert by_strata(order, pool, ["alley"], {("가",): 1, ("나",): 2}) == ("05", "02", "04")
    with pytest.raises(Impossible, match="«가»: 3 are to be drawn of 2"):
        by_strata(order, pool, ["alley"], {("가",): 3})
