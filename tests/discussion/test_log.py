"""The public log of moderation: what was done, why and how long it took, without names and without words."""

from datetime import timedelta

from app.discussion import queries, service
from app.discussion.states import Ground
from app.kernel import clock
from app.kernel.db import transaction
from tests.conftest import counted_statements
from tests.factories import a_council, a_facilitator, a_member
from tests.factories.discussion import a_comment, a_flag, a_hidden_comment, an_appealed_comment, say_rules
from tests.factories.proposals import a_proposal


def log_of(client, council) -> str:
    page = client.get(f"/councils/{council.id}/moderation-log")
    assert page.status_code == 200
    return page.text


def test_the_log_says_what_was_done_and_names_nobody(app, client):
    council = a_council()
    author, flagger = a_member(council, name="쓴이웃"), a_member(council, name="신고이웃")
    facilitator = a_facilitator(council, name="가린이웃")
    comment = a_comment(a_proposal(council, title="재떨이 놓기"), author, body="막말을 했습니다")
    a_flag(comment, flagger, reason="신고한 까닭")
    with transaction():
        service.hide(
            queries.comment(comment.id), ground=Ground.ABUSE, reason="거친 말입니다", by=facilitator, at=clock.now()
        )
    page = log_of(client, council)
    for said in ("욕설, 비방이나 위협: 거친 말입니다", "가림", "신고", "한 시간 안에"):
        assert said in page
    for kept_back in ("쓴이웃", "신고이웃", "가린이웃", "막말", "신고한 까닭", "재떨이", f"comments/{comment.id}"):
        assert kept_back not in page


def test_the_log_counts_by_ground_and_a_restored_comment_stays_counted(app, client):
    council = a_council()
    a_hidden_comment(a_proposal(council))
    appealed = an_appealed_comment(a_proposal(council))
    with transaction():
        by = a_facilitator(council)
        service.grant(queries.comment(appealed.id), reason="괜찮은 글입니다", by=by, at=clock.now())
    log = queries.log(council.id)
    assert log.counts[Ground.PRIVACY] == 2
    assert log.counts[Ground.HATE] == 0
    assert {case.state.value for case in log.page.items} == {"hidden", "restored"}
    assert "괜찮은 글입니다" in log_of(client, council)


def test_how_long_it_took_is_said_in_hours_and_days(app, client):
    council = a_council()
    for hours in (5, 71):
        comment = a_comment(a_proposal(council))
        with transaction():
            at = clock.now() - timedelta(hours=hours)
            service.flag(queries.comment(comment.id), reason="x", by=a_member(council), at=at)
        with transaction():
            service.settle(queries.comment(comment.id), answer="괜찮음", by=a_facilitator(council), at=clock.now())
    page = log_of(client, council)
    assert "<td>5시간</td>" in page
    assert "<td>2일</td>" in page
    assert page.count("그대로 둠") == 2


def test_an_empty_log_says_so_and_what_is_open_is_not_in_it(app, client):
    council = a_council()
    assert "아직 아무 조치도 없었습니다" in log_of(client, council)
    a_flag(a_comment(a_proposal(council)))
    assert "아직 아무 조치도 없었습니다" in log_of(client, council)


def test_a_log_of_a_hundred_lines_is_read_in_pages_and_few_statements(app, client):
    council = a_council()
    proposal, by = a_proposal(council), a_facilitator(council)
    for _ in range(51):
        comment = a_comment(proposal, by)
        with transaction():
            service.hide(queries.comment(comment.id), ground=Ground.ADVERT, reason="광고", by=by, at=clock.now())
    with counted_statements() as asked:
        page = log_of(client, council)
    assert page.count("살펴보다가 찾음") == 50
    assert "page=2" in page
    assert len([one for one in asked if one.startswith("SELECT")]) < 8


def test_everybody_reads_why_a_comment_may_be_hidden_and_by_when_somebody_looks(app, client):
    council = a_council()
    say_rules(council, hours=30)
    page = client.get(f"/councils/{council.id}/talk-rules").text
    for ground in Ground:
        assert str(ground.label) in page
    assert "30시간 안에" in page
