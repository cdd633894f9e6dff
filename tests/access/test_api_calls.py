"""Programs with tokens: they do what their owner can do on a page, of that what their scopes name, and nothing else."""

import re

import pytest

from app.api.views.callers import CALLS
from app.people.states import Scope
from tests.access.calls import ALL, WAYS, Way, address, call, token_of
from tests.access.pressing import page_of
from tests.access.walking import OUTCOMES, Walk
from tests.access.world import ROLES

NEVER = re.compile(
    r"ballot|roll|receipt|poll|box|vote|session|sign|password|code|member|resid|referral|attend|device|token|account"
)

# Drafts of polls that nobody can vote in yet, what follows a counted one, webhooks, and officers at their desk.
LOOKED_AT = """
    /api/v1/councils/<int:council_id>/polls/new
    /api/v1/polls/<int:poll_id>/draft
    /api/v1/polls/<int:poll_id>/correction
    /api/v1/polls/<int:poll_id>/groups
    /api/v1/polls/<int:poll_id>/announcement
    /api/v1/polls/<int:poll_id>/reports
    /api/v1/plans/<int:plan_id>/polls/<int:poll_id>/items
    /api/v1/requests/<int:request_id>/desk/assignments
    /api/v1/account/webhooks
    /api/v1/account/webhooks/new
    /api/v1/account/webhooks/<int:webhook_id>/pause
    /api/v1/account/webhooks/<int:webhook_id>/resumption
    /api/v1/account/webhooks/<int:webhook_id>/secret
    /api/v1/account/webhooks/<int:webhook_id>/removal
    /api/v1/account/webhooks/<int:webhook_id>/test
    /api/v1/account/webhooks/<int:webhook_id>/deliveries/<int:delivery_id>/redelivery
"""


def outcome(walk: Walk, way: Way, role: str) -> str:
    answer = call(walk, way, token_of(walk, role))
    return {200: "opens", 201: "opens"}.get(answer.status_code) or OUTCOMES[answer.status_code]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_token_opens_what_its_owner_may_and_no_more(walk: Walk, way: Way) -> None:
    found = {}
    for role in ALL:
        found[role] = outcome(walk, way, role)
        if found[role] == "opens":
            walk.put_back()
    said = {role: "opens" if role in way.inside else way.others for role in ALL}
    assert found == said | dict.fromkeys(way.refused, "refused")


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_without_the_scope_the_token_opens_nothing(walk: Walk, way: Way) -> None:
    role = (way.inside or "A")[0]
    token = token_of(walk, role, *[scope for scope in Scope if scope is not way.scope])
    answer = call(walk, way, token)
    assert answer.status_code == 403
    before = walk.digest()
    call(walk, way, token)
    assert walk.digest() == before


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_no_cookie_opens_anything(walk: Walk, way: Way) -> None:
    before = walk.digest()
    for role in ROLES:
        path = address(walk.app, walk, way)
        answer = walk.browser(role).open(path, method=way.method, json=way.content, headers={"If-Match": "*"})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.mimetype == "application/problem+json"
    assert walk.digest() == before


def test_a_token_opens_no_page(walk: Walk) -> None:
    headers = {"Authorization": f"Bearer {token_of(walk, 'A')}"}
    client = walk.app.test_client()
    for path in ("/account", "/account/tokens", "/mine", "/notices"):
        assert client.get(path, headers=headers).location.startswith("/sign-in")
    assert client.post("/account/tokens", headers=headers, data={"name": "x"}).status_code == 400


def test_every_call_that_needs_a_token_has_a_line(walk: Walk) -> None:
    there = {(way.method, way.endpoint) for way in WAYS}
    pressed = {key for key in CALLS if page_of(key[1])}  # tests/access/test_pressed.py
    assert set(CALLS) - there - pressed == {("POST", "api.add_proposal")}  # tests/api/test_meetings.py
    assert all(CALLS[way.method, way.endpoint].scope is way.scope for way in WAYS)


def test_every_address_that_is_written_to_needs_a_token(walk: Walk) -> None:
    writes = {
        rule.endpoint
        for rule in walk.app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and "POST" in (rule.methods or ())
    }
    assert writes - {"polls.count_file"} == {endpoint for method, endpoint in CALLS if method == "POST"}


def test_no_scope_and_no_call_is_about_ballots_rolls_receipts_sign_in_residency_or_referrals(walk: Walk) -> None:
    assert [scope.value for scope in Scope if NEVER.search(scope.value)] == []
    rules = [rule for rule in walk.app.url_map.iter_rules() if any(rule.endpoint == one for _, one in CALLS)]
    assert {rule.rule for rule in rules if NEVER.search(rule.rule.removeprefix("/api/v1"))} == set(LOOKED_AT.split())
    members = {word for call in CALLS.values() for word in call.members if NEVER.search(word)}
    assert members == {"reason_code", "votes_per_voter", "code"}  # of a refusal, of a draft, of a kind of requests


def test_what_a_visitor_reads_is_the_same_with_a_token(walk: Walk) -> None:
    headers = {"Authorization": f"Bearer {token_of(walk, 'A')}"}
    for path in ("proposals", "meetings", "polls", "requests", "councils/1"):
        visitor = walk.app.test_client().get(f"/api/v1/{path}")
        assert walk.app.test_client().get(f"/api/v1/{path}", headers=headers).text == visitor.text


@pytest.mark.parametrize("given", ["Bearer ", "Bearer x", "Bearer golmok_" + "A" * 43, "Basic YTpi", "x", "Bearer ㄱ"])
def test_a_token_that_is_none_is_refused_also_where_none_is_needed(walk: Walk, given: str) -> None:
    before = walk.digest()
    headers = {"Authorization": given.encode().decode("latin-1")}
    answer = walk.app.test_client().get("/api/v1/proposals", headers=headers)
    assert (answer.status_code, answer.json["status"]) == (401, 401)
    assert walk.digest() == before
