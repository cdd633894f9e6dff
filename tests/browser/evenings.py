"""An evening on open screens: what the facilitator does with one thumb, and a clock that can be put forward."""

from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, expect
from sqlalchemy import select

from app.kernel import clock
from app.meetings.models import Meeting
from tests.browser.windows import Window

FOLLOWS_WITHIN = 8_000  # milliseconds, on a machine that does much else


class WallClock:
    """The clock of the server, which goes on by itself and can be put forward."""

    def __init__(self) -> None:
        """It starts as the clock of the machine."""
        self.ahead = timedelta()

    def now(self) -> datetime:
        """This moment, put forward."""
        return datetime.now(UTC) + self.ahead

    def passes(self, **span: float) -> None:
        """Time passes: minutes=5, or days=3."""
        self.ahead += timedelta(**span)


class Evening:
    """One meeting: the console on a phone, the projector, a phone in the room, and all that is done there."""

    def __init__(self, town: Any, wall: WallClock, console: Window, projector: Window, room: Window) -> None:
        """The windows are open already; none of them shows the meeting yet."""
        self.town, self.wall = town, wall
        self.console, self.projector, self.room = console, projector, room
        self.meeting = 0

    # ── before ──

    def call(self, title: str, items: dict[str, int], *, minutes: int) -> None:
        """Call a meeting eight days ahead, with these items and their minutes, and tell the neighbours."""
        window = self.console.open(f"/councils/{self.town.council}").press("회의 잡기")
        day = clock.today() + timedelta(days=8)
        window.write("회의 이름", title).write("날짜", day.isoformat()).write("시작 시각", "19:00")
        window.write("장소", "국사봉길 82 주차장").write("예정 시간(분)", str(minutes))
        window.write("그 밖에 이야기할 것", "\n".join(items)).press("회의 만들기")
        self.meeting = self.town.number(Meeting.title, title)
        for item, span in items.items():
            card = window.page.locator("main .agenda > li").filter(has_text=item)
            card.get_by_label("몇 분").fill(str(span))
            window.press("시간 저장", within=card)
        window.press("이웃에게 알리기")

    def comes(self) -> None:
        """Ten minutes before the meeting."""
        starts_at = self.town.ask(select(Meeting.starts_at).where(Meeting.id == self.meeting))[0]
        self.wall.ahead += starts_at - timedelta(minutes=10) - self.wall.now()

    # ── the door ──

    def check_in(self, *members: str, newcomers: int = 0) -> None:
        """Members by a tap, newcomers by the name they say."""
        door = self.console.open(f"/meetings/{self.meeting}/attendance")
        for name in members:
            door.press(f"왔어요 {name}")
        for number in range(1, newcomers + 1):
            door.write("이름", f"이사 온 이웃 {number}").press("이름으로 확인")

    def open(self) -> None:
        """Ten minutes later everybody sits; the three screens are on."""
        self.wall.passes(minutes=10)
        self.console.open(self.path("console")).press("회의 시작")
        self.projector.open(self.path("screen"))
        self.room.open(self.path("room"))

    # ── the floor ──

    def go_to(self, button: str, *, shown: str) -> None:
        """Begin an item, and see it on the other screens without touching them."""
        self.console.open(self.path("console")).press(button)
        expect(self.projector.page.locator(".screen-item")).to_have_text(shown, timeout=FOLLOWS_WITHIN)
        expect(self.now).to_contain_text(shown, timeout=FOLLOWS_WITHIN)

    def raise_hand(self, number: int, wish: str) -> None:
        """The hand of somebody without a phone, by their number."""
        self.console.open(self.path("console")).unfold("손 든 사람 넣기")
        form = self.console.page.locator("#turn-asked")
        form.get_by_label("몇 번째로 온 사람").fill(str(number))
        form.get_by_label("무엇을 하려고").select_option(label=wish)
        self.console.press("순서에 넣기")

    def speak(self, minutes: float) -> str:
        """Call whoever is first in the queue, and let them speak for so long; who that was."""
        first = self.console.page.locator("[data-live] .queue > li").first
        who = str(first.locator("b").first.inner_text())
        self.console.press(f"부르기 {who}")
        self.wall.passes(minutes=minutes)
        self.console.press("발언 끝")
        return who

    def queue(self) -> list[str]:
        """Who waits, in their order, as the console shows them."""
        return [str(name) for name in self.console.page.locator("[data-live] .queue > li b").all_inner_texts()]

    def give_more_time(self, minutes: int, *, yes: int, no: int) -> None:
        """Ask for more time by a show of hands."""
        self.console.open(self.path("console")).unfold("시간 더 주기").write("몇 분 더", str(minutes))
        self.console.write("더 하자", str(yes)).write("그만하자", str(no))
        self.console.press("적기", within=self.console.page.locator("#item-extended"))

    def park(self, words: str, number: int) -> None:
        """Put aside what belongs elsewhere."""
        self.console.open(self.path("console")).unfold("나중에 다룰 것 적기")
        form = self.console.page.locator("#matter-parked")
        form.get_by_label("나중에 다룰 것").fill(words)
        form.get_by_label("꺼낸 사람의 번호").fill(str(number))
        self.console.press("적어 두기")

    def tell_the_planner(self, words: str) -> None:
        """A worry that leaves the record."""
        window = self.console.open(self.path("console")).press("복지 담당자에게만 알리기")
        window.write("누가, 어디에 살고, 무엇이 걱정되나요?", words).press("복지 담당자에게만 알리기")

    def take_temperature(self, *counts: int) -> None:
        """One to five fingers, the most worried first."""
        self.console.open(self.path("console")).unfold("온도 재기")
        for label, count in zip(("많이 걱정", "조금 걱정", "반반", "괜찮음", "아주 좋음"), counts, strict=True):
            self.console.write(label, str(count))
        self.console.press("적기", within=self.console.page.locator("#temperature-taken"))

    # ── what is said and decided ──

    def item(self, title: str) -> Window:
        """The page of an item."""
        self.console.open(self.path("console"))
        self.console.page.locator("main .outlook a").filter(has_text=title).first.click()
        return self.console.look()

    def note(self, title: str, *remarks: str) -> None:
        """Write what is said, one card each."""
        window = self.item(title)
        for words in remarks:
            window.write("한 사람의 말", words).press("적기")

    def decide(self, title: str, text: str, *, asks: bool = False, **numbers: Any) -> Window:
        """Count hands, and see the decision on the projector. The labels of the form name what is given."""
        return self._count(self.item(title).press("손 들어 정하기"), text, asks, numbers)

    def ask_for_consent(self, title: str, text: str, **numbers: Any) -> Window:
        """A consent round: who agrees, with worries, stands aside, objects."""
        return self._count(self.item(title).press("동의로 정하기"), text, False, numbers)

    def _count(self, window: Window, text: str, asks: bool, numbers: dict[str, Any]) -> Window:
        window.write("정한 것", text)
        for label, value in numbers.items():
            window.write(label.replace("_", " "), str(value))
        if asks:
            window.tick("주민센터에 요청합니다")
        return window.press("정한 것 적기")

    def step_out(self, title: str, name: str, reason: str) -> None:
        """Somebody whom the matter concerns is left out of it."""
        window = self.item(title).press("제척·회피")
        window.page.get_by_label("누구").select_option(label=name)
        window.tick(reason).press("정할 때 빼기")

    # ── the end ──

    def adjourn(self) -> None:
        """Close, and see it on every screen."""
        self.console.open(self.path("console")).unfold("회의 마치기").press("회의 마치기")
        expect(self.projector.page.locator(".screen-item")).to_have_text("The meeting ended", timeout=FOLLOWS_WITHIN)
        expect(self.now).to_contain_text("회의가 끝났습니다", timeout=FOLLOWS_WITHIN)

    def publish_minutes(self) -> None:
        """Show them to those who came, wait for the 72 hours, approve and seal."""
        self.console.open(self.path("minutes")).press("참석자에게 보여 주기")
        self.wall.passes(hours=73)
        self.console.open(self.path("minutes")).press("확인 마치기").press("회의록 공개하고 봉인")

    @property
    def now(self) -> Locator:
        """What is on, on the phone in the room."""
        return self.room.page.locator('[data-part="now"]')

    def path(self, end: str) -> str:
        """The address of a page of the meeting."""
        return f"/meetings/{self.meeting}/{end}"
