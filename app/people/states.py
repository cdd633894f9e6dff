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

    READ_OWN = "read:own", lazy("나만 보는 것까지, 내가 쓴 제안과 의견 읽기")
    PROPOSALS = "write:proposals", lazy("제안 쓰고 내놓기, 수정안 주고받기, 합치고 나누고 넘기고 마치기")
    ENDORSEMENTS = "write:endorsements", lazy("제안에 공감하고 거두고 옮기기")
    COMMENTS = "write:comments", lazy("의견 남기고 고치고 거두기, 다른 의견 신고하기")
    MODERATION = "write:moderation", lazy("살펴볼 글 읽기, 이웃의 글을 가리고 보이게 하기, 토론 요약하고 쉬기")
    QUESTIONS = "write:questions", lazy("의견 모으기를 열고 닫고 살펴보기")
    MEETINGS = "write:meetings", lazy("회의를 만들어 알리고 고치고 취소하기, 안건과 부를 이웃 적기")
    MINUTES = "write:minutes", lazy("회의록 읽고 고치고 보여 주고 공개하기")
    DRAFTS = "write:drafts", lazy("투표를 열기 전까지 준비하고 알리기")
    REQUESTS = "write:requests", lazy("골목회의로서 동주민센터에 요청하고 다시 묻기")
    ANSWERS = "write:answers", lazy("담당자로서 요청에 답하고 기한·이송·경과 알리기")
    DESK = "write:desk", lazy("담당자끼리 보는 요청 목록, 배정, 메모, 부서 의견, 답변 틀 읽고 쓰기")
    COMMITMENTS = "write:commitments", lazy("담당자로서 이행 약속을 고치고 어디까지 왔는지 알리기")
    PLANS = "write:plans", lazy("자치계획 쓰고 보내고 검토하고 정산하기")
    TERMS = "write:terms", lazy("운영자로서 요청의 종류와 기한 정하기")
    WEBHOOKS = "write:webhooks", lazy("웹훅을 보고 만들고 멈추고 지우기")
    NOTICES = "write:notices", lazy("내 알림을 읽고, 읽었다고 표시하기")
