"""States of a meeting and its minutes, how it decides, how a resolution ended, and what people need to take part."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class MeetingState(Labelled):
    """회의."""

    DRAFT = "draft", lazy("준비 중")
    ANNOUNCED = "announced", lazy("열릴 예정")
    RUNNING = "running", lazy("진행 중")
    ENDED = "ended", lazy("끝남")
    PUBLISHED = "published", lazy("회의록이 공개됨")
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
    DIVISION = "division", lazy("전화기·손·종이로 정하기")
    SECRET = "secret", lazy("비밀투표로 정하기")


class DivisionState(Labelled):
    """표결."""

    OPEN = "open", lazy("표를 받는 중")
    CLOSED = "closed", lazy("손과 종이를 세는 중")
    DECIDED = "decided", lazy("정함")
    WITHDRAWN = "withdrawn", lazy("거둠")


class Channel(Labelled):
    """Through what somebody takes part in a division: one channel each."""

    PHONE = "phone", lazy("전화기")
    HANDS = "hands", lazy("손")
    SLIP = "slip", lazy("종이 표")


class Mark(Labelled):
    """What somebody says to the matter that is put to the vote."""

    YES = "yes", lazy("찬성")
    NO = "no", lazy("반대")
    ABSTAIN = "abstain", lazy("기권")


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


class Ground(Labelled):
    """Why somebody takes no part in deciding: their own wish (회피), or what excludes them (제척)."""

    OWN_WISH = "own_wish", lazy("스스로 물러남 (회피)")
    OWN_MATTER = "own_matter", lazy("본인의 재산이나 장사에 관한 일 (제척)")
    FAMILY = "family", lazy("가족이나 친척의 일 (제척)")
    OTHER = "other", lazy("그 밖의 까닭 (제척)")


class MinutesState(Labelled):
    """회의록."""

    DRAFT = "draft", lazy("초안")
    SHOWN = "shown", lazy("참석자가 확인하는 중")
    APPROVED = "approved", lazy("확인을 마침")
    SEALED = "sealed", lazy("봉인함")


class LineKind(Labelled):
    """What a sentence of the minutes is about."""

    OPENED = "opened", lazy("열기")
    PRESENT = "present", lazy("참석")
    QUORUM = "quorum", lazy("정족수")
    TIME = "time", lazy("시간")
    SAID = "said", lazy("나온 이야기")
    DECIDED = "decided", lazy("정한 것")
    COUNTED = "counted", lazy("센 것")
    LATER = "later", lazy("나중에 다룰 것")
    DISSENT = "dissent", lazy("다른 의견")
    TASK = "task", lazy("할 일")
    ASKED = "asked", lazy("주민센터에 요청")
    NOTHING = "nothing", lazy("적은 것 없음")
    ENDED = "ended", lazy("마치기")
    ADDED = "added", lazy("더한 문장")


class CorrectionState(Labelled):
    """회의록 문장을 고치자는 제안."""

    OFFERED = "offered", lazy("답을 기다림")
    ACCEPTED = "accepted", lazy("고침")
    DECLINED = "declined", lazy("그대로 둠")


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
MINUTES = Machine[MinutesState](           # 회의록
    ("write",   MinutesState.DRAFT,    MinutesState.DRAFT),
    ("write",   MinutesState.SHOWN,    MinutesState.SHOWN),
    ("show",    MinutesState.DRAFT,    MinutesState.SHOWN),
    ("correct", MinutesState.SHOWN,    MinutesState.SHOWN),
    ("approve", MinutesState.SHOWN,    MinutesState.APPROVED),
    ("reopen",  MinutesState.APPROVED, MinutesState.SHOWN),
    ("seal",    MinutesState.APPROVED, MinutesState.SEALED),
    ("append",  MinutesState.SEALED,   MinutesState.SEALED),
)
DIVISION = Machine[DivisionState](         # 표결
    ("answer",   DivisionState.OPEN,    DivisionState.OPEN),
    ("hand_out", DivisionState.OPEN,    DivisionState.OPEN),
    ("hand_out", DivisionState.CLOSED,  DivisionState.CLOSED),
    ("close",    DivisionState.OPEN,    DivisionState.CLOSED),
    ("decide",   DivisionState.CLOSED,  DivisionState.DECIDED),
    ("correct",  DivisionState.DECIDED, DivisionState.DECIDED),
    ("withdraw", (DivisionState.OPEN, DivisionState.CLOSED), DivisionState.WITHDRAWN),
)
CORRECTION = Machine[CorrectionState](     # 문장 고침 제안
    ("accept",  CorrectionState.OFFERED, CorrectionState.ACCEPTED),
    ("decline", CorrectionState.OFFERED, CorrectionState.DECLINED),
)
# fmt: on
