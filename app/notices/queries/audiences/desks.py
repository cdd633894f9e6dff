"""Who at a dong centre is told of a request: whoever looks after it, before all others."""

from collections.abc import Callable

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload

from app.decisions.models import Request
from app.desk import queries as desk
from app.kernel.db import session
from app.notices.queries.matters import Matter
from app.people.models import Post, User

People = Select[int | None]
Audience = Callable[[Matter], list[People]]


def keeper(matter: Matter) -> list[People]:
    """Whoever has the request; its section where its person has left, nobody where no section has it."""
    number = matter.numbers["request_id"]
    held = desk.held(session().get_one(Request, number, options=[joinedload(Request.council)]))
    if held is None:
        return []
    if held.keeper is not None:
        return [select(User.id).where(User.id == held.keeper.id)]
    section = select(Post.user_id).where(Post.dong_id == matter.numbers["dong_id"], Post.section == held.section)
    return [section] if session().scalars(section.limit(1)).first() is not None else []


def nobody(_matter: Matter) -> list[People]:
    """Nobody."""
    return [select(User.id).where(false())]


def keeper_or(others: Audience) -> Audience:
    """Whoever has the request, the others where nobody has it."""
    return lambda matter: keeper(matter) or others(matter)


def and_keeper(others: Audience, instead: Audience | None = None) -> Audience:
    """The others, and whoever has the request; `instead` where nobody has it."""
    return lambda matter: [*others(matter), *(keeper(matter) or (instead(matter) if instead else []))]
