"""Verbs of commitments, one noun a file."""

from app.deeds.service.asking import answer, close_check, forget_answers, open_check, take_down
from app.deeds.service.milestones import add_milestone, complete, drop_milestone
from app.deeds.service.moving import cut, drop, reopen, reopen_for_residents
from app.deeds.service.progress import Told, remove_photo, tell
from app.deeds.service.promising import Promise, edit, promise, promise_of_plan, remind
from app.deeds.service.trials import TrialPlan, decide_trial, plan_trial

__all__ = [
    "Promise",
    "Told",
    "TrialPlan",
    "add_milestone",
    "answer",
    "close_check",
    "complete",
    "cut",
    "decide_trial",
    "drop",
    "drop_milestone",
    "edit",
    "forget_answers",
    "open_check",
    "plan_trial",
    "promise",
    "promise_of_plan",
    "remind",
    "remove_photo",
    "reopen",
    "reopen_for_residents",
    "take_down",
    "tell",
]
