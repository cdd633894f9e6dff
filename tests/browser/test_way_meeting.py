"""Step four: proposals become a meeting, the meeting a resolution, minutes are corrected and sealed. No JavaScript."""

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import select, update

from app.kernel import clock
from app.kernel.db import transaction
from app.meetings.models import Meeting, Minutes
from app.proposals.models import Proposal
from tests.browser import pictures
from tests.browser.towns import fetched

TITLE = "쉼터, 한 달 해 볼까"
BENCH = "주차 한 면을 쉼터로 바꿔 볼까요"


def make_meeting(window, council: int) -> None:
    window.open(f"/councils/{council}").press("회의 잡기")
    day = clock.today() + timedelta(days=8)
    window.write("회의 이름", TITLE).write("날짜", day.isoformat()).write("시작 시각", "19:30")
    window.write("장소", "국사봉길 85 앞").write("예정 시간(분)", "40").tick(BENCH).press("회의 만들기")
    window.press("이웃에게 알리기")


def begin_now(meeting: int) -> None:
    """The evening of the meeting has come."""
    with transaction() as session:
        session.execute(update(Meeting).where(Meeting.id == meeting).values(starts_at=clock.now()))


def check_in(window) -> None:
    window.press("온 사람 확인")
    window.press("왔어요 초록대문 집")
    seat = window.page.locator(".seat").filter(has_text="박씨 할머니")
    window.write("번호", seat.locator(".meta").inner_text()).press("번호로 확인")
    window.write("번호", "999999").press("번호로 확인")
    expect(window.page.get_by_role("alert")).to_contain_text("999999번은 이 회의에 없는 번호입니다")
    window.write("이름", "처음 온 이웃").press("이름으로 확인")
    assert "지금 3명 있습니다" in window.text


def decide(window) -> None:
    window.press("손 들어 정하기")
    window.write("정한 것", "긴 의자 둘을 한 달 동안 놓아 주세요.")
    window.write("찬성", "3").write("반대", "1").write("기권", "0").tick("주민센터에 요청합니다").press("정한 것 적기")
    alert = window.page.get_by_role("alert")
    expect(alert).to_contain_text("4")
    expect(alert).to_contain_text("3명")
    window.write("찬성", "2").press("정한 것 적기")
    assert "찬성 2 · 반대 1 · 기권 0 (참석 3)" in window.text


def correct(window) -> None:
    """A neighbour who came puts one sentence right."""
    window.page.get_by_role("link", name="고칠 곳 알리기 – 나온 이야기").first.click()
    window.look().write("이렇게 고쳤으면 합니다", "나온 이야기: 낮에만 앉으면 밤에는 아주 조용합니다.")
    window.write("까닭", "‘아주’라고 했습니다.").press("고침 제안 보내기")


def accept(window) -> None:
    window.page.locator("#corrections a").click()
    window.look().press("이렇게 고치기")


def three_days_pass(meeting: int) -> None:
    """The 72 hours are over."""
    with transaction() as session:
        over = clock.now() - timedelta(minutes=1)
        session.execute(update(Minutes).where(Minutes.meeting_id == meeting).values(corrections_until=over))


def test_a_meeting_goes_from_proposals_to_sealed_minutes(town, without_javascript, phone, desk):
    facilitator = without_javascript("골목 활동가")
    make_meeting(facilitator, town.council)
    meeting = town.number(Meeting.title, TITLE)
    assert town.ask(select(Proposal.state).where(Proposal.title == BENCH))[0].value == "tabled"
    begin_now(meeting)
    check_in(facilitator.open(f"/meetings/{meeting}/console"))
    facilitator.press("진행 화면으로").press("회의 시작")
    facilitator.page.locator("main .link-list a").filter(has_text=BENCH).click()
    facilitator.look().write("한 사람의 말", "낮에만 앉으면 밤에는 조용합니다.").press("적기")
    assert "낮에만 앉으면 밤에는 조용합니다." in facilitator.text
    decide(facilitator)

    facilitator.open(f"/meetings/{meeting}/console").unfold("회의 마치기").press("회의 마치기")
    facilitator.press("참석자에게 보여 주기")
    correct(phone("초록대문 집").open(f"/meetings/{meeting}/minutes"))
    accept(facilitator.open(f"/meetings/{meeting}/minutes"))
    three_days_pass(meeting)
    facilitator.open(f"/meetings/{meeting}/minutes").press("확인 마치기").press("회의록 공개하고 봉인")
    assert "한 글자도 바뀌지 않았습니다" in facilitator.text
    minutes = desk().open(f"/meetings/{meeting}/minutes")
    assert "긴 의자 둘을 한 달 동안 놓아 주세요." in minutes.text
    assert "낮에만 앉으면 밤에는 아주 조용합니다." in minutes.text
    assert "초록대문 집" not in minutes.text, "who came is not public"
    assert fetched(minutes, f"/meetings/{meeting}/minutes.pdf").body().startswith(b"%PDF-")


def test_a_notice_goes_on_the_wall_and_into_the_calendar(town, phone, desk):
    notice = f"/meetings/{town.number(Meeting.title, '눈 치우기, 미리 정하기')}"
    reader = phone()
    reader.open(notice)
    calendar = fetched(reader, reader.control("달력에 넣기").get_attribute("href"))
    assert "SUMMARY:눈 치우기" in calendar.text().replace("\r\n ", "")
    poster = reader.control("포스터 뽑기 (PDF)").get_attribute("href")
    assert fetched(reader, poster).body().startswith(b"%PDF-")
    pictures.keep(reader, "meeting")
    pictures.keep_sheet(reader, poster, "poster-ko")
    assert desk().open(notice).control("Print the poster (PDF)").is_visible()
