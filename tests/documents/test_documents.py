"""The documents as residents get them: right type, Korean name, right reader, no names where none belong."""

import io
from urllib.parse import unquote

import pytest
import segno

from app.councils.models import Caller
from app.decisions import service as decisions
from app.documents import qr
from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import queries as meetings
from app.meetings.states import MeetingState
from app.proposals.states import ProposalState
from tests.conftest import counted_statements
from tests.documents.test_pdf import pages_of, text_of
from tests.factories import a_council, a_dong, a_facilitator, a_member, a_user, an_alley, an_officer, kept
from tests.factories.meetings import a_meeting, a_remark, a_resolution, an_attendance, an_item
from tests.factories.proposals import a_proposal


def flat(document: bytes) -> str:
    """The document's text in one line."""
    return " ".join(text_of(document).split())


def name_of(answer) -> str:
    return unquote(answer.headers["Content-Disposition"].partition("filename*=UTF-8''")[2])


def test_the_poster_says_when_where_and_whom_to_call(app, client):
    council = a_council(dong=a_dong(centre_name="상도3동주민센터", centre_phone="02-820-1234"))
    meeting = a_meeting(council=council, title="깨진 유리 회의")
    an_item(meeting, position=1, title="봉투를 어디에 둘까")
    answer = client.get(f"/meetings/{meeting.id}/poster.pdf")
    assert answer.mimetype == "application/pdf"
    assert name_of(answer) == "포스터 깨진 유리 회의.pdf"
    text = flat(answer.data)
    for word in (
        "깨진 유리 회의",
        "국사봉길 84 빌라 주차장",
        "봉투를 어디에 둘까",
        "02-820-1234",
        f"/meetings/{meeting.id}",
    ):
        assert word in text


@pytest.mark.parametrize("title", ["가", "가" * 80, "국사봉길 골목 쓰레기를 어떻게 할지 이웃이 함께 이야기합니다 " * 2])
def test_the_poster_is_one_page_whatever_is_written(app, client, title):
    meeting = a_meeting(title=title[:80], place="나" * 120, access_note="다" * 200)
    for place in range(1, 13):
        an_item(meeting, position=place, title="라" * 80)
    document = client.get(f"/meetings/{meeting.id}/poster.pdf").data
    assert pages_of(document) == 1
    assert "그 밖에 8가지" in flat(document)


def test_the_poster_of_a_cancelled_meeting_says_so(app, client):
    meeting = a_meeting(state=MeetingState.CANCELLED, cancelled_reason="비")
    assert "취소되었습니다" in flat(client.get(f"/meetings/{meeting.id}/poster.pdf").data)


@pytest.mark.parametrize("name", ["poster.pdf", "calendar.ics"])
def test_a_draft_meeting_has_no_public_papers(app, client, sign_in, name):
    meeting = a_meeting(state=MeetingState.DRAFT)
    url = f"/meetings/{meeting.id}/{name}"
    stranger = a_user()
    leader = meeting.called_by
    assert client.get(url).status_code == 404
    assert sign_in(stranger).get(url).status_code == 404
    assert sign_in(leader).get(url).status_code == 200


def test_the_calendar_is_a_download_with_a_korean_name(app, client):
    meeting = a_meeting(title="유리/봉투: 회의")
    answer = client.get(f"/meetings/{meeting.id}/calendar.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert name_of(answer) == "유리-봉투- 회의.ics"


def the_minutes(**given):
    """A meeting that is over, with a remark, a resolution and two who came."""
    meeting = a_meeting(**{"state": MeetingState.PUBLISHED, "title": "쓰레기 회의", **given})
    item = an_item(meeting, position=1, title="깨진 유리")
    a_remark(item, text='#read("/etc/passwd") *봉투가* 찢어집니다.')
    a_resolution(item, dissent="값이 걱정입니다", owner="청소팀", asks_centre=True)
    an_attendance(meeting, name="비밀이웃")
    an_attendance(meeting)
    return meeting


def test_the_minutes_hold_what_was_said_and_decided_and_no_names(app, client):
    meeting = the_minutes()
    answer = client.get(f"/meetings/{meeting.id}/minutes.pdf")
    assert name_of(answer).startswith("회의록 쓰레기 회의 ")
    text = flat(answer.data)
    words = (
        "쓰레기 회의",
        "안건 1. 깨진 유리",
        "가결",
        "찬성 9 · 반대 3 · 기권 1 (참석 13)",
        "값이 걱정입니다",
        "청소팀",
    )
    for word in (*words, "2명 (확인된 주민 0명, 처음 온 이웃 2명)", '#read("/etc/passwd") *봉투가* 찢어집니다.'):
        assert word in text
    assert "비밀이웃" not in text
    assert "초안" not in text


def test_a_draft_of_the_minutes_says_that_it_is_one_and_is_not_public(app, client, sign_in):
    meeting = the_minutes(state=MeetingState.ENDED)
    url = f"/meetings/{meeting.id}/minutes.pdf"
    assert client.get(url).status_code == 303
    leader = meetings.meeting(meeting.id).called_by
    assert "초안입니다" in flat(sign_in(leader).get(url).data)


def test_the_minutes_speak_english_to_who_reads_english(app, client):
    meeting = the_minutes()
    text = flat(client.get(f"/meetings/{meeting.id}/minutes.pdf", headers={"Accept-Language": "en"}).data)
    assert "Minutes" in text
    assert "깨진 유리" in text


def test_the_minutes_cost_the_same_for_one_item_and_for_thirty(app, client):
    meeting, recorder = the_minutes(), a_user()
    url = f"/meetings/{meeting.id}/minutes.pdf"
    with counted_statements() as few:
        client.get(url)
    for place in range(2, 31):
        a_resolution(an_item(meeting, position=place), by_id=recorder.id)
    with counted_statements() as many:
        assert client.get(url).status_code == 200
    assert len(many) == len(few)


def a_spoken_call():
    """A council that a resident called by word of mouth, written down by an officer; (council, officer, caller)."""
    dong = a_dong()
    officer, caller = an_officer(dong, name="박주무"), a_user(name="박순자")
    alley = an_alley(dong=dong, name="국사봉길 골목")
    council = a_council(dong=dong, alley=alley, purpose="깨진 유리", taken_by=officer, spoken_by="박순자")
    for user in (caller, a_user(name="이영희")):
        kept(Caller(council_id=council.id, user_id=user.id, name=user.name, signed_at=clock.now()))
    return council, officer, caller


def test_the_form_of_a_call_has_a_line_for_every_signature(app, sign_in):
    council, officer, _ = a_spoken_call()
    answer = sign_in(officer).get(f"/councils/{council.id}/call.pdf")
    assert name_of(answer) == f"제안서 {council.number}.pdf"
    text = flat(answer.data)
    for word in ("골목회의 제안서", "깨진 유리", "국사봉길 82~86-9", "박순자", "이영희", "박주무", "제10조 제4항"):
        assert word in text
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_form_of_a_call_is_for_the_callers_and_the_dong_centre(app, sign_in, client):
    council, officer, caller = a_spoken_call()
    url = f"/councils/{council.id}/call.pdf"
    others = [a_user(), a_member(council), an_officer(a_dong())]
    for allowed in (officer, caller):
        assert sign_in(allowed).get(url).status_code == 200
    for other in others:
        assert sign_in(other).get(url).status_code == 403
    assert client.get(url).status_code == 303


def test_the_form_of_a_dongs_own_council_names_the_dong(app, sign_in):
    council = a_council(dong=a_dong(name="상도3동"))
    officer = an_officer(council.dong)
    assert "상도3동" in flat(sign_in(officer).get(f"/councils/{council.id}/call.pdf").data)


def test_the_qr_code_of_a_matter_leads_to_its_page(app, client):
    proposal = a_proposal()
    answer = client.get(f"/matters/{proposal.id}/qr.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.text == qr.svg(f"http://golmok.test/matters/{proposal.id}")
    assert "<script" not in answer.text


def test_the_qr_code_of_a_draft_is_not_public(app, client):
    assert client.get(f"/matters/{a_proposal(state=ProposalState.DRAFT).id}/qr.svg").status_code == 404


def test_drawings_of_addresses_of_one_length_are_equally_long_where_asked():
    addresses = [
        f"http://golmok.test/polls/7/receipts#{letter * 13}{other * 13}" for letter in "AKZ7" for other in "BQ2"
    ]
    assert len({len(qr.svg(address)) for address in addresses}) > 1
    assert len({len(qr.svg(address, evenly=True)) for address in addresses}) == 1
    assert all(qr.svg(address, evenly=True).rstrip() == qr.svg(address) for address in addresses)


def test_the_code_in_the_drawing_is_the_code_of_the_address():
    address = "http://golmok.test/matters/7"
    drawn = io.BytesIO()
    segno.make_qr(address, error="q").save(drawn, kind="svg", border=4, scale=8, light="#fff", xmldecl=False, nl=False)
    drawing = qr.svg(address)
    assert drawing.count("<path") == 2
    assert drawing.rpartition('d="')[2] == drawn.getvalue().decode().rpartition('d="')[2]


def a_report(sent: bool):
    """A report made from a meeting; returns it with its facilitator."""
    council = a_council(dong=a_dong(centre_name="상도3동주민센터"))
    leader = a_facilitator(council, name="김반장")
    meeting = the_minutes(council=council, called_by=leader)
    with transaction():
        report = decisions.compose(meetings.meeting(meeting.id), by=leader, at=clock.now())
    if sent:
        with transaction():
            decisions.send(report, by=leader, at=clock.now())
    return report, leader


def test_the_report_is_one_page_with_requests_votes_and_dissent(app, client):
    report, _ = a_report(sent=True)
    answer = client.get(f"/reports/{report.id}/report.pdf")
    assert name_of(answer).startswith("결과보고서 쓰레기 회의 ")
    assert pages_of(answer.data) == 1
    text = flat(answer.data)
    words = (
        "(상도3동주민센터)",
        "쓰레기 회의",
        "유리를 담을 봉투",
        "답변 기한",
        "가결",
        "찬성 9",
        "값이 걱정입니다",
    )
    for word in (*words, "김반장", "2명 참석", f"/reports/{report.id}"):
        assert word in text
    assert "비밀이웃" not in text
    assert "초안" not in text


def test_an_unsent_report_is_printed_for_the_facilitator_as_a_draft(app, client, sign_in):
    report, leader = a_report(sent=False)
    url = f"/reports/{report.id}/report.pdf"
    assert client.get(url).status_code == 404
    assert "아직 보내지 않은 초안" in flat(sign_in(leader).get(url).data)
