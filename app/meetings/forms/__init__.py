"""Forms of meetings."""

from app.meetings.forms.floor import ENTRY_FORMS, EntryForm, RoleForm, WishForm
from app.meetings.forms.offline import JournalForm, key_of, read
from app.meetings.forms.sittings import (
    FORMS,
    CardForm,
    ConveneForm,
    ItemForm,
    OnceForm,
    PlaceForm,
    PlanForm,
    ReasonForm,
    RemarkForm,
    ResolutionForm,
    WalkInForm,
)

__all__ = [
    "ENTRY_FORMS",
    "FORMS",
    "CardForm",
    "ConveneForm",
    "EntryForm",
    "ItemForm",
    "JournalForm",
    "OnceForm",
    "PlaceForm",
    "PlanForm",
    "ReasonForm",
    "RemarkForm",
    "ResolutionForm",
    "RoleForm",
    "WalkInForm",
    "WishForm",
    "key_of",
    "read",
]
