"""What officers write among themselves: every address, paper, table, event and notice is read, and says none of it."""

import io
import re
import shutil
import subprocess
import zipfile

import pytest
from sqlalchemy import select

from app.decisions import queries as decisions
from app.kernel import clock
from app.kernel.db import db
from app.notices import jobs as notices
from app.people.states import Scope
from app.records.queries.tables import TABLES
from tests.api.programs import a_program
from tests.factories import a_council, a_facilitator, a_member, an_observer, an_officer
from tests.factories.decisions import an_answer
from tests.factories.desk import a_note, a_template, an_opinion, given_to

NOTE, QUESTION, OPINION, PERSON, TEXT = "메모은행나무", "물음느티나무", "의견소나무", "사람버드나무", "틀대나무"
SECRETS = (NOTE, QUESTION, OPINION, PERSON, TEXT)
OURS = {"desk_note", "section_opinion", "answer_template"}
FILES = [f"{table}.{form}" for table in TABLES for form in ("csv", "json")]


@pytest.fixture
def written(council, kim, lee, request_):
    """A note, an opinion that came, and a text: all about a request that was answered since."""
    a_note(request_, kim, NOTE)
    an_opinion(request_, kim, answer=OPINION, question=QUESTION, section=PERSON, person=PERSON)
    a_template(council.dong, kim, name=TEXT, reason=TEXT)
    given_to(request_, lee, by=kim)
    an_answer(decisions.request(request_.id), kim)
    return request_


def read(answer) -> str:
    """The words of a page, an office file, a PDF file or an archive."""
    content = answer.data
    if answer.mimetype == "application/pdf":
        done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
        return re.sub(r"\s", "", done.stdout.decode())
    if zipfile.is_zipfile(io.BytesIO(content)):
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = [archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()]
        return re.sub(r"<[^>]*>|\s", "", "\n".join(parts))
    return content.decode("utf-8", "ignore")


def places(app, request) -> list[str]:
    """Every address that a browser can ask for and that names nothing but the request and where it belongs."""
    asked = decisions.request(request.id)
    known = {"request_id": asked.id, "report_id": asked.report_id, "council_id": asked.council_id}
    known |= {"dong_id": asked.desk_id, "month": f"{clock.today():%Y-%m}", "number": asked.id, "ending": "pdf"}
    known |= {"opinion_id": 1, "template_id": 1, "resource": "requests"}
    found = set()
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            for file, ending in [(file, "pdf") for file in FILES] + [("", "hwpx"), ("", "docx")]:
                values = {**known, "file": file, "ending": ending}
                if "GET" in (rule.methods or ()) and rule.arguments <= set(values):
                    built = rule.build({name: values[name] for name in rule.arguments}, append_unknown=False)
                    found.add(built[1] if built else "")
    return sorted(found - {""})


def opened(browser, app, request) -> dict[str, str]:
    pages = {}
    for place in places(app, request):
        answer = browser.get(place)
        assert answer.status_code < 500, place
        if answer.status_code == 200:
            pages[place] = read(answer)
    return pages


def said(pages: dict[str, str]) -> dict[str, list[str]]:
    return {place: [word for word in SECRETS if word in text] for place, text in pages.items() if has_secret(text)}


def has_secret(text: str) -> bool:
    return any(word in text for word in SECRETS)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("role", ["visitor", "member", "facilitator", "observer", "officer of another dong"])
def test_no_address_at_all_says_a_word_of_it_to_anybody_else(app, client, sign_in, council, written, role):
    people = {
        "member": lambda: a_member(council),
        "facilitator": lambda: a_facilitator(council),
        "observer": lambda: an_observer(council),
        "officer of another dong": lambda: an_officer(a_council().dong),
    }
    browser = sign_in(people[role]()) if role in people else client
    pages = opened(browser, app, written)
    asked = decisions.request(written.id)
    public = {f"/requests/{written.id}", f"/reports/{asked.report_id}", f"/requests/{written.id}/answer.pdf"}
    public |= {f"/councils/{asked.council_id}/data/requests.csv", f"/councils/{asked.council_id}/feed.atom"}
    assert public <= set(pages), "these were read"
    assert said(pages) == {}


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_even_for_the_officer_it_stands_on_pages_of_the_desk_alone(app, sign_in, kim, council, written):
    found = said(opened(sign_in(kim), app, written))
    desk = {f"/requests/{written.id}/desk", f"/dongs/{council.dong_id}/answer-templates"}
    assert desk <= set(found), "the search finds what is there"
    assert {place for place in found if re.search(r"\.\w+$|/data|/paper|/record|/months|/feed", place)} == set()


def test_the_papers_of_an_answer_say_the_answer_and_nothing_of_the_desk(sign_in, kim, written):
    browser = sign_in(kim)
    for ending in ("hwpx", "docx"):
        text = read(browser.get(f"/requests/{written.id}/answer.{ending}"))
        assert "올해예산에이사업이없습니다" in text, "the paper was read"
        assert not has_secret(text)


def test_events_notices_letters_and_every_table_but_its_own_hold_nothing_of_it(written):
    while notices.deliver_events(clock.now()):
        pass
    db.session.expire_all()
    holding = set()
    for table in db.metadata.sorted_tables:
        if any(has_secret(repr(tuple(row))) for row in db.session.execute(select(table))):
            holding.add(table.name)
    assert holding == OURS


def test_a_program_reads_it_with_the_scope_of_the_desk_alone(app, kim, council, written):
    folder, templates = f"requests/{written.id}/desk", f"dongs/{council.dong_id}/answer-templates"
    program = a_program(app, kim, *[scope for scope in Scope if scope is not Scope.DESK])
    for path in ("requests", f"requests/{written.id}", f"requests/{written.id}/answer", f"councils/{council.id}"):
        assert not has_secret(program.get(path).text), path
    assert program.get(f"requests/{written.id}").status_code == 200
    assert [program.get(path).status_code for path in (folder, templates)] == [403, 403]
    at_desk = a_program(app, kim, Scope.DESK)
    assert said({"folder": at_desk.get(folder).text}) == {"folder": [NOTE, QUESTION, OPINION, PERSON]}
    assert said({"templates": at_desk.get(templates).text}) == {"templates": [TEXT]}


def test_a_program_of_an_officer_elsewhere_reads_nothing_of_it(app, council, written):
    program = a_program(app, an_officer(a_council().dong), *Scope)
    for path in (f"requests/{written.id}/desk", f"dongs/{council.dong_id}/answer-templates"):
        answer = program.get(path)
        assert (answer.status_code, has_secret(answer.text)) == (403, False)


def test_log_lines_say_nothing_of_it(caplog, sign_in, kim, written):
    caplog.set_level(0)
    assert NOTE in sign_in(kim).get(f"/requests/{written.id}/desk").text
    assert not has_secret(caplog.text)


def test_the_correction_of_an_answer_begins_with_the_answer_and_not_with_an_opinion(sign_in, kim, written):
    answer = sign_in(kim).get(f"/requests/{written.id}/correction")
    assert answer.status_code == 200
    assert "올해 예산에 이 사업이 없습니다." in answer.text
    assert not has_secret(answer.text)
