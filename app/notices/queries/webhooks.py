"""What an event of a webhook is about."""

from app.hooks.models import Webhook
from app.kernel.db import session
from app.notices.queries.promises import About
from app.notices.queries.titles import one_line


def webhook(number: int) -> About | None:
    """The webhook by the name its owner gave it; None where it is gone since."""
    found = session().get(Webhook, number)
    if found is None:
        return None
    return one_line(found.name), {"webhook_id": number, "user_id": found.user_id}
