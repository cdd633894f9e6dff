"""What programs press of webhooks: those of the token's owner."""

from typing import Any

from app.api.views.press import Press
from app.hooks.forms import TryForm, WebhookForm
from app.kernel.i18n import lazy
from app.people.states import Scope


def _webhook(**given: Any) -> WebhookForm:
    return WebhookForm((), **given)


_HERE = Scope.WEBHOOKS
TABLE = (
    Press(
        "hooks.make", _HERE, lazy("웹훅 만들기; 비밀은 이 답에만 있습니다"), WebhookForm, _webhook, tells_secret=True
    ),
    Press("hooks.renew_secret", _HERE, lazy("웹훅의 새 비밀 만들기; 이 답에만 있습니다"), tells_secret=True),
    Press("hooks.pause", _HERE, lazy("웹훅 멈추기")),
    Press("hooks.resume", _HERE, lazy("멈춘 웹훅 다시 보내기")),
    Press("hooks.remove", _HERE, lazy("웹훅 하나 지우기")),
    Press("hooks.try_out", _HERE, lazy("웹훅에 시험 소식 보내기"), TryForm),
    Press("hooks.redeliver", _HERE, lazy("같은 소식을 한 번 더 보내기")),
)
