"""States of a meeting, how it decides, how a resolution ended, and what people need to take part."""

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


class Need(Labelled):
    """What somebody needs to take part."""

    WHEELCHAIR = "wheelchair", lazy("휠체어나 보행기로 들어올 자리")
    HEARING = "hearing", lazy("잘 들리는 자리나 글로 보여 주기")
    READING = "reading", lazy("큰 글씨나 읽어 주기")
    INTERPRETATION = "interpretation", lazy("수어나 다른 말 통역")
    CHILD_CARE = "child_care", lazy("아이 돌봄")


# fmt: off
MEETING = Machine[MeetingState](           # 회의
    ("edit",     MeetingState.DRAFT,      MeetingState.DRAFT),
    ("edit",     MeetingState.ANNOUNCED,  MeetingState.ANNOUNCED),
    ("arrange",  MeetingState.DRAFT,      MeetingState.DRAFT),
    ("arrange",  MeetingState.ANNOUNCED,  MeetingState.ANNOUNCED),
    ("arrange",  MeetingState.RUNNING,    MeetingState.RUNNING),
    ("announce", MeetingState.DRAFT,      MeetingState.ANNOUNCED),
    ("book",     MeetingState.ANNOUNCED,  MeetingState.ANNOUNCED),
    ("put_up",   MeetingState.ANNOUNCED,  MeetingState.ANNOUNCED),
    ("put_up",   MeetingState.RUNNING,    MeetingState.RUNNING),
    ("put_up",   MeetingState.ENDED,      MeetingState.ENDED),
    ("check_in", MeetingState.ANNOUNCED,  MeetingState.ANNOUNCED),
    ("check_in", MeetingState.RUNNING,    MeetingState.RUNNING),
    ("open",     MeetingState.ANNOUNCED,  MeetingState.RUNNING),
    ("note",     MeetingState.RUNNING,    MeetingState.RUNNING),
    ("note",     MeetingState.ENDED,      MeetingState.ENDED),
    ("resolve",  MeetingState.RUNNING,    MeetingState.RUNNING),
    ("adjourn",  MeetingState.RUNNING,    MeetingState.ENDED),
    ("publish",  MeetingState.ENDED,      MeetingState.PUBLISHED),
    ("cancel",   (MeetingState.DRAFT, MeetingState.ANNOUNCED), MeetingState.CANCELLED),
)
# fmt: on
