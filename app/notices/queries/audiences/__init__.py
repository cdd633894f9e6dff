"""Whom an event concerns, and in which language and by which way they are told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, union

from app.kernel.db import session
from app.kernel.events import Event
from app.notices.queries.audiences import desks, people
from app.notices.queries.audiences.people import People
from app.notices.queries.matters import Matter
from app.people.models import User
from app.people.states import Rank


@dataclass(frozen=True)
class Recipient:
    """Someone to tell; `email` is None for who has none or wants no letters."""

    user_id: int
    language: str
    email: str | None


AUDIENCES: Mapping[str, Callable[[Matter], list[People]]] = {
    "council.activated": people.callers,
    "membership.confirmed": people.oneself,
    "membership.declined": people.oneself,
    "comment.hidden": people.oneself,
    "comment.shown": people.oneself,
    "comment.upheld": people.oneself,
    "comment.kept": people.flaggers,
    "comment.blocked": people.oneself,
    "blocking.asked": people.officers,
    "blocking.objected": people.officers,
    "blocking.due": people.officers,
    "case.opened": people.oneself,
    "case.reminded": people.oneself,
    "case.overdue": people.officers,
    "proposal.tabled": people.behind,
    "amendment.offered": people.bringers,
    "amendment.accepted": people.behind_and_oneself,
    "amendment.declined": people.oneself,
    "proposal.moved_on": people.bringers_and_facilitators,
    "proposal.withdrawn": people.took_part,
    "proposal.closed": people.took_part_and_hears_no_question,
    "proposal.invited": people.oneself,
    "handover.offered": people.facilitators_and_officers,
    "handover.accepted": people.asker,
    "handover.declined": people.asker,
    "merger.suggested": people.oneself,
    "merger.agreed": people.asker_who_took_no_part,
    "merger.declined": people.asker,
    "support.asked": people.supporters,
    "proposal.reopened": people.took_part,
    "question.opened": people.members,
    "question.closed": people.members,
    "statement.waiting": people.facilitators,
    "statement.shown": people.oneself,
    "statement.hidden": people.oneself,
    "statement.settled": people.oneself,
    "meeting.announced": people.members,
    "minutes.shown": people.attendees,
    "minutes.correction_proposed": people.facilitators,
    "minutes.correction_accepted": people.oneself,
    "minutes.correction_declined": people.oneself,
    "meeting.reminded": people.members,
    "meeting.seat_given": people.oneself,
    "minutes.published": people.members_and_attendees,
    "minutes.added": people.members_and_attendees,
    "minutes.due": people.facilitators,
    "minutes.overdue": people.facilitators,
    "poll.opened": people.voters,
    "poll.box_closed": people.facilitators_and_officers,
    "poll.closed": people.voters,
    "objection.made": people.facilitators_and_officers,
    "objection.answered": people.oneself,
    "poll.breached": people.operators_and_officers,
    "council.breached": people.operators_and_officers,
    "cosigner.invited": people.facilitators,
    "panel.invited": people.oneself,
    "panel.heard": people.members,
    "referral.made": people.planners,
    "report.sent": people.officers,
    "decision.published": people.everyone_who_took_part,
    "commitment.done": people.took_part_in_deed,
    "commitment.cut": people.took_part_in_deed,
    "commitment.dropped": people.took_part_in_deed,
    "commitment.reopened": people.took_part_in_deed_and_officers,
    "commitment.overdue": people.officers,
    "commitment.trial_decided": people.took_part_in_deed,
    "check.opened": people.took_part_in_deed,
    "check.closed": people.took_part_in_deed_and_officers,
    "request.supplement_asked": people.facilitators_and_bringers,
    "request.assigned": desks.keeper_or(desks.nobody),
    "request.supplied": desks.keeper_or(people.officers),
    "request.extended": people.everyone_who_took_part,
    "request.consented": desks.and_keeper(people.everyone_who_took_part, people.officers),
    "request.consent_asked": people.facilitators,
    "request.extension_declined": desks.keeper_or(people.officers),
    "request.passed_on": people.everyone_and_officers,
    "request.progressed": people.everyone_who_took_part,
    "request.progress_due": desks.keeper_or(people.of_rank(Rank.OFFICER)),
    "request.due_soon": desks.keeper_or(people.of_rank(Rank.OFFICER)),
    "request.due_today": desks.and_keeper(people.of_rank(Rank.TEAM_LEADER)),
    "request.overdue": desks.and_keeper(people.of_rank(Rank.HEAD)),
    "request.on_agenda": people.facilitators,
    "decision.corrected": people.everyone_who_took_part,
    "answer_review.asked": people.officers,
    "answer_review.sent_back": people.oneself,
    "council_view.stated": people.officers,
    "asking_again.begun": people.members,
    "asking_again.sent": people.everyone_and_officers,
    "request.withdrawn": people.everyone_and_officers,
    "request.closed": people.everyone_who_took_part,
    "plan.due": people.facilitators_and_officers,
    "plan.overdue": people.facilitators_and_officers,
    "plan.sent": people.officers,
    "plan.reviewed": people.facilitators,
    "plan.finalised": people.members,
    "plan.settled": people.members,
    "webhook.stopped": people.oneself,
}


def recipients(event: Event, matter: Matter) -> Sequence[Recipient]:
    """Everyone the event concerns but whoever did it, each once, in one statement."""
    concerned = union(*AUDIENCES[event.action](matter)).subquery()
    told = select(User.id, User.language, User.email, User.letters_wanted).join(concerned, concerned.c[0] == User.id)
    if event.by_id is not None:
        told = told.where(User.id != event.by_id)
    return [
        Recipient(number, language, email if wanted else None)
        for number, language, email, wanted in session().execute(told.order_by(User.id))
    ]
