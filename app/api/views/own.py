"""What belongs to the caller: comments, notices, webhooks."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.api.views.asking import page_asked, paged
from app.api.views.blueprint import bp, moment, told
from app.api.views.callers import needs
from app.discussion import queries as discussion
from app.discussion.models import Comment
from app.hooks import queries as hooks
from app.hooks.models import Webhook
from app.kernel.i18n import lazy
from app.kernel.outbox import address_of
from app.kernel.paging import page_of
from app.kernel.policy import authorize
from app.notices import queries as notices
from app.notices.models import Inbox, Notification
from app.people.states import Scope


@bp.get("/me/comments")
@needs(
    Scope.READ_OWN,
    lazy("내가 남긴 의견; 아직 보이지 않거나 가려진 것까지"),
    answer="own_comments",
    asked={"page": None},
)
def read_own_comments() -> ResponseReturnValue:
    """The caller's own, the latest first, as far as their words are kept."""
    authorize("read", current_user)
    return paged(page_of(discussion.written_by(current_user.id), page_asked()), _comment)


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "number": comment.id,
        "page": address_of(url_for("discussion.show", comment_id=comment.id)),
        "subject": comment.subject_type,
        "subject_number": comment.subject_id,
        "stance": comment.stance.value,
        "body": comment.body,
        "state": comment.state.value,
        "hidden_reason": comment.hidden_reason,
        "written_at": moment(comment.written_at),
    }


@bp.get("/notices")
@needs(Scope.NOTICES, lazy("내 알림 읽기"), answer="notices", asked={"page": None})
def read_notices() -> ResponseReturnValue:
    """What the caller was told, the newest first; a worry about a neighbour stays on its page."""
    authorize("read", Inbox())
    return paged(page_of(notices.without_referrals(current_user.id), page_asked()), _notice)


def _notice(notice: Notification) -> dict[str, Any]:
    return {
        "number": notice.id,
        "event": notice.action,
        "sentence": notice.sentence,
        "after": str(notice.after),
        "page": address_of(notice.url),
        "told_at": moment(notice.told_at),
        "is_unread": notice.is_unread,
    }


@bp.get("/account/webhooks")
@needs(Scope.WEBHOOKS, lazy("내 웹훅; 비밀은 없습니다"), answer="webhooks")
def read_webhooks() -> ResponseReturnValue:
    """The caller's own, the latest first."""
    authorize("edit", current_user)
    return told({"items": [_webhook(one) for one in hooks.of_user(current_user.id)]})


def _webhook(webhook: Webhook) -> dict[str, Any]:
    return {
        "number": webhook.id,
        "page": address_of(url_for("hooks.show", webhook_id=webhook.id)),
        "name": webhook.name,
        "address": webhook.address,
        "state": webhook.state.value,
        "council": webhook.council_id,
        "dong": webhook.dong_id,
        "kinds": [news.value for news in webhook.kinds],
    }
