/* Signing a council's ledger in one's own browser. The key is made here and never leaves: IndexedDB keeps it where no
   script can read it out, beside the last entry that was signed with it. Before it signs, this program checks by itself
   that the ledger it was given goes on from that entry. What is sent are the public key and the signature, by the forms
   that also take what was made elsewhere. */
"use strict";

const DOMAIN = "golmok cosignature 1";
const FIRST = "0".repeat(64);
const STORE = "keys";

const box = document.querySelector(".cosign");
const part = (name) => box.querySelector(`[data-part="${name}"]`);
const { chain, cosigner, key: registered, ledger, signed } = box.dataset;

/* ── words ── */

function said(name, values = {}) {
  const words = box.querySelector("template").content.querySelector(`[data-say="${name}"]`)?.textContent;
  return words?.replace(/\{(\w+)\}/g, (whole, word) => values[word] ?? whole);
}

function paragraph(text, className = "") {
  return Object.assign(document.createElement("p"), { className, textContent: text });
}

function say(...parts) {
  part("said").replaceChildren(...parts);
}

/* Offers one of the three deeds, or none. */
function offer(deed) {
  for (const name of ["make", "check", "sign"]) part(name).hidden = name !== deed;
}

/* ── bytes ── */

const utf8 = (text) => new TextEncoder().encode(text);
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/* ── the key ── */

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function store(mode) {
  const opening = indexedDB.open("golmok-cosigning", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return (await asked(opening)).transaction(STORE, mode).objectStore(STORE);
}

const kept = async () => asked((await store("readonly")).get(cosigner));
const keep = async (what) => asked((await store("readwrite")).put(what, cosigner));

async function canSign() {
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    await store("readonly");
    return true;
  } catch {
    return false; // an older browser, a page that did not come over https, or a browser that keeps nothing
  }
}

/* The key is kept before it is registered: a registered key that nobody has could only be retired. */
async function make() {
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  const key = hex(await crypto.subtle.exportKey("raw", pair.publicKey));
  await keep({ private: pair.privateKey, key, last: (await kept())?.last ?? null });
  send("key-form", "key", key);
}

function send(form, field, value) {
  const sent = document.getElementById(form);
  sent.elements[field].value = value;
  sent.submit();
}

/* ── the ledger ── */

class Stop extends Error {
  constructor(what, n) {
    super(what);
    Object.assign(this, { what, n });
  }
}

/* The entries that the ledger gives, each of which has to hold the hash of the one before it. */
async function readLedger() {
  const answer = await fetch(ledger, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const lines = (await answer.text()).split("\n").filter(Boolean);
  const entries = [];
  let previous = FIRST;
  for (const [index, line] of lines.entries()) {
    const entry = await checked(line, index + 1, previous);
    entries.push(entry);
    previous = entry.hash;
  }
  return entries;
}

/* An entry is hashed as it stands in its line, which begins with it and goes on with its hash. */
async function checked(line, seq, previous) {
  const told = JSON.parse(line);
  const [start, end] = ['{"entry":', `,"hash":"${told.hash}","line":"entry","signature":"${told.signature}"}`];
  const text = line.slice(start.length, line.length - end.length);
  const isWhole = line === start + text + end && hex(await crypto.subtle.digest("SHA-256", utf8(text))) === told.hash;
  const { entry } = told;
  const isNext = entry.seq === seq && entry.previous === previous && String(entry.chain) === chain;
  if (!isWhole || !isNext || !(await isOfTheSite(told))) throw new Stop("broken", seq);
  return { seq, hash: told.hash, kind: entry.kind };
}

async function isOfTheSite({ entry, hash, signature }) {
  const key = await crypto.subtle.importKey("raw", unhex(entry.key), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, unhex(signature), utf8(hash));
}

/* What came after the entry that was signed last. Throws Stop where the ledger is not the one it was then. */
function newSince(entries, last) {
  if (!last) return entries;
  const then = entries[last.seq - 1];
  if (!then) throw new Stop("cut", last.seq);
  if (then.hash !== last.hash) throw new Stop("changed", last.seq);
  return entries.slice(last.seq);
}

/* ── signing ── */

let found = null; // the newest entry of a ledger that was found to go on

async function check() {
  found = null;
  say(paragraph(said("working")));
  try {
    const mine = await kept();
    const entries = await readLedger();
    if (entries.length) show(entries, newSince(entries, mine.last), mine.last);
    else say(paragraph(said("empty")));
  } catch (error) {
    if (error instanceof Stop) refuse(error);
    else say(paragraph(said("failed")));
  }
}

function refuse({ what, n }) {
  offer(null);
  const notice = document.createElement("div");
  notice.className = "notice notice-danger";
  const words = document.createElement("div");
  words.append(paragraph(said("stop"), "notice-title"), paragraph(said(what, { n })));
  notice.append(words);
  say(notice);
}

function show(entries, later, last) {
  const newest = entries.at(-1);
  const values = { n: newest.seq.toLocaleString(), kept: last?.seq.toLocaleString() };
  if (!later.length) say(paragraph(said("none")));
  else say(paragraph(said(last ? "follows" : "first", values)), countedKinds(later));
  if (later.length || Number(signed) < newest.seq) {
    found = newest;
    offer("sign");
    part("sign").focus();
  }
}

function countedKinds(entries) {
  const times = new Map();
  for (const { kind } of entries) {
    const words = said(`kind.${kind}`) ?? said("kind.else");
    times.set(words, (times.get(words) ?? 0) + 1);
  }
  const list = document.createElement("ul");
  for (const [words, n] of times) {
    const row = document.createElement("li");
    row.textContent = n > 1 ? `${words} (${said("times", { n: n.toLocaleString() })})` : words;
    list.append(row);
  }
  return list;
}

/* It is remembered before it is sent: what was signed was signed, whether or not it arrives. */
async function sign() {
  const { seq, hash } = found;
  const mine = await kept();
  const text = `${DOMAIN}\n${chain}\n${seq}\n${hash}\n`;
  const signature = hex(await crypto.subtle.sign("Ed25519", mine.private, utf8(text)));
  await keep({ ...mine, last: { seq, hash } });
  document.getElementById("signature-form").elements.code.value = `${seq}:${hash}`;
  send("signature-form", "signature", signature);
}

/* ── the page ── */

async function start() {
  box.hidden = false;
  if (!(await canSign())) return say(paragraph(said("unfit")));
  const mine = await kept();
  if (!registered) {
    offer("make");
    return say(paragraph(said("make")));
  }
  if (mine?.key !== registered) return say(paragraph(said("other")));
  offer("check");
  return say(paragraph(said("ready")));
}

for (const [name, deed] of Object.entries({ make, check, sign })) part(name).addEventListener("click", deed);
start();
