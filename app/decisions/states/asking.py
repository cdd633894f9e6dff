"""States of asking again, and what the law says of a third time."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class AskingState(Labelled):
    """다시 묻기."""

    GATHERING = "gathering", lazy("뜻을 모으는 중")
    SENT = "sent", lazy("보냄")


SUPPORTERS_NEEDED = 5  # residents who ask again together without a new fact; no law names a number

# 민원 처리에 관한 법률 제23조 제1항: what is asked a third time may be closed after two answers
CLOSING_WORDS = lazy(
    "같은 내용에 두 번 답했으므로 민원 처리에 관한 법률 제23조 제1항에 따라 이 요청을 종결합니다. "
    "새로운 사실이 있으면 새 제안으로 이야기할 수 있습니다."
)


# fmt: off
ASKING_AGAIN = Machine[AskingState](       # 다시 묻기
    ("support", AskingState.GATHERING, AskingState.GATHERING),
    ("send",    AskingState.GATHERING, AskingState.SENT),
)
# fmt: on
