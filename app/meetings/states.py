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


class Deed(Labelled):
    """What a phone without network writes beside the entries of the journal; beside each, its facts."""

    OPENING = "meeting.opened", lazy("회의 시작")
    ARRIVAL = "member.arrived", lazy("온 사람 확인")  # user
    WALK_IN = "neighbour.arrived", lazy("이름으로 온 사람 확인")  # name
    DEPARTURE = "person.left", lazy("먼저 감")  # speaker
    RETURN = "person.returned", lazy("다시 옴")  # speaker
    REMARK = "remark.written", lazy("이야기 적기")  # item, text
    HANDS = "hands.counted", lazy("손 들어 정하기")  # item, text, yes, no, abstain


class Merged(Labelled):
    """What became of what a phone without network sent."""

    KEPT = "kept", lazy("합쳤음")
    WAITING = "waiting", lazy("합치지 못함")  # tried again whenever something else is merged
    UNREADABLE = "unreadable", lazy("읽지 못함")


class Settled(Labelled):
    """What becomes of a parked matter."""

    AGENDA = "agenda", lazy("다음 회의 안건으로")
    PROMISE = "promise", lazy("누군가 맡기로")
    DROPPED = "dropped", lazy("다루지 않기로")


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
    ("merge",    MeetingState.ANNOUNCED,  MeetingState.ANNOUNCED),
    ("merge",    MeetingState.RUNNING,    MeetingState.RUNNING),
    ("merge",    MeetingState.ENDED,      MeetingState.ENDED),
    ("publish",  MeetingState.ENDED,      MeetingState.PUBLISHED),
    ("cancel",   (MeetingState.DRAFT, MeetingState.ANNOUNCED), MeetingState.CANCELLED),
)
# fmt: on
