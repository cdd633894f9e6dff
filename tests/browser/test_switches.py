"""What every page offers: larger letters, the other language; and that vendored files are what they were."""

import hashlib
from pathlib import Path

from sqlalchemy import func, select

from app.decisions.models import Request
from app.proposals.models import Proposal
from tests.browser.test_way_answering import RUBBISH

VENDOR = Path(__file__).resolve().parents[2] / "app" / "static" / "vendor"
_LETTERS = "document.querySelector('main p').computedStyleMap().get('font-size').value"


def test_large_letters_are_larger_and_stay_on_the_next_page(town, without_javascript, phone):
    place = f"/proposals/{town.number(Proposal.title, RUBBISH)}"
    reader = phone().open(place)
    usual = reader.page.evaluate(_LETTERS)
    reader.press("큰 글씨", within=reader.page.locator("header"))
    assert reader.path == place
    assert reader.page.evaluate(_LETTERS) > usual
    reader.open("/")
    assert reader.page.locator("html.large-type").count() == 1
    other = without_javascript().open(place)
    other.press("큰 글씨", within=other.page.locator("header")).press("보통", within=other.page.locator("header"))
    assert other.page.locator("html.large-type").count() == 0


def test_the_other_language_keeps_the_page_and_its_question(town, without_javascript):
    place = f"/councils/{town.council}/proposals?words=화분"
    reader = without_javascript().open(place)
    reader.press("English", within=reader.page.locator("header"))
    assert reader.page.locator("html").get_attribute("lang") == "en"
    assert reader.path.startswith(f"/councils/{town.council}/proposals?words=")
    reader.press("한국어", within=reader.page.locator("header"))
    assert reader.page.locator("html").get_attribute("lang") == "ko"


def test_every_vendored_file_is_the_one_that_was_checked():
    listed = dict(reversed(line.split(maxsplit=1)) for line in (VENDOR / "SHA256SUMS").read_text().splitlines())
    there = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert there == set(listed)
    for name, digest in listed.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_the_sign_of_an_empty_list_stays_small(windows, town):
    """A rule for one chart must not stretch the icons of pages that share a class with it."""
    window = windows("우리동네주무관", is_phone=True, language="ko")
    window.open(f"/requests/{town.ask(select(func.min(Request.id)))[0]}/files")
    assert window.page.locator(".empty .icon-sign").bounding_box()["width"] == 56
