"""What programs press of notices: those of the token's owner."""

from app.api.views.press import Press
from app.kernel.i18n import lazy
from app.people.states import Scope

TABLE = (
    Press("notices.read", Scope.NOTICES, lazy("알림 하나를 읽었다고 표시하기")),
    Press("notices.read_all", Scope.NOTICES, lazy("알림을 모두 읽었다고 표시하기")),
)
