/* A page on which somebody waits for the worker asks for itself every two seconds, and is shown anew when it has changed. */
"use strict";

const SECONDS = 2;
const MOST_SECONDS = 30; // between two questions while nobody answers

function waitingPart(page) {
  const part = page.querySelector("[data-waiting]");
  return part && part.textContent.replace(/\s+/g, " ");
}

async function ask(seconds) {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = waitingPart(page);
      if (answer.redirected || now === null) return location.replace(answer.url);
      if (now !== waitingPart(document)) document.querySelector("[data-waiting]").replaceWith(page.querySelector("[data-waiting]"));
      seconds = SECONDS;
    }
  } catch {
    seconds = Math.min(MOST_SECONDS, seconds * 2);
  }
  setTimeout(ask, seconds * 1000, seconds);
}

if (waitingPart(document) !== null) setTimeout(ask, SECONDS * 1000, SECONDS);
