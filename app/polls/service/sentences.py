"""One plain sentence or two: what was decided, and why."""

from app.kernel.i18n import _
from app.polls.methods import METHODS
from app.polls.methods.majority_judgement import WORDS
from app.polls.methods.motion import ABSTAIN, NO, YES
from app.polls.queries import Result, Row
from app.polls.service.rule_sentences import by_which_rule
from app.polls.service.weighing import is_weighed
from app.polls.states import Verdict


def sentence(result: Result) -> str:
    """What came out and by which rule, for a page, a report or a letter, in the reader's language."""
    parts = [_decided(result), _numbers(result), _lot(result), _quorum(result), _added(result)]
    return " ".join(part for part in parts if part)


def _decided(result: Result) -> str:
    rows = result.tied if result.verdict is Verdict.TIED else result.chosen
    names = ", ".join(f"‘{row.label}’" for row in rows) if is_weighed(result) else named(rows, result.poll.method)
    match result.verdict:
        case Verdict.CARRIED:
            return _("가결되었습니다.")
        case Verdict.NOT_CARRIED if result.poll.method == "motion":
            return _("부결되었습니다.")
        case Verdict.NOT_CARRIED if METHODS[result.poll.method].spends:
            return _("뽑힌 것이 없습니다. 표를 받지 못했거나 쓸 수 있는 돈으로 할 수 없었습니다.")
        case Verdict.NOT_CARRIED:
            return _("표를 받은 것이 없어 아무것도 뽑지 않았습니다.")
        case Verdict.CHOSEN:
            return _("뽑힌 것: %(names)s.", names=names)
        case Verdict.TIED:
            return _("동점이어서 정하지 못했습니다: %(names)s.", names=names)
    return _("정족수에 미치지 못해 결정하지 못했습니다.")


def _numbers(result: Result) -> str:
    if not result.shows_numbers:
        return _("투표한 사람이 적어 표수는 밝히지 않습니다.")
    if result.poll.method != "motion":
        return by_which_rule(result)
    votes = {row.position: row.votes for row in result.rows}
    told = _("찬성 %(yes)d표, 반대 %(no)d표, 기권 %(abstain)d표.", yes=votes[YES], no=votes[NO], abstain=votes[ABSTAIN])
    if result.verdict is Verdict.NO_QUORUM:
        return told
    rule = _("기준 %(base)d표에서 찬성 %(needed)d표가 있어야 가결입니다.", base=result.base, needed=result.yes_needed)
    return f"{told} {rule} {_turned(result)}".rstrip()


def _turned(result: Result) -> str:
    """How many votes the other way would have turned the outcome; "" where none could."""
    votes = {row.position: row.votes or 0 for row in result.rows}
    spare = votes[YES] - result.yes_needed
    if spare >= 0:
        return _("찬성 %(count)d표가 반대였다면 부결되었을 것입니다.", count=spare + 1)
    if votes[NO] >= -spare:
        return _("반대 %(count)d표가 찬성이었다면 가결되었을 것입니다.", count=-spare)
    return ""


def _lot(result: Result) -> str:
    if not result.lot_seed:
        return ""
    if not METHODS[result.poll.method].may_take_all:
        return _("세는 도중 표가 같아 차례를 정할 수 없던 곳에서는 추첨으로 정했습니다.")
    names = ", ".join(f"‘{row.label}’" for row in result.tied)
    return _("표가 같은 %(names)s 사이에서는 추첨으로 정했습니다.", names=names)


def _quorum(result: Result) -> str:
    if not result.quorum_needed:
        told = _("%(roll)d명 가운데 %(turnout)d명이 투표했습니다.", roll=result.roll_count, turnout=result.turnout)
        return told + " " + _("세칙에 정족수는 없습니다.")
    return _(
        "%(roll)d명 가운데 %(turnout)d명이 투표했고, 정족수는 %(needed)d명입니다.",
        roll=result.roll_count,
        turnout=result.turnout,
        needed=result.quorum_needed,
    )


def _added(result: Result) -> str:
    if not result.roll_added:
        return ""
    told = _(
        "명부의 %(roll)d명에는 연 뒤에 까닭을 적고 더한 %(added)d명이 들어 있습니다.",
        roll=result.roll_count,
        added=result.roll_added,
    )
    if result.poll.rules["quorum"]["basis"] != "roll":
        return told
    return told + " " + _("정족수는 열 때의 명부로 정한 그대로입니다.")


def named(rows: tuple[Row, ...], method: str) -> str:
    """The labels in quotes, with their votes or points where they are shown and decide."""
    return ", ".join(_named(row, method) for row in rows)


def _named(row: Row, method: str) -> str:
    counted = METHODS[method].counted
    if row.votes is not None and counted == "grades":
        return _("‘%(label)s’(가운데 등급: %(grade)s)", label=row.label, grade=_(WORDS[row.votes]))
    if row.votes is None or counted not in ("votes", "points"):
        return f"‘{row.label}’"
    if counted == "points":
        return _("‘%(label)s’ %(points)d점", label=row.label, points=row.votes)
    return _("‘%(label)s’ %(votes)d표", label=row.label, votes=row.votes)
