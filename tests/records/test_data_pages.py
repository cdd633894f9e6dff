"""데이터 받기 and 데이터 사전: what the pages offer is there, and every column is explained in both languages."""

import html
import json
import re

import pytest

from app.kernel.i18n import force_locale
from app.records.queries.tables import TABLES
from app.records.service.exports import columns_of, name_of
from tests import factories

HANGUL = re.compile(r"[가-힣]")


@pytest.fixture
def council(app):
    return factories.a_council()


def links_of(text: str, within: str) -> set[str]:
    return {html.unescape(link) for link in re.findall(r'href="([^"]+)"', text) if within in link}


def test_everything_that_a_data_page_offers_is_there(council, client):
    for area in (f"/councils/{council.id}", f"/dongs/{council.dong_id}"):
        found = links_of(client.get(f"{area}/data").text, f"{area}/data/")
        assert len(found) == 2 * len(TABLES) + 1
        for link in found:
            with client.get(link) as answer:
                assert answer.status_code == 200, link
                assert answer.headers["Content-Disposition"].startswith("attachment; filename=golmok-")


def test_the_pages_of_council_and_dong_lead_to_their_data(council, client):
    for area in (f"/councils/{council.id}", f"/dongs/{council.dong_id}"):
        assert links_of(client.get(area).text, "/data") >= {f"{area}/data", "/data"}


def test_the_calendar_is_offered_beside_the_feed(council, client):
    text = client.get(f"/councils/{council.id}/data").text
    assert f"http://golmok.test/councils/{council.id}/calendar.ics" in text
    assert f"http://golmok.test/councils/{council.id}/feed.atom" in text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_dictionary_explains_every_column(council, client, language):
    text = html.unescape(re.sub(r"</?span[^>]*>", "", client.get("/data", headers={"Accept-Language": language}).text))
    for table in TABLES.values():
        for column in columns_of(table):
            with force_locale(language):
                told = str(column.about)
            assert name_of(column) in text
            assert f"<code>{column.key}</code>" in text
            assert told in text


def test_the_dictionary_for_programs_is_in_both_languages(council, client):
    for language in ("ko", "en"):
        with client.get(
            f"/councils/{council.id}/data/datapackage.json", headers={"Accept-Language": language}
        ) as answer:
            package = json.loads(answer.data)
        for resource in package["resources"]:
            for told in (resource, *resource["schema"]["fields"]):
                assert HANGUL.search(told["title"]), told
                assert HANGUL.search(told["description"]), told
                assert not HANGUL.search(told["title_en"]), told
                assert not HANGUL.search(told["description_en"]), told


def test_no_two_columns_of_a_file_have_one_name(app):
    for table in TABLES.values():
        columns = columns_of(table)
        assert len({column.key for column in columns}) == len(columns)
        assert len({name_of(column) for column in columns}) == len(columns)
