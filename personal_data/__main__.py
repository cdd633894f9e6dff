"""`python -I -m personal_data`: one file read in a process of its own, with a limit of memory and time.

Arguments: the kind of the file, its path, megabytes of memory, seconds of computing. On the input, JSON: the offices'
phone numbers, and whether personal data are looked for. On the output, JSON: why the file is refused, or what was
found, masked. Nothing of what is read goes anywhere else, least of all into an error.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from personal_data.kinds import Kind
from personal_data.readers import READERS, Refusal, Why
from personal_data.readers.pieces import Piece
from personal_data.search import find

MOST_FOUND = 100  # of them that are told; the others are counted
CHUNK = 20_000  # characters that are searched at once


def limit(megabytes: int, seconds: int) -> None:
    """Let the system end this process where it takes more."""
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def report(kind: str, path: Path, *, offices: list[str], is_searched: bool) -> dict[str, Any]:
    """What was found in the file, or why it is refused."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    more = 0
    try:
        with path.open("rb") as stream:
            for piece in READERS[kind](stream):
                for one in _finds(piece, offices) if is_searched else ():
                    key = (one["kind"], one["masked"], json.dumps(one["place"], sort_keys=True))
                    more += key not in found and len(found) >= MOST_FOUND
                    if len(found) < MOST_FOUND:
                        found.setdefault(key, one)
    except Refusal as refusal:
        return {"refused": refusal.why.value}
    except (MemoryError, RecursionError):
        return {"refused": Why.TOO_MUCH.value}
    except Exception:  # noqa: BLE001  # a bad file may fail in any way, and must not be quoted in a log
        return {"refused": Why.BROKEN.value}
    return {"found": _without_echoes(list(found.values())), "more": more}


def _finds(piece: Piece, offices: list[str]) -> list[dict[str, Any]]:
    if piece.place.get("part") == "picture":
        return [{"kind": Kind.PICTURE.value, "masked": "", "place": piece.place}]
    text, finds = piece.text, []
    for start in range(0, max(1, len(text)), CHUNK):
        part = text[max(0, start - 100) : start + CHUNK]
        finds += find(part, near=piece.near, offices=offices, is_row=piece.is_row)
    return [{"kind": one.kind.value, "masked": one.masked, "place": piece.place} for one in finds]


def _without_echoes(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each find once: the text that cells share, and a row in one, say again what a cell has said."""
    cells = {(one["kind"], one["masked"]) for one in found if one["place"].get("part") != "unused"}
    kept, seen = [], set()
    for one in found:
        place = one["place"]
        if place.get("part") == "unused" and (one["kind"], one["masked"]) in cells:
            continue
        at = (one["kind"], one["masked"], place.get("name"), place.get("row"), place.get("part"))
        if at not in seen:
            kept.append(one)
        seen.add(at)
    return kept


def main() -> int:
    """Read the file that the arguments name."""
    kind, path, megabytes, seconds = sys.argv[1:5]
    limit(int(megabytes), int(seconds))
    told = json.load(sys.stdin)
    answer = report(kind, Path(path), offices=told["offices"], is_searched=told["is_searched"])
    json.dump(answer, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
