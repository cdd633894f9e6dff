"""What people type by mistake or on purpose: each time a clear sentence or no harm, and nothing lost."""

import pytest

from app.discussion import queries, service
from app.kernel import clock
from app.kernel.db import transaction
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.discussion import a_comment, a_correction_of_the_summary, a_hidden_comment, an_appealed_comment
from tests.factories.proposals import a_proposal

HERE = "/comments"
BAD = "<script>alert(1)</script><img src=x onerror=alert(2)>[x](javascript:alert(3))"


def withdrawn(proposal):
    comment = a_comment(proposal)
    with transaction():
        return service.withdraw(queries.comment(comment.id), at=clock.now())


@pytest.mark.parametrize("make", [a_hidden_comment, withdrawn])
def test_an_answer_to_what_no_longer_stands_is_refused_and_kept_in_the_form(app, sign_in, make):
    council = a_council()
    proposal = a_proposal(council)
    gone = make(proposal)
    page = submit(sign_in(a_member(council)), f"/proposals/{proposal.id}?reply={gone.id}", HERE, body="답하려던 긴 글")
    assert page.status_code == 422
    assert "가려졌거나 거두어졌습니다" in page.text
    assert "답하려던 긴 글" in page.text
    assert len(rows("comment")) == 1


def test_a_flag_on_the_own_comment_is_refused_with_a_sentence(app, sign_in):
    council = a_council()
    author = a_member(council)
    comment = a_comment(a_proposal(council), author)
    answer = sign_in(author).get(f"/comments/{comment.id}/flags")
    assert answer.status_code == 403
    assert "자기가 쓴 글이라서" in answer.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("앞\u202e뒤집은 글\u202c", "앞뒤집은 글"),
        ("\u2067오른쪽부터\u2069", "오른쪽부터"),
        ("쪼\u200b갠 말\ufeff", "쪼갠 말"),
        ("가족 👨‍👩‍👧 좋아요 👍🏽", "가족 👨‍👩‍👧 좋아요 👍🏽"),
        ("\u1112\u1161\u11ab글", "한글"),
    ],
)
def test_signs_that_nobody_sees_are_taken_out_and_emoji_stay(app, sign_in, client, typed, kept):
    council = a_council()
    url = f"/proposals/{a_proposal(council).id}"
    submit(sign_in(a_member(council)), url, HERE, body=typed)
    assert rows("comment")[0].body == kept
    assert kept in client.get(url).text


def test_signs_without_a_body_alone_are_an_empty_comment(app, sign_in):
    council = a_council()
    url = f"/proposals/{a_proposal(council).id}"
    page = submit(sign_in(a_member(council)), url, HERE, body="\u200b\u202e \u2060")
    assert page.status_code == 422
    assert "채워 주세요" in page.text


def test_names_stand_apart_from_the_words_around_them(app, client):
    council = a_council()
    proposal = a_proposal(council)
    a_comment(proposal, a_member(council, name="שלום"))
    assert "<bdi>שלום</bdi>" in client.get(f"/proposals/{proposal.id}").text


def test_a_word_of_ten_thousand_letters_is_refused_and_kept(app, sign_in):
    council = a_council()
    url = f"/proposals/{a_proposal(council).id}"
    page = submit(sign_in(a_member(council)), url, HERE, body="가" * 10_000)
    assert page.status_code == 422
    assert "3000자까지" in page.text
    assert "가" * 10_000 in page.text


def test_script_in_every_new_field_comes_out_as_words(app, sign_in, client):
    council = a_council()
    officer = an_officer(council.dong)
    proposal, author = a_proposal(council), a_member(council)
    facilitator = a_facilitator(council)
    hidden = a_hidden_comment(proposal, author)
    appealed = an_appealed_comment(proposal, author)
    correction = a_correction_of_the_summary(proposal, facilitator, author)
    mine, judge, moderator = sign_in(author), sign_in(officer), sign_in(facilitator)
    submit(mine, f"/comments/{hidden.id}/correction", body=BAD)
    read = [judge.get(f"/comments/{hidden.id}/review").text]
    submit(judge, f"/comments/{hidden.id}/review", outcome="grant", reason=BAD)
    submit(judge, f"/comments/{appealed.id}/review", outcome="uphold", reason=BAD)
    submit(moderator, f"/summary-corrections/{correction.id}/answer", taken="yes", answer=BAD)
    talk = f"/discussions/proposal/{proposal.id}"
    submit(moderator, f"{talk}/summary", body=BAD)
    submit(mine, f"{talk}/summary-corrections", body=BAD)
    pages = (f"/proposals/{proposal.id}", f"{talk}/summaries", f"/councils/{council.id}/moderation-log")
    read += [client.get(page).text for page in pages]
    read.append(mine.get(f"/comments/{appealed.id}/cases").text)
    for page in read:
        assert "alert(1)" in page, "the words are there"
        for harm in ("<script>alert", "<img src=x", 'href="javascript'):
            assert harm not in page


@pytest.mark.parametrize("field", ["hours", "new_days", "new_per_hour"])
@pytest.mark.parametrize("value", ["", "-1", "많이", "9" * 30, "1.5"])
def test_numbers_of_the_rules_that_are_none_are_refused_beside_the_field(app, sign_in, field, value):
    council = a_council()
    client = sign_in(a_facilitator(council))
    page = submit(client, f"/councils/{council.id}/talk-rules/edition", **{field: value})
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert rows("talk_rules") == []
