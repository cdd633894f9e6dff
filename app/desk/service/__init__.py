"""Verbs of the desk, one noun a file."""

from app.desk.service.assigning import assign
from app.desk.service.erasing import erase
from app.desk.service.noting import note
from app.desk.service.opinions import ask_section, enter_opinion
from app.desk.service.templates import TemplateWords, change_template, keep_template, remove_template
from app.desk.service.together import NotTogether, Refusal, answer_together

__all__ = [
    "NotTogether",
    "Refusal",
    "TemplateWords",
    "answer_together",
    "ask_section",
    "assign",
    "change_template",
    "enter_opinion",
    "erase",
    "keep_template",
    "note",
    "remove_template",
]
