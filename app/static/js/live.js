/* An open screen of a meeting follows it: its part is asked for every two seconds and shown anew when it has changed.
   Clocks tick by how long the page has been open, never by the clock of the phone. */
"use strict";

const SECONDS = 2;
const MOST_SECONDS = 30; // between two questions while nobody answers

let tag = "";
let shownAt = performance.now();

const part = () => document.querySelector("[data-live]");

/* Somebody who is typing in it, or has opened a form in it, must not lose that. */
function isInUse(live) {
  return live.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
}

function say(text) {
  document.querySelector(".flashes").textContent = text;
}

function show(live, html) {
  const focused = document.activeElement.closest("form")?.getAttribute("action");
  live.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  shownAt = performance.now();
  if (focused) live.querySelector(`form[action="${CSS.escape(focused)}"] button`)?.focus();
  tick();
}

async function follow(seconds) {
  const live = part();
  try {
    const answer = await fetch(live.dataset.live, { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {} });
    if (answer.redirected || answer.status === 401 || answer.status === 403) return location.reload();
    if (seconds !== SECONDS) say("");
    seconds = SECONDS;
    if (answer.status === 200 && !isInUse(live)) {
      tag = answer.headers.get("ETag");
      show(live, await answer.text());
    }
  } catch {
    seconds = Math.min(MOST_SECONDS, seconds * 2);
    say(live.dataset.lost);
  }
  setTimeout(follow, seconds * 1000, seconds);
}

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
      say(part().dataset.over);
    }
  }
  for (const watch of document.querySelectorAll("[data-spent][data-runs='1']")) {
    watch.textContent = written(Number(watch.dataset.spent) + passed);
  }
}

if (part()) {
  setTimeout(follow, SECONDS * 1000 * Math.random(), SECONDS);
  setInterval(tick, 1000);
}
