"""Forms of meetings."""

from app.meetings.forms.before import BookingForm, InviteeForm, PostingForm, UsualForm
from app.meetings.forms.meetings import (
    FORMS,
    CardForm,
    Checkboxes,
    ConsentForm,
    ConveneForm,
    ItemForm,
    OnceForm,
    PlaceForm,
    PlanForm,
    ReasonForm,
    RemarkForm,
    ResolutionForm,
    WalkInForm,
    Whole,
)

__all__ = [
    "FORMS",
    "BookingForm",
    "CardForm",
    "Checkboxes",
    "ConsentForm",
    "ConveneForm",
    "InviteeForm",
    "ItemForm",
    "OnceForm",
    "PlaceForm",
    "PlanForm",
    "PostingForm",
    "ReasonForm",
    "RemarkForm",
    "ResolutionForm",
    "UsualForm",
    "WalkInForm",
    "Whole",
]
