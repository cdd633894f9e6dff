"""Official papers of reports, minutes, answers, meetings and polls: to look at, and as files of three formats.

Who may read the page of a thing may have its papers, and nobody else.
"""

from flask import url_for
from flask.typing import ResponseReturnValue

from app.decisions import queries as decisions
from app.documents.official.answer import answer as answer_paper
from app.documents.official.meeting_notice import meeting_notice as meeting_notice_paper
from app.documents.official.minutes import minutes as minutes_paper
from app.documents.official.poll_notice import poll_notice as poll_notice_paper
from app.documents.official.poll_result import poll_result as poll_result_paper
from app.documents.official.result_report import result_report
from app.documents.registers import Kind, number_of_council, number_of_dong
from app.documents.views.blueprint import bp, paper
from app.kernel.errors import NotFound
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries as meetings
from app.polls import queries as polls


@bp.get("/reports/<int:report_id>/paper")
@bp.get("/reports/<int:report_id>/report.<any(hwpx, docx, pdf):ending>")
def report(report_id: int, ending: str = "") -> ResponseReturnValue:
    """The result report; an unsent one as it would be sent now."""
    found = decisions.report(report_id)
    authorize("read", found)
    body = found.body if found.is_sent else decisions.body(found)
    place = number_of_council(found.council_id, Kind.REPORT, report_id, found.sent_at)
    back = (_("결과보고서"), url_for("decisions.report", report_id=report_id))
    out = [number for number, meeting in decisions.meetings_behind(body).items() if meeting.has_minutes]
    return paper(result_report(body, report_id, place, out), ending, back, report_id=report_id)


@bp.get("/meetings/<int:meeting_id>/minutes/paper")
@bp.get("/meetings/<int:meeting_id>/minutes.<any(hwpx, docx, pdf):ending>")
def minutes(meeting_id: int, ending: str = "") -> ResponseReturnValue:
    """The minutes on paper: those that are sealed as they were sealed."""
    meeting = meetings.meeting(meeting_id)
    authorize("read", meeting)
    desk = meetings.desk(meeting)
    authorize("read", desk)
    place = number_of_council(meeting.council_id, Kind.MINUTES, meeting_id, meeting.published_at)
    back = (_("회의록"), url_for("meetings.minutes", meeting_id=meeting_id))
    return paper(minutes_paper(desk, place), ending, back, meeting_id=meeting_id)


@bp.get("/requests/<int:request_id>/answer/paper")
@bp.get("/requests/<int:request_id>/answer.<any(hwpx, docx, pdf):ending>")
def answer(request_id: int, ending: str = "") -> ResponseReturnValue:
    """The published answer to a request, as a letter of the centre."""
    asked = decisions.request(request_id)
    authorize("read", asked)
    told = asked.answered_decision
    if told is None:
        raise NotFound
    place = number_of_dong(asked.council.dong_id, told.id, told.published_at)
    back = (_("요청"), url_for("decisions.request", request_id=request_id))
    return paper(answer_paper(asked, told, place), ending, back, request_id=request_id)


@bp.get("/meetings/<int:meeting_id>/notice/paper")
@bp.get("/meetings/<int:meeting_id>/notice.<any(hwpx, docx, pdf):ending>")
def meeting_notice(meeting_id: int, ending: str = "") -> ResponseReturnValue:
    """The notice of a meeting, for boards."""
    meeting = meetings.meeting(meeting_id)
    authorize("read", meeting)
    place = number_of_council(meeting.council_id, Kind.MEETING_NOTICE, meeting_id, meeting.announced_at)
    back = (_("회의 알림"), url_for("meetings.show", meeting_id=meeting_id))
    return paper(meeting_notice_paper(meeting, place), ending, back, meeting_id=meeting_id)


@bp.get("/polls/<int:poll_id>/notice/paper")
@bp.get("/polls/<int:poll_id>/notice.<any(hwpx, docx, pdf):ending>")
def poll_notice(poll_id: int, ending: str = "") -> ResponseReturnValue:
    """The notice of a poll, for boards."""
    poll = polls.poll(poll_id)
    authorize("read", poll)
    known = (poll.announced_at or poll.opens_at) if poll.is_announced else None
    place = number_of_council(poll.council_id, Kind.POLL_NOTICE, poll_id, known)
    back = (_("투표"), url_for("polls.show", poll_id=poll_id))
    return paper(poll_notice_paper(poll, place), ending, back, poll_id=poll_id)


@bp.get("/polls/<int:poll_id>/result/paper")
@bp.get("/polls/<int:poll_id>/result.<any(hwpx, docx, pdf):ending>")
def poll_result(poll_id: int, ending: str = "") -> ResponseReturnValue:
    """The result sheet of a poll; nobody has one before it is counted."""
    poll = polls.poll(poll_id)
    authorize("read", poll)
    outcome = polls.result(poll)
    if outcome is None or poll.tally is None:
        raise NotFound
    place = number_of_council(poll.council_id, Kind.POLL_RESULT, poll_id, poll.tally.counted_at)
    back = (_("투표 결과"), url_for("polls.result", poll_id=poll_id))
    return paper(poll_result_paper(outcome, place), ending, back, poll_id=poll_id)
