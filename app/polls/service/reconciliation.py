"""대조표, the reconciliation sheet: roll, paper and boxes side by side. It must balance before a count.

It balances where the sheets printed = handed out + unused + spoilt, the sheets in the paper box = handed out, and the
ballots in the online box = the marks on the roll that stand for them. A difference on paper needs a written
reason, and two people who stand by it; one in the online box is a breach, and no reason makes it a result.
"""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import LazyString, _, lazy
from app.people.models import User
from app.polls.methods.rules import SMALL_NUMBER
from app.polls.models import Ballot, PaperBallot, PaperBatch, Poll, Reconciliation, RefusedDuplicates, RollEntry
from app.polls.service.holding import held
from app.polls.states import Channel

IN_THE_BOX = (Channel.ONLINE, Channel.ASSISTED)  # marks on the roll that stand for a ballot in the online box
# what is compared, and how a sentence names it
COMPARED: Mapping[str, LazyString] = {
    "printed": lazy("인쇄한 종이"),
    "box": lazy("종이 투표함"),
    "online": lazy("온라인 투표함"),
}
EXPLAINABLE = ("printed", "box")  # what a reason makes good


def reconciliation_sheet(poll: Poll) -> dict[str, Any]:
    """The sheet of a poll in words, whole numbers, lists and None, ready for JSON.

    `valid`, `blank` and `invalid` (by reason) are None before the count, and where so few ballots are valid that they
    would expose people. `paper` is None where none is taken. `poll` needs its tally.
    """
    sheet = sheet_before_count(poll)
    tally = poll.tally
    if tally is None or not poll.is_counted or tally.valid_count < SMALL_NUMBER:
        return {**sheet, "valid": None, "blank": None, "invalid": None}
    reasons = dict(tally.result.get("paper", {}).get("invalid", {}))
    online = tally.result["invalid"] - sum(reasons.values())
    invalid = {**reasons, **({"misread_online": online} if online else {})}
    return {**sheet, "valid": tally.valid_count, "blank": tally.result["blank"], "invalid": invalid}


def sheet_before_count(poll: Poll) -> dict[str, Any]:
    """What the sheet says without looking at any mark: all but valid, blank and invalid."""
    marked = marks_by_channel(poll.id)
    ballots = session().scalar(select(func.count()).where(Ballot.poll_id == poll.id)) or 0
    typed = session().get(Reconciliation, poll.id) if poll.takes_paper else None
    paper = _paper(poll.id, marked.get(Channel.PAPER.value, 0), typed) if poll.takes_paper else None
    sheet = {
        "on_roll": poll.roll_count,
        "marked": {channel.value: marked.get(channel.value, 0) for channel in Channel},
        "online_ballots": ballots,
        "paper": paper,
    }
    sizes = differences(sheet)
    return {**sheet, "differences": _explained(sizes, typed), "balances": not sizes}


def differences(sheet: Mapping[str, Any]) -> dict[str, int]:
    """By what is compared, how many more there are than there should be (fewer: negative); only what differs."""
    marked, paper = sheet["marked"], sheet["paper"]
    sizes = {"online": sheet["online_ballots"] - sum(marked[channel.value] for channel in IN_THE_BOX)}
    if paper is not None:
        sizes["box"] = paper["in_box"] - paper["handed_out"]
        if paper["printed"] is not None:
            sizes["printed"] = paper["printed"] - paper["handed_out"] - paper["unused"] - paper["spoilt"]
    return {name: sizes[name] for name in COMPARED if sizes.get(name)}


def differences_with(poll: Poll, figures: Mapping[str, int]) -> dict[str, int]:
    """As `differences`, with the typed figures `printed`, `unused` and `spoilt` as they are given here."""
    sheet = sheet_before_count(poll)
    return differences({**sheet, "paper": {**sheet["paper"], **figures}})


def marks_by_channel(poll_id: int) -> dict[str, int]:
    """How many people of the roll have used each channel; only channels that were used."""
    used = (
        select(RollEntry.channel, func.count())
        .where(RollEntry.poll_id == poll_id, RollEntry.channel.is_not(None))
        .group_by(RollEntry.channel)
    )
    return {channel.value: number for channel, number in session().execute(used) if channel is not None}


def paper_ballots(poll_id: int) -> Counter[str]:
    """The sheets of the accepted batches by their written marks."""
    sheets = select(PaperBallot.marks, func.sum(PaperBallot.count)).where(PaperBallot.poll_id == poll_id)
    return Counter({marks: int(count) for marks, count in session().execute(sheets.group_by(PaperBallot.marks))})


def is_invalid(marks: str) -> bool:
    """Whether written marks of a sheet are a reason and no ballot."""
    return isinstance(json.loads(marks), str)


def write_reconciliation(
    poll_id: int, *, printed: int, unused: int, spoilt: int, reasons: Mapping[str, str], by: User
) -> Reconciliation:
    """Keep the typed figures and a reason for each difference on paper; a confirmation given before lapses.

    Raises Invalid where a figure differs and no reason is given, Conflict unless the poll is being counted.
    """
    poll = held(poll_id)
    poll.move("enter")
    figures = {"printed": printed, "unused": unused, "spoilt": spoilt}
    sizes = differences_with(poll, figures)
    explained = [name for name in EXPLAINABLE if name in sizes]
    missing = [str(COMPARED[name]) for name in explained if not reasons.get(name, "").strip()]
    if missing:
        raise Invalid(_("수가 맞지 않습니다. 까닭을 적어 주세요: %(what)s.", what=", ".join(missing)))
    given = {name: reasons[name].strip() for name in explained}
    signed = {"written_by_id": by.id, "confirmed_by_id": None}
    typed = session().merge(Reconciliation(poll_id=poll_id, **figures, **signed, differences=sizes, reasons=given))
    session().flush()
    return typed


def confirm_reconciliation(poll_id: int, *, by: User, at: datetime) -> Reconciliation:
    """The second of the two stands by the reasons. Event poll.difference_confirmed.

    Raises Conflict where nothing is written, for the person who wrote it, and where figures have changed since.
    """
    poll = held(poll_id)
    poll.move("enter")
    typed = session().get(Reconciliation, poll_id)
    if typed is None:
        raise Conflict(_("대조표를 먼저 적어야 확인할 수 있습니다."))
    if typed.written_by_id == by.id:
        raise Conflict(_("까닭을 적은 분이 아닌 다른 분이 확인해야 합니다."))
    if typed.differences != differences(sheet_before_count(poll)):
        raise Conflict(_("까닭을 적은 뒤에 수가 바뀌었습니다. 대조표를 다시 적어 주세요."))
    typed.confirmed_by_id = by.id
    record("poll.difference_confirmed", poll, by=by, at=at, differences=typed.differences)
    return typed


def why_not_counted(poll: Poll) -> str:
    """What is still missing before the count, in a sentence; "" where it can be made."""
    waiting = select(PaperBatch.number).where(PaperBatch.poll_id == poll.id, PaperBatch.is_accepted.is_(False))
    numbers = session().scalars(waiting.order_by(PaperBatch.number)).all()
    if numbers:
        names = ", ".join(str(number) for number in numbers)
        return _("두 사람이 똑같이 옮겨 적지 않은 묶음이 있습니다: %(names)s번.", names=names)
    return why_unsettled(sheet_before_count(poll))


def why_unsettled(sheet: Mapping[str, Any]) -> str:
    """Why a sheet does not bear a count yet, in a sentence; "" where it balances or two people explain it."""
    if sheet["paper"]["printed"] is None:
        return _("대조표에 인쇄한 장수와 남은 장수를 먼저 적어 주세요.")
    named = [(str(COMPARED[one["between"]]), one) for one in sheet["differences"]]
    missing = ", ".join(name for name, one in named if not one["reason"])
    if missing:
        return _("대조표의 수가 맞지 않습니다. 까닭을 적어 주세요: %(what)s.", what=missing)
    if any(one["confirmed_by"] < 2 for _name, one in named):
        return _("대조표에 적은 까닭을 다른 한 분이 확인해야 합니다.")
    return ""


def _paper(poll_id: int, handed_out: int, typed: Reconciliation | None) -> dict[str, Any]:
    refused = session().get(RefusedDuplicates, poll_id)
    return {
        "printed": typed.printed if typed else None,
        "handed_out": handed_out,
        "in_box": sum(paper_ballots(poll_id).values()),
        "unused": typed.unused if typed else None,
        "spoilt": typed.spoilt if typed else None,
        "refused": refused.count if refused else 0,
    }


def _explained(sizes: Mapping[str, int], typed: Reconciliation | None) -> list[dict[str, Any]]:
    """Each difference with its reason and how many people stand by it; a reason for other figures is none."""
    current = typed if typed is not None and typed.differences == sizes else None
    reasons = current.reasons if current else {}
    people = 1 + (current is not None and current.confirmed_by_id is not None)
    return [
        {
            "between": name,
            "size": size,
            "reason": reasons.get(name, ""),
            "confirmed_by": people if name in reasons else 0,
        }
        for name, size in sizes.items()
    ]
