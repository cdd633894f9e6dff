/* Who is at the door, for a phone without network: those the server told of, and those whom this phone let in and who
   have no number yet. In the phone's own floor these speak under a number from BEYOND on. */
"use strict";

const BEYOND = 1_000_000;

class People {
  constructor({ taken, entries, answers }) {
    this.all = taken.people.map((one) => ({ ...one, who: one.number, speaker: one.number }));
    this.seats = taken.seats;
    for (const entry of entries) this.#read(entry, answers.get(entry.key));
  }

  #read({ key, kind, facts, number: line }, answer) {
    if (kind === "member.arrived") this.#arrive(key, this.seats.find((one) => one.user === facts.user), line, answer);
    if (kind === "neighbour.arrived") this.#arrive(key, { name: facts.name, user: null }, line, answer);
    if (answer?.merged === "kept") return; // the server's own list says how it is now
    const person = this.of(facts.speaker);
    if (person && kind === "person.left") person.here = false;
    if (person && kind === "person.returned") person.here = true;
  }

  #arrive(key, seat, line, answer) {
    const isGone = answer && answer.merged !== "kept" && !answer.number;
    if (!seat || isGone) return;
    const known = this.all.find((one) => (answer?.number ? one.number === answer.number : seat.user && one.user === seat.user));
    if (!known) {
      this.all.push({ number: null, name: seat.name, user: seat.user, here: true, who: key, keys: [key], speaker: BEYOND + line });
      return;
    }
    known.keys = [...(known.keys ?? []), key];
    if (!answer) known.here = true;
  }

  /* By the number at the door, or by the key of the line that let them in. */
  of(who) {
    if (who === null || who === undefined) return null;
    return this.all.find((one) => one.who === who || one.keys?.includes(who)) ?? null;
  }

  bySpeaker(speaker) {
    return this.all.find((one) => one.speaker === speaker) ?? null;
  }

  get here() {
    return this.all.filter((one) => one.here);
  }

  /* The members whom a number or a part of a name may mean. */
  search(words) {
    const byNumber = this.seats.filter((seat) => Number(seat.number) === Number(words || NaN));
    return byNumber.length ? byNumber : this.seats.filter((seat) => seat.name.includes(words));
  }

  isHere(user) {
    return this.here.some((one) => one.user === user);
  }
}

/* The floor as this phone knows it: what the server had, and what was written here since. */
function floorOf(store, people) {
  const plan = store.taken.items.map(({ item, minutes }) => ({ item, minutes }));
  const told = new Set(store.taken.entries.map((entry) => entry.key));
  const own = store.entries.filter((entry) => !told.has(entry.key) && isOfFloor(entry) && !isRefused(store.answers.get(entry.key)));
  const spoken = own.map((entry) => ({ ...entry, facts: withSpeaker(entry.facts, people) }));
  return FLOOR.fold(plan, [...store.taken.entries, ...spoken], store.clock.now());
}

const isOfFloor = ({ kind }) => /^(item|pause|turn|matter|temperature)\./.test(kind);
const isRefused = (answer) => answer && answer.merged !== "kept";

function withSpeaker(facts, people) {
  const person = people.of(facts.speaker);
  return person ? { ...facts, speaker: person.speaker } : facts;
}
