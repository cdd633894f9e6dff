"""What people are told of a request on its way to an answer."""

from collections.abc import Mapping

from app.kernel.i18n import lazy
from app.notices.states.kinds import Kind

_PAGE = ("decisions.request", "request_id")

OF_REQUESTS: Mapping[str, Kind] = {
    "request.supplement_asked": Kind(
        lazy("동주민센터가 보완을 기다립니다: %(title)s"),
        lazy("무엇이 왜 필요한지 읽고 답해 주세요. 그동안 답변 기한은 멈춥니다."),
        *_PAGE,
    ),
    "request.supplied": Kind(
        lazy("골목회의가 보완해서 답했습니다: %(title)s"),
        lazy("답변 기한이 다시 갑니다."),
        *_PAGE,
    ),
    "request.extended": Kind(
        lazy("동주민센터가 답변 기한을 늘렸습니다: %(title)s"),
        lazy("까닭과 새 기한, 담당자를 볼 수 있습니다."),
        *_PAGE,
    ),
    "request.consented": Kind(
        lazy("골목회의가 동의해 답변 기한이 늘었습니다: %(title)s"),
        lazy("까닭과 새 기한을 볼 수 있습니다."),
        *_PAGE,
    ),
    "request.consent_asked": Kind(
        lazy("동주민센터가 두 번째 연장에 동의를 구합니다: %(title)s"),
        lazy("까닭을 읽고 동의할지 답해 주세요. 동의하지 않아도 됩니다."),
        *_PAGE,
    ),
    "request.extension_declined": Kind(
        lazy("골목회의가 두 번째 연장에 동의하지 않았습니다: %(title)s"),
        lazy("지금 기한까지 답해 주세요."),
        *_PAGE,
    ),
    "request.passed_on": Kind(
        lazy("요청을 맡은 곳으로 보냈습니다: %(title)s"),
        lazy("이제 누가 맡았는지, 어디에 물어볼 수 있는지 볼 수 있습니다. 답변 기한은 그대로입니다."),
        *_PAGE,
    ),
    "request.progressed": Kind(
        lazy("동주민센터가 어디까지 왔는지 알렸습니다: %(title)s"),
        lazy("지금까지 있었던 일을 볼 수 있습니다."),
        *_PAGE,
    ),
    "request.progress_due": Kind(
        lazy("받은 지 30일이 지났습니다. 어디까지 왔는지 알려 주세요: %(title)s"),
        lazy("30일이 지날 때마다 알려야 합니다(민원처리법 시행령 제23조)."),
        *_PAGE,
    ),
    "request.assigned": Kind(
        lazy("이 요청을 맡으셨습니다: %(title)s"),
        lazy("앞으로 기한과 보완 알림이 먼저 갑니다. 메모와 다른 부서의 의견도 볼 수 있습니다."),
        "desk.folder",
        "request_id",
    ),
    "request.due_soon": Kind(
        lazy("답변할 날이 다가옵니다: %(title)s"),
        lazy("기한까지 답하거나, 어려우면 까닭을 알리고 연장해 주세요."),
        *_PAGE,
    ),
    "request.due_today": Kind(
        lazy("답변할 날이 되었는데 아직 답이 없습니다: %(title)s"),
        lazy("담당자와 함께 살펴봐 주세요."),
        *_PAGE,
    ),
    "request.overdue": Kind(
        lazy("답변할 날이 지났습니다: %(title)s"),
        lazy("이웃에게도 며칠째 답이 없는지 보이고, 골목회의의 다음 안건에 오릅니다."),
        *_PAGE,
    ),
    "request.on_agenda": Kind(
        lazy("답이 없는 요청을 다음 회의의 안건에 올렸습니다: %(title)s"),
        lazy("회의에서 어떻게 할지 이야기할 수 있습니다. 필요 없으면 안건에서 빼도 됩니다."),
        *_PAGE,
    ),
}
