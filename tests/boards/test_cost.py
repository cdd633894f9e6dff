"""What a board asks of the database: for ten dongs and many rows as much as for one."""

import pytest

from app.boards import queries
from app.boards.states import Span
from app.kernel import clock
from app.meetings.states import MeetingState
from tests.boards.made import a_past_request
from tests.conftest import counted_statements
from tests.factories import a_council, a_dong, a_gu, days, in_days
from tests.factories.meetings import a_meeting, an_attendance
from tests.factories.proposals import a_proposal, an_endorsement

FIGURES = ("received", "overdue", "meetings", "voices", "firsts", "polls", "late-deeds")


def selects(statements: list[str]) -> list[str]:
    return [one for one in statements if one.startswith(("SELECT", "WITH"))]


def filled(gu, dongs: int) -> int:
    """So many dongs in which something happened; the number of the last."""
    for _each in range(dongs):
        council = a_council(dong=a_dong(gu=gu))
        a_past_request(council, clock.today() - days(2))
        an_attendance(a_meeting(council=council, state=MeetingState.ENDED, opened_at=in_days(-1)))
        an_endorsement(a_proposal(council))
    return council.dong_id


@pytest.mark.parametrize("span", [Span.MONTH, Span.TWELVE_MONTHS])
def test_ten_dongs_cost_as_much_as_one(app, client, span):
    gu, asked = a_gu(), []
    gu_id = gu.id
    for more in (1, 9):
        dong_id = filled(gu, more)
        costs = []
        for path in (f"/gus/{gu_id}/figures", "/figures", f"/dongs/{dong_id}/figures", f"/dongs/{dong_id}"):
            for sort in ("", "&sort=overdue", "&sort=voices"):
                with counted_statements() as statements:
                    assert client.get(f"{path}?span={span}{sort}").status_code == 200
                costs.append(len(selects(statements)))
        asked.append(costs)
    assert asked[0] == asked[1]


def test_all_numbers_of_all_dongs_are_six_statements(app):
    gu = a_gu()
    for more in (1, 9):
        filled(gu, more)
        with counted_statements() as statements:
            boards = queries.boards(None, Span.THREE_MONTHS, clock.now())
        assert len(selects(statements)) == 6
    assert len(boards) == 10


def test_a_list_of_twelve_rows_costs_as_much_as_of_one(app, client):
    council, asked = a_council(), []
    for more in (1, 11):
        proposal = a_proposal(council)
        for _each in range(more):
            a_past_request(council, clock.today() - days(2))
            an_attendance(a_meeting(council=council, state=MeetingState.ENDED, opened_at=in_days(-1)))
            an_endorsement(proposal)
        costs = {}
        for figure in FIGURES:
            with counted_statements() as statements:
                assert client.get(f"/dongs/{council.dong_id}/figures/{figure}").status_code == 200
            costs[figure] = len(selects(statements))
        asked.append(costs)
    assert asked[0] == asked[1]
