"""A proposal that the neighbours do not agree about: for, against, neither, and one comment that was hidden."""

from collections.abc import Callable
from dataclasses import replace

from app.cli.demo.scenes import bring
from app.cli.demo.town import Town
from app.councils.models import Council
from app.discussion import service as discussion
from app.discussion.models import Comment
from app.discussion.states import Ground, Stance
from app.proposals import service as proposals
from app.proposals.models import Proposal
from app.proposals.service import Words
from app.proposals.states import Category

_BENCH = Words(
    title="주차 한 면을 쉼터로 바꿔 볼까요",
    problem="어르신들이 시장에 다녀오다 쉴 곳이 없어 계단에 앉으십니다.",
    wish="거주자우선주차 한 면에 긴 의자 둘을 놓아 주세요. 한 달만 해 보고 다시 정해도 좋습니다.",
    place="국사봉길 85 앞",
    cost_won=600_000,
)

_PROCEDURE = "주차 면을 바꾸려면 교통행정과 검토가 필요합니다. 회의 때 절차를 설명드리겠습니다."
_SUMMARY = """앉을 곳이 있어야 한다는 데에는 모두 같은 생각입니다.

- **찬성**: 시장에서 올라오는 어르신이 쉴 곳이 없습니다.
- **반대**: 밤에 차 댈 곳이 모자라고, 밤늦게 시끄러울 수 있습니다.
- **아직 모르는 것**: 낮에만 쓰는 의자가 있는지, 그 자리를 쓰는 세 집은 어떤지."""


def talk_about_the_bench(town: Town, council: Council) -> Proposal:
    """The proposal and its discussion, with answers between."""
    by, supporters = town.people["쌍둥이 아빠"], town.residents[4:8]
    proposal = bring(town, council, _BENCH, by=by, days=-6, supporters=supporters, category=Category.PARKING)
    said = _speaker(town, proposal)
    said("박씨 할머니", Stance.FOR, "시장에서 올라오면 다리가 아파요. 잠깐 앉을 데만 있어도 좋겠어요.", -6, 21)
    parking = said("철물점 사장", Stance.AGAINST, "밤에 차 댈 곳이 지금도 모자랍니다. 손님 차는 어디에 대나요?", -5, 9)
    said("쌍둥이 아빠", Stance.NEUTRAL, "낮에만 쓰고 밤에는 비우는 의자도 있답니다. 알아보겠습니다.", -5, 13, parking)
    said("반지하 청년", Stance.AGAINST, "밤늦게 모여 이야기하면 창문 바로 앞이라 잠을 못 잡니다.", -5, 23)
    said("3통 통장", Stance.NEUTRAL, "한 면 쓰는 분이 세 집입니다. 그 댁들 생각부터 들어 봅시다.", -4, 10)
    said(
        "우리동네주무관",
        Stance.NEUTRAL,
        _PROCEDURE,
        -4,
        14,
    )
    open_question = "겨울에도 두나요? 눈이 오면 누가 치우나요?"
    said("반지하 청년", Stance.QUESTION, open_question, -3, 20)
    rude = said("세탁소 사장", Stance.AGAINST, "저 집은 차도 없으면서 늘 남의 자리만 탐낸다.", -3, 22)
    discussion.flag(rude, reason="한 집을 두고 하는 말입니다.", by=town.people["감나무 집"], at=town.day(-2, 8))
    discussion.hide(
        rude,
        ground=Ground.ABUSE,
        reason="이웃을 깎아내리는 말이라 가렸습니다. 주차 걱정은 다시 써 주세요.",
        by=town.facilitator,
        at=town.day(-2, 9),
    )
    for reader in town.residents[:3]:
        if reader.id != parking.author_id:
            discussion.find_helpful(parking, by=reader, at=town.day(-2, 11))
    discussion.summarise(proposal, body=_SUMMARY, by=town.facilitator, at=town.day(-1, 10))
    _offer_other_words(town, proposal)
    return proposal


def _offer_other_words(town: Town, proposal: Proposal) -> None:
    """A neighbour who worries about the night offers words that leave it alone; nobody has answered yet."""
    words = replace(_BENCH, wish=_BENCH.wish.replace("긴 의자 둘을", "아침 9시부터 저녁 6시까지만 접는 의자 둘을"))
    reason = "낮에만 쓰면 밤에 차 댈 곳이 줄지 않습니다."
    proposals.offer(proposal, words, reason=reason, on_edit=0, by=town.people["철물점 사장"], at=town.day(-4, 19))


def _speaker(town: Town, proposal: Proposal) -> Callable[..., Comment]:
    """Writes the comments of one proposal: who, on which side, what, on which day and hour, in answer to what."""

    def said(who: str, stance: Stance, words: str, days: int, hour: int, parent: Comment | None = None) -> Comment:
        by, at = town.people[who], town.day(days, hour)
        return discussion.write(proposal, body=words, stance=stance, by=by, at=at, parent=parent)

    return said
