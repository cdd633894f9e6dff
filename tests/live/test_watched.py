"""Whatever changes a screen that asks also reaches a screen that is told."""

import re

from app.meetings import queries
from app.meetings.models import announcing
from tests.conftest import counted_statements


def test_every_table_that_the_fingerprint_counts_is_announced(meeting):
    with counted_statements() as statements:
        queries.fingerprint(meeting.id)
    counted = set(re.findall(r'FROM "?(\w+)', statements[-1]))
    assert counted >= {"meeting", "meeting_entry"}, "the statement is read wrongly"
    assert counted == set(announcing.TRIGGERS)
