"""Opening: the rule sheet is written and hashed, the roll is made, and from then on both stand still."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from app.councils.models import Bylaws, Council
from app.kernel.clock import database_now, seoul
from app.kernel.db import session
from app.kernel.errors import Conflict
from app.kernel.events import record
from app.kernel.i18n import _, moment
from app.kernel.ledger import append, canonical
from app.kernel.program import running
from app.people.models import User
from app.polls.methods import METHODS
from app.polls.methods.budget_equal_shares import DECLARED, BudgetEqualShares
from app.polls.methods.rules import SMALL_NUMBER, Rules, quorum_needed
from app.polls.methods.weights import weights
from app.polls.models import Option, Poll, RefusedDuplicates, RollEntry
from app.polls.queries import eligible, unanswered
from app.polls.service.ballots import key_on_roll
from app.polls.service.commitments import roll_root
from app.polls.service.lots import lot_commitment
from app.polls.service.open_box import Clock
from app.polls.states import POLL, Channel

SHEET_VERSION = 1
# 연 나이: only the year of birth is known, so everybody counts as having had this year's birthday
AGE_COUNTED = "year of opening minus year of birth"
ADDED_LATER = "logged with a reason; counts where yes is a share of the roll, changes no quorum"


@dataclass(frozen=True)
class Sitting:
    """The meeting, and the item of its agenda, whose people are the roll."""

    meeting: int
    item: int


def open_poll(poll: Poll, *, by: User, at: datetime, clock: Clock = database_now) -> Poll:
    """Freeze the rules, make the roll and open the box; the ledger keeps their hashes. Event poll.opened.

    Raises Conflict unless the poll is a draft whose notice period has run, whose announced beginning has come, whose
    end lies ahead by the database's clock, whose roll nobody objects to unanswered, and has somebody on it.
    """
    state = session().execute(select(Poll.state).where(Poll.id == poll.id).with_for_update()).scalar_one()
    POLL.after("open", state)
    council = _council(poll.council_id)
    now = clock(session().connection())
    _check_times(poll, council.bylaws, now)
    _check_objections(poll.id)
    people = eligible(council.bylaws, seoul(now).year)
    if not people:
        raise Conflict(_("투표할 수 있는 주민이 없어 열 수 없습니다. 참여가 확인된 주민이 있어야 합니다."))
    return _open(poll, council, people, None, now, by=by, at=at)


def open_for(
    poll: Poll, people: Sequence[int], sitting: Sitting, *, by: User, at: datetime, clock: Clock = database_now
) -> Poll:
    """As `open_poll`, for the persons who are at a meeting and decide there: without notice, with the meeting's quorum.

    Raises Conflict unless the poll is a draft whose end lies ahead by the database's clock.
    """
    state = session().execute(select(Poll.state).where(Poll.id == poll.id).with_for_update()).scalar_one()
    POLL.after("open", state)
    now = clock(session().connection())
    if poll.closes_at <= now:
        raise Conflict(_("마감 시각이 이미 지났습니다. 마감을 고친 뒤에 열어 주세요."))
    return _open(poll, _council(poll.council_id), people, sitting, now, by=by, at=at)


def _open(
    poll: Poll,
    council: Council,
    people: Sequence[int],
    sitting: Sitting | None,
    now: datetime,
    *,
    by: User,
    at: datetime,
) -> Poll:
    options = session().scalars(select(Option).where(Option.poll_id == poll.id).order_by(Option.position)).all()
    keys = sorted(key_on_roll(person_id, poll.id) for person_id in people)
    session().execute(insert(RollEntry), [{"poll_id": poll.id, "person_key": key, "alley": ""} for key in keys])
    sheet = rule_sheet(poll, council, list(options), roll_count=len(keys), opened_at=now)
    if sitting is not None:
        sheet["roll"] |= {"present_at": vars(sitting), "added_later": "never"}
        sheet["quorum"] = {"basis": "none", "value": 0, "needed": 0}  # that of the meeting, which judges the resolution
    poll.opens_at, poll.roll_count = now, len(keys)
    if poll.takes_paper:
        session().add(RefusedDuplicates(poll_id=poll.id))
    poll.rules, poll.rules_hash = sheet, rules_hash(sheet)
    poll.move("open")
    fixed = {"rules": poll.rules_hash, "roll": len(keys), "roll_root": roll_root(poll.id)}
    entry = append(poll.council_id, "poll.opened", poll, fixed, at=now)
    facts = {"rules_hash": poll.rules_hash, "roll_count": len(keys), "fingerprint": entry.code}
    record("poll.opened", poll, by=by, at=at, **facts)
    return poll


def rule_sheet(
    poll: Poll, council: Council, options: list[Option], *, roll_count: int, opened_at: datetime
) -> dict[str, Any]:
    """All that decides, in words, whole numbers and lists: what was asked, of whom, and how it is counted."""
    bylaws, method = council.bylaws, METHODS[poll.method]
    sheet: dict[str, Any] = {
        "sheet": SHEET_VERSION,
        "program": running().told,
        "poll": poll.id,
        "replaces": _replaced(poll.replaces),
        "council": {"id": council.id, "name": council.name, "number": council.number},
        "bylaws": {"preset": bylaws.preset, "source": bylaws.source},
        "question": poll.question,
        "explanation": poll.explanation,
        "method": poll.method,
        "method_version": method.version,
        "options": [_option(option) for option in options],
        "votes_per_voter": poll.votes_per_voter,
        "seats": poll.seats,
        "blank": "counts for the quorum, for no option",
        "quorum": {"basis": bylaws.quorum_basis, "value": bylaws.quorum_value},
        "passing": _passing(bylaws),
        "tie_rule": bylaws.tie_rule if method.may_take_all or bylaws.tie_rule != "all" else "lot",
        "lot_commitment": lot_commitment(poll.id),
        "roll": {
            "count": roll_count,
            "ties": sorted(bylaws.ties),
            "min_age": bylaws.min_age,
            "age_counted": AGE_COUNTED,
            "made_at": opened_at.isoformat(),
            "added_later": ADDED_LATER,
        },
        "population": council.dong.population,
        "channels": _channels(poll),
        "numbers_shown_from": SMALL_NUMBER,
        "notice_days": bylaws.notice_days,
        **_times(poll, opened_at),
        **_if_so(poll),
    }
    sheet["quorum"]["needed"] = quorum_needed(Rules.from_sheet(sheet))
    return sheet


def year_of_opening(poll: Poll, at: datetime) -> int:
    """The year from which a draft's ages are counted as things stand: what was announced opens no sooner."""
    return seoul(max(at, poll.opens_at) if poll.is_announced else at).year


def sheet_now(poll: Poll, *, at: datetime) -> dict[str, Any]:
    """The sheet that opening would freeze at this moment; `poll` is a draft with its council and options."""
    people = len(eligible(poll.council.bylaws, year_of_opening(poll, at)))
    return rule_sheet(poll, poll.council, poll.options, roll_count=people, opened_at=poll.opens_at)


def rules_hash(sheet: dict[str, Any]) -> str:
    """SHA-256 of the canonical sheet in UTF-8, hex."""
    return hashlib.sha256(canonical(sheet).encode()).hexdigest()


def _council(number: int) -> Council:
    whole = select(Council).options(joinedload(Council.dong), joinedload(Council.bylaws))
    return session().scalars(whole.where(Council.id == number)).one()


def _check_times(poll: Poll, bylaws: Bylaws, now: datetime) -> None:
    if poll.closes_at <= now:
        raise Conflict(_("마감 시각이 이미 지났습니다. 마감을 고친 뒤에 열어 주세요."))
    if bylaws.notice_days and poll.announced_at is None:
        raise Conflict(_("세칙에 따라 여는 날 %(days)d일 전에 먼저 알려야 합니다.", days=bylaws.notice_days))
    if poll.announced_at is None:
        return
    earliest = max(poll.announced_at + timedelta(days=bylaws.notice_days), poll.opens_at)
    if now < earliest:
        raise Conflict(_("알린 대로 %(moment)s부터 열 수 있습니다.", moment=moment(earliest)))


def _check_objections(poll_id: int) -> None:
    waiting = unanswered(poll_id)
    if waiting:
        raise Conflict(
            _("명부에 대한 이의 신청 %(count)d건에 아직 답하지 않았습니다. 답한 뒤에 열 수 있습니다.", count=waiting)
        )


def _times(poll: Poll, opened_at: datetime) -> dict[str, Any]:
    return {
        "announced_at": poll.announced_at.isoformat() if poll.announced_at else None,
        "opens_at": opened_at.isoformat(),
        "closes_at": poll.closes_at.isoformat(),
    }


def _if_so(poll: Poll) -> dict[str, Any]:
    """What stands only on the sheets of polls that have it."""
    said: dict[str, Any] = {
        "budget_won": poll.budget_won,
        "shares": DECLARED if poll.method == BudgetEqualShares.key else None,
        "when_short": "stop" if poll.stops else None,
        "group_caps": poll.group_caps,
        "most_per_option": poll.most_per_option,
        "weights": weights(poll.paper_percent),
        "option_order": "drawn for every voter" if poll.draws_order else None,
    }
    return {name: value for name, value in said.items() if value}


def _channels(poll: Poll) -> list[str]:
    taken = {Channel.ONLINE: True, Channel.ASSISTED: poll.takes_assisted, Channel.PAPER: poll.takes_paper}
    return sorted(channel.value for channel, is_taken in taken.items() if is_taken)


def _replaced(old: Poll | None) -> dict[str, Any] | None:
    return {"poll": old.id, "rules_hash": old.rules_hash} if old else None


def _passing(bylaws: Bylaws) -> dict[str, Any]:
    return {
        "basis": bylaws.passing_basis,
        "numerator": bylaws.passing_numerator,
        "denominator": bylaws.passing_denominator,
        "strict": bylaws.passing_strict,
        "abstentions_counted": bylaws.abstentions_counted,
    }


def _option(option: Option) -> dict[str, Any]:
    return {
        "position": option.position,
        "label": option.label,
        "cost_won": option.cost_won,
        "agenda_item": option.agenda_item_id,
        "proposal": option.proposal_id,
        **{name: word for name, word in (("group", option.group_name), ("only_one", option.only_one)) if word},
    }
