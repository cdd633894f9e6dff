"""States of a report to the dong centre."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class ReportState(Labelled):
    """결과보고서."""

    DRAFT = "draft", lazy("쓰는 중")
    SENT = "sent", lazy("보냄")


# fmt: off
REPORT = Machine[ReportState](             # 결과보고서
    ("edit", ReportState.DRAFT, ReportState.DRAFT),
    ("send", ReportState.DRAFT, ReportState.SENT),
)
# fmt: on
