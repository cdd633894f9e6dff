"""Chromium as a fixture of all tests: a process can hold one Playwright, so no folder may start its own."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def program() -> str:
    """Where Chromium is."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        reason = "Chromium이 없습니다. · No Chromium here: sudo apt-get install chromium"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return str(found)


@pytest.fixture(scope="session")
def chromium(program: str) -> Iterator[Browser]:
    """Chromium, one for each worker."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
