"""Supplements, extensions and consent: the clock stands and goes on as the law says, and each happens once."""

from datetime import date, datetime

import pytest

from app.decisions import queries
from app.decisions.models import Request
from app.decisions.states import LongerBy, StepKind
from app.kernel.clock import SEOUL
from app.kernel.db import db, session
from app.kernel.errors import Conflict, Invalid
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.decisions import a_held_meeting, a_matter, a_request, a_resolution, a_sent_report, an_answer
from tests.factories.steps import WORDS, a_consent, a_press, a_supplement, a_word_on_progress, an_extension, supplied


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


RECEIVED = at("2026-11-23 10:00")  # a Monday; 14 working days end on 10 December


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def officer(council):
    return an_officer(council.dong, name="김담당")


@pytest.fixture
def leader(council):
    return a_facilitator(council)


def received(council, **given) -> Request:
    return a_request(council, **{"at": RECEIVED, **given})


def now(request: Request) -> Request:
    session().expire_all()
    return queries.request(request.id)


def kinds_of(request: Request) -> list[StepKind]:
    return [step.kind for step in queries.course(request.id).steps]


def events() -> list[str]:
    return [event.action for event in rows("event") if event.action.startswith("request.")]


def test_the_clock_stands_from_the_day_a_supplement_is_asked_for_until_it_comes(council, officer, leader):
    request = received(council)
    a_supplement(request.id, officer, at("2026-11-25 14:00"))
    waiting = now(request)
    assert (waiting.due_on, waiting.is_stopped, waiting.is_open) == (None, True, True)
    assert queries.overdue_count(council.dong_id, date(2027, 1, 1)) == 0
    supplied(request.id, leader, at("2026-11-30 09:30"))
    assert (now(request).due_on, now(request).is_stopped) == (date(2026, 12, 16), False)
    assert events() == ["request.supplement_asked", "request.supplied"]


def test_two_supplements_both_stay_out_of_the_count(council, officer, leader):
    request = received(council)
    for asked, came in (("2026-11-24 09:00", "2026-11-24 17:00"), ("2026-12-10 17:00", "2026-12-14 09:00")):
        a_supplement(request.id, officer, at(asked))
        supplied(request.id, leader, at(came))
    assert now(request).due_on == date(2026, 12, 16)  # the 24th is gone, and of the last two days the 10th


def test_an_extension_after_a_supplement_keeps_the_days_that_did_not_count(council, officer, leader):
    request = received(council)
    a_supplement(request.id, officer, at("2026-11-25 14:00"))
    supplied(request.id, leader, at("2026-11-30 09:30"))
    an_extension(request.id, officer, at("2026-12-01 10:00"))
    assert now(request).due_on == date(
        2027, 1, 7
    )  # 28 working days without four of November, and 25 December, 1 January


def test_a_citizen_proposal_takes_a_supplement_within_seven_days_alone(council, officer):
    early, late = received(council, kind="citizen_proposal"), received(council, kind="citizen_proposal")
    a_supplement(early.id, officer, at("2026-11-30 17:00"))
    with pytest.raises(Invalid, match="까지만"):
        a_supplement(late.id, officer, at("2026-12-01 09:00"))


def test_nothing_is_asked_for_after_the_day_or_while_the_clock_stands(council, officer):
    request = received(council)
    with pytest.raises(Conflict, match="기한이 지나"):
        a_supplement(request.id, officer, at("2026-12-11 09:00"))
    with pytest.raises(Conflict, match="기한이 지나"):
        an_extension(request.id, officer, at("2026-12-11 09:00"))
    a_supplement(request.id, officer, at("2026-12-10 09:00"))
    for again in (a_supplement, an_extension):
        with pytest.raises(Conflict, match="멈춰"):
            again(request.id, officer, at("2026-12-10 10:00"))


def test_one_extension_is_the_centres_a_second_is_the_councils(council, officer, leader):
    request = received(council)
    an_extension(request.id, officer, at("2026-12-01 10:00"))
    assert now(request).due_on == date(2026, 12, 31)
    an_extension(request.id, officer, at("2026-12-20 10:00"))
    assert (now(request).due_on, kinds_of(request)[-1]) == (date(2026, 12, 31), StepKind.CONSENT_ASKED)
    a_consent(request.id, leader, at=at("2026-12-21 10:00"))
    assert now(request).due_on == date(2027, 1, 21)  # 42 working days from 23 November
    with pytest.raises(Conflict, match="더 늘릴 수 없습니다"):
        an_extension(request.id, officer, at("2027-01-05 10:00"))
    assert events() == ["request.extended", "request.consent_asked", "request.consented"]


def test_a_council_that_does_not_agree_keeps_the_date(council, officer, leader):
    request = received(council)
    an_extension(request.id, officer, at("2026-12-01 10:00"))
    an_extension(request.id, officer, at("2026-12-20 10:00"))
    a_consent(request.id, leader, agrees=False, at=at("2026-12-21 10:00"))
    assert (now(request).due_on, kinds_of(request)[-1]) == (date(2026, 12, 31), StepKind.DECLINED)
    with pytest.raises(Conflict, match="동의를 구하고 있지 않습니다"):
        a_consent(request.id, leader, at=at("2026-12-22 10:00"))


@pytest.mark.parametrize(("kind", "due_on"), [("petition", date(2027, 4, 22)), ("citizen_proposal", None)])
def test_a_kind_allows_what_its_law_allows(council, officer, kind, due_on):
    """청원법 §21 ③: once by 60 days; 국민제안규정 knows no extension. 150 days after 23 November: 22 April."""
    request = received(council, kind=kind)
    if due_on is None:
        with pytest.raises(Conflict, match="더 늘릴 수 없습니다"):
            an_extension(request.id, officer, at("2026-12-01 10:00"))
        return
    an_extension(request.id, officer, at("2026-12-01 10:00"))
    assert now(request).due_on == due_on
    with pytest.raises(Conflict, match="더 늘릴 수 없습니다"):
        an_extension(request.id, officer, at("2026-12-02 10:00"))


def test_a_field_survey_takes_fourteen_days_out_of_a_grievance_once(council, officer):
    """민원처리법 시행령 §17 ④ ⑤: seven working days from 23 November end on 1 December, with 14 more on 21 December."""
    request = received(council, kind="grievance")
    assert request.due_on == date(2026, 12, 1)
    an_extension(request.id, officer, at("2026-11-24 10:00"), LongerBy.SURVEY)
    assert now(request).due_on == date(2026, 12, 21)
    with pytest.raises(Conflict):
        an_extension(request.id, officer, at("2026-11-25 10:00"), LongerBy.SURVEY)


def test_the_same_press_twice_is_one_step(council, officer):
    request = received(council)
    press = a_press(request.id)
    first = a_supplement(request.id, officer, at("2026-11-25 10:00"), press=press)
    again = a_supplement(request.id, officer, at("2026-11-25 10:01"), press=press)
    assert (first.id, len(rows("request_step")), len(events())) == (again.id, 1, 1)


def test_two_officers_at_once_are_told_plainly(council, officer):
    request = received(council)
    other = a_press(request.id)
    a_word_on_progress(request.id, officer, at("2026-11-25 10:00"))
    with pytest.raises(Invalid, match="다른 분이 이 요청을 처리했습니다"):
        an_extension(request.id, officer, at("2026-11-25 10:01"), press=other)
    assert kinds_of(request) == [StepKind.PROGRESS]


def test_what_is_answered_goes_no_further(council, officer, leader):
    request = received(council)
    press = a_press(request.id)
    an_answer(queries.request(request.id), officer)
    for verb in (a_supplement, an_extension, supplied):
        with pytest.raises(Conflict, match="이미 답한"):
            verb(request.id, officer if verb is not supplied else leader, at("2026-11-25 10:00"), press=press)


def test_the_way_from_asking_to_answering_on_the_pages(council, officer, leader, sign_in, client):
    request = a_request(council)
    page = f"/requests/{request.id}"
    asked = submit(sign_in(officer), f"{page}/supplement", words=WORDS, follow=True)
    assert "보완을 요청했습니다" in asked.text
    shown = client.get(page).text
    assert all(words in shown for words in (WORDS, "멈춰 있습니다", "마을자치팀 김담당 02-000-0001"))
    assert "보완해서 답하기" not in shown
    done = submit(sign_in(leader), f"{page}/supplement/answer", words="두 집이 동의합니다.", follow=True)
    assert "답변 기한이 다시 갑니다" in done.text
    assert "두 집이 동의합니다." in client.get(page).text


def test_who_proposed_it_may_answer_a_supplement_and_a_neighbour_may_not(council, officer, leader, sign_in):
    author = a_member(council)
    meeting = a_held_meeting(council, a_resolution(), proposal=a_matter(council, author=author), leader=leader)
    request = a_sent_report(council, by=leader, source=meeting).requests[0]
    a_supplement(request.id, officer)
    path = f"/requests/{request.id}/supplement/answer"
    assert sign_in(a_member(council)).get(path).status_code == 403
    assert submit(sign_in(author), path, words="두 집입니다.").status_code == 303


def test_an_extension_that_came_too_late_keeps_its_words_in_the_form(council, officer, sign_in):
    request = a_request(council)
    browser = sign_in(officer)
    stale = form_of(browser.get(f"/requests/{request.id}/extension").text, "").values
    a_word_on_progress(request.id, officer)
    page = browser.post(f"/requests/{request.id}/extension", data={**stale, "words": "현장을 더 봅니다"})
    assert page.status_code == 422
    assert all(words in page.text for words in ("다른 분이 이 요청을 처리했습니다", "현장을 더 봅니다"))


def test_the_history_of_a_request_can_not_be_rewritten(council, officer):
    request = received(council)
    a_word_on_progress(request.id, officer, at("2026-11-25 10:00"))
    for deed in ("UPDATE request_step SET words = 'x'", "DELETE FROM request_step"):
        with pytest.raises(Exception, match="stays written down"):
            db.session.execute(db.text(deed))
        db.session.rollback()
