"""What happened to a plan, in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.kernel.events import Event
from app.kernel.i18n import LazyString, _, day, lazy, won
from app.plans.states import Duty, ReviewMark, Runner

_TITLES: Mapping[str, LazyString] = {
    "plan.drafted": lazy("계획을 만들기 시작했습니다"),
    "plan.cap_changed": lazy("한도를 고쳤습니다"),
    "plan.item_added": lazy("사업을 넣었습니다"),
    "plan.item_changed": lazy("사업을 고쳤습니다"),
    "plan.item_removed": lazy("사업을 뺐습니다"),
    "plan.dated": lazy("날짜를 적었습니다"),
    "plan.adopted": lazy("주민이 의결했습니다"),
    "plan.taken_back": lazy("의결을 되돌렸습니다"),
    "plan.sent": lazy("구에 보냈습니다"),
    "plan.item_judged": lazy("구의 검토 결과를 적었습니다"),
    "plan.reviewed": lazy("구의 검토가 끝났습니다"),
    "plan.item_worded": lazy("구와 다른 사업에 주민자치회가 답했습니다"),
    "plan.finalised": lazy("계획을 확정했습니다"),
    "plan.started": lazy("사업을 시작했습니다"),
    "plan.spent": lazy("쓴 돈을 적었습니다"),
    "plan.item_linked": lazy("사업과 하기로 한 일을 이었습니다"),
    "plan.item_promised": lazy("동주민센터가 사업을 하기로 했습니다"),
    "plan.settled": lazy("정산했습니다"),
    "plan.due": lazy("기한이 다가온다고 알렸습니다"),
    "plan.overdue": lazy("기한이 지났다고 알렸습니다"),
}
_NAMES: Mapping[str, LazyString] = {
    "title": lazy("이름"),
    "what": lazy("내용"),
    "cost_won": lazy("사업비"),
    "runner": lazy("누가"),
    "notice_on": lazy("알리기 시작한 날"),
    "assembly_on": lazy("총회"),
    "posted_on": lazy("게시한 날"),
    "next_assembly_on": lazy("다음 총회"),
}


@dataclass(frozen=True)
class Told:
    """One line of the history, as the timeline macro shows it."""

    at: datetime
    title: str
    text: str


def told(events: Sequence[Event], *, is_reviewed: bool) -> list[Told]:
    """What happened, the latest first; what the gu says is told when its whole review is out."""
    hidden = set() if is_reviewed else {"plan.item_judged"}
    known = [event for event in events if event.action in _TITLES.keys() - hidden]
    return [Told(event.at, str(_TITLES[event.action]), _text(event.facts)) for event in reversed(known)]


def _text(facts: Mapping[str, Any]) -> str:
    parts = [str(facts.get("title") or "")]
    parts += [str(Duty(facts["duty"]).label)] if "duty" in facts else []
    parts += [str(ReviewMark(facts["mark"]).label)] if "mark" in facts else []
    parts += [_change(name, *both) for name, both in facts.get("changes", {}).items()]
    if "before" in facts:
        parts.append(f"{_money(facts['before'])} → {_money(facts['cap_won'])}")
    else:
        parts += [won(facts[name]) for name in ("cost_won", "amount_won", "spent_won") if facts.get(name)]
    parts += [str(facts[name]) for name in ("reason", "word", "words", "why") if facts.get(name)]
    return " · ".join(part for part in parts if part)


def _money(amount: int | None) -> str:
    return _("없음") if amount is None else won(amount)


def _change(name: str, before: Any, after: Any) -> str:
    return f"{_NAMES[name]}: {_value(name, before)} → {_value(name, after)}"


def _value(name: str, value: Any) -> str:
    if name == "cost_won":
        return won(value)
    if name == "runner":
        return str(Runner(value).label)
    if name.endswith("_on") and value:
        return day(date.fromisoformat(value))
    return str(value) or _("없음")
