"""What people are told of the centre's answers, and of asking again."""

from collections.abc import Mapping

from app.kernel.i18n import lazy
from app.notices.states.kinds import Kind

_PAGE = ("decisions.request", "request_id")

OF_ANSWERS: Mapping[str, Kind] = {
    "decision.published": Kind(
        lazy("동주민센터가 답했습니다(%(answer)s): %(title)s"),
        lazy("이유와 담당자, 다시 물을 수 있는 길을 볼 수 있습니다."),
        "decisions.request",
        "request_id",
    ),
    "decision.corrected": Kind(
        lazy("동주민센터가 답변을 바로잡았습니다(%(answer)s): %(title)s"),
        lazy("무엇이 왜 달라졌는지 앞의 판과 나란히 볼 수 있습니다."),
        "decisions.versions",
        "request_id",
    ),
    "answer_review.asked": Kind(
        lazy("살펴볼 답변이 있습니다: %(title)s"),
        lazy("읽고 공개하거나, 한마디를 적어 돌려보내 주세요."),
        *_PAGE,
    ),
    "answer_review.sent_back": Kind(
        lazy("쓰신 답변이 돌아왔습니다: %(title)s"),
        lazy("함께 온 말을 읽고 고쳐 주세요."),
        *_PAGE,
    ),
    "council_view.stated": Kind(
        lazy("골목회의가 답변에 의견을 냈습니다: %(title)s"),
        lazy("답변 곁에서 읽을 수 있습니다."),
        *_PAGE,
    ),
    "asking_again.begun": Kind(
        lazy("이웃이 동주민센터에 다시 묻자고 합니다: %(title)s"),
        lazy("같은 뜻이면 힘을 보태 주세요. 뜻이 모이면 동주민센터에 갑니다."),
        *_PAGE,
    ),
    "asking_again.sent": Kind(
        lazy("동주민센터에 다시 물었습니다: %(title)s"),
        lazy("처음 답한 담당자가 아닌 다른 담당자가 기한까지 답합니다."),
        *_PAGE,
    ),
    "request.withdrawn": Kind(
        lazy("골목회의가 요청을 거두었습니다: %(title)s"),
        lazy("거둔 까닭은 요청 쪽에 적혀 있습니다."),
        *_PAGE,
    ),
    "request.closed": Kind(
        lazy("동주민센터가 요청을 종결했습니다: %(title)s"),
        lazy("까닭과 이어 갈 길은 요청 쪽에 적혀 있습니다."),
        *_PAGE,
    ),
}
