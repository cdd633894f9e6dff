/* What a phone takes along to a meeting and what it writes there, in the browser's own store. The journal only grows:
   what the server says of a line stands beside it. Moments are the server's: it told the time when it was last asked, and
   from then on only differences of the phone's clocks count, so that a phone with a wrong clock writes the right moment. */
"use strict";

const KEPT = "golmok-offline"; // the same name in js/golmok.js, which deletes it, and in js/offline-worker.js
const HEARTBEAT_MS = 5000;
const LONGER_MS = 7 * 86_400_000; // for what was not sent

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

function token() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

class Clock {
  constructor() {
    this.told = { server: 0, wall: Date.now() };
    this.ticked = performance.now();
    this.wasHidden = false;
  }

  /* Goes on from what was kept; a phone whose clock was put back in between stands still for once. */
  goOn({ server, wall }) {
    this.set(server + Math.max(0, Date.now() - wall));
  }

  set(server) {
    this.told = { server, wall: Date.now() };
    this.ticked = performance.now();
  }

  /* While the page is seen, the browser's own stopwatch counts; it stands still on a phone that sleeps. */
  now() {
    const [wall, passed] = [Date.now() - this.told.wall, performance.now() - this.ticked];
    this.set(this.told.server + (this.wasHidden ? Math.max(wall, passed) : passed));
    this.wasHidden = document.hidden;
    return Math.round(this.told.server);
  }
}

class Store {
  constructor(database, meeting) {
    Object.assign(this, { database, meeting, taken: null, journal: "", entries: [], answers: new Map() });
    this.clock = new Clock();
    database.onversionchange = () => database.close();
  }

  static async open(meeting) {
    const opening = indexedDB.open(KEPT, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("taken", { keyPath: "meeting" });
      opening.result.createObjectStore("clocks", { keyPath: "meeting" });
      opening.result.createObjectStore("entries", { keyPath: ["meeting", "number"] });
      opening.result.createObjectStore("answers", { keyPath: "key" });
    };
    const store = new Store(await asked(opening), meeting);
    await store.#load();
    return store;
  }

  #in(name, mode = "readonly") {
    return this.database.transaction(name, mode).objectStore(name);
  }

  async #load() {
    const kept = await asked(this.#in("taken").get(this.meeting));
    if (!kept) return;
    Object.assign(this, { taken: kept.taken, journal: kept.journal });
    await this.readAgain();
    this.clock.goOn(await asked(this.#in("clocks").get(this.meeting)));
  }

  get #own() {
    return IDBKeyRange.bound([this.meeting], [this.meeting, []]);
  }

  /* Another page of this phone may have written and sent. */
  async readAgain() {
    this.entries = await asked(this.#in("entries").getAll(this.#own));
    for (const answer of await asked(this.#in("answers").getAll())) this.answers.set(answer.key, answer);
  }

  get unsent() {
    return this.entries.filter((entry) => !this.answers.has(entry.key));
  }

  /* What was refused for want of a right stays here alone: it can be sent again when the right was given. */
  get unmerged() {
    return this.entries.filter((entry) => (this.answers.get(entry.key)?.merged ?? "refused") === "refused");
  }

  /* What the server gave; a journal has one name from the first time on. */
  async take(taken) {
    this.clock.set(taken.now);
    Object.assign(this, { taken, journal: this.journal || token() });
    await asked(this.#in("taken", "readwrite").put({ meeting: this.meeting, taken, journal: this.journal }));
    await this.beat();
    await this.#dropOld();
    this.#tellOthers();
  }

  /* Of meetings that are over nothing stays because another one was taken along. */
  async #dropOld() {
    for (const { meeting, taken } of await asked(this.#in("taken").getAll())) {
      const other = meeting !== this.meeting && (await Store.open(meeting));
      if (!other) continue;
      other.database.close();
      if (this.taken.now < taken.until + (other.unmerged.length ? LONGER_MS : 0)) continue;
      for (const name of ["taken", "clocks"]) await asked(this.#in(name, "readwrite").delete(meeting));
      await asked(this.#in("entries", "readwrite").delete(other.#own));
    }
  }

  /* One more line; it is on the disk when the promise is kept. What another page of this phone wrote is read first. */
  async write(kind, facts) {
    const writing = this.database.transaction("entries", "readwrite", { durability: "strict" });
    const lines = writing.objectStore("entries");
    const entries = await asked(lines.getAll(this.#own));
    const last = entries.at(-1);
    const at = Math.max(this.clock.now(), last ? last.at + 1 : 0);
    const entry = { meeting: this.meeting, number: (last?.number ?? 0) + 1, key: token(), kind, facts, at };
    lines.add(entry);
    await done(writing);
    this.entries = [...entries, entry];
    await this.beat();
    this.#tellOthers();
    return entry;
  }

  async answered(answers) {
    for (const answer of answers) {
      if (!answer.key) continue;
      await asked(this.#in("answers", "readwrite").put(answer));
      this.answers.set(answer.key, answer);
    }
    this.#tellOthers();
  }

  async sleepOrWake() {
    this.clock.wasHidden = true;
    await this.readAgain();
    await this.beat();
  }

  async beat() {
    this.clock.now();
    await asked(this.#in("clocks", "readwrite").put({ meeting: this.meeting, ...this.clock.told }));
  }

  /* js/golmok.js, on every page, must know without asking the database when it goes, and what would be lost. */
  #tellOthers() {
    const unsent = this.unmerged.length;
    const until = Date.now() + (this.taken.until - this.taken.now) + (unsent ? LONGER_MS : 0);
    localStorage.setItem(KEPT, JSON.stringify({ until, unsent }));
  }
}

/* The page and its parts, for js/offline-worker.js to answer with. */
async function keepPage({ worker, scope }) {
  await navigator.serviceWorker.register(worker, { scope });
  const parts = performance.getEntriesByType("resource").map((one) => one.name);
  const own = [location.pathname, ...parts.filter((address) => address.startsWith(`${location.origin}/static/`))];
  const cache = await caches.open(KEPT);
  await cache.addAll([...new Set(own)].map((address) => new Request(address, { cache: "reload" })));
}
