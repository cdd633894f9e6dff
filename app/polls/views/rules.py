"""A rule sheet in plain words: rows of (term, sentence) for a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from app.councils.states import Tie
from app.kernel.i18n import _, language, moment
from app.kernel.i18n import number as written_number
from app.polls.methods import METHODS
from app.polls.methods.rules import PER
from app.polls.models import Poll
from app.polls.states import Channel
from app.polls.views.programs import closing_of, program_rows
from app.polls.views.special_rules import special_rows
from app.polls.views.ways import choosing, marking, tie

Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class _Frozen:
    """A sheet that never changes, known by its hash, and the language it is told in."""

    rules_hash: str
    language: str
    sheet: Mapping[str, Any] = field(compare=False)


def rule_rows(poll: Poll) -> Rows:
    """The frozen rules of an opened poll, what was added to its roll since, and its program; [] before it opens."""
    return rules_and_program(poll, closing_of(poll))


def rules_and_program(poll: Poll, closing: Mapping[str, Any] | None) -> Rows:
    """As `rule_rows`, where what the closing fixed in the ledger was read with the poll."""
    if not poll.rules:
        return []
    told = _told(_Frozen(poll.rules_hash, language(), poll.rules))
    return [*told, *_additions(poll), *program_rows(poll, closing)]


@lru_cache(maxsize=256)
def _told(frozen: _Frozen) -> Rows:
    return sheet_rows(frozen.sheet)


def sheet_rows(sheet: Mapping[str, Any]) -> Rows:
    """The rules of a sheet, in the order in which a voter asks for them."""
    old = sheet.get("replaces")  # sheets of before there was such a thing do not say
    rows = [(_("앞선 투표"), _replaced(old))] if old else []
    rows += [
        (_("언제"), _when(sheet)),
        (_("누가"), _who(sheet["roll"])),
        (_("어떻게"), _how(sheet)),
        *special_rows(sheet),
        *_in_which_order(sheet),
        *_by_paper(sheet["channels"]),
        *_with_help(sheet["channels"]),
        (_("정족수"), _quorum(sheet)),
    ]
    if METHODS[sheet["method"]].answers:
        return [*rows, (_("가결"), _passing(sheet["passing"]))]
    return [*rows, (_("뽑기"), choosing(sheet)), (_("동점"), tie(sheet))]


def _replaced(old: Mapping[str, Any]) -> str:
    if not old["rules_hash"]:
        return _("열기 전에 무효로 한 %(number)d번 투표를 고쳐 대신합니다.", number=old["poll"])
    return _(
        "무효가 된 %(number)d번 투표를 고쳐 대신합니다. 그 투표의 규칙 지문: %(hash)s…",
        number=old["poll"],
        hash=old["rules_hash"][:12],
    )


def _additions(poll: Poll) -> Rows:
    if not poll.additions:
        return []
    count = written_number(len(poll.additions))
    told = [_("%(count)s명 – 까닭: %(reasons)s", count=count, reasons="; ".join(one.reason for one in poll.additions))]
    if poll.rules["quorum"]["basis"] == "roll":
        told.append(_("정족수는 열 때의 명부로 정한 그대로입니다."))
    if METHODS[poll.method].answers and poll.rules["passing"]["basis"] == "roll":
        told.append(_("가결을 정할 때는 더한 사람도 명부에 넣어 셉니다."))
    return [(_("연 뒤에 명부에 더한 사람"), " ".join(told))]


def _when(sheet: Mapping[str, Any]) -> str:
    opens, closes = (moment(datetime.fromisoformat(sheet[end])) for end in ("opens_at", "closes_at"))
    return _("%(opens)s부터 %(closes)s까지", opens=opens, closes=closes)


def _who(roll: Mapping[str, Any]) -> str:
    if "present_at" in roll:
        return _("회의에 와 있던 사람 가운데 함께 정하는 %(count)s명입니다.", count=written_number(roll["count"]))
    people = {Tie.LIVES: _("사는 분"), Tie.WORKS: _("일하는 분"), Tie.STUDIES: _("학교에 다니는 분")}
    return _(
        "이곳에서 %(ties)s 가운데 참여가 확인된 %(count)s명입니다. 태어난 해로 세어 %(age)d세부터 투표합니다.",
        ties=", ".join(words for tie, words in people.items() if tie in roll["ties"]),
        count=written_number(roll["count"]),
        age=roll["min_age"],
    )


def _how(sheet: Mapping[str, Any]) -> str:
    secret = _("누가 무엇을 골랐는지는 남지 않습니다.")
    return f"{marking(sheet)} {secret}"


def _in_which_order(sheet: Mapping[str, Any]) -> Rows:
    if "option_order" not in sheet:
        return []
    return [(_("보기의 차례"), _("온라인 투표용지에서는 보기의 차례를 사람마다 다르게 섞습니다."))]


def _by_paper(channels: Sequence[str]) -> Rows:
    if Channel.PAPER not in channels:
        return []
    told = _(
        "온라인과 종이 가운데 하나로 한 번만 투표합니다. 종이는 건네기 전에 명부에 표시합니다."
        " 종이 표는 두 사람이 따로 옮겨 적고, 대조표가 맞아야 함께 셉니다."
    )
    return [(_("종이 투표"), told)]


def _with_help(channels: Sequence[str]) -> Rows:
    if Channel.ASSISTED not in channels:
        return []
    told = _(
        "휴대전화가 없거나 로그인하기 어려운 분은 동주민센터나 모임에서 기기를 빌려 스스로 고릅니다."
        " 고르는 동안 도와주는 분은 화면을 보지 않습니다. 명부에는 ‘도움 받아’라고만 남습니다."
    )
    return [(_("도움 받아 하는 투표"), told)]


def _quorum(sheet: Mapping[str, Any]) -> str:
    if "present_at" in sheet["roll"]:
        return _("회의의 정족수를 따릅니다.")
    quorum = sheet["quorum"]
    share, needed = _percent(quorum["value"]), written_number(quorum["needed"])
    match quorum["basis"]:
        case "count":
            return _("%(needed)s명 이상이 투표해야 합니다.", needed=needed)
        case "roll":
            return _("명부의 %(share)s, 곧 %(needed)s명 이상이 투표해야 합니다.", share=share, needed=needed)
        case "population":
            people = written_number(sheet["population"])
            return _(
                "동 인구 %(people)s명의 %(share)s, 곧 %(needed)s명 이상이 투표해야 합니다.",
                people=people,
                share=share,
                needed=needed,
            )
    return _("정해 두지 않았습니다. 몇 명이 투표하든 결과로 정합니다.")


def _percent(value: int) -> str:
    return f"{written_number(Decimal(value) * 100 / PER)}%"


def _passing(passing: Mapping[str, Any]) -> str:
    words = {"share": _share(Fraction(passing["numerator"], passing["denominator"])), "base": _base(passing)}
    if passing["strict"]:
        return _("찬성이 %(base)s의 %(share)s보다 많으면 가결입니다.", **words)
    return _("찬성이 %(base)s의 %(share)s 이상이면 가결입니다.", **words)


def _share(share: Fraction) -> str:
    if share == Fraction(1, 2):
        return _("절반")
    return _("%(whole)d분의 %(part)d", whole=share.denominator, part=share.numerator)


def _base(passing: Mapping[str, Any]) -> str:
    match passing["basis"]:
        case "roll":
            return _("명부에 있는 사람 모두")
        case "cast":
            return _("투표한 사람 모두")
    return _("찬성·반대·기권을 더한 수") if passing["abstentions_counted"] else _("찬성과 반대를 더한 수(기권 빼고)")
