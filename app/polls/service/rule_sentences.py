"""By which rule options were chosen, and how near it was: a sentence for every way of deciding."""

from collections.abc import Callable, Mapping

from app.kernel.i18n import _, number, won
from app.polls.queries import Result
from app.polls.service.nearness import (
    closest_duel,
    gap,
    last_left_out,
    last_round,
    least_money_missing,
    margin,
    next_grade,
)
from app.polls.service.weighing import is_weighed, weighed_rule, why_not_weighed


def by_which_rule(result: Result) -> str:
    """The rule of the poll, of one that chooses options, with its numbers."""
    if is_weighed(result):
        return weighed_rule(result)
    return _CHOSEN_BY.get(result.poll.method, _by_votes)(result)


def _by_votes(result: Result) -> str:
    return " ".join(filter(None, (_most_votes(result), margin(result, _("표")), why_not_weighed(result))))


def _by_points(result: Result) -> str:
    told = _(
        "유효표 %(valid)d표에서 점을 많이 받은 차례로 %(seats)d개를 뽑는 규칙입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )
    near = margin(result, _("점"))
    return f"{told} {near}".strip()


def _in_rounds(result: Result) -> str:
    told = _(
        "순위를 매긴 %(valid)d표를 세어, 가장 적은 것을 하나씩 빼고 그 표를 다음 순위로 옮긴 결과입니다.",
        valid=result.valid,
    )
    return f"{told} {last_round(result)}".strip()


def _in_seats(result: Result) -> str:
    told = _(
        "순위를 매긴 %(valid)d표를 세어, 남는 표와 가장 적은 것의 표를 다음 순위로 옮기며 %(seats)d자리를 채운"
        " 결과입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )
    return f"{told} {last_left_out(result)}".strip()


def _by_duels(result: Result) -> str:
    told = _("순위를 매긴 %(valid)d표로 둘씩 맞대어 본 결과입니다.", valid=result.valid)
    return f"{told} {closest_duel(result)}".strip()


def _by_clear_duels(result: Result) -> str:
    told = _(
        "순위를 매긴 %(valid)d표로 둘씩 맞대어, 가장 많은 표로 이긴 맞대결부터 받아들인 결과입니다.",
        valid=result.valid,
    )
    return f"{told} {closest_duel(result)}".strip()


def _by_grades(result: Result) -> str:
    told = _(
        "유효표 %(valid)d표가 준 등급의 한가운데가 높은 차례로 %(seats)d개를 뽑는 규칙입니다.",
        valid=result.valid,
        seats=result.poll.seats,
    )
    return f"{told} {next_grade(result)}".strip()


def _by_money(result: Result) -> str:
    return f"{_paid_by(result)} {_spent(result)} {least_money_missing(result)}".strip()


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
    apart = gap(result)
    near = _("뽑히지 않은 것 가운데 가장 높은 것과는 %(gap)s점 차이입니다.", gap=number(apart)) if apart else ""
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
