"""Forms of decisions, one noun a file."""

from app.decisions.forms.answers import AnswerForm, answer_form
from app.decisions.forms.kinds import KindForm, kind_form
from app.decisions.forms.requests import RequestForm
from app.decisions.forms.steps import (
    ConsentForm,
    ExtensionForm,
    PassingForm,
    ProgressForm,
    SupplementForm,
    SupplyForm,
)

__all__ = [
    "AnswerForm",
    "ConsentForm",
    "ExtensionForm",
    "KindForm",
    "PassingForm",
    "ProgressForm",
    "RequestForm",
    "SupplementForm",
    "SupplyForm",
    "answer_form",
    "kind_form",
]
