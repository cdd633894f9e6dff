"""Every number of a board leads to the list that it counts, and the list has as many rows."""

import re

import pytest

from app.boards.queries.rows import PER_PAGE
from app.boards.states import Span
from app.decisions.states import Answer
from app.deeds.states import CommitmentState
from app.kernel import clock
from app.meetings.states import MeetingState
from tests.boards.made import a_past_request, an_answered_one
from tests.factories import a_council, a_facilitator, an_officer, days, deeds, in_days
from tests.factories.decisions import a_counted_poll
from tests.factories.meetings import a_meeting, an_attendance

PEOPLE = ("came", "voices", "firsts")
MADE_OF = {"share", "days", "turnout", *PEOPLE}  # no number of things
NUMBER = re.compile(r'<a href="([^"]+)" data-figure="([\w-]+)">([^<]*)</a>')
ROW = re.compile(r'<ul class="link-list">.*?</ul>', re.DOTALL)


def numbers(page: str) -> dict[str, tuple[str, str]]:
    """Address and words of every number of a page."""
    return {key: (url.replace("&amp;", "&"), words) for url, key, words in NUMBER.findall(page)}


def rows(page: str) -> int:
    return sum(part.count("<li>") for part in ROW.findall(page))


def a_busy_dong():
    """A dong where every number of things is at least one."""
    council = a_council()
    today = clock.today()
    officer = an_officer(council.dong)
    a_past_request(council, due_on=today - days(2))
    a_past_request(council, due_on=today + days(5))
    an_answered_one(council, officer, due_on=today - days(1), told_on=today - days(2))
    an_answered_one(council, officer, due_on=today - days(9), told_on=today - days(2), answer=Answer.ACCEPTED)
    an_answered_one(council, officer, due_on=today - days(3), told_on=today - days(3), answer=Answer.PARTLY)
    an_answered_one(council, officer, due_on=today - days(3), told_on=today - days(3), answer=Answer.DEFERRED)
    deeds.a_done_commitment(council, by=officer)
    deeds.dropped(deeds.a_commitment(council, by=officer), officer, CommitmentState.CUT)
    deeds.dropped(deeds.a_commitment(council, by=officer), officer, CommitmentState.DROPPED)
    deeds.a_commitment(council, by=officer, said={"do_by": today - days(3)})
    meeting = a_meeting(council=council, state=MeetingState.ENDED, opened_at=in_days(-1))
    for number in range(6):
        an_attendance(meeting, name=f"이웃{number}")
    a_counted_poll(council, {"가": 4, "나": 3})
    a_busy_council_of_another_dong()
    return council.dong


def a_busy_council_of_another_dong():
    other = a_council()
    a_past_request(other, due_on=clock.today() - days(2))
    a_meeting(council=other, state=MeetingState.ENDED, opened_at=in_days(-1))


@pytest.mark.parametrize("span", [Span.THREE_MONTHS, Span.MONTH, Span.TWELVE_MONTHS])
def test_every_number_leads_to_a_list_of_as_many_rows(app, client, span):
    dong = a_busy_dong()
    found = numbers(client.get(f"/dongs/{dong.id}/figures?span={span}").text)
    assert set(MADE_OF) < set(found)
    for key, (url, words) in found.items():
        page = client.get(url)
        assert page.status_code == 200, key
        if key not in MADE_OF:
            count = int(re.sub(r"\D", "", words))
            assert count == rows(page.text), key
            assert count > 0 or span is Span.MONTH, f"{key} counts nothing: the test would not see what it lists"


def test_the_numbers_of_a_gu_lead_to_the_same_lists(app, client):
    dong = a_busy_dong()
    of_gu = numbers(client.get(f"/gus/{dong.gu_id}/figures").text)
    assert of_gu == numbers(client.get(f"/dongs/{dong.id}/figures").text)
    assert of_gu["overdue"][1] == "1건"


def test_a_list_of_two_pages_has_each_row_once(app, client):
    council = a_council()
    leader, began = a_facilitator(council), in_days(-1)
    for _each in range(PER_PAGE + 2):
        a_meeting(council=council, state=MeetingState.ENDED, opened_at=began, called_by=leader)
    url = f"/dongs/{council.dong_id}/figures/meetings"
    links = [re.findall(r"/meetings/\d+", client.get(f"{url}?page={page}").text) for page in (1, 2)]
    assert [len(page) for page in links] == [PER_PAGE, 2]
    assert len({link for page in links for link in page}) == PER_PAGE + 2


@pytest.mark.parametrize("figure", ["share", "turnout", "nobody", "came"])
def test_a_list_that_is_none_is_not_found(app, client, figure):
    assert client.get(f"/dongs/{a_council().dong_id}/figures/{figure}").status_code == 404
