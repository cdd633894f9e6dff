"""What a report says once it is sent: plain JSON, which its page, its PDF and open data are made from."""

from typing import NotRequired, TypedDict


class CouncilPart(TypedDict):
    """Who asks, and whom; `alley` is "" for a council of a whole dong."""

    id: int
    name: str
    number: str
    gu: str
    dong: str
    dong_id: int
    centre: str
    alley: str


class MeetingPart(TypedDict):
    """The meeting behind the report; `minutes` is the path of its minutes, "" while they are not published."""

    id: int
    title: str
    place: str
    held_at: str
    present: int
    minutes: str


class ResolutionPart(TypedDict):
    """What the meeting resolved; `outcome` is a word of meetings.states.Outcome, `due_on` a day or ""."""

    id: int
    item: str
    text: str
    present: int
    yes: int
    no: int
    abstain: int
    way: str  # a word of meetings.states.Way; reports of before there was consent say neither this nor the next
    reservations: int
    outcome: str
    because: str
    dissent: str
    owner: str
    due_on: str


class OptionPart(TypedDict):
    """One answer of a poll; `votes` is None where fewer than 5 valid ballots would tell who chose what.

    Where the poll says `counted`, they are points, first choices, duels won or the median grade, 0 the worst.
    """

    label: str
    votes: int | None
    chosen: bool


class PollPart(TypedDict):
    """A closed poll; `ballots` is None and options carry no votes where few took part.

    `verdict` is a word of polls.states.Verdict; `sentence` says in Korean what came out and by which rule.
    """

    id: int
    question: str
    closed_at: str
    roll: int
    ballots: int | None
    verdict: str
    sentence: str
    counted: NotRequired[str]  # points, first_choices, duels or grades; absent where votes are counted
    options: list[OptionPart]


class KindPart(TypedDict):
    """What the kind of a request was called when the report was sent, and its source."""

    ko: str
    en: str
    law: str


class RequestPart(TypedDict):
    """One thing asked; `clock` is the code of its kind, `due_on` the day an answer is due.

    Reports of before kinds were rows say no `kind`; app/documents/reports.py knows the three codes of then.
    """

    id: int
    position: int
    text: str
    clock: str
    kind: NotRequired[KindPart]
    due_on: str
    proposal_id: int | None


class Body(TypedDict):
    """The whole report. Moments are ISO 8601 in UTC, days ISO 8601 in Seoul; no person is named but the sender."""

    title: str
    council: CouncilPart
    sent_at: str
    received_on: str
    sender: str
    meeting: MeetingPart | None
    more_meetings: NotRequired[list[MeetingPart]]  # of a poll on matters of several meetings, those after the first
    resolutions: list[ResolutionPart]
    polls: list[PollPart]
    requests: list[RequestPart]


def meetings_in(body: Body) -> list[MeetingPart]:
    """All meetings behind a report, in its order."""
    first = [body["meeting"]] if body["meeting"] else []
    return first + body.get("more_meetings", [])
