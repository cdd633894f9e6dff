/* A draft that is kept while somebody writes, and similar proposals below its title. Behaviour only: without this file
   the buttons of the page do both. */
"use strict";

const QUIET_MS = 3000; // after the last key
const AGAIN_MS = 10000; // after the network failed
const PATIENCE_MS = 8000; // for one answer, and for a save that is under way when the form is sent
const TITLE_QUIET_MS = 800;
const LEAST_TITLE = 4;

/* Sends the page's own form to its own address. What was sent and not answered is sent again as it was, so that the
   server, which may have kept it, is never asked to change what it does not know. */
class DraftKeeper {
  constructor(line) {
    this.line = line;
    this.form = line.closest("form");
    this.timer = 0;
    this.underWay = null;
    this.unanswered = null;
    this.stopped = false;
    this.kept = this.said(this.words());
    this.form.addEventListener("input", () => this.later(QUIET_MS)); // a choice from a list is one too
    this.form.addEventListener("submit", (event) => this.letGo(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
    window.addEventListener("pageshow", (event) => event.persisted && this.goOn());
  }

  words() {
    const words = new FormData(this.form);
    words.delete("photo");
    return new URLSearchParams(words);
  }

  said(words) {
    const own = new URLSearchParams(words);
    ["csrf_token", "seen", "once"].forEach((name) => own.delete(name));
    return own.toString();
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  isWorthKeeping(words) {
    return ["title", "spoken_by"].every((name) => !words.has(name) || words.get(name).trim());
  }

  save() {
    clearTimeout(this.timer);
    if (this.stopped || this.underWay) return;
    const words = this.unanswered || this.words();
    if (!this.unanswered && (this.said(words) === this.kept || !this.isWorthKeeping(words))) return;
    this.underWay = this.send(words).finally(() => {
      this.underWay = null;
    });
  }

  async send(words) {
    let answer;
    try {
      answer = await fetch(this.form.getAttribute("action") || location.href, {
        method: "POST",
        body: words,
        headers: { Accept: "application/json" },
        keepalive: true,
        signal: AbortSignal.timeout?.(PATIENCE_MS),
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    } catch {
      this.unanswered = words;
      this.tell(this.line.dataset.failed, true);
      this.later(AGAIN_MS);
      return;
    }
    this.unanswered = null;
    await this.read(answer, words);
  }

  async read(answer, words) {
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      this.stopped = true;
      this.tell(this.line.dataset.over, true);
      return;
    }
    const told = await answer.json();
    this.kept = this.said(words);
    this.stopped = answer.status === 409;
    if (told.seen) this.form.elements.seen.value = told.seen;
    this.tell(told.said, !answer.ok);
    if (!this.stopped && this.said(this.words()) !== this.kept) this.later(QUIET_MS);
  }

  tell(words, isBad) {
    this.line.textContent = words;
    this.line.classList.toggle("saving-failed", isBad);
  }

  /* The form waits for the save that is under way: it must start from what that one leaves behind. */
  letGo(event) {
    clearTimeout(this.timer);
    this.stopped = true;
    if (!this.underWay) return;
    event.preventDefault();
    const button = event.submitter;
    this.underWay.finally(() => this.form.requestSubmit(button));
  }

  goOn() {
    this.stopped = false;
  }
}

/* Asks for the page of similar proposals and takes their list from it. */
class SimilarFinder {
  constructor(place) {
    this.place = place;
    this.timer = 0;
    this.asked = "";
    this.title = place.closest("form").elements.title;
    this.title.addEventListener("input", () => this.later());
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(), TITLE_QUIET_MS);
  }

  async find() {
    const title = this.title.value.trim();
    if (title === this.asked) return;
    this.asked = title;
    if (title.length < LEAST_TITLE) {
      this.place.replaceChildren();
      return;
    }
    const address = new URL(this.place.dataset.similar, location.href);
    address.searchParams.set("title", title);
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok || answer.redirected || this.asked !== title) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("similar");
    this.place.replaceChildren(...(found ? [document.adoptNode(found)] : []));
    this.place.nextElementSibling.textContent = found?.querySelector("h2").textContent ?? "";
  }
}

document.querySelectorAll("[data-saving]").forEach((line) => new DraftKeeper(line));
document.querySelectorAll("[data-similar]").forEach((place) => new SimilarFinder(place));
