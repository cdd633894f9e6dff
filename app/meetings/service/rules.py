"""Whether a show of hands carries, by the council's bylaws, or a consent round: pure arithmetic with exact fractions.

Everybody who was checked in is present and raises a hand, walk-ins too: the facilitator admits them. Those who are not
in the room do where the bylaws count them, the recused never. The roll of a show of hands is therefore those present.
"""

from dataclasses import dataclass

from app.councils.models import Bylaws
from app.councils.service.rules import passing_needed
from app.kernel.i18n import _, lazy
from app.meetings.states import Outcome

BASES = {
    "valid": lazy("찬성과 반대를 더한"),
    "cast": lazy("찬성·반대·기권을 더한"),
    "roll": lazy("참석한"),
}


@dataclass(frozen=True)
class Hands:
    """A show of hands among so many present, some of them not in the room; the recused are not among them."""

    yes: int
    no: int
    abstain: int
    present: int
    remote: int = 0
    recused: int = 0

    @property
    def raised(self) -> int:
        """How many raised a hand."""
        return self.yes + self.no + self.abstain

    @property
    def told(self) -> str:
        """Those present in words, with whatever is not plain about their number."""
        here = _("참석 %(present)d명", present=self.present)
        if self.remote:
            words = {"here": here, "room": self.present - self.remote, "remote": self.remote}
            here = _("%(here)s(방 %(room)d명 + 화상·전화 %(remote)d명)", **words)
        if self.recused:
            here = _("%(here)s(제척·회피 %(recused)d명을 뺌)", here=here, recused=self.recused)
        return here


@dataclass(frozen=True)
class Judgement:
    """How it ended, and why in one sentence with the numbers."""

    outcome: Outcome
    because: str


def judge(hands: Hands, bylaws: Bylaws, needed: int) -> Judgement:
    """The outcome of a show of hands where `needed` must be present, with exact fractions.

    Of "valid" hands abstentions do not count, of those "cast" they do; the roll is everybody present.
    """
    if hands.present < needed:
        return _without_quorum(hands, needed)
    counted = {"valid": hands.yes + hands.no, "cast": hands.raised, "roll": hands.present}[bylaws.passing_basis]
    if counted == 0:
        return Judgement(Outcome.NOT_CARRIED, _("찬성이나 반대에 손을 든 사람이 없어 부결되었습니다."))
    least = passing_needed(bylaws, counted)
    carried = hands.yes >= least
    facts: dict[str, object] = {
        "here": _quorum_words(hands, needed),
        "base": str(BASES[bylaws.passing_basis]),
        "counted": counted,
        "yes": hands.yes,
        "least": least,
    }
    return Judgement(Outcome.CARRIED if carried else Outcome.NOT_CARRIED, _sentence(carried, facts))


def judge_consent(hands: Hands, reservations: int, needed: int) -> Judgement:
    """The outcome of a consent round where `needed` must be present: one reasoned objection sends the matter back.

    So decide sociocratic circles (Endenburg, Sociocracy, 1998): not all have to be for it, nobody may be against it.
    """
    if hands.present < needed:
        return _without_quorum(hands, needed)
    here = _quorum_words(hands, needed)
    if hands.no:
        told = _("%(here)s 반대 %(no)d명이 있어, 정하지 않고 까닭을 들어 다시 다듬습니다.", here=here, no=hands.no)
        return Judgement(Outcome.SENT_BACK, told)
    if not hands.yes:
        return Judgement(Outcome.NOT_CARRIED, _("%(here)s 동의한 사람이 없어 정하지 않았습니다.", here=here))
    facts: dict[str, object] = {"here": here, "yes": hands.yes, "worried": reservations}
    told = _("%(here)s 반대가 없고 %(yes)d명이 동의하여(걱정을 남긴 %(worried)d명) 정했습니다.", **facts)
    return Judgement(Outcome.CARRIED, told)


def _without_quorum(hands: Hands, needed: int) -> Judgement:
    told = _("%(here)s으로 정족수 %(needed)d명을 채우지 못했습니다.", here=hands.told, needed=needed)
    return Judgement(Outcome.NO_QUORUM, told)


def _quorum_words(hands: Hands, needed: int) -> str:
    if needed == 0:
        return f"{hands.told}."
    return _("%(here)s으로 정족수 %(needed)d명을 채웠습니다.", here=hands.told, needed=needed)


def _sentence(carried: bool, facts: dict[str, object]) -> str:
    if carried:
        return _(
            "%(here)s %(base)s %(counted)d명 가운데 찬성이 %(yes)d명으로, 가결에 필요한 %(least)d명을 채웠습니다.",
            **facts,
        )
    return _(
        "%(here)s %(base)s %(counted)d명 가운데 찬성이 %(yes)d명이어서, 가결에 필요한 %(least)d명에 못 미쳤습니다.",
        **facts,
    )
