"""The journal in a phone's browser: it only grows, outlives its page, and a wrong clock does not matter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PROGRAM = Path(__file__).parents[2] / "app" / "static" / "js" / "offline-store.js"
TAKEN = "{now: 1_000_000, until: 9_000_000, people: [], seats: [], entries: []}"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page that holds the store and nothing else."""
    context = chromium.new_context()
    page = context.new_page()
    page.route("**", lambda route: route.fulfill(body="<!doctype html><title>-</title>", content_type="text/html"))
    opened(page)
    yield page
    context.close()


def opened(page: Page) -> None:
    page.goto("http://localhost/")
    page.add_script_tag(path=PROGRAM)


def test_moments_of_a_journal_never_go_back_whatever_the_phone_s_clock_does(page):
    moments = page.evaluate(f"""async () => {{
        const store = await Store.open(1), wall = Date.now;
        await store.take({TAKEN});
        const moments = [];
        for (const jump of [0, 86_400_000, -86_400_000, 0]) {{
            Date.now = () => wall() + jump;
            moments.push((await store.write("pause.begun", {{}})).at);
        }}
        return moments;
    }}""")
    assert moments == sorted(set(moments))
    assert 1_000_000 <= moments[0] <= moments[-1] < 1_060_000, "while the page is seen only its stopwatch counts"


def test_a_phone_that_slept_catches_up_and_one_whose_clock_was_put_back_stands_still(page):
    slept, back, later = page.evaluate("""() => {
        const wall = Date.now(), clock = new Clock();
        clock.set(1_000_000);
        clock.wasHidden = true;
        Date.now = () => wall + 600_000;
        const slept = clock.now();
        const back = new Clock();
        back.goOn({server: 2_000_000, wall: wall + 5_000_000});
        const later = new Clock();
        later.goOn({server: 2_000_000, wall: wall});
        return [slept, back.now(), later.now()];
    }""")
    assert slept == pytest.approx(1_600_000, abs=5_000)
    assert back == pytest.approx(2_000_000, abs=5_000)
    assert later == pytest.approx(2_600_000, abs=5_000)


def test_a_meeting_that_is_over_goes_when_the_next_is_taken_along_unless_something_is_not_sent(page):
    kept = page.evaluate(f"""async () => {{
        const taken = {TAKEN}, days = 86_400_000;
        for (const meeting of [1, 2, 3]) await (await Store.open(meeting)).take(taken);
        await (await Store.open(2)).write("pause.begun", {{}});
        const kept = [];
        for (const later of [1, 9]) {{
            const now = taken.until + later * days;
            await (await Store.open(3)).take({{...taken, now, until: now + 20 * days}});
            const stores = await Promise.all([1, 2, 3].map(meeting => Store.open(meeting)));
            kept.push(stores.map(store => [store.taken !== null, store.entries.length]));
        }}
        return kept;
    }}""")
    assert kept == [[[False, 0], [True, 1], [True, 0]], [[False, 0], [False, 0], [True, 0]]]


def test_a_journal_outlives_its_page_and_belongs_to_one_meeting(page):
    written = page.evaluate(f"""async () => {{
        const store = await Store.open(1);
        await store.take({TAKEN});
        for (const text of ["하나", "둘", "셋"]) await store.write("matter.parked", {{text, speaker: null}});
        await store.answered([{{key: store.entries[0].key, merged: "kept", said: "", number: null}}]);
        return [store.journal, ...store.entries.map(entry => entry.key)];
    }}""")
    opened(page)
    read = page.evaluate("""async () => {
        const store = await Store.open(1);
        await store.write("matter.parked", {text: "넷", speaker: null});
        return [store.journal, ...store.entries.map(entry => entry.key)];
    }""")
    assert read[:4] == written
    assert len(set(read)) == 5
    assert page.evaluate("Store.open(1).then(store => store.unsent.map(entry => entry.facts.text))") == [
        "둘",
        "셋",
        "넷",
    ]
    assert page.evaluate("Store.open(2).then(store => [store.taken, store.entries.length])") == [None, 0]
    assert page.evaluate("JSON.parse(localStorage.getItem('golmok-offline')).unsent") == 3
