"""The assembly of the small world and its plans in every state; with what forms of plans need."""

from typing import Any

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import session, transaction
from app.plans import queries
from app.plans.models import Plan
from app.plans.states import ReviewMark
from app.polls import queries as polls_queries
from app.polls import service as polls_service
from app.polls.service import NewOption
from app.proposals.states import ProposalState
from tests import factories
from tests.factories import plans as made
from tests.factories import polls
from tests.factories.proposals import a_proposal

_TODAY = clock.today().isoformat()
_MONEY = {"method": "budget_order", "votes_per_voter": 2, "budget_won": 20_000_000}
_ITEM = {"title": "화단", "cost": "500만", "runner": "joint"}
FORMS: dict[str, dict[str, Any]] = {
    "plans.draft": {"year": "2077", "cap": "1000만"},
    "plans.add_item": _ITEM,
    "plans.add_term": {"term": "14", "unit": "days", "law": "구 조례", "valid_from": "2026-01-01"},
    "plans.take_back": {"reason": "다른 해의 투표를 골랐습니다"},
    "plans.spend": {"spent_on": _TODAY, "amount": "1만", "words": "물감"},
}
SEEN: dict[str, dict[str, Any]] = {
    "plans.cap": {"cap": "6000만"},
    "plans.edit_item": _ITEM,
    "plans.dates": {"assembly_on": _TODAY},
    "plans.adopt": {"assembly_on": _TODAY},
    "plans.judge": {"mark": "accepted", "office": "도로관리과", "phone": "02-820-0001"},
    "plans.finish_review": {},
    "plans.say": {"cost": "100만", "word": "반만 합니다"},
    "plans.finalise": {},
    "plans.link_commitment": {"commitment": ""},
    "plans.settle": {},
    "plans.promise_item": {
        "text": "화단을 만듭니다.",
        "do_by": _TODAY,
        "section": "도로관리과",
        "officer_name": "김주무관",
        "officer_phone": "02-820-0001",
        "budget": "500만",
        "budget_from": "자치계획",
    },
}


def keep_plans(world: Any, council: Council) -> None:
    """A plan in every state, of an assembly in the same dong that F runs too."""
    here = session().get(Council, council.id)
    assert here
    assembly = made.an_assembly(dong=here.dong)
    leader, officer = factories.a_facilitator(assembly, user=world.users["F"]), world.users["D"]
    world.keep("assembly", council_id=assembly.id)
    made.a_ground(assembly, leader)
    draft = made.a_plan(assembly, leader, year=2030)
    _keep(world, "draft", draft, poll_id=_a_poll(assembly, leader), proposal_id=_a_proposal(assembly))
    _keep(world, "adopted", made.adopted(made.a_plan(assembly, leader, year=2031), leader), number=1)
    sent = [made.sent(made.adopted(made.a_plan(assembly, leader, year=2032 + n), leader), leader) for n in range(4)]
    _keep(world, "sent", sent[0], number=2)
    _keep(world, "judged", made.judged(made.judged(sent[1], 0, officer), 1, officer))
    _keep(world, "reviewed", made.reviewed(sent[2], officer, item0=ReviewMark.PARTLY))
    _keep(world, "accepted", made.reviewed(sent[3], officer))
    final = made.sent(made.adopted(made.a_plan(assembly, leader, year=2037), leader), leader)
    _keep(world, "final", made.final(made.reviewed(final, officer), leader))
    carried = made.promised(made.a_plan_under_way(assembly, leader, officer, year=2039), 0, officer)
    _keep(world, "promised", carried, commitment_id=carried.items[0].commitment_id)
    _keep(world, "under_way", made.a_plan_under_way(assembly, leader, officer, year=2038))


def _keep(world: Any, state: str, plan: Plan, **values: int) -> None:
    world.keep(f"plan {state}", plan_id=plan.id, item_id=plan.items[0].id, **values)


def _a_poll(assembly: Council, leader: Any) -> int:
    options = [NewOption("바닥등", cost_won=9_000_000), NewOption("축제", cost_won=9_000_000)]
    poll = polls.a_counted_poll([[1, 2], [1], [2]], assembly, by=leader, options=options, **_MONEY)
    with transaction():
        polls_service.certify(polls_queries.poll(poll.id), by=leader, at=clock.now())
    return poll.id


def _a_proposal(assembly: Council) -> int:
    author = factories.a_member(assembly, name="총회주민")
    return int(a_proposal(assembly, author, state=ProposalState.PUBLISHED, title="긴 의자").id)


def filled(world: Any, endpoint: str, thing: str) -> dict[str, Any]:
    """The fields of a form of plans; most know which version was before whoever sends them."""
    if endpoint == "plans.add_term":
        any_plan = queries.plan(world.things["plan draft"]["plan_id"])
        return {**FORMS[endpoint], "gu": str(any_plan.council.dong.gu_id)}
    if endpoint not in SEEN:
        return FORMS.get(endpoint, {})
    plan = queries.plan(world.things[thing]["plan_id"])
    values = {**SEEN[endpoint], "seen": str(plan.version)}
    return {**values, "ground": queries.grounds(plan)[0].key} if endpoint == "plans.adopt" else values
