"""Giving a request to a section of the centre and to a person there."""

from datetime import datetime

from app.decisions import queries as decisions
from app.decisions.models import Request
from app.desk import queries
from app.desk.models import Assignment
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User


def assign(
    request: Request, section: str, person: User | None, *, seen: int, by: User, at: datetime
) -> Assignment | None:
    """Let the section look after it, and the person where there is one; event request.assigned.

    `seen` is how often it had been given to somebody when the page was opened: Invalid where somebody has given it to
    another since, and for a person or a section that is not at the desk. Given to who has it already, nothing happens.
    Raises Conflict once it is no longer open.
    """
    held = decisions.locked_request(request.id)
    if not held.is_open:
        raise Conflict(lazy("답변을 기다리는 요청이 아닙니다."))
    there = queries.candidates(held.desk_id)
    known = {(post.section, post.user_id) for post in there} | {(post.section, None) for post in there}
    wanted = person.id if person else None
    if (section, wanted) not in known:
        raise Invalid(lazy("이 센터에 없는 부서나 사람입니다. 목록에서 골라 주세요."))
    now = queries.held(held)
    if now and not now.has_left and now.section == section and (now.keeper.id if now.keeper else None) == wanted:
        return None
    turn = queries.turn(held.id)
    if turn != seen:
        raise Invalid(lazy("그 사이에 다른 분이 맡을 사람을 정했습니다. 지금 누가 맡았는지 보고 다시 정해 주세요."))
    given = Assignment(request_id=held.id, turn=turn + 1, dong_id=held.desk_id, section=section, by_id=by.id, at=at)
    given.user_id = wanted
    session().add(given)
    session().flush()
    record("request.assigned", held, by=by, at=at)
    return given
