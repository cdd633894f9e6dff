"""Open data of what neighbours say: what a page keeps back is in no file, and what it shows is there word by word."""

import json
from typing import Any

import pytest

from app.councils.models import Bylaws
from app.discussion import queries as discussion
from app.discussion import service as talk
from app.kernel import clock
from app.kernel.db import session, transaction
from app.meetings import queries as meetings
from app.meetings import service as minutes_service
from app.meetings.states import LineKind, MinutesState
from app.opinions import queries as opinions
from app.opinions import service as opinions_service
from app.people.models import User
from app.proposals.models import Amendment
from app.proposals.states import ProposalState
from tests.factories import a_council, a_facilitator, an_officer
from tests.factories import discussion as said
from tests.factories import minutes as written
from tests.factories import opinions as asked
from tests.factories import panels as drawn
from tests.factories import proposals as made
from tests.factories.fates import a_handover


def told(client: Any, council: Any, key: str) -> list[dict[str, Any]]:
    with client.get(f"/councils/{council.id}/data/{key}.json") as answer:
        assert answer.status_code == 200
        return list(json.loads(answer.data))


@pytest.fixture
def council(app: Any) -> Any:
    return a_council()


@pytest.fixture
def proposal(council: Any) -> Any:
    return made.a_proposal(council)


def test_a_comment_is_told_with_its_words_and_what_it_answers(council, proposal, client):
    first = said.a_comment(proposal, body="밤에 어둡습니다.")
    reply = said.a_comment(proposal, parent=first, body="저희 집 앞도요.")
    one, other = told(client, council, "comments")
    assert (one["comment_id"], one["proposal_id"], one["body"], one["state"]) == (
        first.id, proposal.id, "밤에 어둡습니다.", "shown",
    )  # fmt: skip
    assert (other["comment_id"], other["parent_id"]) == (reply.id, first.id)
    assert one["parent_id"] is None


@pytest.mark.parametrize("make", [said.a_hidden_comment, said.an_appealed_comment, said.a_corrected_comment])
def test_of_a_hidden_comment_the_ground_is_told_and_never_the_words_or_what_its_writer_does(
    council, proposal, client, make
):
    make(proposal, body="이웃 김씨가 그랬습니다.")
    (row,) = told(client, council, "comments")
    assert (row["state"], row["body"], row["hidden_ground"]) == ("hidden", None, "privacy")
    assert row["hidden_reason"] == "이웃의 이름이 있습니다"


def test_what_was_taken_back_or_blocked_has_no_words(council, proposal, client):
    gone = said.a_comment(proposal, body="거둔 글")
    with transaction():
        talk.withdraw(discussion.comment(gone.id), at=clock.now())
    said.a_blocked_request(said.a_comment(proposal, body="막은 글"), an_officer(council.dong))
    one, other = told(client, council, "comments")
    assert [(row["state"], row["body"]) for row in (one, other)] == [("withdrawn", None), ("blocked", None)]
    assert (one["stance"], other["stance"]) == (None, "neutral")


def test_what_waits_for_a_person_is_not_there_unless_neighbours_had_read_it_before(council, proposal, client):
    said.a_comment(proposal, body="가게는 02-123-4567입니다.")
    assert told(client, council, "comments") == []
    known = said.a_comment(proposal, body="가게에 물어보았습니다.")
    with transaction():
        comment = discussion.comment(known.id)
        talk.edit(comment, body="가게는 02-123-4567입니다.", stance=comment.stance, at=clock.now())
    (row,) = told(client, council, "comments")
    assert (row["comment_id"], row["state"], row["body"]) == (known.id, "held", None)


def test_talk_about_a_proposal_that_is_not_out_is_not_there(council, proposal, client):
    said.a_comment(proposal)
    said.a_correction_of_the_summary(proposal, a_facilitator(council), proposal.author)
    made.an_amendment(proposal)
    assert [len(told(client, council, key)) for key in ("comments", "summaries", "amendments")] == [1, 1, 1]
    with transaction():
        proposal.state, proposal.published_at = ProposalState.DRAFT, None
    assert [told(client, council, key) for key in ("comments", "summaries", "amendments")] == [[], [], []]


def test_an_amendment_is_told_with_its_words_and_a_hidden_one_without(council, proposal, client):
    open_one = made.an_amendment(proposal, title="등 두 개")
    hidden = made.a_hidden_amendment(made.an_amendment(proposal, title="등 세 개", reason="김씨 때문에"))
    one, other = told(client, council, "amendments")
    assert (one["amendment_id"], one["title"], one["state"]) == (open_one.id, "등 두 개", "offered")
    assert other["amendment_id"] == hidden.id
    words = ("title", "place", "problem", "wish", "cost_won", "reason")
    assert [other[name] for name in words] == [None] * len(words)
    assert session().get_one(Amendment, hidden.id).title == "등 세 개", "the words are still kept"
    assert told(client, council, "comments") == [], "a copy for moderators is no comment"


def test_a_handover_is_told_where_the_proposal_comes_from(council, proposal, client):
    offer = a_handover(proposal, by=a_facilitator(council))
    (row,) = told(client, council, "handovers")
    assert (row["handover_id"], row["to_council_id"], row["state"]) == (offer.id, offer.to_id, "offered")


def test_counts_of_a_statement_are_told_after_the_end_and_none_of_fewer_than_five(council, client):
    question = asked.a_question(council, seeds=["골목이 어둡다.", "평상이 필요하다.", "꽃을 심자."])
    many, split, few = asked.statements(question)
    asked.answered(many, agree=6, disagree=5, pass_=5)
    asked.answered(split, agree=6, disagree=5, pass_=1)
    asked.answered(few, agree=4)
    names = ("answers", "agree", "disagree", "pass", "hidden")

    def counts():
        return [tuple(row[name] for name in names) for row in told(client, council, "statements")]

    nothing = (None, None, None, None, "")
    assert counts() == [nothing] * 3
    asked.closed(question)
    assert counts() == [(16, 6, 5, 5, ""), (12, 6, None, None, "disagree pass"), nothing]
    (row,) = told(client, council, "questions")
    assert (row["question_id"], row["state"], row["participant_count"]) == (question.id, "closed", 32)


def test_how_many_took_part_in_a_question_is_told_from_five_on(council, client):
    question = asked.a_question(council, seeds=["골목이 어둡다."])
    (one,) = asked.statements(question)
    for people, shown in ((4, None), (1, 5)):
        asked.answered(one, agree=people)
        assert told(client, council, "questions")[0]["participant_count"] == shown


def test_a_hidden_statement_has_a_reason_and_neither_words_nor_counts(council, client):
    question = asked.a_question(council, seeds=[])
    hidden = asked.a_statement(question, text="이웃 김씨가 시끄럽다.")
    asked.a_statement(question, text="아직 살펴보는 의견", shown=False)
    asked.answered(hidden, agree=6)
    with transaction():
        by = opinions.question(question.id).asked_by
        opinions_service.hide(opinions.statement(hidden.id), reason="이름이 있습니다", by=by, at=clock.now())
    asked.closed(question)
    (row,) = told(client, council, "statements")
    assert (row["state"], row["text"], row["hidden_reason"]) == ("hidden", None, "이름이 있습니다")
    assert (row["agree"], row["fate"]) == (None, None)


def test_minutes_are_told_when_they_are_sealed_as_they_were_sealed(council, client):
    by = a_facilitator(council)
    meeting = written.a_meeting_with_minutes(council=council, called_by=by)
    struck = written.the_line(meeting, LineKind.SAID)
    with transaction():
        minutes_service.strike_line(struck, seen=struck.version, by=by, at=clock.now())
    assert told(client, council, "minutes_lines") == []
    assert [row["title"] for row in told(client, council, "agenda_items")] == ["깨진 유리"]
    written.show(meeting, MinutesState.SEALED)
    sealed = client.get(f"/meetings/{meeting.id}/minutes.json").json
    rows = sorted(told(client, council, "minutes_lines"), key=lambda row: row["position"])
    assert [(row["kind"], row["text"]) for row in rows] == [(one["kind"], one["text"]) for one in sealed["sentences"]]
    assert struck.text not in [row["text"] for row in rows]
    with transaction():
        minutes_service.add_to_sealed(meetings.meeting(meeting.id), "열한 명입니다.", by=by, at=clock.now())
    (added,) = told(client, council, "addenda")
    assert (added["meeting_id"], added["number"], added["text"]) == (meeting.id, 1, "열한 명입니다.")


def test_the_agenda_of_a_meeting_that_was_not_announced_is_not_there(council, client):
    meeting = written.a_meeting(council=council, state=written.MeetingState.DRAFT)
    written.an_item(meeting, title="아직 정하지 않은 안건")
    assert told(client, council, "agenda_items") == []


def test_bylaws_say_who_belongs_and_what_carries_a_motion(council, client):
    (row,) = told(client, council, "bylaws")
    rules = session().get_one(Bylaws, council.id)
    assert row["ties"].split() == list(rules.ties)
    assert (row["quorum_basis"], row["passing_numerator"]) == (rules.quorum_basis, rules.passing_numerator)
    assert row["passing_strict"] is rules.passing_strict


def test_a_panel_is_told_once_its_lot_is_announced_and_names_nobody(council, client):
    draft = drawn.a_draft(council, a_facilitator(council))
    assert told(client, council, "panels") == []
    panel = drawn.a_drawn(council)
    (row,) = told(client, council, "panels")
    assert (row["panel_id"], row["state"], row["size"]) == (panel.id, "drawn", panel.size)
    assert draft.id != panel.id
    names = [session().get_one(User, place.user_id).name for place in panel.places]
    assert names
    assert [name for name in names if name in json.dumps(row, ensure_ascii=False)] == []
