"""Every trigger that Golmok's tables have."""

from app.decisions.models import asking, step, version
from app.desk.models import assignment
from app.kernel import ledger
from app.kernel.db.growing import trigger_names
from app.meetings.models import announcing, journal, minutes
from app.polls.models import ddl
from app.records import models as records
from app.referrals import models as referrals


def every_trigger(dialect: str) -> set[str]:
    """Their names in a database of this dialect."""
    growing = (ledger.TRIGGERS, journal.TRIGGERS, referrals.TRIGGERS, step.TRIGGERS, *records.TRIGGERS.values())
    growing += (assignment.TRIGGERS, version.TRIGGERS, *asking.TRIGGERS.values())
    growing += (*minutes.TRIGGERS.values(), *announcing.TRIGGERS.values())
    return ddl.trigger_names(dialect).union(*(trigger_names(statements, dialect) for statements in growing))
