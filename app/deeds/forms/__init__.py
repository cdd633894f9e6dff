"""Forms of commitments, one noun a file."""

from app.deeds.forms.answers import MarkForm, PaperForm
from app.deeds.forms.looking_after import (
    CompletionForm,
    EndingForm,
    MilestoneForm,
    PromiseForm,
    PromisingForm,
    ReopeningForm,
    TrialEndForm,
    TrialForm,
    promise_form,
)
from app.deeds.forms.progress import ProgressForm

__all__ = [
    "CompletionForm",
    "EndingForm",
    "MarkForm",
    "MilestoneForm",
    "PaperForm",
    "ProgressForm",
    "PromiseForm",
    "PromisingForm",
    "ReopeningForm",
    "TrialEndForm",
    "TrialForm",
    "promise_form",
]
