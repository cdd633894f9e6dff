"""Newcomers who write too fast, quiet hours, a discussion that rests, and spam that is hidden in one press."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from app.councils.models import Membership
from app.discussion import jobs, queries, service
from app.discussion.models import TalkRules
from app.discussion.service.writing import morning_after
from app.kernel import clock
from app.kernel.clock import SEOUL
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from tests.browsing import form_of, submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.discussion import a_comment, a_flag, say_rules
from tests.factories.proposals import a_proposal

HERE = "/comments"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def a_newcomer(council, days: float = 0):
    """A member whom an officer confirmed so many days ago."""
    user = a_member(council)
    mine = update(Membership).where(Membership.user_id == user.id)
    with transaction():
        session().execute(mine.values(decided_at=clock.now() - days * DAY))
    return user


def states() -> list[str]:
    return [row.state for row in sorted(rows("comment"), key=lambda row: row.id)]


def test_a_newcomer_writes_five_comments_an_hour_and_is_told_when_again(app, sign_in):
    council = a_council()
    proposal, user = a_proposal(council), a_newcomer(council)
    for _ in range(5):
        a_comment(proposal, user)
    page = submit(sign_in(user), f"/proposals/{proposal.id}", HERE, body="여섯째 말")
    assert page.status_code == 422
    assert "한 시간에 5개" in page.text
    assert "여섯째 말" in page.text, "nothing is lost"
    assert len(rows("comment")) == 5


def test_an_hour_after_the_first_the_newcomer_writes_again(app):
    council = a_council()
    proposal, user, now = a_proposal(council), a_newcomer(council), clock.now()
    for number in range(5):
        a_comment(proposal, user, at=now + number * MINUTE)
    with pytest.raises(Invalid):
        a_comment(proposal, user, at=now + 59 * MINUTE)
    for _ in range(2):  # for the first two of the five an hour is over
        assert a_comment(proposal, user, at=now + 61 * MINUTE).is_shown
    with pytest.raises(Invalid):
        a_comment(proposal, user, at=now + 61 * MINUTE)


@pytest.mark.parametrize("days", [3.1, 300])
def test_whoever_is_here_for_longer_writes_as_they_like(app, days):
    council = a_council()
    proposal, user = a_proposal(council), a_newcomer(council, days)
    for _ in range(8):
        a_comment(proposal, user)
    assert len(rows("comment")) == 8


def test_what_was_sent_twice_by_a_newcomer_is_not_counted_twice(app, sign_in):
    council = a_council()
    proposal, user = a_proposal(council), a_newcomer(council)
    say_rules(council, new_per_hour=1)
    client, url = sign_in(user), f"/proposals/{proposal.id}"
    filled = {**form_of(client.get(url).text, HERE).values, "body": "한 번"}
    assert [client.post(f"{url}/comments", data=filled).status_code for _ in range(2)] == [303, 303]


@pytest.mark.parametrize(
    ("begins", "ends", "hour", "morning"),
    [
        (23, 7, 22, None), (23, 7, 23, (2, 7)), (23, 7, 3, (1, 7)), (23, 7, 7, None), (1, 5, 0, None),
        (1, 5, 4, (1, 5)), (1, 5, 5, None), (None, None, 3, None), (6, 6, 6, None), (22, 0, 23, (2, 0)),
        (22, 0, 0, None),
    ],
)  # fmt: skip
def test_the_morning_comes_when_the_quiet_hours_of_seoul_end(begins, ends, hour, morning):
    rules = TalkRules(quiet_from=begins, quiet_until=ends)
    found = morning_after(rules, datetime(2026, 11, 1, hour, 30, tzinfo=SEOUL))
    assert found == (datetime(2026, 11, *morning, tzinfo=SEOUL) if morning else None)


def test_what_is_written_at_night_appears_in_the_morning(app, sign_in, client):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    say_rules(council, quiet_from=23, quiet_until=7)
    night = datetime(2026, 11, 1, 23, 30, tzinfo=SEOUL)
    a_comment(proposal, author, body="잠이 안 와서 씁니다", at=night)
    url = f"/proposals/{proposal.id}"
    assert "잠이 안 와서" not in client.get(url).text
    assert "조용한 시간에 쓴 글이라" in sign_in(author).get(url).text
    assert jobs.end_quiet_hours(night + 7 * HOUR) == 0
    assert [jobs.end_quiet_hours(night + 8 * HOUR) for _ in range(2)] == [1, 0]
    assert "잠이 안 와서" in client.get(url).text
    assert rows("proposal")[0].comment_count == 1


def test_a_discussion_that_rests_is_read_but_not_written_and_goes_on(app, sign_in, client):
    council = a_council()
    proposal = a_proposal(council)
    a_comment(proposal, body="거친 말")
    place = f"/discussions/proposal/{proposal.id}/pause"
    moderator, neighbour = sign_in(a_facilitator(council)), sign_in(a_member(council))
    url = f"/proposals/{proposal.id}"
    filled = {**form_of(neighbour.get(url).text, HERE).values, "body": "나도 거친 말"}
    page = submit(moderator, place, hours="3", follow=True)
    assert "이 이야기는 잠시 쉽니다" in page.text
    seen = neighbour.get(url).text
    assert "거친 말" in seen
    assert "의견 남기기" not in seen
    refused = neighbour.post(f"{url}/comments", data=filled)
    assert refused.status_code == 422
    assert "나도 거친 말" in refused.text, "what was being typed is kept"
    assert "쉽니다" in refused.text
    submit(moderator, place, hours="0")
    assert "이 이야기는 잠시 쉽니다" not in client.get(url).text
    assert neighbour.post(f"{url}/comments", data=filled).status_code == 303


def test_a_pause_ends_by_itself_and_concerns_one_discussion(app):
    council = a_council()
    resting, other, now = a_proposal(council), a_proposal(council), clock.now()
    with transaction():
        service.pause(resting, hours=1, by=a_facilitator(council), at=now)
    with pytest.raises(Invalid):
        a_comment(resting, at=now + 59 * MINUTE)
    assert a_comment(resting, at=now + 61 * MINUTE).is_shown
    assert a_comment(other, at=now).is_shown


def test_only_whole_hours_of_the_list_are_taken(app, sign_in):
    council = a_council()
    client = sign_in(a_facilitator(council))
    place = f"/discussions/proposal/{a_proposal(council).id}/pause"
    for hours in ("9999", "-1", "x", ""):
        assert submit(client, place, hours=hours).status_code == 422
    assert rows("pause") == []


def hide_ticked(client, council, *ticked, **given):
    """Tick comments of the list and press once."""
    url = f"/councils/{council.id}/flagged-comments"
    fields = {"comments": [str(one) for one in ticked], "ground": "advert", "reason": "같은 광고입니다", **given}
    data = {"csrf_token": token_of(client, url), **fields}
    return client.post(f"{url}/hidings", data=data, follow_redirects=True)


def test_several_comments_are_hidden_in_one_press_for_one_reason(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    spam = [a_comment(proposal, body=f"광고 {number}") for number in range(3)]
    kept = a_comment(proposal, body="멀쩡한 글")
    for comment in (*spam, kept):
        a_flag(comment)
    client = sign_in(a_facilitator(council))
    listed = client.get(f"/councils/{council.id}/flagged-comments").text
    assert listed.count('form="several"') == 4, "every box belongs to the form below the list"
    page = hide_ticked(client, council, *(one.id for one in spam))
    assert "글 3개를 가렸습니다" in page.text
    assert states() == ["hidden"] * 3 + ["shown"]
    assert [row.comment_id for row in rows("moderation_case") if row.state == "open"] == [kept.id]


@pytest.mark.parametrize("given", [{"comments": []}, {"ground": ""}, {"reason": " "}])
def test_hiding_several_needs_a_tick_a_ground_and_a_reason(app, sign_in, given):
    council = a_council()
    comment = a_comment(a_proposal(council))
    a_flag(comment)
    page = hide_ticked(sign_in(a_facilitator(council)), council, comment.id, **given)
    assert page.status_code == 422
    assert (f'id="tick-{comment.id}" checked' in page.text) is ("comments" not in given), "what was ticked stays ticked"
    assert states() == ["shown"]


def test_a_tick_from_elsewhere_or_of_what_nobody_flagged_hides_nothing(app, sign_in):
    council, other = a_council(), a_council()
    officer = an_officer(council.dong)
    flagged, elsewhere = a_comment(a_proposal(council)), a_comment(a_proposal(other))
    a_flag(flagged)
    a_flag(elsewhere)
    quiet = a_comment(queries.subject_of(queries.comment(flagged.id)))
    hide_ticked(sign_in(officer), council, elsewhere.id, quiet.id, "x", "99999999999")
    assert states() == ["shown"] * 3


def test_the_rules_of_talk_are_changed_by_those_who_moderate(app, sign_in, client):
    council = a_council()
    url = f"/councils/{council.id}/talk-rules"
    moderator = sign_in(a_facilitator(council))
    page = submit(moderator, f"{url}/edition", hours="12", words="나쁜말\n더나쁜말", quiet_from="23", follow=True)
    assert page.status_code == 422
    assert "둘 다 정하거나" in page.text
    given = {"hours": "12", "words": "나쁜말\n더나쁜말", "quiet_from": "23", "quiet_until": "7"}
    assert "토론 규칙을 바꾸었습니다" in submit(moderator, f"{url}/edition", follow=True, **given).text
    seen = client.get(url).text
    for said in ("12시간 안에", "낱말 2개", "23시부터 7시까지"):
        assert said in seen
    assert "나쁜말" not in seen, "the words themselves are for those who moderate"
    submit(moderator, f"{url}/edition", quiet_from="-1", quiet_until="-1")
    assert rows("talk_rules")[0].quiet_from is None
    assert len(rows("talk_rules")) == 1
