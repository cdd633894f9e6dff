"""Four eyes: where a dong wants it, nothing goes out that a second officer has not read."""

import pytest

from app.decisions import queries, service
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_dong, a_facilitator, a_member, an_officer
from tests.factories.answers import a_refused_request, asked_again
from tests.factories.decisions import a_request, an_answer, words


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def writer(council):
    return an_officer(council.dong, name="쓴주무관")


@pytest.fixture
def reader(council):
    return an_officer(council.dong, name="읽는주무관")


@pytest.fixture
def asked(council):
    with transaction():
        service.want_reviews(council.dong, True)
    return a_request(council)


def written(browser, asked, **given):
    told = words(**given).kept
    return submit(browser, f"/requests/{asked.id}/answer", publish="yes", follow=True, **told)


def test_an_officer_turns_it_on_and_off_for_the_dong(council, writer, sign_in):
    browser, desk = sign_in(writer), f"/dongs/{council.dong_id}/requests"
    assert "다른 담당자가 먼저 읽은" in submit(browser, desk, "/answer-review", follow=True).text
    assert [row.answers_reviewed for row in rows("dong")] in ([True], [1])
    assert "바로 공개합니다" in submit(browser, desk, "/answer-review", follow=True).text
    assert not any(row.answers_reviewed for row in rows("dong"))
    stranger = sign_in(an_officer(a_dong()))
    assert stranger.get(desk).status_code == 403


def test_an_answer_waits_for_another_officer_who_publishes_it(asked, writer, reader, sign_in, client):
    page = written(sign_in(writer), asked)
    assert "살펴봐 달라고 했습니다" in page.text
    assert "올해 예산에 이 사업이 없습니다." not in client.get(f"/requests/{asked.id}").text
    (review,) = rows("answer_review")
    second = sign_in(reader)
    assert f"/answer-reviews/{review.id}" in second.get(f"/dongs/{asked.council.dong_id}/requests").text
    assert "올해 예산에 이 사업이 없습니다." in second.get(f"/answer-reviews/{review.id}").text
    submit(second, f"/answer-reviews/{review.id}", "/publication")
    assert "올해 예산에 이 사업이 없습니다." in client.get(f"/requests/{asked.id}").text
    decision = queries.request(asked.id).decision
    assert (decision.decided_by_id, decision.reviewed_by_id) == (writer.id, reader.id)
    assert [event.action for event in rows("event")].count("decision.published") == 1


def test_the_writer_cannot_read_it_through_themselves(asked, writer, sign_in):
    browser = sign_in(writer)
    written(browser, asked)
    (review,) = rows("answer_review")
    page = browser.get(f"/answer-reviews/{review.id}").text
    assert "스스로 살펴볼 수 없습니다" in page
    assert "/publication" not in page
    with pytest.raises(Conflict, match="스스로"), transaction():
        service.publish_reviewed(queries.review(review.id), by=writer, at=clock.now())


def test_nothing_goes_out_around_the_second_officer_and_nothing_half_empty_is_read(asked, writer, sign_in):
    with pytest.raises(Conflict):
        an_answer(queries.request(asked.id), writer)
    with pytest.raises(Invalid), transaction():
        service.ask_review(asked, words(found=""), seen=0, by=writer, at=clock.now())
    assert not rows("answer_review")


def test_it_is_sent_back_with_a_word_and_comes_again(asked, writer, reader, sign_in, client):
    first = sign_in(writer)
    written(first, asked)
    (review,) = rows("answer_review")
    second = sign_in(reader)
    assert submit(second, f"/answer-reviews/{review.id}", "/return", word="").status_code == 422
    submit(second, f"/answer-reviews/{review.id}", "/return", word="조항을 적어 주세요.")
    assert "조항을 적어 주세요." in first.get(f"/requests/{asked.id}/answer").text
    assert "조항을 적어 주세요." not in client.get(f"/requests/{asked.id}").text
    written(first, asked, ground="폐기물관리법 제14조")
    last = rows("answer_review")[-1]
    submit(second, f"/answer-reviews/{last.id}", "/publication")
    assert "폐기물관리법 제14조" in client.get(f"/requests/{asked.id}").text


def test_while_it_is_read_nobody_changes_it(asked, writer, reader, sign_in):
    written(sign_in(writer), asked)
    page = written(sign_in(reader), asked, reason="다른 글")
    assert "살펴보는 중입니다" in page.text
    assert "다른 글" in page.text


def test_a_correction_is_read_through_too_and_the_answer_stands_meanwhile(council, writer, reader, sign_in, client):
    refused = a_refused_request(council, officer=writer)
    with transaction():
        service.want_reviews(council.dong, True)
    path = f"/requests/{refused.id}/correction"
    submit(sign_in(writer), path, "/correction", why="날짜가 틀렸습니다.", reason="고친 이유입니다.")
    assert "고친 이유입니다." not in client.get(f"/requests/{refused.id}").text
    (review,) = rows("answer_review")
    submit(sign_in(reader), f"/answer-reviews/{review.id}", "/publication")
    assert "고친 이유입니다." in client.get(f"/requests/{refused.id}").text
    assert [version.why for version in queries.versions(refused.id)] == ["날짜가 틀렸습니다.", ""]


def test_who_gave_the_first_answer_does_not_read_through_the_second(council, writer, reader):
    again = asked_again(a_refused_request(council, officer=writer), a_facilitator(council)).again_id
    with transaction():
        service.want_reviews(council.dong, True)
        review = service.ask_review(queries.request(again), words(), seen=0, by=reader, at=clock.now())
    with pytest.raises(Conflict, match="처음 답한"), transaction():
        service.publish_reviewed(queries.review(review.id), by=writer, at=clock.now())


def test_nobody_but_officers_of_the_dong_knows_of_it(asked, council, writer, sign_in):
    written(sign_in(writer), asked)
    (review,) = rows("answer_review")
    for user in (a_member(council), a_facilitator(council), an_officer(a_dong())):
        assert sign_in(user).get(f"/answer-reviews/{review.id}").status_code == 404
