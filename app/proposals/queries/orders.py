"""Which proposals a list shows, in which order, and what it says where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import BigInteger, ColumnElement, bindparam, cast

from app.kernel.i18n import LazyString, lazy
from app.kernel.states import Labelled
from app.proposals.models import Proposal
from app.proposals.states import Category, ProposalState

QUIET_DAYS, FEW_VOICES = 3, 5  # older than so many days, with fewer endorsements and comments together
_PRIME = 2**31 - 1
_SHIFTS = 2**20  # (number + shift)² stays within 63 bits


class Stage(Labelled):
    """How far the proposals of a list have come."""

    OPEN = "open", lazy("열려 있는 제안")
    PUBLISHED = "published", lazy("이야기 중")
    TABLED = "tabled", lazy("회의에 올림")
    ENDED = "ended", lazy("끝난 제안")
    WITHDRAWN = "withdrawn", lazy("거둠")


STATES: Mapping[Stage, tuple[ProposalState, ...]] = {
    Stage.OPEN: (ProposalState.PUBLISHED, ProposalState.TABLED),
    Stage.PUBLISHED: (ProposalState.PUBLISHED,),
    Stage.TABLED: (ProposalState.TABLED,),
    Stage.ENDED: (ProposalState.CLOSED, ProposalState.WITHDRAWN),
    Stage.WITHDRAWN: (ProposalState.WITHDRAWN,),
}


class Order(Labelled):
    """How a list of proposals is ordered."""

    CLOSEST = "closest", lazy("찾는 말에 가까운 것부터")
    NEWEST = "newest", lazy("새로 나온 것부터")
    ENDORSED = "endorsed", lazy("공감이 많은 것부터")
    DISCUSSED = "discussed", lazy("의견이 많은 것부터")
    QUIET = "quiet", lazy("목소리가 필요한 것만")
    RANDOM = "random", lazy("섞어서 (날마다 다르게)")


Empty = tuple[LazyString, LazyString]  # a title, and what would fit
_NOTHING: Empty = (lazy("맞는 제안이 없습니다"), lazy("다른 낱말로 찾거나 모두 보기를 눌러 보세요."))
_QUIET: Empty = (
    lazy("목소리가 필요한 제안이 없습니다"),
    lazy("나온 지 사흘이 지나도록 공감과 의견이 적은 제안이 여기에 나옵니다."),
)
_NONE_OF: Mapping[Stage | None, Empty] = {
    Stage.OPEN: (lazy("열려 있는 제안이 없습니다"), lazy("골목에서 바꾸고 싶은 것이 있으면 새로 내놓아 주세요.")),
    Stage.TABLED: (
        lazy("회의에 오른 제안이 없습니다"),
        lazy("퍼실리테이터가 다음 회의의 안건으로 올리면 여기에 나옵니다."),
    ),
    Stage.ENDED: (lazy("끝난 제안이 아직 없습니다"), lazy("결말이 난 제안은 까닭과 함께 여기에 남습니다.")),
}


@dataclass(frozen=True)
class Wish:
    """Which proposals a list shows, and in which order; `seed` is what an order of chance is drawn from."""

    stage: Stage | None = None
    order: Order | None = None  # None is the usual one
    words: str = ""
    category: Category | None = None
    seed: str = field(default="", compare=False)

    @property
    def orders(self) -> list[Order]:
        """The orders that make sense, the usual one first: only what was searched for can be close to it."""
        return [order for order in Order if self.words or order is not Order.CLOSEST]

    @property
    def order_shown(self) -> Order:
        """The order in which the list stands."""
        return self.order if self.order is not None and self.order in self.orders else self.orders[0]

    @property
    def is_plain(self) -> bool:
        """Whether nothing was chosen: an empty list then means that there is no proposal at all."""
        return self.stage is None and self.category is None and not self.words and self.order is not Order.QUIET

    @property
    def is_usual(self) -> bool:
        """Whether the list is as everybody finds it first."""
        return self == Wish()

    @property
    def nothing(self) -> Empty:
        """What to say where nothing fits: a title, and what would fit."""
        if self.words or self.category:
            return _NOTHING
        return _QUIET if self.order is Order.QUIET else _NONE_OF.get(self.stage, _NOTHING)


def voices() -> ColumnElement[int]:
    """How many endorsements and comments a proposal has."""
    return Proposal.endorsement_count + Proposal.comment_count


def quiet_since() -> timedelta:
    """How long a proposal that needs voices has been out at least."""
    return timedelta(days=QUIET_DAYS)


def mixed() -> ColumnElement[int]:
    """An order that follows from nothing but the numbers of `mixing`, the same on both databases: fit for pages."""
    number = cast(Proposal.id, BigInteger) + bindparam("shift", type_=BigInteger)
    return number * number % _PRIME * bindparam("factor", type_=BigInteger) % _PRIME


def mixing(seed: str) -> dict[str, int]:
    """The two numbers that an order is mixed with: the same seed mixes the same."""
    digest = sha256(seed.encode()).digest()
    shift, factor = int.from_bytes(digest[:8]), int.from_bytes(digest[8:16])
    return {"shift": shift % _SHIFTS, "factor": factor % (_PRIME - 1) + 1}
