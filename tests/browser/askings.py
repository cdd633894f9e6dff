"""A request through the pages: sent by the facilitator's phone, answered at an officer's desk, in English there."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from app.councils import queries as councils
from app.kernel import clock
from app.kernel.clock import SEOUL
from app.kernel.db import session
from app.people.models import User
from tests.browser.evenings import WallClock
from tests.browser.windows import Window
from tests.factories import a_member, an_officer
from tests.factories.decisions import a_held_meeting, a_matter, a_resolution
from tests.factories.proposals import an_endorsement

LEADER, RESIDENT, FIRST, SECOND = "골목 활동가", "초록대문 집", "우리동네주무관", "박동장"
ASKED = "거주자우선주차 3면을 걷어 내고 벤치 2개를 둔 쉼터로 바꾸어 주십시오"
DISSENT = "차 댈 곳이 줄면 밤에 더 헤맨다는 세 집의 의견이 있었습니다."


def working_hours(wall: WallClock) -> None:
    """Let it be Monday, ten in the morning: days are counted from there, whenever the test runs."""
    today = clock.today()
    monday = today + timedelta(days=7 - today.weekday())
    wall.ahead += datetime.combine(monday, time(10), SEOUL) - wall.now()


@dataclass(frozen=True)
class Answer:
    """What an officer writes; `done_by` only with a yes."""

    mark: str
    summary: str
    kind: str
    reason: str
    found: str
    ground: str
    possible: str
    section: str
    done_by: date | None = field(default=None)

    @property
    def said(self) -> tuple[str, ...]:
        """What residents must be able to read of it."""
        return self.summary, self.reason, self.found, self.ground, self.possible, self.section

    def write(self, desk: Window) -> Window:
        """Fill in the form that is open and publish it."""
        desk.tick(self.mark).write("Summary for residents", self.summary)
        desk.field("Kind of reason").select_option(label=self.kind)
        desk.write("Reason", self.reason).write("Facts found", self.found).write("Ground", self.ground)
        desk.write("What is possible", self.possible).write("Section in charge", self.section)
        if self.done_by:
            desk.write("Done by when?", self.done_by.isoformat())
        return desk.press("Publish the answer")


def named(name: str) -> User:
    """The person of the demo town with this name."""
    return session().scalars(select(User).where(User.name == name)).one()


def seventeen_have_met(town: Any) -> int:
    """The meeting of a council of 17 wants a place to rest, 14 for and 3 against; and a second officer."""
    council = councils.council(town.council)
    leader, resident = named(LEADER), named(RESIDENT)
    an_officer(council.dong, name=SECOND)
    came = [leader, resident, *(a_member(council) for _ in range(15))]
    proposal = a_matter(council, title="주차 자리에 쉼터를", author=resident)
    for name in ("감나무 집", "박씨 할머니"):
        an_endorsement(proposal, named(name))
    vote = a_resolution(text=ASKED, present=17, yes=14, no=3, dissent=DISSENT)
    given = {"proposal": proposal, "leader": leader, "came": came, "title": "쉼터 회의"}
    given |= {"ended_at": clock.now(), "opened_by": leader, "publish_by": clock.today() + timedelta(days=7)}
    return int(a_held_meeting(council, vote, **given).id)


def sent(phone: Window, meeting: int) -> int:
    """The facilitator makes the report, chooses a citizen proposal and sends it; the number of the request."""
    phone.open(f"/meetings/{meeting}/minutes").press("결과보고서 만들기").press("고치기").tick("국민제안")
    phone.press("저장하기").press("동주민센터에 보내기")
    phone.page.locator("main .card-title a").first.click()
    return int(phone.look().path.rpartition("/")[2])
