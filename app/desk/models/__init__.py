"""Tables of the desk, one noun a file."""

from app.desk.models.assignment import Assignment
from app.desk.models.notes import DeskNote
from app.desk.models.opinion import SectionOpinion
from app.desk.models.template import FIELDS, AnswerTemplate

__all__ = ["FIELDS", "AnswerTemplate", "Assignment", "DeskNote", "SectionOpinion"]
