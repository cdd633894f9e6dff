"""What lives in the small world beside what world.py makes itself, in the order in which it comes."""

from tests.access import (
    amending,
    answers,
    asked,
    cosigning,
    deeds,
    desk,
    dividing,
    hooks,
    minutes,
    opinions,
    panels,
    paper,
    plans,
    programs,
    referrals,
)

AFTER_POLLS = (
    paper.keep_polls,
    cosigning.keep_cosigners,
    panels.keep_panels,
    amending.keep_amendments,
    dividing.keep_divisions,
    opinions.keep_questions,
    minutes.keep_minutes,
    referrals.keep_referrals,
    asked.keep,
    programs.keep_tokens,
    hooks.keep_webhooks,
)
AFTER_REPORTS = (deeds.keep_deeds, answers.keep_answers, plans.keep_plans, desk.keep_desk)
