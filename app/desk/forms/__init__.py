"""Forms of the desk, one noun a file."""

from app.desk.forms.assigning import AssignmentForm
from app.desk.forms.notes import DeskNoteForm
from app.desk.forms.opinions import AskingSectionForm, OpinionForm
from app.desk.forms.templates import TemplateForm
from app.desk.forms.together import JointAnswerForm, joint_answer_form, picked_of

__all__ = [
    "AskingSectionForm",
    "AssignmentForm",
    "DeskNoteForm",
    "JointAnswerForm",
    "OpinionForm",
    "TemplateForm",
    "joint_answer_form",
    "picked_of",
]
