"""Programs that act for people of the small world, what the form of one more needs, and a letter that one got."""

from typing import Any

from app.councils.models import Council
from app.kernel.db import session
from app.people.models import ApiToken
from app.people.queries import stop_word
from app.people.states import Scope
from tests.factories.people import an_api_token

FORMS: dict[str, dict[str, Any]] = {
    "people.make_token": {"name": "우리 게시판", "scopes": ["write:comments"], "days": "90"},
}


def keep_tokens(world: Any, council: Council) -> None:
    """The author has one; the resident has a letter with the link that stops letters at its foot."""
    an_api_token(world.users["A"], Scope.COMMENTS)
    world.keep("token author", token_id=session().query(ApiToken).one().id)
    world.keep("letter", word=stop_word(world.users["R"].id, world.users["R"].email))
