"""Forms of decisions, one noun a file."""

from app.decisions.forms.answers import AnswerForm, CorrectionForm, ReviewSettingForm, SendingBackForm, answer_form
from app.decisions.forms.asking_again import AskingForm, ClosingForm, SupportForm, ViewForm, WithdrawalForm
from app.decisions.forms.requests import RequestForm

__all__ = [
    "AnswerForm",
    "AskingForm",
    "ClosingForm",
    "CorrectionForm",
    "RequestForm",
    "ReviewSettingForm",
    "SendingBackForm",
    "SupportForm",
    "ViewForm",
    "WithdrawalForm",
    "answer_form",
]
