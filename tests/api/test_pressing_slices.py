"""Pages of several slices, pressed by programs: what the walk through the matrix does not come to."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.desk.models import AnswerTemplate
from app.kernel.db import session
from app.plans import queries as plans_queries
from app.plans.states import PlanState
from app.polls.models import Poll
from app.proposals.models import Amendment, Handover, Proposal
from app.proposals.states import HandoverState
from tests import factories
from tests.api.programs import Program, a_program
from tests.factories import fates, plans, polls, proposals

PART = {"title": "등 달기", "problem": "밤에 어둡습니다.", "wish": "등을 달아 주세요."}
OTHER = {"title": "턱 낮추기", "problem": "휠체어가 못 지나갑니다.", "wish": "턱을 낮춰 주세요."}


@pytest.fixture
def handed(app: Flask) -> tuple[Handover, Program]:
    """A proposal that another council is asked to take, and a program of that council's facilitator."""
    to = factories.a_council()
    return fates.a_handover(proposals.a_proposal(), to), a_program(app, factories.a_facilitator(to))


def test_a_proposal_of_another_council_is_taken_over(handed: tuple[Handover, Program]) -> None:
    handover, program = handed
    answer = program.post(f"handovers/{handover.id}/acceptance")
    session().expire_all()
    taken = session().get_one(Handover, handover.id)
    assert taken.state is HandoverState.ACCEPTED
    assert answer.json["page"] == f"http://golmok.test/proposals/{taken.new_id}"


def test_a_proposal_of_another_council_is_left_where_it_is(handed: tuple[Handover, Program]) -> None:
    handover, program = handed
    short = program.post(f"handovers/{handover.id}/refusal", {"answer": "싫어요"})
    assert [one["pointer"] for one in short.json["errors"]] == ["#/answer"]
    assert program.post(f"handovers/{handover.id}/refusal", {"answer": "우리 골목의 길이 아닙니다."}).status_code == 200
    session().expire_all()
    assert session().get_one(Handover, handover.id).state is not HandoverState.ACCEPTED


def test_a_proposal_is_split_by_the_names_of_its_parts(app: Flask) -> None:
    council = factories.a_council()
    proposal = proposals.a_proposal(council)
    program = a_program(app, factories.a_facilitator(council))
    path = f"proposals/{proposal.id}/splitting"
    assert program.get(path).json["first-title"] == proposal.title
    parts = {
        f"{place}-{name}": words for place, part in (("first", PART), ("second", OTHER)) for name, words in part.items()
    }
    wrong = program.post(path, {**parts, "second-wish": "", "reason": "두 가지를 따로 정하고 싶습니다."})
    assert [one["pointer"] for one in wrong.json["errors"]] == ["#/second-wish"]
    assert program.post(path, {**parts, "reason": "두 가지를 따로 정하고 싶습니다."}).status_code == 200
    titles = set(session().scalars(select(Proposal.title)))
    assert {PART["title"], OTHER["title"]} <= titles


def test_an_amendment_is_offered_to_the_words_that_were_read_and_taken_to_those_that_are_there(app: Flask) -> None:
    council = factories.a_council()
    author, neighbour = factories.a_member(council), factories.a_member(council)
    proposal = proposals.a_proposal(council, author)
    theirs, own = a_program(app, neighbour), a_program(app, author)
    path, words = (
        f"proposals/{proposal.id}/amendments/new",
        {"wish": "등을 두 개 달아 주세요.", "reason": "길이 깁니다"},
    )
    assert theirs.post(path, words).status_code == 428
    seen = theirs.get(path).headers["ETag"]
    assert own.change(f"proposals/{proposal.id}/edition", {"title": "다른 제목"}).status_code == 200
    assert theirs.post(path, words, if_match=seen).status_code == 412
    assert theirs.change(path, words).status_code == 200
    number = session().scalars(select(Amendment.id)).one()
    answer = f"amendments/{number}/acceptance"
    assert theirs.get(answer).status_code == 403
    assert own.change(answer, {}).status_code == 200
    session().expire_all()
    assert session().get_one(Proposal, proposal.id).wish == words["wish"]


def test_options_of_a_budget_poll_are_put_into_groups_by_their_own_members(app: Flask) -> None:
    council = factories.a_council()
    leader = factories.a_facilitator(council)
    options = [polls.NewOption("바닥등", cost_won=9_000_000), polls.NewOption("축제", cost_won=3_000_000)]
    money = {"method": "budget_order", "votes_per_voter": 2, "budget_won": 10_000_000, "options": options}
    poll, program = polls.a_draft(council, by=leader, **money), a_program(app, leader)
    path = f"polls/{poll.id}/groups"
    shown = program.get(path).json
    assert set(shown) == {"caps", "group_1", "group_2", "only_one_1", "only_one_2"}
    words = {"caps": "안전 분과: 900만원", "group_1": "안전 분과", "group_2": None}
    assert program.post(path, {**words, "group_9": "안전 분과"}).status_code == 422
    assert program.post(path, {**words, "groups": "x"}).status_code == 422
    assert program.post(path, words).status_code == 200
    session().expire_all()
    assert session().get_one(Poll, poll.id).group_caps == {"안전 분과": 9_000_000}


def test_a_program_prepares_a_poll_and_never_opens_it(app: Flask) -> None:
    council = factories.a_council()
    program = a_program(app, factories.a_facilitator(council))
    path = f"councils/{council.id}/polls/new"
    begun = {name: value for name, value in program.get(path).json.items() if value is not None}
    sent = {**begun, "question": "등을 달까요?", "method": "motion"}
    assert {program.post(path, sent, idempotency_key="k").status_code for _each in range(2)} == {200}
    poll = session().scalars(select(Poll)).one()
    assert (poll.question, poll.is_draft) == ("등을 달까요?", True)
    assert program.post(f"polls/{poll.id}/announcement").status_code == 200
    for what in ("opening", "ballots", "readback", "tally", "additions", "handouts", "receipts"):
        assert program.post(f"polls/{poll.id}/{what}").status_code == 405, what
    session().expire_all()
    assert session().get_one(Poll, poll.id).is_draft


def test_what_is_pressed_without_a_form_page_is_read_at_its_own_address(app: Flask) -> None:
    """A button that carries along what was seen: its version is given where it is pressed."""
    assembly = plans.an_assembly()
    leader, officer = factories.a_facilitator(assembly), factories.an_officer(assembly.dong)
    plan = plans.reviewed(plans.sent(plans.adopted(plans.a_plan(assembly, leader), leader), leader), officer)
    program, path = a_program(app, leader), f"plans/{plan.id}/final"
    assert program.post(path).status_code == 428
    assert program.post(path, if_match='"0"').status_code == 412
    shown = program.get(path)
    assert (shown.json, shown.headers["ETag"]) == ({}, f'"{plans_queries.plan(plan.id).version}"')
    assert a_program(app, factories.a_user()).get(path).status_code == 403
    assert plans_queries.plan(plan.id).state is not PlanState.FINAL
    assert program.post(path, if_match=shown.headers["ETag"]).status_code == 200
    session().expire_all()
    assert plans_queries.plan(plan.id).state is PlanState.FINAL


def test_an_hour_that_is_nought_stays_where_it_is_left_out(app: Flask) -> None:
    council = factories.a_council()
    program, path = a_program(app, factories.a_facilitator(council)), f"councils/{council.id}/talk-rules/edition"
    assert program.post(path, {"quiet_from": "0", "quiet_until": "6", "words": "나쁜말"}).status_code == 200
    assert program.post(path, {"hours": 12}).status_code == 200
    shown = program.get(path).json
    assert (shown["quiet_from"], shown["quiet_until"], shown["words"], shown["hours"]) == ("0", "6", "나쁜말", 12)


def test_a_choice_that_the_page_leaves_open_is_emptied_by_null_and_others_are_not(app: Flask) -> None:
    council = factories.a_council()
    officer = factories.an_officer(council.dong)
    program, path = a_program(app, officer), f"dongs/{council.dong_id}/answer-templates/new"
    words = {"name": "가로등", "answer": "rejected", "reason_code": "no_budget", "reason": "예산이 없습니다."}
    assert program.post(path, words).status_code == 200
    template = session().scalars(select(AnswerTemplate)).one()
    change = f"answer-templates/{template.id}"
    assert program.change(change, {"reason_code": None, "answer": None}).status_code == 200
    assert program.get(change).json["answer"] in {None, ""}
    (mistake,) = program.change(change, {"name": None}).json["errors"]
    assert mistake["pointer"] == "#/name"
