"""What the worker does for referrals."""

from datetime import datetime, timedelta

from flask import current_app

from app.kernel.db import transaction
from app.referrals import queries, service


def erase_done_referrals(at: datetime) -> int:
    """Destroy the words of referrals that were done REFERRAL_DAYS ago (개인정보 보호법 §21); how many."""
    due = queries.due(at - timedelta(days=current_app.config["REFERRAL_DAYS"]))
    for number in due:
        with transaction():
            service.erase(number, at=at)
    return len(due)
