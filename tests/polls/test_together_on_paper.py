"""Paper at the booth and a ballot online at the same instant: one channel for each person, and nothing doubled."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from app.kernel.db import db, session, transaction
from app.people.models import User
from app.polls import queries, service
from app.polls.service import AlreadyVoted
from tests import factories
from tests.conftest import rows
from tests.factories import polls

PAIRS = 30


def handed_out(poll_id, user_id, _form):
    """As the booth does: which channel the person has in the end."""
    with transaction():
        used = service.hand_out(poll_id, user_id)
    return "paper" if used is None else f"refused: {used}"


def cast(poll_id, user_id, form):
    """As the ballot page does."""
    try:
        with transaction() as current:
            service.cast(poll_id, [1], form=form, by=current.get(User, user_id))
    except AlreadyVoted as refused:
        with transaction():
            service.count_refused(poll_id)
        return f"refused: {refused.channel}"
    return "online"


def apart(app, start, verb, *job):
    """From a context of its own, as another request would, when the other of the pair is ready too."""
    with app.app_context():
        start.wait(30)
        try:
            return verb(*job)
        finally:
            db.session.remove()


def test_thirty_people_at_the_booth_and_online_at_once_have_one_channel_each(app):
    council = factories.a_council()
    voters = polls.voters_of(council, PAIRS)
    poll = polls.an_open_poll(council, takes_paper=True)
    jobs = [(poll.id, voter.id, polls.paper_of(poll, voter)) for voter in voters]
    session().rollback()
    ended = []
    with ThreadPoolExecutor(2) as pool:
        for place, job in enumerate(jobs):
            start = threading.Barrier(2)
            verbs = (handed_out, cast) if place % 2 else (cast, handed_out)
            pair = [pool.submit(apart, app, start, verb, *job) for verb in verbs]
            ended.append(frozenset(future.result(60) for future in pair))
    session().expire_all()
    tally = Counter(ended)
    assert set(tally) <= {frozenset({"paper", "refused: paper"}), frozenset({"online", "refused: online"})}
    marks = Counter(row.channel for row in rows("roll") if row.channel)
    assert sum(marks.values()) == PAIRS
    assert len(rows("ballot")) == marks["online"]
    assert rows("refused_duplicates")[0].count == PAIRS
    sheet = service.reconciliation_sheet(queries.poll(poll.id))
    assert (sheet["online_ballots"], sheet["paper"]["handed_out"]) == (marks["online"], marks["paper"])


def test_closing_waits_for_a_sheet_that_is_being_handed_out(app):
    """Whoever was marked before the end is on the sheet; whoever comes after is refused."""
    council = factories.a_council()
    (voter,) = polls.voters_of(council, 1)
    poll = polls.an_open_poll(council, takes_paper=True)
    marked, go_on = threading.Event(), threading.Event()

    def hand():
        with app.app_context():
            with transaction():
                service.hand_out(poll.id, voter.id)
                marked.set()
                go_on.wait(5)
            db.session.remove()

    def close():
        with app.app_context():
            polls.closed(poll)
            db.session.remove()

    session().rollback()
    handing, closing = threading.Thread(target=hand), threading.Thread(target=close)
    handing.start()
    assert marked.wait(5)
    closing.start()
    closing.join(0.4)
    assert closing.is_alive(), "closing did not wait for the sheet"
    go_on.set()
    handing.join(15)
    closing.join(15)
    session().expire_all()
    assert service.reconciliation_sheet(queries.poll(poll.id))["paper"]["handed_out"] == 1


def test_two_people_who_save_the_same_batch_at_once_have_it_accepted_once(app):
    poll = polls.closed(polls.an_open_poll(takes_paper=True))
    people = [factories.a_user().id for _person in range(2)]
    with transaction():
        number = service.begin_batch(poll.id, sheets=2).number
    start = threading.Barrier(2)

    def save(user_id):
        with transaction() as current:
            by = current.get(User, user_id)
            service.enter(poll.id, number, [[1], [2]], by=by, at=poll.closes_at)

    session().rollback()
    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(apart, app, start, save, person) for person in people]:
            future.result(60)
    session().expire_all()
    assert sorted((row.marks, row.count) for row in rows("paper_ballot")) == [("[1]", 1), ("[2]", 1)]
    assert rows("paper_entry") == []
