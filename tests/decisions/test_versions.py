"""What was published is corrected in the open: every version stays, with its reason and its digest in the ledger."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.decisions import queries, service
from app.decisions.states import Answer, ReasonCode
from app.kernel import clock, ledger
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.records import service as records
from tests.browsing import form_of, submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.answers import a_correction, a_refused_request, asked_again
from tests.factories.decisions import an_answer, words
from tests.factories.polls import tamper


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def refused(council):
    return a_refused_request(council)


@pytest.fixture
def officer(refused):
    return an_officer(refused.council.dong, name="둘째주무관")


def test_a_correction_shows_what_changed_beside_what_it_said_and_why(refused, officer, sign_in, client):
    path = f"/requests/{refused.id}/correction"
    page = submit(
        sign_in(officer),
        path,
        "/correction",
        why="가로 폭을 잘못 쟀습니다.",
        reason="폭이 4미터라서 어렵습니다.",
        follow=True,
    )
    assert "새 판으로 올렸습니다" in page.text
    shown = client.get(f"/requests/{refused.id}").text
    assert "폭이 4미터라서 어렵습니다." in shown
    assert "올해 예산에 이 사업이 없습니다." not in shown
    versions = client.get(f"/requests/{refused.id}/versions").text
    for words_ in ("2판", "1판", "가로 폭을 잘못 쟀습니다.", "올해 예산에 이 사업이 없습니다.", "폭이 4미터라서"):
        assert words_ in versions
    assert "<del>" in versions
    assert "<ins>" in versions


def test_a_correction_needs_its_reason_a_whole_answer_and_a_change(refused, officer, sign_in):
    browser, path = sign_in(officer), f"/requests/{refused.id}/correction"
    for given, field in (({"why": ""}, "why"), ({"why": "틀림", "summary": ""}, "summary")):
        page = submit(browser, path, "/correction", **{"reason": "다른 이유입니다.", **given})
        assert page.status_code == 422
        assert f'id="{field}-error"' in page.text
    same = submit(browser, path, "/correction", why="그냥")
    assert same.status_code == 422
    assert "바뀐 것이 없습니다" in same.text
    assert len(rows("decision_version")) == 1


def test_the_digest_of_every_version_stands_in_the_public_ledger(refused, officer):
    a_correction(refused, officer, reason="폭이 4미터라서 어렵습니다.")
    a_correction(refused, officer, reason="폭이 5미터라서 어렵습니다.")
    entries = [entry for entry in ledger.entries_of(refused.council_id) if entry.kind.startswith("decision.")]
    assert [entry.kind for entry in entries] == ["decision.published", *["decision.corrected"] * 2]
    assert [entry.body["words"] for entry in entries] == [
        version.digest for version in reversed(queries.versions(refused.id))
    ]
    assert len({entry.body["words"] for entry in entries}) == 3
    assert records.reconcile_answers(refused.council_id, at=clock.now()) == []


TAMPERING = {
    "an old version": "UPDATE decision_version SET words = '{}' WHERE number = 1",
    "the last version": "DELETE FROM decision_version WHERE number = 2",
    "what it says now": "UPDATE decision SET summary = 'other words'",
}


@pytest.mark.parametrize("what", TAMPERING)
def test_neither_an_old_nor_the_last_version_changes_unseen(refused, officer, what):
    a_correction(refused, officer, reason="폭이 4미터라서 어렵습니다.")
    council_id = refused.council_id
    tamper(TAMPERING[what], *(f"decision_version_{moment}_refused" for moment in ("update", "delete")))
    assert any(sentence.startswith("(9)") for sentence in records.reconcile_answers(council_id, at=clock.now()))


@pytest.mark.parametrize("statement", ["UPDATE decision_version SET why = ''", "DELETE FROM decision_version"])
def test_the_database_itself_refuses_to_change_a_version(refused, statement):
    with pytest.raises(IntegrityError), transaction() as current:
        current.connection().exec_driver_sql(statement)


def test_an_officer_who_publishes_second_is_told_and_loses_nothing(council, sign_in):
    first, second = an_officer(council.dong), an_officer(council.dong)
    asked = a_refused_request(council, officer=first)
    browser = sign_in(second)
    late = submit_late(browser, asked)
    assert late.status_code == 422
    assert "다른 담당자가 답변을 공개했습니다" in late.text
    assert "늦게 쓴 이유입니다." in late.text
    form = form_of(late.text, "/correction")
    form.values["why"] = "앞의 답변에 빠진 것이 있습니다."
    assert browser.post(form.action, data=form.values).status_code == 303
    assert queries.request(asked.id).decision.reason == "늦게 쓴 이유입니다."
    assert len(rows("decision_version")) == 2


def submit_late(browser, asked):
    """What somebody had open before the other published, sent now."""
    told = words(reason="늦게 쓴 이유입니다.").kept
    given = {**told, "publish": "yes", "seen": "0", "csrf_token": token_of(browser, "/notices")}
    return browser.post(f"/requests/{asked.id}/answer", data=given)


def test_two_corrections_at_once_leave_one_and_the_words_of_both(refused, officer, sign_in):
    browser, path = sign_in(officer), f"/requests/{refused.id}/correction"
    form = form_of(browser.get(path).text, "/correction")
    a_correction(refused, an_officer(refused.council.dong), reason="먼저 고친 이유입니다.")
    form.values["reason"], form.values["why"] = "나중에 고친 이유입니다.", "틀렸습니다."
    page = browser.post(path, data=form.values)
    assert page.status_code == 422
    assert "다른 담당자가 이 답변을 고쳤습니다" in page.text
    assert "나중에 고친 이유입니다." in page.text


def test_only_officers_of_the_dong_correct_and_only_what_is_out(council, refused, sign_in):
    path = f"/requests/{refused.id}/correction"
    for user in (a_member(council), a_facilitator(council)):
        assert sign_in(user).get(path).status_code == 403
        assert path not in sign_in(user).get(f"/requests/{refused.id}").text
    with pytest.raises(Invalid), transaction():
        service.correct(refused, words(reason=""), why="", seen=2, by=an_officer(council.dong), at=clock.now())


def test_who_gave_the_first_answer_does_not_correct_the_second(council, sign_in):
    first, second = an_officer(council.dong), an_officer(council.dong)
    asked = a_refused_request(council, officer=first)
    again = asked_again(asked, a_facilitator(council)).again_id
    an_answer(queries.request(again), second)
    assert sign_in(first).get(f"/requests/{again}/correction").status_code == 403
    fresh = queries.request(again)
    with pytest.raises(Conflict), transaction():
        service.correct(fresh, words(reason="바꿈"), why="x", seen=2, by=first, at=clock.now())


def test_a_correction_is_told_to_everybody_again_and_moves_the_last_day_to_ask(refused, officer, client):
    a_correction(refused, officer, answer=Answer.DEFERRED, reason_code=ReasonCode.PENDING_BUDGET,
                 waits_for="추경 예산", next_on=clock.today())  # fmt: skip
    assert [event.action for event in rows("event")].count("decision.corrected") == 1
    fresh = queries.request(refused.id)
    assert fresh.ask_again_by == queries.request(refused.id).ask_again_by
    assert fresh.decision.stands_since == fresh.decision.corrected_at
    page = client.get(f"/requests/{refused.id}").text
    assert "바로잡은 답변" in page
    assert "추경 예산" in page
    session().expunge_all()
