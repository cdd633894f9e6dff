"""Which program opened a poll, and which one counted it, in plain words."""

from collections.abc import Mapping
from typing import Any

from app.kernel.i18n import _
from app.kernel.ledger import first_signed
from app.polls.models import Poll

SHOWN = 12  # letters of a fingerprint


def program_rows(poll: Poll, closing: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """Whether the program changed between opening and counting; [] where an older program wrote down none of it.

    `closing` is what the closing of the poll fixed in the ledger.
    """
    opened, counted = poll.rules.get("program"), closing.get("program") if closing else None
    return [(_("세는 프로그램"), _told(opened, counted))] if opened or counted else []


def _told(opened: Mapping[str, str] | None, counted: Mapping[str, str] | None) -> str:
    if opened and counted == opened:
        return _("%(program)s. 열 때와 셀 때 같은 프로그램입니다.", program=_name(opened))
    if opened and counted:
        return _(
            "열 때는 %(opened)s, 셀 때는 %(counted)s. 투표를 연 뒤에 프로그램이 바뀌었습니다."
            " 규칙은 열 때 그대로이고, 누구나 기록을 받아 다시 세어 볼 수 있습니다.",
            opened=_name(opened),
            counted=_name(counted),
        )
    if counted:
        return _("셀 때는 %(counted)s. 열 때의 프로그램은 적혀 있지 않습니다.", counted=_name(counted))
    return _("%(program)s로 열었습니다.", program=_name(opened or {}))


def _name(program: Mapping[str, str]) -> str:
    return _("골목회의 %(version)s (지문 %(code)s…)", version=program["version"], code=program["code"][:SHOWN])


def closing_of(poll: Poll) -> Mapping[str, Any] | None:
    """What the closing of a counted poll fixed in the ledger; None where nothing is there as it was signed."""
    return first_signed("poll.closed", "poll", poll.id) if poll.is_counted else None
