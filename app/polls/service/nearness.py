"""How near a result was: what was missing for another one, in a sentence; "" where nothing can be said."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil

from app.kernel.i18n import _, number, won
from app.polls.methods import stv_meek, stv_scottish
from app.polls.methods.budget_order import Fate
from app.polls.methods.majority_judgement import WORDS
from app.polls.queries import Result
from app.polls.states import Verdict

Stages = Sequence[tuple[Mapping[str, int], int]]  # votes of each option, and how many a seat takes


def margin(result: Result, unit: str) -> str:
    """By how little the first of those left out missed: one more than the gap, and it would have been in.

    Where a seat stayed empty, a single one would have been enough.
    """
    missed = gap(result)
    if missed is None:
        return ""
    words = {"gap": number(missed + 1), "unit": unit}
    return _("가장 가까웠던 것이 %(gap)s%(unit)s만 더 받았으면 결과가 바뀌었습니다.", **words)


def gap(result: Result) -> int | None:
    """How much fewer the first of those left out have than the last chosen; None where a lot or nobody stands between.

    0 where a seat stayed empty.
    """
    out = [row.votes for row in result.rows if not row.is_chosen and row.votes is not None]
    chosen = [row.votes for row in result.rows if row.is_chosen and row.votes is not None]
    if result.verdict is not Verdict.CHOSEN or result.lot_seed or not out or not chosen:
        return None
    return min(chosen) - max(out) if len(chosen) >= result.poll.seats else 0


def last_round(result: Result) -> str:
    """Between how many the last round decided; of two, how many more first places would have been enough.

    More ballots for the second of two alone change nobody else's votes: the same options go out before, and it wins.
    """
    rounds, labels = result.facts.get("rounds", []), {row.position: row.label for row in result.rows}
    left = sorted(rounds[-1]["votes"].items(), key=lambda pair: -pair[1]) if rounds else []
    if result.verdict is not Verdict.CHOSEN or len(left) < 2:
        return ""
    (first, most), (second, less) = left[:2]
    told = _(
        "마지막 단계에서 ‘%(one)s’ %(most)s표, ‘%(other)s’ %(less)s표였습니다.",
        one=labels[int(first)],
        other=labels[int(second)],
        most=number(most),
        less=number(less),
    )
    if len(left) > 2 or most == less:
        return told
    missed = number(most - less + 1)
    return told + " " + _("뒤의 것을 1위로 적은 표가 %(gap)s표만 더 있었으면 결과가 바뀌었습니다.", gap=missed)


def closest_duel(result: Result) -> str:
    """The duel that the winner came nearest to losing, where it won all."""
    if len(result.chosen) != 1 or "pairs" not in result.facts:
        return ""
    winner, pairs = result.chosen[0], result.facts["pairs"]
    mine_of, of_rivals = pairs[winner.position - 1], [row[winner.position - 1] for row in pairs]
    rivals = [row for row in result.rows if row != winner]
    duels = [(mine_of[row.position - 1], of_rivals[row.position - 1], row) for row in rivals]
    mine, theirs, rival = min(duels, key=lambda duel: duel[0] - duel[1])
    if mine <= theirs:
        return _("모든 맞대결에서 이긴 것은 없습니다.")
    return _(
        "‘%(one)s’ 쪽이 모든 맞대결에서 이겼고, 가장 가까웠던 것은 ‘%(other)s’와의 %(mine)s표 대 %(theirs)s표입니다.",
        one=winner.label,
        other=rival.label,
        mine=number(mine),
        theirs=number(theirs),
    )


def next_grade(result: Result) -> str:
    """The grade in the middle of the best of those left out; where grades are equal the others have decided."""
    out = [row for row in result.by_rank if not row.is_chosen and row.votes is not None]
    if result.verdict is not Verdict.CHOSEN or not out:
        return ""
    best = max(out, key=lambda row: (row.votes or 0, -row.rank))
    told = {"name": best.label, "grade": _(WORDS[best.votes or 0])}
    return _("뽑히지 않은 것 가운데 가장 높은 ‘%(name)s’의 가운데 등급은 ‘%(grade)s’입니다.", **told)


def last_left_out(result: Result) -> str:
    """Of the options without a seat the one that stayed longest: its votes then, and how many a seat took."""
    stages, unit = _stages(result)
    out = {row.position: row.label for row in result.rows if not row.is_chosen}
    stayed = [
        (stage, votes[str(place)], place, quota)
        for stage, (votes, quota) in enumerate(stages)
        for place in out
        if votes[str(place)]
    ]
    if result.verdict is not Verdict.CHOSEN or not stayed:
        return ""
    _stage, votes, place, quota = max(stayed)
    return _(
        "뽑히지 않은 것 가운데 가장 오래 남은 ‘%(name)s’의 표는 그때 %(votes)s표였고, 한 자리를 얻는 데 필요한 표는"
        " %(quota)s표였습니다.",
        name=out[place],
        votes=_votes(votes, unit),
        quota=_votes(quota, unit),
    )


def _stages(result: Result) -> tuple[Stages, int]:
    if "transfers" in result.facts:
        facts, unit = result.facts["transfers"], stv_scottish.UNIT
        return [(one["votes"], facts["quota"] * unit) for one in facts["stages"]], unit
    return [(one["votes"], one["quota"]) for one in result.facts.get("keeping", [])], stv_meek.UNIT


def _votes(units: int, unit: int) -> str:
    """To two places, without zeros at the end."""
    return number(round(Decimal(units) / unit, 2).normalize())


def least_money_missing(result: Result) -> str:
    """Which option lacked the least money; of equal shares, of what its supporters had left. Rounded up to a won."""
    out = {row.position: row.label for row in result.rows if not row.is_chosen}
    missed = [(missing, place) for place, missing in _missing(result) if place in out and missing > 0]
    if not missed:
        return ""
    missing, place = min(missed)
    return _("가장 적게 모자란 것은 ‘%(name)s’: %(won)s이 더 있어야 했습니다.", name=out[place], won=won(ceil(missing)))


def _missing(result: Result) -> Iterator[tuple[int, Fraction]]:
    if "shares" in result.facts:
        yield from ((place, Fraction(missing)) for place, _many, _money, missing in result.facts["shares"]["lacking"])
        return
    for place, fate, _left, missing in result.facts.get("spending", {"turns": []})["turns"]:
        if fate == Fate.DOES_NOT_FIT:
            yield place, Fraction(missing)
