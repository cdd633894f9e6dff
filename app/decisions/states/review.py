"""States of an answer that a second officer reads before everybody does."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class ReviewState(Labelled):
    """살펴보기: a second officer reads an answer before everybody does."""

    WAITING = "waiting", lazy("살펴보는 중")
    PUBLISHED = "published", lazy("공개함")
    SENT_BACK = "sent_back", lazy("돌려보냄")


# fmt: off
REVIEW = Machine[ReviewState](             # 살펴보기
    ("publish",   ReviewState.WAITING, ReviewState.PUBLISHED),
    ("send_back", ReviewState.WAITING, ReviewState.SENT_BACK),
)
# fmt: on
