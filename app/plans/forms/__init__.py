"""Forms of plans, one noun a file."""

from app.plans.forms.drafting import CapForm, DraftForm, ItemForm
from app.plans.forms.moving import AdoptionForm, DatesForm, SeenForm, TakingBackForm
from app.plans.forms.promising import item_promise_form
from app.plans.forms.reviewing import JudgementForm, WordForm
from app.plans.forms.spending import CommitmentForm, SpendingForm
from app.plans.forms.terms import TermForm

__all__ = [
    "AdoptionForm",
    "CapForm",
    "CommitmentForm",
    "DatesForm",
    "DraftForm",
    "ItemForm",
    "JudgementForm",
    "SeenForm",
    "SpendingForm",
    "TakingBackForm",
    "TermForm",
    "WordForm",
    "item_promise_form",
]
