"""Forms of meetings."""

from app.meetings.forms.meetings import (
    FORMS,
    CardForm,
    ConveneForm,
    ItemForm,
    PlaceForm,
    PlanForm,
    ReasonForm,
    RemarkForm,
    ResolutionForm,
    WalkInForm,
)
from app.meetings.forms.minutes import AddendumForm, CorrectionForm, LineForm, NewLineForm, SeenForm, WhyNotForm

__all__ = [
    "FORMS",
    "AddendumForm",
    "CardForm",
    "ConveneForm",
    "CorrectionForm",
    "ItemForm",
    "LineForm",
    "NewLineForm",
    "PlaceForm",
    "PlanForm",
    "ReasonForm",
    "RemarkForm",
    "ResolutionForm",
    "SeenForm",
    "WalkInForm",
    "WhyNotForm",
]
