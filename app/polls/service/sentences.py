"""One plain sentence or two: what was decided, and why."""

from collections.abc import Callable, Mapping

from app.kernel.i18n import _, number, won
from app.polls.methods import METHODS
from app.polls.methods.majority_judgement import WORDS
from app.polls.methods.motion import ABSTAIN, NO, YES
from app.polls.queries import Result, Row
from app.polls.service.weighing import is_weighed, weighed_rule, why_not_weighed
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
        return _chosen_by(result)
    votes = {row.position: row.votes for row in result.rows}
    told = _("찬성 %(yes)d표, 반대 %(no)d표, 기권 %(abstain)d표.", yes=votes[YES], no=votes[NO], abstain=votes[ABSTAIN])
    if result.verdict is Verdict.NO_QUORUM:
        return told
    rule = _("기준 %(base)d표에서 찬성 %(needed)d표가 있어야 가결입니다.", base=result.base, needed=result.yes_needed)
    return f"{told} {rule}"


def _chosen_by(result: Result) -> str:
    if is_weighed(result):
        return weighed_rule(result)
    return _CHOSEN_BY.get(result.poll.method, _by_votes)(result)


def _by_votes(result: Result) -> str:
    return " ".join(filter(None, (_most_votes(result), _margin(result, _("표")), why_not_weighed(result))))


def _by_points(result: Result) -> str:
    told = _(
        "유효표 %(valid)d표에서 점을 많이 받은 차례로 %(seats)d개를 뽑는 규칙입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )
    margin = _margin(result, _("점"))
    return f"{told} {margin}".strip()


def _in_rounds(result: Result) -> str:
    return _(
        "순위를 매긴 %(valid)d표를 세어, 가장 적은 것을 하나씩 빼고 그 표를 다음 순위로 옮긴 결과입니다.",
        valid=result.valid,
    )


def _in_seats(result: Result) -> str:
    return _(
        "순위를 매긴 %(valid)d표를 세어, 남는 표와 가장 적은 것의 표를 다음 순위로 옮기며 %(seats)d자리를 채운"
        " 결과입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )


def _by_duels(result: Result) -> str:
    return _("순위를 매긴 %(valid)d표로 둘씩 맞대어 본 결과입니다.", valid=result.valid)


def _by_clear_duels(result: Result) -> str:
    return _(
        "순위를 매긴 %(valid)d표로 둘씩 맞대어, 가장 많은 표로 이긴 맞대결부터 받아들인 결과입니다.",
        valid=result.valid,
    )


def _by_grades(result: Result) -> str:
    return _(
        "유효표 %(valid)d표가 준 등급의 한가운데가 높은 차례로 %(seats)d개를 뽑는 규칙입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )


def _by_money(result: Result) -> str:
    return f"{_paid_by(result)} {_spent(result)}"


def _paid_by(result: Result) -> str:
    match result.poll.method:
        case "budget_greedy_cost":
            return _(
                "유효표 %(valid)d표에서 드는 돈에 견주어 표가 많은 차례로, 돈이 남는 만큼 뽑는 규칙입니다.",
                valid=result.valid,
            )
        case "budget_equal_shares":
            return _(
                "돈을 유효표 %(valid)d표에 똑같이 나누고, 바라는 사람들이 제 몫을 모아 사는 규칙입니다.",
                valid=result.valid,
            )
    return _("유효표 %(valid)d표에서 표가 많은 차례로, 돈이 남는 만큼 뽑는 규칙입니다.", valid=result.valid)


def _spent(result: Result) -> str:
    """How much of the money is spent; a poll that came to nothing has spent none."""
    spent, budget = result.facts.get("spending", {"spent": 0})["spent"], result.poll.budget_won or 0
    return _("%(budget)s 가운데 %(spent)s을 씁니다.", budget=won(budget), spent=won(spent))


def _by_places(result: Result) -> str:
    """By how many points the first of those left out missed: nobody can be given points and others keep theirs."""
    told = _(
        "유효표 %(valid)d표의 순위를 점수로 바꾸어, 점이 많은 차례로 %(seats)d개를 뽑는 규칙입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )
    gap = _gap(result)
    near = _("뽑히지 않은 것 가운데 가장 높은 것과는 %(gap)s점 차이입니다.", gap=number(gap)) if gap else ""
    return f"{told} {near}".strip()


def _in_a_runoff(result: Result) -> str:
    """Whom of the two more ballots score higher, by how many; the rule alone where it came to no runoff."""
    finalists = result.facts.get("finalists")
    if not finalists:
        return _("점을 더해 가장 높은 둘 가운데, 더 많은 표가 더 높게 매긴 쪽을 뽑는 규칙입니다.")
    one, other = sorted(finalists, key=lambda position: position not in result.facts["chosen"])
    pairs, labels = result.facts["pairs"], {row.position: row.label for row in result.rows}
    return _(
        "점을 더해 가장 높은 둘의 결선에서 ‘%(one)s’ 쪽을 더 높게 매긴 표가 %(more)s표,"
        " ‘%(other)s’ 쪽을 더 높게 매긴 표가 %(less)s표입니다.",
        one=labels[one],
        other=labels[other],
        more=number(pairs[one - 1][other - 1]),
        less=number(pairs[other - 1][one - 1]),
    )


def _margin(result: Result, unit: str) -> str:
    """By how little the first of those left out missed: one more than the gap, and it would have been in.

    Where a seat stayed empty, a single one would have been enough.
    """
    gap = _gap(result)
    if gap is None:
        return ""
    return _("가장 가까웠던 것이 %(gap)s%(unit)s만 더 받았으면 결과가 바뀌었습니다.", gap=number(gap + 1), unit=unit)


def _gap(result: Result) -> int | None:
    """How much fewer the first of those left out have than the last chosen; None where a lot or nobody stands between.

    0 where a seat stayed empty.
    """
    out = [row.votes for row in result.rows if not row.is_chosen and row.votes is not None]
    chosen = [row.votes for row in result.rows if row.is_chosen and row.votes is not None]
    if result.verdict is not Verdict.CHOSEN or result.lot_seed or not out or not chosen:
        return None
    return min(chosen) - max(out) if len(chosen) >= result.poll.seats else 0


def _most_votes(result: Result) -> str:
    return _(
        "유효표 %(valid)d표에서 표를 많이 받은 차례로 %(seats)d개를 뽑는 규칙입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )


_CHOSEN_BY: Mapping[str, Callable[[Result], str]] = {
    "cumulative": _by_points,
    "score": _by_points,
    "star": _in_a_runoff,
    "majority_judgement": _by_grades,
    "irv": _in_rounds,
    "schulze": _by_duels,
    "ranked_pairs": _by_clear_duels,
    "borda": _by_places,
    "budget_order": _by_money,
    "budget_greedy_cost": _by_money,
    "budget_equal_shares": _by_money,
    "stv_scottish": _in_seats,
    "stv_meek": _in_seats,
}


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
