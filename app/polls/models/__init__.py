"""Tables of polls: the poll and its options, the roll and the box, the tally."""

from app.kernel.db import Model
from app.polls.models import ddl
from app.polls.models.box import Ballot, Mixing, RollEntry
from app.polls.models.poll import Option, Poll, Tally

__all__ = ["Ballot", "Mixing", "Option", "Poll", "RollEntry", "Tally"]

ddl.attach(*(Model.metadata.tables[name] for name in ddl.TRIGGERS["sqlite"]))
