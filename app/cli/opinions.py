"""flask opinions analyse DIR: the opinion map of a conversation in files of Polis; opinions_import.py brings one in."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from app.opinions.maths import Analysis, Gate, Group, Id, Statement, analyse
from app.opinions.maths.polis_files import NAMES, Conversation
from app.opinions.maths.polis_reading import Malformed, read

_MALFORMED = 2  # exit code
_WIDEST = 60  # columns of a statement
_LARGEST = 200_000_000  # bytes of a file
_MISSED = {
    "too_few_people": "사람이 너무 적음 · too few people",
    "no_groups": "나눌 것이 없음 · nothing to divide",
    "like_chance": "우연과 다르지 않음 · no clearer than chance",
    "unstable": "다시 나누면 달라짐 · unstable",
    "group_too_small": "너무 작은 그룹이 있음 · a group too small",
}


@click.group("opinions")
def opinions() -> None:
    """Opinion maps of conversations in files."""


@opinions.command("analyse")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seed", default=1, type=click.IntRange(min=0), help="Of all chance; 1 unless another is named.")
@click.option("--json", "as_text", is_flag=True, help="Everything, but for who is who.")
def analysis(folder: Path, seed: int, as_text: bool) -> None:
    """The opinion map of the conversation in DIR, which holds files as Polis exports them.

    votes.csv or participants-votes.csv, and comments.csv (or statements.csv) where there is one. A wrong file is
    refused whole (exit 2).
    """
    conversation = conversation_in(folder)
    found = analyse(conversation.matrix(), seed=seed)
    if as_text:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        return
    texts = {comment.id: comment.text for comment in conversation.comments}
    click.echo("\n".join(_told(found, texts)))


def conversation_in(folder: Path) -> Conversation:
    """What the folder holds; ends the command with 2 and the fault, its file and line, where it is wrong."""
    try:
        return read({name: _bytes(folder / name) for name in NAMES if (folder / name).is_file()})
    except Malformed as fault:
        click.echo(str(fault), err=True)
        raise click.exceptions.Exit(_MALFORMED) from fault


def _bytes(file: Path) -> bytes:
    if file.stat().st_size > _LARGEST:
        raise Malformed(file.name, 1, f"the file is larger than {_LARGEST:,} bytes")
    return file.read_bytes()


def _told(found: Analysis, texts: Mapping[Id, str]) -> Iterator[str]:
    yield f"사람 {found.people}, 답 {found.answers}, 의견 {len(found.statements)}"
    yield f"people {found.people}, answers {found.answers}, statements {len(found.statements)}"
    yield from ["", *_of_gate(found.gate)]
    for number, group in enumerate(found.groups, 1):
        yield from ["", f"그룹 · group {number}: {group.size}", *_stands(group, texts)]
    yield from ["", "의견 · statements", *_statements(found.statements, texts)]
    for title, names in (
        ("대부분 찬성 · most agree", found.majority_agree),
        ("대부분 반대 · most disagree", found.majority_disagree),
    ):
        yield from ["", f"{title}: {', '.join(map(str, names)) or '-'}"]
    if found.without_straight_liners:
        gate = found.without_straight_liners.gate
        yield from ["", f"줄곧 같은 답 · always the same answer: {len(found.straight_liners)}"]
        yield from ["그 사람들을 빼면 · without them", *_of_gate(gate)]
        yield f"  그룹 · groups: {', '.join(str(g.size) for g in found.without_straight_liners.groups) or '-'}"
    yield from ["", f"씨앗 · seed {found.seed}, 지문 · fingerprint {found.fingerprint}"]


def _of_gate(gate: Gate) -> Iterator[str]:
    """Each condition with its figure and what it is held against."""
    yield (
        "의견 그룹이 뚜렷합니다 · there are clear groups"
        if gate.open
        else ("아직 의견 그룹이 뚜렷하지 않습니다 · no clear groups yet")
    )
    rows = [
        ("사람 · people", f"{gate.people}", f"≥ {gate.people_needed}"),
        ("실루엣 · silhouette", _figure(gate.silhouette), f"> {_figure(gate.silhouette_of_chance)}"),
        ("안정성 · stability", _figure(gate.stability), f"≥ {_figure(gate.stability_needed)}"),
        ("가장 작은 그룹 · smallest group", f"{_figure(gate.smallest)}", f"≥ {gate.smallest_needed}"),
    ]
    for title, value, needed in rows:
        yield f"  {_padded(title, 32)}{value:>7}  {needed}"
    yield from (f"  ✗ {_MISSED[code]}" for code in gate.missed)


def _stands(group: Group, texts: Mapping[Id, str]) -> Iterator[str]:
    for stand in group.stands:
        way = "찬성 · agree" if stand.agree else "반대 · disagree"
        figures = f"R {stand.representativeness:.2f}, p {stand.probability:.2f}"
        yield f"  {_padded(way, 16)}{stand.statement!s:>5}  {_cut(texts.get(stand.statement, ''))}  ({figures})"


def _statements(statements: Iterable[Statement], texts: Mapping[Id, str]) -> Iterator[str]:
    yield f"  {'':>5}{'+':>6}{'-':>6}{'0':>6}{'95 %':>14}{'±':>6}{'☉':>7}"
    for one in statements:
        low, high = one.agree_interval
        counts = f"{one.agrees:>6}{one.disagrees:>6}{one.passes:>6}"
        mark = "숨김 · hidden " if one.hidden else "사람에 관함 · meta " if one.meta else ""
        shared = "" if one.agree_consensus is None else f"{one.agree_consensus:.2f}"
        interval = f"{low:.0%}~{high:.0%}"
        text = f"{mark}{_cut(texts.get(one.statement, ''))}"
        yield f"  {one.statement!s:>5}{counts}{interval:>14}{one.divisiveness:>6.2f}{shared:>7}  {text}".rstrip()
    yield "  + 찬성 agree, - 반대 disagree, 0 통과 pass, 95 % 찬성의 범위 interval of agreeing"
    yield "  ± 갈림 divisiveness, ☉ 모든 그룹이 나눔 group-informed consensus"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    printable = "".join(letter if letter.isprintable() else "?" for letter in line)
    while _width(printable) > _WIDEST:
        printable = printable[:-2] + "…"
    return printable


def _padded(text: str, width: int) -> str:
    return text + " " * max(1, width - _width(text))


def _width(text: str) -> int:
    """Columns on a terminal, where Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


COMMANDS = (opinions,)
