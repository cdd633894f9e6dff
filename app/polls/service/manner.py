"""What a draft is told: its options, and beside the method its channels, order of options, money, caps and weights."""

from dataclasses import dataclass
from typing import TypedDict

from app.kernel.errors import Invalid
from app.kernel.i18n import _
from app.polls.methods import METHODS, Method
from app.polls.models import Poll


@dataclass(frozen=True)
class NewOption:
    """An answer to choose. A motion takes at most one: the matter that its "찬성" is about; the label is not used."""

    label: str
    agenda_item_id: int | None = None
    proposal_id: int | None = None
    cost_won: int | None = None
    group_name: str = ""
    only_one: str = ""


class Manner(TypedDict, total=False):
    """What a draft may say of itself; what is left out is off."""

    budget_won: int | None  # what there is to spend
    stops: bool  # spending ends at what does not fit
    most_per_option: int | None  # points that one option may get
    paper_percent: int | None  # what the paper counts for of 100, as a channel
    draws_order: bool  # every voter has the options in an order of chance
    takes_paper: bool
    takes_assisted: bool


def set_manner(poll: Poll, method: str, manner: Manner) -> None:
    """Write it on the draft, without what the method has no use for. Raises Invalid where the parts contradict."""
    kind = METHODS.get(method)
    if kind is None:
        raise Invalid(_("없는 투표 방식입니다."))
    poll.takes_paper, poll.takes_assisted = manner.get("takes_paper", False), manner.get("takes_assisted", False)
    poll.draws_order = manner.get("draws_order", False) and not kind.answers
    poll.budget_won = manner.get("budget_won") if kind.spends else None
    poll.stops = manner.get("stops", False) and kind.has_limits
    poll.most_per_option = manner.get("most_per_option") if kind.key == "cumulative" else None
    poll.paper_percent = _weight(kind, manner)


def check_points(poll: Poll) -> None:
    """Raises Invalid where one option could get more points than a voter has."""
    most = poll.most_per_option
    if most is not None and not 1 <= most <= poll.votes_per_voter:
        raise Invalid(_("하나에 줄 수 있는 점은 1점부터 %(count)d점까지 정할 수 있습니다.", count=poll.votes_per_voter))


def _weight(kind: Method, manner: Manner) -> int | None:
    percent = manner.get("paper_percent")
    if percent is None:
        return None
    if not kind.is_weighable:
        raise Invalid(_("현장과 온라인의 비중은 ‘하나 고르기’와 ‘여러 개 고르기’에서만 둘 수 있습니다."))
    if not manner.get("takes_paper"):
        raise Invalid(_("현장 표의 비중을 두려면 종이 투표도 받아야 합니다."))
    if not 1 <= percent <= 99:
        raise Invalid(_("현장 표의 비중은 1%에서 99% 사이로 적어 주세요."))
    return percent
