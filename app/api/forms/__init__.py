"""The forms of pages, as programs fill them in and read them."""

from app.api.forms.kinds import Json, Kind, hidden, kind_of, leaves, typed
from app.api.forms.sending import UNKNOWN, Refused, Wrong, as_sent, fits, refusal
from app.api.forms.telling import perhaps, schema, told

__all__ = [
    "UNKNOWN",
    "Json",
    "Kind",
    "Refused",
    "Wrong",
    "as_sent",
    "fits",
    "hidden",
    "kind_of",
    "leaves",
    "perhaps",
    "refusal",
    "schema",
    "told",
    "typed",
]
