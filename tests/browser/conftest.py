"""Windows onto the demo town: `phone` (360 px, Korean), `desk` (1,280 px, English), `without_javascript`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import ARGUMENTS
from tests.browser.towns import Town
from tests.browser.windows import Window

Windows = Callable[..., Window]
_FOLDER = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_FOLDER):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def with_memory(chromium: Browser, program: str) -> Iterator[Browser]:
    """A Chromium that keeps whole pages in memory for Back, as people's own do and the tests' is told not to."""
    kept = ["--disable-back-forward-cache"]
    browser = chromium.browser_type.launch(executable_path=program, args=ARGUMENTS, ignore_default_args=kept)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The demo town and its server, one for each worker."""
    town = Town(tmp_path_factory.mktemp("town"))
    yield town
    town.server.shutdown()


@pytest.fixture
def town(served: Town) -> Iterator[Town]:
    """The demo town as it was seeded, with a context for services."""
    with served.app.app_context():
        served.put_back()
        yield served


@pytest.fixture
def windows(chromium: Browser, town: Town) -> Iterator[Windows]:
    """windows(who=None, is_phone=…, language=…, scripts=…) -> a window; closed, and its notes read, at the end."""
    opened: list[Window] = []

    def opening(who: str | None = None, **given: object) -> Window:
        window = Window(chromium, town.base, **given)  # type: ignore[arg-type]
        opened.append(window)
        return town.sign_in(window, who) if who else window

    yield opening
    for window in opened:
        window.close()


@pytest.fixture
def phone(windows: Windows) -> Windows:
    """phone(who=None) -> a phone held by that person, in Korean."""
    return lambda who=None: windows(who, is_phone=True, language="ko")


@pytest.fixture
def without_javascript(windows: Windows) -> Windows:
    """without_javascript(who=None) -> the same phone, with scripts switched off."""
    return lambda who=None: windows(who, is_phone=True, language="ko", scripts=False)


@pytest.fixture
def desk(windows: Windows) -> Windows:
    """desk(who=None) -> a desktop of that person, in English."""
    return lambda who=None: windows(who, is_phone=False, language="en")
