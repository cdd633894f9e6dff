"""What other methods would have made of a certified poll: to learn from, and nothing of it is kept."""

from app.kernel.errors import Conflict
from app.kernel.i18n import _
from app.polls.methods import METHODS, Weighted
from app.polls.methods.others import Box, Other, others
from app.polls.methods.rules import Rules
from app.polls.models import Poll
from app.polls.service.commitments import marks_counted

MANY = 20  # ballots: of fewer, each further count would tell more about who marked what
MOST = 5_000  # ballots: of more the counts together take longer than a page may


def what_if(poll: Poll) -> list[Other]:
    """Whom each method that can read the ballots would choose; [] where no other can.

    Raises Conflict before the result is final, of few ballots and of very many. `poll` needs its tally.
    """
    if not poll.is_certified or poll.tally is None:
        raise Conflict(_("결과를 확정한 뒤에 볼 수 있습니다. 그 전에는 결과를 두고 다투는 데 쓰일 수 있습니다."))
    if poll.tally.valid_count > MOST:
        raise Conflict(_("표가 아주 많아 이 쪽에서는 다른 방식으로 세지 않습니다."))
    if poll.tally.valid_count < MANY:
        raise Conflict(_("투표한 사람이 적어 다른 방식으로는 세지 않습니다. 누가 무엇을 골랐는지 드러날 수 있습니다."))
    method, rules = METHODS[poll.method], Rules.from_sheet(poll.rules)
    options = [option["position"] for option in poll.rules["options"]]
    counted = [Weighted(tuple(marks), weight) for marks, weight in marks_counted(poll.id)]
    rows = [ballot for ballot in counted if ballot.marks and method.read(ballot.marks, options, rules) == ballot.marks]
    return others(poll.method, Box(rows, options, rules))
