"""A panel drawn by lot from residents who agreed to be asked: most come, one declined and another follows."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import insert, select

from app.cli.demo.town import Town
from app.councils.models import Council, Membership
from app.kernel.db import session
from app.panels import queries, service
from app.panels.models import Panel, PanelConsent
from app.panels.states import Sex
from app.people.models import User
from app.proposals.models import Proposal

POOL = 48  # of the 120 residents
DICE = "4 1 6 2 2 5 3 6 1 4 5 2"
COME, DECLINE = 5, 1  # of the eight who are drawn; the others have not answered yet


def draw_a_panel(town: Town, council: Council, people: Sequence[User], matter: Proposal) -> Panel:
    """Eight of the street are to speak about the matter in two weeks; the dice are the same each time."""
    _agree(town, council, people[:POOL])
    plan = service.Plan(
        title="소방차가 들어올 자리를 어디에 둘까요?",
        purpose="제안에 뜻은 모였지만 자리가 정해지지 않았습니다. 길을 함께 걸어 보고 어디를 비울지 의견을 내 주세요."
        " 내신 의견은 제안 쪽에 그대로 싣습니다.",
        meets_at=town.day(14, 19),
        place="마을활력소 2층",
        size=8,
        by_age=True,
        by_sex=True,
        answer_days=7,
        proposal_id=matter.id,
    )
    panel = service.prepare(council, plan, by=town.facilitator, at=town.day(-4, 10))
    service.announce(panel, by=town.facilitator, at=town.day(-4, 11))
    witnesses = "마을활력소에 모인 이웃 여섯 사람"
    panel = queries.panel(panel.id)
    service.draw(panel, source=DICE, before=witnesses, by=town.facilitator, at=town.day(-2, 19, 30))
    _answer(town, panel)
    return panel


def _agree(town: Town, council: Council, people: Sequence[User]) -> None:
    """Put in at once, as many women as men."""
    theirs = [person.id for person in people]
    members = select(Membership.id).where(Membership.council_id == council.id, Membership.user_id.in_(theirs))
    numbers = session().scalars(members.order_by(Membership.id))
    rows = [
        {"membership_id": number, "sex": (Sex.FEMALE, Sex.MALE)[place % 2], "agreed_at": town.day(-10, 20)}
        for place, number in enumerate(numbers)
    ]
    session().execute(insert(PanelConsent), rows)


def _answer(town: Town, panel: Panel) -> None:
    """In the drawn order: some come, then one declines, whose place goes to the next of the same stratum."""
    called = sorted((place for place in queries.panel(panel.id).places if place.is_invited), key=lambda one: one.rank)
    for number, place in enumerate(called[: COME + DECLINE]):
        at = town.day(-1, 9) + timedelta(minutes=25 * number)
        service.answer(place.id, comes=number < COME, by=place.user, at=at)
