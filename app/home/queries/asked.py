"""The whole way of a matter that no proposal began: a topic of an agenda, an answer of a poll, a request typed in."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.councils.models import Council
from app.decisions.models import Report, Request
from app.home.queries import matters
from app.home.queries.matters import Grown, Matter
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.i18n import lazy
from app.meetings.models import AgendaItem, Resolution
from app.polls.models import Option


def request(request_id: int) -> Request:
    """A request that the centre has received, with its council and its report. Raises NotFound."""
    whole = (joinedload(Request.council).joinedload(Council.dong), joinedload(Request.report))
    found = session().scalars(select(Request).where(Request.id == request_id).options(*whole)).one_or_none()
    if found is None or found.received_on is None:
        raise NotFound(lazy("그런 요청이 없습니다."))
    return found


def first(found: Request) -> int:
    """The number of the request that this one asks again, at however many removes, or its own."""
    while found.again_of_id is not None:
        found = session().get_one(Request, found.again_of_id)
    return found.id


def matter(found: Request) -> Matter:
    """Everything about the matter of a request that no proposal began and that asks nothing again. Ten statements."""
    requests = _with_later(found)
    item_id = _item_of(found.resolution_id)
    report = found.report
    if item_id is None and report.meeting_id is None:
        return matters.whole(found, _of_poll(found, report, requests))
    on_item = AgendaItem.id == item_id if item_id else AgendaItem.meeting_id == report.meeting_id
    resolutions = matters.resolutions_on(on_item) if item_id else []
    options = matters.options_where(on_item) if item_id else []
    polls = list(dict.fromkeys(option.poll for option in options))
    return matters.whole(found, Grown(matters.meetings_on(on_item), resolutions, options, polls, [], requests))


def _with_later(found: Request) -> Sequence[Request]:
    """The request and what asked it again, the oldest first: all of it belongs to the report that it was sent with."""
    query = select(Request).where(Request.report_id == found.report_id, Request.received_on.is_not(None))
    query = query.where((Request.id == found.id) | Request.again_of_id.is_not(None))
    chain, numbers = [], {found.id}
    for one in session().scalars(query.options(joinedload(Request.decision)).order_by(Request.id)):
        if one.id == found.id or one.again_of_id in numbers:
            numbers.add(one.id)
            chain.append(one)
    return chain


def _item_of(resolution_id: int | None) -> int | None:
    """The item of the agenda on which it was resolved."""
    if resolution_id is None:
        return None
    return session().scalar(select(Resolution.item_id).where(Resolution.id == resolution_id))


def _of_poll(found: Request, report: Report, requests: Sequence[Request]) -> Grown:
    """What led to a request from a poll: the answer that it was made from, as long as it begins with its words.

    A request that was worded anew, or added by hand, belongs to the whole poll and to no one answer of it.
    """
    offered = matters.options_where(Option.poll_id == report.poll_id)
    line = found.text.strip().partition("\n")[0].strip()
    mine = [option for option in offered if option.label == line]
    numbers = [option.agenda_item_id for option in mine or offered if option.agenda_item_id]
    on_items = AgendaItem.id.in_(numbers)
    meetings = matters.meetings_on(on_items) if numbers else []
    resolutions = matters.resolutions_on(on_items) if numbers else []
    polls = list(dict.fromkeys(option.poll for option in offered))
    return Grown(meetings, resolutions, mine, polls, [], requests)
