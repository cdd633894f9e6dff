"""Open data: every file is as the dictionary says, has what everybody may read and nothing else."""

import csv
import io
import json

import pytest
from sqlalchemy.orm import joinedload, selectinload

from app.decisions.models import Request
from app.kernel import clock
from app.kernel.db import session
from app.kernel.policy import can
from app.meetings.models import Meeting
from app.people.views.blueprint import Visitor
from app.polls.models import Poll
from app.proposals.models import Proposal
from app.records.queries.tables import TABLES
from tests import factories
from tests.access.world import SECRET, a_world
from tests.conftest import counted_statements
from tests.factories import decisions, proposals
from tests.records.tableschema import faults, rows_of

OF_ASSEMBLIES = ("plans.", "plan_items.")  # a council of an alley makes no plan
NEEDED = {"meetings": ("roles",), "proposals": ("co_proposers",)}  # by the rules


@pytest.fixture
def world(app):
    return a_world()


def got(client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    content = answer.data
    answer.close()
    return content


def package_of(client, area: str) -> dict:
    return json.loads(got(client, f"/{area}/data/datapackage.json"))


def areas(world) -> list[str]:
    council = world.things["council active"]["council_id"]
    return [f"councils/{council}", f"dongs/{world.things['dong']['dong_id']}"]


def test_every_file_is_as_its_schema_says(world, client):
    """CSV and JSON of a council and of a dong with something in every state; what there may be in a file is there."""
    for area in areas(world):
        resources = package_of(client, area)["resources"]
        assert len(resources) == 2 * len(TABLES)
        for resource in resources:
            content = got(client, f"/{area}/data/{resource['path']}")
            may_be_empty = area.startswith("councils") and resource["path"].startswith(OF_ASSEMBLIES)
            assert rows_of(resource, content) or may_be_empty, resource["path"]
            assert faults(resource, content) == []


def test_the_checker_finds_what_is_not_as_the_schema_says(world, client):
    area = areas(world)[0]
    resource = next(one for one in package_of(client, area)["resources"] if one["path"] == "meetings.csv")
    content = got(client, f"/{area}/data/meetings.csv")
    assert faults(resource, content.replace("열릴 예정".encode(), "모름".encode()))
    assert faults(resource, content.replace(b"http://", b""))


def test_csv_and_json_hold_the_same_rows(world, client):
    area = areas(world)[0]
    for key in TABLES:
        as_csv = got(client, f"/{area}/data/{key}.csv").decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(as_csv, newline="")))[1:]
        told = json.loads(got(client, f"/{area}/data/{key}.json"))
        column = list(TABLES[key].columns).index(next(c for c in TABLES[key].columns if c.key == TABLES[key].page_key))
        assert [line[5 + column] for line in lines] == [str(row[TABLES[key].page_key]) for row in told]


def test_nothing_that_is_not_public_is_in_any_file(world, client):
    for area in areas(world):
        for key in TABLES:
            for form in ("csv", "json"):
                assert SECRET not in got(client, f"/{area}/data/{key}.{form}").decode(), (area, key)


@pytest.mark.parametrize(
    ("key", "model"), [("proposals", Proposal), ("meetings", Meeting), ("polls", Poll), ("requests", Request)]
)
def test_a_file_has_exactly_what_a_visitor_may_read(world, client, key, model):
    council = world.things["council active"]["council_id"]
    found = {row[TABLES[key].page_key] for row in json.loads(got(client, f"/councils/{council}/data/{key}.json"))}
    wanted = session().query(model).filter_by(council_id=council).options(joinedload(model.council))
    stored = wanted.options(*(selectinload(getattr(model, name)) for name in NEEDED.get(key, ()))).all()
    may = {one.id for one in stored if can(Visitor(), "read", one) and not getattr(one, "is_replay", False)}
    assert found == may
    assert len(may) < len(stored)


def test_nobody_is_named_but_facilitators_and_officers_in_minutes(world, client):
    names = {user.name for user in world.users.values()}
    in_office = {world.users[role].name for role in "FDfd"}
    for area in areas(world):
        for key in TABLES:
            text = got(client, f"/{area}/data/{key}.json").decode()
            may_be_named = in_office if key == "minutes_lines" else set()
            assert [name for name in names - may_be_named if name in text] == [], (area, key)


def test_a_formula_is_a_text_to_a_spreadsheet_and_itself_in_json(app, client):
    council = factories.a_council()
    for title in ("=HYPERLINK(1)", "+82", "-1", "@here"):
        proposals.a_proposal(council, title=title)
    text = got(client, f"/councils/{council.id}/data/proposals.csv").decode("utf-8-sig")
    titles = [row["제목"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert titles == ["'=HYPERLINK(1)", "'+82", "'-1", "'@here"]
    told = json.loads(got(client, f"/councils/{council.id}/data/proposals.json"))
    assert [row["title"] for row in told] == ["=HYPERLINK(1)", "+82", "-1", "@here"]


def test_commas_quotes_and_line_ends_come_back_as_they_were(app, client):
    council = factories.a_council()
    words = '첫 줄, "따옴표"\n둘째 줄\r\n셋째'
    proposals.a_proposal(council, problem=words)
    raw = got(client, f"/councils/{council.id}/data/proposals.csv")
    row = next(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert row["문제"] == words
    assert raw.endswith(b"\r\n")


def test_a_file_with_no_row_has_its_head_and_reads_as_an_empty_list(app, client):
    council = factories.a_council()
    assert got(client, f"/councils/{council.id}/data/polls.csv").decode().count("\r\n") == 1
    assert json.loads(got(client, f"/councils/{council.id}/data/polls.json")) == []


def test_every_row_says_whose_data_it_is_and_of_which_day(app, client):
    gu = factories.a_gu(city="서울특별시", name="동작구", code="11590")
    dong = factories.a_dong(gu=gu, code="1159055000", official_name="상도제3동")
    council = factories.a_council(dong=dong)
    proposals.a_proposal(council)
    text = got(client, f"/dongs/{dong.id}/data/proposals.csv").decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text, newline="")))
    assert row["데이터기준일자"] == clock.today().isoformat()
    assert (row["제공기관명"], row["행정동코드"], row["행정동명"]) == ("서울특별시 동작구", "1159055000", "상도제3동")


def test_a_file_is_not_sent_again_to_who_has_it(app, client):
    council = factories.a_council()
    path = f"/councils/{council.id}/data/proposals.csv"
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    proposals.a_proposal(council)
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    "file", ["voters.csv", "proposals", "proposals.xlsx", "proposals.csv.csv", ".csv", "roll.json"]
)
def test_what_there_is_no_file_of_is_not_found(app, client, file):
    assert client.get(f"/councils/{factories.a_council().id}/data/{file}").status_code == 404


@pytest.mark.parametrize("key", TABLES)
def test_a_file_takes_as_many_statements_with_many_rows_as_with_one(app, client, key):
    council = factories.a_council()
    counts = []
    for _ in range(2):
        for _ in range(3):
            decisions.a_sent_report(council)
            proposals.a_proposal(council)
        with counted_statements() as statements:
            got(client, f"/councils/{council.id}/data/{key}.json")
        counts.append(len(statements))
    assert counts[0] == counts[1]
