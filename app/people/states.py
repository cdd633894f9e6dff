"""What a person can be at a dong centre."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled


class Rank(Labelled):
    """Who is told of what waits at a dong centre, and when."""

    OFFICER = "officer", lazy("담당자")
    TEAM_LEADER = "team_leader", lazy("팀장")
    HEAD = "head", lazy("동장")
