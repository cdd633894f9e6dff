"""What answers say as rows to read, and what became of each row from one version to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.decisions.models import TOLD, DecisionVersion
from app.decisions.queries.reviews import versions
from app.decisions.states import Answer, ReasonCode
from app.kernel.i18n import LazyString, day, lazy, won

NAMES: Mapping[str, LazyString] = {
    "answer": lazy("답"),
    "summary": lazy("주민이 읽을 요약"),
    "reason_code": lazy("이유 분류"),
    "reason": lazy("이유"),
    "found": lazy("확인한 사실"),
    "ground": lazy("근거"),
    "possible": lazy("할 수 있는 것"),
    "passed_to": lazy("보낸 기관"),
    "waits_for": lazy("기다리는 것"),
    "next_on": lazy("다시 답하는 날"),
    "do_by": lazy("하기로 한 날"),
    "cost_won": lazy("드는 돈"),
    "money_from": lazy("어디에서 나오는 돈"),
    "section": lazy("담당 부서"),
    "officer_name": lazy("담당자"),
    "officer_phone": lazy("전화"),
    "files": lazy("첨부 파일"),
}


@dataclass(frozen=True)
class Row:
    """One part of an answer in two versions; they are the same where nothing changed."""

    name: LazyString
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """A version, and what it says otherwise than the one before it: nothing where it is the first."""

    version: DecisionVersion
    rows: Sequence[Row]
    whole: Sequence[tuple[LazyString, str]]


def changes(request_id: int) -> list[Change]:
    """All versions of the answer to a request, the newest first, each with what it changed."""
    said = versions(request_id)
    before = [*said[1:], None] if said else []
    return [
        Change(version, _rows(old.words, version.words) if old else [], told_rows(version.words))
        for version, old in zip(said, before, strict=True)
    ]


def _rows(before: Mapping[str, str], after: Mapping[str, str]) -> list[Row]:
    pairs = [Row(NAMES[name], _said(name, before), _said(name, after)) for name in TOLD]
    return [row for row in pairs if row.before != row.after]


def told_rows(words: Mapping[str, str]) -> list[tuple[LazyString, str]]:
    """What an answer says, in the order in which it is read, nothing of what stands empty."""
    return [(NAMES[name], _said(name, words)) for name in TOLD if words.get(name)]


def _said(name: str, words: Mapping[str, str]) -> str:
    value = words.get(name, "")
    if not value:
        return ""
    match name:
        case "answer":
            return str(Answer(value).label)
        case "reason_code":
            return str(ReasonCode(value).label)
        case "next_on" | "do_by":
            return day(date.fromisoformat(value))
        case "cost_won":
            return won(int(value))
        case "files":
            return "\n\n".join(line.split(" ", 2)[2] for line in value.splitlines())
    return value
