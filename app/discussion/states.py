"""States of a comment, on which side it stands, whose voice it is, and why one may be hidden."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class CommentState(Labelled):
    """의견 글."""

    SHOWN = "shown", lazy("보임")
    HIDDEN = "hidden", lazy("가려짐")
    WITHDRAWN = "withdrawn", lazy("글쓴이가 거둠")


class Stance(Labelled):
    """For, against or neutral."""

    FOR = "for", lazy("찬성")
    AGAINST = "against", lazy("반대")
    NEUTRAL = "neutral", lazy("중립")


class Voice(Labelled):
    """What the writer was to the council when writing."""

    RESIDENT = "resident", lazy("주민")
    FACILITATOR = "facilitator", lazy("퍼실리테이터")
    OFFICER = "officer", lazy("동주민센터 담당자")


class Ground(Labelled):
    """Why a comment may be hidden; an opinion that somebody dislikes is no ground."""

    PRIVACY = "privacy", lazy("남의 개인정보가 있음")
    ABUSE = "abuse", lazy("욕설, 비방이나 위협")
    HATE = "hate", lazy("차별하는 말")
    ADVERT = "advert", lazy("광고이거나 같은 글을 되풀이함")
    OFF_TOPIC = "off_topic", lazy("이 제안과 관계없는 글")


# fmt: off
COMMENT = Machine[CommentState](           # 의견 글
    ("hide",     CommentState.SHOWN,  CommentState.HIDDEN),
    ("show",     CommentState.HIDDEN, CommentState.SHOWN),
    ("withdraw", CommentState.SHOWN,  CommentState.WITHDRAWN),
    ("edit",     CommentState.SHOWN,  CommentState.SHOWN),
    ("flag",     CommentState.SHOWN,  CommentState.SHOWN),
    ("answer",   CommentState.SHOWN,  CommentState.SHOWN),
)
# fmt: on
