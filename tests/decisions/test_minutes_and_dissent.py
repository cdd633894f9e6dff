"""The minutes and the dissent behind a report: its page and its paper say the same."""

from typing import Any

import pytest

from app.decisions import queries
from app.decisions.models import Report
from app.documents.official.paper import Line, lines_of
from app.documents.official.result_report import result_report
from app.kernel.db import transaction
from app.meetings.states import MeetingState
from app.polls.states import Verdict
from tests.factories import a_council, a_facilitator
from tests.factories.decisions import a_counted_poll, a_held_meeting, a_report, a_resolution, a_sent_report

NOT_OUT = "회의록은 아직 공개하지 않았습니다."
WARNED = "회의록이 아직 공개되지 않은 회의가 있습니다."
FEW = "투표한 사람이 적어 다른 쪽에 간 표의 수는 밝히지 않습니다."
MOTION = {"method": "motion", "verdict": Verdict.CARRIED}


def paper_of(report: Report, client: Any) -> str:
    """The words of the official paper as the browser shows it, and as every file prints it."""
    return " ".join(client.get(f"/reports/{report.id}/paper").text.split())


def page_of(report: Report, client: Any) -> str:
    return " ".join(client.get(f"/reports/{report.id}").text.split())


def a_poll_report(votes: dict[str, int], *meetings: Any, **given: Any) -> Report:
    """A sent report of a poll, whose options stood on the agendas of these meetings, one each."""
    council = meetings[0].council if meetings else a_council()
    on_items = {place: {"agenda_item_id": one.items[0].id} for place, one in enumerate(meetings, 1)}
    poll = a_counted_poll(council, votes, options=on_items, **given)
    return a_sent_report(council, source=queries.poll(poll.id))


def test_page_and_paper_name_the_published_minutes_of_a_meeting(app, client):
    report = a_sent_report(state=MeetingState.PUBLISHED)
    path = f"/meetings/{report.meeting_id}/minutes"
    assert f'href="{path}"' in page_of(report, client)
    paper = paper_of(report, client)
    assert "회의록" in paper
    assert "빌라 주차장 회의" in paper
    assert app.config["BASE_URL"] + path in paper
    assert NOT_OUT not in paper + page_of(report, client)


def test_page_and_paper_say_that_minutes_are_not_published_yet_and_where_they_are_once_they_are(app, client):
    report = a_sent_report()
    assert NOT_OUT in page_of(report, client)
    assert NOT_OUT in paper_of(report, client)
    assert "/minutes" not in page_of(report, client) + paper_of(report, client)
    with transaction():
        queries.meeting(report.meeting_id or 0).state = MeetingState.PUBLISHED
    assert NOT_OUT not in page_of(report, client) + paper_of(report, client)
    assert f"/meetings/{report.meeting_id}/minutes" in page_of(report, client)
    assert f"/meetings/{report.meeting_id}/minutes" in paper_of(report, client)


def test_whoever_may_read_them_before_reads_that_the_minutes_are_not_out_and_has_their_address(app, sign_in):
    council = a_council()
    report = a_sent_report(council)
    page = page_of(report, sign_in(a_facilitator(council)))
    assert NOT_OUT in page
    assert f'href="/meetings/{report.meeting_id}/minutes"' in page


def test_a_poll_on_matters_of_two_meetings_is_reported_with_the_minutes_of_both(app, client):
    council = a_council()
    first = a_held_meeting(council, a_resolution(), state=MeetingState.PUBLISHED, title="첫 회의")
    second = a_held_meeting(council, a_resolution(dissent="밤에는 어둡다는 말이 있었습니다."), title="둘째 회의")
    report = a_poll_report({"가": 9, "나": 3}, first, second)
    for words in (page_of(report, client), paper_of(report, client)):
        assert "첫 회의" in words
        assert f"/meetings/{first.id}/minutes" in words
        assert "둘째 회의" in words
        assert f"/meetings/{second.id}/minutes" not in words
        assert NOT_OUT in words
        assert "밤에는 어둡다는 말이 있었습니다." in words
    assert paper_of(report, client).count("명 참석") == 2


def test_a_draft_warns_of_the_minutes_of_every_meeting_that_are_not_out_yet(app, sign_in):
    council = a_council()
    leader = a_facilitator(council)
    first = a_held_meeting(council, a_resolution(), state=MeetingState.PUBLISHED)
    second = a_held_meeting(council, a_resolution())
    on_items = {place: {"agenda_item_id": one.items[0].id} for place, one in enumerate((first, second), 1)}
    poll = a_counted_poll(council, {"가": 9, "나": 3}, options=on_items)
    draft = a_report(council, by=leader, source=queries.poll(poll.id))
    assert WARNED in page_of(draft, sign_in(leader))
    with transaction():
        queries.meeting(second.id).state = MeetingState.PUBLISHED
    assert WARNED not in page_of(draft, sign_in(leader))


@pytest.mark.parametrize(
    ("votes", "given", "told"),
    [
        ({"찬성": 14, "반대": 5, "기권": 2}, MOTION, "다른 쪽에 간 표: 반대 5표, 기권 2표"),
        ({"찬성": 14, "반대": 5, "기권": 0}, MOTION, "다른 쪽에 간 표: 반대 5표"),
        ({"경로당 옆": 3, "주차장 앞": 9}, {"chosen": [2]}, "다른 쪽에 간 표: 경로당 옆 3표"),
        ({"가": 30, "나": 12}, {"method": "borda"}, "다른 쪽에 간 점수: 나 12점"),
        ({"찬성": 3, "반대": 1, "기권": 0}, MOTION, FEW),
    ],
)
def test_page_and_paper_of_a_poll_tell_its_dissent_in_numbers(app, client, votes, given, told):
    report = a_poll_report(votes, **given)
    for words in (page_of(report, client), paper_of(report, client)):
        assert "다른 의견" in words
        assert told in words


@pytest.mark.parametrize(
    ("votes", "given"),
    [
        ({"찬성": 14, "반대": 0, "기권": 0}, MOTION),
        ({"가": 6, "나": 6}, {"chosen": [], "verdict": Verdict.TIED}),
        ({"가": 2, "나": 1}, {"method": "schulze", "valid": 9}),
    ],
)
def test_there_is_no_dissent_where_all_agreed_where_nothing_was_decided_and_where_the_method_counts_none(
    app, votes, given
):
    council = a_council()
    source = queries.poll(a_counted_poll(council, votes, **given).id)
    poll = queries.body(Report(council=source.council, poll_id=source.id, title="", requests=[]))["polls"][0]
    assert queries.votes_against(poll) == ""


def test_few_ballots_leave_no_number_in_the_dissent(app):
    report = a_poll_report({"가": 3, "나": 1})
    with app.test_request_context():
        lines = [one.text for one in lines_of(result_report(report.body, report.id)) if isinstance(one, Line)]
    assert [line for line in lines if FEW in line]
    assert not [line for line in lines if "1표" in line or "3표" in line]
