"""What the owner of a webhook is told."""

from collections.abc import Mapping

from app.kernel.i18n import lazy
from app.notices.states.kinds import Kind

OF_WEBHOOKS: Mapping[str, Kind] = {
    "webhook.stopped": Kind(
        lazy("웹훅이 소식 보내기를 스스로 멈추었습니다: %(title)s"),
        lazy("까닭을 보고, 고친 뒤 다시 보내기 시작할 수 있습니다. 그 사이의 소식은 API에서 읽을 수 있습니다."),
        "hooks.show",
        "webhook_id",
    ),
}
