"""The floor follows from the set of entries: clocks, pauses, extensions, two people pressing at once."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.meetings.floor import Because, Entry, Floor, Kind, Slot, Why, Wish, fold, outlook, queue

START = datetime(2026, 5, 14, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PLAN = (Slot(1, 10), Slot(2, 20), Slot(3, 5))


def entry(minute: float, kind: Kind, key: str = "", **facts: Any) -> Entry:
    return Entry(key or f"{kind}-{minute}", START + minute * MINUTE, kind, facts)


def start(minute: float, item: int, after: int | None = None, key: str = "") -> Entry:
    return entry(minute, Kind.ITEM, key, item=item, after=after)


def ask(minute: float, speaker: int, wish: Wish = Wish.OPINION, key: str = "") -> Entry:
    return entry(minute, Kind.WISH, key or f"wish-{minute}-{speaker}", speaker=speaker, wish=wish.value)


def call(minute: float, turn: str, after: str | None = None) -> Entry:
    return entry(minute, Kind.CALL, f"call-{minute}-{turn}", turn=turn, after=after)


def at(minute: float, *entries: Entry) -> Floor:
    floor, refused = fold(PLAN, entries, START + minute * MINUTE)
    assert refused == []
    return floor


def refusals(*entries: Entry) -> list[Why]:
    return [one.why for one in fold(PLAN, entries, START + 60 * MINUTE)[1]]


def test_before_the_first_item_nothing_runs_and_the_first_is_next():
    floor = at(5)
    assert (floor.item, floor.next) == (None, PLAN[0])


def test_an_item_spends_its_minutes_and_the_next_ends_it():
    floor = at(14, start(0, 1), start(12, 2, after=1))
    assert floor.spent == {1: 12 * MINUTE, 2: 2 * MINUTE}
    assert (floor.left(PLAN[0]), floor.left(PLAN[1])) == (-2 * MINUTE, 18 * MINUTE)
    assert floor.next == PLAN[2]


def test_clocks_stand_still_during_a_pause():
    floor = at(10, start(0, 1), ask(0, 7, key="t"), call(1, "t"), entry(3, Kind.PAUSE), entry(8, Kind.RESUMPTION))
    assert floor.spent[1] == 5 * MINUTE
    assert floor.talked(7) == 4 * MINUTE


def test_a_vote_for_more_minutes_counts_only_when_more_want_it():
    wanted = entry(2, Kind.EXTENSION, item=1, minutes=2, yes=6, no=3)
    refused = entry(3, Kind.EXTENSION, item=1, minutes=2, yes=4, no=4)
    assert at(4, start(0, 1), wanted, refused).left(PLAN[0]) == 8 * MINUTE


def test_of_two_who_begin_another_item_at_once_the_first_wins():
    both = start(10, 2, after=1, key="a"), start(10.01, 3, after=1, key="b")
    assert refusals(start(0, 1), *both) == [Why.MOVED_ON]
    floor, _refused = fold(PLAN, [start(0, 1), *both], START + 11 * MINUTE)
    assert floor.item == 2


def test_of_two_who_call_somebody_at_once_the_first_wins():
    turns = ask(1, 7, key="t"), ask(1, 8, key="u")
    assert refusals(start(0, 1), *turns, call(2, "t"), call(2.01, "u")) == [Why.MOVED_ON]


def test_an_item_that_was_taken_off_the_agenda_is_refused_and_the_clock_goes_on():
    floor, refused = fold(PLAN, [start(0, 1), start(4, 99, after=1)], START + 6 * MINUTE)
    assert [one.why for one in refused] == [Why.ITEM_GONE]
    assert floor.spent[1] == 6 * MINUTE


def test_an_item_deleted_while_it_is_discussed_leaves_its_time_and_no_item():
    floor, refused = fold(PLAN[1:], [start(0, 1)], START + MINUTE)
    assert [one.why for one in refused] == [Why.ITEM_GONE]
    assert floor.slot is None


def test_who_waits_cannot_ask_again_but_may_after_speaking():
    assert refusals(ask(1, 7, key="t"), ask(2, 7)) == [Why.WAITS_ALREADY]
    assert refusals(ask(1, 7, key="t"), call(2, "t"), ask(3, 7)) == []


def test_calling_the_next_ends_who_speaks():
    floor = at(9, ask(0, 7, key="t"), ask(0, 8, key="u"), call(1, "t"), call(4, "u", after="t"))
    assert floor.talked(7) == 3 * MINUTE
    assert floor.talked(8) == 5 * MINUTE


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (entry(1, Kind.CALL, turn="nobody", after=None), Why.NO_TURN),
        (entry(1, Kind.END, turn="t"), Why.NO_TURN),
        (entry(1, Kind.PAUSE), Why.NO_ITEM),
        (entry(1, Kind.SETTLING, matter="none", way="agenda"), Why.NO_MATTER),
        (entry(1, Kind.WISH, speaker=3, wish="shout"), Why.MALFORMED),
        (entry(1, Kind.ITEM, item="one", after=None), Why.MALFORMED),
        (entry(1, Kind.TEMPERATURE, steps=[1, 2]), Why.MALFORMED),
        (entry(1, Kind.EXTENSION, item=1, minutes=-5, yes=3, no=0), Why.MALFORMED),
    ],
)
def test_what_cannot_be_says_why_and_changes_nothing(wrong: Entry, why: Why):
    assert refusals(ask(0, 3, key="t"), wrong) == [why]


def test_a_parked_matter_is_settled_once():
    parked = entry(1, Kind.PARKING, "m", text="놀이터 그네", speaker=4)
    settled = entry(2, Kind.SETTLING, "s", matter="m", way="agenda")
    again = entry(3, Kind.SETTLING, "r", matter="m", way="dropped")
    floor, refused = fold(PLAN, [parked, settled, again], START + 9 * MINUTE)
    assert floor.matters["m"].way == "agenda"
    assert [one.why for one in refused] == [Why.SETTLED_ALREADY]


def test_the_outlook_moves_what_is_to_come_and_names_what_will_not_fit():
    now, end = START + 15 * MINUTE, START + 35 * MINUTE
    floor, _refused = fold(PLAN, [start(0, 1)], now)
    first, second, third = outlook(floor, now=now, ends_at=end)
    assert (first.over, first.begins_at, first.ends_at) == (5 * MINUTE, None, now)
    assert (second.begins_at, second.is_too_late) == (now, False)
    assert (third.begins_at, third.is_too_late) == (now + 20 * MINUTE, True)


# ── Properties ──

SPEAKERS, KEYS = range(1, 6), "abcdefghijklmnop"
MINUTES = st.integers(0, 30)


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """Any entries, sensible or not, on a few turns, items and matters."""
    entries = []
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=14)):
        kind, minute = draw(st.sampled_from(list(Kind))), draw(MINUTES)
        other, item = draw(st.sampled_from(KEYS)), draw(st.sampled_from((1, 2, 3, 9)))
        facts = {
            "item": item, "after": draw(st.sampled_from((None, 1, 2, other))), "turn": other, "before": None,
            "speaker": draw(st.sampled_from(SPEAKERS)), "wish": draw(st.sampled_from(list(Wish))).value,
            "minutes": 2, "yes": 3, "no": 1, "reason": "급함", "text": "그네", "matter": other, "way": "agenda",
            "steps": [1, 0, 2, 3, 1],
        }  # fmt: skip
        entries.append(entry(minute, kind, key, **facts))
    return entries


@given(journals(), st.randoms(use_true_random=False), st.integers(0, 40))
def test_any_interleaving_sent_any_number_of_times_gives_one_result(entries, chance, minute):
    once = fold(PLAN, entries, START + minute * MINUTE)
    shuffled = entries + [one for one in entries if chance.random() < 0.5]
    chance.shuffle(shuffled)
    assert fold(PLAN, shuffled, START + minute * MINUTE) == once


@given(journals())
def test_no_more_time_is_spent_than_passed(entries):
    floor, _refused = fold(PLAN, entries, START + 30 * MINUTE)
    assert sum(floor.spent.values(), timedelta()) <= 30 * MINUTE
    assert sum((turn.spoke for turn in floor.turns.values()), timedelta()) <= 30 * MINUTE
    assert sum(turn.called_at is not None and not turn.is_over for turn in floor.turns.values()) <= 1


@given(journals())
def test_who_speaks_for_the_first_time_is_never_behind_a_third_time_of_the_same_kind(entries):
    floor, _refused = fold(PLAN, [one for one in entries if one.kind is not Kind.MOVE], START + 30 * MINUTE)
    turns = [waiting.turn for waiting in queue(floor)]
    for before, behind in pairwise(turns):
        if before.wish is behind.wish:
            assert not (floor.spoken(before.speaker) >= 2 and floor.spoken(behind.speaker) == 0)


@given(journals())
def test_points_of_order_come_before_questions_and_questions_before_opinions(entries):
    floor, _refused = fold(PLAN, [one for one in entries if one.kind is not Kind.MOVE], START + 30 * MINUTE)
    ranks = [list(Wish).index(waiting.turn.wish) for waiting in queue(floor)]
    assert ranks == sorted(ranks)


@given(journals())
def test_a_move_changes_the_order_alone_and_says_its_reason(entries):
    floor, _refused = fold(PLAN, entries, START + 30 * MINUTE)
    waiting = queue(floor)
    assert sorted(one.turn.key for one in waiting) == sorted(turn.key for turn in floor.turns.values() if turn.waits)
    assert all(one.words for one in waiting if one.because is Because.MOVED)


def test_every_place_in_the_queue_says_why():
    spoke = [ask(0, 1, key="t"), call(1, "t"), entry(3, Kind.END, turn="t")]
    waits = [ask(4, 1), ask(5, 2), ask(6, 3, Wish.QUESTION), ask(7, 4, Wish.ORDER), ask(8, 5)]
    found = [(one.turn.speaker, one.because) for one in queue(at(9, *spoke, *waits))]
    assert found == [
        (4, Because.ORDER),
        (3, Because.QUESTION),
        (2, Because.EARLIER),
        (5, Because.FIRST_TIME),
        (1, Because.EARLIER),
    ]


def test_less_time_goes_before_more_and_fewer_turns_before_many():
    entries = [ask(0, 1, key="a"), call(1, "a"), entry(4, Kind.END, "e1", turn="a")]
    entries += [ask(4, 2, key="b"), call(4.5, "b"), entry(5, Kind.END, "e2", turn="b")]
    found = queue(at(9, *entries, ask(6, 1), ask(7, 2)))
    assert [(one.turn.speaker, one.because) for one in found] == [(2, Because.LESS_TIME), (1, Because.EARLIER)]
