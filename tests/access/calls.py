"""Who may do what with a token: read as tests/access/matrix.py says, with the content that a program would send."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from app.kernel import clock
from app.people.states import Scope
from tests.access.walking import Walk
from tests.access.world import values_of
from tests.factories.people import an_api_token

WORDS = {"title": "가로등 달기", "problem": "밤에 어둡습니다.", "wish": "가로등이 있으면 좋겠습니다."}
_DAY = (clock.today() + timedelta(days=9)).isoformat()
PLAN = {"title": "다음 회의", "day": _DAY, "time": "19:00", "place": "새솔 공원", "topics": "가로등\n청소"}
ANSWER = {
    "answer": "rejected", "reason_code": "no_budget", "reason": "예산이 없습니다.", "ground": "올해 예산서에 없습니다.",
    "possible": "손전등을 빌려 드립니다.", "publish": True,
}  # fmt: skip


@dataclass(frozen=True)
class Way:
    """One line: the call, the thing, who gets in, what the others get, and what is sent."""

    method: str
    endpoint: str
    thing: str
    inside: str
    others: str
    scope: Scope
    content: dict[str, Any] | None = None
    refused: str = ""  # who sees that it is there and may not

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint} {self.thing}"


ALL = "SRAFODWPrafd"
# fmt: off
WAYS = (
    Way("GET", "api.read_own", "-", ALL, "-", Scope.READ_OWN),
    Way("GET", "api.read_own_comments", "-", ALL, "-", Scope.READ_OWN),
    Way("GET", "api.read_notices", "-", ALL, "-", Scope.NOTICES),
    Way("GET", "api.read_webhooks", "-", ALL, "-", Scope.WEBHOOKS),
    Way("GET", "api.read_flagged", "council active", "FD", "refused", Scope.MODERATION),
    Way("GET", "api.read_every_statement", "question open", "FD", "refused", Scope.QUESTIONS),
    Way("GET", "api.read_every_statement", "question draft", "FD", "hidden", Scope.QUESTIONS),
    Way("GET", "api.read_minutes", "minutes draft", "FD", "refused", Scope.MINUTES),
    Way("GET", "api.read_minutes", "minutes shown", "RFD", "refused", Scope.MINUTES),
    Way("GET", "api.read_minutes", "minutes sealed", ALL, "-", Scope.MINUTES),
    Way("GET", "api.read_desk", "dong", "D", "refused", Scope.DESK),
    Way("GET", "api.read_folder", "report sent", "D", "refused", Scope.DESK),
    Way("GET", "api.read_folder", "report draft", "", "hidden", Scope.DESK),
    Way("GET", "api.read_templates", "dong", "D", "refused", Scope.DESK),
    Way("GET", "api.read_merger", "merger asked", "AF", "hidden", Scope.PROPOSALS),
    Way("POST", "api.draft", "council active", "RAFO", "refused", Scope.PROPOSALS, WORDS),
    Way("GET", "api.read_edition", "proposal draft", "A", "hidden", Scope.PROPOSALS),
    Way("GET", "api.read_edition", "proposal published", "A", "refused", Scope.PROPOSALS),
    Way("POST", "api.edition", "proposal draft", "A", "hidden", Scope.PROPOSALS, WORDS),
    Way("POST", "api.edition", "proposal published", "A", "refused", Scope.PROPOSALS, WORDS),
    Way("POST", "api.publication", "proposal draft", "A", "hidden", Scope.PROPOSALS),
    Way("POST", "api.endorse", "proposal published", "RFO", "refused", Scope.ENDORSEMENTS),
    Way("POST", "api.endorse", "proposal draft", "", "hidden", Scope.ENDORSEMENTS, None, "A"),
    Way("POST", "api.take_back", "proposal published", "RFO", "refused", Scope.ENDORSEMENTS),
    Way("POST", "api.comment", "proposal published", "RAFOD", "refused", Scope.COMMENTS, {"body": "그렇습니다."}),
    Way("POST", "api.comment", "proposal draft", "", "hidden", Scope.COMMENTS, {"body": "그렇습니다."}, "A"),
    Way("POST", "api.convene", "council active", "F", "refused", Scope.MEETINGS, PLAN),
    Way("GET", "api.read_agenda", "meeting draft", "F", "hidden", Scope.MEETINGS, None, "D"),
    Way("POST", "api.add_item", "meeting draft", "F", "hidden", Scope.MEETINGS, {"title": "청소"}, "D"),
    Way("POST", "api.announce", "meeting draft", "F", "hidden", Scope.MEETINGS, None, "D"),
    Way("GET", "api.read_answer", "report sent", "D", "refused", Scope.ANSWERS),
    Way("POST", "api.answer", "report sent", "D", "refused", Scope.ANSWERS, ANSWER),
    Way("POST", "api.progress", "commitment promised", "D", "refused", Scope.COMMITMENTS, {"text": "달았습니다"}),
)
# fmt: on


def address(app: Flask, walk: Walk, way: Way) -> str:
    """The path of the call for the thing."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == way.endpoint)
    values = {} if way.thing == "-" else values_of(walk.world, way.thing)
    kind = {
        "council": "council_id", "proposal": "proposal_id", "meeting": "meeting_id", "report": "request_id",
        "minutes": "meeting_id",
    }  # fmt: skip
    name = kind.get(way.thing.split()[0], f"{way.thing.split()[0]}_id")
    with app.test_request_context():
        built = rule.build({"number": values.get(name)} if rule.arguments else {}, append_unknown=False)
    assert built
    return str(built[1])


def call(walk: Walk, way: Way, token: str, **headers: str) -> TestResponse:
    """Go there with the token, with the ETag of what is there."""
    client, path = walk.app.test_client(), address(walk.app, walk, way)
    given = {"Authorization": f"Bearer {token}", **headers}
    if way.method == "GET":
        return client.get(path, headers=given)
    if way.endpoint in {"api.edition", "api.answer"}:
        given["If-Match"] = client.get(path, headers=given).headers.get("ETag", '"none"')
    return client.post(path, headers=given, json=way.content)


def token_of(walk: Walk, role: str, *scopes: Scope) -> str:
    """A token of the role's."""
    return an_api_token(walk.world.users[role], *scopes)
