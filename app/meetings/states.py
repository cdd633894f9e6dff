"""States of a meeting, how it decides, and how a resolution ended."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class MeetingState(Labelled):
    """회의."""

    DRAFT = "draft", lazy("준비 중")
    ANNOUNCED = "announced", lazy("열릴 예정")
    RUNNING = "running", lazy("진행 중")
    ENDED = "ended", lazy("끝남")
    PUBLISHED = "published", lazy("회의록 공개")
    CANCELLED = "cancelled", lazy("취소됨")


class Outcome(Labelled):
    """How a resolution ended."""

    CARRIED = "carried", lazy("가결")
    NOT_CARRIED = "not_carried", lazy("부결")
    NO_QUORUM = "no_quorum", lazy("정족수 미달")
    SENT_BACK = "sent_back", lazy("다시 다듬기")


class Way(Labelled):
    """How a meeting decides on an item."""

    HANDS = "hands", lazy("손 들어 정하기")
    CONSENT = "consent", lazy("동의로 정하기")


class Role(Labelled):
    """What somebody helps with while a meeting runs."""

    TIMEKEEPER = "timekeeper", lazy("시간지기")
    SCRIBE = "scribe", lazy("기록")
    TELLER = "teller", lazy("세는 사람")


class Settled(Labelled):
    """What becomes of a parked matter."""

    AGENDA = "agenda", lazy("다음 회의 안건으로")
    PROMISE = "promise", lazy("누군가 맡기로")
    DROPPED = "dropped", lazy("다루지 않기로")


class Ground(Labelled):
    """Why somebody takes no part in deciding: their own wish (회피), or what excludes them (제척)."""

    OWN_WISH = "own_wish", lazy("스스로 물러남 (회피)")
    OWN_MATTER = "own_matter", lazy("본인의 재산이나 장사에 관한 일 (제척)")
    FAMILY = "family", lazy("가족이나 친척의 일 (제척)")
    OTHER = "other", lazy("그 밖의 까닭 (제척)")


# fmt: off
MEETING = Machine[MeetingState](           # 회의
    ("edit",     MeetingState.DRAFT,      MeetingState.DRAFT),
    ("edit",     MeetingState.ANNOUNCED,  MeetingState.ANNOUNCED),
    ("arrange",  MeetingState.DRAFT,      MeetingState.DRAFT),
    ("arrange",  MeetingState.ANNOUNCED,  MeetingState.ANNOUNCED),
    ("arrange",  MeetingState.RUNNING,    MeetingState.RUNNING),
    ("announce", MeetingState.DRAFT,      MeetingState.ANNOUNCED),
    ("check_in", MeetingState.ANNOUNCED,  MeetingState.ANNOUNCED),
    ("check_in", MeetingState.RUNNING,    MeetingState.RUNNING),
    ("open",     MeetingState.ANNOUNCED,  MeetingState.RUNNING),
    ("proceed",  MeetingState.RUNNING,    MeetingState.RUNNING),
    ("note",     MeetingState.RUNNING,    MeetingState.RUNNING),
    ("note",     MeetingState.ENDED,      MeetingState.ENDED),
    ("resolve",  MeetingState.RUNNING,    MeetingState.RUNNING),
    ("adjourn",  MeetingState.RUNNING,    MeetingState.ENDED),
    ("publish",  MeetingState.ENDED,      MeetingState.PUBLISHED),
    ("cancel",   (MeetingState.DRAFT, MeetingState.ANNOUNCED), MeetingState.CANCELLED),
)
# fmt: on
