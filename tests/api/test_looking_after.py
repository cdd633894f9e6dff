"""The API: what belongs to the caller, and what officers and facilitators look after."""

from typing import Any

import pytest

from app.desk.states import Pile
from app.discussion import queries as discussion
from app.kernel import clock
from app.kernel.db import session, transaction
from app.meetings import queries as meetings
from app.meetings import service as minutes_service
from app.meetings.states import LineKind, MeetingState, MinutesState
from app.notices import jobs as notices
from app.people.models import User
from app.people.states import Scope
from tests.api.programs import Program, a_program
from tests.conftest import counted_statements
from tests.factories import a_council, a_facilitator, a_member, an_officer, desk, minutes, opinions
from tests.factories import decisions as answers
from tests.factories import discussion as said
from tests.factories.meetings import a_meeting
from tests.factories.proposals import a_proposal
from tests.factories.referrals import a_planner, a_referral
from tests.factories.webhooks import a_council_webhook


@pytest.fixture
def council(app: Any) -> Any:
    return a_council()


def items(program: Program, path: str) -> list[dict[str, Any]]:
    answer = program.get(path)
    assert answer.status_code == 200, answer.text
    return list(answer.json["items"])


def test_ones_own_comments_are_read_also_those_that_nobody_else_sees(app, council):
    writer = a_member(council)
    proposal = a_proposal(council)
    shown = said.a_comment(proposal, writer, body="어둡습니다.")
    held = said.a_comment(proposal, writer, body="가게는 02-123-4567입니다.")
    hidden = said.a_hidden_comment(proposal, writer, body="김씨 탓입니다.")
    said.a_comment(proposal, body="다른 이웃의 글")
    found = items(a_program(app, writer, Scope.READ_OWN), "me/comments")
    assert [(one["number"], one["state"]) for one in found] == [
        (hidden.id, "hidden"), (held.id, "held"), (shown.id, "shown"),
    ]  # fmt: skip
    assert [one["body"] for one in found] == ["김씨 탓입니다.", "가게는 02-123-4567입니다.", "어둡습니다."]
    assert (found[0]["subject"], found[0]["subject_number"]) == ("proposal", proposal.id)


def test_a_list_that_has_pages_leads_from_one_to_the_next(app, council):
    writer, proposal = a_member(council), a_proposal(council)
    for number in range(25):
        said.a_comment(proposal, writer, body=f"글 {number}")
    program = a_program(app, writer, Scope.READ_OWN)
    first = program.get("me/comments")
    onward = first.json["next"].removeprefix("http://golmok.test/api/v1/")
    assert onward in first.headers["Link"]
    second = program.get(onward).json
    assert [one["body"] for one in (*first.json["items"], *second["items"])] == [f"글 {n}" for n in range(24, -1, -1)]
    assert second["next"] is None
    assert program.get("me/comments?page=x").status_code == 422


def test_notices_are_read_as_the_page_tells_them_in_the_language_asked_for(app, council, sign_in):
    reader = an_officer(council.dong)
    answers.a_sent_report(council)
    while notices.deliver_events(clock.now()):
        pass
    program = a_program(app, reader, Scope.NOTICES)
    (notice,) = items(program, "notices")
    assert notice["event"] == "report.sent"
    assert notice["sentence"] in sign_in(reader).get("/notices").text
    assert notice["is_unread"] is True
    english = program.get("notices", accept_language="en").json["items"][0]["sentence"]
    assert english != notice["sentence"]
    assert program.post(f"notices/{notice['number']}/reading").status_code == 200
    assert items(program, "notices")[0]["is_unread"] is False


def test_a_worry_about_a_neighbour_is_told_on_the_page_alone(app, council, sign_in):
    planner = a_planner(council.dong)
    a_referral(a_meeting(council=council, state=MeetingState.RUNNING))
    while notices.deliver_events(clock.now()):
        pass
    assert "새 연계가 하나 있습니다." in sign_in(planner).get("/notices").text
    assert items(a_program(app, planner, *Scope), "notices") == []


def test_ones_own_webhooks_are_read_without_their_secrets(app, council):
    webhook, secret = a_council_webhook(council)
    program = a_program(app, session().get_one(User, webhook.user_id), Scope.WEBHOOKS)
    (told,) = items(program, "account/webhooks")
    assert (told["number"], told["address"], told["council"]) == (webhook.id, webhook.address, council.id)
    assert secret not in program.get("account/webhooks").text
    assert webhook.seed not in program.get("account/webhooks").text
    assert items(a_program(app, a_member(council), Scope.WEBHOOKS), "account/webhooks") == []


@pytest.fixture
def officer(council: Any) -> Any:
    return an_officer(council.dong, name="김담당")


@pytest.fixture
def at_desk(app: Any, officer: Any) -> Program:
    return a_program(app, officer, Scope.DESK)


def test_the_desk_is_read_pile_by_pile_with_its_numbers(council, officer, at_desk):
    waiting, answered = answers.a_request(council), answers.a_request(council)
    answers.an_answer(answered, officer)
    desk.given_to(waiting, officer, by=officer)
    path = f"dongs/{council.dong_id}/requests"
    (one,) = items(at_desk, path)
    assert (one["number"], one["title"], one["state"]) == (waiting.id, waiting.title, "received")
    assert (one["due_on"], one["person"]) == (waiting.due_on.isoformat(), "김담당")
    assert [row["number"] for row in items(at_desk, f"{path}?show=answered")] == [answered.id]
    assert items(at_desk, f"{path}?show=deferred") == []
    assert items(at_desk, f"{path}?whose=nobody") == []
    assert [row["number"] for row in items(at_desk, f"{path}?whose=mine")] == [waiting.id]
    assert at_desk.get(path).json["counts"] == {"opened": 1, "overdue": 0, "soon": 0, "answered": 1}


def test_a_word_that_no_list_knows_is_refused_with_those_that_it_knows(council, at_desk):
    answer = at_desk.get(f"dongs/{council.dong_id}/requests?show=everything")
    assert answer.status_code == 422
    assert all(word.value in answer.json["detail"] for word in Pile)


def test_the_desk_takes_as_many_statements_with_many_requests_as_with_one(council, at_desk):
    counts = []
    items(at_desk, f"dongs/{council.dong_id}/requests")  # a token's first use of a day is kept
    for _ in range(2):
        for _ in range(2):
            answers.a_request(council)
        with counted_statements() as statements:
            items(at_desk, f"dongs/{council.dong_id}/requests")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_folder_of_a_request_has_who_had_it_and_what_was_noted(council, officer, at_desk):
    asked = answers.a_request(council)
    desk.given_to(asked, officer, by=officer)
    desk.a_note(asked, officer, "전화로 확인했습니다.")
    desk.an_opinion(asked, officer, answer="할 수 있습니다.", section="도로과")
    told = at_desk.get(f"requests/{asked.id}/desk").json
    assert (told["person"], [one["by"] for one in told["assignments"]]) == ("김담당", ["김담당"])
    assert [(one["author"], one["body"]) for one in told["notes"]] == [("김담당", "전화로 확인했습니다.")]
    assert [(one["section"], one["answer"]) for one in told["opinions"]] == [("도로과", "할 수 있습니다.")]


@pytest.fixture
def facilitator(council: Any) -> Any:
    return a_facilitator(council)


def test_what_waits_for_a_moderator_is_read_without_who_flagged_it(app, council, facilitator):
    comment = said.a_comment(a_proposal(council), body="살펴볼 글")
    said.a_flag(comment, a_member(council, name="신고한이"), reason="전화번호가 있습니다")
    program = a_program(app, facilitator, Scope.MODERATION)
    (case,) = items(program, f"councils/{council.id}/flagged-comments")
    assert (case["comment"], case["kind"], case["body"]) == (comment.id, "flag", "살펴볼 글")
    assert case["flags"] == ["전화번호가 있습니다"]
    assert "신고한이" not in program.get(f"councils/{council.id}/flagged-comments").text
    settled = program.post(f"comments/{case['comment']}/flags/settlement", {"answer": "번호가 아닙니다."})
    assert settled.status_code == 200
    assert items(program, f"councils/{council.id}/flagged-comments") == []
    assert discussion.comment(comment.id).is_shown


def test_statements_that_wait_come_first_without_writers_and_counts(app, council, facilitator):
    question = opinions.a_question(council, by=facilitator, seeds=["먼저 올린 의견"])
    writer = a_member(council, name="글쓴이웃")
    waiting = opinions.a_statement(question, writer, "살펴볼 의견", shown=False)
    opinions.answered(opinions.statements(question)[0], agree=6)
    program = a_program(app, facilitator, Scope.QUESTIONS)
    first, second = items(program, f"questions/{question.id}/statements")
    assert (first["number"], first["state"], first["is_seed"]) == (waiting.id, "waiting", False)
    assert (second["text"], second["state"]) == ("먼저 올린 의견", "shown")
    assert set(first) == {"number", "text", "state", "is_seed", "hidden_reason", "fate", "fate_reason"}
    assert program.post(f"statements/{waiting.id}/showing").status_code == 200


def test_a_sentence_of_the_minutes_is_found_by_its_number_and_put_in_other_words(app, council, facilitator):
    meeting = minutes.a_meeting_with_minutes(council=council, called_by=facilitator)
    program = a_program(app, facilitator, Scope.MINUTES)
    path = f"meetings/{meeting.id}/minutes"
    told = program.get(path).json
    line = next(one for one in told["lines"] if one["kind"] == "said")
    assert (told["state"], told["corrections"]) == ("draft", [])
    address = f"{path}/lines/{line['number']}"
    assert program.change(address, {"text": "봉투가 자꾸 찢어집니다."}).status_code == 200
    again = {one["number"]: one["text"] for one in program.get(path).json["lines"]}
    assert again[line["number"]] == "봉투가 자꾸 찢어집니다."


def test_struck_sentences_and_corrections_end_with_the_sealing(app, council, facilitator):
    came = a_member(council)
    meeting = minutes.a_meeting_with_minutes(MinutesState.DRAFT, came, council=council, called_by=facilitator)
    struck = minutes.the_line(meeting, LineKind.SAID)
    with transaction():
        minutes_service.strike_line(struck, seen=struck.version, by=facilitator, at=clock.now())
    minutes.show(meeting)
    minutes.a_correction(meeting, came)
    path, reader = f"meetings/{meeting.id}/minutes", a_program(app, came, Scope.MINUTES)
    told = reader.get(path).json
    assert [one["number"] for one in told["lines"] if one["is_struck"]] == [struck.id]
    assert [one["state"] for one in told["corrections"]] == ["offered"]
    with transaction():
        offered = meetings.correction(meeting.id, told["corrections"][0]["number"])
        minutes_service.decline_correction(offered, "그대로가 맞습니다", by=facilitator, at=clock.now())
    minutes.let_corrections_end(meeting)
    minutes.seal(meeting)
    elsewhere = a_program(app, a_member(a_council()), Scope.MINUTES).get(path).json
    assert (elsewhere["state"], elsewhere["corrections"]) == ("sealed", [])
    assert [one["number"] for one in elsewhere["lines"]] == [
        one["number"] for one in told["lines"] if not one["is_struck"]
    ]
