"""Verbs of records: the public record of a poll, and the reconciliation of what is kept with what was fixed."""

from app.records.service.reconciliation import reconcile_answers, reconcile_poll
from app.records.service.record import pairing, record

__all__ = ["pairing", "reconcile_answers", "reconcile_poll", "record"]
