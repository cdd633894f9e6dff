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
from tests.conftest import Client

NARROW = [(360, True), (320, False), (320, True)]  # pixels, and whether the letters are large
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


def shown(town, window):
    """Path -> what the page's own part holds, of every page that this window's person may open."""
    same = Client(
        town.app, town.app.response_class, use_cookies=True
    )  # the same person without a browser: quicker to ask what is there
    for cookie in window.context.cookies():
        same.set_cookie(cookie["name"], cookie["value"], domain="localhost")
    given = {"Accept-Language": window.language}
    answers = {path: same.get(path, base_url=town.base, headers=given) for path in addresses(town)}
    return {path: _own_part(answer.text) for path, answer in answers.items() if answer.status_code == 200}


def _own_part(html):
    return re.sub(r'(?<=value=")[\w.\-]{20,}', "", html[html.index("<main") : html.index("</main>")])


def too_wide(window):
    """In which narrow ways the open page has to be pushed sideways to be read: none."""
    return [
        f"{over} px over {width} px, letters {'large' if is_large else 'as usual'}"
        for width, is_large in NARROW
        if (over := window.pixels_over(width, is_large=is_large)) > 0
    ]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_is_accessible_and_fits_a_phone(town, windows, language):
    """`open` asks axe, counts headings and measures the width; what an earlier person saw alike is not opened again.

    Large letters too, and the 320 pixels of success criterion 1.4.10 (Reflow) of WCAG 2.2.
    """
    public, met, wide = set(), set(), []
    for who in (None, "초록대문 집", "골목 활동가", "우리동네주무관"):
        window = windows(who, is_phone=True, language=language)
        pages = shown(town, window)
        for path, own_part in pages.items():
            if own_part not in met:
                window.open(path)
                met.add(own_part)
                wide += [f"{who or 'visitor'} {path}: {width}" for width in too_wide(window)]
        public = public or set(pages)
        assert len(public) >= 20, sorted(public)
        assert who is None or len(pages.keys() - public) >= 10, sorted(pages.keys() - public)
    assert not wide, "\n".join(wide)
