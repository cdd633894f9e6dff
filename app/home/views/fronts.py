"""The first page, a council's, a dong's, and one's own."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.boards import queries as boards
from app.boards.states import Span
from app.councils.states import Seat
from app.home.queries import councils, dongs, fronts, records
from app.home.views.blueprint import bp
from app.kernel import clock
from app.kernel.policy import authorize, public
from app.people.queries import officers_of
from app.places import queries as places
from app.referrals import queries as referrals


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """What happens in all alleys now."""
    return render_template("home/index.html", front=fronts.front(clock.now()), numbers=fronts.numbers())


@bp.get("/councils/<int:council_id>")
def council(council_id: int) -> ResponseReturnValue:
    """One council: what happens there, who belongs to it, by which rules."""
    found = councils.council(council_id)
    authorize("read", found)
    numbers = councils.numbers_of(council_id, Span.THREE_MONTHS.until(clock.now()))
    return render_template(
        "home/council.html",
        council=found,
        membership=councils.membership_in(current_user, council_id),
        front=fronts.front(clock.now(), [council_id]),
        numbers=numbers,
        span=Span.THREE_MONTHS,
        answering=numbers.answering,
    )


@bp.get("/councils/<int:council_id>/record")
def record(council_id: int) -> ResponseReturnValue:
    """All meetings of a council, and all that it sent to the dong centre."""
    found = councils.council(council_id)
    authorize("read", found)
    return render_template(
        "home/record.html",
        council=found,
        meetings=records.meetings_of(council_id),
        reports=records.reports_of(council_id),
    )


@bp.get("/dongs/<int:dong_id>")
def dong(dong_id: int) -> ResponseReturnValue:
    """One dong: its councils, who answers at its centre, and how it answered in the last three months."""
    found = places.dong(dong_id)
    authorize("read", found)
    return render_template(
        "home/dong.html",
        dong=found,
        councils=dongs.councils_of(dong_id),
        posts=officers_of(dong_id),
        span=Span.THREE_MONTHS,
        answering=boards.answering(dong_id, Span.THREE_MONTHS.until(clock.now())),
    )


@bp.get("/mine")
def mine() -> ResponseReturnValue:
    """What waits for me: open polls, meetings, desks, and what I bring."""
    authorize("read", current_user)
    memberships = councils.memberships_of(current_user)
    return render_template(
        "home/mine.html",
        memberships=memberships,
        welfare=referrals.desks(current_user.id) if current_user.welfare_posts else (),
        may_have_referred=any(one.seat is Seat.FACILITATOR for one in memberships),
        desks=dongs.desks([post.dong_id for post in current_user.posts], clock.today()),
        front=fronts.front(clock.now(), [one.council_id for one in memberships]),
        proposals=councils.proposals_by(current_user),
    )
