"""Forms of polls, one noun a file."""

from app.polls.forms.batches import BatchForm, Pile
from app.polls.forms.groups import GroupsForm
from app.polls.forms.meeting_votes import SecretVoteForm
from app.polls.forms.paper import Paper
from app.polls.forms.polls import AnnulForm, PollForm, ReceiptForm, corrected, matter_key, new_poll, written
from app.polls.forms.reconciliation import NameForm, ReconciliationForm
from app.polls.forms.roll import AdditionForm, ObjectionAnswerForm, ObjectionForm
from app.polls.forms.trial import trial_form

__all__ = [
    "AdditionForm",
    "AnnulForm",
    "BatchForm",
    "GroupsForm",
    "NameForm",
    "ObjectionAnswerForm",
    "ObjectionForm",
    "Paper",
    "Pile",
    "PollForm",
    "ReceiptForm",
    "ReconciliationForm",
    "SecretVoteForm",
    "corrected",
    "matter_key",
    "new_poll",
    "trial_form",
    "written",
]
