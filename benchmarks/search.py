"""Finding proposals among 10,000 of one council: by words with whatever particle, by initials, and similar ones."""

from collections.abc import Callable, Iterator
from random import Random
from statistics import median
from time import perf_counter
from typing import NamedTuple

from sqlalchemy import insert, select

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import User
from app.proposals.models import Proposal, ProposalPart
from app.proposals.queries import similar_to
from app.proposals.queries.search import found
from app.proposals.service.indexing import parts_of
from app.proposals.states import ProposalState

PROPOSALS, TIMES, LOT = 10_000, 5, 20_000
THINGS = (
    "쓰레기 가로등 주차 의자 화분 놀이터 경로당 담벼락 횡단보도 텃밭 고양이 소음 배수구 맨홀 전봇대 현수막 재활용"
    " 버스 계단 난간 염화칼슘 보안등 그늘막 도서관 어린이집 운동기구 화장실 벽화 안내판 자전거"
).split()
DEEDS = ("모으는 곳 만들기", "달아 주세요", "고쳐 주세요", "치워 주세요", "늘려 주세요", "옮겨 주세요", "칠해 주세요")
TALK = (
    "밤마다 어두워서 아이들이 다니기 무섭습니다 비가 오면 물이 고여 미끄럽고 어르신들이 넘어지십니다 이웃들이 여러 번"
    " 이야기했지만 아직 그대로입니다 함께 청소하고 돌보겠습니다"
).split()
WORDS = ("쓰레기를 모으는 곳", "가로등이 어두운", "ㅆㄹㄱ", "놀이터 그늘막", "밤마다 어두워서", "없는말씀")


class Measured(NamedTuple):
    """One search: what was asked, how many were found, and the median in milliseconds."""

    asked: str
    found: int
    milliseconds: float


def measure() -> Iterator[Measured]:
    """Fill the first council of the database, and search it."""
    council, author = session().scalars(select(Council)).first(), session().scalars(select(User)).first()
    assert council is not None
    assert author is not None
    some = _fill(council.id, author.id)
    for words in WORDS:
        yield Measured(words, len(found(council.id, words)), _median(lambda words=words: found(council.id, words)))
    yield Measured(f"≈ {some.title}", len(similar_to(some)), _median(lambda: similar_to(some)))


def _median(search: Callable[[], object]) -> float:
    seconds = []
    for _time in range(TIMES):
        begun = perf_counter()
        search()
        seconds.append(perf_counter() - begun)
    return 1000 * median(seconds)


def _fill(council_id: int, author_id: int) -> Proposal:
    """Made up from the same seed every time; one of them."""
    chance, now = Random(3), clock.now()
    rows = [
        Proposal(
            council_id=council_id,
            author_id=author_id,
            title=f"{chance.choice(THINGS)} {chance.choice(DEEDS)} {chance.choice(THINGS)} {number}",
            place=f"국사봉길 {chance.randint(1, 200)}",
            problem=" ".join(chance.choices(TALK, k=25)),
            wish=" ".join(chance.choices(TALK, k=15)),
            state=ProposalState.PUBLISHED,
            drafted_at=now,
            published_at=now,
        )
        for number in range(PROPOSALS)
    ]
    with transaction() as current:
        current.add_all(rows)
        current.flush()
        parts = [
            {"part": part, "proposal_id": one.id, "weight": weight}
            for one in rows
            for part, weight in parts_of(one).items()
        ]
        for start in range(0, len(parts), LOT):
            current.execute(insert(ProposalPart), parts[start : start + LOT])
    return rows[77]
