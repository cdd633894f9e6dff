"""What answers under /api without a token: it knows nobody, keeps nothing and changes nothing."""

from app.api.views.callers import CALLS
from tests.access.walking import Walk
from tests.access.world import ROLES

KNOWN = {
    "/api/v1/counts/<string:method>": "polls.count_file",
    "/api/v1/openapi.json": "api.openapi",
    "/api/v1/<string:resource>": "api.listing",
    "/api/v1/<string:resource>/<int:number>": "api.single",
    "/api/v1/polls/<int:number>/results": "api.results",
    "/api/v1/<path:rest>": "api.nothing",
}
READS = (
    "councils", "proposals", "meetings", "resolutions", "polls", "requests", "commitments", "milestones", "checks",
    "plans", "plan-items", "comments", "summaries", "amendments", "agenda-items", "minutes-lines", "addenda",
    "questions", "statements", "bylaws", "panels", "handovers", "polls/1", "commitments/1", "plans/1", "openapi.json",
    "nothing",
)  # fmt: skip
BLT = b'2 1\n3 1 2 0\n2 2 0\n0\n"one"\n"two"\n"title"\n'


def test_all_of_it_is_known_here(walk: Walk) -> None:
    rules = [rule for rule in walk.app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    needing = {endpoint for _, endpoint in CALLS}  # tests/access/test_api_calls.py
    assert {rule.rule: rule.endpoint for rule in rules if rule.endpoint not in needing} == KNOWN


def test_everybody_gets_the_same_answer_and_nothing_is_kept(walk: Walk) -> None:
    before, answers = walk.digest(), set()
    for role in ROLES:
        answer = walk.browser(role).post("/api/v1/counts/irv?name=two.blt", data=BLT)
        answers.add((answer.status_code, answer.text))
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
    assert len(answers) == 1
    assert walk.digest() == before


def test_everybody_reads_what_a_visitor_reads(walk: Walk) -> None:
    before = walk.digest()
    for path in READS:
        answers = set()
        for role in ROLES:
            answer = walk.browser(role).get(f"/api/v1/{path}")
            answers.add((answer.status_code, answer.text))
            assert "Set-Cookie" not in answer.headers
        assert len(answers) == 1, path
    assert walk.digest() == before
