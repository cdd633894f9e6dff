"""Why marks that came past the read-back are no ballot, in a sentence."""

from app.kernel.i18n import _
from app.polls.methods import Method, Misread
from app.polls.methods.rules import Rules


def why_misread(why: Misread, method: Method, rules: Rules) -> str:
    """The sentence; nothing was kept, and the person can still vote."""
    return {
        Misread.NOTHING_MARKED: _("아무것도 고르지 않았습니다. 고른 뒤에 다시 눌러 주세요."),
        Misread.TOO_MANY: _too_many(method, rules.votes_per_voter),
        Misread.BLANK_AND_MORE: _("빈 표와 다른 것을 함께 골랐습니다. 하나를 빼고 다시 눌러 주세요."),
        Misread.RANKED_TWICE: _("같은 순위를 둘 이상에 매겼습니다. 고친 뒤에 다시 눌러 주세요."),
        Misread.OUT_OF_RANGE: _("이 투표에서 고를 수 없는 숫자가 있습니다. 다시 골라 주세요."),
        Misread.UNKNOWN_OPTION: _("이 투표에 없는 것을 골랐습니다. 다시 골라 주세요."),
        Misread.MARKED_TWICE: _("같은 것을 두 번 골랐습니다. 다시 골라 주세요."),
    }[why]


def _too_many(method: Method, most: int) -> str:
    if method.is_numbered:
        return _("모두 %(most)d점까지 줄 수 있습니다. 줄인 뒤에 다시 눌러 주세요.", most=most)
    return _("%(most)d개까지 고를 수 있습니다. 줄인 뒤에 다시 눌러 주세요.", most=most)
