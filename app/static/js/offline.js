/* Going on with a meeting on one phone without network. What is pressed becomes a line of the phone's own journal
   (offline-store.js), what is shown follows from it (offline-show.js), and whenever there is network the lines are sent:
   the server takes in each of them once. */
"use strict";

const TRY_MS = 15_000;
const MOST_AT_ONCE = 40;
const { meeting, taken: takenUrl, journal: journalUrl } = box.dataset;
let isMerging = false;

/* ── what is pressed and typed ── */

/* Whether it could be written; where not, paper must do. */
async function act(kind, facts, words = said("wrote")) {
  try {
    await store.write(kind, facts);
  } catch {
    say(said("not-written"));
    return false;
  }
  say(words);
  show();
  merge();
  return true;
}

/* What each form holds, from its fields; null where it cannot be written now. */
const FACTS = {
  "turn.asked": (fields, { people }) => ({ speaker: people.all.find((one) => String(one.who) === fields.get("speaker"))?.who, wish: fields.get("wish") }),
  "remark.written": (fields, { floor }) => aboutItem(floor, { text: fields.get("text").trim() }),
  "hands.counted": (fields, { floor }) => aboutItem(floor, { text: fields.get("text").trim(), ...counts(fields, "yes", "no", "abstain") }),
  "item.extended": (fields, { floor }) => aboutItem(floor, counts(fields, "minutes", "yes", "no")),
  "matter.parked": (fields) => ({ text: fields.get("text").trim(), speaker: null }),
  "temperature.taken": (fields) => ({ steps: fields.getAll("steps").map(Number) }),
  "neighbour.arrived": (fields) => ({ name: fields.get("name").trim() }),
};

const counts = (fields, ...names) => Object.fromEntries(names.map((one) => [one, Number(fields.get(one))]));

function aboutItem(floor, facts) {
  if (floor.slot) return { item: floor.item, ...facts };
  say(said("about-none"));
  return null;
}

async function typed(event) {
  const form = event.target.closest("form[data-kind]");
  if (!form) return;
  event.preventDefault();
  const people = new People(store);
  const [floor] = floorOf(store, people);
  const fields = new FormData(form);
  if (form.dataset.kind === "member.arrived") return letIn(fields.get("seat").trim(), people, form);
  const facts = FACTS[form.dataset.kind](fields, { floor, people });
  if (facts && (await act(form.dataset.kind, facts))) form.reset();
}

async function letIn(words, people, form) {
  const found = words ? people.search(words) : [];
  part("found").replaceChildren();
  if (!found.length) return say(said("unknown"));
  form.reset();
  if (found.length === 1) return arrive(found[0]);
  say(said("pick"));
  const rows = found.slice(0, 20).map((seat) => {
    const button = made("button", `${said("came")} ${seat.name} (${seat.number})`, { type: "button", className: "button button-secondary" });
    button.addEventListener("click", () => arrive(seat));
    return button;
  });
  part("found").append(made("div", "", { className: "actions" }, ...rows));
}

async function arrive(seat) {
  part("found").replaceChildren();
  if (new People(store).isHere(seat.user)) return say(said("came-already", seat));
  await act("member.arrived", { user: seat.user }, said("welcome", seat));
}

/* ── merging ── */

class Refusal extends Error {}

async function answerOf(address, options = {}) {
  const answer = await fetch(address, { cache: "no-store", ...options });
  if (answer.redirected || answer.status === 401) throw new Refusal("signed-out");
  if (answer.status === 403 || answer.status === 404) throw new Refusal("refused");
  if (answer.status === 409) throw new Refusal("closed");
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function send(lines, csrf) {
  const entries = JSON.stringify(lines.map(({ key, kind, facts, at }) => ({ key, kind, facts, at })));
  const body = new URLSearchParams({ csrf_token: csrf, journal: store.journal, entries });
  const answers = await answerOf(journalUrl, { method: "POST", body });
  await store.answered(answers);
  return answers;
}

/* Asks what is new, sends what is not sent, and asks again; what fails on the way is sent again the next time. */
async function exchange(unsent) {
  let taken = await answerOf(takenUrl);
  const answers = [];
  for (let lines = unsent; lines.length; lines = lines.slice(MOST_AT_ONCE)) {
    answers.push(...(await send(lines.slice(0, MOST_AT_ONCE), taken.csrf)));
  }
  if (answers.length) taken = await answerOf(takenUrl);
  await store.take(taken);
  if (!answers.length) return;
  const open = answers.filter((one) => one.merged !== "kept").length;
  say(said("merged", { n: answers.length - open }), open ? said("conflicts", { n: open }) : "");
}

async function merge(unsent = store?.unsent) {
  if (!store?.taken || isMerging) return;
  isMerging = true;
  try {
    await exchange(unsent);
  } catch (error) {
    if (error instanceof Refusal) say(said(error.message));
  } finally {
    isMerging = false;
    show();
  }
}

/* ── taking along, and forgetting ── */

async function prepare() {
  try {
    await navigator.storage?.persist?.();
    await keepPage(box.dataset);
    await store.take(await answerOf(takenUrl));
    say(said("prepared"));
  } catch (error) {
    say(said(error instanceof Refusal ? error.message : "failed"));
  }
  show();
}

async function forget() {
  const n = store.unmerged.length;
  if (n && !window.confirm(said("sure", { n }))) return;
  store.database.close();
  await forgetTaken();
  store = await Store.open(Number(meeting));
  say(said("forgotten"));
  show();
}

const PRESSED = { prepare, merge: () => merge(store.unmerged), forget };

async function begin() {
  try {
    if (!navigator.serviceWorker) throw new Error("a page that did not come over https, or an old browser");
    store = await Store.open(Number(meeting));
  } catch {
    return say(said("unfit"));
  }
  box.addEventListener("click", (event) => PRESSED[event.target.closest("[data-press]")?.dataset.press]?.());
  box.addEventListener("submit", typed);
  window.addEventListener("online", () => merge());
  window.addEventListener("offline", show);
  document.addEventListener("visibilitychange", () => store.taken && store.sleepOrWake());
  setInterval(tick, 1000);
  setInterval(() => store.taken && store.beat(), HEARTBEAT_MS);
  setInterval(() => merge(), TRY_MS);
  show();
  if (!store.taken) return;
  await merge();
  if (navigator.onLine) await keepPage(box.dataset).catch(() => {}); // what was kept before stays
}

begin();
