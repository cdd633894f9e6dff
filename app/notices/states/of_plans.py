"""What people are told of plans: dates that come and pass, and how a plan goes its way."""

from collections.abc import Mapping

from app.kernel.i18n import lazy
from app.notices.states.kinds import Kind

_PAGE = ("plans.show", "plan_id")

OF_PLANS: Mapping[str, Kind] = {
    "plan.due": Kind(
        lazy("자치계획의 기한이 다가옵니다: %(title)s"),
        lazy("무엇을 언제까지 하는지 달력에서 볼 수 있습니다. 이미 했으면 한 날을 적어 주세요."),
        *_PAGE,
    ),
    "plan.overdue": Kind(
        lazy("자치계획의 기한이 지났습니다: %(title)s"),
        lazy("무엇이 늦었는지 달력에서 볼 수 있습니다. 이미 했으면 한 날을 적어 주세요."),
        *_PAGE,
    ),
    "plan.sent": Kind(
        lazy("자치계획을 보냈습니다: %(title)s"),
        lazy("사업마다 구의 검토 결과를 적고, 기한 안에 검토를 마쳐 주세요."),
        *_PAGE,
    ),
    "plan.reviewed": Kind(
        lazy("구가 자치계획을 검토했습니다: %(title)s"),
        lazy("구가 다르게 본 사업에 주민자치회의 말을 적고 계획을 확정해 주세요."),
        *_PAGE,
    ),
    "plan.finalised": Kind(
        lazy("자치계획을 확정했습니다: %(title)s"),
        lazy("사업과 돈, 구의 검토와 주민자치회의 말을 볼 수 있습니다."),
        *_PAGE,
    ),
    "plan.settled": Kind(
        lazy("자치계획을 정산했습니다: %(title)s"),
        lazy("사업마다 쓴 돈과 남은 돈을 볼 수 있습니다."),
        *_PAGE,
    ),
}
