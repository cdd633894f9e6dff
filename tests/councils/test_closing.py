"""An officer ends a council; what it did stays readable."""

import pytest

from app.councils import queries, service
from app.councils.states import CouncilState
from app.kernel import clock
from app.kernel.errors import Conflict
from app.kernel.events import history
from tests.browsing import submit
from tests.factories import a_council, a_dong, a_facilitator, a_user, an_officer


def test_the_officer_ends_a_council_with_a_reason(sign_in):
    council = a_council()
    browser = sign_in(an_officer(council.dong))
    answer = submit(browser, f"/councils/{council.id}/closing", "/closing", why="정한 일을 마쳤습니다")
    assert answer.status_code == 303
    assert queries.council(council.id).is_closed
    assert browser.get(f"/councils/{council.id}/closing").status_code == 403


def test_a_council_is_not_ended_without_a_reason(sign_in):
    council = a_council()
    answer = submit(sign_in(an_officer(council.dong)), f"/councils/{council.id}/closing", "/closing", why=" ")
    assert answer.status_code == 422
    assert not queries.council(council.id).is_closed


def test_an_ended_council_cannot_end_again(app):
    council = a_council(state=CouncilState.CLOSED)
    with pytest.raises(Conflict):
        service.close(council, reason="다시", by=a_user(), at=clock.now())


def test_the_reason_stands_in_the_record(sign_in):
    council = a_council()
    submit(sign_in(an_officer(council.dong)), f"/councils/{council.id}/closing", "/closing", why="정한 일을 마쳤습니다")
    [event] = history([("council", council.id)])
    assert (event.action, event.facts) == ("council.closed", {"reason": "정한 일을 마쳤습니다"})


def test_nobody_else_ends_a_council(sign_in, client):
    council = a_council()
    page = f"/councils/{council.id}/closing"
    for other in (a_user(), a_facilitator(council), an_officer(a_dong())):
        assert sign_in(other).get(page).status_code == 403
    assert client.get(page).status_code == 303
