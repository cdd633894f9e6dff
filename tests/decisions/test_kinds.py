"""Kinds of requests are rows: what a gu changes holds from a day on, and never for what was received before."""

import json
from datetime import date, timedelta

import pytest

from app.decisions import queries, service
from app.decisions.states import Unit
from app.documents.official.paper import Table
from app.documents.official.result_report import result_report
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from tests.browsing import form_of, submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_dong, a_facilitator, a_gu, an_operator
from tests.factories.decisions import a_report, a_request, a_sent_report
from tests.factories.steps import a_kind_of

NATIONAL = [
    ("suggestion", 14, "working_days", 14, None),
    ("query_law", 14, "working_days", 14, None),
    ("query", 7, "working_days", 7, None),
    ("grievance", 7, "working_days", 7, None),
    ("citizen_proposal", 1, "months", 0, 15),
    ("autonomy_plan", 30, "days", 0, None),
    ("petition", 90, "days", 60, None),
]


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def operator(app):
    return an_operator()


@pytest.mark.parametrize(("code", "term", "unit", "extension", "again_days"), NATIONAL)
def test_what_holds_everywhere_is_what_the_laws_say(council, code, term, unit, extension, again_days):
    """민원처리법 시행령 §§14, 15, 17, 21; 국민제안규정 §6 ① ⑦; 청원법 §21 ② ③."""
    kind = queries.kinds_of(council.dong.gu_id, clock.today())[code]
    assert (kind.term, kind.unit, kind.extension, kind.again_days) == (term, Unit(unit), extension, again_days)
    assert all((kind.law, kind.gives_en, kind.remedy_en))


def test_a_gu_has_its_own_term_and_its_neighbours_keep_theirs(council, operator):
    gu_id, other = council.dong.gu_id, a_gu()
    a_kind_of(gu_id, "autonomy_plan", by=operator, term=1, unit=Unit.MONTHS, law="성동구 주민자치회 조례")
    assert queries.kinds_of(gu_id, clock.today())["autonomy_plan"].unit is Unit.MONTHS
    assert queries.kinds_of(other.id, clock.today())["autonomy_plan"].unit is Unit.DAYS


def test_a_change_never_moves_the_clock_of_what_was_received(council, operator):
    before = a_request(council)
    due_on, kind_id = before.due_on, before.kind_id
    a_kind_of(council.dong.gu_id, "suggestion", by=operator, term=6)
    after = a_request(council)
    session().expire_all()
    kept = queries.request(before.id)
    assert (kept.due_on, kept.kind_id) == (due_on, kind_id)
    assert queries.request(after.id).kind.term == 6
    assert queries.request(after.id).due_on < due_on


def test_a_changed_kind_is_a_new_row_and_the_old_one_ends_on_the_eve(council, operator):
    gu_id, soon = council.dong.gu_id, clock.today() + timedelta(days=10)
    old = a_kind_of(gu_id, by=operator)
    new = a_kind_of(gu_id, by=operator, valid_from=soon, term=20)
    session().expire_all()
    assert queries.kind(old.id).valid_until == soon - timedelta(days=1)
    assert queries.kinds_of(gu_id, soon - timedelta(days=1))["alley_suggestion"].id == old.id
    assert queries.kinds_of(gu_id, soon)["alley_suggestion"].id == new.id


def test_the_same_row_again_is_one_row(council, operator):
    first, again = (a_kind_of(council.dong.gu_id, by=operator) for _ in range(2))
    assert first.id == again.id
    assert [event.action for event in rows("event")] == ["request_kind.made"]


@pytest.mark.parametrize(("days", "words"), [(-1, "지난 날부터"), (0, "이미 있습니다")])
def test_nothing_changes_from_a_day_that_is_past_or_taken(council, operator, days, words):
    a_kind_of(council.dong.gu_id, by=operator)
    with pytest.raises(Invalid, match=words):
        a_kind_of(council.dong.gu_id, by=operator, term=20, valid_from=clock.today() + timedelta(days=days))


def test_what_a_gu_ends_holds_until_the_evening_and_then_as_everywhere(council, operator):
    own = a_kind_of(council.dong.gu_id, "suggestion", by=operator)
    for _time in range(2):
        with transaction():
            service.end_kind(queries.kind(own.id), by=operator, at=clock.now())
    tomorrow = clock.today() + timedelta(days=1)
    assert queries.kinds_of(council.dong.gu_id, clock.today())["suggestion"].is_own
    assert not queries.kinds_of(council.dong.gu_id, tomorrow)["suggestion"].is_own
    national = queries.kinds_of(council.dong.gu_id, tomorrow)["suggestion"]
    with pytest.raises(Conflict), transaction():
        service.end_kind(national, by=operator, at=clock.now())


def test_a_report_whose_kind_has_ended_since_says_so_before_it_is_sent(council, operator):
    own, leader = a_kind_of(council.dong.gu_id, by=operator), a_facilitator(council)
    report = a_report(council, by=leader)
    with transaction():
        service.reword(report.requests[0], "봉투", "alley_suggestion")
        service.end_kind(queries.kind(own.id), by=operator, at=clock.now())
    later = clock.now() + timedelta(days=2)
    with pytest.raises(Conflict, match="이제 쓰이지 않습니다"), transaction():
        service.send(queries.report(report.id), by=leader, at=later)


def test_the_facilitator_chooses_among_what_holds_in_the_gu_and_reads_what_each_gives(council, operator, sign_in):
    a_kind_of(council.dong.gu_id, by=operator)
    a_kind_of(a_dong().gu_id, "elsewhere", by=operator, name_ko="건넛구 절차")
    browser, report = sign_in(a_facilitator(council)), a_report(council)
    page = browser.get(f"/reports/{report.id}/requests/new").text
    assert all(words in page for words in ("고충민원", "청원", "골목 건의", "10일 안에 답합니다.", "현장조사 14일"))
    assert "건넛구 절차" not in page
    submit(browser, f"/reports/{report.id}/requests/new", text="등을 달아 주세요", clock="alley_suggestion")
    assert browser.post(f"/reports/{report.id}/requests/new", data={"clock": "elsewhere"}).status_code in {400, 422}
    assert [line.clock for line in rows("request")] == ["suggestion", "alley_suggestion"]


def test_a_kind_in_hours_tells_the_hours_that_are_left(council, operator, client):
    a_kind_of(council.dong.gu_id, "suggestion", by=operator, term=3)
    request = a_request(council)
    assert request.due_at is not None
    assert request.due_on == clock.seoul(request.due_at).date()
    left = request.deadline(clock.today()).work_left
    assert 16 <= left <= 24
    assert f"근무시간으로 {left}시간" in client.get(f"/requests/{request.id}").text


def on_paper(app, report) -> str:
    with app.test_request_context():
        paper = result_report(report.body, report.id)
        asked = next(part for part in paper.body if isinstance(part, Table))
        return asked.rows[0][2].text


def test_a_report_says_what_a_kind_was_called_when_it_was_sent(app, council, operator):
    report = a_sent_report(council)
    a_kind_of(council.dong.gu_id, "suggestion", by=operator, name_ko="새 이름")
    session().expire_all()
    sent = queries.report(report.id)
    assert sent.body["requests"][0]["kind"]["ko"] == "건의민원"
    assert "건의민원" in on_paper(app, sent)


def test_a_report_of_before_there_were_rows_is_read_as_it_was_sent(app, council, client):
    report = a_sent_report(council)
    old = json.loads(json.dumps(report.body))
    del old["requests"][0]["kind"]
    with transaction():
        queries.report(report.id).body = old
    assert on_paper(app, queries.report(report.id)) == "건의민원 (14일, 민원처리법 시행령 제15조)"
    assert client.get(f"/reports/{report.id}").status_code == 200


def test_the_operator_writes_what_an_ordinance_gives_beginning_from_another_kind(council, operator, sign_in):
    browser, gu_id = sign_in(operator), council.dong.gu_id
    pattern = queries.kinds_of(gu_id, clock.today())["autonomy_plan"].id
    path = f"/request-kinds/new?pattern={pattern}"
    assert form_of(browser.get(path).text, "").values["term"] == "30"
    page = submit(browser, path, gu=str(gu_id), term="1", unit="months", law="성동구 조례 제16조", follow=True)
    assert "기한은 바뀌지 않습니다" in page.text
    assert "성동구 조례 제16조" in page.text
    assert queries.kinds_of(gu_id, clock.today())["autonomy_plan"].term == 1


def test_a_kind_that_is_written_wrong_is_said_beside_its_field(council, operator, sign_in):
    page = submit(sign_in(operator), "/request-kinds/new", code="한글", term="0", name_ko="이름")
    assert page.status_code == 422
    for field in ("code", "term", "law", "gives_en"):
        assert f'id="{field}-error"' in page.text


def test_everybody_reads_the_kinds_and_the_operator_alone_sees_how_to_change_them(council, operator, client, sign_in):
    page = client.get("/request-kinds").text
    assert all(words in page for words in ("건의민원", "민원 처리에 관한 법률 시행령 제15조", "국민제안", "어디에서나"))
    assert "/request-kinds/new" not in page
    assert "/request-kinds/new" in sign_in(operator).get("/request-kinds").text


def test_the_page_of_kinds_takes_as_many_statements_for_twenty_as_for_seven(council, operator, client):
    with counted_statements() as few:
        client.get("/request-kinds")
    gu = a_gu()
    for number in range(13):
        a_kind_of(gu.id, f"own_{'x' * (number + 1)}", by=operator)
    with counted_statements() as many:
        client.get("/request-kinds")
    assert len(few) == len(many)


def test_due_days_of_a_gus_month_follow_the_civil_act(council, operator):
    """민법 §160: a month from 31 January 2026 ends with February, a Saturday, and moves on over 삼일절 (§161)."""
    kind = a_kind_of(council.dong.gu_id, by=operator, term=1, unit=Unit.MONTHS)
    assert queries.due_day(kind, date(2026, 1, 31)) == date(2026, 3, 3)
