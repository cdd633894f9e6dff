"""States of a comment and of a case that a moderator looks at; sides, voices, orders of reading, grounds for hiding."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class CommentState(Labelled):
    """의견 글."""

    SHOWN = "shown", lazy("보임")
    HELD = "held", lazy("먼저 읽어 봄")
    WAITING = "waiting", lazy("아침을 기다림")
    HIDDEN = "hidden", lazy("가려짐")
    CORRECTED = "corrected", lazy("고친 글을 살펴보는 중")
    APPEALED = "appealed", lazy("이의를 살펴보는 중")
    BLOCKED = "blocked", lazy("임시조치로 막음")
    WITHDRAWN = "withdrawn", lazy("글쓴이가 거둠")


class Stance(Labelled):
    """For, against, neutral or a question."""

    FOR = "for", lazy("찬성")
    AGAINST = "against", lazy("반대")
    NEUTRAL = "neutral", lazy("중립")
    QUESTION = "question", lazy("질문")


class Voice(Labelled):
    """What the writer was to the council when writing."""

    RESIDENT = "resident", lazy("주민")
    FACILITATOR = "facilitator", lazy("퍼실리테이터")
    OFFICER = "officer", lazy("동주민센터 담당자")


class Order(Labelled):
    """In which order the threads of a discussion are read."""

    OLDEST = "oldest", lazy("처음부터")
    NEWEST = "newest", lazy("새 이야기부터")
    HELPFUL = "helpful", lazy("도움이 된 순서")
    QUESTIONS = "questions", lazy("답 없는 질문부터")
    SIDES = "sides", lazy("찬반 나란히")


class Ground(Labelled):
    """Why a comment may be hidden; an opinion that somebody dislikes is no ground."""

    PRIVACY = "privacy", lazy("남의 개인정보가 있음")
    ABUSE = "abuse", lazy("욕설, 비방이나 위협")
    HATE = "hate", lazy("차별하는 말")
    ADVERT = "advert", lazy("광고이거나 같은 글을 되풀이함")
    OFF_TOPIC = "off_topic", lazy("이 제안과 관계없는 글")


class Hint(Labelled):
    """What made the program hold a comment until a person has read it; it is never more than a hint."""

    PHONE = "phone", lazy("전화번호처럼 보이는 숫자")
    PLATE = "plate", lazy("자동차 번호처럼 보이는 글자")
    WORD = "word", lazy("이 골목회의가 살펴보기로 한 낱말")


class CaseKind(Labelled):
    """Why a moderator looks at a comment."""

    FLAG = "flag", lazy("신고")
    HOLD = "hold", lazy("자동으로 멈춘 글")
    OWN = "own", lazy("살펴보다가 찾음")
    CORRECTION = "correction", lazy("고친 글")
    APPEAL = "appeal", lazy("이의")
    BLOCKING = "blocking", lazy("임시조치 요청")


class CaseState(Labelled):
    """살펴볼 일."""

    OPEN = "open", lazy("살펴보는 중")
    HIDDEN = "hidden", lazy("가림")
    KEPT = "kept", lazy("그대로 둠")
    RESTORED = "restored", lazy("다시 보임")
    UPHELD = "upheld", lazy("계속 가려 둠")
    BLOCKED = "blocked", lazy("30일까지 막음")
    LAPSED = "lapsed", lazy("글쓴이가 고치거나 거둠")


class BlockingState(Labelled):
    """임시조치 요청."""

    ASKED = "asked", lazy("답을 기다리는 요청")
    BLOCKED = "blocked", lazy("막음")
    REFUSED = "refused", lazy("막지 않음")
    RESTORED = "restored", lazy("다시 보이게 함")
    REMOVED = "removed", lazy("막은 뒤 가림")


# fmt: off
COMMENT = Machine[CommentState](           # 의견 글
    ("hide",     (CommentState.SHOWN, CommentState.HELD, CommentState.WAITING),      CommentState.HIDDEN),
    ("show",     CommentState.HIDDEN,                                                CommentState.SHOWN),
    ("approve",  CommentState.HELD,                                                  CommentState.SHOWN),
    ("hold",     (CommentState.SHOWN, CommentState.HELD, CommentState.WAITING),      CommentState.HELD),
    ("wait",     CommentState.SHOWN,                                                 CommentState.WAITING),
    ("appear",   CommentState.WAITING,                                               CommentState.SHOWN),
    ("correct",  CommentState.HIDDEN,                                                CommentState.CORRECTED),
    ("appeal",   CommentState.HIDDEN,                                                CommentState.APPEALED),
    ("restore",  (CommentState.CORRECTED, CommentState.APPEALED),                    CommentState.SHOWN),
    ("uphold",   (CommentState.CORRECTED, CommentState.APPEALED),                    CommentState.HIDDEN),
    ("block",    CommentState.SHOWN,                                                 CommentState.BLOCKED),
    ("unblock",  CommentState.BLOCKED,                                               CommentState.SHOWN),
    ("remove",   CommentState.BLOCKED,                                               CommentState.HIDDEN),
    ("withdraw", (CommentState.SHOWN, CommentState.HELD, CommentState.WAITING),      CommentState.WITHDRAWN),
    ("edit",     CommentState.SHOWN,                                                 CommentState.SHOWN),
    ("edit",     CommentState.HELD,                                                  CommentState.HELD),
    ("edit",     CommentState.WAITING,                                               CommentState.WAITING),
    ("flag",     CommentState.SHOWN,                                                 CommentState.SHOWN),
    ("answer",   CommentState.SHOWN,                                                 CommentState.SHOWN),
)
CASE = Machine[CaseState](                 # 살펴볼 일
    ("hide",     CaseState.OPEN,  CaseState.HIDDEN),
    ("keep",     CaseState.OPEN,  CaseState.KEPT),
    ("restore",  CaseState.OPEN,  CaseState.RESTORED),
    ("uphold",   CaseState.OPEN,  CaseState.UPHELD),
    ("block",    CaseState.OPEN,  CaseState.BLOCKED),
    ("lapse",    CaseState.OPEN,  CaseState.LAPSED),
)
BLOCKING = Machine[BlockingState](         # 임시조치 요청
    ("block",    BlockingState.ASKED,    BlockingState.BLOCKED),
    ("refuse",   BlockingState.ASKED,    BlockingState.REFUSED),
    ("restore",  BlockingState.BLOCKED,  BlockingState.RESTORED),
    ("remove",   BlockingState.BLOCKED,  BlockingState.REMOVED),
)
# fmt: on
