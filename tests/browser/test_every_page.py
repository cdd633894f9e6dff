"""Every page of the town, in both sizes and languages, as each of the people sees it."""

import re

import pytest
from sqlalchemy import func, select

from app.decisions.models import Report, Request
from app.discussion.models import Comment
from app.meetings.models import Meeting
from app.opinions.models import Question, Statement
from app.polls.models import Poll
from app.proposals.models import Proposal

_PART_OF_A_PAGE = re.compile(r"/live$|/room/mine$")
# what an address wants, and of what the town has an example in each state
_THINGS = {
    "poll_id": Poll, "meeting_id": Meeting, "proposal_id": Proposal, "report_id": Report, "request_id": Request,
    "question_id": Question, "statement_id": Statement, "comment_id": Comment,
}  # fmt: skip
_NO_PAGE = re.compile(
    r"\.pdf|\.csv|\.ics|\.atom|\.pb|\.zip|\.js(on)?$|\.svg|\.jsonl|/photos/|/static/|^/sign-in/code|/readings|receipt$|/live$"
)


def addresses(town):
    """Every page that can be opened, for one thing in each of its states."""
    yield from _around_a_discussion(town)
    for rule in town.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or _NO_PAGE.search(rule.rule) or _PART_OF_A_PAGE.search(rule.rule):
            continue
        wanted = sorted(rule.arguments)
        if not wanted:
            yield rule.rule
        elif wanted == ["dong_id"]:
            yield re.sub(r"<[^>]+>", "1", rule.rule)
        elif wanted == ["council_id"]:
            yield re.sub(r"<[^>]+>", str(town.council), rule.rule)
        elif len(wanted) == 1 and wanted[0] in _THINGS:
            for number in _one_in_each_state(town, _THINGS[wanted[0]]):
                yield re.sub(r"<[^>]+>", str(number), rule.rule)


def _around_a_discussion(town):
    talked_about = max(town.ask(select(Comment.subject_id)))
    for what in ("summary", "summaries", "summary-corrections", "pause"):
        yield f"/discussions/proposal/{talked_about}/{what}"


def _one_in_each_state(town, model):
    return town.ask(select(func.max(model.id)).group_by(model.state))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("who", [None, "초록대문 집", "골목 활동가", "우리동네주무관"], ids=["V", "R", "F", "D"])
def test_every_page_is_accessible_and_fits_a_phone(town, windows, who, language):
    """`open` asks axe, counts headings and measures the width; what is not for this person is left out."""
    window = windows(who, is_phone=True, language=language)
    same = town.app.test_client()  # the same person without a browser: quicker to ask what is there
    for cookie in window.context.cookies():
        same.set_cookie(cookie["name"], cookie["value"], domain="localhost")
    met = set()
    for path in addresses(town):
        if same.get(path, base_url=town.base).status_code == 200:
            window.open(path)
            met.add(path)
    assert len(met) >= (20 if who is None else 25), sorted(met)
