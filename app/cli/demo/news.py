"""Where the demo town would send its news, were its webhook not paused: the address is made up."""

from app.cli.demo.town import Town
from app.hooks import service
from app.hooks.queries import Area
from app.hooks.states import News

_KINDS = (News.MEETING_ANNOUNCED, News.MINUTES_PUBLISHED, News.POLL_OPENED, News.POLL_CLOSED, News.ANSWER_PUBLISHED)
_ADDRESS = "https://board.example.org/golmok"


def name_a_board(town: Town) -> None:
    """The officer has prepared the notice board of a block of flats, and waits for its people to be ready."""
    officer, at = town.officer, town.day(-1, 11)
    webhook, _secret = service.make(
        officer, "아파트 알림판", _ADDRESS, _KINDS, Area(town.dong), once="board-of-the-demo", at=at
    )
    service.pause(webhook, by=officer, at=at)
