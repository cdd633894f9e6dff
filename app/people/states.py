"""What a person can be at a dong centre."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled


class Rank(Labelled):
    """Who is told of what waits at a dong centre, and when."""

    OFFICER = "officer", lazy("담당자")
    TEAM_LEADER = "team_leader", lazy("팀장")
    HEAD = "head", lazy("동장")


class Scope(Labelled):
    """What a program may do with a token; whatever is not in this list, no token can do."""

    READ_OWN = "read:own", lazy("나만 보는 제안까지, 내가 쓴 제안 읽기")
    PROPOSALS = "write:proposals", lazy("제안 쓰고 고치고 내놓기")
    ENDORSEMENTS = "write:endorsements", lazy("제안에 공감하고 거두기")
    COMMENTS = "write:comments", lazy("제안에 의견 남기기")
    MEETINGS = "write:meetings", lazy("회의를 만들어 알리고 안건 넣기")
    ANSWERS = "write:answers", lazy("담당자로서 요청에 답하기")
    COMMITMENTS = "write:commitments", lazy("담당자로서 이행 약속이 어디까지 왔는지 알리기")
