"""What is asked again keeps its kind and its desk: its own clock, supplements, more time, and another person."""

from datetime import date, datetime, timedelta

import pytest

from app.decisions import queries, service
from app.decisions.models import Request
from app.decisions.states import Unit
from app.kernel.clock import SEOUL
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.people.models import Post
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_dong, a_facilitator, an_officer, an_operator, kept
from tests.factories.answers import asked_again
from tests.factories.decisions import a_request, an_answer
from tests.factories.steps import a_kind_of, a_supplement, a_transfer, an_extension, supplied

ON_MONDAY = "2026-12-14 10:00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def first(council):
    return an_officer(council.dong, name="첫째주무관")


@pytest.fixture
def leader(council):
    return a_facilitator(council)


def refused(council, by, **given) -> Request:
    request = a_request(council, **{"at": at("2026-11-23 10:00"), **given})
    an_answer(request, by)
    return queries.request(request.id)


def again_of(request: Request, by, moment: str = ON_MONDAY) -> Request:
    with transaction():
        asking = service.ask_again(request, "한 칸만 바꾸어 주세요.", "", by=by, at=at(moment))
    return queries.request(asking.again_id or 0)


def now(request: Request) -> Request:
    session().expire_all()
    return queries.request(request.id)


def test_a_suggestion_asked_again_has_fourteen_working_days_from_the_second_asking(council, first, leader):
    """민원처리법 시행령 §15: 14 to 18, 21 to 24, 28 to 31 December and 4 January; two holidays do not count."""
    again = again_of(refused(council, first), leader)
    assert (again.received_at, again.due_on) == (at(ON_MONDAY), date(2027, 1, 4))


def test_a_citizen_proposal_asked_again_has_one_month_more(council, first, leader):
    """국민제안규정 §6, 민법 §160: a month from 14 December ends on 13 January, a Wednesday."""
    again = again_of(refused(council, first, kind="citizen_proposal"), leader)
    assert again.due_on == date(2027, 1, 13)


def test_a_kind_of_hours_gives_the_moment_of_the_second_answer(council, first, leader):
    """민원처리법 §19 ①: two days are sixteen hours of work, from Monday at ten to Wednesday at ten."""
    a_kind_of(council.dong.gu_id, by=an_operator(), term=2, unit=Unit.WORKING_DAYS, valid_from=date(2026, 11, 1),
              at=at("2026-11-01 09:00"))  # fmt: skip
    again = again_of(refused(council, first, kind="alley_suggestion"), leader)
    assert again.due_at == at("2026-12-16 10:00")


def test_it_keeps_the_row_of_its_kind_when_the_gu_has_another_by_now(council, first, leader):
    operator, gu = an_operator(), council.dong.gu_id
    a_kind_of(gu, by=operator, term=10, valid_from=date(2026, 11, 1), at=at("2026-11-01 09:00"))
    request = refused(council, first, kind="alley_suggestion")
    a_kind_of(gu, by=operator, term=30, valid_from=date(2026, 12, 1), at=at("2026-11-30 09:00"))
    again = again_of(request, leader)
    assert (again.kind_id, again.due_on) == (request.kind_id, date(2026, 12, 28))


def test_the_row_of_the_kind_says_how_long_one_may_ask_again(council, first, leader, client):
    a_kind_of(council.dong.gu_id, by=an_operator(), again_days=3)
    request = a_request(council, kind="alley_suggestion")
    an_answer(request, first)
    answered = queries.request(request.id)
    last = answered.ask_again_by
    assert last == answered.decision.published_at.astimezone(SEOUL).date() + timedelta(days=3)
    assert "다시 물을 수 있습니다." in client.get(f"/requests/{request.id}").text, "the remedy of the row"
    with pytest.raises(Conflict, match="지났습니다"), transaction():
        service.ask_again(answered, "x", "", by=leader, at=answered.decision.published_at + timedelta(days=4))


def test_what_was_passed_on_is_asked_again_at_the_desk_that_answered(council, first, leader, sign_in):
    other = a_dong()
    answerer, colleague = an_officer(other, name="옆동주무관"), an_officer(other, name="옆동팀장")
    request = a_request(council)
    a_transfer(request.id, other, first)
    an_answer(queries.request(request.id), answerer)
    again = queries.request(asked_again(request, leader).again_id)
    assert (again.desk_id, queries.overdue_count(other.id, again.due_on + timedelta(days=1))) == (other.id, 1)
    assert sign_in(first).get(f"/requests/{again.id}/answer").status_code == 403
    assert "다른 담당자가 답합니다" in sign_in(answerer).get(f"/requests/{again.id}/answer").text
    assert sign_in(colleague).get(f"/requests/{again.id}/answer").status_code == 200
    an_answer(again, colleague)
    assert now(again).is_answered


def test_whoever_answered_first_does_not_answer_again_at_another_desk_either(council, first, leader, sign_in):
    other, second = a_dong(), an_officer(council.dong, name="둘째주무관")
    kept(Post(user=first, dong=other, section="교통팀", title="주무관", phone="02-000-0009"))
    again = queries.request(asked_again(refused(council, first), leader).again_id)
    a_transfer(again.id, other, second)
    assert sign_in(first).get(f"/requests/{again.id}/answer").status_code == 403
    with pytest.raises(Conflict, match="다른 담당자가 답합니다"):
        an_answer(now(again), first)


def test_four_eyes_are_those_of_the_desk_that_has_it(council, first, leader, sign_in):
    other = a_dong()
    writer, reader = an_officer(other, name="옆동주무관"), an_officer(other, name="옆동팀장")
    with transaction():
        service.want_reviews(other, True)
    request = a_request(council)
    a_transfer(request.id, other, first)
    with pytest.raises(Conflict, match="먼저 읽은 답변만"):
        an_answer(queries.request(request.id), writer)
    kept_words = {"answer": "accepted", "summary": "합니다.", "reason_code": "will_do", "reason": "합니다.",
                  "ground": "예산 안", "do_by": "2099-01-01", "publish": "yes"}  # fmt: skip
    assert submit(sign_in(writer), f"/requests/{request.id}/answer", **kept_words).status_code == 303
    (review,) = rows("answer_review")
    assert f"/answer-reviews/{review.id}" in sign_in(reader).get(f"/dongs/{other.id}/requests").text
    assert f"/answer-reviews/{review.id}" not in sign_in(first).get(f"/dongs/{council.dong_id}/requests").text
    assert sign_in(first).get(f"/answer-reviews/{review.id}").status_code in (403, 404)
    submit(sign_in(reader), f"/answer-reviews/{review.id}", "/publication")
    assert now(request).is_answered


def test_a_supplement_moves_the_date_of_the_second_asking_not_of_the_first(council, first, leader):
    """Wednesday and Thursday do not count, so two working days more than 4 January: the 6th."""
    second = an_officer(council.dong, name="둘째주무관")
    again = again_of(refused(council, first), leader)
    a_supplement(again.id, second, at("2026-12-16 09:00"))
    assert now(again).due_on is None
    supplied(again.id, leader, at("2026-12-17 18:00"))
    assert now(again).due_on == date(2027, 1, 6)


def test_an_extension_counts_from_the_second_asking(council, first, leader):
    """민원처리법 시행령 §21: fourteen working days more, from 5 to 22 January."""
    second = an_officer(council.dong, name="둘째주무관")
    again = again_of(refused(council, first), leader)
    step = an_extension(again.id, second, at("2026-12-21 11:00"))
    assert (step.due_on, now(again).due_on) == (date(2027, 1, 22), date(2027, 1, 22))


def test_its_page_tells_its_way_from_the_second_asking_on(council, first, leader, client):
    second = an_officer(council.dong, name="둘째주무관")
    again = again_of(refused(council, first), leader)
    an_extension(again.id, second, at("2026-12-21 11:00"))
    page = client.get(f"/requests/{again.id}").text
    way = page[page.index("지금까지 있었던 일") :]
    assert "2026-12-14" in way
    assert "2026-11-23" not in way
