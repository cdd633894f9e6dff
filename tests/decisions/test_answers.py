"""The officer's answer: kept half empty as a draft, published only when whole, and fixed from then on."""

from datetime import timedelta

import pytest

from app.decisions import queries, service
from app.decisions.states import FITTING, MISSING, Answer, ReasonCode, needed
from app.kernel import clock
from app.kernel.db import db, session, transaction
from app.kernel.errors import Invalid
from app.kernel.events import Event
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_dong, a_facilitator, a_member, an_officer
from tests.factories.decisions import a_held_meeting, a_matter, a_request, a_resolution, an_answer, words

TOMORROW = (clock.today() + timedelta(days=1)).isoformat()
WHOLE = {
    "accepted": {"reason_code": "will_do", "do_by": TOMORROW},
    "partially_accepted": {
        "reason_code": "no_budget", "possible": "두 주에 한 번은 합니다.", "do_by": TOMORROW, "found": "예산서를 봄",
    },
    "rejected": {"reason_code": "no_budget", "possible": "집게는 빌려 드립니다.", "found": "예산서를 봄"},
    "deferred": {
        "reason_code": "pending_budget", "found": "예산서를 봄", "waits_for": "추경 예산", "next_on": TOMORROW,
    },
    "passed_on": {"reason_code": "other_office", "passed_to": "동작구청 청소행정과"},
}  # fmt: skip
EVERY = {"reason": "예산이 없습니다.", "ground": "2026년 예산서", "summary": "올해는 어렵습니다."}


@pytest.fixture
def asked(app):
    return a_request()


@pytest.fixture
def officer(asked):
    return an_officer(asked.council.dong, name="김담당")


def path(request):
    return f"/requests/{request.id}/answer"


def test_the_form_knows_the_officers_section_name_and_phone(asked, officer, sign_in):
    values = form_of(sign_in(officer).get(path(asked)).text, "").values
    assert (values["section"], values["officer_name"], values["officer_phone"]) == (
        "마을자치팀",
        "김담당",
        "02-000-0001",
    )


def test_a_half_empty_answer_is_kept_as_a_draft_that_only_officers_see(asked, officer, sign_in, client):
    browser = sign_in(officer)
    page = submit(browser, path(asked), reason="알아보는 중입니다.", follow=True)
    assert "임시로 저장했습니다" in page.text
    assert "알아보는 중입니다." in browser.get(path(asked)).text
    shown = client.get(f"/requests/{asked.id}").text
    assert "알아보는 중입니다." not in shown
    assert not [event for event in rows("event") if event.action == "decision.published"]


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_answer_of_each_kind_is_published_with_its_event(asked, officer, sign_in, client, kind):
    page = submit(sign_in(officer), path(asked), answer=kind, publish="yes", follow=True, **EVERY, **WHOLE[kind])
    assert "답변을 공개했습니다" in page.text
    shown = client.get(f"/requests/{asked.id}").text
    for what in ("예산이 없습니다.", "2026년 예산서", "김담당", "02-000-0001", str(Answer(kind).label)):
        assert what in shown
    (event,) = [event for event in db.session.query(Event) if event.action == "decision.published"]
    assert (event.subject_type, event.subject_id) == ("request", asked.id)
    assert event.facts == {"answer": kind, "proposal_id": None}


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind in WHOLE for field in needed(Answer(kind)) if field != "answer"]
)
def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(asked, officer, sign_in, kind, field):
    given = {**EVERY, **WHOLE[kind], field: ""}
    page = submit(sign_in(officer), path(asked), answer=kind, publish="yes", **given)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert str(MISSING[field]) in page.text
    assert page.text.count('<p class="error"') == 1
    values = form_of(page.text, "").values
    assert values["answer"] == kind
    assert all(values[name] == value for name, value in given.items() if value)
    assert not rows("decision")


def test_an_empty_answer_says_everything_that_every_answer_needs(asked, officer, sign_in):
    page = submit(sign_in(officer), path(asked), section="", officer_name="", officer_phone="", publish="yes")
    assert page.status_code == 422
    for field in needed(None):
        assert str(MISSING[field]) in page.text


@pytest.mark.parametrize("field", ["reason", "ground", "possible"])
def test_private_numbers_are_refused_in_what_everybody_reads_but_the_office_phone_is_not(
    asked, officer, sign_in, field
):
    given = {**EVERY, **WHOLE["rejected"], field: "문의 010-2345-6789"}
    page = submit(sign_in(officer), path(asked), answer="rejected", publish="yes", **given)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    fine = submit(sign_in(officer), path(asked), answer="rejected", publish="yes", **EVERY, **WHOLE["rejected"])
    assert fine.status_code == 303


@pytest.mark.parametrize("phone", ["전화 주세요", "02-82", "1" * 21])
def test_a_phone_number_that_is_none_is_refused(asked, officer, sign_in, phone):
    page = submit(sign_in(officer), path(asked), officer_phone=phone)
    assert page.status_code == 422
    assert 'id="officer_phone-error"' in page.text


@pytest.mark.parametrize(
    ("kind", "code"), [("accepted", "no_budget"), ("rejected", "will_do"), ("passed_on", "law"), ("rejected", "doing")]
)
def test_a_reason_that_contradicts_the_answer_is_refused(asked, officer, sign_in, kind, code):
    given = {**EVERY, **WHOLE[kind], "reason_code": code}
    page = submit(sign_in(officer), path(asked), answer=kind, publish="yes", **given)
    assert page.status_code == 422
    assert "고른 답과 맞지 않는 이유" in page.text
    wrong = words(answer=Answer(kind), reason_code=ReasonCode(code), do_by=clock.today(), passed_to="구청")
    with pytest.raises(Invalid), transaction():
        service.publish(queries.request(asked.id), wrong, seen=0, by=officer, at=clock.now())


def test_a_promise_for_a_day_that_has_passed_is_refused(asked, officer, sign_in):
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    given = {**EVERY, "reason_code": "will_do", "do_by": yesterday}
    page = submit(sign_in(officer), path(asked), answer="accepted", publish="yes", **given)
    assert page.status_code == 422
    assert "지난 날짜입니다" in page.text


@pytest.mark.parametrize("field", ["reason", "ground", "possible", "officer_phone", "reason_code"])
def test_the_service_itself_publishes_nothing_half_empty(asked, officer, field):
    half = words(**{field: None if field == "reason_code" else ""})
    with pytest.raises(Invalid), transaction():
        service.publish(asked, half, seen=0, by=officer, at=clock.now())
    assert not rows("decision")
    assert not [event for event in rows("event") if event.action == "decision.published"]


def test_every_kind_of_answer_has_reasons_that_fit():
    assert all(FITTING[answer] for answer in Answer)
    assert set().union(*FITTING.values()) == set(ReasonCode)


def test_a_published_answer_stays_as_it_is(asked, officer, sign_in):
    an_answer(asked, officer)
    browser = sign_in(officer)
    answer = browser.get(path(asked))
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    assert "공개한 답변은 몰래 바뀌지 않습니다" in page
    assert f'href="{path(asked)}"' not in page
    for seen in (0, 1, 2):
        with pytest.raises(Invalid), transaction():
            service.write(queries.request(asked.id), words(reason="바꿈"), seen=seen, by=officer)
    assert [decision.reason for decision in rows("decision")] == ["올해 예산에 이 사업이 없습니다."]


def test_publishing_twice_publishes_once(asked, officer, sign_in):
    browser = sign_in(officer)
    form = form_of(browser.get(path(asked)).text, "")
    for name, value in {**EVERY, **WHOLE["rejected"], "answer": "rejected", "publish": "yes"}.items():
        form.values[name] = value
    assert [browser.post(path(asked), data=form.values).status_code for _ in range(2)] == [303, 303]
    assert len([event for event in rows("event") if event.action == "decision.published"]) == 1


def test_a_second_officer_is_told_instead_of_overwriting_the_first(asked, officer, sign_in):
    other, browser = an_officer(asked.council.dong), sign_in(officer)
    form = form_of(browser.get(path(asked)).text, "")
    submit(sign_in(other), path(asked), reason="먼저 쓴 글")
    form.values["reason"] = "나중에 쓴 글"
    page = browser.post(path(asked), data=form.values)
    assert page.status_code == 422
    assert "다른 담당자가 이 답변을 고쳤습니다" in page.text
    assert "나중에 쓴 글" in page.text
    assert [decision.reason for decision in rows("decision")] == ["먼저 쓴 글"]


def test_only_officers_of_the_dong_answer(asked, sign_in, client):
    council = asked.council
    for user in (a_member(council), a_facilitator(council), an_officer(a_dong())):
        browser = sign_in(user)
        assert browser.get(path(asked)).status_code == 403
        assert path(asked) not in browser.get(f"/requests/{asked.id}").text
    assert client.get(path(asked)).location.startswith("/sign-in")


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [
        ("suggestion", "다시 건의할 수"),
        ("citizen_proposal", "15일 안에 재심사를 요청"),
        ("autonomy_plan", "회의체가 자치계획을 확정"),
    ],
)
def test_an_answer_says_how_to_ask_again_and_whom_to_call(app, client, kind, remedy):
    asked = a_request(kind=kind)
    an_answer(queries.request(asked.id), an_officer(asked.council.dong))
    page = client.get(f"/requests/{asked.id}").text
    assert remedy in page
    assert "물어볼 곳: 마을자치팀 김담당, 전화 02-820-0000" in page
    assert ("다시 물을 수 있는 마지막 날" in page) is (kind == "citizen_proposal")


def test_a_re_examination_can_be_asked_until_fifteen_days_after_the_answer(app):
    asked = a_request(kind="citizen_proposal")
    officer = an_officer(asked.council.dong)
    assert queries.request(asked.id).ask_again_by is None
    an_answer(queries.request(asked.id), officer)
    assert queries.request(asked.id).ask_again_by == clock.today() + timedelta(days=15)


def test_requests_of_a_proposal_come_with_their_answers_and_without_drafts(app):
    council = a_council()
    proposal = a_matter(council)
    meeting = a_held_meeting(council, a_resolution(), proposal=proposal)
    leader = a_facilitator(council)
    with transaction():
        report = service.compose(queries.meeting(meeting.id), by=leader, at=clock.now())
    assert queries.requests_of_proposal([proposal.id]) == []
    with transaction():
        service.send(report, by=leader, at=clock.now())
    an_answer(queries.request(report.requests[0].id), an_officer(council.dong))
    session().expunge_all()
    (asked,) = queries.requests_of_proposal([proposal.id, 999])
    assert asked.decision.answer is Answer.REJECTED
    assert asked.council.name == council.name
    assert queries.requests_of_proposal([]) == []
