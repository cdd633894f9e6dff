"""What the way of a matter says of its commitments: titles and details of their events, and what comes next."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.deeds.models import Commitment, DeedCheck
from app.deeds.states import CheckKind, TrialEnd
from app.kernel.events import Event
from app.kernel.i18n import LazyString, _, day, lazy, ngettext

SHORT = 24  # characters of a title that tells commitments apart
DONE = lazy("이행")
# what an event is called, and its tone
TITLES: Mapping[str, tuple[LazyString, str]] = {
    "commitment.changed": (lazy("하기로 한 일을 고쳤습니다"), "warning"),
    "commitment.started": (lazy("하기로 한 일을 시작했습니다"), "primary"),
    "commitment.told": (lazy("하기로 한 일의 소식을 알렸습니다"), "neutral"),
    "commitment.done": (lazy("하기로 한 일을 다 했다고 알렸습니다"), "success"),
    "commitment.cut": (lazy("구의회가 예산을 줄이거나 뺐습니다"), "danger"),
    "commitment.dropped": (lazy("하기로 한 일을 그만두었습니다"), "danger"),
    "commitment.reopened": (lazy("하기로 한 일을 다시 합니다"), "warning"),
    "commitment.photo_removed": (lazy("사진 한 장을 지웠습니다"), "neutral"),
    "commitment.milestone_set": (lazy("단계를 정했습니다"), "neutral"),
    "commitment.milestone_done": (lazy("단계를 마쳤습니다"), "primary"),
    "commitment.milestone_undone": (lazy("단계를 마치지 않았다고 바로잡았습니다"), "warning"),
    "commitment.milestone_dropped": (lazy("단계를 뺐습니다"), "neutral"),
    "commitment.trial_set": (lazy("시범을 하기로 했습니다"), "primary"),
    "commitment.trial_decided": (lazy("시범을 어떻게 할지 정했습니다"), "success"),
    "check.opened": (lazy("함께한 이웃에게 지금 어떤지 물었습니다"), "primary"),
    "check.closed": (lazy("이웃의 답을 모았습니다"), "success"),
    "check.taken_down": (lazy("종이나 말로 받은 답의 수를 적었습니다"), "neutral"),
}


def detail(event: Event, subject: Any, all_of_them: Sequence[Commitment]) -> str:
    """What happened to a commitment and why, or what a round of answers came to; "" for anything else.

    Where the matter has several commitments, it says of which one.
    """
    if isinstance(subject, DeedCheck):
        one, said = subject.commitment, _of_check(event, subject)
    elif isinstance(subject, Commitment):
        one, said = subject, _of_commitment(event, subject)
    else:
        return ""
    return f"‘{_short(one.title)}’ – {said}" if len(all_of_them) > 1 and said != one.title else said


def _short(title: str) -> str:
    return title if len(title) <= SHORT else f"{title[: SHORT - 1]}…"


def _of_commitment(event: Event, commitment: Commitment) -> str:
    facts = event.facts
    if event.action == "commitment.reopened" and event.by_id is None:
        return _("함께한 이웃의 답으로 다시 엽니다. %(day)s까지 합니다.", day=_day(facts["day"]))
    if event.action == "commitment.trial_decided":
        return f"{TrialEnd(facts['outcome']).label} – {facts['reason']}"
    if event.action == "commitment.trial_set":
        return _("%(first)s부터 %(last)s까지", first=_day(facts["starts_on"]), last=_day(facts["ends_on"]))
    if event.action == "commitment.changed":
        return " ".join(filter(None, (_moved(facts), facts["why"])))
    said = str(facts.get("title") or facts.get("reason") or facts.get("text") or commitment.title)
    return f"{said} ({_day(facts['day'])})" if facts.get("day") else said


def _moved(facts: Mapping[str, str]) -> str:
    if facts.get("day_before"):
        return _("날짜: %(before)s → %(now)s.", before=_day(facts["day_before"]), now=_day(facts["day"]))
    return ""


def _day(text: str) -> str:
    return day(date.fromisoformat(text))


def _of_check(event: Event, check: DeedCheck) -> str:
    """Which round it is; and once it is closed, how many found what, unless they were too few."""
    if event.action != "check.closed":
        return str(check.kind.label)
    if not check.counts.is_shown:
        return _("%(kind)s – 답이 5명보다 적어 수를 밝히지 않습니다.", kind=check.kind.label)
    told = ", ".join(f"{mark.label} {check.counts.of(mark)}" for mark in check.offered)
    return f"{check.kind.label} – {told}"


def next_step(commitments: Sequence[Commitment], today: date) -> str:
    """What comes next of what was promised, in one sentence."""
    days = sorted(one.do_by for one in commitments if not one.has_ended and one.do_by)
    if days and days[0] < today:
        late = (today - days[0]).days
        return ngettext(
            "하기로 한 날이 %(num)d일 지났습니다. 담당자에게 물어볼 수 있습니다.",
            "하기로 한 날이 %(num)d일 지났습니다. 담당자에게 물어볼 수 있습니다.",
            late,
        )
    if days:
        return _("동주민센터가 %(day)s까지 하기로 했습니다. 약속한 일이 되는지 함께 지켜봐 주세요.", day=day(days[0]))
    if any(check.is_open for one in commitments for check in one.checks):
        return _("다 했다고 합니다. 함께한 이웃에게 지금 어떤지 묻고 있습니다.")
    if any(one.is_done for one in commitments):
        return _asked_yet(commitments)
    return _("하기로 한 일을 하지 않게 되었습니다. 까닭은 아래에 적혀 있습니다.")


def _asked_yet(commitments: Sequence[Commitment]) -> str:
    rounds = (check for one in commitments for check in one.checks if one.is_done and check.turn == one.turn)
    if any(check.kind is CheckKind.TWO_MONTHS for check in rounds):
        return _("다 했고, 두 달 뒤에 이웃에게도 물었습니다.")
    return _("다 했다고 합니다. 두 주 뒤와 두 달 뒤에 함께한 이웃에게 정말 좋아졌는지 여쭙니다.")
