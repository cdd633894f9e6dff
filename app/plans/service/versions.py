"""Keeping what a plan says when it moves on."""

import hashlib
from datetime import datetime

from app.kernel.db import session
from app.kernel.ledger import canonical
from app.plans import queries
from app.plans.models import Plan, PlanVersion


def keep_version(held: Plan, at: datetime) -> PlanVersion:
    """The plan as it is now, for good, under the next number; its hash is SHA-256 of the canonical JSON."""
    session().flush()
    said = queries.body(held)
    digest = hashlib.sha256(canonical(said).encode()).hexdigest()
    made = PlanVersion(plan_id=held.id, number=len(held.versions) + 1, state=held.state, at=at, body=said, hash=digest)
    held.versions.append(made)
    session().flush()
    return made
