"""Every table of a board is a file too: the same numbers, and nothing that the page does not tell."""

import csv
import html
import io
import re

import pytest

from app.boards.states import Span
from app.boards.views.columns import COLUMNS
from app.kernel import clock
from app.meetings.states import MeetingState
from tests.boards.made import a_past_request, an_answered_one
from tests.boards.test_cost import filled, selects
from tests.boards.test_few_people import supporters
from tests.conftest import counted_statements
from tests.factories import a_council, a_dong, a_gu, an_officer, days, in_days
from tests.factories.meetings import a_meeting, an_attendance
from tests.factories.proposals import a_proposal

NUMBER = re.compile(r'data-figure="([\w-]+)">([^<]*)<')
DIGITS = re.compile(r"[\d,.]+")
MARK = b"\xef\xbb\xbf"


def file_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.data.startswith(MARK)
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=golmok-")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def shown(client, path):
    """The numbers of a page by key, a list for each, as they stand there."""
    found = {}
    for key, words in NUMBER.findall(client.get(path).text):
        number = DIGITS.search(words)
        found.setdefault(key, []).append(number[0].replace(",", "") if number else "")
    return found


def in_file(table):
    """The numbers of a file, by key."""
    first = table[0].index(COLUMNS[0].head)
    return {one.key: [row[first + place] for row in table[1:]] for place, one in enumerate(COLUMNS)}


@pytest.fixture
def gu(app):
    """Two dongs of which one has answered, met and spoken, by few and by many."""
    gu = a_gu()
    for many in (6, 2):
        council = a_council(dong=a_dong(gu=gu))
        supporters(a_proposal(council, published_at=in_days(-5)), *[1] * many)
        a_past_request(council, clock.today() - days(2))
        an_answered_one(council, an_officer(council.dong), due_on=clock.today(), told_on=clock.today() - days(3))
        meeting = a_meeting(council=council, state=MeetingState.ENDED, opened_at=in_days(-1))
        for _person in range(many):
            an_attendance(meeting)
    return gu


@pytest.mark.parametrize("span", Span)
def test_the_file_has_the_numbers_of_the_page(gu, client, span):
    dong_id = a_council(dong=a_dong(gu=gu)).dong_id
    for path in (f"/gus/{gu.id}/figures", "/figures", f"/dongs/{dong_id}/figures"):
        table = file_of(client, f"{path}.csv?span={span}")
        assert in_file(table) == shown(client, f"{path}?span={span}")


def test_the_file_is_sorted_as_the_page_is(gu, client):
    path = f"/gus/{gu.id}/figures"
    assert in_file(file_of(client, f"{path}.csv?sort=voices")) == shown(client, f"{path}?sort=voices")


def test_what_is_not_told_is_empty_and_named(gu, client):
    many, few = file_of(client, f"/gus/{gu.id}/figures.csv")[1:]
    head = file_of(client, f"/gus/{gu.id}/figures.csv")[0]
    place = {name: head.index(name) for name in ("목소리를 낸 사람 (명)", "밝히지 않은 칸")}
    assert (many[place["목소리를 낸 사람 (명)"]], many[place["밝히지 않은 칸"]]) == ("7", "")  # and the author
    assert few[place["목소리를 낸 사람 (명)"]] == ""
    assert "목소리를 낸 사람" in few[place["밝히지 않은 칸"]]


def test_no_share_has_more_digits_than_on_the_page():
    for column in COLUMNS:
        if column.key in ("share", "turnout"):
            assert column.cell(0.123456) == "12"


def test_a_large_number_keeps_its_digits():
    counts = next(column for column in COLUMNS if column.key == "received")
    assert counts.cell(1_234_567) == "1234567"


def test_every_row_says_which_days_it_counts_and_which_dong(gu, client):
    head, row, _other = file_of(client, f"/gus/{gu.id}/figures.csv?span=month")
    told = dict(zip(head, row, strict=True))
    assert told["첫날"] == clock.today().replace(day=1).isoformat()
    assert told["데이터기준일자"] == clock.today().isoformat()
    assert len(told["행정동코드"]) == 10


def test_what_people_did_is_a_file_too_with_what_the_page_tells(gu, client):
    dong = client.get(f"/gus/{gu.id}/figures").text
    for number in sorted(set(re.findall(r"/dongs/(\d+)/figures\?", dong))):
        page = html.unescape(client.get(f"/dongs/{number}/figures/voices").text)
        _head, *parts = file_of(client, f"/dongs/{number}/figures/voices/table.csv")
        for _first, _day, name, count, hidden in parts[1:]:
            assert re.search(rf"<dt>{re.escape(name)}</dt>\s*<dd>\s*{f'{count}명' if count else hidden}", page), name


def test_a_list_that_is_no_table_of_people_is_no_file(gu, client):
    number = re.search(r"/dongs/(\d+)/figures", client.get(f"/gus/{gu.id}/figures").text)[1]
    assert client.get(f"/dongs/{number}/figures/overdue/table.csv").status_code == 404


def test_every_page_leads_to_its_file(gu, client):
    for path in ("/figures", f"/gus/{gu.id}/figures"):
        assert f'href="{path}.csv?span=year"' in client.get(f"{path}?span=year").text


def test_files_of_ten_dongs_cost_as_much_as_of_one(app, client):
    gu, asked = a_gu(), []
    gu_id = gu.id
    for more in (1, 9):
        dong_id = filled(gu, more)
        costs = []
        for path in (f"/gus/{gu_id}/figures.csv", "/figures.csv", f"/dongs/{dong_id}/figures.csv"):
            with counted_statements() as statements:
                file_of(client, path)
            costs.append(len(selects(statements)))
        asked.append(costs)
    assert asked[0] == asked[1]
