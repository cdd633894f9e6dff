"""Who may read notices: each person their own."""

from typing import Any

from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, rule, secret, signed_in


@rule
def recipient(user: Any, subject: Any) -> Reason:
    """The person who was told."""
    return None if user.is_authenticated and user.id == subject.user_id else lazy("받은 분만 볼 수 있습니다.")


INBOX_POLICY: Policy = {
    "read": signed_in,
}
NOTIFICATION_POLICY: Policy = {
    "read": secret(recipient),
}
