/* The page of a record: asks the verifier in record-check.js, in a worker, and shows its answer in the words that the
   server wrote into the page. Nothing that is typed or chosen here leaves the browser. */
"use strict";

const MOST_FAULTS = 12;
const PARTS = ["file", "rules", "receipts", "reconciliation", "ballots", "count", "ledger"];

const box = document.querySelector(".record-check");
const part = (name) => box.querySelector(`[data-part="${name}"]`);

/* The words of this name, with {name} filled in; undefined where there are none. */
function said(name, values = {}) {
  const words = box.querySelector("template").content.querySelector(`[data-say="${name}"]`)?.textContent;
  return words?.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

function drawn(name) {
  return box.querySelector("template").content.querySelector(`[data-icon="${name}"]`).firstElementChild.cloneNode(true);
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function notice(tone, icon, title, text) {
  const words = element("div", "", element("p", "notice-title", title));
  if (text) words.append(element("p", "", text));
  return element("div", `notice notice-${tone}`, drawn(icon), words);
}

/* ── the answer ── */

const OUTCOMES = { right: ["success", "check"], wrong: ["danger", "alert"], unfinished: ["warning", "info"] };

function outcomeOf(answer, kept) {
  const [tone, icon] = OUTCOMES[answer.outcome];
  const why = kept && answer.outcome === "wrong" ? "wrong.kept" : whyOf(answer);
  const made = notice(tone, icon, said(answer.outcome), said(why, figuresOf(answer)));
  made.classList.add("record-outcome");
  return made;
}

function whyOf({ outcome, unchecked, isRecounted }) {
  if (outcome === "unfinished") return `unfinished.${unchecked[0]}`;
  return outcome === "right" && !isRecounted ? "right.small" : `${outcome}.why`;
}

function figuresOf({ receipts, ballots, entries, verdict }) {
  const numbers = { receipts, ballots: ballots ?? 0, entries };
  const written = Object.entries(numbers).map(([name, number]) => [name, number.toLocaleString()]);
  return { ...Object.fromEntries(written), verdict: said(`verdict.${verdict}`) };
}

/* "right", "wrong", "hidden" or "unchecked" of a part; with what it says. */
function standingOf(name, answer) {
  const { faults, unchecked, isRead, isCounted, isRecounted, hidden } = answer;
  if (faults.some((fault) => fault.part === name)) return ["wrong", "part.wrong"];
  if (!isRead) return ["unchecked", "part.unchecked"];
  if (name === "ballots" && !isRecounted) return ["hidden", `ballots.${hidden?.why ?? "small"}`];
  if (name === "count" && !isCounted) return ["hidden", "count.small"];
  const isUnchecked = unchecked.includes("hashes") ? name !== "count" : name === "ledger" && unchecked.length;
  if (isUnchecked || faults.some((fault) => fault.what === "sheet")) return ["unchecked", "part.unchecked"];
  return ["right", name === "count" && hidden ? `count.${hidden.from}` : `${name}.right`];
}

const MARKS = { right: "tick", wrong: "close", hidden: "lock", unchecked: "info" };

function partsOf(answer) {
  const rows = PARTS.map((name) => {
    const [standing, words] = standingOf(name, answer);
    const text = element("span", "meta", said(words, figuresOf(answer)));
    const title = element("b", "", said(`part.${name}`), element("span", "visually-hidden", `: ${said(standing)}`));
    return element("li", `is-${standing}`, drawn(MARKS[standing]), element("span", "", title, text));
  });
  return element("ul", "record-parts", ...rows);
}

/* What the record itself says was asked and came out: residents' words, so Korean in both languages. */
function factsOf({ question, verdict, chosen, receipts, cosigned, programs }) {
  const korean = (text) => Object.assign(element("span", "", text), { lang: "ko" });
  const outcome = chosen.length && verdict === "chosen" ? [": ", korean(chosen.join(", "))] : [];
  const rows = [
    ["fact.question", korean(question)],
    ["fact.verdict", element("span", "", said(`verdict.${verdict}`), ...outcome)],
    ["fact.receipts", receipts.toLocaleString()],
    ["fact.cosigned", cosignersOf(cosigned)],
    ["fact.program", programOf(programs)],
  ];
  const fact = ([name, what]) => element("div", "", element("dt", "", said(name)), element("dd", "", what));
  return question ? [element("dl", "facts", ...rows.map(fact))] : [];
}

/* Who stands by the ledger with a key of their own: each key once, with the last entry that it signed. */
function cosignersOf(cosigned) {
  if (!cosigned.length) return said("cosigned.none");
  const last = new Map(cosigned.map((one) => [one.fingerprint, one]));
  const rows = Array.from(last.values(), ({ name, fingerprint, seq }) => {
    const party = Object.assign(element("span", "", name), { lang: "ko" });
    return element("div", "", party, " ", element("span", "meta", said("cosigned.by", { seq, fingerprint })));
  });
  return element("div", "", ...rows);
}

/* Which program opened the poll and which counted it, with whole fingerprints, so that they can be compared. */
function programOf({ opened, counted }) {
  const name = (one) => said("program.name", one);
  if (!counted) return said("program.none");
  if (!opened) return said("program.counted", { by: name(counted) });
  if (name(opened) === name(counted)) return said("program.same", { by: name(opened) });
  return said("program.changed", { opened: name(opened), counted: name(counted) });
}

function sentenceOf({ what, field, ...values }) {
  return said(`fault.${what}`, { ...values, field: field && said(`field.${field}`) });
}

function faultsOf({ faults }) {
  const sentences = [...new Set(faults.map(sentenceOf))];
  const rows = sentences.slice(0, MOST_FAULTS).map((sentence) => element("li", "", sentence));
  if (sentences.length > MOST_FAULTS) rows.push(element("li", "", said("more", { n: sentences.length - MOST_FAULTS })));
  return rows.length ? [element("h3", "", said("faults")), element("ul", "record-faults", ...rows)] : [];
}

function askedOf({ receipt, checkpoint }) {
  const told = [];
  if (receipt === "in") told.push(notice("success", "receipt", said("receipt.in"), said("receipt.in.why")));
  if (receipt === "out") told.push(notice("warning", "receipt", said("receipt.out"), said("receipt.out.why")));
  if (checkpoint === "same") told.push(notice("success", "check", said("checkpoint.same")));
  if (checkpoint === "unreadable") told.push(notice("warning", "alert", said("checkpoint.unreadable"), said("checkpoint.how")));
  return told;
}

function show(answer, source, kept) {
  part("said").replaceChildren(outcomeOf(answer, kept), ...askedOf(answer));
  const whatFor = [element("h3", "", said("checked")), element("p", "meta", source)];
  part("detail").replaceChildren(...faultsOf(answer), ...whatFor, partsOf(answer), ...factsOf(answer));
  part("said").scrollIntoView({ block: "nearest" });
}

/* ── the work ── */

function inWorker(message, progress) {
  const worker = new Worker(box.dataset.worker);
  const answer = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.answer) resolve(data.answer);
      else if (data.error) reject(new Error(data.error));
      else progress(data.share);
    };
    worker.onerror = reject;
    worker.postMessage(message);
  });
  return answer.finally(() => worker.terminate());
}

async function recordOfToday() {
  const answer = await fetch(box.dataset.record);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function count() {
  const [kept] = part("file").files;
  const today = kept ? await recordOfToday().catch(() => null) : await recordOfToday();
  const bytes = kept ? new Uint8Array(await kept.arrayBuffer()) : today;
  const asked = { checkpoint: part("checkpoint").value, receipt: part("receipt").value, poll: Number(box.dataset.poll) };
  const answer = await inWorker({ bytes, today: kept && today, ...asked }, (share) => {
    part("progress").value = share;
  });
  const source = !kept ? "source.today" : answer.isCompared ? "source.kept" : "source.file";
  show(answer, said(source, { name: kept?.name }), kept);
}

function isAtWork(atWork) {
  part("progress").hidden = !atWork;
  part("start").setAttribute("aria-disabled", String(atWork));
}

async function start(event) {
  event.preventDefault();
  if (!part("progress").hidden) return;
  isAtWork(true);
  part("progress").removeAttribute("value");
  part("said").replaceChildren(element("p", "", said("counting")));
  part("detail").replaceChildren();
  try {
    await count();
  } catch {
    part("said").replaceChildren(notice("warning", "alert", said("failed"), said("failed.why")));
  }
  isAtWork(false);
}

if (box && window.Worker) {
  box.hidden = false;
  box.querySelector("form").addEventListener("submit", start);
}
