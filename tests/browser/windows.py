"""A person at a browser: what is opened, pressed and read, and what must hold on every page that is met."""

import re
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Request, Response, ViewportSize

from tests.browser.accessibility import assert_accessible

PHONE, DESK = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=900)
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_LETTERS = "(is_large) => document.documentElement.classList.toggle('large-type', is_large)"
_LABELS_OF_ANOTHER = """[...document.querySelectorAll("form label[for]")]
    .filter((label) => !label.closest("form").contains(document.getElementById(label.htmlFor)))
    .map((label) => label.innerText)"""
_seen: set[int] = set()  # pages already found accessible: the same letters need not be asked twice


class Window:
    """One browser window. Every page that it meets is checked: one heading, no scrolling sideways, accessible."""

    def __init__(self, browser: Browser, base: str, *, is_phone: bool, language: str, scripts: bool = True) -> None:
        """`base` is the address of the server; `language` is what the browser asks for."""
        self.browser, self.base, self.is_phone, self.language, self.scripts = browser, base, is_phone, language, scripts
        self.faults: list[str] = []
        self._mirror: Page | None = None
        self.context = self._context(scripts)
        self.page = self.context.new_page()
        self.page.on("request", self._note_request)
        self.page.on("console", lambda said: self._note(said.text) if "Content Security" in said.text else None)
        self.page.on("pageerror", lambda error: self._note(f"script failed: {error}"))

    def _context(self, scripts: bool, size: ViewportSize | None = None) -> BrowserContext:
        size = size or (PHONE if self.is_phone else DESK)
        context = self.browser.new_context(
            viewport=size,
            locale={"ko": "ko-KR", "en": "en-US"}[self.language],
            timezone_id="Asia/Seoul",
            has_touch=self.is_phone,
            is_mobile=self.is_phone,
            device_scale_factor=2 if self.is_phone else 1,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(8_000)
        return context

    def twin(self, *, is_phone: bool, language: str) -> "Window":
        """Another window of the same person: another size or language, and scripts."""
        other = Window(self.browser, self.base, is_phone=is_phone, language=language)
        other.context.add_cookies([one for one in self._cookies() if one["name"] != "language"])
        return other

    def _cookies(self) -> list[Any]:
        return list(self.context.cookies())

    def _note(self, fault: str) -> None:
        self.faults.append(f"{self.page.url}: {fault}")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self._note(f"asked another server: {request.url}")

    # ── what a person does ──

    def open(self, path: str) -> "Window":
        """Go to an address of this site."""
        answer = self._answer_of(self.base + path)
        assert answer is not None
        assert answer.ok, f"{path} answered {answer.status}"
        return self.look()

    def _answer_of(self, address: str) -> Response | None:
        """Pages that Chromium was still failing to show (Back to a read-back) may get in the way, and more than one."""
        for _page_in_the_way in range(4):
            try:
                return self.page.goto(address)
            except Error as error:
                if "interrupted by another navigation" not in str(error):
                    raise
            self.page.wait_for_load_state()
        return self.page.goto(address)

    def press(self, name: str, *, within: Locator | None = None) -> "Window":
        """Press the button or link of exactly this name and see the page that comes."""
        with self.page.expect_navigation():
            self.control(name, within).click()
        return self.look()

    def control(self, name: str, within: Locator | None = None) -> Locator:
        """The first button or link of this name on the page itself; ": whose" or "– what" may follow for the ear."""
        place = within or self.page.locator(".page")
        named = re.compile(rf"^{re.escape(name)}(\s*[:–].*)?$")
        found = place.get_by_role("button", name=named).or_(place.get_by_role("link", name=named))
        return self._there(found, f"no button or link {name!r}")

    def unfold(self, name: str) -> "Window":
        """Open what is folded away under these words."""
        self.page.locator("main summary").filter(has_text=name).first.click()
        return self

    def write(self, label: str, words: str) -> "Window":
        """Fill in the field of this label; the mark that it may stay empty does not count."""
        self.field(label).fill(words)
        return self

    def field(self, label: str) -> Locator:
        """The field of this label."""
        name = re.compile(rf"^\s*{re.escape(label)}(\s+\((선택|optional)\))?\s*$")
        return self._there(self.page.locator("main").get_by_label(name), f"no field {label!r}")

    def _there(self, found: Locator, complaint: str) -> Locator:
        """The first of what was found; a page is whole when it is loaded, so nothing is waited for."""
        if not found.count():
            names = self.page.locator(".page :is(a, button, label, legend)").all_inner_texts()
            raise AssertionError(f"{complaint} on {self.path} ({self.heading}); there are {names}")
        return found.first

    def tick(self, label: str) -> "Window":
        """Tick the box, or mark the choice, whose whole label starts so."""
        self.page.locator("main .choice label").filter(has_text=re.compile(rf"^\s*{re.escape(label)}")).first.click()
        return self

    # ── what a person sees ──

    @property
    def heading(self) -> str:
        """The page's one heading."""
        return self.page.locator("h1").inner_text().strip()

    @property
    def text(self) -> str:
        """What can be read in the page's own part."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    @property
    def path(self) -> str:
        """Where we are."""
        return self.page.url.removeprefix(self.base)

    def pixels_over(self, width: int, *, is_large: bool) -> int:
        """By how many pixels the open page would be too wide for a screen of this width, in large letters or usual."""
        usual = self.page.viewport_size
        assert usual is not None
        self.page.set_viewport_size({**usual, "width": width})
        self.page.evaluate(_LETTERS, is_large)
        over = int(self.page.evaluate(_SIDEWAYS))
        self.page.evaluate(_LETTERS, False)
        self.page.set_viewport_size(usual)
        return over

    def look(self) -> "Window":
        """What holds on every page."""
        self.page.wait_for_load_state("load")
        assert self.page.locator("h1").count() == 1, f"{self.page.url} has not one heading"
        over = self.page.evaluate(_SIDEWAYS)
        assert over <= 0, f"{self.page.url} is {over} px too wide"
        alike = self.page.evaluate(_LABELS_OF_ANOTHER)
        assert not alike, f"{self.page.url}: these labels lead to the field of another form: {alike}"
        html = self.page.content()
        known = hash((re.sub(r'(?<=value=")[\w.\-]{20,}', "", html), self.is_phone))
        if known not in _seen:
            self._ask_axe(html)
            _seen.add(known)
        return self

    def _ask_axe(self, html: str) -> None:
        """axe needs scripts: where this window has none, a mirror with scripts is shown the same page."""
        if self.scripts:
            assert_accessible(self.page)
            return
        mirror = self._mirror = self._mirror or self._context(scripts=True).new_page()
        mirror.context.add_cookies(self._cookies())
        mirror.route(self.page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        mirror.goto(self.page.url)
        assert_accessible(mirror)
        mirror.unroute_all()

    def close(self) -> None:
        """Close the window; what it noted on its way is a failure."""
        self.context.close()
        if self._mirror:
            self._mirror.context.close()
        assert not self.faults, "\n".join(self.faults)
