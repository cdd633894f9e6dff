"""Verbs of records: the public record of a poll, the reconciliation with what was fixed, and cosigning."""

from app.records.service.budget_file import budget_lines
from app.records.service.cosigning import cosign, invite, name_centre, register_key, retire_key
from app.records.service.dictionary import package
from app.records.service.ledger import ledger
from app.records.service.reconciliation import reconcile_answers, reconcile_poll, tell_unreadable
from app.records.service.record import pairing, record

__all__ = [
    "budget_lines",
    "cosign",
    "invite",
    "ledger",
    "name_centre",
    "package",
    "pairing",
    "reconcile_answers",
    "reconcile_poll",
    "record",
    "register_key",
    "retire_key",
    "tell_unreadable",
]
