"""Words of the desk: which requests are listed and whose, and the blanks that texts kept ready may hold."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled


class Pile(Labelled):
    """Which requests the list of the desk shows."""

    OPENED = "opened", lazy("답변할 것")
    DEFERRED = "deferred", lazy("보류함")
    ANSWERED = "answered", lazy("답변함")


class Whose(Labelled):
    """Whose requests the list of the desk shows."""

    EVERYBODY = "all", lazy("모두")
    MINE = "mine", lazy("내가 맡은 것")
    NOBODY = "nobody", lazy("맡은 사람 없음")


class Blank(Labelled):
    """빈자리: what the words of a request go into, in a text kept ready; it is written in braces, in Korean."""

    TITLE = "요청", lazy("요청의 제목")
    COUNCIL = "골목회의", lazy("요청한 골목회의의 이름")
    RECEIVED_ON = "접수한 날", lazy("요청을 받은 날")
    DUE_ON = "답변 기한", lazy("답할 마지막 날")
    CENTRE = "센터", lazy("우리 센터의 이름")
