/* The second verifier of public records, written from docs/reference/record.md and not from verify.py: where the two
   disagree, one of them or the document is wrong. checkRecord(bytes) asks nothing of a page or a server; in a worker
   it answers messages. */
"use strict";

const FORMAT = "golmok-poll-record";
const VERSION = 1;
const DEEPEST = 32; // lists and objects inside each other
const NUMBERS_FROM = 5; // valid ballots
const MARKS_FROM = 20n; // ballots
const BEST_SCORE = 5;
const BEST_GRADE = 4;
const MOST_POINTS = 100; // of a voter
const PER = 10000n; // quorum shares are ten-thousandths
const FIRST = "0".repeat(64);
const AT_ONCE = 1000; // hashes under way together
const COSIGNED = "golmok cosignature 1";
const FIVE_PLACES = 100000n; // Scottish votes are in hundred-thousandths
const NINE_PLACES = 1000000000n; // votes by Meek's rules in billionths
const NO_SURPLUS = 1000n; // billionths
const SHARES = {
  utility: "cost",
  step: "1/100 of the first share, in whole won, at least 1",
  stops: "before a run costs more than the budget",
  completion: "votes",
};
const ORDERED = ["irv", "stv_scottish", "stv_meek"]; // ranks, each once
const PLACES = ["head", "rules", "receipt", "ballots", "count", "reconciliation", "verdict", "entry", "cosignature", "end"];
const MANY = new Set(["receipt", "entry", "cosignature"]);
const MAY_BE_MISSING = new Set(["receipt", "ballots", "count", "cosignature"]);
const BOX_FIXED = ["rules", "ballots", "channels", "receipts_root", "roll_root", "pairing_root"];

/* ── the written form ── */

class Unreadable extends Error {}

/* By code points; JavaScript alone compares UTF-16, where U+10000 stands before U+E000. */
function compareText(a, b) {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x !== y) return place(x) - place(y);
  }
  return a.length - b.length;
}

const place = (unit) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

/* Reads canonical JSON and nothing else: another spelling of the same value is refused where it stands. */
class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  whole() {
    const value = this.value(0);
    if (this.at !== this.text.length) throw new Unreadable();
    return value;
  }

  value(depth) {
    switch (this.text[this.at]) {
      case "{":
        return this.object(depth + 1);
      case "[":
        return this.list(depth + 1);
      case '"':
        return this.string();
      default:
        return this.word();
    }
  }

  take(sign) {
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  need(sign) {
    if (!this.take(sign)) throw new Unreadable();
  }

  stayShallow(depth) {
    if (depth > DEEPEST) throw new Unreadable();
  }

  object(depth) {
    const found = Object.create(null);
    let last = null;
    this.need("{");
    this.stayShallow(depth);
    if (this.take("}")) return found;
    do {
      const key = this.string();
      if (last !== null && compareText(last, key) >= 0) throw new Unreadable();
      this.need(":");
      found[key] = this.value(depth);
      last = key;
    } while (this.take(","));
    this.need("}");
    return found;
  }

  list(depth) {
    const found = [];
    this.need("[");
    this.stayShallow(depth);
    if (this.take("]")) return found;
    do found.push(this.value(depth));
    while (this.take(","));
    this.need("]");
    return found;
  }

  string() {
    const start = this.at;
    let isEscaped = false;
    this.need('"');
    for (; this.text[this.at] !== '"'; this.at += 1) {
      if (this.text[this.at] === "\\") {
        isEscaped = true;
        this.at += 1;
      }
      if (!(this.text.charCodeAt(this.at) >= 0x20)) throw new Unreadable();
    }
    this.at += 1;
    const token = this.text.slice(start, this.at);
    return isEscaped ? unescaped(token) : token.slice(1, -1);
  }

  word() {
    const word = /(?:true|false|null|-?[0-9]+)/y;
    word.lastIndex = this.at;
    const [token] = word.exec(this.text) ?? [];
    if (token === undefined) throw new Unreadable();
    this.at += token.length;
    const value = JSON.parse(token);
    if (typeof value === "number" && !(Number.isSafeInteger(value) && String(value) === token)) throw new Unreadable();
    return value;
  }
}

function unescaped(token) {
  const value = JSON.parse(token);
  if (JSON.stringify(value) !== token || /\p{Surrogate}/u.test(value)) throw new Unreadable();
  return value;
}

/* The value of a text in canonical JSON; undefined where it is not. */
function read(text) {
  try {
    return new Reader(text).whole();
  } catch (error) {
    if (error instanceof Unreadable || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort(compareText);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

const same = (a, b) => canonical(a) === canonical(b);

/* ── what a line holds ── */

const isText = (it) => typeof it === "string";
const isFlag = (it) => typeof it === "boolean";
const isWhole = (it) => Number.isSafeInteger(it) && it >= 0;
const isNumber = (it) => isWhole(it) && it > 0;
const isPercent = (it) => isNumber(it) && it < 100;
const isHash = (it) => isText(it) && /^[0-9a-f]{64}$/.test(it);
const isSignature = (it) => isText(it) && /^[0-9a-f]{128}$/.test(it);
const isObject = (it) => it !== null && typeof it === "object" && !Array.isArray(it);
const isOneOf = (...words) => (it) => words.includes(it);
const isListOf = (kind) => (it) => Array.isArray(it) && it.every(kind);
const isNothingOr = (kind) => (it) => it === "" || kind(it);
const isFraction = (it) => isText(it) && /^(0|[1-9][0-9]*)(\/[1-9][0-9]*)?$/.test(it);
const isCountOf = (it) => isObject(it) && Object.values(it).every(isWhole);
const holds = (shape) => (it) =>
  isObject(it) && Object.entries(shape).every(([key, kind]) => (key in it ? kind(it[key]) : kind.mayBeMissing));
const isMissingOr = (kind) => Object.assign((it) => kind(it), { mayBeMissing: true });
const is = (shape) => (it) => holds(shape)(it) && Object.keys(it).every((key) => Object.hasOwn(shape, key));

const isVerdict = isOneOf("carried", "not_carried", "chosen", "tied", "no_quorum");
const isProgram = is({ version: isText, code: isHash });
const isCouncil = is({ id: isNumber, name: isText, number: isText });
const isGroup = (it) => Array.isArray(it) && it.length === 2 && isListOf(Number.isSafeInteger)(it[0]) && isNumber(it[1]);

const isSheet = holds({
  poll: isNumber,
  council: isCouncil,
  method: (it) => isText(it) && Object.hasOwn(METHODS, it),
  method_version: isOneOf(1),
  program: isMissingOr(isProgram),
  options: isListOf(holds({ position: isNumber, group: isMissingOr(isText), only_one: isMissingOr(isText) })),
  votes_per_voter: isNumber,
  seats: isNumber,
  budget_won: isMissingOr(isNumber),
  when_short: isMissingOr(isOneOf("stop")),
  group_caps: isMissingOr((it) => isObject(it) && Object.values(it).every(isNumber)),
  most_per_option: isMissingOr(isNumber),
  weights: isMissingOr(is({ paper: isPercent, online: isPercent, from: isNumber })),
  quorum: holds({ basis: isOneOf("none", "count", "roll", "population"), value: isWhole, needed: isWhole }),
  passing: holds({
    basis: isOneOf("valid", "cast", "roll"),
    numerator: isWhole,
    denominator: isNumber,
    strict: isFlag,
    abstentions_counted: isFlag,
  }),
  tie_rule: isOneOf("lot", "fail", "all"),
  lot_commitment: isHash,
  channels: isListOf(isText),
  roll: holds({ count: isWhole }),
  population: isWhole,
});

const isMarked = is({ online: isWhole, assisted: isWhole, paper: isWhole });
const isPaper = is({
  printed: isWhole,
  handed_out: isWhole,
  in_box: isWhole,
  unused: isWhole,
  spoilt: isWhole,
  refused: isWhole,
});
const isReconciliation = is({
  on_roll: isWhole,
  marked: isMarked,
  online_ballots: isWhole,
  paper: (it) => it === null || isPaper(it),
  differences: isListOf(
    is({ between: isOneOf("printed", "box"), size: Number.isSafeInteger, reason: isText, confirmed_by: isWhole }),
  ),
  balances: isFlag,
});

const isRound = is({ votes: isCountOf, exhausted: isWhole, excluded: isWhole });
const isFate = isOneOf("funded", "does_not_fit", "over_the_cap", "excluded", "after_the_stop", "unsupported");
const isTurn = (it) =>
  Array.isArray(it) && it.length === 4 && isNumber(it[0]) && isFate(it[1]) && isWhole(it[2]) && isWhole(it[3]);

const isRow = (...kinds) => (it) => Array.isArray(it) && it.length === kinds.length && kinds.every((kind, at) => kind(it[at]));
const isStage = is({
  action: isOneOf("first", "surplus", "exclusion", "last"),
  option: isWhole,
  votes: isCountOf,
  non_transferable: isWhole,
  elected: isListOf(isNumber),
});
const isKeeping = is({
  quota: isWhole,
  votes: isCountOf,
  keeps: isCountOf,
  excess: isWhole,
  elected: isListOf(isNumber),
  excluded: isWhole,
});
const areShares = is({
  share: isFraction,
  step: isNumber,
  bought: isListOf(isRow(isNumber, isFraction, isListOf(isRow(isFraction, isNumber)))),
  lacking: isListOf(isRow(isNumber, isWhole, isFraction, isFraction)),
});

const isResult = is({
  votes: isCountOf,
  blank: isWhole,
  invalid: isWhole,
  unused: isWhole,
  chosen: isListOf(isNumber),
  tied: isListOf(isNumber),
  lot_order: isListOf(isNumber),
  lot_secret: isText,
  quorum_needed: isWhole,
  base: isWhole,
  yes_needed: isWhole,
  channels: isCountOf,
  ranks: isListOf(isListOf(isNumber)),
  method: isText,
  method_version: isWhole,
  rules_hash: isHash,
  rounds: isMissingOr(isListOf(isRound)),
  pairs: isMissingOr(isListOf(isListOf(isWhole))),
  weighed: isMissingOr(is({ paper: isListOf(isGroup), online: isListOf(isGroup) })),
  locked: isMissingOr(isListOf((it) => Array.isArray(it) && it.length === 2 && it.every(isNumber))),
  grades: isMissingOr(isListOf(isListOf(isWhole))),
  fives: isMissingOr(isListOf(isWhole)),
  finalists: isMissingOr(isListOf(isNumber)),
  spending: isMissingOr(is({ spent: isWhole, turns: isListOf(isTurn) })),
  transfers: isMissingOr(is({ quota: isNumber, stages: isListOf(isStage) })),
  keeping: isMissingOr(isListOf(isKeeping)),
  shares: isMissingOr(areShares),
  roll_added: isMissingOr(isNumber),
  paper: isMissingOr(is({ ballots: isWhole, invalid: (it) => isObject(it) && Object.values(it).every(isNumber) })),
  reconciliation: isMissingOr(isReconciliation),
});

const SHAPES = {
  head: {
    format: isText,
    version: isWhole,
    poll: isNumber,
    council: isCouncil,
    key: isHash,
  },
  rules: { sheet: isObject, hash: isHash },
  receipt: { hash: isHash },
  ballots: { groups: isListOf(isGroup), salt: isHash },
  count: {
    count: is({ ballots: isWhole, valid: isWhole, verdict: isVerdict, lot_seed: isNothingOr(isHash), result: isResult }),
    salt: isHash,
  },
  reconciliation: { sheet: isReconciliation },
  verdict: { verdict: isVerdict },
  entry: {
    entry: is({
      chain: isNumber,
      seq: isNumber,
      kind: isText,
      subject: isText,
      at: isText,
      body: isObject,
      previous: isHash,
      key: isHash,
    }),
    hash: isHash,
    signature: isSignature,
  },
  cosignature: { seq: isNumber, key: isHash, signature: isSignature },
  end: { lines: isWhole, digest: isHash, signature: isSignature },
};
const SHAPED = Object.fromEntries(Object.entries(SHAPES).map(([line, shape]) => [line, is({ line: isText, ...shape })]));

const BOX = {
  rules: isHash,
  ballots: isWhole,
  channels: isMarked,
  receipts_root: isHash,
  roll_root: isHash,
  pairing_root: isHash,
};
const BODIES = {
  "poll.opened": holds({ rules: isHash, roll: isWhole, roll_root: isHash }),
  "poll.roll_added": holds({ number: isNumber, reason: isHash }),
  "poll.box_closed": holds(BOX),
  "poll.closed": holds({
    ...BOX,
    counted: isWhole,
    reconciliation: isHash,
    marks: isHash,
    count: isHash,
    program: isMissingOr(isProgram),
  }),
  "poll.certified": holds({ count: isHash }),
};
const isNaming = holds({ party: isText, name: isText, key: isHash });
const OWN_ORDER = /^poll\.opened( poll\.roll_added)*( poll\.box_closed)? poll\.closed( poll\.certified)?$/;

/* ── hashes and signatures ── */

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const utf8 = (text) => new TextEncoder().encode(text);

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/* ── the check ── */

/* One record under check. `parts` are those that the page lists; a fault belongs to one of them. */
class Check {
  constructor(bytes, { checkpoint = "", receipt = "", poll, today, progress = () => {}, ...given } = {}) {
    const subtle = "subtle" in given ? given.subtle : globalThis.crypto?.subtle;
    Object.assign(this, { bytes, checkpoint, receipt, poll, today, progress, subtle });
    this.faults = [];
    this.unchecked = new Set(subtle ? [] : ["hashes", "signatures"]);
    this.lines = { receipt: [], entry: [], cosignature: [] };
    this.cosigned = [];
  }

  fault(part, what, values = {}) {
    this.faults.push({ part, what, ...values });
  }

  expect(isRight, part, what, values) {
    if (!isRight) this.fault(part, what, values);
  }

  /* The hash of a text or of bytes; null where this browser has none. */
  async hash(thing) {
    if (!this.subtle) return null;
    return hex(await this.subtle.digest("SHA-256", typeof thing === "string" ? utf8(thing) : thing));
  }

  async expectHash(thing, told, part, what, values) {
    const found = await this.hash(thing);
    this.expect(found === null || found === told, part, what, values);
  }

  async expectSignature(hash, signature, what, values) {
    if (this.unchecked.has("signatures")) return;
    this.key ??= await this.imported(this.lines.head.key);
    if (!this.key) return;
    const isRight = await this.subtle.verify("Ed25519", this.key, unhex(signature), utf8(hash));
    this.expect(isRight, "ledger", what, values);
  }

  async imported(key) {
    try {
      return await this.subtle.importKey("raw", unhex(key), "Ed25519", false, ["verify"]);
    } catch {
      this.unchecked.add("signatures"); // an older browser has no Ed25519
      return null;
    }
  }

  async run() {
    if (this.readLines()) {
      this.sheet = this.lines.rules.sheet;
      this.compare();
      await this.checkEnd();
      await this.checkLedger();
      await this.checkCosignatures();
      if (await this.checkRules()) {
        await this.checkReceipts();
        await this.checkReconciliation();
        await this.checkBallots();
        await this.checkCount();
      }
    }
    return this.answer();
  }

  async answer() {
    const { head, receipt, entry, count, ballots, verdict } = this.lines;
    const [last, told] = [entry.at(-1), isSheet(this.sheet) ? this.sheet : null];
    return {
      outcome: this.faults.length ? "wrong" : this.unchecked.size ? "unfinished" : "right",
      faults: this.faults,
      unchecked: [...this.unchecked],
      isRead: Boolean(this.sheet),
      isCompared: this.isCompared ?? false,
      isCounted: Boolean(count),
      isRecounted: Boolean(ballots),
      hidden: count && !ballots && told ? hiddenOf(count.count, told) : null,
      poll: head?.poll ?? null,
      receipts: receipt.length,
      ballots: this.closed?.counted ?? null,
      entries: entry.length,
      verdict: verdict?.verdict ?? null,
      question: isText(told?.question) ? told.question : "",
      chosen: told && count ? count.count.result.chosen.map((position) => String(told.options[position - 1]?.label)) : [],
      last: last ? `${last.entry.seq}:${last.hash}` : null,
      cosigned: this.cosigned,
      programs: { opened: told?.program ?? null, counted: this.closed?.program ?? null },
      receipt: await this.receiptStanding(),
      checkpoint: this.checkpointStanding ?? null,
    };
  }

  /* ── the file ── */

  readLines() {
    const text = this.text();
    if (text === null) return false;
    const lines = text.slice(0, -1).split("\n");
    let stage = -1;
    for (const [index, line] of lines.entries()) {
      const found = read(line);
      const values = { n: index + 1 };
      const next = isObject(found) ? PLACES.indexOf(found.line) : -1;
      if (next < 0 || !SHAPED[found.line](found)) return this.stop("line", values);
      if (!follows(stage, next)) return this.stop("order", values);
      stage = next;
      if (MANY.has(found.line)) this.lines[found.line].push(found);
      else this.lines[found.line] = found;
      if (!this.isKnown()) return this.stop("version", values);
    }
    if (stage !== PLACES.length - 1) return this.stop("cut");
    this.count = lines.length;
    return true;
  }

  stop(what, values) {
    this.fault("file", what, values);
    return false;
  }

  isKnown() {
    return this.lines.head.format === FORMAT && this.lines.head.version === VERSION;
  }

  text() {
    let text = null;
    try {
      text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(this.bytes);
    } catch {
      this.fault("file", "letters");
      return null;
    }
    if (text.endsWith("\n")) return text;
    this.fault("file", "cut");
    return null;
  }

  /* With what the page knows: of which poll the file should be, and what the record of today says. */
  compare() {
    if (this.poll && this.poll !== this.lines.head.poll) this.fault("file", "other_file");
    else if (this.today) {
      this.isCompared = true;
      this.expect(tellsTheSame(this.bytes, this.today), "file", "today");
    }
  }

  async checkEnd() {
    const { lines, digest, signature } = this.lines.end;
    const before = this.bytes.subarray(0, this.bytes.lastIndexOf(0x0a, this.bytes.length - 2) + 1);
    this.expect(lines === this.count - 1, "file", "lines");
    await this.expectHash(before, digest, "file", "digest");
    await this.expectSignature(digest, signature, "end_signature");
  }

  /* ── the ledger ── */

  async checkLedger() {
    const { head, entry: entries } = this.lines;
    let previous = FIRST;
    for (const [index, { entry, hash, signature }] of entries.entries()) {
      const values = { n: index + 1 };
      this.expect(entry.seq === index + 1 && entry.previous === previous, "ledger", "chain", values);
      this.expect(entry.chain === head.council.id, "ledger", "other_chain", values);
      this.expect(entry.key === head.key, "ledger", "other_key", values);
      await this.expectHash(canonical(entry), hash, "ledger", "entry_hash", values);
      await this.expectSignature(hash, signature, "entry_signature", values);
      previous = hash;
    }
    this.findOwn(entries.map((line) => line.entry));
    this.checkCheckpoint(entries);
  }

  /* This poll's own entries: opened once, people added, the online box closed before paper is counted, closed once,
     certified at most once. */
  findOwn(entries) {
    const subject = `poll/${this.lines.head.poll}`;
    const own = entries.filter((entry) => entry.subject === subject);
    const kinds = own.map((entry) => entry.kind).filter((kind) => kind in BODIES);
    const isInOrder = OWN_ORDER.test(kinds.join(" "));
    const areWhole = own.every((entry) => !(entry.kind in BODIES) || BODIES[entry.kind](entry.body));
    this.expect(isInOrder && areWhole, "ledger", "own_entries");
    const ends = [own.at(-1)?.seq ?? 0, ...this.lines.cosignature.map(({ seq }) => seq)];
    this.expect(Math.max(...ends) === entries.length, "ledger", "last_entry");
    this.expect(!own.some((entry) => entry.kind === "poll.voided"), "ledger", "void");
    if (!isInOrder || !areWhole) return;
    const bodies = (kind) => own.filter((entry) => entry.kind === kind).map((entry) => entry.body);
    [this.opened] = bodies("poll.opened");
    [this.boxClosed] = bodies("poll.box_closed");
    [this.closed] = bodies("poll.closed");
    [this.certified] = bodies("poll.certified");
    const numbers = bodies("poll.roll_added").map((body) => body.number);
    this.added = numbers.length;
    this.expect(numbers.every((number, index) => number === index + 1), "ledger", "additions");
  }

  /* Each is of an entry of this ledger, by a key that the ledger had named by then, and not taken back. */
  async checkCosignatures() {
    const { cosignature: lines, entry: entries } = this.lines;
    const isBefore = (a, b) => a.seq < b.seq || (a.seq === b.seq && a.key < b.key);
    this.expect(lines.every((line, index) => !index || isBefore(lines[index - 1], line)), "ledger", "cosignature_order");
    for (const { seq, key, signature } of lines) {
      const values = { n: seq };
      const name = seq <= entries.length ? this.cosigners(entries.slice(0, seq)).get(key) : undefined;
      this.expect(name !== undefined, "ledger", "cosigner", values);
      if (name === undefined || this.unchecked.size) continue;
      const isRight = await this.bears(key, this.cosignedText(entries[seq - 1]), signature);
      this.expect(isRight, "ledger", "cosignature", values);
      const digest = await this.hash(unhex(key));
      this.cosigned.push({ seq, name, fingerprint: digest.slice(0, 16).match(/..../g).join(" ") });
    }
  }

  cosigners(entries) {
    const found = new Map();
    for (const { entry } of entries) {
      const { kind, body, seq } = entry;
      if (kind !== "cosigner.named" && kind !== "cosigner.retired") continue;
      if (!isNaming(body)) {
        this.fault("ledger", "cosigner_named", { n: seq });
        continue;
      }
      if (kind === "cosigner.named") found.set(body.key, body.name);
      else found.delete(body.key);
    }
    return found;
  }

  cosignedText({ entry, hash }) {
    return `${COSIGNED}\n${this.lines.head.council.id}\n${entry.seq}\n${hash}\n`;
  }

  async bears(hexKey, text, signature) {
    const key = await this.imported(hexKey);
    return !key || (await this.subtle.verify("Ed25519", key, unhex(signature), utf8(text)));
  }

  checkCheckpoint(entries) {
    if (!this.checkpoint.trim()) return;
    this.checkpointStanding = "unreadable";
    const [, seq, hash] = /^\s*([1-9][0-9]{0,8})\s*:\s*([0-9a-f\s]+)$/i.exec(this.checkpoint) ?? [];
    const kept = hash?.replace(/\s/g, "").toLowerCase();
    if (!isHash(kept)) return;
    const entry = entries[seq - 1];
    this.checkpointStanding = !entry ? "missing" : entry.hash === kept ? "same" : "other";
    this.expect(this.checkpointStanding === "same", "ledger", `checkpoint_${this.checkpointStanding}`, { n: Number(seq) });
  }

  /* ── the rules ── */

  async checkRules() {
    const { head, rules } = this.lines;
    const sheet = rules.sheet;
    await this.expectHash(canonical(sheet), rules.hash, "rules", "rules_hash");
    if (!isSheet(sheet) || !hasItsOptions(sheet) || !isOfItsMethod(sheet) || !hasItsExtras(sheet)) {
      return this.stopRules();
    }
    this.expect(sheet.poll === head.poll && same(sheet.council, head.council), "rules", "other_poll");
    for (const body of [this.opened, this.closed].filter(Boolean)) {
      this.expect(body.rules === rules.hash, "rules", "rules_ledger");
    }
    this.expect(BigInt(sheet.quorum.needed) === quorumNeeded(sheet), "rules", "quorum");
    return true;
  }

  stopRules() {
    this.fault("rules", "sheet");
    return false;
  }

  /* ── the receipts ── */

  async checkReceipts() {
    const hashes = this.lines.receipt.map((line) => line.hash);
    const isSorted = hashes.every((hash, index) => index === 0 || hashes[index - 1] < hash);
    this.expect(isSorted, "receipts", "receipts_order");
    if (this.opened) this.expect(this.opened.roll === this.sheet.roll.count, "receipts", "roll");
    if (!this.closed) return;
    const { ballots, receipts_root: root } = this.closed;
    this.expect(hashes.length === ballots, "receipts", "receipts_number");
    const before = this.boxClosed ?? this.closed;
    this.expect(BOX_FIXED.every((name) => same(before[name], this.closed[name])), "receipts", "box_closed");
    const found = await this.root(hashes);
    this.expect(found === null || found === root, "receipts", "receipts_root");
  }

  /* ── roll, online box and paper ── */

  async checkReconciliation() {
    const { sheet } = this.lines.reconciliation;
    const { marked, paper, online_ballots: online, on_roll: people } = sheet;
    const receipts = this.lines.receipt.length;
    const takesPaper = this.sheet.channels.includes("paper");
    this.expect(online === receipts && marked.online + marked.assisted === receipts, "reconciliation", "channels");
    this.expect(marked.paper === (paper?.handed_out ?? 0), "reconciliation", "handed_out");
    this.expect(takesPaper === (paper !== null), "reconciliation", "paper");
    this.expect(explainsItself(sheet), "reconciliation", "difference");
    if (!this.closed) return;
    await this.expectHash(canonical(sheet), this.closed.reconciliation, "reconciliation", "reconciliation_hash");
    const voted = marked.online + marked.assisted + marked.paper;
    this.expect(voted <= people + this.added, "reconciliation", "more_than_roll");
    this.expect(people === this.opened.roll && same(marked, this.closed.channels), "reconciliation", "marked");
    this.expect(takesPaper === Boolean(this.boxClosed), "reconciliation", "paper");
    this.expect(this.closed.counted === receipts + (paper?.in_box ?? 0), "reconciliation", "counted");
  }

  /* The Merkle tree hash of RFC 6962, section 2.1, level by level: an odd node goes up as it is. */
  async root(leaves) {
    if (!this.subtle) return null;
    if (!leaves.length) return this.hash("");
    let level = await this.hashes(leaves.map((leaf) => joined([0], utf8(leaf))));
    while (level.length > 1) {
      const pairs = [];
      for (let at = 0; at + 1 < level.length; at += 2) pairs.push(joined([1], level[at], level[at + 1]));
      const above = await this.hashes(pairs);
      level = level.length % 2 ? [...above, level.at(-1)] : above;
    }
    return hex(level[0]);
  }

  async hashes(things) {
    const found = [];
    for (let at = 0; at < things.length; at += AT_ONCE) {
      const some = things.slice(at, at + AT_ONCE).map((thing) => this.subtle.digest("SHA-256", thing));
      for (const hash of await Promise.all(some)) found.push(new Uint8Array(hash));
      this.hashed = (this.hashed ?? 0) + some.length;
      this.progress(Math.min(1, this.hashed / (2 * this.lines.receipt.length)));
    }
    return found;
  }

  /* "in", "out", or null where nothing was asked, or nothing can be said. */
  async receiptStanding() {
    const { head, receipt } = this.lines;
    const code = this.receipt.toUpperCase().replace(/[018]/g, (sign) => ({ 0: "O", 1: "I", 8: "B" })[sign]);
    const number = code.replace(/[^A-Z2-7]/g, "");
    if (!number || !this.sheet) return null;
    const hash = await this.hash(`${head.poll}\n${number}`);
    return hash === null ? null : receipt.some((line) => line.hash === hash) ? "in" : "out";
  }

  /* ── the marks ── */

  async checkBallots() {
    const { ballots, count } = this.lines;
    if (count) this.expect(Boolean(ballots) === hasEnough(this.sheet, count.count.ballots), "ballots", "ballots_shown");
    if (!ballots) return;
    this.expect(Boolean(count), "ballots", "ballots_shown");
    const { groups, salt } = ballots;
    const isSorted = groups.every((group, index) => !index || compareMarks(groups[index - 1][0], group[0]) < 0);
    this.expect(isSorted, "ballots", "ballots_order");
    const total = groups.reduce((sum, group) => sum + group[1], 0);
    if (count) this.expect(total + unreadable(count.count.result) === count.count.ballots, "ballots", "ballots_number");
    if (this.closed) await this.expectHash(`${salt}\n${canonical(groups)}`, this.closed.marks, "ballots", "ballots_hash");
  }

  /* ── the count ── */

  async checkCount() {
    const { count: line, verdict, reconciliation } = this.lines;
    if (this.closed && this.certified) {
      this.expect(this.closed.count === this.certified.count, "count", "certified");
    }
    const paper = reconciliation.sheet.paper?.in_box ?? 0;
    const ballots = this.lines.receipt.length + paper;
    this.expect(isPossible(verdict.verdict, this.sheet, ballots), "count", "verdict");
    if (!line) return;
    const { count, salt } = line;
    if (this.closed) {
      await this.expectHash(`${salt}\n${canonical(count)}`, this.closed.count, "count", "count_hash");
      this.expectRepeated(count.result);
    }
    this.expect(count.valid >= NUMBERS_FROM, "count", "count_shown");
    this.expect(count.verdict === verdict.verdict, "count", "verdict");
    const areUnread = unreadable(count.result) <= Math.min(count.result.invalid, paper);
    const isPlausible = areUnread && fits(count, this.sheet, ballots);
    this.expect(isPlausible, "count", "numbers");
    if (isPlausible || this.lines.ballots) await this.recount(count);
  }

  /* What a count repeats of the roll and the paper; channels that nobody used are not in it. */
  expectRepeated(told) {
    const { sheet } = this.lines.reconciliation;
    const used = Object.fromEntries(Object.entries(this.closed.channels).filter(([, number]) => number));
    this.expect(same(told.channels, used), "count", "result", { field: "channels" });
    this.expect((told.roll_added ?? 0) === this.added, "count", "result", { field: "roll_added" });
    const hasPaper = sheet.paper ? told.paper?.ballots === sheet.paper.in_box : !told.paper;
    this.expect(hasPaper, "count", "result", { field: "paper" });
    const isRepeated = sheet.paper ? same(told.reconciliation ?? null, sheet) : !told.reconciliation;
    this.expect(isRepeated, "count", "result", { field: "reconciliation" });
  }

  async recount(count) {
    const { ballots, rules, verdict: line } = this.lines;
    const told = count.result;
    const tally = ballots ? counted(ballots.groups, this.sheet) : { ...told, valid: count.valid, rows: null };
    const { votes, valid, rows } = tally;
    const { verdict, isDrawn, ...due } = decided({
      votes,
      valid,
      rows,
      told,
      sheet: this.sheet,
      ballots: count.ballots,
      added: this.added ?? 0,
      lot: await this.lot(count),
    });
    const found = {
      ...due,
      votes,
      blank: tally.blank,
      invalid: tally.invalid + (ballots ? unreadable(told) : 0),
      quorum_needed: quorumNeeded(this.sheet),
      ranks: ranked(votes),
      method: this.sheet.method,
      method_version: this.sheet.method_version,
      rules_hash: rules.hash,
    };
    await this.checkLot(count, isDrawn);
    this.expect(verdict === line.verdict, "count", "verdict");
    for (const [field, value] of Object.entries(found)) {
      const isRight = typeof value === "bigint" ? value === BigInt(told[field]) : same(value, told[field]);
      this.expect(isRight, "count", "result", { field });
    }
  }

  /* All options in the order of the lot; without hashes it cannot be told, and what was told stands. */
  async lot({ lot_seed: seed, result: { lot_order: order } }) {
    const positions = positionsOf(this.sheet);
    return this.subtle ? this.order(seed, positions) : [...order, ...positions];
  }

  async checkLot({ lot_seed: seed, result: { lot_secret: secret } }, isDrawn) {
    this.expect(isDrawn ? isHash(seed) : seed === "" && secret === "", "count", "lot");
    if (!isDrawn) return;
    await this.expectHash(secret, this.sheet.lot_commitment, "count", "lot");
    if (this.closed) await this.expectHash(`${secret}\n${this.closed.receipts_root}`, seed, "count", "lot");
  }

  async order(seed, positions) {
    const placed = [];
    for (const position of positions) placed.push([await this.hash(`${seed}\n${position}`), position]);
    return placed.sort(([a], [b]) => compareText(a, b)).map(([, position]) => position);
  }
}

/* Why the marks are not shown, and from what the verdict was derived instead. */
function hiddenOf({ ballots, verdict, result }, { method }) {
  const { rounds, grades, pairs, transfers, keeping, shares } = result;
  const known = { grades, pairs, shares };
  const from = rounds || transfers || keeping ? "rounds" : (Object.keys(known).find((fact) => known[fact]) ?? "votes");
  const unseen = ORDERED.includes(method) ? "first" : method === "budget_equal_shares" ? "tie" : from;
  return { why: ballots < MARKS_FROM ? "few" : "rare", from: verdict === "tied" ? unseen : from };
}

function follows(stage, next) {
  if (next === stage) return MANY.has(PLACES[stage]);
  return next > stage && PLACES.slice(stage + 1, next).every((line) => MAY_BE_MISSING.has(line));
}

/* ── the arithmetic of the rules ── */

const FACTS = ["rounds", "pairs", "locked", "grades", "fives", "finalists", "spending", "weighed"].concat([
  "transfers",
  "keeping",
  "shares",
]);

const positionsOf = (sheet) => sheet.options.map((option) => option.position);

/* Options are numbered from 1; a motion has its three answers. */
function hasItsOptions(sheet) {
  const positions = positionsOf(sheet);
  const areNumbered = positions.every((position, index) => position === index + 1);
  return areNumbered && (sheet.method === "motion" ? positions.length === 3 : positions.length > 0);
}

const upward = (numerator, denominator) => (numerator + denominator - 1n) / denominator;

function quorumNeeded({ quorum: { basis, value }, roll, population }) {
  if (basis === "count") return BigInt(value);
  if (basis === "none") return 0n;
  return upward(BigInt(value) * BigInt(basis === "roll" ? roll.count : population), PER);
}

const hasQuorum = (sheet, ballots) => BigInt(ballots) >= quorumNeeded(sheet);

/* Whether the verdict is one of its method, and says "no quorum" exactly where there was none. */
function isPossible(verdict, sheet, ballots) {
  if (verdict === "no_quorum" || !hasQuorum(sheet, ballots)) return verdict === "no_quorum" && !hasQuorum(sheet, ballots);
  return (sheet.method === "motion" ? ["carried", "not_carried"] : ["chosen", "tied", "not_carried"]).includes(verdict);
}

function compareMarks(a, b) {
  const at = a.findIndex((mark, index) => mark !== b[index]);
  return at < 0 || at >= b.length ? a.length - b.length : a[at] - b[at];
}

function kindOf(marks, sheet) {
  if (marks.length) return METHODS[sheet.method].reads(marks, sheet) ? "valid" : "invalid";
  return sheet.method === "motion" ? "invalid" : "blank";
}

function counted(groups, sheet) {
  const found = { valid: 0, blank: 0, invalid: 0, rows: [] };
  for (const [marks, ballots] of groups) {
    const kind = kindOf(marks, sheet);
    found[kind] += ballots;
    if (kind === "valid") found.rows.push([marks, ballots]);
  }
  return { ...found, votes: METHODS[sheet.method].votes(found.rows, sheet) };
}

/* How many sheets of paper are invalid for a reason. */
const unreadable = ({ paper }) => Object.values(paper?.invalid ?? {}).reduce((sum, sheets) => sum + sheets, 0);

/* Whether the sheet names each difference of its paper, each with a reason that two people stand by, and no other. */
function explainsItself({ paper, differences, balances }) {
  const sizes = paper
    ? [
        ["printed", paper.printed - paper.handed_out - paper.unused - paper.spoilt],
        ["box", paper.in_box - paper.handed_out],
      ]
    : [];
  const told = differences.map(({ between, size }) => [between, size]);
  const due = sizes.filter(([, size]) => size !== 0);
  const stand = differences.every(({ reason, confirmed_by: people }) => reason !== "" && people === 2);
  return same(told, due) && stand && balances === (due.length === 0);
}

/* Whether the numbers of a count agree with each other: enough where the marks are not shown. */
function fits({ ballots, valid, result }, sheet, inTheBoxes) {
  const { votes, blank, invalid, unused } = result;
  const { hasUnused, canGive } = METHODS[sheet.method];
  const hasVotesForAll = same(Object.keys(votes).sort(), positionsOf(sheet).map(String).sort());
  const left = BigInt(valid) * BigInt(sheet.votes_per_voter) - sum(Object.values(votes));
  return (
    hasVotesForAll &&
    ballots === inTheBoxes &&
    valid + blank + invalid === ballots &&
    canGive(Object.values(votes), BigInt(valid), sheet) &&
    BigInt(unused) === (hasUnused ? left : 0n)
  );
}

const sum = (numbers) => numbers.reduce((total, number) => total + BigInt(number), 0n);

function ranked(votes) {
  const levels = [...new Set(Object.values(votes))].sort((a, b) => (a < b ? 1 : -1));
  const positions = Object.keys(votes).map(Number).sort((a, b) => a - b);
  return levels.map((level) => positions.filter((position) => votes[position] === level));
}

/* What a count has to say: the verdict, whether a lot was drawn, and fields of the result. */
function decided(box) {
  const { sheet, ballots } = box;
  const nothing = { chosen: [], tied: [], lot_order: [], base: 0n, yes_needed: 0n, isDrawn: false };
  const facts = Object.fromEntries(FACTS.map((fact) => [fact, undefined]));
  if (hasQuorum(sheet, ballots)) return { ...nothing, ...facts, ...orUndecided(METHODS[sheet.method].decide, box) };
  const { base, yes_needed } = sheet.method === "motion" ? passed(box) : nothing;
  return { ...nothing, ...facts, base, yes_needed, verdict: "no_quorum" };
}

/* These are equal, and the rules have no lot. */
class Undecided extends Error {
  constructor(places) {
    super();
    this.places = [...places].sort((a, b) => a - b);
  }
}

/* What is told under this name cannot be, where the ballots are not told. */
class Impossible extends Error {
  constructor(field) {
    super();
    this.field = field;
  }
}

function orUndecided(decide, box) {
  try {
    return decide(box);
  } catch (error) {
    if (error instanceof Undecided) return { verdict: "tied", tied: error.places };
    if (error instanceof Impossible) return { verdict: "chosen", [error.field]: null };
    throw error;
  }
}

/* Of equals the first by the lot, or the last. */
function settled(places, { sheet, lot }, tied, at = 0) {
  if (places.length > 1 && sheet.tie_rule === "fail") throw new Undecided(places);
  if (places.length > 1) for (const position of places) tied.add(position);
  return inOrder(places, lot).at(at);
}

/* A tie of which no stages are told: at least that it can have been between these. */
function unseenTie(among, { sheet, told: { tied } }, field) {
  const isPossible = same(tied, [...among].sort((a, b) => a - b).filter((position) => tied.includes(position)));
  return sheet.tie_rule === "fail" && tied.length > 1 && isPossible ? new Undecided(tied) : new Impossible(field);
}

function passed({ votes, sheet: { passing, roll }, ballots, added }) {
  const [numerator, denominator] = [BigInt(passing.numerator), BigInt(passing.denominator)];
  const valid = BigInt(votes[1]) + BigInt(votes[2]) + (passing.abstentions_counted ? BigInt(votes[3]) : 0n);
  const base = { valid, cast: BigInt(ballots), roll: BigInt(roll.count) + BigInt(added) }[passing.basis];
  const share = numerator * base;
  const needed = passing.strict ? share / denominator + 1n : upward(share, denominator);
  const yesNeeded = needed > 1n ? needed : 1n;
  const isCarried = BigInt(votes[1]) >= yesNeeded;
  const verdict = isCarried ? "carried" : "not_carried";
  return { verdict, chosen: isCarried ? [1] : [], base, yes_needed: yesNeeded };
}

function seated(box) {
  const { sheet, lot } = box;
  const { scores, ...told } = weighed(box);
  return { ...inSeats(ranked(scores).filter(([first]) => scores[first]), sheet, lot), ...told };
}

function inSeats(groups, sheet, lot) {
  const chosen = [];
  for (const group of groups) {
    const left = sheet.seats - chosen.length;
    if (!left) break;
    if (group.length > left) return tie(chosen, group, left, sheet.tie_rule, lot);
    chosen.push(...group);
  }
  return { verdict: chosen.length ? "chosen" : "not_carried", chosen };
}

/* What decides: the votes or, where the channels have weights, whole numbers as the weighted shares. `weighed` is null
   where the channels that are told cannot be those of the ballots, or are told where they may not be. */
function weighed({ votes, rows, told, sheet }) {
  const { weights: asked } = sheet;
  const { online = 0, assisted = 0 } = told.channels;
  const sheets = told.paper?.ballots ?? 0; // of those that were handed out some may never have come back
  if (!asked || !told.weighed) {
    const hasFew = Math.min(sheets, online + assisted) - told.blank - told.invalid < (asked?.from ?? 0);
    return told.weighed || (asked && !hasFew) ? { scores: votes, weighed: null } : { scores: votes };
  }
  const many = (groups) => groups.reduce((total, [, ballots]) => total + ballots, 0);
  const { paper: onPaper, online: inBox } = told.weighed;
  const [papers, boxed] = [many(onPaper), many(inBox)];
  const isEnough = papers >= asked.from && boxed >= asked.from;
  const isPossible = papers <= sheets && boxed <= online + assisted;
  if (!isEnough || !isPossible || !areSameBallots([...onPaper, ...inBox], rows ?? [])) return { scores: votes, weighed: null };
  const scores = {};
  for (const position of positionsOf(sheet)) {
    const of = (groups) => BigInt(many(groups.filter(([marks]) => marks.includes(position))));
    const [paperShare, boxShare] = [of(onPaper) * BigInt(boxed), of(inBox) * BigInt(papers)];
    scores[position] = BigInt(asked.paper) * paperShare + BigInt(asked.online) * boxShare;
  }
  return { scores, weighed: told.weighed };
}

function areSameBallots(parts, rows) {
  const added = new Map();
  for (const [marks, ballots] of parts) added.set(canonical(marks), (added.get(canonical(marks)) ?? 0) + ballots);
  return added.size === rows.length && rows.every(([marks, ballots]) => added.get(canonical(marks)) === ballots);
}

function tie(chosen, tied, left, rule, lot) {
  if (rule === "fail") return { verdict: "tied", chosen, tied };
  if (rule === "all") return { verdict: "chosen", chosen: [...chosen, ...tied] };
  const drawn = inOrder(tied, lot);
  return { verdict: "chosen", chosen: [...chosen, ...drawn.slice(0, left)], ...drawing(tied, lot) };
}

const inOrder = (places, lot) => [...places].sort((a, b) => lot.indexOf(a) - lot.indexOf(b));

/* What the result tells of a lot between these; nothing where it had nothing to decide. */
function drawing(places, lot) {
  const tied = [...places].sort((a, b) => a - b);
  return tied.length ? { tied, lot_order: inOrder(tied, lot), isDrawn: true } : {};
}

/* ── a budget ── */

const costsOf = ({ options }) => new Map(options.map((option) => [option.position, BigInt(option.cost_won)]));
const costOf = (positions, costs) => sum(positions.map((position) => costs.get(position)));

/* In the order of the votes, or of the votes per won, as long as the money lasts. */
function funded(box) {
  const { votes, sheet, lot } = box;
  const costs = costsOf(sheet);
  const purse = purseOf(sheet, costs);
  const tied = new Set();
  const groups = sheet.method === "budget_greedy_cost" ? byVotesPerWon(votes, costs) : ranked(votes);
  const rivals = spendDown(groups, purse, box, tied);
  const { chosen, turns } = purse;
  const spending = { spent: Number(BigInt(sheet.budget_won) - purse.left), turns };
  if (rivals.length) return { verdict: "tied", chosen, tied: rivals, spending };
  return { verdict: chosen.length ? "chosen" : "not_carried", chosen, spending, ...drawing(tied, lot) };
}

/* A lot stands between equals that fit one by one and not all; without one they are what is returned. */
function spendDown(groups, purse, box, tied) {
  for (const group of groups) {
    const waiting = new Set(group);
    while (waiting.size) {
      const rivals = rivalsOf([...waiting], box.votes, purse);
      if (rivals.length && box.sheet.tie_rule === "fail") return rivals;
      const next = settled(rivals.length ? rivals : [...waiting].slice(0, 1), box, tied);
      waiting.delete(next);
      pay(next, box.votes, purse);
    }
  }
  return [];
}

function byVotesPerWon(votes, costs) {
  const groups = [];
  const isMore = (a, b) => BigInt(votes[b]) * costs.get(a) - BigInt(votes[a]) * costs.get(b);
  const compare = (a, b) => Number(isMore(a, b) > 0n) - Number(isMore(a, b) < 0n) || a - b;
  for (const position of [...costs.keys()].sort(compare)) {
    const last = groups.at(-1);
    if (last && isMore(last[0], position) === 0n) last.push(position);
    else groups.push([position]);
  }
  return groups;
}

function purseOf(sheet, costs, left = BigInt(sheet.budget_won)) {
  const by = (value) => new Map(sheet.options.map((option) => [option.position, value(option)]));
  return {
    left,
    costs,
    groups: by((option) => option.group),
    words: by((option) => option.only_one),
    caps: new Map(Object.entries(sheet.group_caps ?? {}).map(([name, won]) => [name, BigInt(won)])),
    stops: sheet.when_short === "stop",
    isStopped: false,
    chosen: [],
    turns: [],
  };
}

const membersOf = (name, positions, { groups }) => positions.filter((position) => groups.get(position) === name);
const capLeft = (name, purse) => purse.caps.get(name) - costOf(membersOf(name, purse.chosen, purse), purse.costs);
const excludes = ({ words }, one, other) =>
  one !== other && words.get(one) !== undefined && words.get(one) === words.get(other);

/* What there is for an option: all that is left, and no more than is left of the cap of its group. */
function roomFor(position, purse) {
  const name = purse.groups.get(position);
  const cap = purse.caps.has(name) ? capLeft(name, purse) : purse.left;
  return cap < purse.left ? cap : purse.left;
}

function fateOf(position, votes, purse) {
  const [cost, name] = [purse.costs.get(position), purse.groups.get(position)];
  if (!votes[position]) return "unsupported";
  if (purse.isStopped) return "after_the_stop";
  if (purse.chosen.some((other) => excludes(purse, position, other))) return "excluded";
  if (purse.caps.has(name) && cost > capLeft(name, purse)) return "over_the_cap";
  return cost > purse.left ? "does_not_fit" : "funded";
}

/* The equals among whom the order decides. Where the count stops, those that would stop it are among them. */
function rivalsOf(equals, votes, purse) {
  const become = (...fates) => equals.filter((position) => fates.includes(fateOf(position, votes, purse)));
  const fitting = become("funded");
  const asking = purse.stops && fitting.length ? become("funded", "does_not_fit") : fitting;
  if (costOf(asking, purse.costs) > purse.left) return asking;
  const isCrowded = (name) => costOf(membersOf(name, fitting, purse), purse.costs) > capLeft(name, purse);
  const crowded = [...purse.caps.keys()].filter(isCrowded);
  return fitting.filter(
    (position) =>
      crowded.includes(purse.groups.get(position)) || fitting.some((other) => excludes(purse, position, other)),
  );
}

function pay(position, votes, purse) {
  const [cost, room, fate] = [purse.costs.get(position), roomFor(position, purse), fateOf(position, votes, purse)];
  purse.turns.push([position, fate, Number(room), Number(cost > room ? cost - room : 0n)]);
  if (fate === "does_not_fit" && purse.stops) purse.isStopped = true;
  if (fate !== "funded") return;
  purse.left -= cost;
  purse.chosen.push(position);
}

/* ── a budget: equal shares ── */

/* A fraction in lowest terms, as [numerator, denominator]. */
function fraction(numerator, denominator) {
  let [a, b] = [numerator, denominator];
  while (b) [a, b] = [b, a % b];
  return [numerator / a, denominator / a];
}

const written = ([numerator, denominator]) => (denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`);
const isLess = ([a, b], [c, d]) => a * d < c * b;

/* Of a text that is told: null where it is not in lowest terms. */
function readFraction(text) {
  const [numerator, denominator = "1"] = text.split("/");
  const found = fraction(BigInt(numerator), BigInt(denominator));
  return written(found) === text ? found : null;
}

/* What the voters buy with a share each: again and again what asks its supporters for the least money a won of cost.
   Money is in whole units, `scale` of them a won. */
class Market {
  constructor(box, share) {
    Object.assign(this, { box, share, costs: costsOf(box.sheet), bought: [], tied: new Set(), isCapped: false });
    const [numerator, denominator] = share;
    this.scale = denominator;
    this.voters = box.rows.map(([marks, many]) => ({ marks, many: BigInt(many), money: numerator }));
    this.fans = new Map([...this.costs.keys()].map((one) => [one, this.voters.filter(({ marks }) => marks.includes(one))]));
    this.waiting = [...this.costs.keys()];
    for (let asks = this.cheapest(); asks.size; asks = this.cheapest()) {
      const places = [...asks.keys()];
      this.buy(this.isEnough(asks) ? places[0] : settled(places, box, this.tied), asks);
    }
  }

  get spent() {
    return costOf(this.bought.map(([position]) => position), this.costs);
  }

  /* Those who ask for the least, each with its price in units. */
  cheapest() {
    let [least, found] = [null, new Map()];
    for (const position of this.waiting) {
      const price = this.price(position);
      if (!price) continue;
      const asked = [price[0], price[1] * this.costs.get(position)];
      if (least && isLess(least, asked)) continue;
      if (!least || isLess(asked, least)) [least, found] = [asked, new Map()];
      found.set(position, price);
    }
    return found;
  }

  /* What each pays who can, while the others pay all they have; null where that is too little. */
  price(position) {
    const fans = [...this.fans.get(position)].sort((a, b) => (a.money < b.money ? -1 : a.money > b.money ? 1 : 0));
    let [rest, people] = [this.costs.get(position) * this.scale, sum(fans.map(({ many }) => many))];
    if (sum(fans.map(({ many, money }) => many * money)) < rest) return null;
    for (const { many, money } of fans) {
      if (money * people >= rest) break;
      [rest, people] = [rest - money * many, people - many];
    }
    return fraction(rest, people);
  }

  /* Whether all who support several of these can pay them all in full. */
  isEnough(asks) {
    return this.voters.every(({ marks, money }) => {
      const due = marks.filter((mark) => asks.has(mark)).map((mark) => asks.get(mark));
      const [needed, parts] = due.reduce(([a, b], [c, d]) => fraction(a * d + c * b, b * d), [0n, 1n]);
      return due.length < 2 || needed <= money * parts;
    });
  }

  buy(position, asks) {
    const [unit, finer] = asks.get(position);
    const price = written(fraction(unit, finer * this.scale));
    this.scale *= finer;
    for (const voter of this.voters) voter.money *= finer;
    const paid = new Map();
    for (const fan of this.fans.get(position)) {
      const amount = fan.money < unit ? fan.money : unit;
      if (amount < unit) this.isCapped = true;
      fan.money -= amount;
      if (amount) paid.set(amount, (paid.get(amount) ?? 0n) + fan.many);
    }
    const inOrderOfMoney = [...paid].sort(([a], [b]) => (a < b ? 1 : -1));
    const parts = inOrderOfMoney.map(([amount, many]) => [written(fraction(amount, this.scale)), Number(many)]);
    this.bought.push([position, price, parts]);
    this.waiting = this.waiting.filter((other) => other !== position);
  }

  lacking() {
    return this.waiting.map((position) => {
      const fans = this.fans.get(position);
      const money = sum(fans.map((fan) => fan.many * fan.money));
      const missing = this.costs.get(position) * this.scale - money;
      const [had, lacked] = [money, missing].map((units) => written(fraction(units, this.scale)));
      return [position, Number(sum(fans.map(({ many }) => many))), had, lacked];
    });
  }

  /* How many steps the share has to grow until something can change; 0 where all that is wanted is bought. */
  steps(step) {
    const wanted = this.waiting.filter((position) => this.fans.get(position).length);
    if (!wanted.length) return 0n;
    const [a, b] = this.share;
    const needed = wanted.map((position) => {
      const people = sum(this.fans.get(position).map(({ many }) => many));
      return upward(this.costs.get(position) * b - a * people, people * b * step);
    });
    const fewest = needed.reduce((one, other) => (other < one ? other : one));
    return this.isCapped || fewest < 1n ? 1n : fewest;
  }
}

function firstShare({ sheet, valid }) {
  const [budget, people] = [BigInt(sheet.budget_won), BigInt(valid || 1)];
  const step = budget / (people * 100n);
  return { share: fraction(budget, people), step: step > 1n ? step : 1n };
}

const plus = ([a, b], whole) => fraction(a + whole * b, b);

/* The last market before one that costs more than the budget, and the ties of both. */
function grown(box) {
  const { share, step } = firstShare(box);
  let market = new Market(box, share);
  for (let steps = market.steps(step); steps; steps = market.steps(step)) {
    const more = new Market(box, plus(market.share, steps * step));
    if (more.spent > BigInt(box.sheet.budget_won)) {
      market = new Market(box, plus(more.share, -step));
      return { market, step, tied: new Set([...market.tied, ...more.tied]) };
    }
    market = more;
  }
  return { market, step, tied: market.tied };
}

function shared(box) {
  const { votes, sheet, rows, told, lot } = box;
  const costs = costsOf(sheet);
  const { shares, tied } = rows ? boughtOf(grown(box)) : readShares(box, costs);
  const chosen = shares.bought.map(([position]) => position);
  const left = BigInt(sheet.budget_won) - costOf(chosen, costs);
  const purse = { ...purseOf(sheet, costs, left), chosen: [...chosen] };
  const rest = Object.fromEntries(Object.entries(votes).filter(([position]) => !chosen.includes(Number(position))));
  const rivals = left > 0n ? spendDown(ranked(rest), purse, box, tied) : [];
  if (rivals.length) throw new Undecided(rivals);
  if (tied.size && sheet.tie_rule === "fail") throw new Impossible("shares");
  const spending = { spent: Number(BigInt(sheet.budget_won) - purse.left), turns: purse.turns };
  const verdict = purse.chosen.length ? "chosen" : "not_carried";
  return { verdict, chosen: purse.chosen, shares, spending, ...drawing(tied, lot) };
}

function boughtOf({ market, step, tied }) {
  const { share, bought } = market;
  return { shares: { share: written(share), step: Number(step), bought, lacking: market.lacking() }, tied };
}

/* The purchases as they are told, where they agree with each other and with the votes. */
function readShares(box, costs) {
  const { votes, told, sheet } = box;
  const wanted = positionsOf(sheet).filter((position) => votes[position] > 0);
  if (!told.shares) throw unseenTie(wanted, box, "shares");
  const { share: text, step, bought, lacking } = told.shares;
  const share = readFraction(text);
  const positions = bought.map(([position]) => position);
  const isRight =
    share !== null &&
    hasGrown(share, step, firstShare(box)) &&
    areBought(bought, share, votes, costs) &&
    costOf(positions, costs) <= BigInt(sheet.budget_won) &&
    same(lacking.map(([position]) => position), positionsOf(sheet).filter((one) => !positions.includes(one))) &&
    lacking.every((one) => isLacking(one, share, votes, costs)) &&
    told.tied.length !== 1 &&
    told.tied.every((position) => votes[position] > 0);
  if (!isRight) throw new Impossible("shares");
  return { shares: told.shares, tied: new Set(told.tied) };
}

function hasGrown([a, b], step, first) {
  const [c, d] = first.share;
  const [by, parts] = fraction(a * d - c * b, b * d);
  return BigInt(step) === first.step && by >= 0n && parts === 1n && by % first.step === 0n;
}

function areBought(bought, share, votes, costs) {
  let asked = [0n, 1n];
  return bought.every(([position, price, paid], index) => {
    const parts = paid.map(([text]) => readFraction(text));
    const full = readFraction(price);
    const isKnown = costs.has(position) && !bought.slice(0, index).some(([other]) => other === position);
    if (!isKnown || !full || !parts.length || parts.includes(null) || isLess(share, full)) return false;
    const falls = parts.every((part, at) => part[0] > 0n && (!at || isLess(part, parts[at - 1])));
    const [total, units] = paid.reduce(([a, b], [, many], at) => {
      return fraction(a * parts[at][1] + parts[at][0] * BigInt(many) * b, b * parts[at][1]);
    }, [0n, 1n]);
    const before = asked;
    asked = [full[0], full[1] * costs.get(position)];
    const isPaid = units === 1n && total === costs.get(position) && same(paid[0][0], price);
    return falls && isPaid && !isLess(asked, before) && sum(paid.map(([, many]) => many)) <= BigInt(votes[position]);
  });
}

function isLacking([position, people, had, lacked], [a, b], votes, costs) {
  const [money, missing] = [readFraction(had), readFraction(lacked)];
  if (!money || !missing || missing[0] === 0n || people !== votes[position]) return false;
  const [total, parts] = fraction(money[0] * missing[1] + missing[0] * money[1], money[1] * missing[1]);
  return parts === 1n && total === costs.get(position) && !isLess([a * BigInt(people), b], money);
}

/* ── ranks: round after round ── */

/* Ballots lie in piles under the best option that is still in, and the pile of whoever goes out is dealt anew. Where the
   ballots are not told, the rounds that are told take their place, and `rounds` is null where they cannot be. */
function ranOff(box) {
  const { rows, votes, told, sheet, lot, valid } = box;
  if (!rows && !told.rounds) return tiedUnseen(box);
  const next = rows ? piles(rows) : readRounds(told.rounds, votes);
  let still = positionsOf(sheet);
  const [rounds, tied] = [[], new Set()];
  while (still.length) {
    const now = next(still, rounds.at(-1)?.excluded);
    if (now === null) break;
    const continuing = Number(sum(Object.values(now)));
    const winner = still.find((position) => 2 * now[position] > continuing);
    const round = { votes: now, exhausted: valid - continuing, excluded: 0 };
    rounds.push(round);
    if (winner) return { verdict: "chosen", chosen: [winner], rounds, ...drawing(tied, lot) };
    const last = lastOf(still, now);
    if (last.length > 1 && sheet.tie_rule === "fail") return { verdict: "tied", tied: last };
    if (last.length > 1) for (const position of last) tied.add(position);
    round.excluded = inOrder(last, lot).at(-1);
    still = still.filter((position) => position !== round.excluded);
  }
  return { verdict: "not_carried", rounds: null };
}

/* Of those without a vote the first, for no ballot moves with any of them. */
function lastOf(positions, votes) {
  const without = positions.find((position) => votes[position] === 0);
  return without ? [without] : equalsInLastPlace(positions, votes);
}

function equalsInLastPlace(positions, votes) {
  const fewest = Math.min(...positions.map((position) => votes[position]));
  return positions.filter((position) => votes[position] === fewest);
}

function piles(rows) {
  const piled = new Map();
  const deal = (cards, still) => {
    for (const [marks, ballots] of cards) {
      const ranks = still.filter((position) => marks[position - 1]);
      const best = ranks.reduce((a, b) => (a && marks[a - 1] < marks[b - 1] ? a : b), 0);
      if (best) piled.get(best).push([marks, ballots]);
    }
  };
  return (still, gone) => {
    if (!gone) for (const position of still) piled.set(position, []);
    deal(gone ? piled.get(gone) : rows, still);
    return votesBy(still, (position) => piled.get(position).reduce((total, [, ballots]) => total + ballots, 0));
  };
}

const votesBy = (positions, of) => Object.fromEntries(positions.map((position) => [position, of(position)]));

/* The first round has the votes of the count. Later nobody loses votes who is still in, and what went out with somebody
   either moves on or is exhausted, for good. */
function readRounds(rounds, votes) {
  let [index, before] = [0, votes];
  return (still) => {
    const now = rounds[index]?.votes;
    index += 1;
    if (!now || !same(Object.keys(now).sort(), still.map(String).sort())) return null;
    const keepTheirs = still.every((position) => now[position] >= before[position]);
    if (!keepTheirs || sum(Object.values(now)) > sum(Object.values(before))) return null;
    before = now;
    return now;
  };
}

/* A tie on the way, of which a count tells no rounds: what the first choices say of it. */
function tiedUnseen({ votes, valid, told: { tied }, sheet }) {
  const positions = positionsOf(sheet).filter((position) => votes[position] > 0);
  const last = equalsInLastPlace(positions, votes);
  const hasWinner = positions.some((position) => 2 * votes[position] > valid);
  if (hasWinner || sheet.tie_rule !== "fail") return { verdict: "chosen", rounds: null };
  if (last.length > 1) return { verdict: "tied", tied: last };
  const others = positions.filter((position) => position !== last[0] && tied.includes(position));
  return { verdict: "tied", tied: others.length > 1 ? others : null };
}

/* ── ranks: votes that move on ── */

/* What the ballots rank, the best first. */
function linesOf(rows) {
  return rows.map(([marks, many]) => {
    const places = marks.map((_rank, index) => index + 1).filter((place) => marks[place - 1]);
    return { line: places.sort((a, b) => marks[a - 1] - marks[b - 1]), many: BigInt(many) };
  });
}

const unitsOf = (votes, unit) => new Map(Object.keys(votes).map((place) => [Number(place), BigInt(votes[place]) * unit]));
const toldUnits = (units) => Object.fromEntries([...units].map(([place, number]) => [place, Number(number)]));

/* As they are told; null where they are those of other options. */
function readUnits(told, positions) {
  const areTheirs = same(Object.keys(told).sort(), positions.map(String).sort());
  return areTheirs ? new Map(positions.map((place) => [place, BigInt(told[place])])) : null;
}

const byVotes = (places, votes) =>
  [...places].sort((a, b) => (votes.get(a) < votes.get(b) ? 1 : votes.get(a) > votes.get(b) ? -1 : a - b));
const without = (places, gone) => places.filter((place) => !gone.includes(place));
const figures = (places, votes) => places.map((place) => votes.get(place));
const largest = (numbers) => numbers.reduce((a, b) => (b > a ? b : a));
const smallest = (numbers) => numbers.reduce((a, b) => (b < a ? b : a));

/* The first of those without a vote, where all of them go out before the seats left are filled. */
function idle(places, votes, left) {
  const empty = places.filter((place) => votes.get(place) === 0n);
  return empty.length && places.length - empty.length >= left ? [empty[0]] : [];
}

function countedAsInScotland(box) {
  const { votes, valid, rows, told, sheet, lot } = box;
  const { seats } = sheet;
  const positions = positionsOf(sheet);
  const quota = BigInt(valid) / BigInt(seats + 1) + 1n;
  const enough = quota * FIVE_PLACES;
  const papers = rows && linesOf(rows).map((paper) => ({ ...paper, value: FIVE_PLACES, holder: paper.line[0] }));
  const next = papers ? movedBy(papers) : readStages(told.transfers?.stages ?? [], positions);
  let [now, still, action, option] = [unitsOf(votes, FIVE_PLACES), positions, "first", 0];
  let over = [];
  const [elected, past, stages, tied] = [[], [], [], new Set()];
  while (action) {
    const isLast = action === "last";
    const reached = byVotes(still.filter((place) => isLast || now.get(place) >= enough), now);
    const lost = Number(BigInt(valid) * FIVE_PLACES - sum([...now.values()]));
    stages.push({ action, option, votes: toldUnits(now), non_transferable: lost, elected: reached });
    elected.push(...reached);
    still = without(still, reached);
    over = [...over, ...reached.filter((place) => now.get(place) > enough)];
    past.unshift(now);
    action = "";
    if (!still.length || elected.length >= seats) break;
    option = 0;
    action = still.length <= seats - elected.length ? "last" : over.length ? "surplus" : "exclusion";
    if (action === "last") continue;
    const isSurplus = action === "surplus";
    const equals = isSurplus ? over : lastPlaces(still, now, seats - elected.length);
    option = settled(partedByThePast(equals, past, isSurplus ? largest : smallest), box, tied, isSurplus ? 0 : -1);
    if (isSurplus) over = without(over, [option]);
    else still = without(still, [option]);
    now = next(now, option, isSurplus ? enough : 0n, still, stages.length);
    if (!now) throw unseenTie(isSurplus ? [...over, ...still] : still, box, "transfers");
  }
  const transfers = { quota: Number(quota), stages };
  return { verdict: "chosen", chosen: elected, transfers, ...drawing(tied, lot) };
}

function lastPlaces(still, votes, left) {
  const alone = idle(still, votes, left);
  return alone.length ? alone : still;
}

/* Equals are parted by the latest stage at which they differed. */
function partedByThePast(places, past, best) {
  return past.reduce((left, votes) => {
    const figure = best(figures(left, votes));
    return left.filter((place) => votes.get(place) === figure);
  }, places);
}

function movedBy(papers) {
  return (before, gone, left, still) => {
    const now = new Map(before).set(gone, left);
    const held = before.get(gone);
    for (const paper of papers.filter(({ holder }) => holder === gone)) {
      if (left) paper.value = (paper.value * (held - left)) / held;
      paper.holder = paper.line.find((place) => still.includes(place));
      if (paper.holder) now.set(paper.holder, now.get(paper.holder) + paper.value * paper.many);
    }
    return now;
  };
}

/* Of the stages that are told: only who is still in can have gained, and no more than there was. */
function readStages(stages, positions) {
  return (before, gone, left, still, number) => {
    if (number >= stages.length) return null;
    const now = readUnits(stages[number].votes, positions);
    const due = new Map(before).set(gone, left);
    const isDue = (place) =>
      still.includes(place) ? now.get(place) >= due.get(place) : now.get(place) === due.get(place);
    const isPossible = now && positions.every(isDue) && sum([...now.values()]) <= sum([...before.values()]);
    if (!isPossible) throw new Impossible("transfers");
    return now;
  };
}

function countedByMeek(box) {
  const { votes, valid, rows, told, sheet, lot } = box;
  const { seats } = sheet;
  const positions = positionsOf(sheet);
  const whole = BigInt(valid) * NINE_PLACES;
  const lines = rows && linesOf(rows);
  let [still, keeps] = [positions, new Map(positions.map((place) => [place, NINE_PLACES]))];
  const [elected, rounds, tied] = [[], [], new Set()];
  while (still.length && elected.length < seats) {
    const isFilled = elected.length + still.length <= seats;
    const number = rounds.length;
    const found = lines
      ? sharedOut(lines, { keeps, still, elected, seats })
      : number
        ? readRound(told.keeping?.[number], { whole, still, elected, seats, positions })
        : withQuota(unitsOf(votes, NINE_PLACES), { keeps, elected, seats });
    if (!found) throw unseenTie(still, box, "keeping");
    const { now, quota, surplus } = found;
    const reached = byVotes(still.filter((place) => isFilled || now.get(place) >= quota), now);
    still = without(still, reached);
    elected.push(...reached);
    const gone = reached.length ? 0 : settled(lastByMeek(still, now, surplus, seats - elected.length), box, tied, -1);
    still = without(still, [gone]);
    const excess = Number(whole - sum([...now.values()]));
    const shown = { votes: toldUnits(now), keeps: toldUnits(found.keeps) };
    rounds.push({ quota: Number(quota), ...shown, excess, elected: reached, excluded: gone });
    keeps = new Map(found.keeps);
    if (gone) keeps.set(gone, 0n);
  }
  return { verdict: "chosen", chosen: elected, keeping: rounds, ...drawing(tied, lot) };
}

function lastByMeek(still, votes, surplus, left) {
  const alone = idle(still, votes, left);
  const most = smallest(figures(still, votes)) + surplus;
  return alone.length ? alone : still.filter((place) => votes.get(place) <= most);
}

function withQuota(now, { keeps, elected, seats }) {
  const quota = sum([...now.values()]) / BigInt(seats + 1) + 1n;
  const surplus = sum(figures(elected, now).map((units) => (units > quota ? units - quota : 0n)));
  return { now, quota, surplus, keeps };
}

/* Shared out again and again until somebody new has the quota, or no surplus is left. */
function sharedOut(lines, { keeps, still, elected, seats }) {
  for (let before = null; ; ) {
    const found = withQuota(distributed(lines, keeps), { keeps, elected, seats });
    const { now, quota, surplus } = found;
    const isFilled = elected.length + still.length <= seats; // with the parts as they are
    const isSettled = isFilled || surplus < NO_SURPLUS || (before !== null && surplus >= before);
    if (isSettled || still.some((place) => now.get(place) >= quota)) return found;
    before = surplus;
    keeps = new Map(keeps);
    for (const place of elected) {
      const part = upward(keeps.get(place) * quota, NINE_PLACES);
      keeps.set(place, upward(part * NINE_PLACES, now.get(place)));
    }
  }
}

function distributed(lines, keeps) {
  const votes = new Map([...keeps.keys()].map((place) => [place, 0n]));
  for (const { line, many } of lines) {
    let left = NINE_PLACES;
    for (const place of line) {
      const part = upward(left * keeps.get(place), NINE_PLACES);
      const kept = part < left ? part : left;
      votes.set(place, votes.get(place) + kept * many);
      left -= kept;
    }
  }
  return votes;
}

/* A round that is told: whoever is out has nothing, and only the elected keep less than all. */
function readRound(told, { whole, still, elected, seats, positions }) {
  if (!told) return null;
  const [now, keeps] = [readUnits(told.votes, positions), readUnits(told.keeps, positions)];
  const isKept = (place) => {
    const keep = keeps.get(place);
    if (still.includes(place)) return keep === NINE_PLACES;
    return elected.includes(place) ? keep > 0n && keep <= NINE_PLACES : keep === 0n && now.get(place) === 0n;
  };
  const isPossible = now && keeps && positions.every(isKept) && sum([...now.values()]) <= whole;
  if (!isPossible) throw new Impossible("keeping");
  return withQuota(now, { keeps, elected, seats });
}

/* ── ranks: head to head ── */

function pairsOf(rows, { options }) {
  const pairs = options.map(() => options.map(() => 0));
  for (const [marks, ballots] of rows) {
    const ranks = marks.map((mark) => mark || Infinity);
    ranks.forEach((rank, one) => ranks.forEach((below, other) => (pairs[one][other] += rank < below ? ballots : 0)));
  }
  return pairs;
}

const beats = (pairs, one, other) => pairs[one][other] > pairs[other][one];

const victories = (pairs, { options }) =>
  votesBy(positionsOf({ options }), (position) => pairs.filter((_row, other) => beats(pairs, position - 1, other)).length);

/* Whether pairs that are told can be those of so many ballots. */
function canBePairs(pairs, valid, { options }) {
  const size = options.length;
  if (pairs?.length !== size || pairs.some((row) => row.length !== size)) return false;
  const most = (one, other) => (one === other ? 0 : valid);
  return pairs.every((row, one) => row.every((ballots, other) => ballots + pairs[other][one] <= most(one, other)));
}

/* Whether they give these votes too. */
const arePairs = (pairs, votes, valid, sheet) =>
  canBePairs(pairs, valid, sheet) && same(victories(pairs, sheet), votes);

function metInPairs({ rows, votes, told, sheet, lot, valid }) {
  const pairs = rows ? pairsOf(rows, sheet) : told.pairs;
  if (!rows && !arePairs(pairs, votes, valid, sheet)) return { verdict: "chosen", pairs: null };
  const strength = chains(pairs);
  const isUnbeaten = (one) => strength.every((row, other) => strength[one][other] >= row[one]);
  const winners = positionsOf(sheet).filter((position) => isUnbeaten(position - 1));
  if (winners.length === 1) return { verdict: "chosen", chosen: winners, pairs };
  return { ...tie([], winners, 1, sheet.tie_rule, lot), pairs };
}

/* The strength of the strongest chain of victories between any two: chains grow by a link as long as any gets stronger. */
function chains(pairs) {
  const links = pairs.map((row, one) => row.map((ballots, other) => (beats(pairs, one, other) ? ballots : 0)));
  const found = links.map((row) => [...row]);
  for (let hasGrown = true; hasGrown; ) {
    hasGrown = false;
    for (const row of found) {
      for (const [via, link] of links.entries()) {
        for (const [end, strength] of link.entries()) {
          const longer = Math.min(row[via], strength);
          if (longer <= row[end]) continue;
          row[end] = longer;
          hasGrown = true;
        }
      }
    }
  }
  return found;
}

/* ── ties on the way ── */

/* What `count` finds; it is given a way to draw between equals, which ends the count where the sheet has no lot. */
function drawingOnTheWay({ sheet, lot }, facts, count) {
  const tied = new Set();
  const draw = (places) => {
    if (places.length < 2) return places;
    if (sheet.tie_rule === "fail") throw new Undecided(places);
    for (const position of places) tied.add(position);
    return inOrder(places, lot);
  };
  try {
    const { winner, ...more } = count(draw);
    return { verdict: "chosen", ...facts, ...more, ...drawing(tied, lot), chosen: [winner] };
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return { verdict: "tied", tied: error.places, ...facts };
  }
}

/* ── ranks: defeats locked one after the other ── */

function lockedIn(box) {
  const { rows, votes, told, sheet, lot, valid } = box;
  const pairs = rows ? pairsOf(rows, sheet) : told.pairs;
  if (!rows && !arePairs(pairs, votes, valid, sheet)) return { verdict: "chosen", pairs: null };
  const positions = positionsOf(sheet);
  const defeats = positions.flatMap((winner) =>
    positions.filter((loser) => beats(pairs, winner - 1, loser - 1)).map((loser) => [winner, loser]),
  );
  const strength = ([winner, loser]) => pairs[winner - 1][loser - 1];
  const levels = [...new Set(defeats.map(strength))].sort((a, b) => b - a);
  return drawingOnTheWay(box, { pairs }, (draw) => {
    const locked = [];
    for (const level of levels) {
      const open = defeats.filter((pair) => strength(pair) === level && !contradicts(locked, [pair]));
      const turns = contradicts(locked, open) ? sortedOut(open, { locked, pairs, positions, lot, draw }) : open;
      for (const pair of turns) if (!contradicts(locked, [pair])) locked.push(pair);
    }
    const losers = new Set(locked.map(([, loser]) => loser));
    const [winner] = draw(positions.filter((position) => !losers.has(position)));
    return { winner, locked };
  });
}

/* Equal defeats that close a circle. Those of the top decide, if need be by the lot: the earlier winner, then the later
   loser comes first. Of the others none is locked that would need it. */
function sortedOut(open, { locked, pairs, positions, lot, draw }) {
  const top = topOf(pairs, positions);
  let deciding = open.filter(([, loser]) => top.has(loser));
  let others = open.filter(([, loser]) => !top.has(loser));
  if (contradicts(locked, deciding)) {
    draw([...new Set(deciding.flat())]);
    const turn = (position) => lot.indexOf(position);
    deciding = deciding.sort(([a, b], [c, d]) => turn(a) - turn(c) || turn(d) - turn(b));
  }
  if (contradicts(locked, others)) others = others.filter(([winner]) => top.has(winner));
  return [...deciding, ...others];
}

/* The fewest options who each beat all others: they have won most duels. */
function topOf(pairs, positions) {
  const won = (position) => positions.filter((other) => beats(pairs, position - 1, other - 1)).length;
  const sorted = [...positions].sort((a, b) => won(b) - won(a));
  const isTop = (count) =>
    sorted.slice(0, count).every((one) => sorted.slice(count).every((other) => beats(pairs, one - 1, other - 1)));
  return new Set(sorted.slice(0, positions.find(isTop)));
}

/* Whether one of the pairs closes a circle with what is locked and the pairs before it. */
function contradicts(locked, pairs) {
  const all = [...locked];
  return pairs.some(([winner, loser]) => {
    if (leads(all, loser, winner)) return true;
    all.push([winner, loser]);
    return false;
  });
}

function leads(pairs, from, to) {
  const reached = new Set([from]);
  for (const position of reached) for (const [winner, loser] of pairs) if (winner === position) reached.add(loser);
  return reached.has(to);
}

/* ── ranks as points ── */

function ranksAsPoints(rows, sheet) {
  const points = ([mark, other]) => (mark < other ? 2 : mark === other ? 1 : 0);
  const given = rows.map(([marks, ballots]) => [marks.map((mark) => mark || Infinity), ballots]);
  return votesBy(positionsOf(sheet), (position) =>
    given.reduce((total, [ranks, ballots]) => {
      const own = ranks[position - 1];
      return total + ballots * (ranks.reduce((all, rank) => all + points([own, rank]), 0) - 1);
    }, 0),
  );
}

/* The best k have at most what they have where every ballot ranks them above all others, and all share out all points. */
function canRank(votes, valid) {
  const best = votes.map(BigInt).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  let [given, most] = [0n, 0n];
  const isPossible = best.every((number, index) => {
    given += number;
    most += 2n * valid * BigInt(best.length - 1 - index);
    return given <= most;
  });
  return isPossible && given === most;
}

/* ── grades ── */

const gradesOf = (rows, sheet) =>
  sheet.options.map((_option, index) =>
    Array.from({ length: BEST_GRADE + 1 }, (_none, grade) =>
      rows.reduce((total, [marks, ballots]) => total + (marks[index] === grade ? ballots : 0), 0),
    ),
  );

/* Grades stand one after the other, the worst first: that at a place, counted from 0. */
function gradeAt(given, place) {
  let below = 0;
  return given.findIndex((ballots) => {
    below += ballots;
    return place < below;
  });
}

const middleOf = (number) => Math.floor((number - 1) / 2);
const medians = (grades, sheet) =>
  votesBy(positionsOf(sheet), (position) => {
    const number = Number(sum(grades[position - 1]));
    return number ? gradeAt(grades[position - 1], middleOf(number)) : 0;
  });

function areGrades(grades, votes, valid, sheet) {
  const isWhole = (given) => given.length === BEST_GRADE + 1 && sum(given) === BigInt(valid);
  if (grades?.length !== sheet.options.length || !grades.every(isWhole)) return false;
  return sum(grades.map(([worst]) => valid - worst)) >= BigInt(valid) && same(medians(grades, sheet), votes);
}

/* The grade in the middle is taken from both lists again and again, the lower of two: the first that differs decides.
   Lists can begin to differ only where a grade begins or ends in one of them. */
function compareGrades(ours, theirs) {
  const number = Number(sum(ours));
  const middle = middleOf(number);
  const turn = (place) => 2 * Math.abs(place - middle) - (place > middle === (number % 2 === 0) ? 1 : 0);
  const ends = [ours, theirs].flatMap((given) => given.map((_ballots, grade) => Number(sum(given.slice(0, grade + 1)))));
  const places = [middle, ...ends, ...ends.map((end) => end - 1)].filter((place) => place >= 0 && place < number);
  const place = places.sort((a, b) => turn(a) - turn(b)).find((at) => gradeAt(ours, at) !== gradeAt(theirs, at));
  return place === undefined ? 0 : gradeAt(ours, place) - gradeAt(theirs, place);
}

function judged({ rows, votes, told, sheet, lot, valid }) {
  const grades = rows ? gradesOf(rows, sheet) : told.grades;
  if (!rows && !areGrades(grades, votes, valid, sheet)) return { verdict: "chosen", grades: null };
  const isAboveWorst = (position) => grades[position - 1][0] < valid;
  const order = (a, b) => compareGrades(grades[b - 1], grades[a - 1]) || a - b;
  const groups = [];
  for (const position of positionsOf(sheet).filter(isAboveWorst).sort(order)) {
    const isEqual = groups.length && same(grades[groups.at(-1)[0] - 1], grades[position - 1]);
    if (isEqual) groups.at(-1).push(position);
    else groups.push([position]);
  }
  return { ...inSeats(groups, sheet, lot), grades };
}

/* ── scores, then two meet ── */

const scoredHigher = (rows, sheet) => pairsOf(rows.map(([marks, n]) => [marks.map((mark) => BEST_SCORE + 1 - mark), n]), sheet);
const fivesOf = (rows, sheet) =>
  sheet.options.map((_option, index) =>
    rows.reduce((total, [marks, ballots]) => total + (marks[index] === BEST_SCORE ? ballots : 0), 0),
  );

/* Whether ballots can have given these sums, fives and pairs: a score is 1 to 5 higher than a lower one. */
function areScores(pairs, fives, votes, valid, sheet) {
  const positions = positionsOf(sheet);
  if (!canBePairs(pairs, valid, sheet) || fives?.length !== positions.length) return false;
  const five = BigInt(BEST_SCORE);
  const above = (one, other) => BigInt(pairs[one - 1][other - 1]);
  return positions.every((one) => {
    const [total, best] = [BigInt(votes[one]), BigInt(fives[one - 1])];
    if (best > BigInt(valid) || total < five * best || total > (five - 1n) * BigInt(valid) + best) return false;
    return positions.every((other) => other === one || total - BigInt(votes[other]) <= five * above(one, other) - above(other, one));
  });
}

/* By the first of the figures that differs, the highest first. */
function byFigures(figures) {
  return (a, b) => {
    const [ours, theirs] = [figures(a), figures(b)];
    const at = ours.findIndex((figure, index) => figure !== theirs[index]);
    return at < 0 ? 0 : ours[at] > theirs[at] ? -1 : 1;
  };
}

function ranOffOfTwo(box) {
  const { rows, votes, told, sheet, valid } = box;
  const [pairs, fives] = rows ? [scoredHigher(rows, sheet), fivesOf(rows, sheet)] : [told.pairs, told.fives];
  if (!rows && !areScores(pairs, fives, votes, valid, sheet)) return { verdict: "chosen", pairs: null };
  const higher = (one, others) => sum(others.map((other) => pairs[one - 1][other - 1]));
  return drawingOnTheWay(box, { pairs, fives }, (draw) => {
    const finalists = [];
    for (const group of ranked(votes)) takeUpTo(2, finalists, group, (one) => [higher(one, group), fives[one - 1]], draw);
    finalists.sort((a, b) => a - b);
    const [winner] = takeUpTo(1, [], finalists, (one) => [higher(one, finalists), votes[one], fives[one - 1]], draw);
    return { winner, finalists };
  });
}

/* Takes of the group those with the highest figures, and draws between equals that are too many. */
function takeUpTo(most, taken, group, figures, draw) {
  const order = byFigures(figures);
  let waiting = [...group].sort(order);
  while (waiting.length && taken.length < most) {
    const equals = waiting.filter((one) => order(one, waiting[0]) === 0);
    const left = most - taken.length;
    taken.push(...(equals.length > left ? draw(equals).slice(0, left) : equals));
    waiting = waiting.filter((one) => !equals.includes(one));
  }
  return taken;
}

/* ── the methods ── */

/* Marks are positions, ascending. */
function areMarks(marks, { options, votes_per_voter: most }) {
  const isAscending = marks.every((mark, index) => !index || marks[index - 1] < mark);
  return isAscending && marks.every((mark) => mark >= 1 && mark <= options.length) && marks.length <= most;
}

/* Marks are a number for each option, one of them more than 0. */
const areNumbers = (marks, { options }) =>
  marks.length === options.length && marks.every((mark) => mark >= 0) && marks.some((mark) => mark > 0);

/* Every rank has somebody up to the last that was given; `isAlone`: nobody beside them. */
function areRanks(marks, sheet, isAlone) {
  const given = marks.filter((mark) => mark !== 0);
  const isTaken = new Set(given);
  return areNumbers(marks, sheet) && Math.max(...given) === isTaken.size && (!isAlone || given.length === isTaken.size);
}

/* Each valid ballot gives at least 1, at most `each` to an option, and `together`. */
const upTo = (each, together) => (votes, valid, sheet) => {
  const given = sum(votes);
  const isEachPossible = votes.every((number) => BigInt(number) <= valid * BigInt(each(sheet)));
  return isEachPossible && given >= valid && given <= valid * BigInt(together(sheet));
};
const votesOf = (sheet) => sheet.votes_per_voter;

/* Points for one option. */
const mostPoints = (sheet) => sheet.most_per_option ?? sheet.votes_per_voter;
const areShared = (marks, sheet) => areNumbers(marks, sheet) && Math.max(...marks) <= mostPoints(sheet);

/* In how many ways so many options can get up to these points together, none of them more than `most`. */
function waysToShare(points, options, most) {
  let ways = Array.from({ length: points + 1 }, (_none, given) => (given ? 0n : 1n));
  for (let count = 0; count < options; count += 1) {
    ways = ways.map((_none, given) => sum(ways.slice(Math.max(0, given - most), given + 1)));
  }
  return sum(ways);
}

/* Of any k options none wins more than one victory over each other option, and two never beat each other. */
function canWin(votes) {
  const best = [...votes].sort((a, b) => b - a);
  let [won, most] = [0, 0];
  return best.every((number, index) => {
    won += number;
    most += best.length - 1 - index;
    return won <= most;
  });
}

const marked = (rows, sheet) =>
  votesBy(positionsOf(sheet), (position) =>
    rows.reduce((total, [marks, ballots]) => total + (marks.includes(position) ? ballots : 0), 0),
  );
const addedUp = (rows, sheet) =>
  votesBy(positionsOf(sheet), (position) =>
    rows.reduce((total, [marks, ballots]) => total + marks[position - 1] * ballots, 0),
  );

const upwardFrom = (first, count) => Array.from({ length: count }, (_none, index) => BigInt(first + index));
const product = (numbers) => numbers.reduce((found, number) => found * number, 1n);

/* So many orders of `ranked` options without equals. */
const orders = (options, ranked) => product(upwardFrom(options - ranked + 1, ranked));

/* So many orders of all options with equals: row after row of the ways to put them on 0, 1, 2, … ranks. */
function ordersWithEquals(options) {
  let ways = [1n];
  for (let count = 1; count <= options; count += 1) {
    const before = ways;
    const onRanks = (ranks) => before[ranks] ?? 0n;
    ways = Array.from({ length: count + 1 }, (_none, ranks) => BigInt(ranks) * (onRanks(ranks) + onRanks(ranks - 1)));
  }
  return sum(ways);
}

const PLAIN = { reads: areMarks, votes: marked, canGive: upTo(() => 1, votesOf), hasUnused: true, mostVotes: () => 1 };
const BUDGET = { ...PLAIN, mostVotes: (options) => options, hasOneSeat: true, neverAll: true, spends: true };
const EQUAL_RANKS = {
  reads: (marks, sheet) => areRanks(marks, sheet, false),
  mostVotes: () => 1,
  possible: (options) => 2n * ordersWithEquals(options) - 1n, // those on the last rank are given it, or are left out
};
const DUELS = {
  ...EQUAL_RANKS,
  hasOneSeat: true,
  votes: (rows, sheet) => victories(pairsOf(rows, sheet), sheet),
  canGive: canWin,
};
const ORDERS = {
  reads: (marks, sheet) => areRanks(marks, sheet, true),
  votes: (rows, sheet) => piles(rows)(positionsOf(sheet)),
  canGive: upTo(() => 1, () => 1),
  mostVotes: () => 1,
  neverAll: true,
  possible: (options) => sum(Array.from({ length: options }, (_none, index) => orders(options, index + 1))),
};
const METHODS = {
  motion: { ...PLAIN, hasOneSeat: true, decide: passed },
  choose_one: { ...PLAIN, decide: seated },
  choose_up_to_k: { ...PLAIN, mostVotes: (options) => options, decide: seated },
  budget_order: { ...BUDGET, decide: funded },
  cumulative: {
    reads: (marks, sheet) => areShared(marks, sheet) && sum(marks) <= BigInt(sheet.votes_per_voter),
    votes: addedUp,
    canGive: upTo(mostPoints, (sheet) => Math.min(votesOf(sheet), mostPoints(sheet) * sheet.options.length)),
    hasUnused: true,
    mostVotes: () => MOST_POINTS,
    possible: (options, points, most) => waysToShare(points, options, most) - 1n,
    decide: seated,
  },
  score: {
    reads: (marks, sheet) => areNumbers(marks, sheet) && Math.max(...marks) <= BEST_SCORE,
    votes: addedUp,
    canGive: upTo(() => BEST_SCORE, ({ options }) => BEST_SCORE * options.length),
    mostVotes: () => 1,
    possible: (options) => BigInt(BEST_SCORE + 1) ** BigInt(options) - 1n,
    decide: seated,
  },
  star: {
    reads: (marks, sheet) => areNumbers(marks, sheet) && Math.max(...marks) <= BEST_SCORE,
    votes: addedUp,
    canGive: upTo(() => BEST_SCORE, ({ options }) => BEST_SCORE * options.length),
    mostVotes: () => 1,
    hasOneSeat: true,
    neverAll: true,
    possible: (options) => BigInt(BEST_SCORE + 1) ** BigInt(options) - 1n,
    decide: ranOffOfTwo,
  },
  majority_judgement: {
    reads: (marks, sheet) => areNumbers(marks, sheet) && Math.max(...marks) <= BEST_GRADE,
    votes: (rows, sheet) => medians(gradesOf(rows, sheet), sheet),
    canGive: (votes) => votes.every((grade) => grade <= BEST_GRADE),
    mostVotes: () => 1,
    possible: (options) => BigInt(BEST_GRADE + 1) ** BigInt(options) - 1n,
    decide: judged,
  },
  irv: { ...ORDERS, hasOneSeat: true, decide: ranOff },
  schulze: { ...DUELS, decide: metInPairs },
  ranked_pairs: { ...DUELS, neverAll: true, decide: lockedIn },
  borda: { ...EQUAL_RANKS, votes: ranksAsPoints, canGive: canRank, decide: seated },
  budget_greedy_cost: { ...BUDGET, decide: funded },
  budget_equal_shares: { ...BUDGET, hasUnused: false, decide: shared },
  stv_scottish: { ...ORDERS, decide: countedAsInScotland },
  stv_meek: { ...ORDERS, decide: countedByMeek },
};

/* Whether the sheet gives a voter, seats and ties only what its method knows, and has prices where money is spent. */
function isOfItsMethod({ method, options, votes_per_voter: votes, seats, tie_rule: rule, budget_won: budget, shares }) {
  const { mostVotes, hasOneSeat = false, neverAll = false, spends = false } = METHODS[method];
  const isPriced = options.every(({ cost_won: cost }) => isNumber(cost));
  const isPaidFor = spends ? budget !== undefined && isPriced : budget === undefined;
  const isDeclared = method !== "budget_equal_shares" || same(shares ?? null, SHARES);
  const isKnown = votes <= mostVotes(options.length) && !(hasOneSeat && seats !== 1) && !(neverAll && rule === "all");
  return isKnown && isPaidFor && isDeclared;
}

/* Whether groups, a cap of points, and weights stand only where they are counted, and make sense. */
function hasItsExtras(sheet) {
  const { method, options, channels, weights, most_per_option: most, votes_per_voter: votes } = sheet;
  const isGrouped = options.some((option) => option.group !== undefined || option.only_one !== undefined);
  const isLimited = isGrouped || sheet.when_short !== undefined || sheet.group_caps !== undefined;
  const isWeighable = ["choose_one", "choose_up_to_k"].includes(method) && channels.includes("paper");
  const areWeights = weights === undefined || (isWeighable && weights.paper + weights.online === 100);
  const arePoints = most === undefined || (method === "cumulative" && most <= votes);
  const isInTurn = ["budget_order", "budget_greedy_cost"].includes(method);
  return (isInTurn || !isLimited) && arePoints && areWeights;
}

/* Whether there are ballots enough to tell the marks: of points and ranks, two for each ballot that is possible. */
function hasEnough({ method, options, votes_per_voter: votes, most_per_option: points }, ballots) {
  const most = mostPoints({ votes_per_voter: votes, most_per_option: points });
  const twice = 2n * (METHODS[method].possible?.(options.length, votes, most) ?? 0n);
  return ballots >= MARKS_FROM && ballots >= twice;
}

/* ── for a page, a worker and tests ── */

/* What can be said of a record: {outcome: "right" | "wrong" | "unfinished", faults: [{part, what, …}], …}. It never says
   "right" where this browser could not check a hash or a signature. */
function checkRecord(bytes, options) {
  return new Check(bytes, options).run();
}

/* Whether a file kept before tells the same as the record of today: nothing but later entries and cosignatures may have
   come. */
function tellsTheSame(kept, today) {
  const split = (bytes) => {
    const lines = new TextDecoder().decode(bytes).split("\n").slice(0, -2);
    const isEntry = (line) => line.startsWith('{"entry":');
    const isCosignature = (line) => line.startsWith('{"key":');
    const others = lines.filter((line) => !isEntry(line) && !isCosignature(line));
    return [others, lines.filter(isEntry), lines.filter(isCosignature)];
  };
  const [[keptLines, keptEntries, keptSigned], [lines, entries, signed]] = [split(kept), split(today)];
  const goesOn = same(keptEntries, entries.slice(0, keptEntries.length));
  return same(keptLines, lines) && goesOn && keptSigned.every((line) => signed.includes(line));
}

if (typeof WorkerGlobalScope !== "undefined") {
  globalThis.onmessage = async ({ data: { bytes, ...asked } }) => {
    const progress = (share) => globalThis.postMessage({ share });
    try {
      globalThis.postMessage({ answer: await checkRecord(bytes, { ...asked, progress }) });
    } catch (error) {
      globalThis.postMessage({ error: String(error) });
    }
  };
}
