"""Steps six and seven: the centre is asked and must answer wholly, and everybody can follow. Without JavaScript."""

from playwright.sync_api import expect
from sqlalchemy import func, select

from app.decisions.models import Report, Request
from app.kernel.outbox import Channel, Message
from app.meetings.models import Meeting
from app.notices.jobs import deliver_events
from app.people.models import User
from app.proposals.models import Proposal
from tests.browser import pictures

OFFICER, FACILITATOR = "우리동네주무관", "골목 활동가"
RUBBISH = "집 앞에 쌓이는 쓰레기를 함께 막아요"
STATION = "재활용품 내놓는 자리를 한곳에 만들어요"


def waiting_request(town) -> int:
    """The one that the poll about the station led to."""
    return town.ask(select(func.max(Request.id)).where(Request.text.contains(STATION)))[0]


def test_a_report_is_made_in_one_press_sent_and_stands_in_the_officers_inbox(town, without_javascript):
    facilitator = without_javascript(FACILITATOR)
    meeting = town.number(Meeting.title, "올해 무엇부터 할까")
    facilitator.open(f"/meetings/{meeting}/minutes").press("결과보고서 만들기")
    facilitator.press("요청 더하기").write("센터에 바라는 일", "골목 어귀에 거치대 놓을 자리를 봐 주세요.")
    facilitator.press("저장하기").press("동주민센터에 보내기")
    report = town.ask(select(func.max(Report.id)))[0]
    assert facilitator.path == f"/reports/{report}"
    officer = without_javascript(OFFICER)
    officer.open("/mine").press("상도3동에 온 요청")
    card = officer.page.locator("article").filter(has_text="거치대 놓을 자리")
    expect(card).to_contain_text("답변 기한")


def test_half_an_answer_is_refused_and_a_whole_one_is_told_to_everybody(town, without_javascript):
    request = waiting_request(town)
    neighbour = without_javascript("감나무 집").open("/account")
    neighbour.tick("내가 참여한 일의 소식을 전자우편으로도 받겠습니다.").press("저장하기")
    officer = without_javascript(OFFICER)
    officer.open("/dongs/1/requests")
    officer.page.locator(f'a[href="/requests/{request}/answer"]').click()
    officer.look().tick("불수용").press("답변 공개하기")
    summary = officer.page.get_by_role("alert")
    for missing in ("요약", "이유", "확인한 사실", "근거", "할 수 있습니까"):
        expect(summary).to_contain_text(missing)
    officer.tick("수용").write("주민이 읽을 요약", "봄까지 거치대를 하나 놓습니다.")
    officer.write("이유", "올해 예산으로 놓을 수 있습니다.").write("근거", "동 환경 예산")
    officer.field("이유 분류").select_option("그대로 하겠습니다")
    officer.write("언제까지 합니까?", "2100-03-31").press("답변 공개하기")
    assert "공개했습니다" in officer.text

    town.run(deliver_events)
    neighbour.open("/notices").page.locator("main button", has_text="열어 보기").first.click()
    neighbour.look()
    assert "올해 예산으로 놓을 수 있습니다." in neighbour.text
    (letter,) = town.ask(select(Message).where(Message.channel == Channel.EMAIL))
    assert letter.recipient == town.ask(select(User.email).where(User.name == "감나무 집"))[0]
    assert f"{town.base}/requests/{request}" in letter.body


def test_the_inbox_and_an_answer_are_worth_a_picture(town, phone, desk):
    officer = phone(OFFICER).open("/dongs/1/requests")
    assert officer.heading == "받은 요청"
    pictures.keep(officer, "inbox")
    reader = phone()
    answered = town.ask(select(func.min(Request.id)))[0] + 2
    reader.open(f"/requests/{answered}")
    assert "일주일에 이틀 저녁" in reader.text
    pictures.keep(reader, "answer")
    report = town.ask(select(func.min(Report.id)))[0]
    reader.open(f"/reports/{report}")
    pictures.keep(reader, "report")
    english = desk().open(f"/requests/{answered}")
    assert "Reason" in english.text


def test_the_way_of_a_matter_is_told_from_the_first_word_to_the_request(town, without_javascript, phone, desk):
    number = town.number(Proposal.title, STATION)
    reader = without_javascript().open(f"/proposals/{number}").press("이 제안이 걸어온 길 모두 보기")
    told = [step.inner_text() for step in reader.page.locator("main .timeline li").all()]
    way = (
        ("제안을 이웃에게 내놓았습니다", "제안자 감나무 집"),
        ("회의를 알렸습니다", "퍼실리테이터 골목 활동가"),
        ("투표를 시작했습니다", "퍼실리테이터 골목 활동가"),
        ("투표를 마감하고 세었습니다", "정한 시각에 저절로"),
        ("투표 결과를 확정했습니다", "동주민센터 마을자치팀 우리동네주무관"),
        ("동주민센터에 요청했습니다", "퍼실리테이터 골목 활동가"),
    )
    places = [next(at for at, step in enumerate(told) if what in step and who in step) for what, who in way]
    assert places == sorted(places)
    qr = reader.page.get_by_role("img", name="이 쪽의 QR 코드")
    assert qr.evaluate("image => image.naturalWidth") > 0
    assert "Proposer 감나무 집" in desk().open(f"/matters/{number}").text
    pictures.keep(phone().open(f"/matters/{number}"), "matter")
