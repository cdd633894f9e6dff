"""A meeting in a room without network: two phones go on by themselves, and what they wrote is merged once."""

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import func, select, update
from sqlalchemy.orm import selectinload

from app.kernel import chance, clock
from app.kernel.db import db, transaction
from app.meetings import queries, service
from app.meetings.floor import Kind
from app.meetings.models import Attendance, Meeting, MeetingEntry, OfflineEntry, Remark, Resolution
from app.meetings.states import MeetingState, Merged
from app.people.models import User

TITLE = "눈 치우기, 미리 정하기"
TEXT = "염화칼슘은 두 집씩 맡아 뿌린다"
SAID = "비탈길이 먼저입니다."


def begun(town, state=MeetingState.RUNNING) -> int:
    """The meeting that is announced has two items more, and two neighbours are there; usually it runs."""
    number = town.number(Meeting.title, TITLE)
    now = clock.now()
    with transaction() as session:
        values = {"state": state, "starts_at": now - timedelta(minutes=5)}
        values |= {"opened_at": now} if state is MeetingState.RUNNING else {}
        session.execute(update(Meeting).where(Meeting.id == number).values(**values))
    people = [town.ask(select(User.id).where(User.name == name))[0] for name in ("초록대문 집", "박씨 할머니")]
    meeting = queries.meeting(number)
    by = db.session.get(User, meeting.called_by_id)
    with transaction():
        for title in ("염화칼슘 나누기", "비탈길 순서"):
            service.add_item(meeting, title, minutes=10, once=chance.token(), by=by, at=clock.now())
        for who in people:
            service.check_in(meeting, who, at=clock.now())
    return number


def a_phone(phone, who, number):
    """It has taken the meeting along and then lost the network."""
    window = phone(who).open(f"/meetings/{number}/console")
    window.press("이 전화기로 인터넷 없이 진행하기")
    window.page.get_by_role("button", name="이 전화기에 담기").click()
    expect(window.page.locator("[data-part=said]")).to_contain_text("이 전화기에 담았습니다")
    window.context.set_offline(True)
    expect(window.page.locator("[data-part=network-said]")).to_contain_text("인터넷이 없습니다")
    return window.look()


def tap(window, name):
    window.page.get_by_role("button", name=name, exact=True).first.click()
    expect(window.page.locator("[data-part=said]")).not_to_be_empty()


def count_hands(window, yes, no):
    window.unfold("손 들어 정하기")
    form = window.page.locator("form[data-kind='hands.counted']")
    form.get_by_label("정한 것").fill(TEXT)
    form.get_by_label("찬성").fill(str(yes))
    form.get_by_label("반대").fill(str(no))
    form.get_by_role("button", name="정한 것 적기").click()


def number_of(town, name: str, number: int) -> str:
    """The number that the person has at this meeting, as their own page shows it."""
    person = town.ask(select(User).where(User.name == name).options(selectinload(User.memberships)))[0]
    return queries.shown(queries.own_number(person, queries.meeting(number)))


def unsent(window):
    return window.page.locator("[data-part=unsent]")


def test_two_phones_without_network_merge_once_and_their_differing_counts_wait_for_a_person(town, phone):
    number = begun(town)
    first, second = (a_phone(phone, "골목 활동가", number) for _ in range(2))

    tap(first, "첫 안건 시작")
    expect(first.page.locator("[data-part=now] h2")).not_to_have_text("아직 안건을 시작하지 않았습니다")
    first.page.get_by_label("번호나 이름").fill(number_of(town, "감나무 집", number))
    tap(first, "왔어요")
    expect(first.page.locator("[data-part=people]")).to_contain_text("감나무 집")
    first.unfold("나온 이야기")
    first.page.get_by_label("한 사람의 말").fill(SAID)
    first.page.locator("form[data-kind='remark.written'] button").click()
    count_hands(first, 2, 1)
    expect(unsent(first)).to_contain_text("4건")

    address = first.page.url
    first.page.close()
    first.page = first.context.new_page()
    first.page.goto(address)
    expect(unsent(first)).to_contain_text("4건")
    expect(first.page.locator("[data-part=people]")).to_contain_text("감나무 집")
    first.look()

    tap(second, "첫 안건 시작")
    count_hands(second, 1, 1)
    expect(unsent(second)).to_contain_text("2건")

    assert town.ask(select(func.count()).select_from(OfflineEntry)) == [0]
    for window in (first, second):
        window.context.set_offline(False)
        expect(unsent(window)).to_contain_text("모두 합쳐졌습니다")
    assert "1건은 합치지 못했습니다" in second.text

    assert town.ask(select(Remark.text).where(Remark.text == SAID)) == [SAID]
    assert len(town.ask(select(Attendance.id).where(Attendance.meeting_id == number))) == 3
    assert town.ask(select(Resolution.yes).where(Resolution.text == TEXT)) == [2]
    started = select(MeetingEntry.key).where(MeetingEntry.meeting_id == number, MeetingEntry.kind == Kind.ITEM.value)
    assert len(town.ask(started)) == 2
    assert town.ask(select(OfflineEntry.kind).where(OfflineEntry.merged != Merged.KEPT)) == ["hands.counted"]

    second.open(f"/meetings/{number}/console")
    assert "합치지 못한 기록 1건" in second.text
    second.press("보고 정하기")
    assert "찬성 1 · 반대 1 · 기권 0" in second.text
    second.press(f"이 수로 하기 {TEXT}")
    assert town.ask(select(Resolution.yes).where(Resolution.text == TEXT)) == [1]
    assert "합치지 못한 기록이 없습니다" in second.text


def test_a_meeting_is_opened_without_network_and_who_came_then_speaks(town, phone):
    number = begun(town, MeetingState.ANNOUNCED)
    window = a_phone(phone, "골목 활동가", number)
    window.unfold("명단에 없는 이웃").page.get_by_label("이름", exact=True).fill("들른 이웃")
    tap(window, "이름으로 확인")
    expect(window.page.locator("[data-part=people]")).to_contain_text("새로 온 들른 이웃")
    tap(window, "회의 시작")
    tap(window, "첫 안건 시작")
    window.unfold("손 든 사람 넣기").page.get_by_label("누가").select_option(label="새로 온 들른 이웃")
    tap(window, "순서에 넣기")
    tap(window, "부르기")
    expect(window.page.locator(".speaking")).to_contain_text("새로 온 들른 이웃")
    tap(window.look(), "쉬기")
    expect(unsent(window)).to_contain_text("6건")

    window.context.set_offline(False)
    expect(unsent(window)).to_contain_text("모두 합쳐졌습니다")
    expect(window.page.locator(".speaking")).to_contain_text("3번 들른 이웃")
    meeting = queries.meeting(number)
    floor = queries.room(meeting, meeting.items, clock.now()).floor
    assert (meeting.state, floor.speaking.speaker, floor.is_paused) == (MeetingState.RUNNING, 3, True)


def holds(window):
    """What the browser keeps of a meeting: databases, kept pages, and the note for the other pages."""
    return window.page.evaluate("""async () => [
        (await indexedDB.databases()).length, (await caches.keys()).length, localStorage.length,
        (await navigator.serviceWorker.getRegistrations()).length]""")


def test_what_a_phone_took_along_goes_by_its_button_and_at_its_time(town, phone):
    number = begun(town)
    window = a_phone(phone, "골목 활동가", number)
    assert holds(window) == [1, 1, 1, 1]
    tap(window, "첫 안건 시작")
    asked = []
    window.page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    window.unfold("이 전화기에서 지우기").page.locator("[data-press=forget]").click()
    expect(unsent(window)).to_contain_text("1건")
    assert "1건 있습니다. 지우면 되찾을 수 없습니다" in asked[0]
    window.context.set_offline(False)
    expect(unsent(window)).to_contain_text("모두 합쳐졌습니다")
    window.page.locator("[data-press=forget]").click()
    expect(window.page.get_by_role("button", name="이 전화기에 담기")).to_be_visible()
    assert holds(window)[1:] == [0, 0, 0]
    assert window.page.evaluate("Store.open(1).then(store => store.entries.length)") == 0

    window.page.get_by_role("button", name="이 전화기에 담기").click()
    expect(window.page.locator("[data-part=said]")).to_contain_text("이 전화기에 담았습니다")
    window.page.evaluate("localStorage.setItem('golmok-offline', JSON.stringify({until: Date.now() - 1, unsent: 0}))")
    window.open("/about")
    window.page.wait_for_function("indexedDB.databases().then(all => all.length === 0)")
    assert holds(window)[1:] == [0, 0, 0]


def test_signing_out_asks_before_it_deletes_what_was_not_sent(town, phone):
    number = begun(town)
    window = a_phone(phone, "골목 활동가", number)
    tap(window, "첫 안건 시작")
    other = window.context.new_page()
    window.context.set_offline(False)
    other.route("**/journal", lambda route: route.abort())  # it never gets away
    window.page.route("**/journal", lambda route: route.abort())
    other.goto(window.base + "/about")
    answers = [lambda dialog: dialog.dismiss(), lambda dialog: dialog.accept()]
    other.on("dialog", lambda dialog: answers.pop(0)(dialog))
    sign_out = "document.querySelector('form[data-unsent] button').click()"
    other.evaluate(sign_out)
    assert other.url.endswith("/about")
    window.page.close()
    with other.expect_navigation():
        other.evaluate(f"setTimeout(() => {sign_out})")  # the answer comes before the page goes away
    assert answers == []
    other.wait_for_function("indexedDB.databases().then(all => all.length === 0)")
    assert other.evaluate("caches.keys()") == []
    window.page = other
