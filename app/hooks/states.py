"""Which news goes out, where a webhook and a delivery stand, and how long a delivery is tried."""

from collections.abc import Mapping
from datetime import timedelta

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class News(Labelled):
    """The closed list of what goes out. Nothing that happens while a poll is open is in it, but its opening."""

    COUNCIL_OPENED = "council.activated", lazy("골목회의가 열림")
    PROPOSAL_PUBLISHED = "proposal.published", lazy("제안이 공개됨")
    PROPOSAL_CLOSED = "proposal.closed", lazy("제안의 결말이 남")
    MEETING_ANNOUNCED = "meeting.announced", lazy("회의를 알림")
    MEETING_CHANGED = "meeting.changed", lazy("알린 회의가 바뀜")
    MEETING_CANCELLED = "meeting.cancelled", lazy("회의가 취소됨")
    MINUTES_PUBLISHED = "minutes.published", lazy("회의록이 공개됨")
    POLL_ANNOUNCED = "poll.announced", lazy("투표를 알림")
    POLL_OPENED = "poll.opened", lazy("투표가 시작됨")
    POLL_CLOSED = "poll.closed", lazy("투표 결과가 나옴")
    POLL_CERTIFIED = "poll.certified", lazy("투표 결과가 확정됨")
    ANSWER_PUBLISHED = "answer.published", lazy("동주민센터가 답함")
    ANSWER_CORRECTED = "answer.corrected", lazy("답변이 바로잡힘")
    REQUEST_OVERDUE = "request.overdue", lazy("답변할 날이 지남")
    DEED_CHANGED = "deed.changed", lazy("하기로 한 일이 달라짐")
    PLAN_FINALISED = "plan.finalised", lazy("자치계획이 확정됨")
    TEST = "test", lazy("시험")


OFFERED = tuple(news for news in News if news is not News.TEST)
# What is recorded under another name than it goes out by.
_RENAMED: Mapping[str, News] = {
    "decision.published": News.ANSWER_PUBLISHED,
    "decision.corrected": News.ANSWER_CORRECTED,
    **dict.fromkeys(
        (f"commitment.{deed}" for deed in ("promised", "changed", "started", "done", "cut", "dropped", "reopened")),
        News.DEED_CHANGED,
    ),
}
NEWS_OF: Mapping[str, News] = {
    **{news.value: news for news in OFFERED if news not in _RENAMED.values()},
    **_RENAMED,
}


class WebhookState(Labelled):
    """웹훅."""

    ACTIVE = "active", lazy("보내는 중")
    PAUSED = "paused", lazy("쉬는 중")
    STOPPED = "stopped", lazy("스스로 멈춤")


class WhyStopped(Labelled):
    """Why a webhook stopped by itself."""

    GONE = "gone", lazy("받는 쪽이 이제 받지 않는다고 답했습니다(410).")
    FAILING = "failing", lazy("사흘 가까이 한 번도 받지 못했습니다.")
    NOT_ALLOWED = "not_allowed", lazy("이곳의 소식을 보낼 수 있는 역할이 끝났습니다.")


class DeliveryState(Labelled):
    """소식 한 건을 보내는 일."""

    WAITING = "waiting", lazy("보낼 차례를 기다림")
    DELIVERED = "delivered", lazy("받았음")
    FAILED = "failed", lazy("받지 못함")
    DROPPED = "dropped", lazy("보내지 않음")


class Trouble(Labelled):
    """Why a try brought nothing."""

    NO_NAME = "no_name", lazy("주소의 이름을 찾지 못했습니다.")
    NOT_OPEN = "not_open", lazy("안쪽 망의 주소라서 보내지 않았습니다.")
    NO_ANSWER = "no_answer", lazy("제때 답하지 않았습니다.")
    NOT_SECURE = "not_secure", lazy("인증서가 이름과 맞지 않거나 믿을 수 없습니다.")
    NOT_TAKEN = "not_taken", lazy("받았다고 답하지 않았습니다.")
    NOT_PUBLIC = "not_public", lazy("그 사이에 누구나 볼 수 있는 글이 아니게 되었습니다.")


# fmt: off
WEBHOOK = Machine[WebhookState](                                            # 웹훅
    ("pause",  WebhookState.ACTIVE,                          WebhookState.PAUSED),
    ("stop",   WebhookState.ACTIVE,                          WebhookState.STOPPED),
    ("resume", (WebhookState.PAUSED, WebhookState.STOPPED),  WebhookState.ACTIVE),
)
_ENDED = (DeliveryState.DELIVERED, DeliveryState.FAILED, DeliveryState.DROPPED)
DELIVERY = Machine[DeliveryState](                                          # 소식 한 건
    ("arrive",    DeliveryState.WAITING,  DeliveryState.DELIVERED),
    ("fail",      DeliveryState.WAITING,  DeliveryState.FAILED),
    ("drop",      DeliveryState.WAITING,  DeliveryState.DROPPED),
    ("redeliver", _ENDED,                 DeliveryState.WAITING),
)
# fmt: on

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
# after the first try, the second, …: eight tries in a little less than three days
PAUSES = (_MINUTE, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 8 * _HOUR, 20 * _HOUR, 40 * _HOUR)
MOST_TRIES = len(PAUSES) + 1
JITTER = 0.1  # of each pause, to both sides: many that failed together do not come back together
LONGEST_ASKED = timedelta(hours=24)  # that a receiver may ask for with Retry-After
LEASE = timedelta(minutes=2)  # in which a worker sends what it took; after a crash another takes it then
LONG_FAILING = timedelta(days=2)  # without any success, when a delivery has failed for good
OLD_SECRET = timedelta(hours=24)  # that the secret before is signed with too
KEPT_DAYS = 30  # that one sees what became of a delivery
