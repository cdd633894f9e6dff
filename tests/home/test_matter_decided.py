"""The whole way of one matter through polls and the centre's answers."""

import pytest

from app.decisions.states import Answer, ReasonCode
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import moment
from app.meetings import queries as meetings_queries
from app.polls import service as polls
from tests.factories.decisions import an_answer
from tests.factories.home import WISH
from tests.home.timeline import line_of, lines_of, page_of


def test_a_poll_closes_by_itself_at_its_time(way, client):
    proposal = way.proposed()
    poll = way.counted(way.open(way.poll(proposal)))
    way.certified(poll)
    page = page_of(client, proposal)
    at, who, text = line_of(page, "투표를 마감하고 세었습니다")
    assert (at, who) == (moment(poll.closes_at), "정한 시각에 저절로")
    assert text == "먼저 할 일은? – 가결"
    assert line_of(page, "투표 결과를 확정했습니다")[1] == "동주민센터 마을자치팀 우리동네주무관"
    assert f'href="/polls/{poll.id}/result"' in page


@pytest.mark.parametrize(("position", "words"), [(1, "이 일이 뽑혔습니다"), (2, "다른 일이 뽑혔습니다")])
def test_a_choice_among_matters_tells_whether_this_one_was_chosen(way, client, position, words):
    mine, other = way.proposed(), way.proposed(title="옆 골목 화분")
    way.counted(way.open(way.poll(mine, other)), position)
    assert words in line_of(page_of(client, mine), "투표를 마감하고 세었습니다")[2]


def test_a_poll_on_the_item_of_a_meeting_belongs_to_its_proposal(way, client):
    mine, other = way.proposed(), way.proposed(title="옆 골목 화분")
    (item, *_rest) = meetings_queries.items_of(way.announced(mine, other).id)
    options = [polls.NewOption("하나", agenda_item_id=item.id), polls.NewOption("둘")]
    way.counted(way.open(way.poll(mine, other, options=options)))
    assert "이 일이 뽑혔습니다" in line_of(page_of(client, mine), "투표를 마감하고 세었습니다")[2]
    assert not lines_of(page_of(client, other), "투표를 시작했습니다")


def test_a_poll_that_was_never_announced_is_told_to_nobody(way, client):
    proposal = way.proposed()
    poll = way.poll(proposal, question="아직 비밀인 물음")
    assert "아직 비밀인 물음" not in page_of(client, proposal)
    with transaction():
        polls.void(poll, reason="잘못 만들었습니다.", by=way.facilitator, at=clock.now())
    assert "잘못 만들었습니다." not in page_of(client, proposal)


@pytest.mark.parametrize(("who", "named"), [("facilitator", "퍼실리테이터"), ("officer", "동주민센터 마을자치팀")])
def test_who_voids_a_poll_is_named_in_their_own_role(way, client, who, named):
    proposal = way.proposed()
    poll = way.open(way.poll(proposal))
    with transaction():
        polls.void(poll, reason="명부가 틀렸습니다.", by=getattr(way, who), at=clock.now())
    _at, by, text = line_of(page_of(client, proposal), "투표를 무효로 했습니다")
    assert by.startswith(named)
    assert text == "명부가 틀렸습니다."


def test_an_answer_names_the_section_that_answers_and_not_who_typed_it(way, client):
    proposal = way.proposed()
    (request,) = way.sent(way.held(proposal)).requests
    values = {"answer": Answer.ACCEPTED, "reason_code": ReasonCode.WILL_DO, "do_by": clock.today()}
    an_answer(request, way.officer, section="청소행정과", officer_name="청소 담당", **values)
    page = page_of(client, proposal)
    _at, who, text = line_of(page, "동주민센터가 답했습니다")
    assert (who, text) == ("청소행정과 청소 담당", f"수용 – {WISH}")
    assert f'href="/requests/{request.id}"' in page


def test_a_report_counts_only_the_requests_of_this_matter(way, client):
    mine, other = way.proposed(), way.proposed(title="옆 골목 화분")
    meeting = way.opened(way.announced(mine, other))
    way.resolved(meeting, item=0)
    way.resolved(meeting, item=1, text="화분을 주세요.")
    way.ended(meeting)
    way.sent(way.published(meeting))
    page = page_of(client, mine)
    assert line_of(page, "동주민센터에 요청했습니다")[2] == "이 일로 요청 1건을 보냈습니다."
    assert "화분을 주세요." not in page
