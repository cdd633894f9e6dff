"""What people are told of commitments: what became of a promise, and that they are asked how it is now."""

from collections.abc import Mapping

from app.kernel.i18n import lazy
from app.notices.states.kinds import Kind

_PAGE = ("deeds.show", "commitment_id")

OF_PROMISES: Mapping[str, Kind] = {
    "commitment.done": Kind(
        lazy("동주민센터가 다 했다고 합니다: %(title)s"),
        lazy("사진과 소식을 볼 수 있습니다. 두 주 뒤와 두 달 뒤에 정말 좋아졌는지 여쭙니다."),
        *_PAGE,
    ),
    "commitment.cut": Kind(
        lazy("구의회가 예산을 줄이거나 뺐습니다: %(title)s"),
        lazy("까닭과 정해진 날, 물어볼 곳을 볼 수 있습니다."),
        *_PAGE,
    ),
    "commitment.dropped": Kind(
        lazy("하기로 한 일을 그만두었습니다: %(title)s"),
        lazy("까닭과 물어볼 곳을 볼 수 있습니다."),
        *_PAGE,
    ),
    "commitment.reopened": Kind(
        lazy("하기로 한 일을 다시 합니다: %(title)s"),
        lazy("새로 정한 날짜를 볼 수 있습니다."),
        *_PAGE,
    ),
    "commitment.overdue": Kind(
        lazy("하기로 한 날이 지났습니다: %(title)s"),
        lazy("했으면 ‘다 했습니다’를 눌러 주세요. 늦어지면 까닭과 새 날짜를 적어 주세요."),
        *_PAGE,
    ),
    "commitment.trial_decided": Kind(
        lazy("시범을 어떻게 할지 정했습니다: %(title)s"),
        lazy("무엇으로 정했는지, 왜 그런지 볼 수 있습니다."),
        *_PAGE,
    ),
    "check.opened": Kind(
        lazy("지금 어떤지 여쭙니다: %(title)s"),
        lazy("단추 하나만 누르면 됩니다. 누가 무엇을 눌렀는지는 보여 주지 않습니다."),
        "deeds.check",
        "check_id",
    ),
    "check.closed": Kind(
        lazy("이웃의 답을 모았습니다: %(title)s"),
        lazy("몇 명이 무엇이라고 했는지 볼 수 있습니다. 답이 적으면 수를 밝히지 않습니다."),
        *_PAGE,
    ),
}
