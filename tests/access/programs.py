"""Programs that act for people of the small world, and what the form of one more needs."""

from typing import Any

from app.councils.models import Council
from app.kernel.db import session
from app.people.models import ApiToken
from app.people.states import Scope
from tests.factories.people import an_api_token

FORMS: dict[str, dict[str, Any]] = {
    "people.make_token": {"name": "우리 게시판", "scopes": ["write:comments"], "days": "90"},
}


def keep_tokens(world: Any, council: Council) -> None:
    """The author has one."""
    an_api_token(world.users["A"], Scope.COMMENTS)
    world.keep("token author", token_id=session().query(ApiToken).one().id)
