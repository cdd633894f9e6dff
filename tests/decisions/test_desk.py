"""The officers' desk: legal clocks, traffic lights in words, and an order that puts the overdue first."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.decisions import queries
from app.decisions.states import Deadline, Light
from app.kernel import clock
from app.kernel.db import transaction
from tests.browsing import forms
from tests.conftest import counted_statements
from tests.factories import a_council, a_dong, a_facilitator, a_member, a_user, an_officer, kept
from tests.factories.decisions import a_report, a_request, a_sent_report, an_answer


def due_in(days: int) -> date:
    return clock.today() + timedelta(days=days)


@pytest.mark.parametrize(
    ("kind", "received_on", "due_on"),
    [
        # Friday before the Lunar New Year of 2026: 16 to 18 February and 2 March are holidays, the first day counts
        ("suggestion", date(2026, 2, 13), date(2026, 3, 10)),
        # a Saturday is no first day: Monday is
        ("suggestion", date(2026, 6, 13), date(2026, 7, 2)),
        ("citizen_proposal", date(2026, 4, 15), date(2026, 5, 14)),
        # 14 March is a Saturday
        ("citizen_proposal", date(2026, 2, 15), date(2026, 3, 16)),
        ("autonomy_plan", date(2026, 6, 1), date(2026, 7, 1)),
        # 30 days later is 5 May, Children's Day
        ("autonomy_plan", date(2026, 4, 5), date(2026, 5, 6)),
    ],
)
def test_each_clock_ends_on_the_day_the_law_says(app, kind, received_on, due_on):
    kinds = queries.kinds_of(a_dong().gu_id, received_on)
    assert queries.due_day(kinds[kind], received_on) == due_on


def test_the_day_of_receipt_is_the_day_in_seoul(app):
    report = a_sent_report(at=datetime(2026, 2, 12, 16, 0, tzinfo=UTC))  # one in the morning of the 13th
    (request,) = report.requests
    assert request.received_on == date(2026, 2, 13)
    assert request.due_on == date(2026, 3, 10)
    assert report.body["received_on"] == "2026-02-13"


@pytest.mark.parametrize(
    ("days", "light", "said"),
    [
        (-3, Light.OVERDUE, "답변 기한이 지났습니다. 3일째 답이 없습니다."),
        (0, Light.TODAY, "오늘까지 답변해야 합니다."),
        (3, Light.SOON, "답변 기한까지 3일 남았습니다."),
        (4, Light.AMPLE, "답변 기한까지 4일 남았습니다."),
    ],
)
def test_the_light_of_a_deadline_is_also_a_sentence(app, client, days, light, said):
    assert Deadline(due_in(days), clock.today()).light is light
    request = a_request(due_on=due_in(days))
    page = client.get(f"/requests/{request.id}").text
    assert said in page
    assert str(light.label) in page


def test_the_desk_shows_the_overdue_first_with_counts(app, sign_in):
    council = a_council()
    for days, text in ((9, "나중"), (-2, "지남"), (0, "오늘"), (2, "곧")):
        request = a_request(council, due_on=due_in(days))
        with transaction():
            queries.locked_request(request.id).text = f"요청 {text}"
    page = sign_in(an_officer(council.dong)).get(f"/dongs/{council.dong_id}/requests").text
    places = [page.index(f"요청 {text}") for text in ("지남", "오늘", "곧", "나중")]
    assert places == sorted(places)
    assert queries.counts(council.dong_id, clock.today()) == queries.Counts(opened=4, overdue=1, soon=2, answered=0)
    for light in set(Light) - {Light.STOPPED}:
        assert str(light.label) in page


def test_the_overdue_count_is_of_one_dong_and_of_open_requests(app):
    council, other = a_council(), a_council()
    officer = an_officer(council.dong)
    late = a_request(council, due_on=due_in(-1))
    a_request(council, due_on=due_in(0))
    a_request(other, due_on=due_in(-1))
    a_report(council)
    assert queries.overdue_count(council.dong_id) == 1
    assert queries.overdue_count(council.dong_id, due_in(1)) == 2
    an_answer(queries.request(late.id), officer)
    assert queries.overdue_count(council.dong_id) == 0


def test_answered_requests_stand_on_their_own_list(app, sign_in, client):
    council = a_council()
    officer = an_officer(council.dong)
    request = a_request(council, due_on=due_in(-4))
    an_answer(queries.request(request.id), officer)
    browser = sign_in(officer)
    assert "기다리는 요청이 없습니다" in browser.get(f"/dongs/{council.dong_id}/requests").text
    done = browser.get(f"/dongs/{council.dong_id}/requests?show=answered").text
    assert f'href="/requests/{request.id}"' in done
    assert "불수용" in done
    assert "기한을 4일 넘겨 답했습니다" in client.get(f"/requests/{request.id}").text


def test_an_answer_in_time_is_not_called_late(app, client):
    request = a_request(due_on=due_in(0))
    an_answer(queries.request(request.id), an_officer(request.council.dong))
    assert "늦은 답변" not in client.get(f"/requests/{request.id}").text


def test_the_desk_of_a_dong_is_for_its_officers(app, sign_in, client):
    council = a_council()
    dong, path = council.dong, f"/dongs/{council.dong_id}/requests"
    for user in (a_user(), a_member(council), a_facilitator(council), an_officer(a_dong())):
        assert sign_in(user).get(path).status_code == 403
    assert client.get(path).location.startswith("/sign-in")
    assert sign_in(an_officer(dong)).get(path).status_code == 200


def test_an_empty_desk_says_what_will_come(app, sign_in):
    dong = a_dong()
    browser = sign_in(an_officer(dong))
    assert "보고서를 보내면" in browser.get(f"/dongs/{dong.id}/requests").text
    assert "아직 답변한 요청이 없습니다" in browser.get(f"/dongs/{dong.id}/requests?show=answered").text


def test_a_draft_never_reaches_the_desk(app, sign_in):
    council = a_council()
    a_report(council)
    page = sign_in(an_officer(council.dong)).get(f"/dongs/{council.dong_id}/requests").text
    assert "기다리는 요청이 없습니다" in page


def test_a_full_desk_comes_in_pages_and_in_as_many_statements_as_a_small_one(app, sign_in):
    council = a_council()
    browser, path = sign_in(an_officer(council.dong)), f"/dongs/{council.dong_id}/requests"
    first = a_request(council)
    with counted_statements() as few:
        browser.get(path)
    for position in range(2, 24):
        values = {
            "council_id": council.id,
            "report_id": first.report_id,
            "received_on": clock.today(),
            "due_on": due_in(9),
        }
        kept(type(first)(position=position, text="요청", state=first.state, **values))
    with counted_statements() as many:
        page = browser.get(path)
    assert len(few) == len(many)
    assert page.text.count('<article class="card') == 20
    assert browser.get(f"{path}?page=2").text.count('<article class="card') == 3


def test_the_pages_are_english_for_who_reads_english(app, sign_in):
    council = a_council()
    request = a_request(council, due_on=due_in(-1))
    browser = sign_in(an_officer(council.dong))
    browser.set_cookie("language", "en")
    assert "1 day without an answer" in browser.get(f"/requests/{request.id}").text
    assert "Publish the answer" in browser.get(f"/requests/{request.id}/answer").text
    assert "Requests" in browser.get(f"/dongs/{council.dong_id}/requests").text


def test_every_page_has_one_heading_and_forms_with_a_token(app, sign_in):
    council = a_council()
    officer, leader = sign_in(an_officer(council.dong)), sign_in(a_facilitator(council))
    draft, request = a_report(council), a_request(council)
    pages = [
        (leader, f"/reports/{draft.id}"),
        (leader, f"/reports/{draft.id}/requests/new"),
        (leader, f"/requests/{draft.requests[0].id}/wording"),
        (officer, f"/reports/{request.report_id}"),
        (officer, f"/requests/{request.id}"),
        (officer, f"/requests/{request.id}/answer"),
        (officer, f"/dongs/{council.dong_id}/requests"),
    ]
    for browser, path in pages:
        page = browser.get(path)
        assert page.status_code == 200
        assert page.text.count("<h1") == 1
        assert all("csrf_token" in form.values for form in forms(page.text) if form.method == "post")
