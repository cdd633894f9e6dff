"""What every PrefLib file says before its ballots: `# KEY: value`, in the form of 2022."""

from collections.abc import Mapping, Sequence

from app.polls.methods.files.lines import Malformed
from app.polls.methods.files.profile import MOST_OPTIONS, integer

Head = dict[str, tuple[int, str]]  # by key: the line where it stands, and the value
_NAME = "ALTERNATIVE NAME "


def note(head: Head, line: int, text: str) -> None:
    """Keep what this line of the head says."""
    key, _colon, value = text[1:].partition(":")
    head[key.strip()] = (line, value.strip())


def whole(head: Head, key: str, line: int, *, most: int = 10**15 - 1) -> int:
    """The number that stands there, above 0; raises Malformed."""
    if key not in head:
        raise Malformed(line, f"comes without # {key}")
    return integer(head[key][1], head[key][0], key, least=1, most=most)


def options(head: Head, line: int) -> int:
    """How many options; raises Malformed."""
    return whole(head, "NUMBER ALTERNATIVES", line, most=MOST_OPTIONS)


def check_kind(head: Head, kinds: Sequence[str], line: int) -> str:
    """The kind of file, which must be one of these; raises Malformed."""
    kind = head.get("DATA TYPE", (line, ""))[1]
    if kind not in kinds:
        told = " or ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
        raise Malformed(line, f"DATA TYPE must be {told}, not {kind[:40]!r}")
    return kind


def check_numbers(head: Head, found: Mapping[str, int], line: int) -> None:
    """Raises Malformed where the head says another number than was found."""
    for key, number in found.items():
        said = whole(head, key, line)
        if said != number:
            raise Malformed(head[key][0], f"{key} says {said}; there are {number}")


def names(head: Head, line: int) -> dict[int, str]:
    """The name of every option; raises Malformed where one has none."""
    count = options(head, line)
    for key, (where, _name) in head.items():
        if key.startswith(_NAME):
            integer(key.removeprefix(_NAME), where, "the alternative", least=1, most=count)
    missing = [option for option in range(1, count + 1) if f"{_NAME}{option}" not in head]
    if missing:
        raise Malformed(line, f"names no alternative {missing[0]}")
    return {option: head[f"{_NAME}{option}"][1] for option in range(1, count + 1)}
