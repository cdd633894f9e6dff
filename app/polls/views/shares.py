"""Who paid for what by equal shares, for the page of a result: numbers of people, never who."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from app.kernel.i18n import _, number, won
from app.polls.methods.budget_order import Fate
from app.polls.queries import Result, Row

Part = dict[str, Any]


def shares_of(result: Result) -> Part:
    """What the template draws: every option with who paid for it or what was missing, and the money."""
    facts, budget = result.facts["shares"], result.poll.budget_won or 0
    rows = {row.position: row for row in result.rows}
    spent = result.facts["spending"]["spent"]
    bought = [_part(rows[one[0]], _("산 것"), _paid(one[2])) for one in facts["bought"]]
    return {
        "bought": bought + _not_bought(result, rows),
        "share": _share(result.valid, budget, Fraction(facts["share"]), facts["step"]),
        "budget": budget,
        "spent": spent,
        "left": budget - spent,
    }


def _part(row: Row, mark: str, said: str) -> Part:
    return {"label": row.label, "cost": row.cost_won, "votes": row.votes, "mark": mark, "said": said}


def _share(valid: int, budget: int, share: Fraction, step: int) -> str:
    first = Fraction(budget, valid)
    told = _(
        "%(budget)s을 유효표 %(valid)s표에 똑같이 나누면 한 사람 몫은 %(share)s입니다.",
        budget=won(budget),
        valid=number(valid),
        share=_money(first),
    )
    if share == first:
        return told
    return (
        told
        + " "
        + _(
            "몫을 %(step)s씩 %(times)s번 늘려 %(share)s으로 셌습니다.",
            step=won(step),
            times=number(int((share - first) / step)),
            share=_money(share),
        )
    )


def _paid(paid: Sequence[Any]) -> str:
    """The first of the parts is the full price; who paid less gave all that was left."""
    (price, people), *less = paid
    told = _("%(people)s명이 %(price)s씩 냄", people=number(people), price=_money(Fraction(price)))
    rest = [
        _("%(people)s명은 남은 몫 %(price)s을 다 냄", people=number(few), price=_money(Fraction(all_left)))
        for all_left, few in less
    ]
    return ", ".join([told, *rest])


def _not_bought(result: Result, rows: dict[int, Row]) -> list[Part]:
    """In the turns in which what was left was filled up; where nothing was left, in the order of the paper."""
    lacking = {one[0]: _lacked(one) for one in result.facts["shares"]["lacking"]}
    turns = result.facts["spending"]["turns"]
    parts = [_filled(rows[place], lacking[place], fate, missing) for place, fate, _left, missing in turns]
    return parts or [_part(rows[place], "", said) for place, said in lacking.items()]


def _lacked(one: Sequence[Any]) -> str:
    _place, people, money, missing = one
    if not people:
        return _("받은 표가 없음")
    return _(
        "바라는 %(people)s명에게 남은 몫을 모두 합쳐 %(money)s, %(missing)s이 모자람",
        people=number(people),
        money=_money(Fraction(money)),
        missing=_money(Fraction(missing)),
    )


def _filled(row: Row, lacked: str, fate: str, missing: int) -> Part:
    match fate:
        case Fate.FUNDED:
            return _part(row, _("남은 돈으로 뽑힘"), lacked)
        case Fate.UNSUPPORTED:
            return _part(row, "", lacked)
    rest = _("채울 때 남은 돈도 %(won)s 모자람", won=won(missing))
    return _part(row, "", f"{lacked}. {rest}")


def _money(amount: Fraction) -> str:
    """In won; the exact fraction stands in the record."""
    if amount.denominator == 1:
        return won(int(amount))
    return _("약 %(won)s", won=won(round(amount)))
