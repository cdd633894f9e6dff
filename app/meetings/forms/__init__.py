"""Forms of meetings."""

from app.meetings.forms.floor import (
    ENTRY_FORMS,
    EntryForm,
    RoleForm,
    WishForm,
)
from app.meetings.forms.meetings import (
    FORMS,
    ConveneForm,
    ItemForm,
    KnockForm,
    NumberForm,
    OnceForm,
    PlaceForm,
    PlanForm,
    ReasonForm,
    RecusalForm,
    RemarkForm,
    ResolutionForm,
    WalkInForm,
)

__all__ = [
    "ENTRY_FORMS",
    "FORMS",
    "ConveneForm",
    "EntryForm",
    "ItemForm",
    "KnockForm",
    "NumberForm",
    "OnceForm",
    "PlaceForm",
    "PlanForm",
    "ReasonForm",
    "RecusalForm",
    "RemarkForm",
    "ResolutionForm",
    "RoleForm",
    "WalkInForm",
    "WishForm",
]
