"""The floor of app/meetings/floor and that of a phone without network: the same journals, the same answers."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from app.meetings.floor import Entry, Kind, Slot, fold, queue

PROGRAM = Path(__file__).parents[2] / "app" / "static" / "js" / "offline-floor.js"
JOURNALS = 600
TALK = (Kind.WISH, Kind.WISH, Kind.CALL, Kind.CALL, Kind.END)
START = datetime(2026, 5, 14, 10, 0, tzinfo=UTC)
PLAN = (Slot(1, 10), Slot(2, 20), Slot(3, 5))
_ASK = """journals => journals.map(({plan, entries, now}) => {
    const [floor, refused] = FLOOR.fold(plan, entries, now);
    const turn = one => [one.key, one.speaker, one.wish, one.askedAt, one.item, one.calledAt, one.isOver, one.spoke];
    return {
        item: floor.item, paused: floor.isPaused, next: floor.next?.item ?? null, begun: floor.begun,
        left: plan.map(slot => floor.left(slot)), spent: plan.map(slot => floor.spent.get(slot.item) ?? 0),
        turns: [...floor.turns.values()].map(turn), speaking: floor.speaking?.key ?? null,
        matters: [...floor.matters.values()].map(({key, text, speaker, way}) => [key, text, speaker, way]),
        temperatures: floor.temperatures, refused,
        queue: FLOOR.queue(floor).map(({turn, because, words}) => [turn.key, because, words]),
    };
})"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page that holds the phone's floor and nothing else."""
    context = chromium.new_context()
    page = context.new_page()
    page.route("**", lambda route: route.fulfill(body="<!doctype html><title>-</title>", content_type="text/html"))
    page.goto("http://localhost/")
    page.add_script_tag(path=PROGRAM)
    yield page
    context.close()


def _turns(*speakers: int) -> Iterator[Entry]:
    """Each is called and thanked in one moment."""
    for number, speaker in enumerate(speakers):
        at = START + number * timedelta(seconds=1)
        yield Entry(f"{number}-a", at, Kind.WISH, {"speaker": speaker, "wish": "opinion"})
        yield Entry(f"{number}-b", at, Kind.CALL, {"turn": f"{number}-a", "after": None})
        yield Entry(f"{number}-c", at, Kind.END, {"turn": f"{number}-a"})


def _hands(*speakers: int) -> list[Entry]:
    at = START + timedelta(minutes=1)
    return [Entry(f"x-{one}", at, Kind.WISH, {"speaker": one, "wish": "opinion"}) for one in speakers]


SHORT = ([*_turns(1, 1, 2), *_hands(1, 2)], START + timedelta(minutes=2))  # as long, but not as often


def a_journal(by: random.Random) -> tuple[list[Entry], datetime]:
    """A meeting in which people press sensibly most of the time, and otherwise anything."""
    entries: list[Entry] = []
    at = START
    for number in range(by.randrange(1, 45)):
        at += timedelta(milliseconds=by.choice([0, 0, 500, 20_000, 61_000, 200_000]))
        now, _refused = fold(PLAN, entries, at)
        turns = [turn.key for turn in now.turns.values()] + ["nobody"]
        facts, kind = _facts(by, now, turns), by.choice([*Kind, *TALK, *TALK])
        entries.append(Entry(f"{by.randrange(90):02}-{number}", at, kind, facts[kind]))
    doubled = entries + by.sample(entries, len(entries) // 4)
    by.shuffle(doubled)
    return doubled, START + timedelta(seconds=by.randrange(900, 5_000))


def _facts(by: random.Random, now: Any, turns: list[str]) -> dict[Kind, dict[str, Any]]:
    speaking = now.speaking.key if now.speaking else None
    first = queue(now)[0].turn.key if queue(now) else by.choice(turns)
    whom = {"turn": by.choice([first, first, by.choice(turns)])}
    item = by.choice([1, 2, 3, 3, 9, "2", "two"])
    return {
        Kind.ITEM: {"item": item, "after": by.choice([now.item, now.item, now.item, 2])},
        Kind.EXTENSION: {"item": item, "minutes": by.choice([2, 5, 90, -1]), "yes": by.randrange(9), "no": 4},
        Kind.PAUSE: {},
        Kind.RESUMPTION: {},
        Kind.WISH: {"speaker": by.randrange(1, 5), "wish": by.choice(["order", "question", "opinion", "opinion", "?"])},
        Kind.CALL: {**whom, "after": by.choice([speaking, speaking, None])},
        Kind.END: {"turn": by.choice([speaking, *turns])},
        Kind.WITHDRAWAL: whom,
        Kind.MOVE: {"turn": by.choice(turns), "before": by.choice([first, None]), "reason": "곧 가셔야 합니다"},
        Kind.PARKING: by.choice([{"text": "그네", "speaker": None}, {"text": "그네", "speaker": 2}, {}]),
        Kind.SETTLING: {"matter": by.choice([*now.matters, "none"]), "way": by.choice(["agenda", "dropped"])},
        Kind.TEMPERATURE: by.choice([{"steps": [0, 1, 2, 5, 3]}, {"steps": [1, 2]}, {"steps": [1, 2, 3, 4, -1]}]),
    }


def ms(what: datetime | timedelta | None) -> int | None:
    if what is None:
        return None
    return round(what.timestamp() * 1000) if isinstance(what, datetime) else round(what / timedelta(milliseconds=1))


def told(entries: list[Entry], now: datetime) -> dict[str, Any]:
    floor, refused = fold(PLAN, entries, now)
    return {
        "item": floor.item,
        "paused": floor.is_paused,
        "next": floor.next.item if floor.next else None,
        "begun": floor.begun,
        "left": [ms(floor.left(slot)) for slot in PLAN],
        "spent": [ms(floor.spent[slot.item]) for slot in PLAN],
        "turns": [
            [
                *(one.key, one.speaker, one.wish.value, ms(one.asked_at)),
                *(one.item, ms(one.called_at), one.is_over, ms(one.spoke)),
            ]
            for one in floor.turns.values()
        ],
        "speaking": floor.speaking.key if floor.speaking else None,
        "matters": [[one.key, one.text, one.speaker, one.way] for one in floor.matters.values()],
        "temperatures": [list(one.steps) for one in floor.temperatures],
        "refused": [[one.entry.key, one.why.value] for one in refused],
        "queue": [[one.turn.key, one.because.value, one.words] for one in queue(floor)],
    }


def sent(entries: list[Entry], now: datetime) -> dict[str, Any]:
    lines = [{"key": one.key, "at": ms(one.at), "kind": one.kind.value, "facts": one.facts} for one in entries]
    return {"plan": [{"item": one.item, "minutes": one.minutes} for one in PLAN], "entries": lines, "now": ms(now)}


def test_a_phone_and_the_server_read_the_same_out_of_six_hundred_journals(page):
    by = random.Random(20_261_128)
    journals = [a_journal(by) for _ in range(JOURNALS)] + [SHORT]
    expected = [told(*journal) for journal in journals]
    heard = page.evaluate(_ASK, [sent(*journal) for journal in journals])
    for journal, ours, theirs in zip(journals, expected, heard, strict=True):
        assert theirs == ours, journal
    reasons = Counter(because for one in expected for _key, because, _words in one["queue"])
    assert set(reasons) == {"order", "question", "first_time", "less_time", "fewer_turns", "earlier", "moved"}
    whys = Counter(why for one in expected for _key, why in one["refused"])
    assert len(whys) == 10, "every reason was met"
    assert sum(one["item"] is not None for one in expected) > JOURNALS / 4
