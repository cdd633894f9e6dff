"""Verbs of decisions, one noun a file."""

from app.decisions.service.answers import Words, publish, write
from app.decisions.service.reports import add, compose, remove, reword, send

__all__ = ["Words", "add", "compose", "publish", "remove", "reword", "send", "write"]
