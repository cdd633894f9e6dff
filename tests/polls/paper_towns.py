"""A town with a booth: an open poll that takes paper, and the browsers of the two who run it."""

from typing import Any

from tests import factories
from tests.browsing import submit
from tests.factories import polls as made
from tests.polls.papers import poll_url, press


class Town:
    """An open poll with paper in a council, and the browsers of those who run it."""

    def __init__(self, sign_in: Any, **given: Any) -> None:
        self.sign_in, self.council = sign_in, factories.a_council()
        self.voters = [factories.a_member(self.council, name=name) for name in ("박순자", "김영희", "이철수")]
        facilitator, officer = factories.a_facilitator(self.council), factories.an_officer(self.council.dong)
        given = {"choices": 3, "method": "choose_up_to_k", "votes_per_voter": 2, **given}
        self.poll = made.an_open_poll(self.council, takes_paper=True, **given)
        self.pair = sign_in(facilitator), sign_in(officer)

    def url(self, page: str = "") -> str:
        return poll_url(self.poll, page)

    def find(self, name: str, who: int = 0) -> Any:
        return submit(self.pair[who], self.url("booth"), "/booth", name=name)

    def hand(self, name: str) -> str:
        """Find somebody, press the first button, and read what is said."""
        done = press(self.pair[0], self.find(name), "/handouts")
        assert (done.status_code, done.location) == (303, self.url("booth"))
        return str(self.pair[0].get(done.location).text)

    def close(self) -> None:
        made.closed(self.poll)

    def enter(self, who: int, number: int, **fields: Any) -> Any:
        return submit(self.pair[who], self.url(f"batches/{number}"), f"/batches/{number}", **fields)


def fields(*sheets: Any) -> dict[str, Any]:
    """The fields of a batch: a list of marks, or the word of a reason."""
    found: dict[str, Any] = {}
    for number, sheet in enumerate(sheets, 1):
        if isinstance(sheet, str):
            found[f"reason-{number}"] = sheet
        else:
            found[f"marks-{number}"] = [str(position) for position in sheet]
    return found
