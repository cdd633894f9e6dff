"""Staff notes: officers and facilitators of the council read and write them, and nobody else ever sees them."""

from app.kernel import clock
from app.kernel.db import transaction
from app.proposals import queries, service
from tests.browsing import submit, token_of
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, an_observer, an_officer
from tests.factories.proposals import a_proposal

NOTE = "구청 교통행정과와 통화함"


def noted(proposal, by, body=NOTE):
    with transaction():
        return service.note(queries.proposal(proposal.id), body, by=by, at=clock.now())


def test_an_officer_notes_something_and_the_facilitator_reads_it_with_name_and_time(app, sign_in):
    council = a_council()
    proposal, officer = a_proposal(council), an_officer(council.dong, name="박주무관")
    url = f"/proposals/{proposal.id}/notes"
    assert "메모를 남겼습니다" in submit(sign_in(officer), url, follow=True, body=NOTE).text
    page = sign_in(a_facilitator(council)).get(url).text
    assert NOTE in page
    assert "박주무관" in page
    assert rows("event") == [], "a note is nobody's news"


def test_nobody_else_sees_a_note_anywhere(app, sign_in, client):
    council = a_council()
    proposal = a_proposal(council)
    noted(proposal, a_facilitator(council))
    neighbours = (proposal.author, a_member(council), an_observer(council), an_officer(a_council().dong))
    for person in neighbours:
        browser = sign_in(person)
        assert browser.get(f"/proposals/{proposal.id}/notes").status_code == 403
        assert "담당자 메모" not in browser.get(f"/proposals/{proposal.id}").text
    for path in (f"/proposals/{proposal.id}", f"/matters/{proposal.id}", f"/councils/{council.id}/proposals"):
        assert NOTE not in client.get(path).text
    assert NOTE not in sign_in(a_facilitator(council)).get(f"/proposals/{proposal.id}").text


def test_a_form_that_is_sent_twice_leaves_one_note_and_an_empty_one_none(app, sign_in):
    council = a_council()
    client, url = sign_in(a_facilitator(council)), f"/proposals/{a_proposal(council).id}/notes"
    data = {"csrf_token": token_of(client, url), "body": NOTE, "once": "the-same-form"}
    for _ in range(2):
        assert client.post(url, data=data).status_code == 303
    assert len(rows("staff_note")) == 1
    assert submit(client, url, body=" ").status_code == 422


def test_the_page_asks_as_often_for_one_note_as_for_nine(app, sign_in):
    council = a_council()
    proposal, reader = a_proposal(council), sign_in(a_facilitator(council))
    writers = [an_officer(council.dong) for _ in range(9)]

    def statements() -> int:
        with counted_statements() as asked:
            assert reader.get(f"/proposals/{proposal.id}/notes").status_code == 200
        return len(asked)

    noted(proposal, writers[0])
    one = statements()
    for writer in writers[1:]:
        noted(proposal, writer)
    assert statements() == one <= 12
