"""A flag goes to a named person with a clock: who that is, when it is due, and what happens when nobody looks."""

from datetime import timedelta

import pytest

from app.discussion import jobs, queries, service
from app.discussion.states import Ground
from app.kernel import clock
from app.kernel.db import session, transaction
from app.notices.jobs import deliver_events
from tests.browsing import submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.discussion import a_comment, a_flag, say_rules
from tests.factories.proposals import a_proposal

HOUR = timedelta(hours=1)


def only_case():
    (case,) = rows("moderation_case")
    return case


def told(action: str) -> set[int]:
    deliver_events(clock.now())
    return {row.user_id for row in rows("notification") if row.action == action}


def test_a_flag_goes_to_a_named_facilitator_whom_the_flagger_knows_by_name(app, sign_in):
    council = a_council()
    facilitator = a_facilitator(council, name="골목진행이")
    comment = a_comment(a_proposal(council))
    client, url = sign_in(a_member(council)), f"/comments/{comment.id}/flags"
    page = submit(client, url, reason="욕설입니다", follow=True)
    assert "골목진행이 님이" in page.text
    assert "골목진행이 님이" in client.get(url).text
    case = only_case()
    assert case.moderator_id == facilitator.id
    assert told("case.opened") == {facilitator.id}


def test_it_is_due_after_48_hours_or_as_the_council_says(app):
    council = a_council()
    at = clock.now()
    first = a_comment(a_proposal(council), at=at)
    a_flag(first)
    assert timedelta(hours=47) < queries.case_of(first).due_at - at < timedelta(hours=49)
    say_rules(council, hours=6)
    second = a_comment(a_proposal(council), at=at)
    a_flag(second)
    assert timedelta(hours=5) < queries.case_of(second).due_at - at < timedelta(hours=7)


def test_whoever_has_the_fewest_open_cases_gets_the_next(app):
    council = a_council()
    one, other = a_facilitator(council), a_facilitator(council)
    proposal = a_proposal(council)
    for _ in range(4):
        a_flag(a_comment(proposal))
    assert [row.moderator_id for row in rows("moderation_case")] == [one.id, other.id, one.id, other.id]
    assert len({one.id, other.id}) == 2


def test_nobody_is_named_for_their_own_comment(app):
    council = a_council()
    facilitator, officer = a_facilitator(council), an_officer(council.dong)
    a_flag(a_comment(a_proposal(council), facilitator))
    assert only_case().moderator_id == officer.id


def test_a_council_without_facilitator_or_officer_still_takes_the_flag(app, sign_in):
    council = a_council()
    comment = a_comment(a_proposal(council))
    page = submit(sign_in(a_member(council)), f"/comments/{comment.id}/flags", reason="욕설입니다", follow=True)
    assert "동주민센터에서 봅니다" in page.text
    assert only_case().moderator_id is None


def test_a_second_flag_joins_the_case_that_is_open(app):
    council = a_council()
    a_facilitator(council)
    comment = a_comment(a_proposal(council))
    a_flag(comment)
    a_flag(comment)
    assert only_case().closed_at is None
    with transaction():
        service.hide(
            queries.comment(comment.id), ground=Ground.ABUSE, reason="욕", by=a_facilitator(council), at=clock.now()
        )
    case = only_case()
    assert (case.state, case.kind, case.ground) == ("hidden", "flag", "abuse")


def test_the_list_is_sorted_by_the_clock_with_lights_in_words(app, sign_in):
    council = a_council()
    a_facilitator(council)
    now = clock.now()
    for body, age in (("아직 한참", 1), ("곧 기한", 40), ("늦음", 60)):
        comment = a_comment(a_proposal(council), body=f"{body} 글")
        with transaction():
            by = a_member(council)
            service.flag(queries.comment(comment.id), reason="x", by=by, at=now - age * HOUR)
    page = sign_in(a_facilitator(council)).get(f"/councils/{council.id}/flagged-comments").text
    assert page.find("늦음 글") < page.find("곧 기한 글") < page.find("아직 한참 글")
    for said in ("기한이 지남", "시간이 있음", "곧 기한</span>"):
        assert page.count(said) == 1, said


def test_the_moderator_is_reminded_and_the_officer_hears_of_what_is_overdue_each_once(app):
    council = a_council()
    facilitator, officer = a_facilitator(council), an_officer(council.dong)
    a_flag(a_comment(a_proposal(council)))
    due = queries.queue(council.id).items[0].due_at
    assert jobs.watch_cases(due - 13 * HOUR) == 0
    assert [jobs.watch_cases(due - 11 * HOUR) for _ in range(2)] == [1, 0]
    assert told("case.reminded") == {facilitator.id}
    assert told("case.overdue") == set()
    assert [jobs.watch_cases(due + HOUR) for _ in range(2)] == [1, 0]
    assert told("case.overdue") == {officer.id}


def test_what_was_answered_is_nobody_reminded_of(app):
    council = a_council()
    comment = a_comment(a_proposal(council))
    a_flag(comment)
    with transaction():
        service.settle(queries.comment(comment.id), answer="괜찮음", by=a_facilitator(council), at=clock.now())
    assert jobs.watch_cases(clock.now() + 100 * HOUR) == 0


def test_whoever_flagged_is_told_that_the_comment_stays(app):
    council = a_council()
    comment = a_comment(a_proposal(council))
    flagger = a_flag(comment)
    with transaction():
        service.settle(queries.comment(comment.id), answer="괜찮음", by=a_facilitator(council), at=clock.now())
    assert told("comment.kept") == {flagger.id}


def test_taking_the_comment_back_closes_the_case_without_a_line_in_the_log(app):
    council = a_council()
    comment = a_comment(a_proposal(council))
    a_flag(comment)
    with transaction():
        service.withdraw(queries.comment(comment.id), at=clock.now())
    assert only_case().state == "lapsed"
    assert queries.log(council.id).page.items == []
    assert queries.queue(council.id).items == []


@pytest.mark.parametrize("kind", ["hide", "keep"])
def test_the_case_of_one_council_is_not_seen_in_the_list_of_another(app, sign_in, kind):
    council, elsewhere = a_council(), a_council()
    a_flag(a_comment(a_proposal(council), body=f"{kind} 여기 글"))
    page = sign_in(a_facilitator(elsewhere)).get(f"/councils/{elsewhere.id}/flagged-comments").text
    assert "여기 글" not in page
    assert "살펴볼 글이 없습니다" in page


def test_looking_for_what_is_due_takes_two_questions_however_many_wait(app):
    council = a_council()
    for _ in range(5):
        a_flag(a_comment(a_proposal(council)))
    with counted_statements() as asked:
        jobs.watch_cases(clock.now())
    assert len([one for one in asked if one.startswith("SELECT")]) == 2
    assert session().is_active
