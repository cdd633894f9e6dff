"""The search of files can be paused for a day at most; what went out meanwhile is held once it is on again."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.decisions import queries, service
from app.decisions.jobs import search_files
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.reading import Findings
from tests.browsing import submit
from tests.conftest import rows
from tests.decisions.shelf import NAME, published, sent
from tests.factories import a_council, an_officer
from tests.factories.decisions import a_request
from tests.factories.papers import a_docx, an_xlsx


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def officer(council):
    return an_officer(council.dong, name="쓴주무관")


@pytest.fixture
def asked(council):
    return a_request(council)


@pytest.fixture
def browser(officer, sign_in):
    return sign_in(officer)


def paused(hours=3):
    with transaction():
        return service.pause_search("검사기가 자꾸 멈춥니다.", hours, by=None, at=clock.now())


def test_what_went_out_unsearched_is_held_as_soon_as_the_search_is_on_again(asked, browser, client, council):
    paused()
    desk = f"/dongs/{council.dong_id}/requests"
    assert "살펴보지 않습니다" in browser.get(desk).text
    sent(browser, asked, an_xlsx(hidden_sheet="010-1234-5678"))
    assert published(browser, asked).status_code == 200
    (row,) = rows("answer_file")
    assert client.get(f"/answer-files/{row.id}").status_code == 200
    assert search_files(clock.now()) == 0
    assert search_files(clock.now() + timedelta(hours=4)) == 1
    assert client.get(f"/answer-files/{row.id}").status_code == 404
    assert "잠시 멈춘 파일" in client.get(f"/requests/{asked.id}").text
    assert NAME in browser.get(desk).text
    said = [event.action for event in rows("event")]
    assert said.count("search.paused") == said.count("search.resumed") == said.count("answer_file.held") == 1
    (find,) = rows("answer_find")
    submit(browser, f"/requests/{asked.id}/files", "/clearing", finds=str(find.id), why="대표전화입니다.")
    assert client.get(f"/answer-files/{row.id}").status_code == 200


def test_a_file_that_cannot_be_read_later_is_held_and_stops_no_other(app, asked, browser, client):
    paused()
    sent(browser, asked, an_xlsx())
    sent(browser, asked, a_docx(), "둘.docx")
    published(browser, asked)
    first, second = rows("answer_file")
    (Path(app.config["UPLOADS"]) / first.key).write_bytes(b"cut")
    later = clock.now() + timedelta(hours=4)
    assert search_files(later) == 2
    assert search_files(later) == 0
    assert [row.state for row in rows("answer_file")] == ["held", "published"]
    assert client.get(f"/answer-files/{second.id}").status_code == 200


def test_two_who_look_at_once_find_it_once(app, asked, browser):
    paused()
    sent(browser, asked, an_xlsx(comment="연락 010-1234-5678"))
    (row,) = rows("answer_file")
    with transaction():
        service.resume_search(by=None, at=clock.now())
    submit(browser, f"/requests/{asked.id}/files", "/search")
    search_files(clock.now())
    assert len(rows("answer_find")) == 1
    found = Findings([{"kind": "mobile", "masked": "01", "place": {"part": "body"}}])
    with transaction():
        service.keep_finds(queries.locked_file(row.id), found, at=clock.now())
    assert len(rows("answer_find")) == 1


def test_a_pause_ends_by_itself_within_a_day_and_cannot_be_made_longer(app):
    made = paused(24)
    assert queries.search_pause(clock.now()) is not None
    assert queries.search_pause(made.at + timedelta(hours=24)) is None
    with pytest.raises(Conflict), transaction():
        service.pause_search("한 번 더", 24, by=None, at=clock.now())
    for hours in (0, 25, 1000):
        with pytest.raises(Invalid), transaction():
            service.pause_search("길게", hours, by=None, at=made.at + timedelta(days=2))
