"""Forms of decisions, one noun a file."""

from app.decisions.forms.answers import AnswerForm, CorrectionForm, ReviewSettingForm, SendingBackForm, answer_form
from app.decisions.forms.asking_again import AskingForm, ClosingForm, SupportForm, ViewForm, WithdrawalForm
from app.decisions.forms.files import ClearingForm, FileForm, PauseForm, TakingDownForm
from app.decisions.forms.kinds import KindForm, kind_form
from app.decisions.forms.requests import AddingForm, RequestForm
from app.decisions.forms.steps import (
    ConsentForm,
    ExtensionForm,
    PassingForm,
    ProgressForm,
    SupplementForm,
    SupplyForm,
)

__all__ = [
    "AddingForm",
    "AnswerForm",
    "AskingForm",
    "ClearingForm",
    "ClosingForm",
    "ConsentForm",
    "CorrectionForm",
    "ExtensionForm",
    "FileForm",
    "KindForm",
    "PassingForm",
    "PauseForm",
    "ProgressForm",
    "RequestForm",
    "ReviewSettingForm",
    "SendingBackForm",
    "SupplementForm",
    "SupplyForm",
    "SupportForm",
    "TakingDownForm",
    "ViewForm",
    "WithdrawalForm",
    "answer_form",
    "kind_form",
]
