"""What the worker does for proposals."""

from datetime import datetime

from app.kernel.db import transaction
from app.proposals import service


def index_proposals(_at: datetime) -> int:
    """Index what is not yet found by words, a hundred at a time; how many."""
    with transaction():
        return service.index_missing()
