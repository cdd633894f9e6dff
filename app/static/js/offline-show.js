/* What a phone without network shows of a meeting: it follows from what it took along and wrote (offline-store.js). */
"use strict";

const box = document.getElementById("offline");
const part = (name) => box.querySelector(`[data-part="${name}"]`);
let store = null;

/* ── words ── */

function said(name, values = {}) {
  const words = box.querySelector("template").content.querySelector(`[data-say="${name}"]`)?.textContent ?? "";
  return words.replace(/\{(\w+)\}/g, (whole, word) => values[word] ?? whole);
}

/* On a page in another language a screen reader must hear which words are Korean. */
function spoken(text) {
  if (document.documentElement.lang === "ko") return [text];
  const runs = text.split(/([가-힣](?:[^A-Za-z]*[가-힣])?)/);
  return runs.map((run, number) => (number % 2 ? Object.assign(document.createElement("span"), { lang: "ko", textContent: run }) : run));
}

const write = (name, text) => part(name).replaceChildren(...spoken(text));
const say = (...sentences) => write("said", sentences.join(" "));

function made(tag, text = "", values = {}, ...children) {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...spoken(text), ...children);
  return element;
}

function press(label, kind, facts, look = "secondary") {
  if (!store.taken.may.includes(kind)) return "";
  const button = made("button", label, { type: "button", className: `button button-${look}` });
  button.dataset.does = `${kind} ${facts.turn ?? facts.speaker ?? ""}`;
  button.addEventListener("click", ({ detail }) => detail < 2 && act(kind, facts)); // the second of a double press is none
  return button;
}

const clockTime = (ms) => {
  const seconds = Math.abs(Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

/* ── what is shown ── */

function showNow(floor) {
  const titles = new Map(store.taken.items.map((one) => [one.item, one.title]));
  const lines = [];
  if (store.taken.state === "ended") lines.push(made("h2", said("over")));
  else if (!isOpen()) lines.push(made("h2", said("not-open")), ...opening());
  else lines.push(made("h2", floor.slot ? titles.get(floor.item) : said("no-item")), ...item(floor, titles));
  const section = made("section", "", { className: `section now${floor.isPaused ? " is-paused" : ""}` }, ...lines);
  part("now").replaceChildren(section);
  write("about", floor.slot ? said("about", { title: titles.get(floor.item) }) : said("about-none"));
}

const isOpen = () => store.taken.state === "running" || store.entries.some((entry) => entry.kind === "meeting.opened");

function opening() {
  const isAlone = new People(store).here.length === 0;
  return [isAlone ? made("p", said("nobody-yet")) : press(said("open"), "meeting.opened", {}, "primary")];
}

function item(floor, titles) {
  const lines = [];
  if (floor.slot) {
    lines.push(made("p", "", { className: "clock-line" }, countdown(floor), floor.isPaused ? made("b", said("paused")) : ""));
    const [kind, word] = floor.isPaused ? ["pause.ended", "resume"] : ["pause.begun", "pause"];
    lines.push(made("div", "", { className: "actions" }, press(said(word), kind, {}, floor.isPaused ? "primary" : "tertiary")));
  }
  if (floor.next) {
    const { item: next, minutes } = floor.next;
    lines.push(made("p", said("coming", { title: titles.get(next), minutes }), { className: "meta" }));
    const go = press(said(floor.slot ? "next" : "first"), "item.started", { item: next, after: floor.item }, "primary");
    lines.push(made("div", "", { className: "actions" }, go));
  }
  return lines;
}

function countdown(floor) {
  const left = floor.left(floor.slot);
  const watch = made("b", clockTime(left));
  const words = made("span", ` ${said(left < 0 ? "overrun" : "left")}`);
  return made("span", "", { className: `countdown${left < 0 ? " is-over" : ""}` }, watch, words);
}

function name(person) {
  if (!person) return "";
  return person.number ? said("who", person) : said("new", person);
}

function showQueue(floor, people) {
  const speaking = floor.speaking;
  const lines = [];
  if (speaking) {
    const who = made("p", name(people.bySpeaker(speaking.speaker)), { className: "grow" });
    const watch = made("b", clockTime(speaking.spoke), { className: "stopwatch" });
    who.append(" ", watch);
    lines.push(made("div", "", { className: "row speaking" }, who, press(said("end"), "turn.ended", { turn: speaking.key })));
  }
  const rows = FLOOR.queue(floor).map(({ turn, because, words }, number) => {
    const why = `${said(`wish.${turn.wish}`)} · ${said(`because.${because}`, { reason: words })}`;
    const who = made("p", "", { className: "grow" }, made("b", name(people.bySpeaker(turn.speaker))));
    who.append(made("span", why, { className: "meta" }));
    const call = press(said("call"), "turn.called", { turn: turn.key, after: speaking?.key ?? null }, number ? "secondary" : "primary");
    return made("li", "", { className: "row" }, who, call, press(said("take-out"), "turn.withdrawn", { turn: turn.key }, "text"));
  });
  if (rows.length) lines.push(made("ol", "", { className: "plain queue" }, ...rows));
  if (!lines.length) lines.push(made("p", said("no-hands")));
  part("queue").replaceChildren(...lines);
}

function showPeople(people) {
  const { needed } = store.taken;
  write("count", said(needed ? "quorum" : "here", { n: people.here.length, needed }));
  const rows = people.all.map((one) => {
    const [kind, word] = one.here ? ["person.left", "gone"] : ["person.returned", "back"];
    return made("li", "", { className: "row" }, made("p", name(one), { className: "grow" }), press(said(word), kind, { speaker: one.who }, "tertiary"));
  });
  part("people").replaceChildren(made("ul", "", { className: "plain" }, ...rows));
  const select = box.querySelector("[data-people]");
  const chosen = select.value;
  select.replaceChildren(...people.here.map((one) => option(one)));
  if (people.here.some((one) => String(one.who) === chosen)) select.value = chosen;
}

/* Nothing but letters can stand in an option. */
function option(person) {
  const made = Object.assign(document.createElement("option"), { value: String(person.who), textContent: name(person) });
  if (document.documentElement.lang !== "ko") made.lang = "ko";
  return made;
}

function showWritten() {
  const rows = store.entries.toReversed().map((entry) => {
    const answer = store.answers.get(entry.key);
    const words = [said(`kind.${entry.kind}`), entry.facts.text ?? entry.facts.name, said(`state.${answer?.merged ?? "waits"}`)];
    return made("li", `${words.filter(Boolean).join(" · ")}${answer?.said ? ` – ${answer.said}` : ""}`);
  });
  part("written").replaceChildren(rows.length ? made("ul", "", {}, ...rows) : made("p", said("nothing")));
}

function showNetwork() {
  const unsent = store.unsent.length;
  part("network-said").textContent = said(navigator.onLine ? "online" : "offline");
  part("unsent").textContent = unsent ? said("unsent", { n: unsent }) : said("all-sent");
  part("console").hidden = !navigator.onLine;
}

/* Only the figures change from second to second: a button under a finger stays where it is. */
function tick() {
  if (!store?.taken) return;
  const [floor] = floorOf(store, new People(store));
  const [watch, spoke] = [part("now").querySelector(".countdown"), part("queue").querySelector(".stopwatch")];
  if (watch && floor.slot) watch.replaceWith(countdown(floor));
  if (spoke && floor.speaking) spoke.textContent = clockTime(floor.speaking.spoke);
}

function show() {
  part("unprepared").hidden = Boolean(store?.taken);
  part("prepared").hidden = !store?.taken;
  if (!store?.taken) return;
  const focused = document.activeElement?.dataset.does;
  for (const element of box.querySelectorAll("[data-may]")) element.hidden = !store.taken.may.includes(element.dataset.may);
  const people = new People(store);
  const [floor] = floorOf(store, people);
  showNow(floor);
  showQueue(floor, people);
  showPeople(people);
  showWritten();
  showNetwork();
  if (focused) box.querySelector(`[data-does="${CSS.escape(focused)}"]`)?.focus();
}
