/* An open screen of a meeting follows it. Where its page names a stream, it is told what has changed; without one, or
   while that fails, it asks every 1.2 seconds. What is one's own is fetched by oneself, when it has changed.
   Clocks tick by how long the page has been open, never by the clock of the phone. */
"use strict";

const SECONDS = 1.2; // between two questions of who is not told
const MOST_SECONDS = 30; // between two questions while nobody answers
const STILL_ALLOWED = 300; // seconds between two questions of who is told: whether they may still look
const AGAIN = [2, 15]; // seconds until a stream that broke is tried again: at first, and when that failed too

const live = document.querySelector("[data-live]");
let tag = live?.dataset.tag ?? "";
let shownAt = performance.now();
let told = null; // what came by the stream and could not be shown yet
let asks = null; // the timer of who asks

const chance = (seconds) => seconds * 1000 * (0.5 + Math.random());
const part = (name) => live.querySelector(`[data-part="${name}"]`);
const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

/* Somebody who is typing in it, or has opened a form in it, must not lose that. */
function isInUse() {
  return live.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
}

function say(text) {
  document.querySelector(".flashes").textContent = text;
}

/* Puts new content in and leaves the keyboard where it was. */
function change(put) {
  const focused = document.activeElement.closest("form")?.getAttribute("action");
  put();
  if (focused && !document.activeElement.closest("form")) {
    live.querySelector(`form[action="${CSS.escape(focused)}"] button`)?.focus();
  }
}

function show(html, age = 0) {
  change(() => live.replaceChildren(...parsed(html).childNodes));
  shownAt = performance.now() - age * 1000;
  tick();
}

/* The answer, or null where it says that nothing has changed. A permission that ended is for the page to tell. */
async function fetched(address, known) {
  const answer = await fetch(address, { cache: "no-store", headers: known ? { "If-None-Match": known } : {} });
  if (answer.redirected || answer.status === 401 || answer.status === 403) {
    location.reload();
    return null;
  }
  if (answer.status !== 200 && answer.status !== 304) throw new Error(answer.status);
  return answer.status === 200 ? answer : null;
}

/* Never two at once: who is called meanwhile runs once more, and who fails tries again. */
function oneByOne(run) {
  let runs = false;
  let again = false;
  return async function oneRun() {
    again = true;
    if (runs) return;
    runs = true;
    while (again) {
      again = false;
      await run().catch(() => setTimeout(oneRun, chance(SECONDS)));
    }
    runs = false;
  };
}

// ── asking ──

async function ask() {
  const known = tag;
  const answer = await fetched(live.dataset.live, known && `"${known}"`);
  const html = await answer?.text();
  if (!answer || isInUse() || tag !== known) return; // what the stream has told meanwhile is newer
  tag = answer.headers.get("ETag").replaceAll('"', "");
  show(html);
}

async function follow(seconds) {
  try {
    await ask();
    if (seconds !== SECONDS) say("");
    seconds = SECONDS;
  } catch {
    seconds = Math.min(MOST_SECONDS, seconds * 2);
    say(live.dataset.lost);
  }
  if (asks !== null) asks = setTimeout(follow, seconds * 1000, seconds);
}

function startAsking() {
  asks ??= setTimeout(follow, SECONDS * 1000 * Math.random(), SECONDS);
}

function stopAsking() {
  if (asks !== null) say("");
  clearTimeout(asks);
  asks = null;
}

// ── being told ──

const askOnce = oneByOne(ask);

function listen(failures = 0) {
  const seen = tag ? `&seen=${encodeURIComponent(tag)}` : "";
  const stream = new EventSource(live.dataset.stream + seen);
  stream.addEventListener("open", () => {
    failures = 0;
    stopAsking();
  });
  stream.addEventListener("changed", askOnce);
  stream.addEventListener("shown", (event) => {
    told = { ...JSON.parse(event.data), tag: event.lastEventId, at: performance.now() };
    showTold();
  });
  stream.addEventListener("error", () => {
    stream.close();
    if (failures) startAsking();
    setTimeout(listen, chance(AGAIN[Math.min(failures, 1)]), failures + 1);
  });
}

function showTold() {
  if (!told || isInUse()) return;
  const { html, age, tag: latest, at } = told;
  told = null;
  tag = latest;
  if (part("mine")) showFloor(html);
  else show(html);
  shownAt = at - age * 1000;
  tick();
}

/* What all phones share; then one's own, if that has changed. */
function showFloor(html) {
  const before = standing();
  const asked = askedOfAll();
  const fresh = parsed(html);
  change(() => {
    for (const name of ["now", "queue"]) part(name).replaceWith(fresh.querySelector(`[data-part="${name}"]`));
  });
  if (standing() === before) return;
  if (askedOfAll() !== asked) setTimeout(askForOwn, chance(1)); // everybody's has changed
  else if (!part("mine").dataset.number) setTimeout(askForOwn, chance(3)); // somebody came in, perhaps this one
  else askForOwn();
}

/* What changes the own part of every phone at once: whether the meeting runs, a division, a temperature. */
function askedOfAll() {
  const { runs, votes, warms } = part("now").dataset;
  return [runs, votes, warms].join();
}

/* Where this phone stands: what its own part hangs on. */
function standing() {
  const { runs, came, gone, speaks, waits, slips } = part("now").dataset;
  const number = part("mine").dataset.number;
  if (runs !== "1") return "";
  if (!number) return came;
  const stands = [gone.split(" ").includes(number), speaks === number, waits.split(" ").indexOf(number)];
  return [...stands, slips.split(" ").includes(number), askedOfAll()].join();
}

const askForOwn = oneByOne(async () => {
  const answer = await fetched(live.dataset.own);
  if (!answer) return;
  const own = parsed(await answer.text()).querySelector("[data-part]");
  change(() => part("mine").replaceWith(own));
});

// ── clocks ──

function written(seconds) {
  return `${Math.floor(Math.abs(seconds) / 60)}:${String(Math.abs(seconds) % 60).padStart(2, "0")}`;
}

function tick() {
  const passed = Math.floor((performance.now() - shownAt) / 1000);
  for (const clock of document.querySelectorAll("[data-left][data-runs='1']")) {
    const left = Number(clock.dataset.left) - passed;
    clock.querySelector("b").textContent = written(left);
    if (left < 0 && !clock.classList.contains("is-over")) {
      clock.classList.add("is-over");
      say(live.dataset.over);
      document.dispatchEvent(new Event("golmok:over"));
    }
  }
  for (const watch of document.querySelectorAll("[data-spent][data-runs='1']")) {
    watch.textContent = written(Number(watch.dataset.spent) + passed);
  }
}

if (live) {
  setInterval(() => {
    tick();
    showTold();
  }, 1000);
  if (live.dataset.stream) {
    listen();
    setInterval(askOnce, chance(STILL_ALLOWED));
  } else startAsking();
}
