"""Verbs of webhooks, one noun a file."""

from app.hooks.service.making import (
    MOST,
    forget_all,
    make,
    pause,
    remove,
    renew_secret,
    resume,
    try_out,
)
from app.hooks.service.sending import Parcel, forget_old, heard, redeliver, settle, taken

__all__ = [
    "MOST",
    "Parcel",
    "forget_all",
    "forget_old",
    "heard",
    "make",
    "pause",
    "redeliver",
    "remove",
    "renew_secret",
    "resume",
    "settle",
    "taken",
    "try_out",
]
