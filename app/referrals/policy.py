"""Who may do what with a referral: its words are for the welfare planners of the dong, and for nobody else."""

from typing import Any

from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, rule, secret


@rule
def planner(user: Any, subject: Any) -> Reason:
    """A welfare planner of the dong. An officer's post does not do, and running the server neither."""
    if any(post.dong_id == subject.dong_id for post in getattr(user, "welfare_posts", ())):
        return None
    return lazy("이 동의 복지 담당자(복지플래너)만 할 수 있습니다.")


@rule
def maker(user: Any, subject: Any) -> Reason:
    """Who made it: sees how far it is, never what it says."""
    if user.is_authenticated and user.id == subject.author_id:
        return None
    return lazy("알린 분만 볼 수 있습니다.")


REFERRAL_POLICY: Policy = {
    "read": secret(planner | maker),
    "list": planner,
    "open": planner,
    "look_after": planner,
}
