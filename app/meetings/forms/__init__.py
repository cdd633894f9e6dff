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
from app.meetings.forms.minutes import (
    AddendumForm,
    CorrectionForm,
    LineForm,
    NewLineForm,
    SeenForm,
    WhyNotForm,
)

__all__ = [
    "ENTRY_FORMS",
    "FORMS",
    "AddendumForm",
    "ConveneForm",
    "CorrectionForm",
    "EntryForm",
    "ItemForm",
    "KnockForm",
    "LineForm",
    "NewLineForm",
    "NumberForm",
    "OnceForm",
    "PlaceForm",
    "PlanForm",
    "ReasonForm",
    "RecusalForm",
    "RemarkForm",
    "ResolutionForm",
    "RoleForm",
    "SeenForm",
    "WalkInForm",
    "WhyNotForm",
    "WishForm",
]
