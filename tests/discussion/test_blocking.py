"""임시조치 (정보통신망법 제44조의2): blocked for at most 30 days, both sides told, an outcome stated."""

from datetime import timedelta

import pytest

from app.discussion import jobs, queries, service
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.notices.jobs import deliver_events
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.discussion import a_blocked_request, a_blocking_request, a_comment, a_flag, a_hidden_comment
from tests.factories.proposals import a_proposal

WORDS = "앞집 아무개는 빚이 많습니다"
DAY = timedelta(days=1)


def state() -> str:
    return rows("comment")[0].state


def told(action: str) -> set[int]:
    deliver_events(clock.now())
    return {row.user_id for row in rows("notification") if row.action == action}


def letters() -> list[str]:
    return [row.subject for row in rows("message") if row.recipient == "hurt@example.org"]


def blocked_comment(**given):
    council = a_council()
    author, officer = a_member(council), an_officer(council.dong)
    comment = a_comment(a_proposal(council), author, body=WORDS)
    return comment, a_blocked_request(comment, officer, **given), author, officer


def test_somebody_without_an_account_asks_and_the_officers_are_told(app, client, sign_in):
    council = a_council()
    officer = an_officer(council.dong)
    comment = a_comment(a_proposal(council), body=WORDS)
    assert f"/comments/{comment.id}/blocking-requests" in client.get(f"/proposals/{comment.subject_id}").text
    given = {"name": "아무개", "contact": "hurt@example.org", "words": "제 형편이 적혀 있습니다"}
    page = submit(client, f"/comments/{comment.id}/blocking-requests", follow=True, **given)
    assert "요청을 받았습니다" in page.text
    assert told("blocking.asked") == {officer.id}
    assert state() == "shown", "asking alone blocks nothing"
    listed = sign_in(officer).get(f"/councils/{council.id}/blocking-requests")
    assert WORDS in listed.text


def test_who_asked_is_for_the_officers_alone(app, sign_in, client):
    council = a_council()
    officer, facilitator = an_officer(council.dong), a_facilitator(council)
    asked = a_blocking_request(a_comment(a_proposal(council)), name="물은사람")
    url = f"/blocking-requests/{asked.id}/answer"
    assert "물은사람" in sign_in(officer).get(url).text
    assert sign_in(facilitator).get(url).status_code == 403
    assert client.get(url).status_code == 303


def test_a_blocked_comment_is_gone_for_all_and_both_sides_are_told(app, sign_in, client):
    council = a_council()
    author, officer = a_member(council), an_officer(council.dong)
    comment = a_comment(a_proposal(council), author, body=WORDS)
    asked = a_blocking_request(comment)
    page = submit(
        sign_in(officer), f"/blocking-requests/{asked.id}/answer", outcome="block", reason="사생활입니다", follow=True
    )
    assert "두 쪽에 알립니다" in page.text
    seen = client.get(f"/proposals/{comment.subject_id}").text
    assert WORDS not in seen
    assert "정보통신망법 제44조의2" in seen
    assert WORDS in sign_in(author).get(f"/proposals/{comment.subject_id}").text
    assert told("comment.blocked") == {author.id}
    assert len(letters()) == 1
    until = queries.blocking_request(asked.id).until
    assert timedelta(days=29, hours=23) < until - clock.now() <= timedelta(days=30)
    assert rows("proposal")[0].comment_count == 0
    log = client.get(f"/councils/{council.id}/moderation-log").text
    assert "30일까지 막음" in log
    assert "당한이" not in log


def test_the_writer_objects_once_and_the_officer_reads_it(app, sign_in):
    comment, asked, author, officer = blocked_comment()
    mine = sign_in(author)
    page = submit(mine, f"/comments/{comment.id}/objection", words="모두 아는 일입니다", follow=True)
    assert "이의를 보냈습니다" in page.text
    assert submit(mine, f"/comments/{comment.id}/objection", words="한 번 더").status_code == 409
    assert told("blocking.objected") == {officer.id}
    assert "모두 아는 일입니다" in sign_in(officer).get(f"/blocking-requests/{asked.id}/outcome").text


def test_an_officer_shows_it_again_and_forgets_who_asked(app, sign_in, client):
    comment, asked, author, officer = blocked_comment()
    submit(sign_in(officer), f"/blocking-requests/{asked.id}/outcome", outcome="restore", reason="다툼이 없습니다")
    assert WORDS in client.get(f"/proposals/{comment.subject_id}").text
    assert told("comment.shown") == {author.id}
    assert len(letters()) == 2
    (row,) = rows("blocking_request")
    assert (row.state, row.name, row.contact) == ("restored", "", "")
    assert rows("proposal")[0].comment_count == 1


def test_an_officer_hides_it_for_good_and_the_writer_may_appeal(app, sign_in, client):
    comment, asked, author, officer = blocked_comment()
    url = f"/blocking-requests/{asked.id}/outcome"
    submit(sign_in(officer), url, outcome="remove", ground="privacy", reason="형편이 적혀 있습니다")
    assert "형편이 적혀 있습니다" in client.get(f"/proposals/{comment.subject_id}").text
    assert state() == "hidden"
    assert sign_in(author).get(f"/comments/{comment.id}/appeal").status_code == 200
    assert rows("blocking_request")[0].state == "removed"


def test_before_the_30_days_are_over_the_officers_are_told_and_then_it_is_shown_again(app, client):
    comment, asked, _author, officer = blocked_comment()
    until = queries.blocking_request(asked.id).until
    assert jobs.end_blockings(until - 4 * DAY) == 0
    assert [jobs.end_blockings(until - 2 * DAY) for _ in range(2)] == [1, 0]
    assert told("blocking.due") == {officer.id}
    assert state() == "blocked"
    assert [jobs.end_blockings(until) for _ in range(2)] == [1, 0]
    assert state() == "shown"
    assert WORDS in client.get(f"/proposals/{comment.subject_id}").text
    assert "30일이 지났습니다" in client.get(f"/councils/{comment.council_id}/moderation-log").text


def test_a_request_is_refused_with_a_reason_and_a_flag_about_the_comment_stays_open(app, sign_in):
    council = a_council()
    officer = an_officer(council.dong)
    comment = a_comment(a_proposal(council))
    a_flag(comment)
    asked = a_blocking_request(comment)
    url = f"/blocking-requests/{asked.id}/answer"
    assert submit(sign_in(officer), url, outcome="refuse", reason=" ").status_code == 422
    submit(sign_in(officer), url, outcome="refuse", reason="누구의 일인지 알 수 없습니다")
    assert state() == "shown"
    assert letters() == ["요청하신 글을 막지 않기로 했습니다."]
    assert sorted(row.state for row in rows("moderation_case")) == ["kept", "open"]
    assert rows("blocking_request")[0].name == ""


@pytest.mark.parametrize("given", [{"contact": "연락 없음"}, {"name": " "}, {"words": ""}, {"words": "가" * 2001}])
def test_a_request_without_a_name_a_way_to_answer_or_a_reason_is_refused_and_kept(app, client, given):
    comment = a_comment(a_proposal())
    fields = {"name": "아무개", "contact": "010-1234-5678", "words": "제 일입니다", **given}
    page = submit(client, f"/comments/{comment.id}/blocking-requests", **fields)
    assert page.status_code == 422
    assert fields["contact"] in page.text
    assert rows("blocking_request") == []


def test_what_nobody_sees_is_not_asked_to_be_blocked(app, client):
    hidden = a_hidden_comment(a_proposal())
    given = {"name": "아무개", "contact": "hurt@example.org", "words": "제 일입니다"}
    page = submit(client, f"/comments/{hidden.id}/blocking-requests", **given)
    assert page.status_code == 422
    assert "지금 보이지 않는 글입니다" in page.text
    held = a_comment(a_proposal(), body="02-123-4567")
    assert client.get(f"/comments/{held.id}/blocking-requests").status_code == 404


def test_a_comment_is_blocked_once_however_many_ask(app):
    council = a_council()
    officer = an_officer(council.dong)
    comment = a_comment(a_proposal(council))
    second = a_blocking_request(comment)
    a_blocked_request(comment, officer)
    with pytest.raises(Conflict), transaction():
        service.block(queries.blocking_request(second.id), reason="또", by=officer, at=clock.now())
    assert [row.state for row in rows("blocking_request")] == ["asked", "blocked"]
    assert [row.state for row in rows("moderation_case")] == ["blocked"]
