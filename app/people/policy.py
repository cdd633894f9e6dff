"""Who may do what with people."""

from typing import Any

from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, rule, secret


@rule
def oneself(user: Any, subject: Any) -> Reason:
    """The person the account belongs to."""
    return None if user.is_authenticated and user.id == subject.id else lazy("본인만 볼 수 있습니다.")


@rule
def owner(user: Any, subject: Any) -> Reason:
    """The person whose device or token it is."""
    return None if user.is_authenticated and user.id == subject.user_id else lazy("본인만 볼 수 있습니다.")


@rule
def operator(user: Any, subject: Any) -> Reason:
    """Who runs this server."""
    return None if getattr(user, "is_operator", False) else lazy("운영자만 할 수 있습니다.")


USER_POLICY: Policy = {
    "read": oneself,
    "edit": oneself,
    "leave": oneself,
}
DEVICE_POLICY: Policy = {
    "read": secret(owner),
    "revoke": owner,
}
TOKEN_POLICY: Policy = {
    "read": secret(owner),
    "revoke": owner,
}
