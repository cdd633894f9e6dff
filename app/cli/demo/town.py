"""The ground of the demo town: gu, dong, people, and the days on which things happened."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from app.cli.demo.accounts import ACCOUNTS, DOMAIN
from app.councils.models import Council, Membership
from app.councils.service import ask, confirm, seat
from app.councils.states import Seat, Tie
from app.kernel.clock import SEOUL, seoul
from app.kernel.db import session
from app.people.models import User, contact_of
from app.people.service.accounts import make_operator, register
from app.people.service.posts import appoint, appoint_planner
from app.places.models import Dong
from app.places.service import found_dong, found_gu

MADE_UP = "보기로 지어낸 골목회의입니다. 사람과 글과 숫자는 실제와 관계가 없습니다."
# Nicknames that nobody takes for a person, with the year of birth; the first has an account to sign in with.
NEIGHBOURS = {
    "초록대문 집": 1968, "박씨 할머니": 1954, "분식집 사장": 1971, "3통 통장": 1960, "감나무 집": 1958,
    "세탁소 사장": 1966, "반지하 청년": 1996, "옥탑방 대학생": 2003, "쌍둥이 아빠": 1986, "야간 근무 간호사": 1990,
    "철물점 사장": 1957, "새로 온 이웃": 1993, "고양이 밥 주는 집": 1979,
}  # fmt: skip
LATE_COMER = "모퉁이 꽃집"


@dataclass
class Town:
    """What the scenes of the demo share."""

    now: datetime
    dong: Dong
    people: dict[str, User] = field(default_factory=dict)

    def day(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment so many days from today, negative for the past, by the clock of Seoul."""
        on = seoul(self.now).date() + timedelta(days=days)
        return datetime.combine(on, time(hour, minute), SEOUL)

    @property
    def residents(self) -> list[User]:
        """The thirteen neighbours."""
        return [self.people[name] for name in NEIGHBOURS]

    @property
    def officer(self) -> User:
        """Who answers at the dong centre."""
        return self.people["우리동네주무관"]

    @property
    def facilitator(self) -> User:
        """Who runs the meetings."""
        return self.people["골목 활동가"]

    @property
    def observer(self) -> User:
        """Who watches the count."""
        return self.people["참관인 이웃"]


def card_name(nickname: str) -> str:
    """What stands on the made-up card of a made-up neighbour."""
    return "보기 " + "".join(letter for letter in nickname if not letter.isdigit())


def found_town(now: datetime, password_hash: str) -> Town:
    """동작구 상도3동 with its centre, the neighbours and the demo accounts."""
    gu = found_gu("11590", city="서울특별시", name="동작구")
    dong = found_dong(
        gu,
        "1159055000",
        name="상도3동",
        official_name="상도제3동",
        population=27_480,
        centre_name="상도3동주민센터(보기)",
        centre_phone="02-000-0000",
    )
    town = Town(now, dong)
    _register_all(town, password_hash)
    appoint(town.officer, dong, section="마을자치팀", title="주무관", phone="02-000-0001")
    appoint_planner(town.people["복지플래너"], dong)
    make_operator(town.people["서버 지기"])
    return town


def _register_all(town: Town, password_hash: str) -> None:
    keys = {account.name: account.key for account in ACCOUNTS}
    others = [name for name in (*NEIGHBOURS, LATE_COMER) if name not in keys]
    keys |= {name: f"neighbour{number}" for number, name in enumerate(others, 1)}
    with_password = {account.name for account in ACCOUNTS}
    for name, key in keys.items():
        town.people[name] = register(
            contact_of(f"{key}@{DOMAIN}"),
            at=town.day(-80),
            name=name,
            password_hash=password_hash if name in with_password else None,
            letters_wanted=False,  # nobody reads what is sent to made-up addresses
        )


def settle_in(town: Town, council: Council, people: Iterable[User], days: int) -> list[Membership]:
    """The people ask to belong to the council, and the officer confirms them on the day after."""
    settled = []
    for person in people:
        tie = Tie.WORKS if "사장" in person.name else Tie.LIVES
        born = NEIGHBOURS.get(person.name, 1980)
        asked = ask(
            council,
            tie=tie,
            birth_year=born,
            legal_name=card_name(person.name),
            place="",
            by=person,
            at=town.day(days, 20),
        )
        settled.append(confirm(asked, by=town.officer, at=town.day(days + 1, 9, 30)))
        session().expire(person, ["memberships"])  # rules read it, and it was read before
    return settled


def give_seat(town: Town, council: Council, person: User, given: Seat, days: int) -> None:
    """The person joins and is given a seat."""
    (held,) = settle_in(town, council, [person], days)
    seat(held, given, by=town.officer, at=town.day(days + 1, 9, 40))
    session().expire(person, ["memberships"])
