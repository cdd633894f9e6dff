"""Where the alley holds its feast: a poll by ranks, for its rounds to be seen."""

from collections.abc import Sequence

from app.cli.demo.scenes import ask_neighbours, cast_all, showing
from app.cli.demo.town import Town
from app.councils.models import Council
from app.people.models import User
from app.polls import service as polls
from app.polls.service import NewOption


def rank_places_for_a_feast(town: Town, council: Council) -> None:
    """Where to hold the feast, by ranks: the first choices of many do not win, and the result shows why."""
    people = town.residents
    places = [NewOption(place) for place in ("분식집 앞마당", "경로당 마당", "국사봉 쉼터", "감나무 집 옆 빈자리")]
    poll = ask_neighbours(town, council, "골목 잔치를 어디에서 열까요?", places, method="irv", days=(-9, -4))
    ballots: dict[tuple[int, ...], Sequence[User]] = {
        (1, 0, 0, 2): people[:5],
        (3, 1, 2, 0): people[5:8],
        (0, 2, 1, 3): people[8:10],
        (0, 2, 0, 1): people[10:12],
    }
    cast_all(poll, ballots)
    polls.close_poll(poll.id, at=poll.closes_at, clock=showing(poll.closes_at))
    polls.certify(poll, by=town.officer, at=town.day(-3, 10))
