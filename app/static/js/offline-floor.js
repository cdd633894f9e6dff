/* Where a meeting stands, read from its journal: the same as app/meetings/floor does on the server, for a phone without
   network. A test folds the same journals with both and compares. Moments and spans are milliseconds. */
"use strict";

const FLOOR = (() => {
  const STEPS = 5;
  const LONGEST = 60; // minutes that an item may be given more at once
  const MINUTE = 60_000;
  const WISHES = ["order", "question", "opinion"];

  class Malformed extends Error {}

  function fact(facts, name) {
    if (!(name in facts)) throw new Malformed();
    return facts[name];
  }

  function whole(value) {
    if (typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value)) return Number(value);
    if (typeof value !== "number" && typeof value !== "boolean") throw new Malformed();
    return Math.trunc(Number(value));
  }

  class Floor {
    constructor(plan) {
      Object.assign(this, { plan, item: null, isPaused: false, readTo: null, begun: [], moves: [], temperatures: [] });
      Object.assign(this, { spent: new Map(), extended: new Map(), turns: new Map(), matters: new Map() });
    }

    get speaking() {
      return [...this.turns.values()].find((turn) => turn.calledAt !== null && !turn.isOver) ?? null;
    }

    get slot() {
      return this.slotOf(this.item);
    }

    get next() {
      return this.plan.find((slot) => !this.begun.includes(slot.item)) ?? null;
    }

    slotOf(item) {
      return this.plan.find((slot) => slot.item === item) ?? null;
    }

    left(slot) {
      return slot.minutes * MINUTE + (this.extended.get(slot.item) ?? 0) - (this.spent.get(slot.item) ?? 0);
    }

    turnsOf(speaker) {
      return [...this.turns.values()].filter((turn) => turn.speaker === speaker);
    }

    talked(speaker) {
      return this.turnsOf(speaker).reduce((sum, turn) => sum + turn.spoke, 0);
    }

    spoken(speaker) {
      return this.turnsOf(speaker).filter((turn) => turn.calledAt !== null).length;
    }

    endSpeaking() {
      if (this.speaking) this.speaking.isOver = true;
    }

    runTo(moment) {
      const passed = this.readTo === null ? 0 : Math.max(0, moment - this.readTo);
      this.readTo = this.readTo === null ? moment : Math.max(moment, this.readTo);
      if (this.isPaused) return;
      if (this.item !== null) this.spent.set(this.item, (this.spent.get(this.item) ?? 0) + passed);
      if (this.speaking) this.speaking.spoke += passed;
    }
  }

  const waits = (turn) => turn.calledAt === null && !turn.isOver;

  /* Each gives null, or the word for why it changes nothing. */
  const MOVES = {
    "item.started"(floor, { facts }) {
      const item = whole(fact(facts, "item"));
      if (!floor.slotOf(item)) return "item_gone";
      if (fact(facts, "after") !== floor.item && item !== floor.item) return "moved_on";
      floor.endSpeaking();
      Object.assign(floor, { item, isPaused: false });
      if (!floor.begun.includes(item)) floor.begun.push(item);
      return null;
    },
    "item.extended"(floor, { facts }) {
      const [item, minutes] = [whole(fact(facts, "item")), whole(fact(facts, "minutes"))];
      if (!floor.slotOf(item)) return "item_gone";
      if (minutes <= 0 || minutes > LONGEST) return "malformed";
      if (whole(fact(facts, "yes")) > whole(fact(facts, "no"))) {
        floor.extended.set(item, (floor.extended.get(item) ?? 0) + minutes * MINUTE);
      }
      return null;
    },
    "pause.begun"(floor) {
      if (floor.item === null) return "no_item";
      floor.isPaused = true;
      return null;
    },
    "pause.ended"(floor) {
      floor.isPaused = false;
      return null;
    },
    "turn.asked"(floor, { key, at, facts }) {
      const [speaker, wish] = [whole(fact(facts, "speaker")), fact(facts, "wish")];
      if (!WISHES.includes(wish)) return "malformed";
      if (floor.turnsOf(speaker).some(waits)) return "waits_already";
      floor.turns.set(key, { key, speaker, wish, askedAt: at, item: floor.item, calledAt: null, isOver: false, spoke: 0 });
      return null;
    },
    "turn.called"(floor, { at, facts }) {
      const turn = floor.turns.get(fact(facts, "turn"));
      if (!turn) return "no_turn";
      if (!waits(turn)) return "not_waiting";
      if (fact(facts, "after") !== (floor.speaking?.key ?? null)) return "moved_on";
      floor.endSpeaking();
      Object.assign(turn, { calledAt: at, item: floor.item });
      floor.isPaused = false;
      return null;
    },
    "turn.ended"(floor, { facts }) {
      const turn = floor.turns.get(fact(facts, "turn"));
      if (!turn || turn.calledAt === null) return "no_turn";
      turn.isOver = true;
      return null;
    },
    "turn.withdrawn"(floor, { facts }) {
      const turn = floor.turns.get(fact(facts, "turn"));
      if (!turn) return "no_turn";
      if (turn.calledAt !== null) return "turn_over";
      turn.isOver = true;
      return null;
    },
    "turn.moved"(floor, { facts }) {
      const [turn, before] = [floor.turns.get(fact(facts, "turn")), fact(facts, "before")];
      if (!turn || (before !== null && !floor.turns.has(before))) return "no_turn";
      if (!waits(turn) || before === turn.key) return "not_waiting";
      floor.moves.push({ key: turn.key, before, reason: String(fact(facts, "reason")) });
      return null;
    },
    "matter.parked"(floor, { key, facts }) {
      floor.matters.set(key, { key, text: String(fact(facts, "text")), speaker: facts.speaker ?? null, way: "" });
      return null;
    },
    "matter.settled"(floor, { facts }) {
      const [matter, way] = [floor.matters.get(fact(facts, "matter")), String(fact(facts, "way"))];
      if (!matter) return "no_matter";
      if (matter.way && matter.way !== way) return "settled_already";
      matter.way = way;
      return null;
    },
    "temperature.taken"(floor, { facts }) {
      const steps = fact(facts, "steps");
      if (!Array.isArray(steps)) return "malformed";
      const counts = steps.map(whole);
      if (counts.length !== STEPS || Math.min(...counts) < 0) return "malformed";
      floor.temperatures.push(counts);
      return null;
    },
  };

  const before = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

  function inOrder(entries) {
    const sorted = [...entries].sort((one, two) => one.at - two.at || before(one.key, two.key) || before(one.kind, two.kind));
    const first = new Map();
    for (const entry of sorted) if (!first.has(entry.key)) first.set(entry.key, entry);
    return first.values();
  }

  function apply(floor, entry) {
    try {
      return MOVES[entry.kind](floor, entry);
    } catch (error) {
      if (error instanceof Malformed) return "malformed";
      throw error;
    }
  }

  /* The floor at a moment, and [key, why] of each entry that could not be. */
  function fold(plan, entries, now) {
    const [floor, refused] = [new Floor(plan), []];
    for (const entry of inOrder(entries)) {
      floor.runTo(Math.min(entry.at, now));
      const why = apply(floor, entry);
      if (why) refused.push([entry.key, why]);
    }
    floor.runTo(now);
    return [floor, refused];
  }

  const REASONS = [null, "first_time", "less_time", "fewer_turns", "earlier"];

  function place(floor, turn) {
    const spoken = floor.spoken(turn.speaker);
    return [WISHES.indexOf(turn.wish), spoken > 0, floor.talked(turn.speaker), spoken, turn.askedAt, turn.key];
  }

  function compare(mine, theirs) {
    return mine.map((part, number) => before(part, theirs[number])).find(Boolean) ?? 0;
  }

  function because(floor, turn, behind) {
    const mine = place(floor, turn);
    if (behind) {
      const theirs = place(floor, behind);
      const differs = REASONS.findIndex((_reason, number) => mine[number] !== theirs[number]);
      if (differs >= 0) return REASONS[differs] ?? kindOf(turn);
    }
    if (turn.wish !== "opinion") return kindOf(turn);
    return mine[1] ? "earlier" : "first_time";
  }

  const kindOf = (turn) => (turn.wish === "order" ? "order" : "question");

  /* All who wait, first who speaks next: {turn, because, words}. */
  function queue(floor) {
    const turns = [...floor.turns.values()].filter(waits);
    turns.sort((one, two) => compare(place(floor, one), place(floor, two)));
    const moved = new Map();
    for (const { key, before: front, reason } of floor.moves) {
      const turn = turns.find((one) => one.key === key);
      const target = turns.find((one) => one.key === front);
      if (!turn || (front !== null && !target)) continue;
      turns.splice(turns.indexOf(turn), 1);
      turns.splice(target ? turns.indexOf(target) : turns.length, 0, turn);
      moved.set(key, reason);
    }
    return turns.map((turn, number) =>
      moved.has(turn.key)
        ? { turn, because: "moved", words: moved.get(turn.key) }
        : { turn, because: because(floor, turn, turns[number + 1]), words: "" },
    );
  }

  return { fold, queue };
})();
