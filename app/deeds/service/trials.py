"""Trials (시범): something is done for a while, residents are asked, and the centre decides."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm.attributes import flag_modified

from app.deeds import queries
from app.deeds.models import Commitment, DeedCheck, Trial
from app.deeds.service.promising import refuse_if_changed
from app.deeds.states import TrialEnd
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User


@dataclass(frozen=True)
class TrialPlan:
    """From which day to which, and what residents are asked at its end."""

    starts_on: date
    ends_on: date
    question: str


def plan_trial(commitment: Commitment, plan: TrialPlan, *, seen: int, by: User, at: datetime) -> Trial:
    """Try it for a while; a trial of which nobody was asked yet is changed instead. Event commitment.trial_set.

    Raises Invalid where it ends before it starts or has ended already, where residents are being asked about the
    trial before, and where another officer was first.
    """
    held = queries.locked(commitment.id)
    held.move("edit")
    refuse_if_changed(held, seen)
    if plan.ends_on < plan.starts_on:
        raise Invalid(_("시범이 끝나는 날이 시작하는 날보다 앞섭니다."))
    if plan.ends_on < clock.seoul(at).date():
        raise Invalid(_("시범이 끝나는 날이 이미 지났습니다."))
    trial = _next(held)
    trial.starts_on, trial.ends_on, trial.question = plan.starts_on, plan.ends_on, plan.question
    session().add(trial)
    flag_modified(held, "state")  # the next officer has another version before them
    session().flush()
    days = {"starts_on": plan.starts_on.isoformat(), "ends_on": plan.ends_on.isoformat()}
    record("commitment.trial_set", held, by=by, at=at, **days)
    return trial


def _next(held: Commitment) -> Trial:
    last = held.trials[-1] if held.trials else None
    if last is None or last.is_decided:
        return Trial(commitment_id=held.id, number=last.number + 1 if last else 1)
    if check_of(held, last) is not None:
        raise Invalid(_("지난 시범을 어떻게 할지 먼저 정해 주세요. 이웃에게 이미 물었습니다."))
    return last


def check_of(commitment: Commitment, trial: Trial) -> DeedCheck | None:
    """The round in which residents are asked about the trial."""
    about = (check for check in commitment.checks if check.is_about_trial and check.turn == trial.number)
    return next(about, None)


def decide_trial(
    commitment: Commitment, trial: Trial, outcome: TrialEnd, *, reason: str, by: User, at: datetime
) -> Trial:
    """Keep it, change it or end it, once residents have answered. Event commitment.trial_decided.

    Raises Conflict before the round is closed, and where another officer has decided otherwise.
    """
    held = queries.locked(commitment.id)
    row = next(one for one in held.trials if one.id == trial.id)
    check = check_of(held, row)
    if check is None or check.is_open:
        raise Conflict(_("이웃의 답을 다 받은 뒤에 정할 수 있습니다."))
    if row.outcome is outcome:
        return row
    if row.is_decided:
        raise Conflict(_("다른 담당자가 이미 다르게 정했습니다."))
    if not reason:
        raise Invalid(_("까닭을 적어 주세요. 답해 준 이웃이 읽습니다."))
    row.outcome, row.reason, row.decided_at = outcome, reason, at
    flag_modified(held, "state")
    session().flush()
    record("commitment.trial_decided", held, by=by, at=at, outcome=outcome.value, reason=reason)
    return row
