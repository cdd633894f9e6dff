#!/usr/bin/env python3
"""Checks the public record of a Golmok poll: without Golmok, without a network, in one file.

    python verify.py RECORD [--receipt NUMBER] [--checkpoint SEQ:HASH] [--key HEX] [--cosigner HEX] [--pairing FILE]
    python verify.py LEDGER [--checkpoint SEQ:HASH] [--key HEX]

Needs Python 3.10 or newer and the library `cryptography` (Ed25519, RFC 8032). It checks all hashes and signatures,
counts the ballots again by the rules of the sheet, and says in a sentence each what is wrong. Of the public ledger of a
council (ledger.jsonl) it checks that it goes on without a gap: who cosigns it asks this before. The format is described
in docs/reference/record.md of the project.
Ends with 0 where all is right, 1 where something is wrong, 2 where it was called wrongly.
"""

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from fractions import Fraction
from functools import cmp_to_key
from itertools import pairwise, permutations
from math import ceil, comb, floor, perm
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT, VERSION, FIRST = "golmok-poll-record", 1, "0" * 64
NOT_AS_DESCRIBED = (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError, RecursionError)
YES, NO, ABSTAIN = 1, 2, 3
NUMBERS_FROM, MARKS_FROM, DEEPEST, BEST_SCORE, BEST_GRADE, MOST_POINTS = 5, 20, 32, 5, 4, 100
WHOLE, NUMBER, ANY_NUMBER = range(2**53), range(1, 2**53), range(1 - 2**53, 2**53)
HASH, SIGNATURE = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{128}")
BUDGETS = ("budget_order", "budget_greedy_cost", "budget_equal_shares")
ORDERED = ("irv", "stv_scottish", "stv_meek")  # ranks, each once
BY_PAIRS, EQUAL_RANKS = ("schulze", "ranked_pairs"), ("schulze", "ranked_pairs", "borda")
NUMBERED = ("cumulative", "score", "star", "majority_judgement", *ORDERED, *EQUAL_RANKS)  # a number an option
METHODS = ("motion", "choose_one", "choose_up_to_k", *BUDGETS, *NUMBERED)
ONE_SEAT = ("motion", "irv", "star", "schulze", "ranked_pairs", *BUDGETS)
NO_ALL = ("star", "ranked_pairs", *ORDERED, *BUDGETS)  # ties come on the way
FIVE_PLACES, NINE_PLACES, NO_SURPLUS = 100_000, 1_000_000_000, 1_000
FRACTION = re.compile("(0|[1-9][0-9]*)(/[1-9][0-9]*)?")
SHARES = {
    "utility": "cost", "step": "1/100 of the first share, in whole won, at least 1", "completion": "votes",
    "stops": "before a run costs more than the budget",
}  # fmt: skip
FATE = ("funded", "does_not_fit", "over_the_cap", "excluded", "after_the_stop", "unsupported")
VERDICT = ("carried", "not_carried", "chosen", "tied", "no_quorum")
PROGRAM = {"version": str, "code": HASH}
COUNCIL = {"id": NUMBER, "name": str, "number": str}
PAPER = dict.fromkeys(("printed", "handed_out", "in_box", "unused", "spoilt", "refused"), WHOLE)
MARKED = dict.fromkeys(("online", "assisted", "paper"), WHOLE)
DIFFERENCE = {"between": ("printed", "box"), "size": ANY_NUMBER, "reason": str, "confirmed_by": WHOLE}
GROUPS = [{0: [ANY_NUMBER], 1: NUMBER}]
RECONCILIATION = {
    "on_roll": WHOLE, "marked": MARKED, "online_ballots": WHOLE, "paper": (None, PAPER),
    "differences": [DIFFERENCE], "balances": bool,
}  # fmt: skip
RESULT = {
    **{name: {str: WHOLE} for name in ("votes", "channels")},
    **dict.fromkeys(("blank", "invalid", "unused", "quorum_needed", "base", "yes_needed", "method_version"), WHOLE),
    **{name: [NUMBER] for name in ("chosen", "tied", "lot_order")},
    "lot_secret": str, "ranks": [[NUMBER]], "method": str, "rules_hash": HASH,
    "rounds?": [{"votes": {str: WHOLE}, "exhausted": WHOLE, "excluded": WHOLE}],
    "spending?": {"spent": WHOLE, "turns": [{0: NUMBER, 1: FATE, 2: WHOLE, 3: WHOLE}]},
    "transfers?": {"quota": NUMBER, "stages": [{
        "action": ("first", "surplus", "exclusion", "last"), "option": WHOLE, "votes": {str: WHOLE},
        "non_transferable": WHOLE, "elected": [NUMBER],
    }]},
    "keeping?": [{
        "quota": WHOLE, "votes": {str: WHOLE}, "keeps": {str: WHOLE}, "excess": WHOLE, "elected": [NUMBER],
        "excluded": WHOLE,
    }],
    "shares?": {
        "share": FRACTION, "step": NUMBER, "bought": [{0: NUMBER, 1: FRACTION, 2: [{0: FRACTION, 1: NUMBER}]}],
        "lacking": [{0: NUMBER, 1: WHOLE, 2: FRACTION, 3: FRACTION}],
    },
    "pairs?": [[WHOLE]], "locked?": [{0: NUMBER, 1: NUMBER}], "grades?": [[WHOLE]], "fives?": [WHOLE],
    "finalists?": [NUMBER], "weighed?": {"paper": GROUPS, "online": GROUPS}, "roll_added?": NUMBER,
    "reconciliation?": RECONCILIATION, "paper?": {"ballots": WHOLE, "invalid": {str: NUMBER}},
}  # fmt: skip
COUNT = {"ballots": WHOLE, "valid": WHOLE, "verdict": VERDICT, "lot_seed": str, "result": RESULT}
ENTRY = {"chain": NUMBER, "seq": NUMBER, "kind": str, "subject": str, "at": str, "body": {str: object}}
LINES: dict[str, Any] = {
    "head": {"format": str, "version": WHOLE, "poll": NUMBER, "council": COUNCIL, "key": HASH},
    "rules": {"sheet": {str: object}, "hash": HASH},
    "receipt": {"hash": HASH},
    "ballots": {"groups": GROUPS, "salt": HASH},
    "count": {"count": COUNT, "salt": HASH},
    "reconciliation": {"sheet": RECONCILIATION},
    "verdict": {"verdict": VERDICT},
    "entry": {"entry": {**ENTRY, "previous": HASH, "key": HASH}, "hash": HASH, "signature": SIGNATURE},
    "cosignature": {"seq": NUMBER, "key": HASH, "signature": SIGNATURE},
    "end": {"lines": WHOLE, "digest": HASH, "signature": SIGNATURE},
}
SHEET: dict[Any, Any] = {
    "poll": NUMBER, "council": COUNCIL, "votes_per_voter": NUMBER, "seats": NUMBER, "budget_won?": NUMBER,
    "lot_commitment": HASH, "channels": [str], "population": WHOLE, "roll": {"count": WHOLE, ...: object},
    "program?": PROGRAM, "method": METHODS, "method_version": range(1, 2), "tie_rule": ("lot", "fail", "all"),
    "options": [{"position": NUMBER, "group?": str, "only_one?": str, ...: object}],
    "when_short?": "stop", "group_caps?": {str: NUMBER}, "most_per_option?": NUMBER,
    "weights?": {"paper": range(1, 100), "online": range(1, 100), "from": NUMBER},
    "quorum": {"basis": ("none", "count", "roll", "population"), "value": WHOLE, "needed": WHOLE, ...: object},
    "passing": {
        "basis": ("valid", "cast", "roll"), "numerator": WHOLE, "denominator": NUMBER, "strict": bool,
        "abstentions_counted": bool, ...: object,
    },
    ...: object,
}  # fmt: skip
BOX: dict[Any, Any] = dict.fromkeys(("rules", "receipts_root", "roll_root", "pairing_root"), HASH)
BOX |= {"ballots": WHOLE, "channels": MARKED, ...: object}
BODIES: dict[str, Any] = {
    "poll.opened": {"rules": HASH, "roll": WHOLE, "roll_root": HASH, ...: object},
    "poll.roll_added": {"number": NUMBER, "reason": HASH, ...: object},
    "poll.box_closed": BOX,
    "poll.closed": {
        **BOX,
        "counted": WHOLE,
        "reconciliation": HASH,
        "marks": HASH,
        "count": HASH,
        "program?": PROGRAM,
    },
    "poll.certified": {"count": HASH, ...: object},
}
NAMING = {"party": str, "name": str, "key": HASH, ...: object}
COSIGNED = "golmok cosignature 1"
IN_ORDER = re.compile(r"poll\.opened( poll\.roll_added)*( poll\.box_closed)? poll\.closed( poll\.certified)?")


class Wrong(Exception):
    """Something in the record is not as it has to be."""


class Undecided(Exception):
    """These options are equal, and the rules have no lot."""


def demand(holds: object, sentence: str) -> None:
    """Raise Wrong with the sentence unless it holds."""
    if not holds:
        raise Wrong(sentence)


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(thing: Any) -> str:
    """The one written form of a JSON value."""
    return json.dumps(thing, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fits(thing: Any, shape: Any) -> bool:
    """Whether it is a value of the shape: a type, a range, a pattern, (one of several), [each], {each key: each}.

    The keys 0, 1, … are those of a list. A key with `?` may be missing; `...` among them lets others stand there too.
    """
    if isinstance(shape, dict) and str in shape:
        return type(thing) is dict and all(fits(value, shape[str]) for value in thing.values())
    if isinstance(shape, dict) and 0 in shape:
        return type(thing) is list and len(thing) == len(shape) and all(map(fits, thing, shape.values()))
    if isinstance(shape, dict):
        named = {key.rstrip("?"): each for key, each in shape.items() if key is not ...}
        needed = {key for key in named if key in shape}
        has_keys = type(thing) is dict and needed <= thing.keys() and (... in shape or thing.keys() <= named.keys())
        return has_keys and all(fits(thing[key], each) for key, each in named.items() if key in thing)
    if isinstance(shape, list):
        return type(thing) is list and all(fits(each, shape[0]) for each in thing)
    if isinstance(shape, tuple):
        return any(fits(thing, each) for each in shape)
    if isinstance(shape, range):
        return type(thing) is int and thing in shape
    if isinstance(shape, re.Pattern):
        return type(thing) is str and bool(shape.fullmatch(thing))
    return isinstance(thing, shape) if isinstance(shape, type) else type(thing) is type(shape) and thing == shape


def read(line: bytes, number: int) -> Any:
    """The value of a line. Raises Wrong or ValueError for what JSON or the format does not know."""
    text = line.decode("utf-8")
    value = json.loads(text, parse_int=whole, parse_float=whole, parse_constant=whole)
    demand(canonical(value) == text, f"line {number} is not in canonical form")
    demand(depth(value) <= DEEPEST, f"line {number} goes too deep")
    return value


def whole(text: str) -> int:
    """A number of a record; ValueError where it is none."""
    demand(int(text) in ANY_NUMBER, "a number is too large")
    return int(text)


def depth(thing: Any) -> int:
    """How many lists and objects are inside each other."""
    inside = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else None
    return 0 if inside is None else 1 + max(map(depth, inside), default=0)


def merkle_root(leaves: list[str]) -> str:
    """The Merkle tree hash of RFC 6962, section 2.1, hex."""
    level = [hashlib.sha256(b"\x00" + leaf.encode()).digest() for leaf in leaves]
    while len(level) > 1:
        joined = [level[at : at + 2] for at in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + b"".join(two)).digest() if len(two) == 2 else two[0] for two in joined]
    return level[0].hex() if level else hashlib.sha256(b"").hexdigest()


def bears(key: str, text: str, signature: str) -> bool:
    """Whether the text bears a signature of the public key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), text.encode())
    except InvalidSignature:
        return False
    return True


def fingerprint(key: str) -> str:
    """What people compare of a key: 16 letters of its SHA-256, in groups of four."""
    digest = hashlib.sha256(bytes.fromhex(key)).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


class Record:
    """A record that was read: its lines, sorted by what they are."""

    def __init__(self, content: bytes) -> None:
        """Read the lines. Raises Wrong where they are not those of a record."""
        demand(content.endswith(b"\n"), "the record ends in the middle of a line")
        self.raw = content.split(b"\n")[:-1]
        self.lines = [read(line, number) for number, line in enumerate(self.raw, 1)]
        kinds = [line["line"] for line in self.lines]
        for number, (kind, line) in enumerate(zip(kinds, self.lines), 1):
            demand(fits(line, {"line": str, **LINES[kind]}), f"line {number} does not hold what it has to")
        order = [kind for at, kind in enumerate(kinds) if at == 0 or kinds[at - 1] != kind]
        demand(order == [kind for kind in LINES if kind in order], "the lines do not stand in their order")
        for once in ("head", "rules", "reconciliation", "verdict", "end"):
            demand(kinds.count(once) == 1, f"there has to be one line «{once}»")
        demand(max(map(kinds.count, ("ballots", "count"))) <= 1, "there are two lines «ballots» or «count»")
        self.head, self.rules = self.one("head"), self.one("rules")
        self.sheet, self.poll = self.rules["sheet"], self.head["poll"]
        self.receipts = [line["hash"] for line in self.lines if line["line"] == "receipt"]
        self.entries = [line for line in self.lines if line["line"] == "entry"]
        self.cosignatures = [line for line in self.lines if line["line"] == "cosignature"]
        self.ballots, self.count = self.one("ballots"), self.one("count")

    def one(self, kind: str) -> Any:
        """The line of this kind; None where there is none."""
        return next((line for line in self.lines if line["line"] == kind), None)

    def body(self, kind: str) -> Any:
        """What the ledger's entry of this kind about this poll fixes; None where there is none, Wrong for two."""
        subject = f"poll/{self.poll}"
        found = [line["entry"] for line in self.entries]
        bodies = [entry["body"] for entry in found if (entry["kind"], entry["subject"]) == (kind, subject)]
        demand(len(bodies) < 2, f"the ledger has two entries «{kind}» of this poll")
        return bodies[0] if bodies else None

    def added(self) -> int:
        """How many people were put on the roll after the opening, as the ledger has it."""
        subject = ("poll.roll_added", f"poll/{self.poll}")
        return sum((line["entry"]["kind"], line["entry"]["subject"]) == subject for line in self.entries)

    def cosigners(self, seq: int) -> dict[str, str]:
        """Who may cosign the entry: the name of each key that the ledger has named by then, and not retired."""
        found: dict[str, str] = {}
        for line in self.entries[:seq]:
            kind, body = line["entry"]["kind"], line["entry"]["body"]
            if kind in ("cosigner.named", "cosigner.retired"):
                demand(fits(body, NAMING), f"entry {line['entry']['seq']} of the ledger does not name a cosigner")
                found.pop(body["key"], None)
            if kind == "cosigner.named":
                found[body["key"]] = body["name"]
        return found


def check_whole(record: Record) -> None:
    """The end signs all that stands before it."""
    head, end = record.head, record.one("end")
    demand((head["format"], head["version"]) == (FORMAT, VERSION), "this is no record of a kind that is known here")
    digest = hashlib.sha256(b"".join(line + b"\n" for line in record.raw[:-1])).hexdigest()
    demand(end["lines"] == len(record.raw) - 1, "lines were left out or added")
    demand(end["digest"] == digest, "the lines are not those that were signed")
    demand(bears(head["key"], digest, end["signature"]), "the signature of the record is not of its key")


def check_chain(entries: list[Any], chain: int, key: str) -> None:
    """Every entry holds the hash of the one before, and bears a signature of the key."""
    before = FIRST
    for number, line in enumerate(entries, 1):
        entry = line["entry"]
        place = f"entry {number} of the ledger"
        demand((entry["seq"], entry["chain"]) == (number, chain), f"{place} is out of place")
        demand(entry["previous"] == before, f"{place} does not follow the one before it")
        demand(line["hash"] == sha256(canonical(entry)), f"{place} does not have the hash it says")
        demand(entry["key"] == key, f"{place} names another key than those before it")
        demand(bears(key, line["hash"], line["signature"]), f"{place} is not signed by its key")
        before = line["hash"]


def check_ledger(record: Record) -> None:
    """The chain is whole, and holds what was fixed of this poll, in order, and nothing more than it has to."""
    check_chain(record.entries, record.head["council"]["id"], record.head["key"])
    for kind in ("poll.opened", "poll.closed"):
        demand(record.body(kind), f"the ledger has no entry «{kind}» of this poll")
    own = [line["entry"] for line in record.entries if line["entry"]["subject"] == f"poll/{record.poll}"]
    ends = [own[-1]["seq"], *(line["seq"] for line in record.cosignatures)]
    demand(max(ends) == len(record.entries), "the ledger does not end with this poll or with a cosignature of it")
    demand(all(entry["kind"] != "poll.voided" for entry in own), "the poll was taken back")
    known = [entry for entry in own if entry["kind"] in BODIES]
    in_order = IN_ORDER.fullmatch(" ".join(entry["kind"] for entry in known))
    demand(in_order, "the poll was not opened, closed and certified in this order")
    whole_bodies = all(fits(entry["body"], BODIES[entry["kind"]]) for entry in known)
    demand(whole_bodies, "an entry of the poll does not fix what it has to")
    added = [entry["body"]["number"] for entry in known if entry["kind"] == "poll.roll_added"]
    demand(added == list(range(1, len(added) + 1)), "the additions to the roll are not numbered one after the other")


def check_cosignatures(record: Record) -> None:
    """Each is of an entry of this ledger, by a key that the ledger names."""
    places = [(line["seq"], line["key"]) for line in record.cosignatures]
    demand(all(one < other for one, other in pairwise(places)), "cosignatures are doubled or out of order")
    for line in record.cosignatures:
        seq, key = line["seq"], line["key"]
        demand(seq <= len(record.entries), f"entry {seq} was cosigned, and the ledger ends before it")
        demand(key in record.cosigners(seq), f"the cosignature of entry {seq} is of a key that was not in force")
        text = f"{COSIGNED}\n{record.head['council']['id']}\n{seq}\n{record.entries[seq - 1]['hash']}\n"
        sentence = f"the cosignature of entry {seq} by the key {fingerprint(key)} does not fit: the past was changed"
        demand(bears(key, text, line["signature"]), sentence)


def check_rules(record: Record) -> None:
    """The rules are those that opening fixed."""
    opened, closed, rules = record.body("poll.opened"), record.body("poll.closed"), record.rules
    demand(rules["hash"] == sha256(canonical(rules["sheet"])), "the rule sheet does not have the hash it says")
    demand(fits(record.sheet, SHEET), "the rule sheet does not say all that decides")
    positions = [option["position"] for option in record.sheet["options"]]
    numbered = positions == list(range(1, len(positions) + 1))
    enough = len(positions) == ABSTAIN if record.sheet["method"] == "motion" else bool(positions)
    demand(numbered and enough, "the options are not numbered as they have to be")
    check_method(record.sheet)
    demand(record.sheet["council"] == record.head["council"], "the rule sheet is of another council")
    demand(record.sheet["quorum"]["needed"] == quorum(record.sheet), "the quorum is not the one of the rules")
    demand(rules["hash"] == opened["rules"] == closed["rules"], "the rules are not those that opening fixed")
    demand(record.sheet["poll"] == record.poll, "the rule sheet is of another poll")
    demand(record.sheet["roll"]["count"] == opened["roll"], "the roll is not as large as the rule sheet says")


def check_method(sheet: Any) -> None:
    """The rules are such as the method knows."""
    method, options = sheet["method"], sheet["options"]
    most = {**dict.fromkeys(("choose_up_to_k", *BUDGETS), len(options)), "cumulative": MOST_POINTS}.get(method, 1)
    demand(sheet["votes_per_voter"] <= most, "a voter has more votes than the method knows")
    knows = (sheet["seats"] == 1 or method not in ONE_SEAT) and (sheet["tie_rule"] != "all" or method not in NO_ALL)
    demand(knows, "the method does not know these seats, or this rule for ties")
    priced = method not in BUDGETS or all(fits(option.get("cost_won"), NUMBER) for option in options)
    demand(priced and ("budget_won" in sheet) == (method in BUDGETS), "the money does not go with the method")
    declared = method != "budget_equal_shares" or sheet.get("shares") == SHARES
    demand(declared, "the rules say otherwise how shares grow and are filled up")
    check_extras(sheet)


def check_extras(sheet: Any) -> None:
    """Limits, a cap of points, and weights stand only where they are counted, and make sense."""
    method, options = sheet["method"], sheet["options"]
    grouped = [option for option in options if option.keys() & {"group", "only_one"}]
    in_turn = method in ("budget_order", "budget_greedy_cost")
    limits = in_turn or not (grouped or sheet.keys() & {"when_short", "group_caps"})
    capped = "most_per_option" not in sheet or method == "cumulative"
    capped = capped and most_points(sheet) <= sheet["votes_per_voter"]
    weights = sheet.get("weights", {"paper": 50, "online": 50})
    weighed = "weights" not in sheet or (method in ("choose_one", "choose_up_to_k") and "paper" in sheet["channels"])
    sound = weighed and weights["paper"] + weights["online"] == 100
    demand(limits and capped and sound, "limits, points or weights do not go with the method")


def check_box(record: Record) -> None:
    """The receipts are those that closing fixed, one for each mark on the roll."""
    closed, receipts = record.body("poll.closed"), record.receipts
    demand(all(one < other for one, other in pairwise(receipts)), "receipts are doubled or out of order")
    demand(len(receipts) == closed["ballots"], "there are not as many receipts as ballots")
    demand(merkle_root(receipts) == closed["receipts_root"], "the receipts are not those that closing fixed")
    before = record.body("poll.box_closed") or closed
    same = ("rules", "ballots", "channels", "receipts_root", "roll_root", "pairing_root")
    demand(all(before[name] == closed[name] for name in same), "box or roll changed after the box was closed")


def check_reconciliation(record: Record) -> None:
    """Ballots, marks on the roll and paper balance, or two people stand by the reason why they do not."""
    closed, sheet = record.body("poll.closed"), record.one("reconciliation")["sheet"]
    demand(sha256(canonical(sheet)) == closed["reconciliation"], "the reconciliation sheet is not the one of closing")
    marked, paper = sheet["marked"], sheet["paper"]
    demand(marked == closed["channels"], "the marks on the roll are not those that closing fixed")
    demand(sheet["online_ballots"] == len(record.receipts), "the sheet names another number of ballots")
    demand(marked["online"] + marked["assisted"] == len(record.receipts), "marks on the roll and ballots differ")
    demand(sheet["on_roll"] == record.body("poll.opened")["roll"], "the sheet names another roll")
    takes_paper = "paper" in record.sheet["channels"]
    demand(takes_paper == (paper is not None), "the rules do not say of paper what the sheet says")
    demand(takes_paper == (record.body("poll.box_closed") is not None), "the box was not closed as its paper needs")
    demand(sum(marked.values()) <= sheet["on_roll"] + record.added(), "more people voted than are on the roll")
    paper = paper or dict.fromkeys(PAPER, 0)
    out, in_box = paper["handed_out"], paper["in_box"]
    demand(marked["paper"] == out, "paper was handed out without a mark on the roll")
    demand(closed["counted"] == len(record.receipts) + in_box, "other ballots were counted than those in the boxes")
    sizes = [("printed", paper["printed"] - out - paper["unused"] - paper["spoilt"]), ("box", in_box - out)]
    explained = [(one["between"], one["size"]) for one in sheet["differences"]]
    demand(explained == [one for one in sizes if one[1]], "a difference is not told, or is none")
    two = all(one["reason"] and one["confirmed_by"] == 2 for one in sheet["differences"])
    demand(two, "a difference has no reason that two people stand by")
    demand(sheet["balances"] is not bool(explained), "the sheet says wrongly whether it balances")


def check_count(record: Record) -> None:
    """The count is the one that closing and certifying fixed, and follows from the ballots and the rules."""
    closed, certified = record.body("poll.closed"), record.body("poll.certified")
    verdict = record.one("verdict")["verdict"]
    lacks_quorum = closed["counted"] < quorum(record.sheet)
    possible = ("carried", "not_carried") if record.sheet["method"] == "motion" else ("chosen", "tied", "not_carried")
    demand(verdict in (("no_quorum",) if lacks_quorum else possible), "the verdict is none that can come out")
    if record.count is None:
        demand(record.ballots is None, "there are ballots and no count")
        demand(certified is None or closed["count"] == certified["count"], "another count was certified")
        return
    count = record.count["count"]
    fixed = sha256(f"{record.count['salt']}\n{canonical(count)}")
    demand(fixed == closed["count"], "the count is not the one that closing fixed")
    demand(certified is None or fixed == certified["count"], "the count is not the one that was certified")
    demand(count["verdict"] == verdict, "the verdict is not that of the count")
    demand(count["ballots"] == closed["counted"], "the count has not as many ballots as the boxes")
    demand(count["valid"] >= NUMBERS_FROM, "so few valid ballots that their count may not be told")
    enough = count["ballots"] >= marks_from(record.sheet)
    demand((record.ballots is not None) == enough, "marks are told, or kept back, where they may not be")
    positions, told = [option["position"] for option in record.sheet["options"]], count["result"]["votes"]
    demand(told.keys() == set(map(str, positions)), "the votes are not those of the options")
    votes = {position: told[str(position)] for position in positions}
    if enough:
        check_ballots(record, count, votes)
    in_box = (record.one("reconciliation")["sheet"]["paper"] or {"in_box": 0})["in_box"]
    demand(unreadable(count) <= min(count["result"]["invalid"], in_box), "more sheets are invalid than there are")
    demand(possible_votes(record.sheet, votes, count["valid"]), "valid ballots cannot have given these votes")
    said = {"verdict": count["verdict"], "lot_seed": count["lot_seed"], **count["result"]}
    demand(decided(record, count, votes) == said, "by the rules, other votes or another verdict come out")


def marks_from(sheet: Any) -> int:
    """From how many ballots on the marks are told: of points and ranks, two for each ballot that is possible."""
    method, options, orders = sheet["method"], len(sheet["options"]), [1]
    for ranked in range(1, options + 1):  # so many of them first, and the others in any order with equals
        orders.append(sum(comb(ranked, first) * orders[ranked - first] for first in range(1, ranked + 1)))
    possible = {
        **dict.fromkeys(("score", "star"), (BEST_SCORE + 1) ** options - 1),
        **dict.fromkeys(EQUAL_RANKS, 2 * orders[-1] - 1),  # those who come last are ranked, or are not
        **dict.fromkeys(ORDERED, sum(perm(options, ranked) for ranked in range(1, options + 1))),
        "majority_judgement": (BEST_GRADE + 1) ** options - 1,
        "cumulative": shared_out(sheet["votes_per_voter"], options, most_points(sheet)) - 1,
    }
    return max(MARKS_FROM, 2 * int(possible.get(method, 0)))


def most_points(sheet: Any) -> int:
    """The most points that one option may get."""
    return int(sheet.get("most_per_option", sheet["votes_per_voter"]))


def shared_out(points: int, options: int, most: int) -> int:
    """In how many ways the options can get up to these points together, none of them more than `most`."""
    ways = [1] + [0] * points
    for _option in range(options):
        ways = [sum(ways[max(0, given - most) : given + 1]) for given in range(points + 1)]
    return sum(ways)


def check_ballots(record: Record, count: Any, votes: dict[int, int]) -> None:
    """The marks are those that closing fixed, and they add up to the votes of the count."""
    groups = record.ballots["groups"]
    fixed = sha256(f"{record.ballots['salt']}\n{canonical(groups)}")
    demand(fixed == record.body("poll.closed")["marks"], "the marks are not those that closing fixed")
    demand(all(one[0] < other[0] for one, other in pairwise(groups)), "the marks are doubled or out of order")
    kinds: Counter[str] = Counter(invalid=unreadable(count))
    for marks, weight in groups:
        kinds[kind_of(record.sheet, marks)] += weight
    demand(kinds.total() == count["ballots"], "there are not as many marks as ballots")
    demand(votes_of(record) == votes, "counted again, the marks give other votes")
    said = Counter(valid=count["valid"], **{kind: count["result"][kind] for kind in ("blank", "invalid")})
    demand(kinds == said, "counted again, other ballots are valid")


def unreadable(count: Any) -> int:
    """How many sheets of paper are invalid for a reason."""
    return sum(count["result"].get("paper", {"invalid": {}})["invalid"].values())


def kind_of(sheet: Any, marks: list[int]) -> str:
    """Whether a ballot with these marks is valid, blank or invalid."""
    options, votes, given = len(sheet["options"]), sheet["votes_per_voter"], sorted(mark for mark in marks if mark)
    is_whole = len(marks) == options and bool(given) and given[0] > 0
    ranks = list(range(1, len(set(given)) + 1))
    numbers = {
        **dict.fromkeys(("score", "star"), is_whole and given[-1] <= BEST_SCORE),
        **dict.fromkeys(EQUAL_RANKS, is_whole and sorted(set(given)) == ranks),
        **dict.fromkeys(ORDERED, is_whole and given == ranks),
        "majority_judgement": is_whole and given[-1] <= BEST_GRADE,
        "cumulative": is_whole and sum(given) <= votes and given[-1] <= most_points(sheet),
    }
    is_plain = marks == sorted(set(marks) & set(range(1, options + 1))) and len(marks) <= votes
    if not marks:
        return "invalid" if sheet["method"] == "motion" else "blank"
    return "valid" if numbers.get(sheet["method"], is_plain) else "invalid"


def valid_ballots(record: Record) -> Any:
    """The valid ballots as [marks, how many]; None where the marks are not told."""
    groups = record.ballots and record.ballots["groups"]
    return groups and [group for group in groups if kind_of(record.sheet, group[0]) == "valid"]


def votes_of(record: Record) -> dict[int, int]:
    """Votes of each option by the marks: points, first choices, a median grade, how many others it beats."""
    method, ballots = record.sheet["method"], valid_ballots(record)
    positions = [option["position"] for option in record.sheet["options"]]
    if method in ORDERED:
        return first_choices(ballots, positions)
    if method in BY_PAIRS:
        return beaten(head_to_head(ballots, len(positions)))
    if method == "borda":
        return borda_points(ballots, len(positions))
    if method == "majority_judgement":
        return {place: median(given) for place, given in enumerate(grades_of(ballots, len(positions)), 1)}
    if method in NUMBERED:
        return {place: sum(marks[place - 1] * many for marks, many in ballots) for place in positions}
    return {place: sum(many for marks, many in ballots if place in marks) for place in positions}


def first_choices(ballots: Any, still: list[int]) -> dict[int, int]:
    """How many ballots rank each of these options best of them."""
    votes = dict.fromkeys(still, 0)
    for marks, many in ballots:
        ranks = {marks[place - 1]: place for place in still if marks[place - 1]}
        if ranks:
            votes[ranks[min(ranks)]] += many
    return votes


def head_to_head(ballots: Any, options: int) -> list[list[int]]:
    """Row after row, how many ballots rank the option above each of the others; 0, not ranked, is below all ranks."""
    pairs = [[0] * options for _one in range(options)]
    for marks, many in ballots:
        for one, other in permutations(range(options), 2):
            pairs[one][other] += many if marks[one] and not 0 < marks[other] <= marks[one] else 0
    return pairs


def beaten(pairs: list[list[int]]) -> dict[int, int]:
    """How many others each option beats: more ballots rank it above the other than below."""
    places = range(len(pairs))
    return {one + 1: sum(pairs[one][other] > pairs[other][one] for other in places) for one in places}


def borda_points(ballots: Any, options: int) -> dict[int, int]:
    """Two points for each option that a ballot ranks below, and one for each beside."""
    pairs, places = head_to_head(ballots, options), range(options)
    valid = sum(many for _marks, many in ballots)
    return {a + 1: sum(valid + pairs[a][b] - pairs[b][a] for b in places if b != a) for a in places}


def grades_of(ballots: Any, options: int) -> list[list[int]]:
    """For each option how many ballots gave it each grade, the worst first."""
    grades = [[0] * (BEST_GRADE + 1) for _option in range(options)]
    for marks, many in ballots:
        for given, mark in zip(grades, marks):
            given[mark] += many
    return grades


def median(given: list[int]) -> int:
    """The lower one of the grades in the middle."""
    return next(grade for grade in range(len(given)) if 2 * sum(given[: grade + 1]) >= sum(given))


def possible_votes(sheet: Any, votes: dict[int, int], valid: int) -> bool:
    """Whether so many valid ballots can have given these votes: enough where the marks are not told."""
    method, options, best = sheet["method"], len(sheet["options"]), sorted(votes.values(), reverse=True)
    if method == "majority_judgement":
        return best[0] <= BEST_GRADE
    if method == "borda":  # the best k cannot have more than where all rank them above all others
        most = [valid * k * (2 * options - k - 1) for k in range(1, options + 1)]
        return sum(best) == most[-1] and all(sum(best[:k]) <= most[k - 1] for k in range(1, options))
    if method in BY_PAIRS:  # each two meet once, so the best k cannot have won more than among them and against all
        return all(2 * sum(best[:k]) <= k * (2 * options - k - 1) for k in range(1, options + 1))
    scored = method in ("score", "star")
    each = BEST_SCORE if scored else most_points(sheet) if method == "cumulative" else 1
    together = BEST_SCORE * options if scored else min(sheet["votes_per_voter"], each * options)
    return bool(best[0] <= valid * each and valid <= sum(best) <= valid * together)


def decided(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """What of the count follows from the votes and the rules."""
    sheet, result = record.sheet, count["result"]
    demand(sum((count["valid"], result["blank"], result["invalid"])) == count["ballots"], "the ballots do not add up")
    found: dict[str, Any] = {name: result[name] for name in ("votes", "blank", "invalid")}
    found.update(chosen=[], tied=[], lot_order=[], base=0, yes_needed=0, lot_seed="", lot_secret="")
    found.update(method=sheet["method"], method_version=sheet["method_version"], rules_hash=record.rules["hash"])
    found.update(of_the_channels(record, result), ranks=ranks_of(votes), quorum_needed=quorum(sheet))
    unused = count["valid"] * sheet["votes_per_voter"] - sum(votes.values())
    has_unused = sheet["method"] == "cumulative" or sheet["method"] not in (*NUMBERED, "budget_equal_shares")
    found["unused"] = unused if has_unused else 0
    has_quorum = count["ballots"] >= found["quorum_needed"]
    if has_quorum or sheet["method"] == "motion":  # which says how many would have been needed all the same
        try:
            found.update(DECIDED.get(sheet["method"], decided_choice)(record, count, votes))
        except Undecided as tie:
            found.update(verdict="tied", tied=sorted(tie.args[0]))
    return found if has_quorum else {**found, "verdict": "no_quorum", "chosen": []}


def ranks_of(votes: dict[int, int]) -> list[list[int]]:
    """The options in groups of equal votes, the most first."""
    levels = sorted(set(votes.values()), reverse=True)
    return [sorted(place for place in votes if votes[place] == level) for level in levels]


def quorum(sheet: Any) -> int:
    """How many have to take part."""
    rule, people = sheet["quorum"], {"roll": sheet["roll"]["count"], "population": sheet["population"]}
    if rule["basis"] == "count":
        return int(rule["value"])
    return ceil(Fraction(rule["value"] * people.get(rule["basis"], 0), 10_000))


def of_the_channels(record: Record, result: Any) -> dict[str, Any]:
    """What a count repeats of the roll and the paper; channels that nobody used are not in it."""
    marked, sheet = record.body("poll.closed")["channels"], record.one("reconciliation")["sheet"]
    found: dict[str, Any] = {"channels": {name: number for name, number in marked.items() if number}}
    if record.added():
        found["roll_added"] = record.added()
    if sheet["paper"] is not None:
        found["reconciliation"] = sheet
        found["paper"] = {"ballots": sheet["paper"]["in_box"], "invalid": result["paper"]["invalid"]}
    return found


def decided_motion(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """Carried, or not."""
    rule = record.sheet["passing"]
    share = Fraction(rule["numerator"], rule["denominator"])
    counted = votes[YES] + votes[NO] + (votes[ABSTAIN] if rule["abstentions_counted"] else 0)
    people = record.sheet["roll"]["count"] + record.added()
    base = {"roll": people, "cast": count["ballots"]}.get(rule["basis"], counted)
    needed = max(1, floor(share * base) + 1 if rule["strict"] else ceil(share * base))
    carried = votes[YES] >= needed
    verdict = "carried" if carried else "not_carried"
    return {"verdict": verdict, "chosen": [YES] if carried else [], "base": base, "yes_needed": needed}


def decided_choice(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """The most votes take the seats; an option without a vote takes none."""
    votes, told = weighed(record, count, votes)
    return {**seated(record, count, [equals for equals in ranks_of(votes) if votes[equals[0]]]), **told}


def seated(record: Record, count: Any, groups: list[list[int]]) -> dict[str, Any]:
    """The first groups take the seats; of too many equals nobody, all, or whom the lot names, as the sheet says."""
    rule, chosen, lot = record.sheet["tie_rule"], list[int](), dict[str, Any]()
    for equals in groups:
        left = record.sheet["seats"] - len(chosen)
        if left <= 0:
            break
        if len(equals) > left and rule == "fail":
            return {"verdict": "tied", "chosen": chosen, "tied": equals}
        lot = drawn(record, count, equals if len(equals) > left and rule == "lot" else [])
        chosen += lot["lot_order"][:left] if lot else equals
    return {"verdict": "chosen" if chosen else "not_carried", **lot, "chosen": chosen}


def weighed(record: Record, count: Any, votes: dict[int, int]) -> tuple[dict[int, int], dict[str, Any]]:
    """What decides where the channels have weights: whole numbers as the weighted shares; and what is told of them."""
    asked, told = record.sheet.get("weights"), count["result"].get("weighed")
    if not asked:
        demand(told is None, "channels are told apart that have no weights")
        return votes, {}
    ballots = valid_ballots(record)
    in_box = {"paper": count["result"]["paper"]["ballots"], "online": len(record.receipts)}
    if told is None:  # of sheets that were handed out some may never have come back
        unread = count["result"]["blank"] + count["result"]["invalid"]
        demand(min(in_box.values()) - unread < asked["from"], "the channels are not weighed")
        return votes, {}
    both: Counter[str] = Counter()
    for marks, many in told["paper"] + told["online"]:
        both[canonical(marks)] += many
    demand(both == {canonical(marks): many for marks, many in ballots or ()}, "the channels are not the ballots")
    valid = {name: sum(many for _marks, many in told[name]) for name in told}
    enough = all(asked["from"] <= valid[name] <= in_box[name] for name in valid)
    demand(enough, "so few ballots in a channel that it may not be weighed, or more than it has")
    scores = dict.fromkeys(votes, 0)
    for name, other in (("paper", "online"), ("online", "paper")):
        for marks, many in told[name]:
            scores.update({place: scores[place] + asked[name] * many * valid[other] for place in marks})
    return scores, {"weighed": told}


def drawn(record: Record, count: Any, tied: Any) -> dict[str, Any]:
    """What a count says of the lot that decided between these: nothing where there are none; Wrong for another lot."""
    if not tied:
        return {}
    secret, commitment = count["result"]["lot_secret"], record.sheet["lot_commitment"]
    demand(sha256(secret) == commitment, "the secret of the lot is not the one fixed at opening")
    seed = sha256(f"{secret}\n{record.body('poll.closed')['receipts_root']}")
    demand(seed == count["lot_seed"], "the seed of the lot is not that of this box")
    order = sorted(tied, key=lambda position: sha256(f"{seed}\n{position}"))
    return {"tied": sorted(tied), "lot_order": order, "lot_seed": seed, "lot_secret": secret}


def settled(record: Record, count: Any, equals: list[int], tied: set[int], place: int = 0) -> int:
    """Of equals the first by the lot, or the last at place -1. Raises Undecided where there is no lot."""
    if len(equals) > 1 and record.sheet["tie_rule"] == "fail":
        raise Undecided(equals)
    if len(equals) > 1:
        tied.update(equals)
        return int(drawn(record, count, equals)["lot_order"][place])
    return equals[0]


def unseen_tie(record: Record, count: Any, among: Any) -> Undecided:
    """A tie of which no stages are told: at least that it can have been between these."""
    tied = count["result"]["tied"]
    demand(record.sheet["tie_rule"] == "fail" and len(tied) > 1, "the stages of the count are not told")
    demand(tied == [place for place in sorted(among) if place in tied], "there cannot have been such a tie")
    return Undecided(tied)


def costs_of(sheet: Any) -> dict[int, int]:
    """What each option costs, in won."""
    return {option["position"]: option["cost_won"] for option in sheet["options"]}


def decided_budget(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """The most votes, or votes per won, first, as long as the money lasts; what does not fit is skipped, or ends it."""
    costs, tied = costs_of(record.sheet), set[int]()
    chosen, turns, rivals = spent_down(record, count, votes, list(votes), tied)
    found = {"chosen": chosen, "spending": {"spent": sum(costs[place] for place in chosen), "turns": turns}}
    if rivals:
        return {**found, "verdict": "tied", "tied": rivals}
    return {**found, "verdict": "chosen" if chosen else "not_carried", **drawn(record, count, tied)}


def spent_down(record: Record, count: Any, votes: dict[int, int], waiting: Any, tied: set[int], spent: int = 0) -> Any:
    """Those funded, their turns, and between whom it stopped where the rules have no lot; `tied` grows by ties."""
    costs, chosen, turns, stopped = costs_of(record.sheet), list[int](), list[Any](), False
    by_cost = record.sheet["method"] == "budget_greedy_cost"
    worth = {place: Fraction(votes[place], costs[place] if by_cost else 1) for place in waiting}
    waiting = sorted(waiting, key=lambda place: (-worth[place], place))
    while waiting:
        equals = [place for place in waiting if worth[place] == worth[waiting[0]]]
        fates = {place: fate_of(record.sheet, place, votes, chosen, stopped, spent) for place in equals}
        rivals = rivals_of(record.sheet, equals, fates, chosen, spent)
        if rivals and record.sheet["tie_rule"] == "fail":
            return chosen, turns, rivals
        turn = settled(record, count, rivals or equals[:1], tied)
        waiting.remove(turn)
        room = min(money_for(record.sheet, turn, chosen, spent))
        turns.append([turn, fates[turn], room, max(0, costs[turn] - room)])
        chosen += [turn] if fates[turn] == "funded" else []
        stopped = stopped or (fates[turn] == "does_not_fit" and "when_short" in record.sheet)
    return chosen, turns, []


class Run:
    """What the voters buy with this share each, and between whom a lot decided; money is in units of 1/scale won."""

    def __init__(self, record: Record, count: Any, share: Fraction) -> None:
        """Again and again what asks its supporters for the least money a won of cost. Raises Undecided."""
        self.share, self.costs, self.ballots = share, costs_of(record.sheet), valid_ballots(record)
        self.scale, self.money = share.denominator, [share.numerator for _ballot in self.ballots]
        rows = list(enumerate(self.ballots))
        self.fans = {place: [row for row, (marks, _many) in rows if place in marks] for place in self.costs}
        self.bought, self.tied, self.capped, self.waiting = list[Any](), set[int](), False, list(self.costs)
        while prices := {place: price for place in self.waiting if (price := self.price(place))}:
            least = min(price / self.costs[place] for place, price in prices.items())
            cheapest = [place for place, price in prices.items() if price / self.costs[place] == least]
            rivals = cheapest[:1] if self.enough(prices, cheapest) else cheapest
            self.buy(settled(record, count, rivals, self.tied), prices)
        self.spent = sum(self.costs[place] for place, _price, _paid in self.bought)

    def price(self, place: int) -> Fraction | None:
        """What each supporter pays who can; the others pay all they have. None where that is too little."""
        purses = sorted((self.money[row], self.ballots[row][1]) for row in self.fans[place])
        cost, people = self.costs[place] * self.scale, sum(many for _money, many in purses)
        if sum(money * many for money, many in purses) < cost:
            return None
        for money, many in purses:
            if money * people >= cost:
                break
            cost, people = cost - money * many, people - many
        return Fraction(cost, people)

    def enough(self, prices: dict[int, Fraction], cheapest: list[int]) -> bool:
        """Whether all who support several of the cheapest can pay them all."""
        due = [[prices[place] for place in cheapest if place in marks] for marks, _many in self.ballots]
        return all(len(parts) < 2 or sum(parts) <= money for parts, money in zip(due, self.money))

    def buy(self, place: int, prices: dict[int, Fraction]) -> None:
        """Take the money of the supporters, in finer units where the price needs them."""
        unit, finer = prices[place].as_integer_ratio()
        told, paid = str(prices[place] / self.scale), Counter[int]()
        self.scale, self.money = self.scale * finer, [money * finer for money in self.money]
        for row in self.fans[place]:
            amount = min(unit, self.money[row])
            self.capped |= amount < unit
            self.money[row] -= amount
            paid[amount] += self.ballots[row][1]
        parts = [[str(Fraction(one, self.scale)), paid[one]] for one in sorted(paid, reverse=True) if one]
        self.bought.append([place, told, parts])
        self.waiting.remove(place)

    def lacking(self) -> list[Any]:
        """Of each option not bought its supporters, their money, and what is missing."""
        found = []
        for place in self.waiting:
            money = Fraction(sum(self.money[row] * self.ballots[row][1] for row in self.fans[place]), self.scale)
            people = sum(self.ballots[row][1] for row in self.fans[place])
            found.append([place, people, str(money), str(self.costs[place] - money)])
        return found


def first_share(record: Record, count: Any) -> tuple[Fraction, int]:
    """The budget in equal parts, and by how much a share grows."""
    share = Fraction(record.sheet["budget_won"], max(1, count["valid"]))
    return share, max(1, floor(share / 100))


def decided_shares(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """Shares grow as long as what they buy keeps within the budget; the most votes take what is left."""
    shares, tied = told_shares(record, count, votes) if record.ballots is None else grown(record, count, votes)
    costs, chosen, turns = costs_of(record.sheet), [one[0] for one in shares["bought"]], list[Any]()
    spent = sum(costs[place] for place in chosen)
    if spent < record.sheet["budget_won"]:
        waiting = [place for place in votes if place not in chosen]
        funded, turns, rivals = spent_down(record, count, votes, waiting, tied, spent)
        if rivals:
            raise Undecided(rivals)
        chosen, spent = chosen + funded, spent + sum(costs[place] for place in funded)
    found = {"verdict": "chosen" if chosen else "not_carried", "spending": {"spent": spent, "turns": turns}}
    return {**found, "shares": shares, **drawn(record, count, tied), "chosen": chosen}


def grown(record: Record, count: Any, votes: dict[int, int]) -> tuple[Any, set[int]]:
    """What the last share buys before one that costs more than the budget, and the ties of both."""
    share, step = first_share(record, count)
    run, tied = Run(record, count, share), set[int]()
    while wanted := [place for place in run.waiting if votes[place]]:
        steps = min(ceil((Fraction(run.costs[place], votes[place]) - run.share) / step) for place in wanted)
        more = Run(record, count, run.share + step * (1 if run.capped else max(1, steps)))
        if more.spent > record.sheet["budget_won"]:
            run, tied = Run(record, count, more.share - step), more.tied
            break
        run = more
    return {"share": str(run.share), "step": step, "bought": run.bought, "lacking": run.lacking()}, run.tied | tied


def told_shares(record: Record, count: Any, votes: dict[int, int]) -> tuple[Any, set[int]]:
    """The purchases as they are told, where the ballots are not: whether they agree with each other and the votes."""
    tied = count["result"]["tied"]
    fit = len(tied) != 1 and all(votes[place] for place in tied) and (not tied or record.sheet["tie_rule"] == "lot")
    demand(fit or "shares" not in count["result"], "there cannot have been such a tie")
    if "shares" not in count["result"]:
        raise unseen_tie(record, count, [place for place in votes if votes[place]])
    told, costs = count["result"]["shares"], costs_of(record.sheet)
    first, step = first_share(record, count)
    share, asked, bought = amount(told["share"]), Fraction(0), list[int]()
    steps = (share - first) / step
    demand(steps >= 0 and steps.denominator == 1 and told["step"] == step, "the share cannot have grown so")
    for place, price, paid in told["bought"]:
        parts, people = [amount(one) for one, _many in paid], sum(many for _one, many in paid)
        falls = all(one > other for one, other in pairwise([share + 1, *parts, Fraction(0)]))
        demand(place in votes and place not in bought and people <= votes[place], "a purchase cannot have been made")
        pays = sum(one * many for one, (_told, many) in zip(parts, paid)) == costs[place]
        demand(falls and pays and parts[0] == amount(price) <= share, "what was paid is not what an option costs")
        demand(amount(price) / costs[place] >= asked, "something else was cheaper")
        asked, bought = amount(price) / costs[place], [*bought, place]
    demand(sum(costs[place] for place in bought) <= record.sheet["budget_won"], "more was bought than there is money")
    demand([one[0] for one in told["lacking"]] == [place for place in votes if place not in bought], "one is missing")
    for place, people, money, missing in told["lacking"]:
        adds_up = amount(money) + amount(missing) == costs[place] and amount(missing) > 0
        demand(adds_up and people == votes[place] and amount(money) <= people * share, "what was missing is wrong")
    return told, set(tied)


def amount(text: str) -> Fraction:
    """A fraction in its one written form."""
    found = Fraction(text)
    demand(str(found) == text, "a fraction is not in lowest terms")
    return found


def money_for(sheet: Any, place: int, chosen: list[int], spent: int) -> list[int]:
    """What there is for an option: of all the money not spent before and, where its group has a cap, of that."""
    paid, group = [sheet["options"][one - 1] for one in chosen], sheet["options"][place - 1].get("group")
    left = sheet["budget_won"] - spent - sum(one["cost_won"] for one in paid)
    if group not in sheet.get("group_caps", {}):
        return [left]
    return [left, sheet["group_caps"][group] - sum(one["cost_won"] for one in paid if one.get("group") == group)]


def excludes(sheet: Any, one: int, other: int) -> bool:
    """Whether the two options cannot stand beside each other."""
    words = [sheet["options"][place - 1].get("only_one") for place in (one, other)]
    return one != other and words[0] is not None and words[0] == words[1]


def fate_of(sheet: Any, place: int, votes: dict[int, int], chosen: list[int], stopped: bool, spent: int) -> str:
    """What becomes of an option whose turn it is."""
    cost, money = sheet["options"][place - 1]["cost_won"], money_for(sheet, place, chosen, spent)
    against = {
        "unsupported": not votes[place], "after_the_stop": stopped,
        "excluded": any(excludes(sheet, place, other) for other in chosen),
        "over_the_cap": cost > min(money[1:], default=cost), "does_not_fit": cost > money[0],
    }  # fmt: skip
    return next((fate for fate, holds in against.items() if holds), "funded")


def rivals_of(sheet: Any, equals: list[int], fates: dict[int, str], chosen: list[int], spent: int) -> list[int]:
    """The equals among whom the order decides who is funded: they fit one by one, and not all together."""
    fitting = [place for place in equals if fates[place] == "funded"]
    halting = [place for place in equals if fates[place] == "does_not_fit"] if "when_short" in sheet and fitting else []
    costs = costs_of(sheet)
    if fitting and sum(costs[place] for place in fitting + halting) > money_for(sheet, fitting[0], chosen, spent)[0]:
        return sorted(fitting + halting)
    rivals = {place for place in fitting if any(excludes(sheet, place, other) for other in fitting)}
    for group in sheet.get("group_caps", {}):
        members = [place for place in fitting if sheet["options"][place - 1].get("group") == group]
        room = money_for(sheet, members[0], chosen, spent)[1] if members else 0
        rivals.update(members if sum(costs[place] for place in members) > room else [])
    return sorted(rivals)


def decided_irv(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """Round after round the last goes out, until one has more than half of the ballots that still name somebody."""
    ballots, told = valid_ballots(record), count["result"].get("rounds")
    if ballots is None and told is None:
        return tied_unseen(record, count, votes)
    still, now, rounds, tied = sorted(votes), votes, list[Any](), set[int]()
    while True:
        now = told_round(told, len(rounds), now, still) if ballots is None else first_choices(ballots, still)
        continuing = sum(now.values())
        winners = [place for place in still if 2 * now[place] > continuing]
        equals = [place for place in still if now[place] == min(now.values())]
        last = [] if winners else equals if now[equals[0]] else equals[:1]  # without a vote it does not matter who
        if len(last) > 1 and record.sheet["tie_rule"] == "fail":
            return {"verdict": "tied", "tied": last}
        if len(last) > 1:
            tied.update(last)
            last = drawn(record, count, last)["lot_order"]
        shown = {str(place): number for place, number in now.items()}
        gone = last[-1] if last else 0
        rounds.append({"votes": shown, "exhausted": count["valid"] - continuing, "excluded": gone})
        if winners:
            return {"verdict": "chosen", "rounds": rounds, **drawn(record, count, tied), "chosen": winners}
        still.remove(gone)


def told_round(told: Any, number: int, before: dict[int, int], still: list[int]) -> dict[int, int]:
    """The votes of a round as they are told: who is still in has lost none, and no ballot has come back."""
    demand(number < len(told), "the rounds end before somebody has more than half")
    demand(told[number]["votes"].keys() == set(map(str, still)), "a round counts others than those who are still in")
    now = {place: told[number]["votes"][str(place)] for place in still}
    keeps = all(now[place] >= before[place] for place in still) and sum(now.values()) <= sum(before.values())
    demand(keeps, "the votes of a round cannot come from the round before")
    return now


def tied_unseen(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """A tie on the way that nobody broke, of which no rounds are told: what the first choices say of it."""
    equals = [place for place in votes if votes[place] == min(filter(None, votes.values()))]
    demand(record.sheet["tie_rule"] == "fail" and 2 * max(votes.values()) <= count["valid"], "the rounds are not told")
    tied = equals if len(equals) > 1 else count["result"]["tied"]
    later = len(tied) > 1 and tied == [place for place in votes if place in tied and votes[place] > votes[equals[0]]]
    demand(tied == equals or later, "there cannot have been such a tie")
    return {"verdict": "tied", "tied": tied}


def pairs_of(record: Record, count: Any, options: int) -> list[list[int]]:
    """The head-to-heads by the marks; where those are not told, as they are told and can be."""
    ballots, places = valid_ballots(record), range(options)
    pairs: Any = count["result"].get("pairs", [])
    if ballots is not None:  # of ranks the lowest is the best, of scores the highest
        turned = record.sheet["method"] == "star"
        pairs = head_to_head([[[6 - m for m in marks] if turned else marks, n] for marks, n in ballots], options)
    demand(len(pairs) == options and all(len(row) == options for row in pairs), "head-to-heads are missing")
    fit = all(pairs[a][b] + pairs[b][a] <= (a != b) * count["valid"] for a in places for b in places)
    demand(fit, "the head-to-heads do not add up")
    return list(pairs)


def lines_of(ballots: Any) -> list[tuple[list[int], int]]:
    """What each ballot ranks, the best first, and how many they are."""
    ranked = [(sorted((rank, place) for place, rank in enumerate(marks, 1) if rank), many) for marks, many in ballots]
    return [([place for _rank, place in line], many) for line, many in ranked]


def idle(votes: dict[int, int], still: list[int], left: int) -> list[int]:
    """The first of those without a vote, where all of them go out before the seats left are filled."""
    without = [place for place in still if not votes[place]]
    return without[:1] if len(still) - len(without) >= left else []


def by_votes(votes: dict[int, int], places: Any) -> list[int]:
    """The most votes first."""
    return sorted(places, key=lambda place: (-votes[place], place))


class Papers:
    """Papers of the Scottish count, each with its value and who holds it; stages as told where ballots are not."""

    def __init__(self, record: Record, count: Any, votes: dict[int, int]) -> None:
        """Nobody has moved yet."""
        ballots, self.told = valid_ballots(record), count["result"].get("transfers", {"stages": []})["stages"]
        self.papers = ballots and [[line, many, FIVE_PLACES, line[0]] for line, many in lines_of(ballots)]
        self.now = {place: many * FIVE_PLACES for place, many in votes.items()}

    def move(self, gone: int, left: int, still: list[int], number: int) -> bool:
        """Papers of somebody go on, and `left` of the votes stay; False where the stage is not told."""
        before, due = self.now, {**self.now, gone: left}
        for paper in [paper for paper in self.papers or [] if paper[3] == gone]:
            paper[2] = paper[2] * (before[gone] - left) // before[gone] if left else paper[2]
            paper[3] = next((place for place in paper[0] if place in still), 0)
            if paper[3]:
                due[paper[3]] += paper[1] * paper[2]
        self.now = due
        if self.papers is None and number < len(self.told):
            self.now = {place: self.told[number]["votes"][str(place)] for place in due}
            gains = {place: self.now[place] - due[place] for place in due}
            fit = min(gains.values()) >= 0 and all(place in still for place, gain in gains.items() if gain)
            demand(fit and sum(self.now.values()) <= sum(before.values()), "the votes of a stage cannot come so")
        return self.papers is not None or number < len(self.told)


def decided_scottish(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """Stage after stage: whoever has the quota is elected, a surplus moves on, or the last goes out."""
    seats, valid, papers = record.sheet["seats"], count["valid"], Papers(record, count, votes)
    quota = valid // (seats + 1) + 1
    enough, still, elected, over = quota * FIVE_PLACES, sorted(votes), list[int](), list[int]()
    past, stages, tied, action, moved = list[dict[int, int]](), list[Any](), set[int](), "first", 0
    while action:
        now = dict(papers.now)
        reached = by_votes(now, [place for place in still if action == "last" or now[place] >= enough])
        shown = {str(place): number for place, number in now.items()}
        stage = {"action": action, "option": moved, "votes": shown, "elected": reached}
        stages.append({**stage, "non_transferable": valid * FIVE_PLACES - sum(now.values())})
        elected, still, past = elected + reached, [place for place in still if place not in reached], [now, *past]
        over += [place for place in reached if now[place] > enough]
        action, moved = "", 0
        if still and len(elected) < seats:
            action, equals = next_stage(past, still, over, seats - len(elected))
            moved = settled(record, count, equals, tied, 0 if action == "surplus" else -1) if equals else 0
            held = [place for place in (over if action == "surplus" else still) if place != moved]
            over, still = (held, still) if action == "surplus" else (over, held)
            left = enough if action == "surplus" else 0
            if moved and not papers.move(moved, left, still, len(stages)):
                raise unseen_tie(record, count, held + (still if action == "surplus" else []))
    found = {"verdict": "chosen", "transfers": {"quota": quota, "stages": stages}}
    return {**found, **drawn(record, count, tied), "chosen": elected}


def next_stage(past: Any, still: list[int], over: list[int], left: int) -> tuple[str, list[int]]:
    """What comes now, and between whom it stands: equals are parted by the latest stage at which they differed."""
    if len(still) <= left:
        return "last", []
    equals, best = (over, max) if over else (idle(past[0], still, left) or still, min)
    for votes in past:
        figure = best(votes[place] for place in equals)
        equals = [place for place in equals if votes[place] == figure]
    return "surplus" if over else "exclusion", sorted(equals)


class Keeping:
    """Votes, quota and what the options keep of each vote by Meek's rules; as told where ballots are not shown."""

    def __init__(self, record: Record, count: Any, votes: dict[int, int]) -> None:
        """All keep all."""
        ballots, self.told = valid_ballots(record), count["result"].get("keeping", [])
        self.lines = None if ballots is None else lines_of(ballots)
        self.whole, self.seats = count["valid"] * NINE_PLACES, record.sheet["seats"]
        self.now = {place: many * NINE_PLACES for place, many in votes.items()}
        self.keeps, self.quota, self.surplus = dict.fromkeys(self.now, NINE_PLACES), 0, 0

    def share_out(self) -> None:
        """Each option on a ballot keeps its part of what reaches it, rounded up."""
        self.now = dict.fromkeys(self.now, 0)
        for line, many in self.lines or []:
            left = NINE_PLACES
            for place in line:
                kept = min(left, -(-left * self.keeps[place] // NINE_PLACES))
                self.now[place], left = self.now[place] + kept * many, left - kept

    def settle(self, still: list[int], elected: list[int], number: int) -> bool:
        """Share out until somebody new has the quota or no surplus is left; False where the round is not told."""
        before = None
        while True:
            if self.lines is None and number and not self.read(still, elected, number):
                return False
            if self.lines is not None:
                self.share_out()
            self.quota = sum(self.now.values()) // (self.seats + 1) + 1
            self.surplus = sum(max(0, self.now[place] - self.quota) for place in elected)
            fills = len(elected) + len(still) <= self.seats  # with the parts as they are
            ends = fills or self.surplus < NO_SURPLUS or (before is not None and self.surplus >= before)
            if self.lines is None or ends or any(self.now[place] >= self.quota for place in still):
                return True
            before = self.surplus
            for place in elected:
                part = -(-self.keeps[place] * self.quota // NINE_PLACES)
                self.keeps[place] = -(-part * NINE_PLACES // self.now[place])

    def read(self, still: list[int], elected: list[int], number: int) -> bool:
        """A round as it is told: whoever is out has nothing, and only the elected keep less than all."""
        if number >= len(self.told):
            return False
        votes, kept = self.told[number]["votes"], self.told[number]["keeps"]
        self.now, keeps = ({place: each[str(place)] for place in self.now} for each in (votes, kept))
        out = [place for place in self.now if place not in still + elected]
        fit = not any(self.now[place] or keeps[place] for place in out) and min(keeps.values()) >= 0
        fit = fit and all(keeps[place] == NINE_PLACES for place in still) and max(keeps.values()) <= NINE_PLACES
        fit = fit and all(keeps[place] for place in elected)
        demand(fit and sum(self.now.values()) <= self.whole, "the votes of a round cannot come so")
        self.keeps = keeps
        return True

    def told_as(self, elected: list[int], gone: int) -> dict[str, Any]:
        """The round as a count tells it."""
        votes, keeps = ({str(place): one for place, one in each.items()} for each in (self.now, self.keeps))
        found = {"quota": self.quota, "votes": votes, "keeps": keeps, "elected": elected, "excluded": gone}
        return {**found, "excess": self.whole - sum(self.now.values())}


def decided_meek(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """Round after round the elected keep just what they need, or the last goes out (Hill, Wichmann and Woodall)."""
    seats, keeping, still, elected = record.sheet["seats"], Keeping(record, count, votes), sorted(votes), list[int]()
    rounds, tied = list[Any](), set[int]()
    while still and len(elected) < seats:
        fills = len(elected) + len(still) <= seats
        if not keeping.settle(still, elected, len(rounds)):
            raise unseen_tie(record, count, still)
        now, gone = keeping.now, 0
        reached = by_votes(now, [place for place in still if fills or now[place] >= keeping.quota])
        still = [place for place in still if place not in reached]
        elected += reached
        if not reached:
            fewest = min(now[place] for place in still) + keeping.surplus
            equals = idle(now, still, seats - len(elected)) or [place for place in still if now[place] <= fewest]
            gone = settled(record, count, equals, tied, -1)
            still.remove(gone)
        rounds.append(keeping.told_as(reached, gone))
        keeping.keeps = {place: 0 if place == gone else keep for place, keep in keeping.keeps.items()}
    return {"verdict": "chosen", "keeping": rounds, **drawn(record, count, tied), "chosen": elected}


def decided_schulze(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """Whoever no other beats over a stronger chain of defeats than leads back; the defeats count by winning votes."""
    pairs, places = duels_of(record, count, votes)["pairs"], range(len(votes))
    paths = [[pairs[a][b] if pairs[a][b] > pairs[b][a] else 0 for b in places] for a in places]
    for over in places:  # a chain of defeats is as strong as its weakest link
        for one in places:
            paths[one] = [max(paths[one][b], min(paths[one][over], paths[over][b])) for b in places]
    winners = {one + 1: int(all(paths[one][b] >= paths[b][one] for b in places)) for one in places}
    return {**decided_choice(record, count, winners), "pairs": pairs}


def in_turn(record: Record, count: Any, equals: list[int], tied: set[int]) -> list[int]:
    """The equals as the lot puts them, and noted as tied. Raises Undecided where there is no lot."""
    if len(equals) < 2:
        return equals
    if record.sheet["tie_rule"] == "fail":
        raise Undecided(sorted(equals))
    tied.update(equals)
    return list(drawn(record, count, equals)["lot_order"])


def decided_on_the_way(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """What came out where ties come on the way: by locked defeats, or by a runoff of two."""
    tied, is_star = set[int](), record.sheet["method"] == "star"
    told, find = (scores_of(record, count, votes), met) if is_star else (duels_of(record, count, votes), locked_defeats)
    try:
        winner, found = find(record, count, votes, told, tied)
    except Undecided as tie:
        return {"verdict": "tied", "tied": tie.args[0], **told}
    return {"verdict": "chosen", **told, **found, **drawn(record, count, tied), "chosen": [winner]}


def duels_of(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """The head-to-heads of ranks, which give the votes."""
    pairs = pairs_of(record, count, len(votes))
    demand(beaten(pairs) == votes, "the head-to-heads give other votes")
    return {"pairs": pairs}


def locked_defeats(record: Record, count: Any, votes: dict[int, int], told: Any, tied: set[int]) -> Any:
    """Ranked pairs: defeats are locked from the most winning votes on, but for those that would close a circle."""
    pairs, locked = told["pairs"], list[Any]()
    above = {(a, b): pairs[a - 1][b - 1] for a, b in permutations(votes, 2)}
    won = {pair: many for pair, many in sorted(above.items()) if many > above[pair[::-1]]}
    for level in sorted(set(won.values()), reverse=True):
        equal = [pair for pair in won if won[pair] == level and without_circle([*locked, pair])]
        if not without_circle(locked + equal):
            equal = parted(record, count, equal, locked, beaten_by_none_outside(won, votes), tied)
        for pair in equal:
            locked += [pair] if without_circle([*locked, pair]) else []
    first = [place for place in votes if place not in {loser for _winner, loser in locked}]
    return in_turn(record, count, first, tied)[0], {"locked": [list(pair) for pair in locked]}


def parted(record: Record, count: Any, equal: Any, locked: Any, top: set[int], tied: set[int]) -> list[Any]:
    """Equal defeats that close a circle: the top ones by the lot, and of the others at most those by the top."""
    above, below = ([pair for pair in equal if (pair[1] in top) == is_top] for is_top in (True, False))
    if not without_circle(locked + above):
        lot = in_turn(record, count, list({place for pair in above for place in pair}), tied)
        above.sort(key=lambda pair: (lot.index(pair[0]), -lot.index(pair[1])))
    if not without_circle(locked + below):
        below = [pair for pair in below if pair[0] in top]
    return above + below


def beaten_by_none_outside(won: Any, votes: dict[int, int]) -> set[int]:
    """The fewest options who each beat all others."""
    top = {max(votes, key=lambda place: votes[place])}
    while more := {place for place in votes if place not in top and any((one, place) not in won for one in top)}:
        top |= more
    return top


def without_circle(defeats: Any) -> bool:
    """Whether the defeats never lead back to where they start: what nobody beats is taken away, until all is."""
    left = set(defeats)
    while left:
        losers = {loser for _winner, loser in left}
        rest = {pair for pair in left if pair[0] in losers}
        if rest == left:
            return False
        left = rest
    return True


def decided_grades(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """The highest median grade; of equal ones that which is better nearest to the middle."""
    ballots, valid = valid_ballots(record), count["valid"]
    grades: Any = count["result"].get("grades", []) if ballots is None else grades_of(ballots, len(votes))
    whole_rows = len(grades) == len(votes) and all(len(given) == BEST_GRADE + 1 for given in grades)
    demand(whole_rows and all(sum(given) == valid for given in grades), "the grades do not add up")
    demand(sum(valid - given[0] for given in grades) >= valid, "valid ballots cannot have given these grades")
    given = dict(enumerate(grades, 1))
    demand({place: median(given[place]) for place in given} == votes, "the grades have other medians")
    levels: dict[Any, list[int]] = {}
    for place in given:
        levels.setdefault(tuple(given[place]), []).append(place)
    best = sorted(levels, key=cmp_to_key(better), reverse=True)
    groups = [levels[level] for level in best if level[0] < valid]  # whom anybody graded above the worst
    return {**seated(record, count, groups), "grades": grades}


def better(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Above 0 where the one is better. Both lists of grades are sorted, and the grades in the middle are taken away in
    turn, of two the lower first: where the lists differ, the place that is taken first decides."""
    number, found = sum(one), (2 * sum(one), 0)
    middle = (number - 1) // 2
    for grade in range(1, len(one)):
        ours, theirs = sum(one[:grade]), sum(other[:grade])  # so many are below the grade: between, the lists differ
        if ours != theirs:
            place = min(max(min(ours, theirs), middle), max(ours, theirs) - 1)
            turn = 2 * abs(place - middle) - (place > middle and number % 2 == 0) - (place < middle and number % 2)
            found = min(found, (turn, 1 if ours < theirs else -1))
    return found[1]


def scores_of(record: Record, count: Any, votes: dict[int, int]) -> dict[str, Any]:
    """How many ballots score one above another, and how many give five; as they are told, where they can be."""
    ballots, valid, two = valid_ballots(record), count["valid"], list(permutations(votes, 2))
    pairs, told = pairs_of(record, count, len(votes)), count["result"].get("fives", [])
    if ballots is not None:
        told = [sum(many for marks, many in ballots if marks[place - 1] == BEST_SCORE) for place in votes]
    demand(len(told) == len(votes), "the highest scores are missing")
    fives, above = dict(enumerate(told, 1)), {(a, b): pairs[a - 1][b - 1] for a, b in two}
    fit = all(fives[a] <= valid and 5 * fives[a] <= votes[a] <= 4 * valid + fives[a] for a in votes)
    fit &= all(above[a, b] - 5 * above[b, a] <= votes[a] - votes[b] <= 5 * above[a, b] - above[b, a] for a, b in two)
    demand(fit, "scores cannot give these sums, fives and head-to-heads")
    return {"pairs": pairs, "fives": told}


def met(record: Record, count: Any, votes: dict[int, int], told: Any, tied: set[int]) -> Any:
    """STAR: the two highest sums meet, and whom more ballots score higher wins."""
    pairs, fives, two = told["pairs"], told["fives"], list[int]()
    for group in ranks_of(votes):
        higher = {a: (sum(pairs[a - 1][b - 1] for b in group), fives[a - 1]) for a in group}
        for level in sorted(set(higher.values()), reverse=True):
            equals, left = [a for a in group if higher[a] == level], 2 - len(two)
            two += (in_turn(record, count, equals, tied) if len(equals) > left > 0 else equals)[:left]
    strength = {a: (sum(pairs[a - 1][b - 1] for b in two), votes[a], fives[a - 1]) for a in two}
    first = [a for a in two if strength[a] == max(strength.values())]
    return in_turn(record, count, first, tied)[0], {"finalists": sorted(two)}


DECIDED = {
    "motion": decided_motion, "budget_order": decided_budget, "budget_greedy_cost": decided_budget,
    "budget_equal_shares": decided_shares, "irv": decided_irv, "star": decided_on_the_way,
    "majority_judgement": decided_grades, "schulze": decided_schulze, "ranked_pairs": decided_on_the_way,
    "stv_scottish": decided_scottish, "stv_meek": decided_meek,
}  # fmt: skip
CHECKS = (check_whole, check_ledger, check_cosignatures, check_rules, check_box, check_reconciliation, check_count)


def faults(content: bytes, kind: Any = Record) -> list[str]:
    """Each thing that is wrong with a record, or with a Ledger, as a sentence; [] where all is right.

    By rules that are wrong nothing is counted: they could ask for more than any machine has.
    """
    try:
        record = kind(content)
    except Wrong as wrong:
        return [str(wrong)]
    except NOT_AS_DESCRIBED:
        return [f"this is no {kind.__name__.lower()} of Golmok"]
    found: list[str] = []
    for check in CHECKS if kind is Record else ():
        before = len(found)
        try:
            check(record)
        except Wrong as wrong:
            found.append(str(wrong))
        except NOT_AS_DESCRIBED:
            found.append(f"what {check.__name__} looks at is not as the format says")
        if check is check_rules and len(found) > before:
            break
    return found


class Ledger:
    """The public ledger of a council that was read: its entries, and the key that they name."""

    def __init__(self, content: bytes) -> None:
        """Read and check it. Raises Wrong, or an error of NOT_AS_DESCRIBED."""
        demand(content.endswith(b"\n"), "the ledger ends in the middle of a line")
        self.entries = [read(line, number) for number, line in enumerate(content.split(b"\n")[:-1], 1)]
        shape = {"line": "entry", **LINES["entry"]}
        for number, line in enumerate(self.entries, 1):
            demand(fits(line, shape), f"line {number} does not hold what it has to")
        first = self.entries[0]["entry"]
        self.head, self.cosignatures = {"key": first["key"]}, ()
        check_chain(self.entries, first["chain"], first["key"])


def answers(record: Any, wanted: Any) -> list[str]:
    """What is wrong with what was asked beside the record: key, cosigners, checkpoints, pairing."""
    signed = {line["key"] for line in record.cosignatures}
    missing = [cosigner for cosigner in wanted.cosigner if cosigner.lower() not in signed]
    found = [f"the cosigner {cosigner} whom you named has not signed" for cosigner in missing]
    if wanted.key and wanted.key.lower() != record.head["key"]:
        found.append("the record was signed with another key than the one you gave")
    hashes = {str(seq): line["hash"] for seq, line in enumerate(record.entries, 1)}
    for checkpoint in wanted.checkpoint:
        seq, _colon, kept = checkpoint.partition(":")
        if seq.lstrip("0") not in hashes:
            found.append(f"the record ends before the checkpoint {seq} that you kept")
        elif hashes[seq.lstrip("0")] != kept.lower():
            found.append(f"entry {seq} of the ledger is not the one that you kept: the past was changed")
    if wanted.pairing is not None and not fixed_pairs(record, wanted.pairing):
        found.append("the pairing of receipts and marks is not the one that closing fixed")
    return found


def fixed_pairs(record: Record, content: bytes) -> bool:
    """Whether the content is that of an observers' file, and fits the record."""
    try:
        return pairs(record, json.loads(content.decode("utf-8")))
    except NOT_AS_DESCRIBED:
        return False


def pairs(record: Record, pairing: Any) -> bool:
    """Whether the observers' file fits the record."""
    lines = (f"{pairing['salt']}\n{receipt}\n{canonical(marks)}" for receipt, marks in pairing["ballots"])
    root = merkle_root(sorted(sha256(line) for line in lines))
    receipts = [receipt for receipt, _marks in pairing["ballots"]]
    groups = Counter(canonical(marks) for _receipt, marks in pairing["ballots"])
    told = {canonical(marks): weight for marks, weight in record.ballots["groups"]} if record.ballots else groups
    fit = all(weight <= told.get(marks, 0) for marks, weight in groups.items())  # the rest was on paper
    return root == record.body("poll.closed")["pairing_root"] and receipts == record.receipts and fit


def holds_receipt(record: Record, number: str) -> bool:
    """Whether the ballot of a receipt is in the box; 0, 1 and 8 are read as O, I and B."""
    typed = number.upper().translate(str.maketrans("018", "OIB"))
    nonce = "".join(sign for sign in typed if sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    return sha256(f"{record.poll}\n{nonce}") in record.receipts


def report(record: Record) -> None:
    """Say what the record holds."""
    print(f"poll {record.poll}: {record.sheet.get('question', '')}")
    print(f"ballots {record.body('poll.closed')['counted']}, verdict {record.one('verdict')['verdict']}")
    print(counted_again(record))
    print(programs(record))
    for line in record.cosignatures:
        name = record.cosigners(line["seq"])[line["key"]]
        print(f"entry {line['seq']} is cosigned by {name} with the key {fingerprint(line['key'])}")
    if not record.cosignatures:
        print("nobody has cosigned the ledger from this poll on: only its own key and what you kept speak for it")
    report_checkpoint(record)


def programs(record: Record) -> str:
    """Which program opened the poll, and which counted it; that it changed is no fault: the count is checked here."""
    opened, counted = record.sheet.get("program"), record.body("poll.closed").get("program")
    told = [f"Golmok {one['version']} ({one['code']})" if one else "a program not named" for one in (opened, counted)]
    if opened == counted:
        return f"opened and counted by {told[0]}"
    changed = "the program changed between opening and counting: " if opened and counted else ""
    return f"{changed}opened by {told[0]}, counted by {told[1]}"


def counted_again(record: Record) -> str:
    """What of the count was counted again, what was derived from it, and what could only be compared."""
    if record.count is None:
        return "so few voted that no numbers are told: the count cannot be repeated"
    if record.ballots is not None:
        return "the votes were counted again from the marks, and the verdict was derived again"
    tells, tied = record.count["count"]["result"].keys(), record.count["count"]["verdict"] == "tied"
    seen = f"the verdict was derived again from the {'head-to-heads' if 'pairs' in tells else 'votes'}"
    if record.sheet["method"] in ORDERED and tied:
        seen = "the first choices do not speak against the tie, and the later rounds are not told"
    elif record.sheet["method"] == "budget_equal_shares" and tied:
        seen = "the votes do not speak against the tie, and how far the shares went is not told"
    elif tells & {"rounds", "transfers", "keeping"}:
        seen = "the rounds agree with each other, and the verdict was derived again from them"
    elif "shares" in tells:
        seen = "the purchases agree with each other and with the votes, but who paid for what was taken as it is told"
    else:
        source = "grades" if "grades" in tells else "head-to-heads" if "pairs" in tells else "votes"
        seen = f"the verdict was derived again from the {source}"
    return f"no marks are told, as they could show whose they are, so the votes were not counted again: {seen}"


def report_checkpoint(record: Any) -> None:
    """Say what to compare and to keep."""
    last = record.entries[-1]
    print(f"key {record.head['key']}")
    print(f"checkpoint {last['entry']['seq']}:{last['hash']} (compare it with one that you have kept)")


def content_of(path: str) -> bytes:
    """The bytes of a file that is named on the command line."""
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{path} cannot be read: {error}") from None


def main(arguments: Any = None) -> int:
    """Read the command line, check, and say what was found."""
    parser = argparse.ArgumentParser(description="Checks the public record of a Golmok poll.")
    parser.add_argument("record", type=content_of)
    parser.add_argument("--receipt", action="append", default=[], metavar="NUMBER", help="is this ballot in the box?")
    parser.add_argument("--checkpoint", action="append", default=[], metavar="SEQ:HASH", help="what you kept earlier")
    parser.add_argument("--key", metavar="HEX", help="the key that you know to be the council's")
    parser.add_argument("--cosigner", action="append", default=[], metavar="HEX", help="a key that must have cosigned")
    parser.add_argument("--pairing", type=content_of, metavar="FILE", help="the observers' file")
    wanted = parser.parse_args(arguments)
    content = wanted.record
    is_ledger = content.startswith(b'{"entry":')
    if is_ledger and (wanted.receipt or wanted.cosigner or wanted.pairing is not None):
        parser.error("receipts, cosigners and a pairing are asked of the record of a poll")
    kind: Any = Ledger if is_ledger else Record
    found = faults(content, kind)
    if not found:
        what = kind(content)
        (report_checkpoint if is_ledger else report)(what)
        for number in wanted.receipt:
            print(f"receipt {number}: {'in the box' if holds_receipt(what, number) else 'NOT in the box'}")
        found = answers(what, wanted)
    for fault in found:
        print(f"WRONG: {fault}")
    print("NOT VERIFIED" if found else "VERIFIED")
    return 1 if found else 0


if __name__ == "__main__":
    for stream in filter(None, (sys.stdout, sys.stderr)):  # what a terminal has no letters for is shown as \uac00
        stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
