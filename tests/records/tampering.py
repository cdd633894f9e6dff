"""What could be done to a record: by whoever holds the file, and by an insider who holds the key as well."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.kernel.ledger import FIRST, canonical
from app.polls.service.commitments import merkle_root
from config import TestConfig
from tests.records.misallotted import MISALLOTTED
from tests.records.miscounts import MISCOUNTED

Lines = list[Any]
KEY = Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(TestConfig.SIGNING_KEY + "="))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def sign(text: str) -> str:
    return KEY.sign(text.encode()).hex()


def lines_of(content: bytes) -> Lines:
    return [json.loads(line) for line in content.splitlines()]


def line(lines: Lines, kind: str) -> Any:
    """The first line of the kind."""
    return next(one for one in lines if one["line"] == kind)


def entry(lines: Lines, kind: str) -> Any:
    """The last entry of the kind, of this poll where it is about polls."""
    found = [one["entry"] for one in lines if one["line"] == "entry" and one["entry"]["kind"] == kind]
    own = [one for one in found if one["subject"] == f"poll/{line(lines, 'head')['poll']}"]
    return (own or found)[-1]


def written(lines: Lines) -> bytes:
    """The lines as they are."""
    return "".join(canonical(one) + "\n" for one in lines).encode()


def ended(lines: Lines) -> bytes:
    """The lines with an end of their own: signed as a whole, and what is inside left as it is."""
    body = written(lines[:-1])
    digest = hashlib.sha256(body).hexdigest()
    end = {"line": "end", "lines": len(lines) - 1, "digest": digest, "signature": sign(digest)}
    return body + written([end])


def chained(lines: Lines) -> bytes:
    """The ledger written anew from its start, every entry signed, and the whole."""
    before = FIRST
    for one in lines:
        if one["line"] == "entry":
            one["entry"]["previous"] = before
            before = one["hash"] = sha256(canonical(one["entry"]))
            one["signature"] = sign(before)
    return ended(lines)


def sealed(lines: Lines) -> bytes:
    """Every hash, root and commitment computed anew, and all of it signed: an insider's consistent rewrite."""
    closed = entry(lines, "poll.closed")["body"]
    rules = line(lines, "rules")
    rules["hash"] = sha256(canonical(rules["sheet"]))
    entry(lines, "poll.opened")["body"]["rules"] = closed["rules"] = rules["hash"]
    closed["receipts_root"] = merkle_root(one["hash"] for one in lines if one["line"] == "receipt")
    for one in lines:
        if one["line"] == "reconciliation":
            closed["reconciliation"] = sha256(canonical(one["sheet"]))
        if one["line"] == "ballots":
            closed["marks"] = sha256(f"{one['salt']}\n{canonical(one['groups'])}")
        if one["line"] == "count":
            one["count"]["result"]["rules_hash"] = rules["hash"]
            closed["count"] = sha256(f"{one['salt']}\n{canonical(one['count'])}")
        if one["line"] == "entry" and one["entry"]["kind"] == "poll.certified":
            one["entry"]["body"]["count"] = closed["count"]
    for one in lines:
        if one["line"] == "entry" and one["entry"]["kind"] == "poll.box_closed":
            one["entry"]["body"].update({name: closed[name] for name in one["entry"]["body"] if name in closed})
    return chained(lines)


# what the wrong vectors are called by


def _changed(name: str, change: Callable[[Lines], Any], seal: Callable[[Lines], bytes]) -> Callable[..., bytes]:
    def changed(right: Mapping[str, bytes]) -> bytes:
        lines = lines_of(right[name])
        change(lines)
        return seal(lines)

    return changed


def _replaced(name: str, old: bytes, new: bytes) -> Callable[..., bytes]:
    def replaced(right: Mapping[str, bytes]) -> bytes:
        assert old in right[name]
        return right[name].replace(old, new, 1)

    return replaced


def more_votes(lines: Lines) -> None:
    votes = line(lines, "count")["count"]["result"]["votes"]
    votes["1"], votes["2"] = votes["1"] + 1, votes["2"] - 1


def other_verdict(lines: Lines) -> None:
    line(lines, "verdict")["verdict"] = line(lines, "count")["count"]["verdict"] = "not_carried"


def other_lot(lines: Lines) -> None:
    result = line(lines, "count")["count"]["result"]
    result["lot_order"].reverse()
    result["chosen"] = result["lot_order"][: len(result["chosen"])]


def other_root(lines: Lines) -> None:
    entry(lines, "poll.closed")["body"]["receipts_root"] = "0" * 64


def other_marks(lines: Lines) -> None:
    groups = line(lines, "ballots")["groups"]
    groups[0][1], groups[1][1] = groups[0][1] + 1, groups[1][1] - 1


def no_receipt(lines: Lines) -> None:
    lines.remove(line(lines, "receipt"))


def one_confirmed(lines: Lines) -> None:
    for sheet in _sheets(lines):
        sheet["differences"][0]["confirmed_by"] = 1


def hidden_difference(lines: Lines) -> None:
    for sheet in _sheets(lines):
        sheet["differences"], sheet["balances"] = [], True


def _sheets(lines: Lines) -> list[Any]:
    return [line(lines, "reconciliation")["sheet"], line(lines, "count")["count"]["result"]["reconciliation"]]


def fewer_added(lines: Lines) -> None:
    del line(lines, "count")["count"]["result"]["roll_added"]


def another_count(lines: Lines) -> None:
    lines.insert(lines.index(line(lines, "count")), line(lines, "count"))


def another_cosigner(lines: Lines) -> None:
    """The key of the last cosignature, which another has signed."""
    new = Ed25519PrivateKey.from_private_bytes(bytes(32))
    key = new.public_key().public_bytes_raw().hex()
    [one for one in lines if one["line"] == "cosignature"][-1]["key"] = key


def another_naming(lines: Lines) -> None:
    """A key that nobody holds was named in place of the centre's."""
    entry(lines, "cosigner.named")["body"]["key"] = "f" * 64


def none_named(lines: Lines) -> None:
    del entry(lines, "cosigner.named")["body"]["party"]


def cosigned_twice(lines: Lines) -> None:
    lines.insert(lines.index(line(lines, "cosignature")), line(lines, "cosignature"))


def cosigned_beyond(lines: Lines) -> None:
    line(lines, "cosignature")["seq"] += 1


def nothing(lines: Lines) -> None:
    """What the insider changed stands elsewhere: in words that decide nothing."""
    line(lines, "rules")["sheet"]["question"] = "골목에 주차장을 둘까요?"


def no_cosignature_of_the_end(lines: Lines) -> None:
    lines.remove(line(lines, "cosignature"))


def no_code_of_opening(lines: Lines) -> None:
    del line(lines, "rules")["sheet"]["program"]["code"]


def no_version_of_closing(lines: Lines) -> None:
    entry(lines, "poll.closed")["body"]["program"]["version"] = 9


def capitals(content: bytes) -> bytes:
    """The signature of the end in capital letters: the same number, written otherwise."""
    before, name, after = content.rpartition(b'"signature":')
    return before + name + after.upper()


NAMED: dict[str, Callable[[Mapping[str, bytes]], bytes]] = {
    "votes_signed_again": _changed("motion_carried", more_votes, sealed),
    "verdict_signed_again": _changed("motion_carried", other_verdict, sealed),
    "lot_signed_again": _changed("one_by_lot", other_lot, sealed),
    "root_signed_again": _changed("motion_carried", other_root, chained),
    "marks_signed_again": _changed("several_seats", other_marks, sealed),
    "receipt_gone_signed_again": _changed("motion_of_seven", no_receipt, sealed),
    "count_twice_signed_again": _changed("motion_of_seven", another_count, ended),
    "one_confirmed_signed_again": _changed("paper_explained", one_confirmed, sealed),
    "difference_signed_again": _changed("paper_explained", hidden_difference, sealed),
    "added_signed_again": _changed("roll_added", fewer_added, sealed),
    "past_of_cosigners_signed_again": _changed("cosigned_by_two", nothing, sealed),
    "cosigner_signed_again": _changed("cosigned", another_cosigner, ended),
    "naming_signed_again": _changed("cosigned", another_naming, chained),
    "no_naming_signed_again": _changed("cosigned", none_named, chained),
    "cosigned_twice_signed_again": _changed("cosigned", cosigned_twice, ended),
    "cosigned_beyond_signed_again": _changed("cosigned", cosigned_beyond, ended),
    "cosignature_gone_signed_again": _changed("cosigned_later", no_cosignature_of_the_end, ended),
    "opened_by_signed_again": _changed("counted_by_another_program", no_code_of_opening, sealed),
    "counted_by_signed_again": _changed("counted_by_another_program", no_version_of_closing, sealed),
    **{f"{name}_signed_again": _changed(kind, change, sealed) for name, (kind, change) in MISCOUNTED.items()},
    **{f"{name}_signed_again": _changed(kind, change, sealed) for name, (kind, change) in MISALLOTTED.items()},
    "marks_not_signed": _changed("several_seats", other_marks, written),
    "cut_short": lambda right: right["motion_of_three"][:-200],
    "end_in_capitals": lambda right: capitals(right["motion_of_three"]),
    "float": _replaced("motion_of_three", b'"version":1', b'"version":1.0'),
    "key_twice": _replaced("motion_of_three", b'"version":1', b'"version":1,"version":1'),
    "blank_between": _replaced("motion_of_three", b'"version":1', b'"version": 1'),
    "not_utf8": _replaced("motion_of_three", b'"name":"', b'"name":"\xff'),
    "another_poll": lambda right: right["motion_of_three"].replace(b"poll/", b"poll/1"),
}
