"""What happens to a request between its receipt and its answer, and the ladder of its reminders."""

from dataclasses import dataclass
from datetime import date

from app.kernel.i18n import lazy
from app.kernel.states import Labelled
from app.people.states import Rank


class StepKind(Labelled):
    """What happened to a request between its receipt and its answer."""

    SUPPLEMENT = "supplement", lazy("센터가 보완을 요청했습니다")
    SUPPLIED = "supplied", lazy("보완해서 답했습니다")
    EXTENSION = "extension", lazy("답변 기한을 연장했습니다")
    SURVEY = "survey", lazy("현장조사로 기한이 늘었습니다")
    CONSENT_ASKED = "consent_asked", lazy("두 번째 연장에 동의를 구했습니다")
    AGREED = "agreed", lazy("두 번째 연장에 동의했습니다")
    DECLINED = "declined", lazy("두 번째 연장에 동의하지 않았습니다")
    PASSED_ON = "passed_on", lazy("맡은 곳으로 이송했습니다")
    PROGRESS = "progress", lazy("어디까지 왔는지 알렸습니다")
    PROGRESS_ASKED = "progress_asked", lazy("30일이 지나 담당자에게 경과를 물었습니다")
    OFFICER_TOLD = "officer_told", lazy("기한이 다가와 담당자에게 알렸습니다")
    LEADER_TOLD = "leader_told", lazy("기한이 되어 팀장에게 알렸습니다")
    HEAD_TOLD = "head_told", lazy("기한이 지나 동장에게 알렸습니다")
    EVERYONE_TOLD = "everyone_told", lazy("기한이 되어 센터의 담당자 모두에게 다시 알렸습니다")
    ON_AGENDA = "on_agenda", lazy("답이 없어 다음 회의의 안건에 올렸습니다")


class LongerBy(Labelled):
    """Why the centre needs longer."""

    EXTENSION = "extension", lazy("기한 안에 답하기 어려워 연장합니다")
    SURVEY = "survey", lazy("현장조사를 합니다 (조사 기간은 기한에 넣지 않습니다)")


@dataclass(frozen=True)
class Rung:
    """A rung of the ladder that reminders climb: who is told, from `days` working days before the due date."""

    step: StepKind
    rank: Rank
    event: str
    days: int

    def is_reached(self, days_left: int, today: date, due_on: date) -> bool:
        """Whether its time has come; what is told before the day is not told on it."""
        return days_left <= self.days and (self.days <= 0 or today < due_on)


LADDER = (
    Rung(StepKind.OFFICER_TOLD, Rank.OFFICER, "request.due_soon", 3),
    Rung(StepKind.LEADER_TOLD, Rank.TEAM_LEADER, "request.due_today", 0),
    Rung(StepKind.HEAD_TOLD, Rank.HEAD, "request.overdue", -1),
)
PROGRESS_ASKED_EVERY = 30  # days: 민원처리법 시행령 §23 ②
TOLD_TO_OFFICERS_ALONE = frozenset({StepKind.OFFICER_TOLD})
