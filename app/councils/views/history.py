"""How the bylaws changed, as the entries of a timeline."""

from typing import Any

from app.councils import queries
from app.councils.models import Council
from app.councils.service.presets import PRESETS
from app.councils.service.rules import TOPICS, Rules, sentences
from app.kernel.i18n import _


def changes(council: Council) -> list[dict[str, Any]]:
    """Each change, the latest first: when, by whom, and every topic that reads otherwise, old → new."""
    events = queries.bylaws_history(council.id)
    names = queries.names_of({event.by_id for event in events if event.by_id is not None})
    after = Rules.of(council.bylaws).facts
    entries = []
    for event in events:
        changed = event.facts.get("changed", {})
        before = {**after, **{name: pair[0] for name, pair in changed.items() if name in after}}
        entries.append(
            {
                "at": event.at,
                "by": names.get(event.by_id or 0),
                "title": _preset_change(changed) or _("규칙을 고침"),
                "text": _difference(before, after),
            }
        )
        after = before
    return entries


def _preset_change(changed: dict[str, Any]) -> str | None:
    if "preset" not in changed:
        return None
    chosen = PRESETS.get(changed["preset"][1])
    return _("규칙 모음을 ‘%(preset)s’로 바꿈", preset=str(chosen.label)) if chosen else None


def _difference(before: dict[str, Any], after: dict[str, Any]) -> str:
    old, new = sentences(Rules.from_facts(before)), sentences(Rules.from_facts(after))
    return " / ".join(f"{label}: {old[key]} → {new[key]}" for key, label in TOPICS.items() if old[key] != new[key])
