"""States of a request."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class RequestState(Labelled):
    """요청."""

    WRITTEN = "written", lazy("쓰는 중")
    RECEIVED = "received", lazy("접수")
    ANSWERED = "answered", lazy("답변함")
    WITHDRAWN = "withdrawn", lazy("거둠")
    CLOSED = "closed", lazy("종결")


# fmt: off
REQUEST = Machine[RequestState](           # 요청
    ("receive", RequestState.WRITTEN,  RequestState.RECEIVED),
    ("answer",  RequestState.RECEIVED, RequestState.ANSWERED),
    ("withdraw", RequestState.RECEIVED, RequestState.WITHDRAWN),
    ("close",   RequestState.RECEIVED, RequestState.CLOSED),
)
# fmt: on
