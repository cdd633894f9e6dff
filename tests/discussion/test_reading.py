"""The order of reading, pages, and how often the database is asked."""

from app.discussion import queries
from app.discussion.states import Order
from tests.conftest import counted_statements
from tests.factories import a_council, a_facilitator, a_member
from tests.factories.discussion import a_comment, a_flag
from tests.factories.proposals import a_proposal


def read(proposal, number=1, **order) -> list[str]:
    return [comment.body for comment in queries.thread("proposal", proposal.id, number, **order).items]


def test_threads_read_from_first_to_last_and_come_in_either_order(app, client):
    proposal = a_proposal()
    first = a_comment(proposal, body="하나")
    second = a_comment(proposal, body="둘")
    answer = a_comment(proposal, parent=first, body="하나-가")
    a_comment(proposal, parent=first, body="하나-나")
    a_comment(proposal, parent=answer, body="하나-가-1")
    a_comment(proposal, parent=second, body="둘-가")
    a_comment(a_proposal(), body="다른 곳")
    told = ["하나", "하나-가", "하나-가-1", "하나-나"]
    assert read(proposal) == [*told, "둘", "둘-가"]
    assert read(proposal, order=Order.NEWEST) == ["둘", "둘-가", *told]
    page = client.get(f"/proposals/{proposal.id}?order=newest").text
    assert page.find(">둘<") < page.find(">하나<")
    assert 'aria-current="page">새 이야기부터' in page


def test_a_long_discussion_has_pages_that_keep_the_order(app, client):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    for number in range(60):
        last = a_comment(proposal, author, body=f"말 {number:02d}")
    a_comment(proposal, author, parent=last, body="마지막 답")
    page = client.get(f"/proposals/{proposal.id}").text
    assert "말 49" in page
    assert "말 50" not in page
    assert f"/proposals/{proposal.id}?page=2#comments" in page
    assert read(proposal, 2) == [f"말 {number:02d}" for number in range(50, 60)] + ["마지막 답"]
    newest = client.get(f"/proposals/{proposal.id}?order=newest").text
    assert "order=newest&amp;page=2#comments" in newest
    assert "마지막 답" in newest


def test_an_answer_whose_question_is_on_an_earlier_page_says_so(app, client):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    first = a_comment(proposal, author)
    for _ in range(50):
        a_comment(proposal, author, parent=first)
    assert "앞 쪽의 글에 답함" in client.get(f"/proposals/{proposal.id}?page=2").text


def test_the_address_of_a_comment_counts_what_is_read_before_it(app):
    council = a_council()
    proposal, author = a_proposal(council), a_member(council)
    comments = [a_comment(proposal, author) for _ in range(50)]
    here = f"/proposals/{proposal.id}"
    with app.test_request_context():
        assert queries.page_of_subject(comments[-1]) == f"{here}#comment-{comments[-1].id}"
        a_comment(proposal, author, parent=comments[0])
        assert queries.page_of_subject(comments[-1]) == f"{here}?page=2#comment-{comments[-1].id}"


def test_a_discussion_is_read_in_one_statement(app):
    council = a_council()
    proposal = a_proposal(council)
    for _ in range(20):
        a_comment(proposal)
    with counted_statements() as asked:
        names = [
            comment.author.name + comment.council.name for comment in queries.thread("proposal", proposal.id).items
        ]
    assert len(names) == 20
    assert len([one for one in asked if one.startswith("SELECT")]) == 1


def test_the_flagged_list_asks_as_often_for_one_as_for_twenty(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    a_flag(a_comment(proposal))
    client, url = sign_in(a_facilitator(council)), f"/councils/{council.id}/flagged-comments"
    with counted_statements() as one:
        client.get(url)
    for _ in range(19):
        a_flag(a_comment(queries.subject_of(a_comment(a_proposal(council)))))
    with counted_statements() as twenty:
        assert client.get(url).text.count("신고 1건") == 20
    assert len(one) == len(twenty)
