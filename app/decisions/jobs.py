"""What the worker does for decisions: reminders of answers that are due, and the last answer ends a matter."""

from datetime import datetime

from app.decisions import queries, service
from app.decisions.models import AnswerFile, Request
from app.decisions.states import FindKind
from app.kernel import clock, reading
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.kernel.events import Event, subscribe
from app.kernel.i18n import force_locale
from app.people.models import User
from app.proposals import service as proposals
from app.proposals.states import Fate


def remind_of_answers(at: datetime) -> int:
    """Remind officer, team leader and head of answers that are due, and ask for a word each 30 days; how many times."""
    today, sent = clock.seoul(at).date(), 0
    waiting = queries.to_remind(today)
    keys = queries.keys_of(waiting)
    for number, received_on, due_on in queries.days_of(waiting):
        if any(one.key not in keys[number] for one in service.owed(today, received_on, due_on)):
            with transaction():
                sent += service.remind(number, at=at)
    return sent


def put_on_agendas(at: datetime) -> int:
    """Put what is overdue on the next agenda of its council, as soon as a meeting is called; how many."""
    late = queries.for_agendas(at, clock.seoul(at).date())
    put = 0
    for request_id, meeting_id in late:
        with transaction():
            put += service.put_on_agenda(request_id, meeting_id, at=at)
    return put


def search_files(at: datetime) -> int:
    """End pauses whose time is over, and look into what nobody has looked into; how many files."""
    if queries.worn_out_pauses(at):
        with transaction():
            service.end_pauses(at=at)
    if queries.search_pause(at) is not None:
        return 0
    waiting = queries.unsearched()
    for number in waiting:
        file = queries.answer_file(number)
        found = _found(file)
        with transaction():
            service.keep_finds(queries.locked_file(number), found, at=at)
    return len(waiting)


def _found(file: AnswerFile) -> reading.Findings:
    """What is in the file; one that cannot be read is for a person to look at, and stops no other."""
    try:
        return reading.look(file.key, offices=queries.offices_of(file.request))
    except Invalid:
        unread = {"kind": FindKind.PICTURE.value, "masked": "", "place": {"part": "other"}}
        return reading.Findings([unread])


@subscribe("decision.published", "decision.corrected")
def end_matter(event: Event) -> None:
    """The proposal has its fate once every request that grew out of it is answered, and none is put off.

    What is answered again, or corrected, tells the fate anew.
    """
    request = queries.request(event.subject_id)
    decision = request.decision
    if request.proposal_id is None or decision is None or decision.answer is None:
        return
    if not all(_has_ended(one) for one in queries.requests_of_proposal([request.proposal_id])):
        return
    with force_locale("ko"):  # kept as the answer is
        reason = f"{decision.answer.label} – {decision.reason}"
    by = session().get(User, event.by_id) if event.by_id else None
    source = proposals.Source("request", request.id)
    proposals.settle(request.proposal_id, fate=Fate.ANSWERED, reason=reason, by=by, at=event.at, source=source)


def _has_ended(request: Request) -> bool:
    decision = request.answered_decision
    return not decision.is_deferred if decision else not request.is_open
